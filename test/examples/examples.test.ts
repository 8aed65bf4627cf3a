/**
 * The examples: each loads without a word of complaint, keeps what it expects of itself in every variant, and pays what
 * another reckoning says. That reckoning walks the days, or sums whole pence; it knows nothing of the engine.
 */
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathUniforms } from "@steppe/core";
import { describe, expect, it } from "vitest";
import { halfEven, type Paying, paymentsExpected } from "../scenarios/expected.ts";
import {
  loadShipped,
  measureText,
  outcomeOfShipped,
  type Payment,
  paymentsFor,
  problemText,
  sumOf,
} from "../scenarios/running.ts";

const folder = resolve(import.meta.dirname, "../../examples");
const VARIANTS: Readonly<Record<string, readonly string[]>> = {
  "camp-lemonnier.yaml": ["leaves-in-2024", "raised-as-before", "may-leave"],
  "diego-garcia.yaml": ["three-per-cent", "mean-rent", "two-years-late"],
  "gabala.yaml": ["asks-nothing-more", "armavir-late"],
  "manas.yaml": ["no-second-vote", "no-raise"],
  "panama-canal.yaml": ["never-raised", "with-tolls"],
  "sevastopol.yaml": ["kept", "no-accord", "cheap-gas"],
};

/** The variants that a file has, read from its lines. */
function variantsIn(name: string): readonly string[] {
  const text = readFileSync(resolve(folder, name), "utf8");
  const section = text.slice(text.indexOf("\nvariants:\n"));
  return [...section.matchAll(/^ {2}([\w-]+):$/gm)].map(([, variant]) => variant as string);
}

describe("every example", () => {
  it("and every variant of it is among those tested here", () => {
    const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
    expect(Object.fromEntries(files.sort().map((name) => [name, variantsIn(name)]))).toEqual(VARIANTS);
  });

  it.each(
    Object.entries(VARIANTS).flatMap(([name, variants]) => [name, ...variants.map((variant) => `${name}@${variant}`)]),
  )("%s loads without a word of complaint and keeps what it expects of itself", (scenario) => {
    expect(loadShipped(`examples/${scenario}`).problems.map(problemText)).toEqual([]);
    const { expectations, measures } = outcomeOfShipped(`examples/${scenario}`);
    expect(expectations.length).toBeGreaterThan(0);
    expect(expectations.filter(({ holds }) => !holds)).toEqual([]);
    expect(measures.filter(({ result }) => "problem" in result)).toEqual([]);
  });

  it.each(Object.keys(VARIANTS))("%s is in the list that says what each shows", (name) => {
    expect(readFileSync(resolve(folder, "README.md"), "utf8")).toContain(`](${name})`);
  });
});

/** Rents one after another, each of a term of its own. */
const inTurn = (...terms: readonly Paying[]): readonly Payment[] => terms.flatMap(paymentsExpected);

const yearly = (millions: number) => BigInt(Math.round(millions * 1e8));
const money = (minor: bigint, currency: string) =>
  `${String(minor / 100n).replace(/\B(?=(\d{3})+$)/g, ",")}.${String(minor % 100n).padStart(2, "0")} ${currency}`;

/** A measure in money as a number, for what is compared within a margin. */
const amountOf = (text: string): number => Number(text.replace(/[^\d.]/g, ""));

describe("panama-canal.yaml", () => {
  const term = (millions: number, first: string, end: string, over?: string): Paying => {
    return { yearly: yearly(millions), months: 12, first, end, ...(over !== undefined && { over }) };
  };
  const since1979 = (millions: number) => term(millions, "1979-10-01", "2000-09-30", "2000-01-01");
  const asRaised = [
    term(0.25, "1912-02-27", "1933-02-26"),
    term(0.43, "1933-02-27", "1955-02-26"),
    term(1.93, "1955-02-27", "1974-02-26"),
    term(2.3, "1974-02-27", "1980-02-26", "1979-10-01"),
  ];

  it.each([
    ["", [...asRaised, since1979(10)], "266,754,757.09 USD"],
    ["@never-raised", [term(0.25, "1912-02-27", "1980-02-26", "1979-10-01"), since1979(0.25)], "21,960,786.74 USD"],
    // 10 million and 30 cents on each of 180 million tons.
    ["@with-tolls", [...asRaised, since1979(64)], "1,360,328,527.58 USD"],
  ])("%s pays what the treaties say, year by year", (variant, terms, total) => {
    const outcome = outcomeOfShipped(`examples/panama-canal.yaml${variant}`);
    const expected = inTurn(...terms);
    expect(paymentsFor(outcome, "annuity")).toEqual(expected);
    expect(money(sumOf(expected), "USD")).toBe(total);
    expect(measureText(outcome, "annuities")).toBe(total);
  });

  it("pays the price once, and is over with the century", () => {
    const outcome = outcomeOfShipped("examples/panama-canal.yaml");
    expect(paymentsFor(outcome, "price")).toEqual([{ date: "1904-02-26", minor: yearly(10) }]);
    expect(measureText(outcome, "canal_is_panamas")).toBe("2000-01-01");
  });
});

describe("sevastopol.yaml", () => {
  const RENT = { yearly: yearly(97.75), months: 12, first: "1997-05-28" } as const;
  const DISCOUNT = { yearly: yearly(2790), months: 12, first: "2010-04-21" } as const;
  const LATER = { yearly: yearly(100), months: 12, first: "2017-05-28" } as const;

  it.each([
    ["", [{ ...RENT, over: "2014-03-31" }], { ...DISCOUNT, over: "2014-03-31" }, "2014-03-31"],
    ["@kept", [RENT, { ...LATER, over: "2042-05-28" }], { ...DISCOUNT, over: "2020-01-01" }, "2042-05-28"],
    ["@no-accord", [RENT], undefined, "2017-05-28"],
    // 30 per cent of 250 are 75 dollars.
    [
      "@cheap-gas",
      [{ ...RENT, over: "2014-03-31" }],
      { ...DISCOUNT, yearly: yearly(2092.5), over: "2014-03-31" },
      "2014-03-31",
    ],
  ])("%s pays rent and gives a discount, each as long as it lasts", (variant, rents, discount, over) => {
    const outcome = outcomeOfShipped(`examples/sevastopol.yaml${variant}`);
    const ends = ["2017-05-27", "2042-05-27"];
    const expected = inTurn(...rents.map((rent, index) => ({ ...rent, end: ends[index] as string })));
    expect(paymentsFor(outcome, "rent")).toEqual(expected);
    const given = discount === undefined ? [] : paymentsExpected({ ...discount, end: "2042-05-27" });
    expect(paymentsFor(outcome, "discount").filter(({ minor }) => minor > 0n)).toEqual(given);
    expect(measureText(outcome, "lease_end")).toBe(over);
  });

  it("gives away 11 billion by the discount, as was said in Moscow", () => {
    const outcome = outcomeOfShipped("examples/sevastopol.yaml");
    expect(measureText(outcome, "rent_paid")).toBe("1,646,217,123.29 USD");
    expect(measureText(outcome, "discount_given")).toBe("10,999,479,452.05 USD");
  });
});

describe("diego-garcia.yaml", () => {
  /** Pence of each of the 99 years: steps, then `percent` a year upon the year before it. */
  function rents(first: bigint, second: bigint, percent: bigint): readonly bigint[] {
    return Array.from({ length: 99 }, (_, index) => {
      const rises = BigInt(Math.max(0, index + 1 - 13));
      return index < 3 ? first : halfEven(second * (100n + percent) ** rises, 100n ** rises);
    });
  }

  it.each([
    ["", 2025, rents(yearly(165), yearly(120), 2n), "29,177,082,492.65 GBP"],
    ["@three-per-cent", 2025, rents(yearly(165), yearly(120), 3n), "49,922,812,800.77 GBP"],
    ["@mean-rent", 2025, rents(yearly(101), yearly(101), 0n), "9,999,000,000.00 GBP"],
    ["@two-years-late", 2027, rents(yearly(165), yearly(120), 2n), "29,177,082,492.65 GBP"],
  ])("%s pays each of 99 years at its close", (variant, begins, expected, total) => {
    const outcome = outcomeOfShipped(`examples/diego-garcia.yaml${variant}`);
    const payments = expected.map((minor, index) => ({ date: `${begins + index + 1}-05-21`, minor }));
    expect(paymentsFor(outcome, "rent")).toEqual(payments);
    expect(money(sumOf(payments), "GBP")).toBe(total);
    expect(measureText(outcome, "rent_paid")).toBe(total);
    const aid = Array.from({ length: 25 }, (_, k) => ({ date: `${begins + k + 1}-05-21`, minor: yearly(45) }));
    expect(paymentsFor(outcome, "development_aid")).toEqual(aid);
    expect(paymentsFor(outcome, "trust")).toEqual([{ date: `${begins}-05-22`, minor: yearly(40) }]);
  });

  it("comes near to the three sums that were published", () => {
    const outcome = outcomeOfShipped("examples/diego-garcia.yaml");
    const day = (text: string) => Temporal.PlainDate.from(text);
    const worth = (rate: number) =>
      ["rent", "development_aid", "trust"]
        .flatMap((category) => paymentsFor(outcome, category))
        .reduce((sum, { date, minor }) => {
          const days = day("2025-05-22").until(day(date)).days;
          return sum + Number(minor) / 100 / (1 + rate) ** (days / 365);
        }, 0);
    const near = (name: string) => amountOf(measureText(outcome, name));
    expect(near("all_in_2025") / worth(0.02)).toBeCloseTo(1, 9);
    expect(near("mean_in_2025") / (worth(0.02) / 99)).toBeCloseTo(1, 9);
    expect(near("worth_in_2025") / worth(1.02 * 1.035 - 1)).toBeCloseTo(1, 9);
    // 34.7 and 3.4 billion, 101 million: what is said in the file of how near they are.
    expect(measureText(outcome, "all_paid")).toBe("30,342,082,492.65 GBP");
    expect(near("worth_in_2025") / 1e9).toBeCloseTo(3.45, 2);
    expect(near("mean_in_2025") / 1e6).toBeCloseTo(104.9, 1);
  });
});

describe("camp-lemonnier.yaml", () => {
  const decade = (minor: bigint, from: number, years = 10): readonly Payment[] =>
    Array.from({ length: years }, (_, index) => ({ date: `${from + index + 1}-05-04`, minor }));
  const agreed = [...decade(yearly(38), 2012, 2), ...decade(yearly(63), 2014)];
  // 63 million times 63/38, to the cent.
  const raised = halfEven(yearly(63) * 63n, 38n);

  it.each([
    ["", [...agreed, ...decade(yearly(63), 2024, 20)], "2044-05-05", "2"],
    ["@leaves-in-2024", agreed, "2024-05-05", "0"],
    ["@raised-as-before", [...agreed, ...decade(yearly(63), 2024), ...decade(raised, 2034)], "2044-05-05", "2"],
  ])("%s pays for the terms it is kept for", (variant, expected, over, used) => {
    const outcome = outcomeOfShipped(`examples/camp-lemonnier.yaml${variant}`);
    expect(paymentsFor(outcome, "rent")).toEqual(expected);
    expect(measureText(outcome, "lease_end")).toBe(over);
    expect(measureText(outcome, "options_used")).toBe(used);
  });

  it("@may-leave uses no, one or two options, four times in five each", () => {
    const paths = 400;
    const used = [0, 0, 0];
    for (let path = 1; path <= paths; path++) {
      const outcome = outcomeOfShipped("examples/camp-lemonnier.yaml@may-leave", pathUniforms("options", path));
      const count = Number(measureText(outcome, "options_used"));
      used[count] = (used[count] ?? 0) + 1;
      expect(measureText(outcome, "lease_end")).toBe(`${2024 + 10 * count}-05-05`);
    }
    // 20, 16 and 64 per cent; four standard deviations of 400 draws are 80, 73 and 96 thousandths.
    expect(Math.abs((used[0] as number) / paths - 0.2)).toBeLessThan(0.08);
    expect(Math.abs((used[1] as number) / paths - 0.16)).toBeLessThan(0.074);
    expect(Math.abs((used[2] as number) / paths - 0.64)).toBeLessThan(0.096);
  });
});

describe("gabala.yaml", () => {
  const OLD = { yearly: yearly(7), months: 12, first: "2002-12-25" } as const;

  it.each([
    ["", [{ ...OLD, end: "2012-12-24", over: "2012-12-10" }], "2012-12-10", "69,713,114.75 USD"],
    ["@asks-nothing-more", [{ ...OLD, end: "2015-12-24" }], "2015-12-25", "91,000,000.00 USD"],
    [
      "@armavir-late",
      [
        { ...OLD, end: "2012-12-24" },
        { ...OLD, yearly: yearly(300), first: "2012-12-25", end: "2015-12-24", over: "2015-06-24" },
      ],
      "2015-06-24",
      "818,767,123.29 USD",
    ],
  ])("%s pays until the tenant leaves", (variant, terms, over, total) => {
    const outcome = outcomeOfShipped(`examples/gabala.yaml${variant}`);
    const expected = inTurn(...terms);
    expect(paymentsFor(outcome, "rent")).toEqual(expected);
    expect(money(sumOf(expected), "USD")).toBe(total);
    expect(measureText(outcome, "lease_end")).toBe(over);
    expect(measureText(outcome, "rent_paid")).toBe(total);
  });
});

describe("manas.yaml", () => {
  it("ends a year after the second vote, and pays for the broken quarter", () => {
    const outcome = outcomeOfShipped("examples/manas.yaml");
    expect(measureText(outcome, "lease_end")).toBe("2014-06-03");
    expect(measureText(outcome, "votes")).toBe("2");
    // 1 April to 2 June are 63 of 91 days of 15 million: 10,384,615.38.
    expect(paymentsFor(outcome, "rent").at(-1)).toEqual({ date: "2014-06-03", minor: 1_038_461_538n });
  });

  it("pays half a year at the old rent and half at the new in 2009", () => {
    // 8.7 and 30 million.
    expect(measureText(outcomeOfShipped("examples/manas.yaml"), "paid_in_2009")).toBe("38,700,000.00 USD");
  });

  it("runs on without the second vote", () => {
    const outcome = outcomeOfShipped("examples/manas.yaml@no-second-vote");
    expect(measureText(outcome, "lease_end")).toBe("never");
    // 1.5 years at 17.4 and 9.5 at 60 million.
    expect(measureText(outcome, "rent_paid")).toBe("596,100,000.00 USD");
  });

  it("is over in March 2010 where the first vote is final", () => {
    expect(measureText(outcomeOfShipped("examples/manas.yaml@no-raise"), "lease_end")).toBe("2010-03-01");
  });
});
