/**
 * The plan of a model: numbers for everything that has a name, and an address for everything that changes.
 *
 * From here on nothing is looked up by name. The plan says where in memory an actor, a milestone, a total of the
 * ledger lies; code is generated against it, and `reading.ts` reads the same memory for the World's arithmetic.
 */
import { type Model, reads } from "@steppe/core";
import { type ChartLayout, expressionsOf, itemsOf, layoutOf } from "./chart-layout.ts";
import { eventTypesOf, textsIn } from "./names.ts";
import { placesOf } from "./places.ts";
import { possiblePostings } from "./possible.ts";
import { Texts } from "./texts.ts";
import { possibleTotals } from "./totals.ts";
import { type Unplanned, unplannedLedger } from "./unplanned.ts";

/** Addresses of what the engine itself keeps, in bytes from 0; i32 unless said otherwise. */
export const GLOBAL = {
  today: 0,
  /** How many steps there were when the day began. */
  dayBegan: 4,
  steps: 8,
  actors: 12,
  /** i64: the next order number of timers and calendars, from 1. */
  order: 16,
  path: 24,
  heapSize: 28,
  /** The ring of reactions: the next to be delivered, and the place after the last. */
  reactionHead: 32,
  reactionTail: 36,
  postings: 40,
  timelineNext: 44,
  /** Of the step at hand, if it can be of many microsteps: whether a state was entered, whether a transition was taken. */
  entered: 48,
  taken: 52,
  /** The queue of raised events of the step at hand: the next, and the place after the last. */
  raisedHead: 56,
  raisedTail: 60,
  microsteps: 64,
  /** Where the next opened actor is put. */
  openedTop: 68,
  enteredCount: 72,
  /** Whose step it is (its index), and in which configuration it began. */
  stepActor: 80,
  stepConfiguration: 84,
  /** Whether that step is its start. */
  starting: 88,
  insertedNext: 92,
  /** i64: the least key of an agenda of places. */
  next: 96,
  bytes: 128,
} as const;

/** One running total of the ledger: due, paid and settled, each i64. */
export const TOTAL = { due: 0, paid: 8, settled: 16, bytes: 24 } as const;
/** One posting: date and total (i32), verb (i32: 0 owe, 1 pay), then minor and settled (i64). */
export const POSTING = { date: 0, total: 4, verb: 8, minor: 16, settled: 24, bytes: 32 } as const;
/** First day and count of a state that expressions ask for. */
export const MILESTONE = { first: 0, count: 4, bytes: 8 } as const;
/** First and last actor of a group (i32 indices, -1 when empty), and how many. */
export const GROUP = { first: 0, last: 4, size: 8, bytes: 16 } as const;
/** A reaction: its receiver, event, sender, which fields are given (a mask), then the payload. */
export const REACTION = { actor: 0, event: 4, sender: 8, mask: 12, payload: 16 } as const;
/** A raised event of the step at hand: its type (-1: a state is done), sender, payload. */
export const RAISED = { event: 0, sender: 4, payload: 8 } as const;
/** An entry of the timeline with its date, in order of date. */
export const DATED = { date: 0, entry: 4, bytes: 8 } as const;
/** An entry that comes after so many steps of its date, in order of both. */
export const INSERTED = { date: 0, entry: 4, after: 8, bytes: 16 } as const;
/** The agenda as a heap: keys (i64) with what they are for (i32: actor, and which of its slots). */
export const APPOINTMENT = { key: 0, actor: 8, slot: 12, bytes: 16 } as const;

export const CAPACITY = {
  actors: 100_000,
  reactions: 16_384,
  raised: 4_096,
  entered: 1_024,
  appointments: 131_072,
  postings: 262_144,
  openedBytes: 64 * 1024 * 1024,
} as const;

/** How much a path may hold of each; the World runs a path that holds more. */
export type Capacity = Readonly<Record<Exclude<keyof typeof CAPACITY, "draws">, number>>;

export interface PlannedActor {
  readonly name: string;
  readonly index: number;
  readonly address: number;
  readonly layout: ChartLayout;
}

export interface Pool {
  readonly number: number;
  readonly layout: ChartLayout;
}

export interface PlannedGroup {
  readonly name: string;
  readonly number: number;
  readonly address: number;
}

export interface LedgerPlan {
  readonly address: number;
  /** Texts of the parties by their place in the grid; categories and currencies likewise. */
  readonly parties: readonly string[];
  readonly categories: readonly string[];
  readonly currencies: readonly string[];
  readonly totals: number;
  /** Which of the totals anything can be posted to. */
  readonly possible: ReadonlySet<number>;
}

/** A timer or a calendar of an actor of the file that has a place of its own in the agenda. */
export interface AgendaSlot {
  readonly actor: number;
  /** Of the timer or the calendar in the actor's block. */
  readonly offset: number;
  readonly of: "timer" | "calendar";
  readonly id: string;
  /** Where its key lies: in a place that it may share with others. */
  readonly address: number;
}

export interface Region {
  readonly address: number;
  /** Bytes of one entry. */
  readonly stride: number;
  readonly capacity: number;
}

export interface Plan {
  readonly model: Model;
  readonly texts: Texts;
  readonly layouts: ReadonlyMap<string, ChartLayout>;
  readonly actors: readonly PlannedActor[];
  readonly pools: ReadonlyMap<string, Pool>;
  readonly groups: ReadonlyMap<string, PlannedGroup>;
  /** Event types by number, and their numbers. */
  readonly eventTypes: readonly string[];
  readonly events: ReadonlyMap<string, number>;
  /** "actor.state" or "group.state" → address. */
  readonly milestones: ReadonlyMap<string, number>;
  readonly ledger: LedgerPlan;
  /** Actors of the file that read themselves by name: they see themselves as they were when the step began. */
  readonly selfReading: ReadonlySet<number>;
  /** What has a place of its own in the agenda: timers and calendars of the file's actors, unless they are many. */
  readonly slots: readonly AgendaSlot[];
  readonly regions: {
    /** A copy of the block of such an actor, made when its step begins. */
    readonly before: Region;
    readonly actorAddresses: Region;
    readonly reactions: Region;
    readonly raised: Region;
    readonly entered: Region;
    readonly appointments: Region;
    readonly postings: Region;
    /** Room for the payload of one event. */
    readonly payload: Region;
    /** For each expectation the day on which it was first broken, or NEVER_DAY. */
    readonly expectations: Region;
    readonly timeline: Region;
    /** Entries that come after a step of their date. */
    readonly inserted: Region;
    readonly assumptions: Region;
    readonly opened: { readonly address: number; readonly bytes: number };
  };
  /** Bytes that a path changes and that are set back before the next: from 0 up to here. */
  readonly stateBytes: number;
  readonly memoryBytes: number;
}

/** Of more places than these, the first is sooner found in a heap. */
const MOST_PLACES = 32;
/** So many slots can be told apart by the bits of a key, one number being left for none. */
const MOST_SLOTS = 255;

/** The plan of a model. A smaller `capacity` takes less memory, and leaves more paths to the World. */
export function planOf(model: Model, capacity: Capacity = CAPACITY): Plan | Unplanned {
  return new Planner(model, capacity).plan();
}

class Planner {
  readonly #model: Model;
  readonly #capacity: Capacity;
  readonly #texts = new Texts();
  #top: number = GLOBAL.bytes;

  constructor(model: Model, capacity: Capacity) {
    this.#model = model;
    this.#capacity = capacity;
  }

  plan(): Plan | Unplanned {
    const model = this.#model;
    const layouts = new Map<string, ChartLayout>();
    for (const [key, chart] of model.charts) {
      const layout = layoutOf(chart);
      if ("reason" in layout) return layout;
      layouts.set(key, layout);
    }
    const parties = [...model.parties.keys()];
    for (const party of parties) this.#texts.number(party);
    this.#takeTexts(layouts);
    const unplanned = unplannedLedger(parties.length, layouts.values());
    if (unplanned) return unplanned;
    const ledger = this.#ledger(parties, layouts);
    const eventTypes = [...eventTypesOf(model, layouts)];
    const payload = Math.max(0, ...[...layouts.values()].map(({ payloadBytes }) => payloadBytes));
    const groups = new Map(
      [...model.groups.keys()].map((name, number) => [name, { name, number, address: this.#take(GROUP.bytes) }]),
    );
    const milestones = this.#milestones();
    const assumptions = this.#region([...model.assumptions].length, 24);
    const actors = model.actors.map(({ name, chart }, index) => {
      const layout = layouts.get(chart) as ChartLayout;
      return { name, index, layout, address: this.#take(layout.bytes) };
    });
    const expectations = this.#region(model.expectations.length, 4);
    const slots = this.#slots(actors);
    const stateBytes = this.#top;
    const pools = new Map(
      [...opened(layouts)].map((key, number) => [key, { number, layout: layouts.get(key) as ChartLayout }]),
    );
    const regions = this.#regions(model, { actors, payload, assumptions, expectations });
    return {
      model,
      texts: this.#texts,
      layouts,
      actors,
      pools,
      groups,
      eventTypes,
      events: new Map(eventTypes.map((type, number) => [type, number])),
      milestones,
      ledger,
      selfReading: selfReading(model, layouts),
      slots,
      regions,
      stateBytes,
      memoryBytes: this.#top + this.#capacity.openedBytes,
    };
  }

  #regions(
    model: Model,
    {
      actors,
      payload,
      assumptions,
      expectations,
    }: Pick<Plan, "actors"> & {
      readonly payload: number;
      readonly assumptions: Region;
      readonly expectations: Region;
    },
  ): Plan["regions"] {
    const most = Math.max(0, ...actors.map(({ layout }) => layout.bytes));
    const capacity = this.#capacity;
    return {
      before: this.#region(1, most),
      assumptions,
      actorAddresses: this.#region(capacity.actors, 4),
      reactions: this.#region(capacity.reactions, REACTION.payload + payload),
      raised: this.#region(capacity.raised, RAISED.payload + payload),
      entered: this.#region(capacity.entered, 4),
      appointments: this.#region(capacity.appointments, APPOINTMENT.bytes),
      postings: this.#region(capacity.postings, POSTING.bytes),
      payload: this.#region(1, payload),
      expectations,
      timeline: this.#region(model.timeline.length + 1, 8),
      inserted: this.#region(model.timeline.filter(isInserted).length + 1, 16),
      opened: { address: this.#take(0), bytes: capacity.openedBytes },
    };
  }

  #slots(actors: Plan["actors"]): Plan["slots"] {
    const places = new Map<string, number>();
    const ofLayouts = new Map<ChartLayout, ReadonlyMap<number, number>>();
    const found = actors.flatMap(({ index, layout }) => {
      const own = ofLayouts.get(layout) ?? placesOf(layout);
      ofLayouts.set(layout, own);
      for (const place of own.values()) places.set(`${index} ${place}`, 0);
      return [
        ...[...layout.timers.values()].map(({ id, offset }) => ({ of: "timer" as const, id, offset })),
        ...[...layout.calendars.values()].map(({ id, offset }) => ({ of: "calendar" as const, id, offset })),
      ].map((slot) => ({ ...slot, actor: index, place: `${index} ${own.get(slot.offset)}` }));
    });
    if (found.length > MOST_SLOTS || places.size > MOST_PLACES) return [];
    for (const place of places.keys()) places.set(place, this.#take(8));
    return found.map(({ place, ...slot }) => ({ ...slot, address: places.get(place) as number }));
  }

  #take(bytes: number): number {
    const address = this.#top;
    this.#top = Math.ceil((address + bytes) / 8) * 8;
    return address;
  }

  #region(capacity: number, stride: number): Region {
    return { address: this.#take(capacity * stride), stride, capacity };
  }

  /** Every text that an expression, an opening or an address of the timeline names. */
  #takeTexts(layouts: ReadonlyMap<string, ChartLayout>): void {
    for (const text of ["timeline", ...this.#model.groups.keys()]) this.#texts.number(text);
    for (const { name } of this.#model.actors) this.#texts.number(name);
    for (const text of textsIn(this.#model, layouts)) this.#texts.number(text);
  }

  #ledger(parties: readonly string[], layouts: ReadonlyMap<string, ChartLayout>): LedgerPlan {
    const categories = new Set<string>();
    const currencies = new Set<string>();
    for (const { table } of layouts.values()) {
      for (const item of itemsOf(table)) {
        if (item.is !== "effect" || (item.effect.do !== "owe" && item.effect.do !== "pay")) continue;
        categories.add(item.effect.category);
        const { kind } = item.effect.amount;
        if (kind.type === "money") currencies.add(kind.currency);
      }
    }
    const totals = parties.length ** 2 * categories.size * currencies.size;
    const address = this.#take(totals * TOTAL.bytes);
    const plan = { address, parties, categories: [...categories], currencies: [...currencies], totals };
    return { ...plan, possible: possibleTotals(plan, possiblePostings(this.#model, layouts)) };
  }

  /** A place for every state that anybody can ask for: of the actors of the file and of groups. */
  #milestones(): ReadonlyMap<string, number> {
    const found = new Map<string, number>();
    const add = (owner: string, paths: Iterable<string>): void => {
      for (const path of paths) {
        const key = `${owner}.${path}`;
        if (!found.has(key)) found.set(key, this.#take(MILESTONE.bytes));
      }
    };
    for (const { name, chart } of this.#model.actors) add(name, this.#model.charts.get(chart)?.states.keys() ?? []);
    for (const [group, machine] of this.#model.groups) {
      for (const chart of this.#model.charts.values()) {
        if (chart.machine === machine) add(group, chart.states.keys());
      }
    }
    return found;
  }
}

/** Whether an entry comes after a number of steps of its date, and not with the timeline of it. */
export const isInserted = ({ after }: Model["timeline"][number]): boolean => after !== undefined;

function selfReading(model: Model, layouts: ReadonlyMap<string, ChartLayout>): ReadonlySet<number> {
  const found = new Set<number>();
  model.actors.forEach(({ name, chart }, index) => {
    const layout = layouts.get(chart) as ChartLayout;
    for (const expression of expressionsOf(layout.chart, layout.table)) {
      if (reads(expression).remotes.some(({ actor }) => actor === name)) found.add(index);
    }
  });
  return found;
}

/** Charts that some actor opens. */
function opened(layouts: ReadonlyMap<string, ChartLayout>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { table } of layouts.values()) {
    for (const item of itemsOf(table)) {
      if (item.is === "effect" && item.effect.do === "open") found.add(item.effect.chart);
    }
  }
  return found;
}
