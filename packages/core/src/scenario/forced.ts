/** Fixed draws, and that they are held against the draws there are: a misspelt site would fix nothing, in silence. */
import { checkText, constantValue, reads } from "../expression/index.ts";
import type { Draw } from "../expression/tree.ts";
import { didYouMean } from "../nearest.ts";
import type { Problems } from "../problems.ts";
import { type Exact, NUMBER, toDouble } from "../quantity/index.ts";
import { get, headPlace, itemsOf, leafText, type Tree } from "../source/tree.ts";
import { scenarioScope } from "../statechart/scope.ts";
import { countOf, receiver, type TimelineContext, unknownActor } from "./compile-timeline.ts";
import type { ForcedDraw, Model } from "./model.ts";
import type { ScenarioSurroundings } from "./surroundings.ts";
import { usesIn } from "./uses.ts";

/** Draws that belong to no actor: of assumptions, and of what the timeline says. */
const ASSUMPTIONS = "assume";
const TIMELINE = "timeline";

/** The u that makes a chance come true, or not: the ends of what the generator can give. */
const TRUE_U = 2 ** -54;
const FALSE_U = 1 - 2 ** -53;

const NOT_ACTORS: ReadonlySet<string> = new Set([ASSUMPTIONS, TIMELINE]);

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

/** The draws of an actor, of an opened one by its address, of the assumptions or of the timeline: by site. */
function drawsOf(model: Model, actor: string): ReadonlyMap<string, Draw> {
  const charts = chartsOf(model, actor);
  const draws = new Map<string, Draw>();
  for (const { by, chart, expression } of usesIn(model)) {
    const section = by.slice(0, by.indexOf("."));
    const own = chart
      ? charts.has(chart.key)
      : (actor === ASSUMPTIONS && section === "assume") || (actor === TIMELINE && section === "timeline");
    if (own) for (const draw of reads(expression).draws) draws.set(draw.site, draw);
  }
  return draws;
}

function chartsOf(model: Model, address: string): ReadonlySet<string> {
  const [name = "", ...rest] = address.split("/");
  const group = rest.at(-2);
  if (group === undefined) return new Set(model.actors.filter((one) => one.name === name).map(({ chart }) => chart));
  const machine = model.groups.get(group);
  return new Set([...model.charts.values()].filter((chart) => chart.machine === machine).map(({ key }) => key));
}
