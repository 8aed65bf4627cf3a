/**
 * The agenda in code: a binary heap of what is put down for later dates.
 *
 * A key holds date, rank and order, in this order of weight, so that comparing two keys is comparing two appointments:
 * timers before calendars within a date, then as they were put down or started. Nothing is taken out before its time:
 * an appointment whose slot has moved on is dropped when it comes up.
 */
import { type Callee, type Expr, i32, i64, leave, loop, type Program, set, when } from "../code/index.ts";
import { APPOINTMENT, GLOBAL, type Plan } from "../plan/plan.ts";
import { FAILURE, type Fail } from "./fail.ts";

const DATE_SHIFT = 39n;
const RANK_SHIFT = 38n;
const ORDER_MASK = (1n << 38n) - 1n;
/** Added to a day, so that days before 1970 sort too. */
const DAY_OFFSET = 1 << 23;

export const RANK = { timer: 0, calendar: 1 } as const;

const n = (value: number): Expr<"i32"> => i32.const(value);

export interface Agenda {
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
export const orderOfKey = (key: Expr<"i64">): Expr<"i64"> => i64.and(key, i64.const(ORDER_MASK));

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

export function agendaOf(program: Program, plan: Plan, fail: Fail): Agenda {
  const { heap } = heapOf(plan);
  return { put: putIn(program, plan, fail), drop: dropIn(program, plan), first: i64.load(n(heap)) };
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
            order,
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
  return (BigInt(date + DAY_OFFSET) << DATE_SHIFT) | (BigInt(rank) << RANK_SHIFT) | order;
}
