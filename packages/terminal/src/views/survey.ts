/** A survey of many paths, for a person: measures, money, milestones, how paths ended, what was expected, what went wrong. */

import type { ColumnResult, SpreadResult, SummaryResult, TroubleCount } from "@steppe/analysis";
import { fromDouble, groupThousands, type Sampling } from "@steppe/core";
import type { AskedColumn, Subject } from "@steppe/kernel";
import { isPartial, type Survey } from "../paths/survey.ts";
import { DEFAULT_SEED } from "../seed.ts";
import { leaningText } from "./leaning.ts";
import { shareTexts } from "./parts-of-whole.ts";
import { widthOf } from "./problem-frame-text.ts";
import { keyExact, pathsText, percentBounds, percentRange, percentText, scaleOf } from "./scale.ts";
import { fanLines } from "./survey-fan.ts";
import { type FanShape, fanChartSections } from "./survey-fan-chart.ts";
import { precisionTexts } from "./survey-precision.ts";
import { usualSize, type ValueRow, valueLines } from "./survey-values.ts";
import { firstColumnRoom, tableLines } from "./table.ts";
import { clip, counted, labelled, oneLine, type Page, section, wrap } from "./text.ts";
import { dayText, periodText } from "./values.ts";

export interface SurveyViewOptions {
  readonly byYear: boolean;
  /** How its charts are shown; absent: not at all. */
  readonly fans?: FanShape;
}

export function renderSurvey(survey: Survey, { byYear, fans }: SurveyViewOptions, page: Page): string {
  const { summary } = survey;
  if (summary.paths === 0) return [...headLines(survey, page), "", ...footLines(survey, page)].join("\n");
  return [
    ...headLines(survey, page),
    ...section(page, "Measures", valueLines(rowsAbout(summary, "measure"), page, { intervals: true })),
    ...section(page, "Paid", valueLines(rowsAbout(summary, "paid"), page, { intervals: false })),
    ...(byYear ? section(page, "Paid by year", fanLines(summary, page)) : []),
    ...(fans ? fanChartSections(survey.charts, fans, page) : []),
    ...section(page, "Milestones", milestoneLines(summary, page)),
    ...section(page, "How paths ended", endingLines(summary, page)),
    ...section(page, "Expected", expectationLines(summary, page)),
    ...section(page, "Went wrong", troubleLines(survey, page)),
    ...leaningLines(summary, page),
    "",
    ...footLines(survey, page),
  ].join("\n");
}

function leaningLines(summary: SummaryResult, page: Page): readonly string[] {
  const text = leaningText([...rowsAbout(summary, "measure"), ...rowsAbout(summary, "paid")]);
  return text === undefined ? [] : ["", ...wrap(text, page.width)];
}

const DESIGNS: Readonly<Record<Sampling, string>> = {
  random: "at random",
  lhs: "what is drawn once: a Latin hypercube; intervals as of random paths",
  sobol: "what is drawn once: scrambled Sobol; intervals as of random paths",
};

/** What was run: of which scenario, how many paths, how they ended. */
export function headLines(survey: Survey, page: Page): readonly string[] {
  const { head } = survey;
  const { start, end, until } = head;
  const same = head.uncertain ? "" : "; nothing in it is drawn, every path is the same";
  const rows: readonly (readonly [string, string])[] = [
    ["scenario", oneLine(head.scenario)],
    ...head.layers.map((text) => ["with", oneLine(text)] as const),
    ["period", periodText(start, end) + (until < end ? `, run until ${dayText(until)}` : "")],
    ["paths", surveyPathsText(survey) + same],
    ...(survey.summary.failed > 0 ? [["", failedText(survey)] as const] : []),
    ...(head.sampling === "random" ? [] : [["sampling", DESIGNS[head.sampling]] as const]),
    ...(head.precision.length === 0 ? [] : precisionTexts(survey).map((text) => ["precise", text] as const)),
  ];
  return [
    ...wrap(oneLine(head.title), page.width).map((line) => page.paint("strong", line)),
    "",
    ...rows.flatMap(([label, text]) => labelled(page, label, text, 8)),
    ...(isPartial(survey) ? ["", ...wrap(partialText(survey), page.width).map((line) => page.paint("bad", line))] : []),
  ];
}

/** Why fewer paths were run than were asked for, and how many. */
export function partialText({ head, ended, summary }: Survey): string {
  const why = ended === "timeout" ? "the time was up" : "it was interrupted";
  if (summary.paths > 0)
    return `Partial: ${why}; of the ${counted(head.paths, "path")} asked for, ${groupThousands(String(summary.paths))} were run.`;
  const counts = "; `--timeout` counts from the start of the command, and the code is made before any path is run";
  return `Nothing was run: ${why} before the first path${ended === "timeout" ? counts : ""}.`;
}

/** That paths which go wrong are in no figure: those that are left are not like them. */
function failedText({ summary: { failed } }: Survey): string {
  const are = failed === 1 ? "goes wrong and is" : "go wrong and are";
  return `${groupThousands(String(failed))} of them ${are} in no figure: what they would have come to is not known`;
}

/** "100 of seed "steppe", 0 to 99". */
export function surveyPathsText({ head, summary }: Survey): string {
  const range = summary.paths === 0 ? "none" : `0 to ${summary.paths - 1}`;
  return `${groupThousands(String(summary.paths))} of seed ${oneLine(JSON.stringify(head.seed))}, ${range}`;
}

/** Columns of measures, or of what was paid in all, as rows; what is paid on no path is left out. */
function rowsAbout(summary: SummaryResult, about: "measure" | "paid"): readonly ValueRow[] {
  return summary.columns.flatMap(({ asked, result }): readonly ValueRow[] => {
    const { subject } = asked;
    if (subject.about !== about) return [];
    if (subject.about === "paid" && (subject.year !== null || isNothing(result))) return [];
    return [{ label: labelOf(subject), asked, result, missing: summary.paths - summary.failed - result.count }];
  });
}

const isNothing = (result: ColumnResult): boolean =>
  result.type === "spread" && (!result.spread || result.spread.greatest.value === 0n);

function labelOf(subject: Subject): string {
  if (subject.about === "measure") return oneLine(subject.title ?? subject.name);
  return subject.about === "paid" ? oneLine(subject.category) : "";
}

function milestoneLines(summary: SummaryResult, page: Page): readonly string[] {
  const found = summary.columns.flatMap(({ asked, result }) =>
    asked.subject.about === "milestone" && result.type === "date"
      ? [{ state: asked.subject.state, asked, result }]
      : [],
  );
  const came = found.filter(({ result }) => result.came > 0);
  const never = found.filter(({ result }) => result.came === 0 && result.count > 0).map(({ state }) => oneLine(state));
  const rows = came.map(({ state, asked, result }) => [
    oneLine(state),
    percentText(result.came / result.count),
    result.interval ? percentBounds(result.interval) : "",
    ...dateCells(asked, result.spread),
  ]);
  return [
    ...(rows.length === 0
      ? []
      : [...milestoneTable(rows, page), page.paint("dim", "  dates: of the paths on which it comes")]),
    ...(never.length === 0
      ? []
      : wrap(`never on any path: ${never.join(", ")}`, page.width - 2).map((line) => `  ${line}`)),
  ];
}

const MILESTONE_LEAST = 14;

/** The name of a state is never cut: one that has no room beside its figures stands above them. */
function milestoneTable(rows: readonly (readonly string[])[], page: Page): readonly string[] {
  const right = { align: "right" } as const;
  const columns = [{ shrinkTo: MILESTONE_LEAST }, right, { ...right, style: "dim" as const }, right, right, right];
  const head = ["", "share", "", "5 %", "50 %", "95 %"];
  const room = firstColumnRoom([head, ...rows], columns, page, MILESTONE_LEAST);
  const fits = ([state = ""]: readonly string[]): boolean => widthOf(state) <= room;
  const shown = rows.map((row) => (fits(row) ? row : ["", ...row.slice(1)]));
  const [first = "", ...lines] = tableLines([head, ...shown], columns, page);
  return [
    page.paint("dim", first),
    ...rows.flatMap((row, index) => [
      ...(fits(row) ? [] : wrap(row[0] ?? "", page.width - 2).map((line) => `  ${line}`)),
      lines[index] ?? "",
    ]),
  ];
}

function dateCells({ kind }: AskedColumn, spread: SpreadResult | undefined): readonly string[] {
  if (!spread) return [];
  const scale = scaleOf(kind, keyExact(spread.greatest.value));
  const shown = spread.quantiles.filter(({ percent }) => [5, 50, 95].includes(percent));
  return shown.map(({ value }) => scale.value(keyExact(value)));
}

const MOST_ENDINGS = 12;

function endingLines(summary: SummaryResult, page: Page): readonly string[] {
  const rows = summary.columns.flatMap(({ asked, result }) => {
    if (asked.subject.about !== "ending" || result.type !== "text" || result.count === 0) return [];
    const percents = shareTexts(result.texts.map(({ count }) => count));
    const shares = result.texts.slice(0, MOST_ENDINGS).map(({ text }, index) => {
      return `${text === "" ? "not begun" : oneLine(text)}\u00a0${percents[index]?.replace(" ", "\u00a0")}`;
    });
    const more = result.texts.length - shares.length;
    return [[oneLine(asked.subject.actor), [...shares, ...(more > 0 ? [`${more} more`] : [])].join(", ")] as const];
  });
  const width = Math.min(24, Math.max(0, ...rows.map(([actor]) => actor.length)));
  return rows.flatMap(([actor, text]) =>
    labelled(page, clip(actor, width), text, width).map((line) => line.replaceAll("\u00a0", " ")),
  );
}

export function expectationLines(summary: SummaryResult, page: Page): readonly string[] {
  const all = summary.columns.flatMap(({ asked: { subject }, result }) =>
    subject.about === "expectation" && result.type === "date" ? [{ subject, result }] : [],
  );
  const broken = all.filter(({ result }) => result.came > 0);
  const held = all.length - broken.length;
  const indent = (text: string, by: number) => wrap(text, page.width - by).map((line) => " ".repeat(by) + line);
  const heldOn =
    held === all.length
      ? all.length === 1
        ? "the expectation"
        : `all ${counted(held, "expectation")}`
      : counted(held, "expectation");
  return [
    ...broken.flatMap(({ subject, result }) => {
      const share = `${percentText(result.came / result.count)}${result.interval ? ` (${percentRange(result.interval)})` : ""}`;
      return [
        ...indent(`FAILED ${oneLine(subject.id)} on ${counted(result.came, "path")}, ${share}`, 2).map((line) =>
          page.paint("bad", line),
        ),
        ...indent(`${subject.when.replace("_", " ")}: ${oneLine(subject.text)}`, 4),
        ...indent(pathsText(result.examples, result.came), 4),
      ];
    }),
    ...(held === 0 || summary.paths === summary.failed
      ? []
      : indent(`${heldOn} held on every path${summary.failed > 0 ? " that does not go wrong" : ""}`, 2)),
  ];
}

export function troubleLines({ head, summary }: Survey, page: Page): readonly string[] {
  const seeded = head.seed === DEFAULT_SEED ? "" : ` --seed ${oneLine(JSON.stringify(head.seed))}`;
  const designed = head.sampling === "random" ? "" : ` --sampling ${head.sampling} --paths ${head.paths}`;
  const seed = seeded + designed;
  const indent = (text: string, by: number) => wrap(text, page.width - by).map((line) => " ".repeat(by) + line);
  return summary.troubles.flatMap((trouble) => {
    const { problem, count, examples } = trouble;
    const { place } = problem;
    return [
      ...indent(
        `${whatOf(trouble, summary)} on ${counted(count, "path")}, ${percentText(count / summary.paths)}`,
        2,
      ).map((line) => page.paint("bad", line)),
      ...indent(`${oneLine(problem.message)} (${problem.code})`, 4),
      ...(place
        ? [page.paint("dim", clip(`    ${oneLine(place.file)}:${place.line}:${place.column}`, page.width))]
        : []),
      ...indent(`${pathsText(examples, count)}; \`--path ${examples[0]}${seed}\` shows the first`, 4),
    ];
  });
}

function whatOf({ column }: TroubleCount, { columns }: SummaryResult): string {
  const subject = columns[column]?.asked.subject;
  return subject === undefined ? "the model went wrong" : `${labelOf(subject)} has no value`;
}

/** What the signs mean, and what would make the same again. */
export function footLines({ head, summary }: Survey, page: Page): readonly string[] {
  const parts = [
    counted(summary.paths, "path"),
    `engine ${head.engine}`,
    `seed ${oneLine(JSON.stringify(head.seed))}`,
    `steppe ${head.version}`,
    `input ${head.input.slice(0, 12)}`,
  ];
  const isNever = summary.columns.some(
    ({ asked, result }) => asked.subject.about === "measure" && result.type === "date" && result.came < result.count,
  );
  const never = isNever ? " Quantiles of a date take never for the latest." : "";
  const intervals = `±, from .. to and ranges in brackets: intervals of 95 %.${never}`;
  return [...wrap(intervals, page.width).map((line) => page.paint("dim", line)), ...partLines(parts, page)];
}

/** Parts with points between them, none broken. */
export function partLines(parts: readonly string[], page: Page): readonly string[] {
  const text = parts.map((part) => part.replaceAll(" ", "\u00a0")).join("\u00a0· ");
  return wrap(text, page.width).map((line) => page.paint("dim", line.replaceAll("\u00a0", " ")));
}

/** What a column has come to, for the line of progress: "Rent ± 0.3 % of 5,331.46 million USD". */
export function intervalText({ subject, kind }: AskedColumn, result: ColumnResult): string | undefined {
  const label = labelOf(subject);
  if (result.type === "boolean" && result.interval) {
    return `${label} on ${percentText(result.yes / result.count)} ± ${percentText((result.interval.high - result.interval.low) / 2)}`;
  }
  if ((result.type !== "spread" && result.type !== "date") || result.spread?.halfWidth === undefined) return undefined;
  const { halfWidth, mean } = result.spread;
  const scale = scaleOf(kind, usualSize(result.spread));
  if (kind.type === "date") return `${label} ± ${scale.size(fromDouble(halfWidth))} about ${scale.value(mean)}`;
  const size = Math.abs(Number(mean.valueOf()));
  const unit = scale.unit === "" ? "" : ` ${scale.unit}`;
  return size === 0 ? undefined : `${label} ± ${percentText(halfWidth / size)} of ${scale.value(mean)}${unit}`;
}
