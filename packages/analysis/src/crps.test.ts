import { DATE, DURATION, days, type Exact, exact, months, NEVER, toDouble } from "@steppe/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brier, crps, EVEN_BRIER } from "./crps.ts";
import { type Placed, placed, sorted } from "./sample.ts";
import { sampleOf } from "./score-testing.ts";

/** ∫ (F(x) − 1{x ≥ y})² dx, step by step between the values and y: the definition, summed another way. */
function integral(sample: readonly Placed[], y: Exact): Exact {
  const cuts = [...sample.map(({ at }) => at), y].sort((a, b) => a.compare(b));
  let area = exact(0);
  for (const [index, cut] of cuts.entries()) {
    const next = cuts[index + 1];
    if (!next) break;
    const below = sample.filter(({ at }) => at.compare(cut) <= 0).length;
    const miss = exact(below, sample.length).sub(exact(y.compare(cut) <= 0 ? 1 : 0));
    area = area.add(miss.mul(miss).mul(next.sub(cut)));
  }
  return area;
}

describe("the CRPS of a sample", () => {
  const sample = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 25 });

  it("is the area between its distribution and the step at what came, squared", () => {
    fc.assert(
      fc.property(sample, fc.integer({ min: -60, max: 60 }), fc.integer({ min: 1, max: 7 }), (numbers, y, d) => {
        const members = sampleOf(numbers, d);
        expect(crps(members, exact(y, d)).toFraction()).toBe(integral(members, exact(y, d)).toFraction());
      }),
    );
  });

  it.each([
    [[3], 5, "2"],
    [[5], 5, "0"],
    [[0, 1], 0, "1/4"],
    [[0, 10], 5, "5/2"],
    [[1, 2, 3, 4], 2, "3/8"],
  ])("%j against %i is %s", (numbers, y, expected) => {
    expect(crps(sampleOf(numbers), exact(y)).toFraction()).toBe(expected);
  });

  it("comes to the closed form of the uniform distribution: ⅓ − y(1 − y) on 0 to 1, for y in it", () => {
    // Evenly spread members instead of luck: the sum differs from the integral by terms of 1/m².
    const m = 500;
    const even = sampleOf(
      Array.from({ length: m }, (_, i) => 2 * i + 1),
      2 * m,
    );
    for (const tenths of [0, 3, 5, 10]) {
      const y = tenths / 10;
      expect(toDouble(crps(even, exact(tenths, 10)))).toBeCloseTo(1 / 3 - y * (1 - y), 5);
    }
  });

  it("of durations is in mean days, of dates in days", () => {
    const durations = sorted([months(12), days(365)].map((one) => placed(DURATION, one, 0)));
    expect(toDouble(crps(durations, exact(365)))).toBeCloseTo(0.2425 / 4, 12);
    const dates = sorted([100, 120].map((one) => placed(DATE, one, 200)));
    expect(crps(dates, exact(110)).toFraction()).toBe("5");
  });

  it("takes every date after the one compared, and never, for the day after it", () => {
    const at = (value: number) => placed(DATE, value, 200).at;
    expect([200, 201, 999, NEVER].map((one) => at(one).toFraction())).toEqual(["200", "201", "201", "201"]);
    const forecast = sorted([150, NEVER].map((one) => placed(DATE, one, 200)));
    expect(crps(forecast, at(NEVER)).toFraction()).toBe(integral(forecast, exact(201)).toFraction());
    expect(crps(sorted([placed(DATE, 999, 200)]), at(NEVER)).toFraction()).toBe("0");
  });

  it("is asked of a sample", () => {
    expect(() => crps([], exact(0))).toThrow("a score needs a sample");
  });
});

describe("the Brier score", () => {
  it.each([
    [3, 10, true, "49/100"],
    [3, 10, false, "9/100"],
    [1, 1, true, "0"],
    [0, 1, true, "1"],
    [1, 2, false, "1/4"],
  ])("of a chance of %i/%i where it was %s is %s", (n, d, came, expected) => {
    expect(brier(exact(n, d), came).toFraction()).toBe(expected);
  });

  it("of one half is a quarter, whatever comes", () => {
    for (const came of [true, false]) expect(brier(exact(1, 2), came).equals(EVEN_BRIER)).toBe(true);
  });

  it("is the CRPS of the yes and no of the paths", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }), fc.boolean(), (said, came) => {
        const chance = exact(said.filter(Boolean).length, said.length);
        const score = crps(sampleOf(said.map(Number)), exact(came ? 1 : 0));
        expect(score.equals(brier(chance, came))).toBe(true);
      }),
    );
  });
});
