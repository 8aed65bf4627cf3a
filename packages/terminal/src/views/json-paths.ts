/** The document of `steppe run --paths --json`: docs/json.md says what each part means. */
import { type ColumnResult, DAY_PARTS, type SpreadResult, type SummaryResult, valuesForMean } from "@steppe/analysis";
import { type Exact, exact, fromDouble, type Kind, moneyText, NEVER, numberText, roundHalfEven } from "@steppe/core";
import { type AskedColumn, NEVER_DAY } from "@steppe/kernel";
import { type Precision, precisionsOf } from "../paths/precision.ts";
import type { FoundPath, Survey, SurveyHead } from "../paths/survey.ts";
import { jsonDay, jsonKind, jsonProblem, jsonText } from "./json-values.ts";
import { pathCommand } from "./open-path.ts";
import { keyExact } from "./scale.ts";

export function renderPathsJson(surveys: readonly Survey[]): string {
  const [first] = surveys;
  return jsonText({
    schema: "steppe.paths/1",
    engine: first?.head.version,
    seed: first?.head.seed,
    ...(first && first.head.sampling !== "random" && { sampling: first.head.sampling }),
    runs: surveys.map(runOf),
  });
}

/** What was run: of which scenario, over which days. */
export function askedOf(head: SurveyHead): object {
  return {
    scenario: head.scenario,
    title: head.title,
    input: `sha256:${head.input}`,
    period: { start: jsonDay(head.start), end: jsonDay(head.end) },
    until: jsonDay(head.until),
    uncertain: head.uncertain,
    with: head.layers,
  };
}

function runOf(survey: Survey): object {
  const { head, ended, summary } = survey;
  const { columns, failed, paths } = summary;
  return {
    ...askedOf(head),
    run_by: head.engine,
    paths,
    paths_asked: head.paths,
    ended: ended === "content" ? "precise" : ended,
    precision: head.precision,
    precisions: precisionsOf(survey).map(precisionOf),
    failed,
    measures: measuresOf(summary),
    paid: paidOf(summary),
    milestones: columns.flatMap(({ asked: { subject, kind }, result }) =>
      subject.about === "milestone" ? [{ state: subject.state, ...resultOf(kind, result) }] : [],
    ),
    endings: columns.flatMap(({ asked: { subject, kind }, result }) =>
      subject.about === "ending" ? [{ actor: subject.actor, ...resultOf(kind, result) }] : [],
    ),
    expectations: expectationsOf(summary),
    troubles: troublesOf(summary),
    ...(survey.found && { found: survey.found.map((one) => foundOf(one, survey)) }),
  };
}

function foundOf({ pick, asked, path, value, paths, count, low, high }: FoundPath, { head }: Survey): object {
  const { subject, kind } = asked;
  const show = (key: bigint | number): unknown => {
    if (kind.type === "boolean") return key === 1;
    return kind.type === "date" ? dayOf(Number(key)) : textOf(kind, keyExact(key));
  };
  return {
    asked: pick.text,
    measure: subject.about === "measure" ? subject.name : null,
    kind: jsonKind(kind),
    ...currencyOf(kind),
    value: show(value),
    ...intervalOf(low, high, show),
    path,
    paths,
    count,
    command: pathCommand(head, path),
  };
}

const currencyOf = (kind: Kind): object =>
  "currency" in kind && kind.currency !== null ? { currency: kind.currency } : {};

function precisionOf({ text, asked: { subject, kind }, reached, halfWidth, wanted, paths }: Precision): object {
  return {
    asked: text,
    measure: subject.about === "measure" ? subject.name : null,
    reached,
    half_width: halfWidth === undefined ? null : sizeOf(kind, fromDouble(halfWidth)),
    wanted: wanted === undefined ? null : sizeOf(kind, wanted),
    paths_wanted: paths ?? null,
  };
}

export const expectationsOf = ({ columns }: SummaryResult): readonly object[] =>
  columns.flatMap(({ asked: { subject }, result }) => expectationOf(subject, result));

export const troublesOf = ({ columns, troubles }: SummaryResult): readonly object[] =>
  troubles.map(({ column, problem, count, examples }) => {
    const subject = columns[column]?.asked.subject;
    const measure = subject?.about === "measure" ? subject.name : null;
    return { measure, paths: count, first_paths: examples, problem: jsonProblem(problem) };
  });

function measuresOf({ columns, paths, failed }: SummaryResult): readonly object[] {
  return columns.flatMap(({ asked: { subject, kind }, result }) => {
    if (subject.about !== "measure") return [];
    const { name, title } = subject;
    const missing = paths - failed - result.count;
    return [{ name, ...(title !== undefined && { title }), missing, ...resultOf(kind, result) }];
  });
}

/** What was paid under each category in each currency, in all and by year. */
function paidOf({ columns }: SummaryResult): readonly object[] {
  const yearsOf = ({ subject, kind }: AskedColumn) =>
    columns.flatMap(({ asked, result }) => {
      const { about } = asked.subject;
      if (about !== "paid" || subject.about !== "paid" || asked.subject.year === null) return [];
      if (asked.subject.category !== subject.category || !isSame(asked.kind, kind)) return [];
      return result.type === "spread" && result.spread
        ? [{ year: asked.subject.year, ...yearOf(kind, result.spread) }]
        : [];
    });
  return columns.flatMap(({ asked, result }) => {
    const { subject, kind } = asked;
    if (subject.about !== "paid" || subject.year !== null) return [];
    return [{ category: subject.category, ...resultOf(kind, result), years: yearsOf(asked) }];
  });
}

const isSame = (a: Kind, b: Kind): boolean => JSON.stringify(a) === JSON.stringify(b);

function yearOf(kind: Kind, { mean, quantiles, relativeError }: SpreadResult): object {
  return {
    mean: textOf(kind, mean),
    quantiles: quantiles.map(({ percent, value }) => ({ percent, value: textOf(kind, keyExact(value)) })),
    relative_error: relativeError ?? 0,
  };
}

function expectationOf(subject: AskedColumn["subject"], result: ColumnResult): readonly object[] {
  if (subject.about !== "expectation" || result.type !== "date") return [];
  const { came, count, interval, examples } = result;
  return [
    {
      id: subject.id,
      when: subject.when,
      test: subject.text,
      paths: count,
      failed: came,
      share: interval ? came / count : null,
      interval: interval ?? null,
      first_paths: examples,
    },
  ];
}

/** What a column came to, by the type of its values. */
export function resultOf(kind: Kind, result: ColumnResult): object {
  const head = {
    kind: jsonKind(kind),
    ...currencyOf(kind),
    count: result.count,
  };
  switch (result.type) {
    case "spread":
      return { ...head, ...(result.spread && spreadOf(kind, result.spread)) };
    case "date":
      return {
        ...head,
        came: result.came,
        share: result.interval ? result.came / result.count : null,
        interval: result.interval ?? null,
        quantiles: result.quantiles.map(({ percent, value, low, high }) => ({
          percent,
          value: dayOf(value),
          ...intervalOf(low, high, dayOf),
        })),
        when_it_comes: result.spread ? spreadOf(kind, result.spread) : null,
      };
    case "boolean":
      return {
        ...head,
        yes: result.yes,
        share: result.interval ? result.yes / result.count : null,
        interval: result.interval ?? null,
        first_yes: result.firstYes ?? null,
        first_no: result.firstNo ?? null,
      };
    case "text":
      return {
        ...head,
        values: result.texts.map(({ text, count, first, interval }) => ({
          value: text,
          count,
          share: count / result.count,
          interval,
          first_path: first,
        })),
      };
  }
}

const dayOf = (day: number): string | null => jsonDay(day === NEVER_DAY ? NEVER : day);

/** The ends of an interval; one that too few paths leave open is left out. */
const intervalOf = <T>(low: T | undefined, high: T | undefined, show: (value: T) => unknown): object => ({
  interval: { ...(low !== undefined && { low: show(low) }), ...(high !== undefined && { high: show(high) }) },
});

export function spreadOf(kind: Kind, spread: SpreadResult): object {
  const show = (key: bigint | number): string => textOf(kind, keyExact(key));
  const size = (x: number | undefined): string | null => (x === undefined ? null : sizeOf(kind, fromDouble(x)));
  const at = ({ value, path }: SpreadResult["least"]): object => ({ value: show(value), path });
  return {
    mean: textOf(kind, spread.mean),
    half_width: size(spread.halfWidth),
    deviation: size(spread.deviation),
    skewness: spread.skewness ?? null,
    paths_for_mean: valuesForMean(spread) ?? null,
    quantiles: spread.quantiles.map(({ percent, value, low, high }) => ({
      percent,
      value: show(value),
      ...intervalOf(low, high, show),
    })),
    least: at(spread.least),
    greatest: at(spread.greatest),
    relative_error: spread.relativeError ?? 0,
    histogram: spread.histogram,
  };
}

/** A value of a column as text: money with its decimals, dates as ISO text, durations in mean days. */
function textOf(kind: Kind, x: Exact): string {
  return kind.type === "date" ? (jsonDay(Number(roundHalfEven(x))) as string) : sizeOf(kind, x);
}

function sizeOf(kind: Kind, x: Exact): string {
  switch (kind.type) {
    case "money":
      return moneyText(roundHalfEven(x), kind.currency);
    case "rate":
      return kind.currency === null ? numberText(x) : moneyText(roundHalfEven(x), kind.currency);
    case "duration":
      return numberText(x.div(exact(DAY_PARTS)));
    default:
      return numberText(x);
  }
}
