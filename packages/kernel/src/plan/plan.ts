/**
 * The plan of a model: numbers for everything that has a name, and an address for everything that changes.
 *
 * From here on nothing is looked up by name. The plan says where in memory an actor, a milestone, a total of the
 * ledger lies; code is generated against it, and `reading.ts` reads the same memory for the World's arithmetic.
 */
import { type Model, reads } from "@steppe/core";
import { type ChartLayout, expressionsOf, itemsOf, layoutOf } from "./chart-layout.ts";
import { eventTypesOf, textsIn } from "./names.ts";
import { type PossiblePosting, possiblePostings } from "./possible.ts";
import { Texts } from "./texts.ts";

/** Addresses of what the engine itself keeps, in bytes from 0; i32 unless said otherwise. */
export const GLOBAL = {
  today: 0,
  stepsToday: 4,
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
  /** Of the step at hand: whether a state was entered, whether a transition was taken. */
  entered: 48,
  taken: 52,
  /** The queue of raised events of the step at hand: the next, and the place after the last. */
  raisedHead: 56,
  raisedTail: 60,
  microsteps: 64,
  /** Where the next opened actor is put. */
  openedTop: 68,
  enteredCount: 72,
  /** Draws that compiled code made for the expression at hand, before it asked for exact arithmetic. */
  drawn: 76,
  /** Whose step it is (its index), and in which configuration it began. */
  stepActor: 80,
  stepConfiguration: 84,
  /** Whether that step is its start. */
  starting: 88,
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
/** The agenda: a heap of keys (i64) with what they are for (i32: actor, and which of its slots). */
export const APPOINTMENT = { key: 0, actor: 8, slot: 12, bytes: 16 } as const;

export const CAPACITY = {
  actors: 100_000,
  reactions: 16_384,
  raised: 4_096,
  entered: 1_024,
  appointments: 131_072,
  postings: 262_144,
  draws: 64,
  openedBytes: 64 * 1024 * 1024,
} as const;

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
  readonly regions: {
    /** A copy of the block of such an actor, made when its step begins. */
    readonly before: Region;
    readonly actorAddresses: Region;
    readonly reactions: Region;
    readonly raised: Region;
    readonly entered: Region;
    readonly appointments: Region;
    readonly postings: Region;
    readonly draws: Region;
    /** Room for the payload of one event. */
    readonly payload: Region;
    /** For each expectation the day on which it was first broken, or NEVER_DAY. */
    readonly expectations: Region;
    readonly timeline: Region;
    readonly assumptions: Region;
    readonly opened: { readonly address: number; readonly bytes: number };
  };
  /** Bytes that a path changes and that are set back before the next: from 0 up to here. */
  readonly stateBytes: number;
  readonly memoryBytes: number;
}

/** Why a model cannot be planned: it runs on the World. */
export interface Unplanned {
  readonly reason: string;
}

/** The ledger is a grid of parties, categories and currencies; past this many totals it is too large to set back. */
const MOST_TOTALS = 20_000;

export function planOf(model: Model): Plan | Unplanned {
  return new Planner(model).plan();
}

class Planner {
  readonly #model: Model;
  readonly #texts = new Texts();
  #top: number = GLOBAL.bytes;

  constructor(model: Model) {
    this.#model = model;
  }

  plan(): Plan | Unplanned {
    const model = this.#model;
    const inserted = model.timeline.find(({ after }) => after !== undefined);
    if (inserted) return { reason: `timeline entry \`${inserted.id}\` comes after a step of its date` };
    const layouts = new Map<string, ChartLayout>();
    for (const [key, chart] of model.charts) {
      const layout = layoutOf(chart);
      if ("reason" in layout) return layout;
      layouts.set(key, layout);
    }
    const parties = [...model.parties.keys()];
    for (const party of parties) this.#texts.number(party);
    this.#takeTexts(layouts);
    const ledger = this.#ledger(parties, layouts);
    if (ledger.totals > MOST_TOTALS) return { reason: `the ledger has ${ledger.totals} possible totals` };
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
      regions,
      stateBytes,
      memoryBytes: this.#top + CAPACITY.openedBytes,
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
    return {
      before: this.#region(1, most),
      assumptions,
      actorAddresses: this.#region(CAPACITY.actors, 4),
      reactions: this.#region(CAPACITY.reactions, REACTION.payload + payload),
      raised: this.#region(CAPACITY.raised, RAISED.payload + payload),
      entered: this.#region(CAPACITY.entered, 4),
      appointments: this.#region(CAPACITY.appointments, APPOINTMENT.bytes),
      postings: this.#region(CAPACITY.postings, POSTING.bytes),
      draws: this.#region(CAPACITY.draws, 8),
      payload: this.#region(1, payload),
      expectations,
      timeline: this.#region(model.timeline.length + 1, 8),
      opened: { address: this.#take(0), bytes: CAPACITY.openedBytes },
    };
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
    const address = totals > MOST_TOTALS ? 0 : this.#take(totals * TOTAL.bytes);
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

/** Which total of the grid it is. */
export function totalNumber(
  { parties, categories, currencies }: Pick<LedgerPlan, "parties" | "categories" | "currencies">,
  from: number,
  to: number,
  category: number,
  currency: number,
): number {
  return ((from * parties.length + to) * categories.length + category) * currencies.length + currency;
}

/** The totals that these can go to. */
export function possibleTotals(
  plan: Omit<LedgerPlan, "possible">,
  postings: readonly PossiblePosting[],
): ReadonlySet<number> {
  const found = new Set<number>();
  const places = (party: string | undefined): readonly number[] =>
    party === undefined ? plan.parties.map((_, index) => index) : [plan.parties.indexOf(party)];
  for (const { from, to, category, currency } of postings) {
    for (const f of places(from)) {
      for (const t of places(to)) {
        found.add(totalNumber(plan, f, t, plan.categories.indexOf(category), plan.currencies.indexOf(currency)));
      }
    }
  }
  return found;
}

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
