/** Changes of assumptions that come too late: delays and calendars keep the value of the day they were put down. */
import { reads } from "../expression/index.ts";
import type { Expression } from "../expression/tree.ts";
import type { Problems } from "../problems.ts";
import type { Chart } from "../statechart/chart.ts";
import { assumptionsRead, behind } from "./behind.ts";
import { effectsOf } from "./compile-wiring.ts";
import type { Model, TimelineEntry } from "./model.ts";

/** Warns of an assumption that the timeline changes and that something reads which is worked out only once. */
export function checkFelt(model: Model, problems: Problems): void {
  const changed = new Map<string, TimelineEntry>();
  for (const entry of model.timeline) {
    if (entry.does === "assume") for (const { assumption } of entry.changes) changed.set(assumption, entry);
  }
  if (changed.size === 0) return;
  for (const actor of model.actors) {
    const chart = model.charts.get(actor.chart);
    for (const { what, expression } of chart ? onceOnly(chart) : []) {
      for (const name of assumptionsRead(model, actor, chart as Chart, expression))
        warn(name, `${what} of \`${actor.name}\``, changed, problems);
    }
  }
  for (const entry of model.timeline) {
    for (const name of behind(model, [...reads(entry.on).assumptions]))
      warn(name, `the date of \`${entry.id}\``, changed, problems);
  }
}

function warn(name: string, where: string, changed: ReadonlyMap<string, TimelineEntry>, problems: Problems): void {
  const entry = changed.get(name);
  if (!entry) return;
  problems.warning(
    "change-not-felt",
    entry.place,
    `${where} reads \`${name}\` once, and does not move when it changes here`,
    {
      label: "may come too late",
      help: [
        "send an event that moves it, such as `extend` or `slip`; or let a variant give another value from the start",
      ],
    },
  );
}

/** Expressions whose value is kept from the moment it is worked out. */
function* onceOnly(chart: Chart): Iterable<{ readonly what: string; readonly expression: Expression }> {
  for (const effect of effectsOf(chart)) {
    if (effect.do === "raise" && effect.delay) {
      yield { what: `the delay of \`${effect.event}\``, expression: effect.delay };
    }
  }
  for (const state of chart.states.values()) {
    for (const { written, delay } of state.after) yield { what: `the delay \`${written}\``, expression: delay };
    for (const { event, every, from, until } of state.calendars) {
      for (const expression of [every, from, until]) {
        if (expression) yield { what: `the calendar of \`${event}\``, expression };
      }
    }
  }
}
