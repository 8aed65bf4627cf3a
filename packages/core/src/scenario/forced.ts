/** Fixed draws, and that they are held against the draws there are: a misspelt site would fix nothing, in silence. */
import { checkText, constantValue } from "../expression/index.ts";
import { didYouMean } from "../nearest.ts";
import type { Problems } from "../problems.ts";
import { type Exact, NUMBER, toDouble } from "../quantity/index.ts";
import { get, headPlace, itemsOf, leafText, type Tree } from "../source/tree.ts";
import { scenarioScope } from "../statechart/scope.ts";
import { countOf, receiver, type TimelineContext, unknownActor } from "./compile-timeline.ts";
import type { ForcedDraw, Model } from "./model.ts";
import { drawsOf, NOT_ACTORS } from "./sites.ts";
import type { ScenarioSurroundings } from "./surroundings.ts";

/** The u that makes a chance come true, or not: the ends of what the generator can give. */
const TRUE_U = 2 ** -54;
const FALSE_U = 1 - 2 ** -53;

/** Fixed draws: `true` or `false` for a chance, else the u itself, between 0 and 1. */
export function compileForced(tree: Tree | undefined, context: TimelineContext): readonly ForcedDraw[] {
  const { around, problems } = context;
  return itemsOf(tree).flatMap((item) => {
    const actorTree = get(item, "actor");
    const [actor, site] = [leafText(actorTree), leafText(get(item, "site"))];
    const n = countOf(get(item, "n"), "`n`", problems) ?? 0;
    const value = get(item, "value");
    if (!actorTree || actor === undefined || site === undefined || value?.node !== "leaf") return [];
    if (!NOT_ACTORS.has(actor) && !receiver(actor, around)) return unknownActor(actorTree, actor, context) ?? [];
    const text = value.text.trim();
    const u = text === "true" ? TRUE_U : text === "false" ? FALSE_U : forcedNumber(value, around, problems);
    if (u === undefined) return [];
    return [{ actor, site, n, u, place: headPlace(item) }];
  });
}

function forcedNumber(
  value: Tree & { node: "leaf" },
  around: ScenarioSurroundings,
  problems: Problems,
): number | undefined {
  const expression = problems.take(checkText(value.source, scenarioScope(around, "force"), NUMBER));
  const constant = expression && constantValue(expression);
  const u = constant && "value" in constant ? toDouble(constant.value as Exact) : undefined;
  if (!expression || (u !== undefined && u > 0 && u < 1)) return u;
  problems.error("bad-u", value.place, "a draw is forced by `true`, `false` or a number between 0 and 1", {
    label: "not between 0 and 1",
    help: ["the number is the share of outcomes below: 0.5 is the median"],
  });
  return undefined;
}

/** Refuses a fixed draw of a site that there is not, and a yes or no where there is no chance. */
export function checkForced(model: Model, problems: Problems): void {
  for (const forced of model.forced) {
    const draws = drawsOf(model, forced.actor);
    const draw = draws.get(forced.site);
    if (!draw) {
      problems.error("unknown-site", forced.place, `\`${forced.actor}\` has no draw at \`${forced.site}\``, {
        label: "fixes nothing",
        help: didYouMean(forced.site, draws.keys()),
        notes: [
          draws.size === 0
            ? `\`${forced.actor}\` draws nothing`
            : `its draws: ${[...draws.keys()].map((site) => `\`${site}\``).join(", ")}`,
        ],
      });
    } else if (isYesOrNo(forced) && draw.distribution !== "bernoulli") {
      problems.error(
        "bad-u",
        forced.place,
        `\`${forced.site}\` is no chance: \`true\` and \`false\` say nothing of a draw from \`${draw.distribution}\``,
        {
          label: "not a chance",
          help: ["write the share of outcomes below it, between 0 and 1: 0.5 is the median"],
        },
      );
    }
  }
}

const isYesOrNo = ({ u }: ForcedDraw): boolean => u === TRUE_U || u === FALSE_U;
