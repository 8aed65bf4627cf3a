/** The agenda against a sorted list. */
import { toEpochDay } from "@steppe/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { i64, ret } from "../code/index.ts";
import { APPOINTMENT, GLOBAL } from "../plan/plan.ts";
import { agendaOf, dateOfKey, isCalendarKey, keyOf, orderOfKey, RANK } from "./agenda.ts";
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
