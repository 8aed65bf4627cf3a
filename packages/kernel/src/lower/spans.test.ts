/** Lowered dates and durations against core's: what is answered is the same, and the rest is asked. */
import {
  addDuration,
  addDurations,
  compareDurations,
  type Duration,
  exact,
  meanDays,
  multiplyDuration,
  negateDuration,
  toDouble,
  toEpochDay,
} from "@steppe/core";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { Expr } from "../code/index.ts";
import { NEVER_DAY } from "../plan/cells.ts";
import type { Lowered, Span } from "./lowered.ts";
import { type Bench, exactOf, type Given, lowered } from "./lowering-testing.ts";

vi.setConfig({ testTimeout: 60_000 });
const RUNS = { numRuns: 300 };

const duration: fc.Arbitrary<Duration> = fc
  .tuple(
    fc.oneof(fc.constant(0), fc.integer({ min: -40, max: 40 }), fc.integer({ min: -120_000, max: 120_000 })),
    fc.oneof(fc.constant(0), fc.integer({ min: -100, max: 100 }), fc.integer({ min: -4_000_000, max: 4_000_000 })),
  )
  .map(([months, days]) => ({ months, days }));
const day = fc.oneof(
  fc.integer({ min: toEpochDay(1990, 1, 1), max: toEpochDay(2050, 1, 1) }),
  fc.integer({ min: toEpochDay(1, 1, 1), max: toEpochDay(9999, 12, 31) }),
  fc.constant(NEVER_DAY),
);
const factor: fc.Arbitrary<Given> = fc.oneof(
  fc.integer({ min: -20, max: 20 }).map((whole): Given => ({ as: "whole", units: BigInt(whole), scale: exact(1) })),
  fc.integer({ min: -50, max: 50 }).map((half): Given => ({ as: "whole", units: BigInt(half), scale: exact(1, 10) })),
  fc
    .constantFrom(exact(1, 2), exact(1, 3), exact(3), exact(7, 10), exact(-2), exact(1))
    .map((value): Given => ({ as: "constant", value })),
  fc
    .integer({ min: -300, max: 300 })
    .map((tenths): Given => ({ as: "short", value: exact(tenths, 10), double: tenths / 10 })),
  fc.constantFrom(exact(1, 8), exact(6), exact(12)).map((value): Given => ({ as: "double", double: toDouble(value) })),
);

const parts = (found: Lowered): readonly Expr[] | undefined => {
  if (found.is === "span") return [found.months, found.days];
  if (found.is === "day" || found.is === "truth") return [found.code];
  if (found.is === "asked") return undefined;
  throw new TypeError(found.is);
};

const spanOf = ({ words }: Bench, from: number): Span => ({
  is: "span",
  months: words[from] as Expr<"i32">,
  days: words[from + 1] as Expr<"i32">,
});

/** Both back ends alike; undefined where they asked. */
function answer(
  given: readonly Given[],
  words: readonly number[],
  write: (bench: Bench) => Lowered,
): readonly number[] | undefined {
  const { wasm, js } = lowered(given, words, (bench) => parts(write(bench)));
  expect(js).toEqual(wasm);
  return wasm === "asked" ? undefined : wasm.slice(0, 2).map(Number);
}

const within = ({ months, days }: Duration): boolean => Math.abs(months) <= 120_000 && Math.abs(days) <= 4_000_000;

test.each([
  ["a product", (a: Duration, by: ReturnType<typeof exactOf>) => multiplyDuration(a, by), "multiply"],
  ["a quotient", quotient, "divide"],
] as const)("%s of a duration and a number is core's", (_, reckon, how) => {
  let answered = 0;
  fc.assert(
    fc.property(duration, factor, (a, by) => {
      const found = answer([by], [a.months, a.days], (bench) =>
        bench.spans[how](spanOf(bench, 0), bench.given[0] as never),
      );
      if (found === undefined) return;
      answered += 1;
      const { months, days } = reckon(a, exactOf(by)) as Duration;
      expect(found).toEqual([months, days].map((part) => part + 0));
    }),
    RUNS,
  );
  expect(answered).toBeGreaterThan(80);
});

/** As `a / by` is evaluated: even parts are kept, anything else is days. */
function quotient(a: Duration, by: ReturnType<typeof exactOf>): Duration | undefined {
  if (by.n === 0n) return undefined;
  const whole = by.d === 1n ? Number(by.s * by.n) : 0;
  if (whole !== 0 && a.months % whole === 0 && a.days % whole === 0) {
    return { months: a.months / whole, days: a.days / whole };
  }
  return multiplyDuration(a, by.inverse());
}

test("sums, differences and opposites of durations are core's, within its bounds", () => {
  fc.assert(
    fc.property(duration, duration, fc.constantFrom(1 as const, -1 as const), (a, b, sign) => {
      const words = [a.months, a.days, b.months, b.days];
      const sum = addDurations(a, sign === 1 ? b : negateDuration(b));
      const found = answer([], words, (bench) => bench.spans.add(spanOf(bench, 0), spanOf(bench, 2), sign));
      expect(found).toEqual(within(sum) ? [sum.months, sum.days] : undefined);
      const opposite = answer([], words, (bench) => bench.spans.negate(spanOf(bench, 0)));
      expect(opposite).toEqual([0 - a.months, 0 - a.days]);
    }),
    RUNS,
  );
});

test("a date and a duration make core's date, or are asked where there is none", () => {
  const [first, last] = [toEpochDay(1, 1, 1), toEpochDay(9999, 12, 31)];
  fc.assert(
    fc.property(day, duration, fc.boolean(), (from, by, back) => {
      const found = answer([], [by.months, by.days, from], (bench) =>
        bench.spans.shift(bench.words[2] as Expr<"i32">, spanOf(bench, 0), back),
      );
      if (from === NEVER_DAY) {
        expect(found?.[0]).toBe(NEVER_DAY);
        return;
      }
      const to = addDuration(from, back ? negateDuration(by) : by);
      const isDay = to >= first && to <= last;
      if (found === undefined) expect(isDay && within(by) && to > first + 4_000_000).toBe(false);
      else expect(found[0]).toBe(to);
    }),
    RUNS,
  );
});

test("durations compare as core's do, and are asked where those do not", () => {
  fc.assert(
    fc.property(duration, fc.oneof(duration, fc.constant(undefined)), (a, other) => {
      const b = other ?? a;
      const found = answer([], [a.months, a.days, b.months, b.days], (bench) => ({
        is: "truth",
        code: bench.spans.compare(spanOf(bench, 0), spanOf(bench, 2), (order) => order),
      }));
      // One and the same is no longer than itself, whatever a month is.
      const order = a.months === b.months && a.days === b.days ? 0 : compareDurations(a, b);
      if (found !== undefined) expect(found[0]).toBe(order === undefined ? "nothing" : Math.sign(order));
      else expect(order).toBeUndefined();
    }),
    RUNS,
  );
});

test("the mean days of a duration are core's", () => {
  fc.assert(
    fc.property(duration, (a) => {
      const { wasm, js } = lowered([], [a.months, a.days], (bench) => {
        const mean = bench.spans.meanDays(spanOf(bench, 0));
        if (mean.is !== "whole") throw new TypeError(mean.is);
        return [bench.numbers.atScale(mean, exact(1, 120_000)) as Expr<"i64">];
      });
      expect(js).toEqual(wasm);
      expect(exact(wasm[0] as bigint, 120_000n).equals(meanDays(a))).toBe(true);
    }),
    RUNS,
  );
});
