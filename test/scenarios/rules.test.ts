import { pathUniforms } from "@steppe/core";
import { describe, expect, it } from "vitest";
import { halfEven, paymentsExpected } from "./expected.ts";
import { loadShipped, outcomeOfShipped, paymentsFor, problemText, sumOf } from "./running.ts";
import { brokenWith, daysOf, pathOf, stepsInto, variableSets, variantsIn } from "./variants.ts";

const FILE = "scenarios/rules.yaml";
const VARIANTS = variantsIn(FILE);

const outcomes = new Map(VARIANTS.map((name) => [name, outcomeOfShipped(`${FILE}@${name}`)]));

function outcomeOf(name: string) {
  const found = outcomes.get(name);
  if (!found) throw new Error(`no variant ${name}`);
  return found;
}

const plus = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString();

/** 115 million dollars, and what a quarter of it is, in cents. */
const RENT = 11_500_000_000n;
const rentUntil = (over: string) =>
  paymentsExpected({ yearly: RENT, months: 3, first: "2004-01-01", over, end: "2050-12-31" });

describe(FILE, () => {
  it("loads without a word of complaint, as it is and with each variant", () => {
    const names = [FILE, ...VARIANTS.map((name) => `${FILE}@${name}`)];
    expect(names.flatMap((name) => loadShipped(name).problems.map(problemText))).toEqual([]);
  });

  it("keeps the record where no rule is asked for", () => {
    const { expectations } = outcomeOfShipped(FILE);
    expect(expectations.length).toBeGreaterThan(15);
    expect(expectations.filter(({ holds }) => !holds)).toEqual([]);
  });

  it.each(VARIANTS)("keeps what %s expects of itself, and nothing of what the record expects", (name) => {
    const { expectations } = outcomeOf(name);
    expect(expectations.length).toBeGreaterThan(0);
    expect(expectations.filter(({ holds }) => !holds).map(({ expectation }) => expectation.id)).toEqual([]);
    expect(expectations.some(({ expectation }) => expectation.id === "lease-in-force")).toBe(false);
  });

  it.each(VARIANTS)("keeps what %s expects on a path that is drawn, too", (name) => {
    const { expectations } = outcomeOfShipped(`${FILE}@${name}`, pathUniforms("rules", 7));
    expect(expectations.filter(({ holds }) => !holds).map(({ expectation }) => expectation.id)).toEqual([]);
  });

  it("has a variant for each of the fifteen rules, and one without its cause for all but the eleventh", () => {
    const titles = VARIANTS.map((name) => outcomeOf(name).world.model.title);
    const numbersOf = (form: RegExp) =>
      new Set(titles.flatMap((title) => [...title.matchAll(form)].map(([, number]) => Number(number))));
    const all = Array.from({ length: 15 }, (_, index) => index + 1);
    expect([...numbersOf(/^Rule (\d+): /g)]).toEqual(all);
    expect([...numbersOf(/^Rule (\d+), without its cause: /g)]).toEqual(all.filter((rule) => rule !== 11));
  });
});

describe("what follows from a cause", () => {
  it.each([
    ["russia-withdraws", "lease", "ended"],
    ["russia-withdraws", "investors_bid", "negotiating"],
    ["another-country-replaces-russia", "china_bid", "operating"],
    ["another-country-replaces-russia", "know_how", "lessor"],
    ["plan-refused", "notes", "threat_standing"],
    ["plan-refused-projects-stop", "talks", "deadlock"],
    ["not-renegotiated", "lease", "denounced"],
    ["new-agreement", "lease", "ended"],
    ["public-threat", "notes", "explanation_asked"],
    ["crash", "proton", "grounded"],
    ["crash", "proton/claim/1", "commission"],
    ["claim-rejected", "launches/claim/2013", "contested"],
    ["claim-rejected", "launches/claim/2013", "lapsed"],
    ["vostochny-works-abandoned", "lease", "ended"],
    ["compromise", "talks", "roadmap"],
    ["military-stays", "civil_move", "operational"],
  ])("%s: %s comes to %s by itself", (variant, actor, state) => {
    const steps = stepsInto(outcomeOf(variant), actor, state);
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.at(-1)?.origin.from).not.toBe("timeline");
  });
});

describe("without its cause a rule does not act", () => {
  it.each([
    ["russia-withdraws", "assume: {tenant_leaves: false}", ["sought-when-russia-left", "nobody-runs-the-site"]],
    [
      "another-country-replaces-russia",
      "timeline: [{id: people, on: 2016-01-01, actor: know_how, event: train, with: {people: 2000}}]",
      ["another-operates", "only-the-lessor"],
    ],
    [
      "plan-refused",
      "timeline: [{id: cap-2013, on: 2012-12-28, actor: launches, event: cap, with: {family: \"'Proton'\", launches: 17, asked: 17}}]",
      ["threatened"],
    ],
    ["not-renegotiated", "assume: {compromise: 100%}", ["cancelled", "tenant-gone", "rent-of-the-broken-quarter"]],
    ["new-agreement", "assume: {draft_approved: 0%}", ["agreed", "lease-ended", "rent-of-the-broken-quarter"]],
    ["public-threat", "timeline: [{id: speech-2012, remove: true}]", ["note-sent", "threat-stands-till-then"]],
    ["crash", "force: []", ["that-family-stands-still", "its-next-launch-comes-late", "commission"]],
    ["claim-rejected", "timeline: [{id: rejected-2013, remove: true}]", ["own-evaluation", "stays-open"]],
    ["no-substitute", "assume: {vostochny_ready: 2013-06-30}", ["rent-stays", "to-the-end"]],
    [
      "substitute-and-ties",
      "timeline: [{id: drones-2009, remove: true}, {id: drones-2010, remove: true}]",
      ["no-objection", "a-guest-beside-the-tenant"],
    ],
    ["vostochny-works-abandoned", "assume: {tenant_leaves: false}", ["abandoned", "all-of-it", "no-rent-after"]],
    [
      "deal-before-vostochny",
      "timeline: [{id: israel-agreed, on: 2016-07-01, actor: israel_bid, event: agree}]",
      ["five-years-side-by-side", "then-alone"],
    ],
    ["compromise", "assume: {shared_forums: 7}", ["goes-on"]],
    [
      "military-stays",
      "assume: {military_promised: 2018-12-31}\nactors: {military_move: {with: {begins: 2011-01-01}}}",
      ["the-military-did-not"],
    ],
    ["not-launching", "actors: {tourism: {with: {tenant_objects: false}}}", ["dismissed"]],
  ])("%s", (variant, overlay, broken) => {
    expect(brokenWith(`${FILE}@${variant}`, overlay)).toEqual(expect.arrayContaining(broken));
  });

  it("stays whole under an overlay that changes nothing", () => {
    expect(brokenWith(`${FILE}@compromise`, "assume: {shared_forums: 8}")).toEqual([]);
  });
});

describe("the rent", () => {
  it.each([
    ["russia-withdraws", "2018-12-31"],
    ["not-renegotiated", "2018-12-24"],
    ["new-agreement", "2014-10-31"],
    ["vostochny-works-abandoned", "2015-12-31"],
    ["no-compromise", "2018-12-24"],
    ["bad-relations", "2018-12-24"],
  ])("of %s is paid to the day before %s", (variant, over) => {
    expect(paymentsFor(outcomeOf(variant), "rent")).toEqual(rentUntil(over));
  });

  it("of a tenant with a substitute rises by 1.7 from the fortieth quarter on", () => {
    const quarter = RENT / 4n;
    expect(sumOf(paymentsFor(outcomeOf("substitute"), "rent"))).toBe(39n * quarter + (149n * quarter * 17n) / 10n);
    expect(sumOf(paymentsFor(outcomeOf("no-substitute"), "rent"))).toBe(188n * quarter);
  });
});

describe("the fees", () => {
  it("are those of twenty years, of which the first has one day and the last lacks one", () => {
    const yearly = 2_500_000_000n;
    const day = halfEven(yearly, 365n);
    const paid = paymentsFor(outcomeOf("another-country-replaces-russia"), "fees");
    expect(paid.map(({ minor }) => minor)).toEqual([
      day,
      ...Array.from({ length: 19 }, () => yearly),
      halfEven(yearly * 364n, 365n),
    ]);
    expect(paid.at(0)?.date).toBe("2027-12-31");
    expect(paid.at(-1)?.date).toBe("2047-12-31");
  });
});

describe("a crash", () => {
  const crash = outcomeOf("crash");
  const since2027 = (days: readonly string[]) => days.filter((day) => day >= "2027");

  it("grounds Proton for 83 days; its next launch is two months after that, and Soyuz flies every 41 days", () => {
    const again = plus("2027-03-01", 83);
    const next = Temporal.PlainDate.from(again).add({ months: 2 }).toString();
    expect(since2027(daysOf(crash, "proton", "grounded"))).toEqual(["2027-03-01"]);
    expect(since2027(daysOf(crash, "proton", "flying")).at(0)).toBe(again);
    expect(since2027(variableSets(crash, "proton", "total")).slice(0, 2)).toEqual(["2027-03-01", next]);
    const soyuz = Array.from({ length: 5 }, (_, index) => plus("2027-01-01", 41 * (index + 1)));
    expect(since2027(variableSets(crash, "soyuz", "total")).slice(0, 5)).toEqual(soyuz);
  });

  it("is claimed for, studied, evaluated, agreed on and paid for by the clock of 2007", () => {
    const days = [0, 30, 30 + 60, 30 + 60 + 42, 30 + 60 + 42 + 60].map((all) => plus("2027-03-01", all));
    const states = ["unsettled.lodged", "unsettled.commission", "unsettled.counter_evaluation", "agreed", "paid"];
    expect(pathOf(crash, "proton/claim/1")).toEqual(states.map((state, index) => `${days[index]} ${state}`));
    // 4 % of 60 million dollars.
    expect(paymentsFor(crash, "compensation").at(-1)).toEqual({
      date: days.at(-1),
      minor: (6_000_000_000n * 4n) / 100n,
    });
  });

  it("that is rejected is evaluated for 42 days and contested for 813", () => {
    const evaluated = plus("2013-07-22", 42);
    expect(pathOf(outcomeOf("claim-rejected"), "launches/claim/2013")).toEqual([
      "2013-07-02 unsettled.lodged",
      "2013-07-22 unsettled.counter_evaluation",
      `${evaluated} unsettled.contested`,
      `${plus(evaluated, 813)} lapsed`,
    ]);
  });
});

describe("a threat", () => {
  it("brings a note thirty days later, a meeting seven days after that, and its explanation the same day", () => {
    const threat = outcomeOf("public-threat");
    const note = plus("2012-12-10", 30);
    const meeting = plus(note, 7);
    expect(pathOf(threat, "notes").slice(1)).toEqual([
      "2012-12-10 offended",
      `${note} explanation_asked`,
      `${meeting} quiet`,
    ]);
    for (const voice of ["agency", "ministry"]) {
      expect(pathOf(threat, voice).at(-1)).toBe(`${meeting} official_line`);
    }
  });
});
