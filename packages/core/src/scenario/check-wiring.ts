/** What is declared and never used, sent and never heard: remarks on a scenario as a whole. */
import { reads } from "../expression/index.ts";
import { didYouMean } from "../nearest.ts";
import type { Problems } from "../problems.ts";
import { entriesOf, get, headPlace } from "../source/tree.ts";
import type { Chart } from "../statechart/chart.ts";
import { effectsOf } from "./compile-wiring.ts";
import type { Model } from "./model.ts";
import { usesIn } from "./uses.ts";

/** Charts of the machines that stand in the file: only these can its author mend. */
export function ownCharts(model: Model): readonly Chart[] {
  const own = entriesOf(get(model.tree, "machines"));
  return [...model.charts.values()].filter(({ machine }) => own.has(machine));
}

export function wiringProblems(model: Model, problems: Problems): void {
  unusedAssumptions(model, problems);
  unusedMachines(model, problems);
  uncitedSeries(model, problems);
  const sent = eventsSent(model);
  for (const chart of ownCharts(model)) {
    checkEvents(chart, model, sent, problems);
    checkAnnouncements(chart, model, problems);
  }
}

function unusedAssumptions(model: Model, problems: Problems): void {
  const read = new Set([...usesIn(model)].flatMap(({ expression }) => [...reads(expression).assumptions]));
  for (const { name, place } of model.assumptions.values()) {
    if (read.has(name)) continue;
    problems.warning("unused-assumption", place, `nothing reads the assumption \`${name}\``, {
      label: "changes nothing",
      help: [
        ...didYouMean(
          name,
          [...model.assumptions.keys()].filter((one) => one !== name),
        ),
        "use its name where its value is meant, or remove it",
      ],
    });
  }
}

function unusedMachines(model: Model, problems: Problems): void {
  const used = new Set([...model.charts.values()].map(({ machine }) => machine));
  for (const [name, tree] of entriesOf(get(model.tree, "machines"))) {
    if (used.has(name)) continue;
    problems.warning("unused-machine", headPlace(tree), `no actor runs the machine \`${name}\``, {
      label: "not checked",
      help: [`give an actor \`machine: ${name}\`, or remove it`],
    });
  }
}

function uncitedSeries(model: Model, problems: Problems): void {
  for (const series of [...model.rates.values(), ...model.indices.values()]) {
    const { onward } = series;
    if (onward && onward.source === undefined && onward.judgement === undefined) {
      const message = `what \`${series.name}\` does after its last value has neither a source nor a judgement`;
      problems.warning("uncited-series", onward.place, message, {
        label: "says who?",
        help: ["add `source: …` naming an entry of `sources`, or `judgement: why`, under `then`"],
      });
    }
    if (series.source !== undefined) continue;
    problems.warning("uncited-series", series.place, `\`${series.name}\` has no source`, {
      label: "says who?",
      help: [`write \`${series.name}: {source: …, series: {…}}\``],
    });
  }
  for (const { name, source, judgement, place } of model.observed) {
    if (source !== undefined || judgement !== undefined) continue;
    problems.warning("uncited-series", place, `the record \`${name}\` has neither a source nor a judgement`, {
      label: "says who?",
      help: ["add `source: …` naming an entry of `sources`, or `judgement: why`"],
    });
  }
}

/** Event types by the machine that is sent them; "" where who is told is known only while running. */
function eventsSent(model: Model): ReadonlyMap<string, ReadonlySet<string>> {
  const sent = new Map<string, Set<string>>();
  const add = (machine: string, event: string) => sent.set(machine, (sent.get(machine) ?? new Set()).add(event));
  const machineOf = (name: string): string => {
    const [first = "", group] = name.split("/");
    const actor = model.actors.find((one) => one.name === first);
    return (group === undefined ? (actor?.machine ?? model.groups.get(first)) : model.groups.get(group)) ?? "";
  };
  for (const entry of model.timeline) if (entry.does === "send") add(machineOf(entry.actor), entry.event);
  for (const chart of model.charts.values()) {
    for (const state of chart.states.values()) for (const { event } of state.calendars) add(chart.machine, event);
    for (const effect of effectsOf(chart)) {
      if (effect.do === "raise") add(chart.machine, effect.event);
      if (effect.do === "announce") add("", effect.event);
      if (effect.do !== "tell") continue;
      const { to } = effect;
      add(to.node === "literal" ? machineOf(String(to.value)) : "", effect.event);
    }
  }
  return sent;
}

function checkEvents(
  chart: Chart,
  model: Model,
  sent: ReadonlyMap<string, ReadonlySet<string>>,
  problems: Problems,
): void {
  const tree = entriesOf(get(model.outlines.get(chart.machine)?.tree, "events"));
  // A machine declares what it announces, too: that others are to hear.
  const announced = new Set(
    [...effectsOf(chart)].flatMap((effect) => (effect.do === "announce" ? [effect.event] : [])),
  );
  for (const event of chart.events.keys()) {
    const at = tree.get(event);
    const place = at ? headPlace(at) : chart.root.place;
    if (announced.has(event)) continue;
    if (!chart.heard.has(event)) {
      problems.warning("event-never-heard", place, `no state of \`${chart.machine}\` acts on \`${event}\``, {
        label: "not under any `on`",
        help: [`write \`on: {${event}: …}\` in a state, or remove it from \`events\``],
      });
    } else if (!sent.get(chart.machine)?.has(event) && !sent.get("")?.has(event)) {
      problems.warning("event-never-sent", place, `nobody sends \`${event}\` to \`${chart.machine}\``, {
        label: "never happens",
        help: ["send it from the timeline, a calendar or another machine, or remove it from `events`"],
      });
    }
  }
}

function checkAnnouncements(chart: Chart, model: Model, problems: Problems): void {
  for (const effect of effectsOf(chart)) {
    if (effect.do !== "announce" || model.listeners.has(effect.event)) continue;
    problems.warning("announcement-unheard", effect.place, `nobody hears \`${effect.event}\``, {
      label: "no actor has an `on` for it",
      help: [`write \`on: {${effect.event}: …}\` in a machine that is to hear it`],
    });
  }
}
