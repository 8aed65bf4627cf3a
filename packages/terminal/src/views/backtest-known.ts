/** What a forecast leans on: values held then that have changed since, with their age, and figures of which nothing says since when. */
import type { AsOf } from "@steppe/core";
import { dateText, type EarlierValue, type EpochDay, type Undated } from "@steppe/core";
import { entriesOf, get, leafText } from "@steppe/core/source/tree.ts";
import { clip, counted, labelled, oneLine, type Page, section } from "./text.ts";

/** A section has at most so many lines, unless all are asked for. */
const MOST_LINES = 8;
/** A value longer than this is cut where not all is asked for. */
const MOST_TEXT = 40;
const LABEL = 10;
const YEAR = 365;

export interface KnownOptions {
  readonly from: EpochDay;
  /** Whether all are shown (`--held`). */
  readonly all: boolean;
}

/** How old the values held then are on the day of the forecast; undefined where all are those of today. */
export interface HeldAge {
  readonly youngest: EpochDay;
  /** How many were more than a year (365 days) old. */
  readonly old: number;
  readonly of: number;
}

export function heldAge({ earlier }: AsOf, from: EpochDay): HeldAge | undefined {
  const days = earlier.map(({ held }) => held.known);
  if (days.length === 0) return undefined;
  return { youngest: Math.max(...days), old: days.filter((day) => from - day > YEAR).length, of: days.length };
}

/** What was held, as written; of a series the value of the day of the forecast. */
export function heldText({ written }: EarlierValue, from: EpochDay): string {
  const series = [...entriesOf(get(written, "series"))].sort(([a], [b]) => (a < b ? -1 : 1));
  const last = series.findLast(([date]) => date <= dateText(from))?.[1];
  return oneLine(leafText(get(written, "value") ?? get(last, "value") ?? last) ?? "");
}

/** Both sections of a forecast. */
export function knownLines(asOf: AsOf, options: KnownOptions, page: Page): readonly string[] {
  return [...heldLines(asOf, options, page), ...undatedLines(asOf.undated, options, page)];
}

function heldLines(asOf: AsOf, { from, all }: KnownOptions, page: Page): readonly string[] {
  const age = heldAge(asOf, from);
  if (!age) return [];
  const old = age.old === 0 ? "none is" : `${age.old} of ${age.of} ${age.old === 1 ? "is" : "are"}`;
  const head = `  the youngest of ${counted(age.of, "value")} is of ${dateText(age.youngest)}; ${old} older than a year`;
  const items = [...asOf.earlier]
    .sort((a, b) => a.held.known - b.held.known)
    .map(({ name, held }) => ({
      date: dateText(held.known),
      text: `${oneLine(name)} ${all ? heldText(held, from) : clip(heldText(held, from), MOST_TEXT)}`,
    }));
  const lines = (shown: readonly { readonly date: string; readonly text: string }[]) =>
    [...new Set(shown.map(({ date }) => date))].flatMap((date) => {
      const texts = shown.filter((one) => one.date === date).map(({ text }) => text);
      return labelled(page, date, texts.join("; "), LABEL);
    });
  return section(page, `Held on ${dateText(from)}, and changed since`, [
    clip(head, page.width),
    ...shortened(items, lines, all, page),
  ]);
}

function undatedLines(undated: readonly Undated[], { all }: KnownOptions, page: Page): readonly string[] {
  if (undated.length === 0) return [];
  const head = `TAKEN AS KNOWN, though nothing says since when: ${counted(undated.length, "figure")}`;
  const lines = (shown: readonly Undated[]) =>
    shown.map(({ actor, input, text, isDefault }) =>
      clip(`  ${oneLine(actor)}.${oneLine(input)} = ${oneLine(text)}${isDefault ? " (default)" : ""}`, page.width),
    );
  return ["", page.paint("warn", clip(head, page.width)), ...shortened(undated, lines, all, page)];
}

/** The lines of as many as fit, and how many do not. */
function shortened<T>(
  items: readonly T[],
  lines: (shown: readonly T[]) => readonly string[],
  all: boolean,
  page: Page,
): readonly string[] {
  let shown = items.length;
  while (!all && shown > 1 && lines(items.slice(0, shown)).length > MOST_LINES) shown -= 1;
  const rest = items.length - shown;
  const more = rest === 0 ? [] : [page.paint("dim", clip(`  and ${rest} more: \`--held\` shows all`, page.width))];
  return [...lines(items.slice(0, shown)), ...more];
}
