/** Differences between two scenario files, section by section. */
import type { Footing } from "@steppe/core";
import type { Difference, DifferenceSection } from "@steppe/core/scenario/difference.ts";
import { widthOf } from "./problem-frame-text.ts";
import { oneLine, type Page, padEnd, wrap } from "./text.ts";

const HEADINGS: Readonly<Record<DifferenceSection, string>> = {
  period: "Head",
  parties: "Parties",
  assumptions: "Assumptions",
  correlations: "Rank correlations",
  rates: "Rates and indices",
  actors: "Actors",
  machines: "Machines",
  timeline: "Timeline",
  measures: "Measures",
  expectations: "Expectations",
  records: "Records",
  draws: "Forced draws",
};

const SUBJECT_MAX = 32;

export function differenceLines(
  [first, second]: readonly [string, string],
  differences: readonly Difference[],
  page: Page,
): readonly string[] {
  const head = page.paint("strong", `${oneLine(first)} → ${oneLine(second)}`);
  if (differences.length === 0) return [head, "", "no differences"];
  const sections = [...new Set(differences.map(({ section }) => section))];
  return [
    head,
    ...sections.flatMap((section) => {
      const own = differences.filter((one) => one.section === section);
      const width = Math.min(
        SUBJECT_MAX,
        Math.max(...own.filter(hasOwnSubject).map(({ subject }) => widthOf(oneLine(subject))), 0),
      );
      return ["", page.paint("strong", HEADINGS[section]), ...own.flatMap((one) => linesOf(one, width, page))];
    }),
  ];
}

/** Parties and expectations are their own subject; to say it twice would be noise. */
const hasOwnSubject = ({ subject, before, after }: Difference): boolean => subject !== before && subject !== after;

function linesOf(one: Difference, width: number, page: Page): readonly string[] {
  const { before, after } = one;
  const sign = before === undefined ? "+" : after === undefined ? "-" : " ";
  const subject = oneLine(one.subject);
  const named = hasOwnSubject(one);
  // A subject longer than its column has a line of its own.
  const long = named && widthOf(subject) > width;
  const start = named && !long ? `${padEnd(subject, width)}  ` : long ? "  " : "";
  const room = Math.max(20, page.width - 4 - widthOf(start));
  const lines = textsOf(one, room).flatMap((text) => wrap(text, room));
  const paint = (text: string) =>
    sign === "+" ? page.paint("good", text) : sign === "-" ? page.paint("bad", text) : text;
  return [
    ...(long ? [paint(`  ${sign} ${subject}`)] : []),
    ...lines.map((line, index) =>
      index === 0 && !long ? paint(`  ${sign} ${start}${line}`) : `    ${" ".repeat(widthOf(start))}${line}`,
    ),
  ];
}

/** "115 million USD per year → 120 million USD per year", and on what footing, where that is known. */
function textsOf({ before, after, beforeFooting, afterFooting }: Difference, room: number): readonly string[] {
  const [old, now] = [footingText(beforeFooting), footingText(afterFooting)];
  if (before === undefined || after === undefined) {
    const footing = before === undefined ? now : old;
    return [oneLine((after ?? before) as string), ...(footing === "" ? [] : [`(${footing})`])];
  }
  const change = before === after ? [oneLine(after)] : arrow(oneLine(before), oneLine(after), room);
  if (old === now) return [...change, ...(now === "" ? [] : [`(${now})`])];
  return [...change, ...arrow(`(${old === "" ? "no source" : old}`, `${now === "" ? "no source" : now})`, room)];
}

function footingText({ source, judgement }: Footing = {}): string {
  if (source !== undefined) return `source: ${oneLine(source)}`;
  return judgement === undefined ? "" : `judgement: ${oneLine(judgement)}`;
}

/** On one line where there is room, else the second part on a line of its own. */
function arrow(before: string, after: string, room: number): readonly string[] {
  const whole = `${before} → ${after}`;
  return widthOf(whole) <= room ? [whole] : [before, `→ ${after}`];
}
