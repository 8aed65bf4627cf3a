import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { call } from "../commands/calling.ts";
import { halfEven, paymentsExpected } from "./expected.ts";
import {
  loadShipped,
  measureText,
  minorOf,
  outcomeOfShipped,
  type Payment,
  paymentsFor,
  problemText,
  sumOf,
} from "./running.ts";
import { brokenWith, daysOf, variableSets, variantsIn } from "./variants.ts";

const FILE = "scenarios/futures.yaml";
const VARIANTS = variantsIn(FILE);

const outcomes = new Map(VARIANTS.map((name) => [name, outcomeOfShipped(`${FILE}@${name}`)]));

function outcomeOf(name: string) {
  const found = outcomes.get(name);
  if (!found) throw new Error(`no variant ${name}`);
  return found;
}

const RENT = 11_500_000_000n;
const QUARTER = RENT / 4n;
const FEE = 2_500_000_000n;

const plus = (day: string, time: Temporal.DurationLike): string => Temporal.PlainDate.from(day).add(time).toString();

/** What a party paid under a category, in minor units. */
function paidBy(variant: string, party: string, category: string): bigint {
  const postings = [...outcomeOf(variant).world.journal.postings];
  return postings
    .filter((posting) => posting.verb === "pay" && posting.from === party && posting.category === category)
    .reduce((sum, { minor }) => sum + minor, 0n);
}

const rentsOf = (variant: string, year: number): bigint =>
  sumOf(paymentsFor(outcomeOf(variant), "rent").filter(({ date }) => date.startsWith(String(year))));

describe(FILE, () => {
  it("loads without a word of complaint, as it is and with each variant", () => {
    const names = [FILE, ...VARIANTS.map((name) => `${FILE}@${name}`)];
    expect(names.flatMap((name) => loadShipped(name).problems.map(problemText))).toEqual([]);
  });

  it("keeps the record where nothing is asked", () => {
    const { expectations } = outcomeOfShipped(FILE);
    expect(expectations.length).toBeGreaterThan(15);
    expect(expectations.filter(({ holds }) => !holds)).toEqual([]);
  });

  it.each(VARIANTS)("keeps what %s expects of itself", (name) => {
    const { expectations } = outcomeOf(name);
    expect(expectations.length).toBeGreaterThan(0);
    expect(expectations.filter(({ holds }) => !holds).map(({ expectation }) => expectation.id)).toEqual([]);
  });

  it.each([
    ["abandoned", "assume: {tenant_leaves: false}", ["ends-that-day"]],
    ["abandoned-investors", "actors: {investors_bid: {with: {sought: false}}}", ["operated", "fees-below-rent"]],
    ["joint-operation", "timeline: [{id: pad-2027, remove: true}]", ["half-the-rent"]],
    ["sovereign-control", "timeline: [{id: talks-2027, remove: true}]", ["denounced", "nobody-to-run-it"]],
    ["renegotiated-with-caps", "assume: {step_up: 1.6}", ["rent-raised", "from-the-third-quarter-on"]],
    [
      "renegotiated-with-caps",
      "timeline: [{id: cap-2027, remove: true}, {id: cap-2026, remove: true}]",
      ["ten-protons"],
    ],
    ["multi-vector", "assume: {india_need: 49%}", ["three-guests-beside-russia", "fees"]],
    ["only-the-lessor", "assume: {known_in_2004: 30}", ["lessor"]],
    ["mufs-from-home", "timeline: [{id: turkey-builds, remove: true}]", ["needs-less-and-goes"]],
    ["claims-one-share", "timeline: [{id: crash-2013, remove: true}]", ["a-share-of-both"]],
  ])("would say so if %s were not so: %s", (name, overlay, broken) => {
    expect(brokenWith(`${FILE}@${name}`, overlay)).toEqual(expect.arrayContaining(broken));
  });
});

describe("the rent that follows prices", () => {
  /** US consumer prices in thousandths, and the column of rents indexed from 2004, in millions (dossier C11). */
  const C11: readonly (readonly [number, bigint, string])[] = [
    [2004, 188_883n, "115.0"],
    [2005, 195_292n, "118.9"],
    [2006, 201_592n, "122.7"],
    [2007, 207_342n, "126.2"],
    [2008, 215_303n, "131.1"],
    [2009, 214_537n, "130.6"],
    [2010, 218_056n, "132.8"],
    [2011, 224_939n, "137.0"],
    [2012, 229_594n, "139.8"],
    [2013, 232_957n, "141.8"],
    [2014, 236_736n, "144.1"],
    [2015, 237_017n, "144.3"],
    [2016, 240_007n, "146.1"],
    [2017, 245_120n, "149.2"],
    [2018, 251_107n, "152.9"],
    [2019, 255_657n, "155.7"],
    [2020, 258_811n, "157.6"],
    [2021, 270_970n, "165.0"],
    [2022, 292_655n, "178.2"],
    [2023, 304_702n, "185.5"],
    [2024, 313_689n, "191.0"],
    [2025, 321_943n, "196.0"],
  ];
  const BASE = 188_883n;
  /** Four instalments, each rounded to the cent. */
  const yearly = (cpi: bigint): bigint => 4n * halfEven(RENT * cpi, 4n * BASE);

  it.each(C11)("is that of its year to the cent: %i", (year, cpi, millions) => {
    const paid = rentsOf("rent-indexed", year);
    expect(paid).toBe(yearly(cpi));
    // One decimal of a million, half-even, as the column has it.
    expect(`${halfEven(paid, 10_000_000n) / 10n}.${halfEven(paid, 10_000_000n) % 10n}`).toBe(millions);
  });

  it("adds up, the last index held to 2050", () => {
    const all = C11.reduce((sum, [, cpi]) => sum + yearly(cpi), 0n) + 25n * yearly(321_943n);
    expect(sumOf(paymentsFor(outcomeOf("rent-indexed"), "rent"))).toBe(all);
    expect(sumOf(paymentsFor(outcomeOf("rent-flat"), "rent"))).toBe(47n * RENT);
  });
});

describe("Russia's going", () => {
  const until = (over: string) =>
    paymentsExpected({ yearly: RENT, months: 3, first: "2004-01-01", over, end: "2050-12-31" });

  it.each([
    ["abandoned", "2028-12-31"],
    ["abandoned-investors", "2028-12-31"],
    ["only-the-lessor", "2028-12-31"],
    // From 15 January 2027: 217 days to the date of the draft, 54 to the deadlock, a year to the denunciation.
    ["sovereign-control", plus(plus("2027-01-15", { days: 217 + 54 }), { years: 1 })],
  ])("%s: is paid for to the day before %s", (variant, over) => {
    expect(measureText(outcomeOf(variant), "lease_end")).toBe(over);
    expect(paymentsFor(outcomeOf(variant), "rent")).toEqual(until(over));
  });

  it("brings investors after two rungs of two years, two years of works and five side by side", () => {
    const operating = plus("2028-12-31", { years: 2 + 2 + 2 + 5 });
    expect(daysOf(outcomeOf("abandoned-investors"), "investors_bid", "operating")).toEqual([operating]);
    // A day of 2039, and eleven years.
    expect(minorOf(outcomeOf("abandoned-investors"), "fees_paid")).toBe(halfEven(FEE, 365n) + 11n * FEE);
    expect(minorOf(outcomeOf("abandoned-investors"), "invested")).toBe(8_700_000_000n);
  });

  it("can be had with China, which pays as much as Russia did, and teaches for five years", () => {
    const fees = paymentsFor(outcomeOf("only-the-lessor"), "fees");
    // From 16 June to 31 December 2034 are 199 of 365 days; then sixteen years.
    expect(fees[0]).toEqual({ date: "2034-12-31", minor: halfEven(RENT * 199n, 365n) });
    expect(sumOf(fees.slice(1))).toBe(16n * RENT);
  });
});

describe("Russia's staying", () => {
  it("on other terms costs 1.7 times as much from the third quarter of 2027 on", () => {
    const signed = plus("2027-01-15", { days: 200 });
    expect(signed > "2027-06-30" && signed < "2027-09-30").toBe(true);
    expect(sumOf(paymentsFor(outcomeOf("renegotiated-with-caps"), "rent"))).toBe(
      (23n * 4n + 2n) * QUARTER + ((2n + 23n * 4n) * QUARTER * 17n) / 10n,
    );
  });

  it("lets ten Protons fly, two a year", () => {
    const days = variableSets(outcomeOf("renegotiated-with-caps"), "proton", "total").filter((day) => day >= "2027");
    const perYear = [2027, 2028, 2029, 2030, 2031, 2032].map(
      (year) => days.filter((day) => day.startsWith(String(year))).length,
    );
    expect(perYear).toEqual([2, 2, 2, 2, 2, 0]);
    expect(days).toHaveLength(10);
  });

  it("in joint operation costs half, and teaches enough by the end of 2044", () => {
    expect(sumOf(paymentsFor(outcomeOf("joint-operation"), "rent"))).toBe(23n * RENT + 12n * RENT);
    // 580 million roubles a year.
    expect(paidBy("joint-operation", "kazakhstan", "city")).toBe(24n * 58_000_000_000n);
    // In tenths of a year: 20 in 2004, 2 a year to 2026, 10 of training, 10 a year from 2027.
    const needed = 250 - 20 - 23 * 2 - 10;
    expect(measureText(outcomeOf("joint-operation"), "runs_site")).toBe(`${2026 + Math.ceil(needed / 10)}-12-31`);
  });
});

describe("others beside Russia", () => {
  it.each(["india", "france", "uae"])("%s pays a fee for twenty years", (guest) => {
    expect(paidBy("multi-vector", guest, "fees")).toBe(20n * FEE);
  });

  it("come when their rungs are climbed", () => {
    // Memorandum of 2009 and four years; idea of 2013 and three rungs; the agreement of 2019 and two years of works.
    expect(daysOf(outcomeOf("multi-vector"), "india_bid", "operating")).toEqual([plus("2013-12-31", { years: 5 })]);
    expect(daysOf(outcomeOf("multi-vector"), "france_bid", "operating")).toEqual([plus("2013-03-28", { years: 11 })]);
    expect(daysOf(outcomeOf("multi-vector"), "uae_bid", "operating")).toEqual([plus("2019-06-30", { years: 7 })]);
  });

  it.each([
    ["mufs-from-baikonur", plus("2020-10-14", { years: 2 + 2 + 5 }), 8_700_000_000n, 20n * FEE],
    ["mufs-cancelled", plus("2020-10-14", { years: 2 + 5 }), 0n, 20n * FEE],
    ["mufs-from-home", "never", 0n, 0n],
  ])("%s: Turkey operates from %s", (variant, from, invested, fees) => {
    expect(measureText(outcomeOf(variant), "partner_operates")).toBe(from);
    expect(paidBy(variant, "turkey", "investment")).toBe(invested);
    expect(paidBy(variant, "turkey", "fees")).toBe(fees);
  });
});

describe("the two claims", () => {
  const paid = (date: string, minor: bigint): Payment => ({ date, minor });

  it.each<readonly [string, readonly Payment[]]>([
    ["claims-full", [paid("2008-03-16", 6_000_000_000n), paid("2016-04-02", 8_900_000_000n)]],
    ["claims-settled", [paid("2008-03-16", 243_000_000n)]],
    // 132 days to the agreement, 60 to the payment; 4 % of 61.6 and of 89 million.
    [
      "claims-one-share",
      [
        paid(plus("2007-09-06", { days: 192 }), (6_160_000_000n * 4n) / 100n),
        paid(plus("2013-07-02", { days: 192 }), (8_900_000_000n * 4n) / 100n),
      ],
    ],
    ["claims-none", []],
  ])("%s", (variant, payments) => {
    const all = paymentsFor(outcomeOf(variant), "compensation");
    expect(all.filter(({ date }) => date >= "2007-09-06")).toEqual(payments);
    expect(minorOf(outcomeOf(variant), "two_claims")).toBe(sumOf(payments));
  });
});

describe("what the first lines say to try", () => {
  const text = readFileSync(resolve(import.meta.dirname, "../..", FILE), "utf8");
  const tries = [...text.matchAll(/\.\/steppe (compare .*)$/gm)].map(([, line = ""]) => line.split(" "));

  it.each(tries.map((args) => [args]))("%j reads well at 80 columns", async (args) => {
    const { code, stdout, stderr } = await call(args, { columns: 80 });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const lines = stdout.split("\n");
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    // No title is cut short.
    expect(lines.filter((line) => line.includes("…"))).toEqual([]);
  });

  it("are four", () => expect(tries).toHaveLength(4));
});
