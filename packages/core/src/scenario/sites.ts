/** Where a scenario draws: sites by actor. */
import { reads } from "../expression/index.ts";
import type { Draw } from "../expression/tree.ts";
import type { Model } from "./model.ts";
import { usesIn } from "./uses.ts";

/** Draws that belong to no actor: of assumptions, and of what the timeline says. */
export const ASSUMPTIONS = "assume";
export const TIMELINE = "timeline";

/** Draws of dated series that go on by chance: the site is the series. */
const RATES = "rates";
const INDICES = "indices";

export const NOT_ACTORS: ReadonlySet<string> = new Set([ASSUMPTIONS, TIMELINE, RATES, INDICES]);

/** What is drawn once for a path: the draws of the assumptions and of the timeline, in no particular order. */
export function drawnOnce(model: Model): readonly { readonly actor: string; readonly site: string }[] {
  return [ASSUMPTIONS, TIMELINE].flatMap((actor) => [...drawsOf(model, actor).keys()].map((site) => ({ actor, site })));
}

/** The draws of an actor, of an opened one by its address, of the assumptions or of the timeline: by site. */
export function drawsOf(model: Model, actor: string): ReadonlyMap<string, Pick<Draw, "distribution">> {
  if (actor === RATES || actor === INDICES) {
    const series = [...model[actor].values()].filter(({ onward }) => onward);
    return new Map(series.map(({ name }) => [name, { distribution: "normal" }]));
  }
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
