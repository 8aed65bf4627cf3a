/**
 * Correlations between assumptions: which draws hang together, and how closely.
 *
 * What is correlated is the draw, and what the author names is the assumption: so the two must be one, and an
 * assumption may be correlated only where its value is one draw from fixed parameters.
 */
import { type CorrelatedSites, cholesky, type Matrix, nearestRanks, normalCorrelation } from "../chance/index.ts";
import { checkText, constantValue, reads } from "../expression/index.ts";
import type { Expression } from "../expression/tree.ts";
import { didYouMean } from "../nearest.ts";
import type { Place } from "../problem.ts";
import type { Problems } from "../problems.ts";
import { type Exact, NUMBER, toDouble } from "../quantity/index.ts";
import { get, headPlace, itemsOf, leafText, type Tree } from "../source/tree.ts";
import { scenarioScope } from "../statechart/scope.ts";
import { compileFooting } from "./compile-footing.ts";
import type { Assumption, Correlation } from "./model.ts";
import { ASSUMPTIONS } from "./sites.ts";
import type { ScenarioSurroundings } from "./surroundings.ts";

/** The largest group for which the nearest possible correlations are worked out: that takes about the fourth power. */
const MOST_FOR_NEAREST = 25;

interface Context {
  readonly around: ScenarioSurroundings;
  readonly problems: Problems;
  readonly assumptions: ReadonlyMap<string, Assumption>;
  readonly assumptionNames: () => readonly string[];
}

/** The correlations as they are written, and the groups of draws that they make. */
export function compileCorrelations(
  tree: Tree | undefined,
  context: Context,
): { readonly correlations: readonly Correlation[]; readonly correlated: readonly CorrelatedSites[] } {
  const seen = new Map<string, Place>();
  const correlations = itemsOf(tree).flatMap((item) => compileOne(item, seen, context) ?? []);
  const correlated = groupsOf(correlations).flatMap((group) => compileGroup(group, context) ?? []);
  return { correlations, correlated };
}

function compileOne(tree: Tree, seen: Map<string, Place>, context: Context): Correlation | undefined {
  const { around, problems } = context;
  const pair = itemsOf(get(tree, "between"));
  const footing = compileFooting(tree, around, problems);
  const rank = rankOf(get(tree, "rank"), context);
  const names = pair.flatMap((item) => correlatable(item, context) ?? []);
  const [a, b] = names;
  if (a === undefined || b === undefined || rank === undefined) return undefined;
  const place = headPlace(tree);
  const key = [a, b].sort().join(" ");
  const first = seen.get(key);
  if (a === b || first) {
    const message = first ? `\`${a}\` and \`${b}\` are correlated twice` : `\`${a}\` is correlated with itself`;
    problems.error("correlated-twice", place, message, {
      label: first ? "again" : "one assumption",
      ...(first && { related: [{ place: first, label: "first here" }] }),
    });
    return undefined;
  }
  seen.set(key, place);
  if (!footing.source && !footing.judgement) {
    problems.warning(
      "uncited-correlation",
      place,
      `the correlation of \`${a}\` and \`${b}\` has neither a source nor a judgement`,
      { label: "says who?", help: ["add `source: …` naming an entry of `sources`, or `judgement: why`"] },
    );
  }
  const doc = leafText(get(tree, "doc"));
  return { between: [a, b], rank, ...footing, ...(doc !== undefined && { doc }), place };
}

function rankOf(tree: Tree | undefined, { around, problems }: Context): number | undefined {
  if (tree?.node !== "leaf") return undefined;
  const expression = problems.take(checkText(tree.source, scenarioScope(around, "correlate"), NUMBER));
  const constant = expression && constantValue(expression);
  const rank = constant && "value" in constant ? toDouble(constant.value as Exact) : undefined;
  if (!expression || (rank !== undefined && Math.abs(rank) < 1)) return rank;
  problems.error("bad-rank", tree.place, "a rank correlation is a number between −1 and 1", {
    label: "not between −1 and 1",
    help: ["0 is no correlation; of two that always move together, compute one from the other"],
  });
  return undefined;
}

/** The name of an assumption that may be correlated. */
function correlatable(tree: Tree, { problems, assumptions, assumptionNames }: Context): string | undefined {
  const name = leafText(tree);
  if (name === undefined) return undefined;
  const assumption = assumptions.get(name);
  if (!assumption) {
    // One that is there and not compiled has its own problem.
    if (!assumptionNames().includes(name)) {
      problems.error("unknown-assumption", tree.place, `there is no assumption \`${name}\``, {
        label: "not under `assume`",
        help: didYouMean(name, assumptionNames()),
      });
    }
    return undefined;
  }
  const refusal = refusalOf(assumption, assumptions);
  if (!refusal) return name;
  problems.error("not-correlatable", tree.place, `\`${name}\` cannot be correlated: ${refusal.why}`, {
    label: refusal.label,
    help: [refusal.help],
  });
  return undefined;
}

interface Refusal {
  readonly why: string;
  readonly label: string;
  readonly help: string;
}

function refusalOf({ value }: Assumption, assumptions: Context["assumptions"]): Refusal | undefined {
  if (!isDrawn(value, assumptions)) {
    return { why: "it is not drawn", label: "the same on each path", help: "draw it: `triangular(…)`, `normal(…)`" };
  }
  if (value.node !== "draw") {
    return {
      why: "it is worked out from what is drawn",
      label: "not itself a draw",
      help: "give the draw a name of its own under `assume`, and correlate that",
    };
  }
  const { distribution, parameters, truncate } = value.draw;
  if (distribution === "discrete" || distribution === "bernoulli") {
    return {
      why: "what it is drawn from has no order",
      label: "a choice or a chance",
      help: "draw a number, or one of the values observed: `empirical(…)`",
    };
  }
  const parts = [...parameters, ...(truncate ? [truncate.low, truncate.high] : [])];
  if (!parts.some((part) => isDrawn(part, assumptions))) return undefined;
  return {
    why: "its distribution is drawn as well",
    label: "two draws",
    help: "correlate assumptions whose distributions are the same on each path",
  };
}

function isDrawn(expression: Expression, assumptions: Context["assumptions"]): boolean {
  const found = reads(expression);
  if (found.draws.length > 0) return true;
  return [...found.assumptions].some((name) => {
    const assumption = assumptions.get(name);
    return assumption !== undefined && isDrawn(assumption.value, assumptions);
  });
}

interface Group {
  /** In order of their names: the first keeps its luck. */
  readonly names: readonly string[];
  readonly pairs: readonly Correlation[];
}

/** Assumptions that are correlated, with each other or by way of others. */
function groupsOf(correlations: readonly Correlation[]): readonly Group[] {
  const groups: { names: Set<string>; pairs: Correlation[] }[] = [];
  for (const pair of correlations) {
    const touched = groups.filter(({ names }) => pair.between.some((name) => names.has(name)));
    const merged = {
      names: new Set([...touched.flatMap(({ names }) => [...names]), ...pair.between]),
      pairs: [...touched.flatMap(({ pairs }) => pairs), pair],
    };
    for (const one of touched) groups.splice(groups.indexOf(one), 1);
    groups.push(merged);
  }
  return groups.map(({ names, pairs }) => ({ names: [...names].sort(), pairs }));
}

function compileGroup(group: Group, { problems, assumptions }: Context): CorrelatedSites | undefined {
  const { names, pairs } = group;
  const rankBetween = new Map(pairs.map(({ between, rank }) => [[...between].sort().join(" "), rank]));
  const ranks = names.map((a) => names.map((b) => (a === b ? 1 : (rankBetween.get([a, b].sort().join(" ")) ?? 0))));
  const factor = cholesky(ranks.map((row, i) => row.map((rank, j) => (i === j ? 1 : normalCorrelation(rank)))));
  if (!factor) {
    refuseTogether(group, ranks, problems);
    return undefined;
  }
  const sites = names.map((name) => {
    const { value } = assumptions.get(name) as Assumption;
    if (value.node !== "draw") throw new Error(`${name} is a draw`);
    return value.draw.site;
  });
  return { actor: ASSUMPTIONS, sites, factor };
}

function refuseTogether({ names, pairs }: Group, ranks: Matrix, problems: Problems): void {
  const [first] = pairs as readonly [Correlation];
  const near = names.length <= MOST_FOR_NEAREST ? nearestRanks(ranks) : undefined;
  const changes = near && changedPairs(names, ranks, near);
  problems.error(
    "impossible-correlations",
    first.place,
    `the correlations of ${names.map((name) => `\`${name}\``).join(", ")} cannot all hold`,
    {
      label: "not possible together",
      related: pairs.slice(1).map(({ place }) => ({ place, label: "with this" })),
      help: changes ? ["the nearest that can:", ...changes] : ["correlate fewer of them, or less closely"],
      notes: ["a pair that is not named is not correlated: its rank is 0"],
    },
  );
}

/** "between: [a, b], rank: 0.728 instead of 0.9", for each pair that differs. */
function changedPairs(names: readonly string[], ranks: Matrix, near: Matrix): readonly string[] {
  return names.flatMap((a, i) =>
    names.slice(i + 1).flatMap((b, offset) => {
      const j = i + 1 + offset;
      const [was, now] = [ranks, near].map((matrix) => ((matrix[i] as readonly number[])[j] as number) + 0) as [
        number,
        number,
      ];
      return was === now ? [] : [`\`{between: [${a}, ${b}], rank: ${now}}\`, not ${was}`];
    }),
  );
}
