/** The record: what was observed, which forecasts are held against, and how they are. */
import { checkText, constantValue } from "../expression/index.ts";
import type { Expression } from "../expression/tree.ts";
import { didYouMean } from "../nearest.ts";
import type { Problems } from "../problems.ts";
import { dateText, type EpochDay, type Kind, type KindType, kindText, parseDate } from "../quantity/index.ts";
import { entriesOf, get, headPlace, leafText, type Tree } from "../source/tree.ts";
import { type PlaceInMachine, scenarioScope } from "../statechart/scope.ts";
import type { Surroundings } from "../statechart/surroundings.ts";
import { compileFooting } from "./compile-footing.ts";
import { compileDay, compileKnown } from "./compile-known.ts";
import type { Backtest, Observed, ObservedPoint } from "./model.ts";

const OF_REFUSES: PlaceInMachine["refuse"] = {
  draw: "what is held against the record does not draw: give the draw a name under `assume`",
};

/** What can be held against a record: it has an order, or is yes or no. */
const COMPARABLE: ReadonlySet<KindType> = new Set(["number", "share", "money", "rate", "duration", "date", "boolean"]);

export function compileObserved(tree: Tree | undefined, around: Surroundings, problems: Problems): readonly Observed[] {
  return [...entriesOf(tree)].flatMap(([name, about]) => {
    const leaf = get(about, "of");
    const scope = scenarioScope(around, `observed/${name}`, OF_REFUSES);
    const of = leaf?.node === "leaf" ? problems.take(checkText(leaf.source, scope)) : undefined;
    const footing = compileFooting(about, around, problems);
    if (!of || leaf?.node !== "leaf") return [];
    if (!COMPARABLE.has(of.kind.type)) {
      problems.error(
        "observed-kind",
        leaf.place,
        `a record is of numbers, money, durations, dates, or yes and no, and this is ${kindText(of.kind)}`,
        { label: kindText(of.kind), help: ["compare it with something: `lease.tenant = russia` is yes or no"] },
      );
      return [];
    }
    const [title, doc] = ["title", "doc"].map((key) => leafText(get(about, key)));
    return [
      {
        name,
        ...(title !== undefined && { title }),
        ...(doc !== undefined && { doc }),
        of,
        text: leaf.text.trim(),
        ...compileKnown(about, problems),
        ...footing,
        points: pointsOf(get(about, "series"), of.kind, around, problems),
        place: headPlace(about),
      },
    ];
  });
}

function pointsOf(
  series: Tree | undefined,
  kind: Kind,
  around: Surroundings,
  problems: Problems,
): readonly ObservedPoint[] {
  const points = [...entriesOf(series)].flatMap(([key, tree]): readonly ObservedPoint[] => {
    const parsed = parseDate(key);
    if ("reason" in parsed) {
      problems.error("bad-date", headPlace(tree), `\`${key}\` is not a date: ${parsed.reason}`, {
        label: "no such day",
      });
    }
    if (tree.node !== "leaf") return [];
    const written = problems.take(checkText(tree.source, scenarioScope(around, "observed"), kind));
    const value = written && observedValue(written, problems);
    return "day" in parsed && value !== undefined ? [{ date: parsed.day, ...value, place: tree.place }] : [];
  });
  return points.sort((a, b) => a.date - b.date);
}

function observedValue(written: Expression, problems: Problems): Pick<ObservedPoint, "value"> | undefined {
  const constant = constantValue(written);
  if (constant && "value" in constant) return constant;
  if (constant) problems.add([constant.problem]);
  else {
    problems.error(
      "observed-not-fixed",
      written.place,
      "what was observed is a value, and this is calculated in a run",
      {
        label: "not a value",
        help: ["write what was observed: `24`, `115 million USD`, `2012-07-31`, `never`, `true`"],
      },
    );
  }
  return undefined;
}

export interface BacktestContext {
  readonly problems: Problems;
  readonly period: { readonly start: EpochDay; readonly end: EpochDay };
  readonly assumptionKind: (name: string) => Kind | undefined;
  readonly assumptionNames: () => readonly string[];
}

export function compileBacktest(tree: Tree | undefined, context: BacktestContext): Backtest {
  const { problems, period } = context;
  const origin = originOf(get(tree, "origin"), context);
  const untilTree = get(tree, "until");
  const until = compileDay(untilTree, problems);
  if (untilTree && until !== undefined && (until < period.start || until > period.end)) {
    problems.error("backtest-until", untilTree.place, `${dateText(until)} lies outside the period`, {
      label: "not run",
      help: [`write a day from ${dateText(period.start)} to ${dateText(period.end)}`],
    });
  }
  return { ...(origin !== undefined && { origin }), ...(until !== undefined && { until }) };
}

function originOf(tree: Tree | undefined, context: BacktestContext): string | undefined {
  const name = leafText(tree)?.trim();
  if (!tree || name === undefined) return undefined;
  const kind = context.assumptionKind(name);
  if (kind?.type === "date") return name;
  if (kind) {
    context.problems.error(
      "kind-mismatch",
      tree.place,
      `\`origin\` names an assumption of kind date, and \`${name}\` is ${kindText(kind)}`,
      { label: kindText(kind), help: ["name the date from which on things are drawn"] },
    );
  } else {
    context.problems.error("unknown-assumption", tree.place, `there is no assumption \`${name}\``, {
      label: "not under `assume`",
      help: didYouMean(name, context.assumptionNames()),
    });
  }
  return undefined;
}
