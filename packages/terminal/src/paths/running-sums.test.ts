/** Sums to the end of each year: as each path has them, in whatever ranges the paths come in. */
import { askedOf, type Column, type Columns, kernelEngine } from "@steppe/kernel";
import { BERTH, bitmap, modelOf } from "@steppe/kernel/kernel-testing.ts";
import { describe, expect, it } from "vitest";
import { countedSums, type PaidByYear, paidByYear } from "./paid-by-year.ts";
import { RunningSums } from "./running-sums.ts";

const PATHS = 41;

/** One column a year, from the values of each year by path; undefined is missing. */
function columnsOf(first: number, years: readonly (readonly (bigint | undefined)[])[]): Columns {
  const columns = years.map((values): Column => {
    const present = bitmap(values.map((value) => value !== undefined));
    return { type: "whole", values: BigInt64Array.from(values, (value) => value ?? 0n), present };
  });
  return { first, count: years[0]?.length ?? 0, columns, troubles: [] };
}

const EUROS: PaidByYear = {
  category: "rent",
  kind: { type: "money", currency: "EUR" },
  years: [
    { year: 2020, column: 0 },
    { year: 2021, column: 1 },
  ],
};

describe("sums to the end of each year", () => {
  it("are those of the single paths, however the paths are cut into ranges", () => {
    const model = modelOf(BERTH);
    const asked = askedOf(model);
    const engine = kernelEngine({ model, seed: "s", asked });
    if ("reason" in engine) throw new Error(engine.reason);
    const rent = paidByYear(asked.columns).find(({ category }) => category === "rent") as PaidByYear;
    expect(rent.years.map(({ year }) => year)).toEqual([2020, 2021, 2022, 2023]);
    const [whole, parts] = [new RunningSums(rent), new RunningSums(rent)];
    whole.take(countedSums(rent, engine.run(0, PATHS)));
    for (const [first, count] of [
      [0, 3],
      [3, 17],
      [20, 21],
    ] as const)
      parts.take(countedSums(rent, engine.run(first, count)));
    expect(parts.chart()).toEqual(whole.chart());

    const { columns, troubles } = engine.run(0, PATHS);
    const failed = new Set(troubles.filter(({ column }) => column < 0).map(({ path }) => path));
    const sums = Array.from({ length: PATHS }, (_, path) => path)
      .filter((path) => !failed.has(path))
      .map((path) =>
        rent.years.reduce(
          (sum, { column }) => sum + ((columns[column] as Column & { type: "whole" }).values[path] ?? 0n),
          0n,
        ),
      )
      .sort((a, b) => (a < b ? -1 : 1));
    const last = whole.chart()?.years.at(-1);
    // Definition 1: the value at rank ⌈n·p⌉. Four years of at most 2 million are told in euros and cents.
    const wanted = [5, 25, 50, 75, 95].map(
      (percent) => Number(sums[Math.ceil((percent * sums.length) / 100) - 1]) / 100,
    );
    expect([last?.year, whole.chart()?.unit, last?.values]).toEqual([2023, "EUR", wanted]);
  });

  it("leave a path out from the year on that has no value", () => {
    const sums = new RunningSums(EUROS);
    const years = [
      [100n, 300n, 500n],
      [100n, undefined, 100n],
    ];
    sums.take(countedSums(EUROS, columnsOf(0, years)));
    const medians = sums.chart()?.years.map(({ texts }) => texts[2]);
    expect(medians).toEqual(["3.00", "2.00"]);
  });

  it("never wrap: what 64 bits do not hold is no value", () => {
    const sums = new RunningSums(EUROS);
    const years = [
      [2n ** 62n, 2n ** 60n],
      [2n ** 62n, 2n ** 60n],
    ];
    sums.take(countedSums(EUROS, columnsOf(0, years)));
    expect(sums.chart()?.years[1]?.texts[4]).toBe("23,058,430.09");
    expect(sums.chart()?.unit).toBe("billion EUR");
    const lost = new RunningSums(EUROS);
    lost.take(countedSums(EUROS, columnsOf(0, [[2n ** 62n], [2n ** 62n]])));
    expect(lost.chart()).toBe(undefined);
  });

  it("make no chart of nothing", () => {
    expect(new RunningSums(EUROS).chart()).toBe(undefined);
  });
});
