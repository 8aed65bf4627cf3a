/** The agenda, heap and places, against a sorted list. */
import { toEpochDay } from "@steppe/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { i64, ret, type Stmt, switchOn } from "../code/index.ts";
import { type AgendaSlot, APPOINTMENT, GLOBAL } from "../plan/plan.ts";
import { agendaOf, dateOfKey, isCalendarKey, keyOf, NO_KEY, orderOfKey, placesOf, RANK, slotOfKey } from "./agenda.ts";
import { FAILURE } from "./fail.ts";
import { cleared, planned, running } from "./runtime-testing.ts";

const CAPACITY = 40;
const whole = planned();
const plan = planned({ appointments: { ...whole.regions.appointments, capacity: CAPACITY } });
const both = running(plan, (program, fail) => {
  const { put, drop, first } = agendaOf(program, plan, fail);
  const parts = program.function("parts", { key: "i64" }, ["i32", "i32", "i64"], ({ key }) => [
    ret(dateOfKey(key), isCalendarKey(key), i64.add(orderOfKey(key), i64.const(0n))),
  ]);
  return [put, drop, program.function("first", {}, ["i64"], () => [ret(first)]), parts];
});

interface Put {
  readonly date: number;
  readonly rank: number;
  readonly actor: number;
  readonly slot: number;
}
const put: fc.Arbitrary<Put> = fc.record({
  date: fc.oneof(
    fc.integer({ min: 18_000, max: 18_004 }),
    fc.constantFrom(toEpochDay(1, 1, 1), -1, 0, toEpochDay(9999, 12, 31)),
  ),
  rank: fc.constantFrom(RANK.timer, RANK.calendar),
  actor: fc.nat(99_999),
  slot: fc.nat(10_000),
});
const commands = fc.array(
  fc.oneof({ weight: 3, arbitrary: put }, { weight: 2, arbitrary: fc.constant("drop" as const) }),
  {
    maxLength: 80,
  },
);

for (const [name, one] of Object.entries(both)) {
  const { functions, view } = one;

  test(`what was put down comes up by date, timers first, then in the order of putting (${name})`, () => {
    fc.assert(
      fc.property(commands, (all) => {
        cleared(one, plan);
        const waiting: (Put & { readonly order: bigint })[] = [];
        const { address } = plan.regions.appointments;
        for (const [index, command] of all.entries()) {
          if (command !== "drop") {
            if (waiting.length === CAPACITY) continue;
            const order = BigInt(index + 1);
            waiting.push({ ...command, order });
            waiting.sort((a, b) => a.date - b.date || a.rank - b.rank || Number(a.order - b.order));
            functions.put?.(command.date, command.rank, order, command.actor, command.slot);
          } else if (waiting.length > 0) {
            waiting.shift();
            functions.drop?.();
          }
          expect(view.getInt32(GLOBAL.heapSize, true)).toBe(waiting.length);
          const [first] = waiting;
          if (!first) continue;
          const key = functions.first?.() as bigint;
          expect(key).toBe(keyOf(first.date, first.rank, first.order));
          expect(functions.parts?.(key)).toEqual([first.date, first.rank, first.order]);
          expect(view.getInt32(address + APPOINTMENT.actor, true)).toBe(first.actor);
          expect(view.getInt32(address + APPOINTMENT.slot, true)).toBe(first.slot);
        }
      }),
    );
  });

  test(`one more than there is room for is refused (${name})`, () => {
    cleared(one, plan);
    for (let n = 1; n <= CAPACITY; n += 1) functions.put?.(18_000, RANK.timer, BigInt(n), 0, 0);
    expect(() => functions.put?.(18_000, RANK.timer, 99n, 0, 0)).toThrow(`failure ${FAILURE.tooLarge}`);
  });
}

const SLOTS: readonly AgendaSlot[] = [
  { actor: 0, offset: 48, of: "timer", id: "a", address: GLOBAL.bytes },
  { actor: 0, offset: 72, of: "timer", id: "b", address: GLOBAL.bytes },
  { actor: 1, offset: 48, of: "calendar", id: "c", address: GLOBAL.bytes + 8 },
  { actor: 2, offset: 48, of: "timer", id: "d", address: GLOBAL.bytes + 16 },
];
const placed = running(plan, (program) => {
  const places = placesOf(program, SLOTS);
  const each = (name: string, body: (number: number) => readonly Stmt[]) =>
    program.function(name, { slot: "i32" }, [], ({ slot }) => [
      switchOn(
        slot,
        SLOTS.map((_, number) => body(number)),
      ),
    ]);
  const puts = program.function(
    "puts",
    { slot: "i32", date: "i32", order: "i64" },
    [],
    ({ slot, date, order }, self) => [
      switchOn(
        slot,
        SLOTS.map((_, number) => places.put(number, date, order, self as never)),
      ),
    ],
  );
  const empties = each("empties", (number) => places.empty(number));
  const drops = each("drops", (number) => places.drop(number));
  const parts = program.function("parts", {}, ["i32", "i32", "i64", "i32"], () => [
    ret(dateOfKey(places.first), isCalendarKey(places.first), orderOfKey(places.first), slotOfKey(places.first)),
  ]);
  return [puts, empties, drops, parts];
});

const placing = fc.array(
  fc.record({
    does: fc.constantFrom("put", "put", "empty", "drop"),
    slot: fc.nat(3),
    date: fc.integer({ min: -9, max: 9 }),
  }),
  { maxLength: 60 },
);

for (const [name, { functions, view }] of Object.entries(placed)) {
  test(`the first of the places is known whatever was put down, moved and taken out (${name})`, () => {
    fc.assert(
      fc.property(placing, (all) => {
        for (const address of [GLOBAL.next, ...SLOTS.map(({ address }) => address)]) {
          view.setBigInt64(address, NO_KEY, true);
        }
        let standing: { readonly slot: number; readonly date: number; readonly order: number }[] = [];
        const addressOf = (slot: number) => SLOTS[slot]?.address;
        for (const [order, { does, slot, date }] of all.entries()) {
          const [first] = standing;
          if (does === "put") {
            // Slots that share a place are never put down together: the former gives way.
            standing = standing.filter((one) => addressOf(one.slot) !== addressOf(slot));
            standing.push({ slot, date, order: order + 1 });
            functions.puts?.(slot, date, BigInt(order + 1));
          } else if (does === "empty") {
            standing = standing.filter((one) => one.slot !== slot);
            functions.empties?.(slot);
          } else if (first) {
            standing = standing.slice(1);
            functions.drops?.(first.slot);
          }
          const rank = (number: number) => Number(SLOTS[number]?.of === "calendar");
          standing.sort((a, b) => a.date - b.date || rank(a.slot) - rank(b.slot) || a.order - b.order);
          const [next] = standing;
          if (!next) expect(view.getBigInt64(GLOBAL.next, true)).toBe(NO_KEY);
          else expect(functions.parts?.()).toEqual([next.date, rank(next.slot), BigInt(next.order), next.slot]);
        }
      }),
    );
  });
}
