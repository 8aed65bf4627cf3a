/** `--precision`: which measures, how narrow the interval of each is to be, and whether all of them are. */
import {
  type ColumnResult,
  DAY_PARTS,
  halfWidthOf,
  isPrecise,
  pathsWanted,
  type Summary,
  type Target,
  widthWanted,
} from "@steppe/analysis";
import { didYouMean, type Exact, exact, type Kind, kindText, meanDays, parseExpression, sourceOf } from "@steppe/core";
import type { Asked, AskedColumn } from "@steppe/kernel";
import { CommandError } from "../exit.ts";
import type { Survey } from "./survey.ts";

export interface PrecisionRule {
  readonly column: number;
  readonly target: Target;
}

/** How narrow an interval has become that was to be narrow enough. */
export interface Precision {
  /** As it was asked for: "rent_paid:1%". */
  readonly text: string;
  readonly asked: AskedColumn;
  readonly result: ColumnResult;
  readonly target: Target;
  readonly reached: boolean;
  /** Half its width, in the unit of the column; undefined where there is no interval. */
  readonly halfWidth: number | undefined;
  /** Half the width that it was to have; undefined where there is no mean to take a share of. */
  readonly wanted: Exact | undefined;
  /** About how many paths it would take; undefined where nothing can be said. */
  readonly paths: number | undefined;
}

/** What became of each `--precision` of a survey, by all its paths. */
export function precisionsOf({ head, summary }: Pick<Survey, "head" | "summary">): readonly Precision[] {
  return precisionRules(head.precision, head).map(({ column, target }, index) => {
    const { asked, result } = summary.columns[column] as (typeof summary.columns)[number];
    return {
      text: head.precision[index] as string,
      asked,
      result,
      target,
      reached: isPrecise(result, target),
      halfWidth: halfWidthOf(result),
      wanted: widthWanted(result, target),
      paths: pathsWanted(result, target, summary.paths),
    };
  });
}

/** `MEASURE:HALFWIDTH` for each, or the end of the command where one cannot be understood. */
export function precisionRules(texts: readonly string[], asked: Pick<Asked, "columns">): readonly PrecisionRule[] {
  return texts.map((text) => {
    const colon = text.indexOf(":");
    if (colon < 0) throw new CommandError(`\`--precision\` takes MEASURE:HALFWIDTH, such as rent:1%, not \`${text}\``);
    const column = measureColumn(text.slice(0, colon).trim(), asked, "--precision");
    const { kind } = asked.columns[column] as Asked["columns"][number];
    return { column, target: targetOf(text.slice(colon + 1).trim(), kind, text) };
  });
}

/** The column of a measure, or the end of the command. */
export function measureColumn(name: string, { columns }: Pick<Asked, "columns">, option: string): number {
  const found = columns.findIndex(({ subject }) => subject.about === "measure" && subject.name === name);
  if (found >= 0) return found;
  const names = columns.flatMap(({ subject }) => (subject.about === "measure" ? [subject.name] : []));
  const [hint = `measures: ${names.join(", ") || "none"}`] = didYouMean(name, names);
  throw new CommandError(`\`${option}\` names \`${name}\`, and there is no such measure\n(${hint})`);
}

function targetOf(text: string, kind: Kind, whole: string): Target {
  const parsed = parseExpression(sourceOf(text, "--precision"));
  const literal = parsed.ok && parsed.value.node === "literal" ? parsed.value : undefined;
  const target = literal && targetFrom(literal, kind);
  const size = target && ("relative" in target ? target.relative : target.absolute);
  if (target && size && size.s > 0n && size.n > 0n) return target;
  throw new CommandError(
    `\`--precision ${whole}\`: of ${kindText(kind)}, half a width is ${EXAMPLES[kind.type] ?? "none"}`,
  );
}

/** A literal as half a width of values of a kind; undefined where it is none. A date has no size to take a share of. */
function targetFrom(literal: { kind: Kind; value: unknown; percent?: true }, kind: Kind): Target | undefined {
  if (!literal.percent) return absoluteOf(literal.kind, literal.value, kind);
  const hasShare = EXAMPLES[kind.type] !== undefined && kind.type !== "date";
  return hasShare ? { relative: literal.value as Exact } : undefined;
}

const EXAMPLES: Partial<Record<Kind["type"], string>> = {
  money: "an amount in its currency or a share of the mean, above zero: 5 million USD, 1%",
  rate: "an amount or a share of the mean, above zero: 5 million USD, 1%",
  number: "a number or a share of the mean, above zero: 0.5, 1%",
  share: "a number or a share of the mean, above zero: 0.005, 1%",
  date: "a number of days, above zero: 30 days",
  duration: "a duration or a share of the mean, above zero: 30 days, 1%",
  boolean: "a share or a share of the share, above zero: 0.01, 1%",
};

/** A half width in the unit of the column; undefined where it is of another kind. */
function absoluteOf(given: Kind, value: unknown, kind: Kind): { readonly absolute: Exact } | undefined {
  switch (kind.type) {
    case "money":
    case "rate":
      if (kind.currency === null) return given.type === "number" ? { absolute: value as Exact } : undefined;
      return given.type === "money" && given.currency === kind.currency ? { absolute: value as Exact } : undefined;
    case "number":
    case "share":
    case "boolean":
      return given.type === "number" ? { absolute: value as Exact } : undefined;
    case "date":
    case "duration": {
      if (given.type !== "duration") return undefined;
      const days = meanDays(value as Parameters<typeof meanDays>[0]);
      return { absolute: kind.type === "date" ? days : days.mul(exact(DAY_PARTS)) };
    }
    default:
      return undefined;
  }
}

/** Whether every rule is content with what has come in so far. */
export const isContent = (rules: readonly PrecisionRule[], summary: Summary): boolean =>
  rules.every(({ column, target }) => isPrecise(summary.column(column), target));
