/** Defaults of machines that a scenario uses, and that were not known yet on a day. */
import type { Problem } from "../problem.ts";
import { Problems } from "../problems.ts";
import { dateText, type EpochDay } from "../quantity/index.ts";
import type { Chart } from "../statechart/chart.ts";
import { effectsOf } from "./compile-wiring.ts";
import type { ActorModel, Model } from "./model.ts";

/**
 * One problem for each default that an actor of the file, or an actor which it opens, leaves as it
 * is, and that is known since a later day. Each stands at the actor of the file.
 */
export function defaultsKnownLater(model: Model, date: EpochDay): readonly Problem[] {
  const problems = new Problems();
  for (const actor of model.actors) {
    const chart = model.charts.get(actor.chart);
    if (!chart) continue;
    for (const { name, known } of laterInputs(chart, new Set(actor.inputs.keys()), date)) {
      problems.error(
        "default-known-later",
        actor.place,
        `\`${actor.name}\` leaves \`${name}\` of \`${chart.machine}\` at its default, ` +
          `which was not known on ${dateText(date)}`,
        {
          label: `known since ${dateText(known)}`,
          help: [`give \`${name}: …\` under \`with\`, as it was held then, or judge with \`--hindsight\``],
        },
      );
    }
    for (const opening of openingsOf(chart, model)) checkOpening(actor, opening, date, problems);
  }
  return problems.sorted();
}

interface Opened {
  readonly opener: Chart;
  readonly opened: Chart;
  readonly given: ReadonlySet<string>;
}

/** What a chart opens, and what that opens in turn: each pair once. */
function openingsOf(chart: Chart, model: Model, seen: Set<Chart> = new Set()): readonly Opened[] {
  if (seen.has(chart)) return [];
  seen.add(chart);
  return [...effectsOf(chart)].flatMap((effect) => {
    const opened = effect.do === "open" ? model.charts.get(effect.chart) : undefined;
    if (effect.do !== "open" || !opened) return [];
    const given = new Set(effect.with.map(({ name }) => name));
    return [{ opener: chart, opened, given }, ...openingsOf(opened, model, seen)];
  });
}

function checkOpening(actor: ActorModel, { opener, opened, given }: Opened, date: EpochDay, problems: Problems): void {
  for (const { name, known } of laterInputs(opened, given, date)) {
    problems.error(
      "default-known-later",
      actor.place,
      `\`${actor.name}\` opens actors of \`${opened.machine}\` and leaves their \`${name}\` at its default, ` +
        `which was not known on ${dateText(date)}`,
      {
        label: `known since ${dateText(known)}`,
        help: [
          `no input of \`${opener.machine}\` leads there: forecast from a later day, or judge with \`--hindsight\``,
        ],
      },
    );
  }
}

function laterInputs(chart: Chart, given: ReadonlySet<string>, date: EpochDay) {
  return [...chart.inputs.values()].flatMap(({ name, known }) =>
    known !== undefined && known > date && !given.has(name) ? [{ name, known }] : [],
  );
}
