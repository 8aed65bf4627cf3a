/** Pairs of paths, against sums by hand and against what is known of them. */
import { type Column, NEVER_DAY } from "@steppe/kernel";
import { bitmap } from "@steppe/kernel/kernel-testing.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Paired, type PairedResult } from "./paired.ts";
import { meanFactor } from "./summary/intervals.ts";

const numbers = (values: readonly (number | undefined)[]): Column => ({
  type: "number",
  values: Float64Array.from(values, (value) => value ?? 0),
  present: bitmap(values.map((value) => value !== undefined)),
});
const money = (values: readonly bigint[]): Column => ({ type: "whole", values: BigInt64Array.from(values) });
const dates = (values: readonly number[]): Column => ({ type: "date", values: Int32Array.from(values) });

/** The result of columns that came in at once. */
function pairedOf(first: Column, second: Column, count: number, from = 0): PairedResult {
  const paired = new Paired(first.type);
  paired.add(first, second, { first: from, count });
  return paired.result();
}

describe("two scenarios path by path", () => {
  it("are counted where one is more, less or the same, and their differences summed up", () => {
    const paired = pairedOf(numbers([1, 2, 3, 4]), numbers([2, 2, 5, 1]), 4, 10);
    expect([paired.count, paired.more, paired.less, paired.same]).toEqual([4, 2, 1, 1]);
    const { difference } = paired;
    // Differences 1, 0, 2, -3: their sum is 0, their squares sum up to 14.
    expect(difference?.mean.equals(0)).toBe(true);
    expect(difference?.deviation).toBeCloseTo(Math.sqrt(14 / 3), 12);
    expect(difference?.halfWidth).toBeCloseTo(meanFactor(4) * Math.sqrt(14 / 3 / 4), 12);
    expect([difference?.least, difference?.greatest]).toEqual([
      { value: -3, path: 13 },
      { value: 2, path: 12 },
    ]);
  });

  it("count a path only where both have a value", () => {
    const paired = pairedOf(numbers([1, undefined, 3]), numbers([2, 2, undefined]), 3);
    expect([paired.count, paired.more, paired.difference?.count]).toEqual([1, 1, 1]);
    expect(pairedOf(numbers([undefined]), numbers([1]), 1)).toEqual({ count: 0, same: 0, more: 0, less: 0 });
  });

  it("take never for the latest date, and a difference only of dates that come", () => {
    const paired = pairedOf(dates([10, NEVER_DAY, NEVER_DAY, 50]), dates([NEVER_DAY, NEVER_DAY, 30, 40]), 4);
    expect([paired.more, paired.less, paired.same]).toEqual([1, 2, 1]);
    expect([paired.difference?.count, paired.difference?.mean.valueOf()]).toEqual([1, -10]);
  });

  it("have of yes and no the difference of their shares", () => {
    const yes = (values: readonly number[]): Column => ({ type: "boolean", values: Uint8Array.from(values) });
    const paired = pairedOf(yes([1, 1, 0, 0]), yes([1, 0, 0, 0]), 4);
    expect([paired.more, paired.less, paired.difference?.mean.valueOf()]).toEqual([0, 1, -0.25]);
  });

  it("are the same or not where they are texts, whatever their numbers", () => {
    const texts = (codes: readonly number[], words: readonly string[]): Column => ({
      type: "text",
      codes: Uint32Array.from(codes),
      texts: words,
    });
    expect(pairedOf(texts([0, 1], ["a", "b"]), texts([1, 1], ["b", "a"]), 2)).toEqual({ count: 2, same: 1 });
  });

  it("tell no difference that 64 bits or a double cannot hold", () => {
    const whole = pairedOf(money([-(2n ** 63n), 5n]), money([2n ** 62n, 7n]), 2);
    expect([whole.more, whole.difference?.count, whole.difference?.greatest.value]).toEqual([2, 1, 2n]);
    const double = pairedOf(numbers([-1.7e308, 1]), numbers([1.7e308, 2]), 2);
    expect([double.more, double.difference?.count]).toEqual([2, 1]);
  });

  it("refuse columns of another type", () => {
    const paired = new Paired("number");
    expect(() => paired.add(numbers([1]), money([1n]), { first: 0, count: 1 })).toThrow(
      "a pair of number is none of number and whole",
    );
  });

  it("come to the same however their paths are cut, and to the opposite turned round", () => {
    const amount = fc.bigInt({ min: -1000n, max: 1000n });
    fc.assert(
      fc.property(fc.array(fc.tuple(amount, amount), { minLength: 1, maxLength: 40 }), fc.nat(40), (pairs, at) => {
        const [a, b] = [pairs.map(([one]) => one), pairs.map(([, other]) => other)];
        const cut = Math.min(at, pairs.length);
        const parts = new Paired("whole");
        parts.add(money(a.slice(0, cut)), money(b.slice(0, cut)), { first: 0, count: cut });
        parts.add(money(a.slice(cut)), money(b.slice(cut)), { first: cut, count: pairs.length - cut });
        const whole = pairedOf(money(a), money(b), pairs.length);
        expect(parts.result()).toEqual(whole);
        const turned = pairedOf(money(b), money(a), pairs.length);
        expect([turned.more, turned.less, turned.same]).toEqual([whole.less, whole.more, whole.same]);
        expect(turned.difference?.mean.equals(whole.difference?.mean.neg() ?? 1)).toBe(true);
        expect(turned.difference?.halfWidth).toBe(whole.difference?.halfWidth);
      }),
    );
  });
});
