/** Actors in lines: their states, their variables, what they wait for. */
import { type Actor, configurationText, dateText, isDone, type World } from "@steppe/core";
import { actorValue } from "@steppe/core/world/reading.ts";
import { counted, oneLine } from "../../views/text.ts";
import { shown } from "../../views/values.ts";
import { type Scheduled, scheduledFor, scheduledIn } from "../panes/scheduled.ts";

/** Every actor and its state, in the order of the file, then as they were opened. */
export function actorsLines(world: World): readonly string[] {
  return world.actors.toArray().map((actor) => `  ${oneLine(actor.name)}: ${stateText(actor)}`);
}

function stateText(actor: Actor): string {
  if (!actor.snapshot) return "has not started";
  const states = oneLine(configurationText(actor).replaceAll("+", " and "));
  return isDone(actor) ? `${states}, at its end` : states;
}

/** One actor: state, machine, variables, inputs, and what is put down for it. */
export function actorLines(actor: Actor, world: World): readonly string[] {
  const { chart, name } = actor;
  const named = (
    what: string,
    names: Iterable<{ readonly name: string; readonly kind: Parameters<typeof shown>[0] }>,
  ) =>
    [...names].map(
      (one) => `  ${what} ${oneLine(one.name)}: ${shown(one.kind, actorValue(world, actor, one.name)) || "empty"}`,
    );
  return [
    `${oneLine(name)}: ${stateText(actor)}`,
    `  machine ${oneLine(chart.machine)}`,
    ...(actor.snapshot ? named("variable", chart.variables.values()) : []),
    ...named("input", chart.inputs.values()),
    ...scheduledFor(world, name).slice(0, 10).map(scheduledLine),
  ];
}

/** What is put down to come, the first so many. */
export function comingLines(world: World, count: number): readonly string[] {
  const coming = scheduledIn(world);
  if (coming.length === 0) return ["nothing is put down to come"];
  const more = coming.length - count;
  return [
    ...coming.slice(0, count).map(scheduledLine),
    ...(more > 0 ? [`  and ${counted(more, "more")}`.replace(/s$/, "")] : []),
  ];
}

function scheduledLine({ date, actor, event, from }: Scheduled): string {
  const who = actor === "" ? "the assumptions" : oneLine(actor);
  return `  ${dateText(date)}: ${who}: ${oneLine(event)}, from ${oneLine(from)}`;
}
