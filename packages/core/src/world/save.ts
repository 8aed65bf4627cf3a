/**
 * A World as plain JSON, and back with nothing lost: pending timers and calendars, draws made,
 * history of states, the journal and the trace.
 *
 * What a World was made of is not saved with it: the Model and the chance are given again. A saved
 * World goes only with the scenario it came from.
 */
import { List, Map as PersistentMap } from "immutable";
import type { AnyMachineSnapshot } from "xstate";
import type { Uniforms } from "../chance/index.ts";
import { EMPTY_JOURNAL, type Journal, type Posting, post } from "../ledger/index.ts";
import { Log } from "../log.ts";
import type { Problem } from "../problem.ts";
import { DURATION, decodeValue, type EncodedValue, encodeValue, type Value } from "../quantity/index.ts";
import type { Model } from "../scenario/model.ts";
import type { Chart, Declared } from "../statechart/chart.ts";
import { type Appointment, appointments, type MaybeAgenda, put } from "./agenda.ts";
import { Assumptions } from "./assumptions.ts";
import { createWorld } from "./create.ts";
import {
  decodeDay,
  decodeNamed,
  decodeStep,
  type EncodedNamed,
  type EncodedStep,
  encodeDay,
  encodeNamed,
  encodeStep,
} from "./encode.ts";
import { known } from "./settle.ts";
import { stepperFor } from "./step.ts";
import type { Actor, Delivery, Milestone, PendingTimer, RunningCalendar, Violation, World } from "./world.ts";

export const WORLD_SCHEMA = "steppe.world/1";

type SavedDelivery = Omit<Delivery, "fields"> & { readonly fields: readonly EncodedNamed[] };
type SavedTimer = Omit<PendingTimer, "fields"> & { readonly fields: readonly EncodedNamed[] };
type SavedCalendar = Omit<RunningCalendar, "every" | "until"> & {
  readonly every: EncodedValue;
  readonly until: string;
};
type SavedValues = Readonly<Record<string, EncodedValue>>;

interface SavedActor {
  readonly name: string;
  readonly chart: string;
  readonly opened?: { readonly group: string; readonly opener: string; readonly inputs: SavedValues };
  readonly snapshot?: { readonly context: SavedValues };
  readonly draws: Actor["draws"];
  readonly timers: Readonly<Record<string, SavedTimer>>;
  readonly calendars: Readonly<Record<string, SavedCalendar>>;
  readonly lastOccurrence: Actor["lastOccurrence"];
  readonly opens: Actor["opens"];
}

export interface SavedWorld {
  readonly schema: typeof WORLD_SCHEMA;
  /** The canonical text of the scenario. */
  readonly scenario: string;
  readonly today: string;
  readonly stepsToday: number;
  readonly order: number;
  readonly actors: readonly SavedActor[];
  readonly groups: readonly (readonly [string, readonly number[]])[];
  readonly told: readonly SavedDelivery[];
  readonly reactions: readonly SavedDelivery[];
  readonly timelineNext: number;
  readonly inserted: readonly string[];
  readonly agenda: readonly Appointment[];
  readonly postings: readonly (Omit<Posting, "minor" | "settled"> & {
    readonly minor: string;
    readonly settled: string;
  })[];
  readonly trace: readonly EncodedStep[];
  readonly milestones: readonly (readonly [string, Milestone])[];
  readonly assumed: readonly (readonly [string, EncodedValue])[];
  readonly violations: readonly Violation[];
  readonly ended: boolean;
  readonly problem?: Problem;
}

export function saveWorld(world: World): SavedWorld {
  const byKey = <T>(map: PersistentMap<string, T>) => [...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return {
    schema: WORLD_SCHEMA,
    scenario: world.model.canonical,
    today: encodeDay(world.today),
    stepsToday: world.stepsToday,
    order: world.order,
    actors: world.actors.toArray().map(saveActor),
    groups: byKey(world.groups).map(([group, members]) => [group, members.toArray()]),
    told: world.told.map(saveDelivery),
    reactions: world.reactions.map(saveDelivery),
    timelineNext: world.timelineNext,
    inserted: world.inserted.map(({ entry }) => entry.id),
    agenda: appointments(world.agenda).filter((one) => isMeant(world, one)),
    postings: [...world.journal.postings].map((one) => ({
      ...one,
      minor: String(one.minor),
      settled: String(one.settled),
    })),
    trace: [...world.trace].map(encodeStep),
    milestones: byKey(world.milestones),
    assumed: byKey(world.assumptions.changed).map(([name, value]) => [
      name,
      encodeValue(kindOfAssumption(world.model, name), value),
    ]),
    violations: world.violations,
    ended: world.ended,
    ...(world.problem && { problem: world.problem }),
  };
}

/** Dead appointments need not be kept: they would be dropped when their date comes. */
function isMeant(world: World, { actor, id, order }: Appointment): boolean {
  const one = world.actors.get(actor);
  return one?.timers[id]?.order === order || one?.calendars[id]?.order === order;
}

function kindOfAssumption(model: Model, name: string) {
  return known(model.assumptions.get(name), `assumption ${name}`).kind;
}

const saveDelivery = (one: Delivery): SavedDelivery => ({ ...one, fields: one.fields.map(encodeNamed) });
const restoreDelivery = (one: SavedDelivery): Delivery => ({ ...one, fields: one.fields.map(decodeNamed) });

function mapValues<A, B>(record: Readonly<Record<string, A>>, by: (value: A, key: string) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, by(value, key)]));
}

const kindIn = (declared: ReadonlyMap<string, Declared>, name: string) => known(declared.get(name), name).kind;

function saveActor(actor: Actor): SavedActor {
  const { name, chart, opened, snapshot, draws, lastOccurrence, opens } = actor;
  return {
    name,
    chart: chart.key,
    ...(opened && {
      opened: {
        ...opened,
        inputs: Object.fromEntries(
          [...opened.inputs].map(([input, value]) => [input, encodeValue(kindIn(chart.inputs, input), value)]),
        ),
      },
    }),
    ...(snapshot && { snapshot: saveSnapshot(chart, snapshot) }),
    draws,
    timers: mapValues(actor.timers, (timer) => ({ ...timer, fields: timer.fields.map(encodeNamed) })),
    calendars: mapValues(actor.calendars, (one) => ({
      ...one,
      every: encodeValue(DURATION, one.every),
      until: encodeDay(one.until),
    })),
    lastOccurrence,
    opens,
  };
}

function saveSnapshot(chart: Chart, snapshot: AnyMachineSnapshot): { context: SavedValues } {
  const saved = stepperFor(chart).save(snapshot) as object;
  const context = snapshot.context as Readonly<Record<string, Value>>;
  return { ...saved, context: mapValues(context, (value, name) => encodeValue(kindIn(chart.variables, name), value)) };
}

function restoreActor(model: Model, saved: SavedActor, index: number): Actor {
  const chart = known(model.charts.get(saved.chart), `chart ${saved.chart}`);
  const { opened, snapshot } = saved;
  return {
    index,
    name: saved.name,
    chart,
    ...(opened && {
      opened: {
        ...opened,
        inputs: new Map(
          Object.entries(opened.inputs).map(([name, value]) => [name, decodeValue(kindIn(chart.inputs, name), value)]),
        ),
      },
    }),
    ...(snapshot && {
      snapshot: stepperFor(chart).restore({
        ...snapshot,
        context: mapValues(snapshot.context, (value, name) => decodeValue(kindIn(chart.variables, name), value)),
      }),
    }),
    draws: saved.draws,
    timers: mapValues(saved.timers, (timer) => ({ ...timer, fields: timer.fields.map(decodeNamed) })),
    calendars: mapValues(saved.calendars, (one) => ({
      ...one,
      every: decodeValue(DURATION, one.every),
      until: decodeDay(one.until),
    })),
    lastOccurrence: saved.lastOccurrence,
    opens: saved.opens,
  };
}

function restoreJournal(postings: SavedWorld["postings"]): Journal {
  let journal = EMPTY_JOURNAL;
  for (const { n: _n, settled: _settled, ...order } of postings) {
    journal = post(journal, { ...order, minor: BigInt(order.minor) }).journal;
  }
  return journal;
}

/** The World that was saved. Asserts that the Model is of the same scenario. */
export function restoreWorld(model: Model, chance: Uniforms, saved: SavedWorld): World {
  if (saved.schema !== WORLD_SCHEMA) throw new TypeError(`not a saved World: ${saved.schema}`);
  if (saved.scenario !== model.canonical) throw new TypeError("the saved World is of another scenario");
  const fresh = createWorld(model, chance);
  const actors = saved.actors.map((actor, index) => restoreActor(model, actor, index));
  const opened = actors.flatMap((actor) => (actor.opened ? [[actor.name, actor.index] as const] : []));
  const assumed = saved.assumed.map(
    ([name, value]) => [name, decodeValue(kindOfAssumption(model, name), value)] as const,
  );
  let agenda: MaybeAgenda;
  for (const appointment of saved.agenda) agenda = put(agenda, appointment);
  const { problem: _problem, ...base } = fresh;
  return {
    ...base,
    today: decodeDay(saved.today),
    stepsToday: saved.stepsToday,
    order: saved.order,
    actors: List(actors),
    opened: PersistentMap(opened),
    groups: PersistentMap(saved.groups.map(([group, members]) => [group, List(members)])),
    told: saved.told.map(restoreDelivery),
    reactions: saved.reactions.map(restoreDelivery),
    timelineNext: saved.timelineNext,
    inserted: fresh.inserted.filter(({ entry }) => saved.inserted.includes(entry.id)),
    agenda,
    journal: restoreJournal(saved.postings),
    trace: Log.of(saved.trace.map(decodeStep)),
    milestones: PersistentMap(saved.milestones),
    assumptions: new Assumptions(model, fresh.uniforms, PersistentMap(assumed)),
    violations: saved.violations,
    ended: saved.ended,
    ...(saved.problem && { problem: saved.problem }),
  };
}
