/**
 * Where the parts of an actor lie in memory: one layout for each chart.
 *
 * An actor is a block of bytes. Its head is the same for all charts; inputs (of opened actors only), variables,
 * timers, calendars and the counters of its draws follow, each at a fixed offset.
 */
import type { Expression, Kind, Place } from "@steppe/core";
import { visit } from "@steppe/core/expression/index.ts";
import type { Chart, Effect } from "@steppe/core/statechart/chart.ts";
import type { Configuration, Decision, Item, Table } from "@steppe/core/statechart/unfold.ts";
import { outcomesOf, unfold } from "@steppe/core/statechart/unfold.ts";
import { CELL_BYTES, type CellType, cellOf } from "./cells.ts";

/** Offsets of the head of every block, in bytes; all are i32. */
export const HEAD = {
  /** The configuration's number in the table; NOT_STARTED before the start. */
  configuration: 0,
  /** The number of the chart among those that can be opened; -1 for an actor of the file. */
  pool: 4,
  /** The name of who opened it. */
  opener: 8,
  /** The number of its group; -1 for an actor of the file. */
  group: 12,
  /** The text it was given as a name, or -1; and which of its opener's it is, from 1. */
  given: 16,
  ordinal: 20,
  /** The index of the next actor of the group, or -1. */
  next: 24,
  /** Whether it is to be asked again already. */
  asked: 28,
  /** i64: which of its inputs it was given, one bit each in the order of declaration. */
  inputs: 32,
  /** What tells it from others of its opener and group: its ordinal, or 2^24 and the number of its name. */
  identity: 40,
  /** How many openings led to it. */
  depth: 44,
} as const;
export const HEAD_BYTES = 48;
/** Inputs and fields are told apart by the bits of a mask. */
export const MOST_INPUTS = 63;
export const MOST_FIELDS = 31;

export const NOT_STARTED = -1;

export interface Slot {
  readonly name: string;
  readonly kind: Kind;
  readonly cell: CellType;
  /** Bytes from the beginning of the block, or of the payload. */
  readonly offset: number;
}

/** A timer: its order (i64; 0 when it is not put down), its event (i32), then the payload of the event. */
export interface TimerSlot {
  readonly id: string;
  readonly number: number;
  readonly offset: number;
}
export const TIMER = { order: 0, event: 8, sender: 12, payload: 16 } as const;

export interface CalendarSlot {
  readonly id: string;
  readonly number: number;
  readonly event: string;
  readonly offset: number;
}
/** A calendar: its order (i64; 0 when it does not run), and i32: anchor, period, last day, occurrence, last delivery. */
export const CALENDAR = { order: 0, from: 8, months: 12, days: 16, until: 20, k: 24, last: 28, bytes: 32 } as const;

/** A site of draws: how often it has drawn (i32), and the key of its stream (i64; 0 until it is known). */
export interface DrawSlot {
  readonly site: string;
  readonly offset: number;
}
export const DRAW = { count: 0, key: 8, bytes: 16 } as const;

export interface EventShape {
  readonly type: string;
  readonly fields: readonly Slot[];
}

export interface ChartLayout {
  readonly chart: Chart;
  readonly table: Table;
  readonly bytes: number;
  readonly inputs: ReadonlyMap<string, Slot>;
  readonly variables: ReadonlyMap<string, Slot>;
  readonly timers: ReadonlyMap<string, TimerSlot>;
  readonly calendars: ReadonlyMap<string, CalendarSlot>;
  readonly draws: ReadonlyMap<string, DrawSlot>;
  /** How many actors it has opened into each group: i32 counters. */
  readonly opens: ReadonlyMap<string, number>;
  /** Own events, with the payload of each: cells in the order of declaration. */
  readonly events: ReadonlyMap<string, EventShape>;
  /** The longest payload of any of its events, in bytes. */
  readonly payloadBytes: number;
}

/** Every decision of a table, the start's among them. */
export function* decisionsOf(table: Table): Iterable<Decision> {
  yield table.start;
  for (const { eventless, on } of table.configurations as readonly Configuration[]) {
    if (eventless) yield eventless;
    yield* on.values();
  }
}

/** Every item that any microstep can do. */
export function* itemsOf(table: Table): Iterable<Item> {
  for (const decision of decisionsOf(table)) for (const { items } of outcomesOf(decision)) yield* items;
}

/** What an effect evaluates. */
export function effectExpressions(effect: Effect): readonly Expression[] {
  const values = (list: readonly { readonly value: Expression }[]) => list.map(({ value }) => value);
  switch (effect.do) {
    case "owe":
    case "pay":
      return [effect.amount, effect.from, effect.to];
    case "set":
      return values(effect.assignments);
    case "tell":
      return [effect.to, ...values(effect.with)];
    case "announce":
      return values(effect.with);
    case "open":
      return [...(effect.name ? [effect.name] : []), ...values(effect.with)];
    case "raise":
      return [...values(effect.with), ...(effect.delay ? [effect.delay] : [])];
    case "start-calendar": {
      const { every, from, until } = effect.calendar;
      return [every, from, ...(until ? [until] : [])];
    }
    case "enter":
    case "note":
    case "cancel":
    case "end-calendar":
      return [];
  }
}

/** Every expression that an actor of the chart may evaluate, its inputs' defaults too. */
export function expressionsOf(chart: Chart, table: Table): readonly Expression[] {
  const found = new Set<Expression>();
  const declared = [
    ...chart.inputs.values(),
    ...chart.variables.values(),
    ...[...chart.events.values()].flatMap((fields) => [...fields.values()]),
  ];
  for (const { initial } of declared) if (initial) found.add(initial);
  const questions = (decision: Decision): void => {
    if (decision.is === "outcome") return;
    found.add(decision.guard);
    questions(decision.yes);
    questions(decision.no);
  };
  for (const decision of decisionsOf(table)) questions(decision);
  for (const item of itemsOf(table)) {
    if (item.is === "effect") for (const one of effectExpressions(item.effect)) found.add(one);
    if (item.is === "schedule") {
      found.add(item.delay);
      if (item.raise) for (const one of effectExpressions(item.raise)) found.add(one);
    }
  }
  return [...found];
}

const aligned = (offset: number): number => Math.ceil(offset / 8) * 8;

/** What a chart has more of than a mask can tell apart. */
export function tooManyIn(chart: Chart): { readonly reason: string; readonly place: Place } | undefined {
  const input = [...chart.inputs.values()][MOST_INPUTS];
  if (input)
    return {
      reason: `machine \`${chart.machine}\` has ${chart.inputs.size} inputs, more than ${MOST_INPUTS}`,
      place: input.place,
    };
  for (const [event, fields] of chart.events) {
    const field = [...fields.values()][MOST_FIELDS];
    if (field)
      return { reason: `event \`${event}\` has ${fields.size} fields, more than ${MOST_FIELDS}`, place: field.place };
  }
  return undefined;
}

/** The layout of a chart, or why there is none. */
export function layoutOf(chart: Chart): ChartLayout | { readonly reason: string; readonly place?: Place } {
  const unfolded = unfold(chart);
  if (!unfolded.ok) return { reason: `machine \`${chart.machine}\` unfolds into too many rows` };
  const tooMany = tooManyIn(chart);
  if (tooMany) return tooMany;
  const table = unfolded.value;
  let at = HEAD_BYTES;
  const take = (bytes: number): number => {
    const offset = at;
    at = aligned(at + bytes);
    return offset;
  };
  const slots = (declared: Iterable<{ readonly name: string; readonly kind: Kind }>): ReadonlyMap<string, Slot> =>
    new Map(
      [...declared].map(({ name, kind }) => [name, { name, kind, cell: cellOf(kind), offset: take(CELL_BYTES) }]),
    );
  const events = new Map([...chart.events].map(([type, fields]) => [type, shapeOf(type, fields.values())]));
  const payloadBytes = Math.max(0, ...[...events.values()].map(({ fields }) => fields.length * CELL_BYTES));
  const inputs = slots(chart.inputs.values());
  const variables = slots(chart.variables.values());
  const timerIds = new Set([...itemsOf(table)].flatMap((item) => (item.is === "schedule" ? [item.id] : [])));
  const timers = new Map(
    [...timerIds].map((id, number) => [id, { id, number, offset: take(TIMER.payload + payloadBytes) }]),
  );
  const uses = [...chart.states.values()].flatMap((state) => state.calendars);
  const calendars = new Map(
    uses.map(({ id, event }, number) => [id, { id, number, event, offset: take(CALENDAR.bytes) }]),
  );
  const sites = new Set<string>();
  for (const expression of expressionsOf(chart, table)) {
    visit(expression, (node) => {
      if (node.node === "draw") sites.add(node.draw.site);
    });
  }
  const draws = new Map([...sites].map((site) => [site, { site, offset: take(DRAW.bytes) }]));
  const groups = new Set(
    [...itemsOf(table)].flatMap((item) =>
      item.is === "effect" && item.effect.do === "open" ? [item.effect.group] : [],
    ),
  );
  const opens = new Map([...groups].map((group) => [group, take(4)]));
  return { chart, table, inputs, variables, timers, calendars, draws, opens, events, payloadBytes, bytes: at };
}

function shapeOf(type: string, fields: Iterable<{ readonly name: string; readonly kind: Kind }>): EventShape {
  const slots = [...fields].map(({ name, kind }, index) => ({
    name,
    kind,
    cell: cellOf(kind),
    offset: index * CELL_BYTES,
  }));
  return { type, fields: slots };
}
