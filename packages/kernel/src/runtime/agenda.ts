/**
 * The agenda in code: a binary heap of what is put down for later dates.
 *
 * A key holds date, rank and order, in this order of weight, so that comparing two keys is comparing two appointments:
 * timers before calendars within a date, then as they were put down or started. Nothing is taken out before its time:
 * an appointment whose slot has moved on is dropped when it comes up.
 *
 * Timers and calendars of the file's actors have places of their own, where they are not many, and the first of them is
 * the least of all places: then the key holds, below the order, the number of the slot, and what is no longer wanted is
 * taken out.
 */
import {
  type Callee,
  type Expr,
  type FunctionCode,
  i32,
  i64,
  leave,
  loop,
  type Program,
  run,
  type Stmt,
  select,
  set,
  when,
} from "../code/index.ts";
import { type AgendaSlot, APPOINTMENT, GLOBAL, type Plan } from "../plan/plan.ts";
import { FAILURE, type Fail } from "./fail.ts";

const DATE_SHIFT = 39n;
const RANK_SHIFT = 38n;
/** Bits of a key that hold the number of a slot which has a place; the order stands above them. */
const SLOT_BITS = 8n;
const SLOT_MASK = (1n << SLOT_BITS) - 1n;
const ORDER_MASK = (1n << 30n) - 1n;
/** No order may reach the bit of the rank: a path is given up before, at the beginning of a step. */
export const MOST_ORDERS = 1n << 29n;
/** Added to a day, so that days before 1970 sort too. */
const DAY_OFFSET = 1 << 23;

export const RANK = { timer: 0, calendar: 1 } as const;

const n = (value: number): Expr<"i32"> => i32.const(value);

export interface Agenda {
  /** Where timers and calendars of the file's actors have places of their own; the heap is for all others. */
  readonly places: Places | undefined;
  /** (date, rank, order, actor, slot) */
  readonly put: Callee<readonly []>;
  /** Takes the first away. Asserts that there is one. */
  readonly drop: Callee<readonly []>;
  /** Key of the first. Asserts that there is one. */
  readonly first: Expr<"i64">;
}

export const dateOfKey = (key: Expr<"i64">): Expr<"i32"> =>
  i32.sub(i32.wrap_i64(i64.shr_u(key, i64.const(DATE_SHIFT))), n(DAY_OFFSET));
export const isCalendarKey = (key: Expr<"i64">): Expr<"i32"> =>
  i32.and(i32.wrap_i64(i64.shr_u(key, i64.const(RANK_SHIFT))), n(1));
export const orderOfKey = (key: Expr<"i64">): Expr<"i64"> =>
  i64.and(i64.shr_u(key, i64.const(SLOT_BITS)), i64.const(ORDER_MASK));

/** Where the entries of the heap lie. */
function heapOf(plan: Plan) {
  const { address: heap, capacity } = plan.regions.appointments;
  const at = (index: Expr<"i32">): Expr<"i32"> => i32.mul(index, n(APPOINTMENT.bytes));
  const keyAt = (index: Expr<"i32">): Expr<"i64"> => i64.load(at(index), heap);
  const load = (index: Expr<"i32">): Expr<"i64"> => i64.load(at(index), heap + APPOINTMENT.actor);
  const storeAt = (index: Expr<"i32">, key: Expr<"i64">, rest: Expr<"i64">) => [
    i64.store(at(index), key, heap),
    i64.store(at(index), rest, heap + APPOINTMENT.actor),
  ];
  return { heap, capacity, keyAt, load, storeAt };
}

export function agendaOf(program: Program, plan: Plan, fail: Fail, alone: ReadonlySet<number> = new Set()): Agenda {
  const { heap } = heapOf(plan);
  const isUsed = plan.slots.some(({ actor }) => !alone.has(actor));
  const places = isUsed ? placesOf(program, plan.slots, alone) : undefined;
  return { places, put: putIn(program, plan, fail), drop: dropIn(program, plan), first: i64.load(n(heap)) };
}

/** The key of a place in which nothing stands: after all dates. */
export const NO_KEY = (1n << 63n) - 1n;

export const slotOfKey = (key: Expr<"i64">): Expr<"i32"> => i32.wrap_i64(i64.and(key, i64.const(SLOT_MASK)));

/**
 * An agenda of places. The least key of all is kept beside them: after a date has come, it is found among the others
 * before what the date brings is worked out, and a new date is only compared with it. A comparison can be guessed, so
 * that a processor need not wait for a new date to know what comes next, where a search through all would have to.
 */
export interface Places {
  /** Puts a date down in a place, in the order at hand. */
  put(number: number, date: Expr<"i32">, order: Expr<"i64">, code: FunctionCode): readonly Stmt[];
  /** Takes out what stands in a place, if anything does. */
  empty(number: number): readonly Stmt[];
  /** Takes out the first, which stands in this place. */
  drop(number: number): readonly Stmt[];
  /** The least key. */
  readonly first: Expr<"i64">;
}

/** An actor that runs alone puts nothing down: among its places the first is not looked for. */
export function placesOf(
  program: Program,
  slots: readonly AgendaSlot[],
  alone: ReadonlySet<number> = new Set(),
): Places {
  const first = i64.load(n(GLOBAL.next));
  const places = [...new Set(slots.filter(({ actor }) => !alone.has(actor)).map(({ address }) => address))];
  const find = program.function("findFirst", {}, [], (_params, self) => leastKey(places, self as never));
  const addressOf = (number: number): Expr<"i32"> => n((slots[number] as AgendaSlot).address);
  const none = i64.const(NO_KEY);
  return {
    first,
    put(number, date, order, code) {
      const [key, old] = [code.local("i64", "key"), code.local("i64", "old")];
      const day = i64.extend_i32_u(i32.add(date, n(DAY_OFFSET)));
      const rank = BigInt(RANK[(slots[number] as AgendaSlot).of]) << RANK_SHIFT;
      const own = i64.add(i64.shl(order, i64.const(SLOT_BITS)), i64.const(rank | BigInt(number)));
      return [
        set(key, i64.add(i64.shl(day, i64.const(DATE_SHIFT)), own)),
        set(old, i64.load(addressOf(number))),
        i64.store(addressOf(number), key),
        when(i64.lt_s(key, first), [i64.store(n(GLOBAL.next), key)], [when(i64.eq(old, first), [run(find)])]),
      ];
    },
    // Another may stand in the place, while what is taken out was not put down.
    empty: (number) => [
      when(i32.eq(slotOfKey(i64.load(addressOf(number))), n(number)), [
        when(
          i64.eq(i64.load(addressOf(number)), first),
          [i64.store(addressOf(number), none), run(find)],
          [i64.store(addressOf(number), none)],
        ),
      ]),
    ],
    drop: (number) => [i64.store(addressOf(number), none), run(find)],
  };
}

/** Finds the least key of all places: by halves, so that comparisons need not wait for one another. */
function leastKey(places: readonly number[], code: FunctionCode): readonly Stmt[] {
  const statements: Stmt[] = [];
  const least = (some: readonly number[]): Expr<"i64"> => {
    const local = code.local("i64", "key");
    const [first, ...others] = some;
    if (first === undefined) throw new Error("an agenda of no places");
    if (others.length === 0) {
      statements.push(set(local, i64.load(n(first))));
      return local;
    }
    const middle = some.length >> 1;
    const [a, b] = [least(some.slice(0, middle)), least(some.slice(middle))];
    statements.push(set(local, select(i64.lt_s(a, b), a, b)));
    return local;
  };
  const found = least(places);
  return [...statements, i64.store(n(GLOBAL.next), found)];
}

function putIn(program: Program, plan: Plan, fail: Fail): Agenda["put"] {
  const { capacity, keyAt, load, storeAt } = heapOf(plan);
  return program.function(
    "put",
    { date: "i32", rank: "i32", order: "i64", actor: "i32", slot: "i32" },
    [],
    ({ date, rank, order, actor, slot }, self) => {
      const [key, rest] = [self.local("i64", "key"), self.local("i64", "rest")];
      const [index, parent] = [self.local("i32", "index"), self.local("i32", "parent")];
      const day = i64.extend_i32_u(i32.add(date, n(DAY_OFFSET)));
      return [
        set(
          key,
          i64.or(
            i64.or(i64.shl(day, i64.const(DATE_SHIFT)), i64.shl(i64.extend_i32_u(rank), i64.const(RANK_SHIFT))),
            i64.shl(order, i64.const(SLOT_BITS)),
          ),
        ),
        // Actor and slot as they lie in memory, the low word first.
        set(rest, i64.or(i64.extend_i32_u(actor), i64.shl(i64.extend_i32_u(slot), i64.const(32n)))),
        set(index, i32.load(n(GLOBAL.heapSize))),
        when(i32.ge_s(index, n(capacity)), [fail(FAILURE.tooLarge)]),
        i32.store(n(GLOBAL.heapSize), i32.add(index, n(1))),
        loop((rising) => [
          when(i32.eqz(index), [leave(rising)]),
          set(parent, i32.shr_u(i32.sub(index, n(1)), n(1))),
          when(i64.le_s(keyAt(parent), key), [leave(rising)]),
          ...storeAt(index, keyAt(parent), load(parent)),
          set(index, parent),
        ]),
        ...storeAt(index, key, rest),
      ];
    },
  );
}

function dropIn(program: Program, plan: Plan): Agenda["drop"] {
  const { keyAt, load, storeAt } = heapOf(plan);
  return program.function("drop", {}, [], (_params, self) => {
    const [size, index, child] = [self.local("i32", "size"), self.local("i32", "index"), self.local("i32", "child")];
    const [key, rest] = [self.local("i64", "key"), self.local("i64", "rest")];
    return [
      set(size, i32.sub(i32.load(n(GLOBAL.heapSize)), n(1))),
      i32.store(n(GLOBAL.heapSize), size),
      set(key, keyAt(size)),
      set(rest, load(size)),
      loop((sinking) => [
        set(child, i32.add(i32.shl(index, n(1)), n(1))),
        when(i32.ge_s(child, size), [leave(sinking)]),
        when(i32.lt_s(i32.add(child, n(1)), size), [
          when(i64.lt_s(keyAt(i32.add(child, n(1))), keyAt(child)), [set(child, i32.add(child, n(1)))]),
        ]),
        when(i64.le_s(key, keyAt(child)), [leave(sinking)]),
        ...storeAt(index, keyAt(child), load(child)),
        set(index, child),
      ]),
      ...storeAt(index, key, rest),
    ];
  });
}

/** (fields of the key) for tests. */
export function keyOf(date: number, rank: number, order: bigint): bigint {
  return (BigInt(date + DAY_OFFSET) << DATE_SHIFT) | (BigInt(rank) << RANK_SHIFT) | (order << SLOT_BITS);
}
