import { pathUniforms } from "@steppe/core";
import { describe, expect, it } from "vitest";
import { paymentsExpected } from "./expected.ts";
import { loadShipped, measureText, minorOf, outcomeOfShipped, paymentsFor, problemText, sumOf } from "./running.ts";
import { factor, inDollars, worthOf } from "./worth.ts";

const FILE = "scenarios/baikonur.yaml";
const VARIANTS = [
  "vostochny-2015",
  "vostochny-2018",
  "vostochny-2020",
  "stays-2050",
  "ended-2018",
  "israel-2009",
  "turkey-2019",
  "claims-in-full",
  "claims-as-settled",
  "claims-waived",
  "uncertain",
] as const;
const ALL = [FILE, ...VARIANTS.map((variant) => `${FILE}@${variant}`)];

const RENT = { yearly: 11_500_000_000n, months: 3, first: "2004-01-01", end: "2050-12-31" } as const;
const CITY = { yearly: 116_000_000_000n, months: 12, first: "2004-01-01", end: "2050-12-31" } as const;

const FIVE_PERCENT = { n: 5n, d: 100n, start: "2004-01-01" } as const;

describe.each(ALL)("%s", (scenario) => {
  it("loads without a word of complaint: every assumption says where it comes from", () => {
    expect(loadShipped(scenario).problems.map(problemText)).toEqual([]);
  });

  it("keeps what it expects of itself", () => {
    const { expectations } = outcomeOfShipped(scenario);
    expect(expectations.map(({ expectation, holds }) => [expectation.id, holds])).toEqual([
      ["no-rent-after-the-end", true],
      ["rent-within-the-rate", true],
      ["nothing-paid-that-was-not-agreed", true],
    ]);
  });
});

describe("rent and support of the city, payment by payment", () => {
  it.each([
    [FILE, undefined],
    [`${FILE}@stays-2050`, undefined],
    [`${FILE}@vostochny-2015`, "2015-12-31"],
    [`${FILE}@vostochny-2018`, "2018-12-31"],
    [`${FILE}@vostochny-2020`, "2020-12-31"],
    [`${FILE}@ended-2018`, "2018-11-15"],
  ])("%s", (scenario, over) => {
    const outcome = outcomeOfShipped(scenario);
    const end = over === undefined ? {} : { over };
    expect(paymentsFor(outcome, "rent")).toEqual(paymentsExpected({ ...RENT, ...end }));
    expect(paymentsFor(outcome, "city")).toEqual(paymentsExpected({ ...CITY, ...end }));
    expect(measureText(outcome, "lease_end")).toBe(over ?? "never");
  });
});

/** Known answers: rent, its payments, the last of them; support of the city. */
describe("known answers", () => {
  it.each([
    [FILE, 540_500_000_000n, 188, 2_875_000_000n, 5_452_000_000_000n],
    [`${FILE}@vostochny-2015`, 137_968_750_000n, 48, 2_843_750_000n, undefined],
    [`${FILE}@vostochny-2018`, 172_468_750_000n, 60, 2_843_750_000n, undefined],
    [`${FILE}@vostochny-2020`, 195_468_750_000n, 68, 2_843_750_000n, undefined],
    [`${FILE}@ended-2018`, 171_031_250_000n, 60, 1_406_250_000n, 1_725_063_013_699n],
  ])("%s", (scenario, rent, count, last, city) => {
    const outcome = outcomeOfShipped(scenario);
    const rents = paymentsFor(outcome, "rent");
    expect([sumOf(rents), rents.length, rents.at(-1)?.minor]).toEqual([rent, count, last]);
    if (city !== undefined) expect(sumOf(paymentsFor(outcome, "city"))).toBe(city);
  });

  it("the city's last year, when the lease ends on 15 November 2018", () => {
    const last = paymentsFor(outcomeOfShipped(`${FILE}@ended-2018`), "city").at(-1);
    expect(last).toEqual({ date: "2018-11-15", minor: 101_063_013_699n });
  });
});

describe("the claims", () => {
  it.each([
    [FILE, [["2008-03-16", 243_000_000n]]],
    [`${FILE}@claims-as-settled`, [["2008-03-16", 243_000_000n]]],
    [
      `${FILE}@claims-in-full`,
      [
        ["2008-03-16", 6_000_000_000n],
        ["2014-05-04", 8_900_000_000n],
      ],
    ],
    [`${FILE}@claims-waived`, []],
  ])("%s", (scenario, paid) => {
    const outcome = outcomeOfShipped(scenario);
    expect(paymentsFor(outcome, "compensation").map(({ date, minor }) => [date, minor])).toEqual(paid);
    expect(measureText(outcome, "compensation_owed")).toBe("0.00 USD");
  });

  it("end as the record says", () => {
    const { milestones } = outcomeOfShipped(FILE);
    const ends = milestones.filter(({ actor }) => actor.startsWith("launches/claim/"));
    const last = (name: string) => ends.filter(({ actor }) => actor.endsWith(`/${name}`)).at(-1)?.after;
    expect(["2007", "2013", "2018"].map(last)).toEqual(["paid", "lapsed", "waived"]);
  });
});

describe("what it is worth to Kazakhstan, and all that Russia pays in dollars", () => {
  const START = "2004-01-01";
  const RATES = [
    [START, 2500n],
    ["2013-01-30", 3013n],
    ["2013-11-22", 3060n],
  ] as const;
  // 2.43 million agreed on 16 January 2008, and what is claimed in full; paid sixty days after.
  const SETTLED = [{ date: "2008-03-16", minor: 243_000_000n }];
  const IN_FULL = [
    { date: "2008-03-16", minor: 6_000_000_000n },
    { date: "2014-05-04", minor: 8_900_000_000n },
  ];

  it.each([
    [FILE, undefined, SETTLED, "2,107,486,262.03 USD", "7,265,552,875.82 USD"],
    [`${FILE}@vostochny-2015`, "2015-12-31", SETTLED, undefined, undefined],
    [`${FILE}@ended-2018`, "2018-11-15", SETTLED, undefined, undefined],
    [`${FILE}@claims-in-full`, undefined, IN_FULL, undefined, undefined],
    [`${FILE}@claims-waived`, undefined, [], undefined, undefined],
  ])("%s", (scenario, over, compensation, worth, pays) => {
    const outcome = outcomeOfShipped(scenario);
    const end = over === undefined ? {} : { over };
    const dollars = [...paymentsExpected({ ...RENT, ...end }), ...compensation];
    const roubles = paymentsExpected({ ...CITY, ...end });
    const expected = { worth: worthOf(dollars, FIVE_PERCENT), pays: inDollars(dollars, roubles, RATES) };
    expect(minorOf(outcome, "worth_to_kazakhstan")).toBe(expected.worth);
    expect(minorOf(outcome, "russia_pays")).toBe(expected.pays);
    if (worth !== undefined) expect(measureText(outcome, "worth_to_kazakhstan")).toBe(worth);
    if (pays !== undefined) expect(measureText(outcome, "russia_pays")).toBe(pays);
  });

  it("with Israel's fees, which Russia does not pay", () => {
    const outcome = outcomeOfShipped(`${FILE}@israel-2009`);
    const fees = Array.from({ length: 20 }, (_, i) => ({ date: `${2015 + i}-12-31`, minor: 2_500_000_000n }));
    const dollars = [...paymentsExpected(RENT), ...SETTLED];
    expect(minorOf(outcome, "worth_to_kazakhstan")).toBe(worthOf([...dollars, ...fees], FIVE_PERCENT));
    expect(measureText(outcome, "russia_pays")).toBe(measureText(outcomeOfShipped(FILE), "russia_pays"));
  });

  it("is reckoned here by factors that are known", () => {
    // 1.05^-(days / 365) by `bc -l` at 50 decimals: e(-l(1.05) * days / 365). The last day of the period is 17,166.
    expect([0n, 1n, 90n, 365n, 730n, 17_166n].map((days) => factor(5n, 100n, days))).toEqual([
      1_000_000_000_000_000_000n,
      999_866_337_251_005_330n,
      988_041_625_114_511_053n,
      952_380_952_380_952_381n,
      907_029_478_458_049_887n,
      100_800_888_946_252_516n,
    ]);
    expect(factor(0n, 100n, 1000n)).toBe(1_000_000_000_000_000_000n);
  });
});

describe("the bids", () => {
  const twentyYears = (first: number) => {
    const yearly = 2_500_000_000n;
    return Array.from({ length: 20 }, (_, i) => ({ date: `${first + i}-12-31`, minor: yearly }));
  };

  it("pay nothing on record: Israel's lapses, Turkey goes elsewhere", () => {
    const outcome = outcomeOfShipped(FILE);
    const last = (actor: string) => outcome.milestones.filter((one) => one.actor === actor).at(-1)?.after;
    expect([last("israel_bid"), last("turkey_bid")]).toEqual(["lapsed", "gone_elsewhere"]);
    expect(measureText(outcome, "fees_paid")).toBe("0.00 USD");
  });

  it("of Israel, agreed in 2010, works side by side for five years and pays for twenty", () => {
    const outcome = outcomeOfShipped(`${FILE}@israel-2009`);
    expect(measureText(outcome, "partner_operates")).toBe("2015-01-01");
    expect(paymentsFor(outcome, "fees")).toEqual(twentyYears(2015));
  });

  it("of Turkey, agreed a year after its memorandum, pays for broken years at both ends", () => {
    const outcome = outcomeOfShipped(`${FILE}@turkey-2019`);
    expect(measureText(outcome, "partner_operates")).toBe("2026-10-14");
    const fees = paymentsFor(outcome, "fees");
    // 14 October to 31 December 2026 are 79 of 365 days; 1 January to 13 October 2046 are 286 of 365.
    expect(fees[0]).toEqual({ date: "2026-12-31", minor: 541_095_890n });
    expect(fees.at(-1)).toEqual({ date: "2046-10-14", minor: 1_958_904_110n });
    expect(sumOf(fees)).toBe(50_000_000_000n);
  });
});

describe("the uncertain variant", () => {
  const paths = Array.from({ length: 40 }, (_, path) =>
    outcomeOfShipped(`${FILE}@uncertain`, pathUniforms("test", path)),
  );
  const all = (measure: string) => paths.map((path) => measureText(path, measure));

  it("keeps the record on every path", () => {
    for (const path of paths) {
      const past = path.milestones.filter(
        ({ date }) => date < Temporal.PlainDate.from("2026-01-01").since("1970-01-01").days,
      );
      const reference = paths[0]?.milestones.slice(0, past.length);
      expect(past.map(({ actor, after, date }) => [date, actor, after])).toEqual(
        reference?.map(({ actor, after, date }) => [date, actor, after]),
      );
    }
  });

  it("draws when Vostochny works, whether the lease ends, and what accidents cost", () => {
    expect(new Set(all("vostochny_works")).size).toBeGreaterThan(10);
    expect(new Set(all("lease_end")).size).toBeGreaterThan(2);
    expect(all("lease_end")).toContain("never");
    expect(new Set(all("compensation_paid")).size).toBeGreaterThan(10);
  });

  it("keeps what it expects of itself on every path", () => {
    const broken = paths.flatMap(({ expectations }) => expectations.filter(({ holds }) => !holds));
    expect(broken.map(({ expectation }) => expectation.id)).toEqual([]);
  });
});
