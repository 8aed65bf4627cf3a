/** What the actors of a model say to each other: who is told, who hears, who is read; of everything that they can do. */
import { type Expression, type Model, type Place, reads } from "@steppe/core";
import { announcementType, type Effect } from "@steppe/core/statechart/chart.ts";
import { OPENER } from "@steppe/core/statechart/scope.ts";
import { type ChartLayout, expressionsOf, itemsOf } from "../plan/chart-layout.ts";
import type { Plan } from "../plan/plan.ts";
import type { Note } from "./note.ts";

/** Of an actor of the file: what others do to it. */
export type Reached = ReadonlyMap<string, Note>;

/** Someone who speaks: an actor of the file, or those of a chart that are opened. */
interface Speaker {
  readonly name: string;
  readonly layout: ChartLayout;
  readonly isOpened: boolean;
  /** The expression of an input, where it is known. */
  readonly input: (name: string) => Expression | undefined;
  /** The names under which its states are announced. */
  readonly owners: readonly string[];
}

/**
 * By the name of an actor of the file, why it does not stand alone: someone tells it, or is heard by it, or reads it
 * while the run goes on. Those that are not in it are reached by nobody. What is never told in the end counts too.
 */
export function reachedOf(plan: Plan): Reached {
  const { model } = plan;
  const found = new Map<string, Note>();
  const reach = (name: string, text: string, place?: Place): void => {
    if (model.actorIndex.has(name) && !found.has(name)) found.set(name, { text, ...(place && { place }) });
  };
  for (const entry of model.timeline) {
    if (entry.does === "send") reach(entry.actor, `the timeline tells it \`${entry.event}\``, entry.place);
  }
  for (const { expression, who } of readInTheRun(plan)) {
    const { remotes, states } = reads(expression);
    for (const { actor } of [...remotes, ...states]) reach(actor, `${who} reads it`, expression.place);
  }
  for (const speaker of speakersOf(plan)) speak(model, speaker, reach);
  return found;
}

function speak(model: Model, speaker: Speaker, reach: (name: string, text: string, place?: Place) => void): void {
  const { name, layout, owners, isOpened } = speaker;
  const announce = (event: string, place: Place): void => {
    for (const index of model.listeners.get(event)?.actors ?? []) {
      const listener = model.actors[index]?.name;
      if (listener !== undefined && (isOpened || listener !== name)) reach(listener, `it hears \`${event}\``, place);
    }
  };
  for (const item of itemsOf(layout.table)) {
    if (item.is !== "effect") continue;
    const { effect } = item;
    if (effect.do === "announce") announce(effect.event, effect.place);
    if (effect.do === "enter") {
      for (const owner of owners) announce(announcementType(owner, effect.state), effect.place);
    }
    if (effect.do === "tell") tell(model, speaker, effect, reach);
  }
}

function tell(
  model: Model,
  speaker: Speaker,
  { to, event, place }: Effect & { do: "tell" },
  reach: (name: string, text: string, place?: Place) => void,
): void {
  const known = namesOf(to, speaker);
  for (const name of known ?? model.actorIndex.keys()) {
    const who = known ? `\`${speaker.name}\` tells it` : `\`${speaker.name}\` tells whom its values name`;
    reach(name, `${who} \`${event}\``, place);
  }
}

/**
 * Whom an address may name among actors that stand alone; undefined: anyone. Who opens actors, or sends something, does
 * not stand alone: so neither the opener nor the sender is one of them.
 */
function namesOf(to: Expression, speaker: Speaker): readonly string[] | undefined {
  if (to.node === "literal") return [to.value as string];
  if (to.node !== "reference") return undefined;
  const { reference } = to;
  if (reference.to === "sender") return [];
  if (reference.to !== "input") return undefined;
  if (reference.name === OPENER) return [];
  const given = speaker.input(reference.name);
  return given && given !== to ? namesOf(given, speaker) : undefined;
}

function speakersOf({ model, actors, pools }: Plan): readonly Speaker[] {
  const groups = (machine: string): readonly string[] =>
    [...model.groups].flatMap(([group, name]) => (name === machine ? [group] : []));
  return [
    ...actors.map(({ name, index, layout }) => ({
      name,
      layout,
      isOpened: false,
      owners: [name],
      input: (input: string) => model.actors[index]?.inputs.get(input) ?? layout.chart.inputs.get(input)?.initial,
    })),
    ...[...pools.values()].map(({ layout }) => ({
      name: layout.chart.machine,
      layout,
      isOpened: true,
      owners: groups(layout.chart.machine),
      input: () => undefined,
    })),
  ];
}

export interface Read {
  readonly expression: Expression;
  /** Who reads: "`lease`", "the timeline". */
  readonly who: string;
  /** Whose it is, of an actor of the file. */
  readonly actor?: string;
  /** Whether it stands outside of all steps: an expectation. */
  readonly outside?: true;
}

/** Every expression that is evaluated while a run goes on: of actors, their inputs, the timeline, daily expectations. */
export function readInTheRun({ model, actors, pools }: Plan): readonly Read[] {
  const found: Read[] = [];
  for (const { name, index, layout } of actors) {
    const inputs = [...(model.actors[index]?.inputs.values() ?? [])];
    for (const expression of [...inputs, ...expressionsOf(layout.chart, layout.table)]) {
      found.push({ expression, who: `\`${name}\``, actor: name });
    }
  }
  for (const { layout } of pools.values()) {
    for (const expression of expressionsOf(layout.chart, layout.table)) {
      found.push({ expression, who: `\`${layout.chart.machine}\`` });
    }
  }
  for (const entry of model.timeline) {
    const values = entry.does === "send" ? entry.with : entry.changes;
    for (const expression of [entry.on, ...values.map(({ value }) => value)]) {
      found.push({ expression, who: "the timeline" });
    }
  }
  for (const { when, id, test } of model.expectations) {
    if (when !== "at_end") found.push({ expression: test, who: `the expectation \`${id}\``, outside: true });
  }
  return found;
}
