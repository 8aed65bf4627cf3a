/** Dates in other people's ways of writing: what they are here. */
import { dateText, parseDate } from "../quantity/index.ts";

/**
 * How to write what looks like a date and is none: `31.12.2044`, `2044/12/31`, `12/31/2044`, a year
 * alone. Undefined for anything else. Where day and month could be either, both are shown.
 */
export function dateHelp(text: string): string | undefined {
  const found = datesOf(text.replace(/\s+/g, "")).map((date) => `\`${date}\``);
  return found.length === 0 ? undefined : `a date is written YYYY-MM-DD: ${[...new Set(found)].join(" or ")}`;
}

function datesOf(text: string): readonly string[] {
  if (/^[12]\d{3}$/.test(text)) return [`${text}-12-31`];
  const parts = /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})$/.exec(text);
  if (!parts) return [];
  const [, first = "", , middle = "", last = ""] = parts;
  const written: readonly (readonly [string, string, string])[] =
    first.length === 4
      ? [[first, middle, last]]
      : last.length === 4
        ? [
            [last, middle, first],
            [last, first, middle],
          ]
        : [];
  return written.flatMap(([year, month, day]) => {
    const parsed = parseDate(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
    return "day" in parsed ? [dateText(parsed.day)] : [];
  });
}
