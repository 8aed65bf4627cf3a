/** `--precision`: which measures, how narrow the interval of each is to be, and whether all of them are. */
import { DAY_PARTS, isPrecise, type Summary, type Target } from "@steppe/analysis";
import { didYouMean, type Exact, exact, type Kind, kindText, meanDays, parseExpression, sourceOf } from "@steppe/core";
import type { Asked } from "@steppe/kernel";
import { CommandError } from "../exit.ts";

export interface PrecisionRule {
  readonly column: number;
  readonly target: Target;
}

/** `MEASURE:HALFWIDTH` for each, or the end of the command where one cannot be understood. */
export function precisionRules(texts: readonly string[], asked: Asked): readonly PrecisionRule[] {
  return texts.map((text) => {
    const colon = text.indexOf(":");
    if (colon < 0) throw new CommandError(`\`--precision\` takes MEASURE:HALFWIDTH, such as rent:1%, not \`${text}\``);
    const column = measureColumn(text.slice(0, colon).trim(), asked, "--precision");
    const { kind } = asked.columns[column] as Asked["columns"][number];
    return { column, target: targetOf(text.slice(colon + 1).trim(), kind, text) };
  });
}

/** The column of a measure, or the end of the command. */
export function measureColumn(name: string, { columns }: Asked, option: string): number {
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
