/** Sums take the place of postings where nobody reads single ones, and come to the same in every year. */
import { expect, it } from "vitest";
import { SITE, tried } from "./passes-testing.ts";

const text = (rest: string) =>
  `machines:\n${SITE}actors: {a: {machine: site}, b: {machine: site, with: {cost: 7 USD}}}\n${rest}`;

/** Who reads what, once the answers have been found to be the same. */
function read(rest: string, more = ""): readonly string[] {
  const found = tried(more + text(rest), { passes: ["postings"] });
  expect(found.differs).toBeUndefined();
  expect(found.left).toBe(0);
  return found.decisions.postings.read.map((note) => note.text);
}

it("sums are enough for totals, and for what is paid in each year", () => {
  expect(read("measures: {all: paid(), net: net(pb), due: due(), owed: owed()}")).toEqual([]);
});

it.each([
  ["measures: {late: 'paid(since: 2021-02-28)'}", "the measure `late` reads a running sum"],
  ["measures: {late: 'paid(since: 2021-02-28, until: 2022-06-30) - net(pb, year: 2021)'}", "the measure `late`"],
  ["measures: {last: 'paid(year: year(today))', none: 'due(on: today)'}", "the measure `last` reads a running sum"],
  ["measures: {worth: 'npv(net(pb), 5%)'}", "the measure `worth` reads a running sum"],
  ["measures: {worth: 'npv(due(since: 2021-02-28), 0.05 * 2)'}", "the measure `worth` reads a running sum"],
  ["expect: [{id: e, at_end: 'paid(until: 2021-02-28) > 3 USD'}]", "the expectation `e` reads a running sum"],
  ["expect: [{id: e, never: 'paid(on: today) > 6 USD'}]", "the expectation `e` reads a running sum"],
  ["expect: [{id: e, never: 'due(since: today) > 6 USD'}]", "the expectation `e` reads a running sum"],
  ["expect: [{id: e, always: 'paid(year: year(today)) <= 12 USD'}]", "the expectation `e` reads a running sum"],
  ["expect: [{id: e, always: 'paid(year: 2020) <= 12 USD'}]", "the expectation `e` reads a running sum"],
  ["expect: [{id: e, always: 'npv(paid(year: year(today)), 5%) <= 12 USD'}]", "the expectation `e`"],
])("a sum runs along: %s", (rest, who) => {
  expect(read(rest)[0]).toContain(who);
  expect(tried(text(rest), { passes: ["postings"] }).decisions.postings.kept.size).toBe(0);
});

it("what covers all days is a total", () => {
  expect(read("measures: {all: 'paid(since: 2019-01-01)'}")).toEqual([]);
});

const FEES = text("").replace(
  "{set: {failures: failures + 1}}",
  "{pay: {from: pa, to: pb, amount: 3.37 RUB * (failures + 1), for: fees}}, {set: {failures: failures + 1}}",
);
const rates = (first: string): string =>
  `rates: {RUB/USD: {judgement: t, series: {${first}: 25, 2021-06-30: 30.13, 2023-01-31: 77}}}\n`;

it.each([
  "measures: {all: 'paid(in: USD)'}",
  "measures: {all: 'net(pb, in: RUB, since: 2020-03-31)', worth: 'npv(net(pb, in: USD), 5%)'}",
  "measures: {worth: 'npv(paid(in: USD, until: 2022-12-31), 7%) / 3'}",
  "expect: [{id: e, always: 'paid(in: USD) < 30 USD'}, {id: f, always: 'npv(paid(in: USD), 3%) < 31 USD'}]",
])("what is converted runs along for each stretch of a rate: %s", (rest) => {
  const found = tried(rates("2004-01-01") + FEES + rest, { passes: ["postings"], paths: 40 });
  expect(found.differs).toBeUndefined();
  expect(found.left).toBe(0);
  expect(found.decisions.postings.kept.size).toBe(0);
  expect(found.asked).toBe(0);
});

it("what is posted before the first rate goes wrong as in the World", () => {
  const found = tried(`${rates("2020-03-31")}${FEES}measures: {all: 'paid(in: USD)', worth: 'npv(paid(in: USD), 5%)'}`);
  expect(found.differs).toBeUndefined();
  expect(found.wrong).toBeGreaterThan(0);
  expect(found.left).toBe(found.wrong);
});

const DRAWN =
  "assume: {drawn: {value: 'uniform(1%, 9%)', judgement: t}, late: {value: '2021-01-01 + uniform(1 day, 200 days)', judgement: t}}\n";

it.each([
  ["measures: {worth: 'npv(paid(repair), drawn)'}", "its rate of discount differs from path to path"],
  ["measures: {late: 'paid(repair, since: late)'}", "its days differ each time"],
  ["expect: [{id: e, never: 'paid(repair, since: today - 30 days) > 20 USD'}]", "its days differ each time"],
])("postings that are read one by one are kept: %s", (rest, reason) => {
  const found = tried(DRAWN + FEES + rest, { passes: ["postings"] });
  expect(found.differs).toBeUndefined();
  expect(found.left).toBe(0);
  expect(found.decisions.postings.read[0]?.text).toContain(`reads single postings: ${reason}`);
});

it("of the postings only those are kept that somebody reads one by one", () => {
  const found = tried(
    `${DRAWN}${FEES}measures: {late: 'paid(repair, since: late)', rest: 'paid(fees, currency: RUB)'}`,
  );
  expect(found.differs).toBeUndefined();
  expect(found.decisions.postings.kept.size).toBe(1);
});

it("a measure that is not asked for does not keep them", () => {
  const found = tried(`${DRAWN}${text("measures: {late: 'paid(since: late)', all: paid()}")}`, {
    wanted: { measures: ["all"] },
  });
  expect(found.differs).toBeUndefined();
  expect(found.decisions.postings.kept.size).toBe(0);
});

it("exact arithmetic reads running sums too", () => {
  const rest = `measures:
  root: "3 USD * (paid(repair, since: 2021-02-28) / 1 USD) ^ 0.5 + npv(paid(repair), 5%)"
  worth: "(npv(paid(in: USD), 5%) / 1 USD) ^ 0.5"
  all: "(paid(in: USD, since: 2020-03-31) / 1 USD) ^ 0.5"
  nothing: "(paid(repair, until: 2019-01-01) / 1 USD) ^ 0.5"
expect:
  - {id: e, never: "(paid(repair, on: today) / 1 USD) ^ 0.5 > 2.3"}
  - {id: f, always: "(npv(paid(repair, year: year(today)), 5%) / 1 USD) ^ 0.5 < 3"}
`;
  const found = tried(rates("2004-01-01") + FEES + rest);
  expect(found.differs).toBeUndefined();
  expect(found.asked).toBeGreaterThan(0);
  expect(found.left).toBe(0);
  expect(found.decisions.postings.kept.size).toBe(0);
});

it("leaves to the World what exact arithmetic cannot tell apart", () => {
  const found = tried(text('measures: {m: "((npv(paid(), 5%) + npv(paid(), 6%)) / 1 USD) ^ 0.5"}'));
  expect(found.differs).toBeUndefined();
  expect(found.left).toBeGreaterThan(0);
});

it("a payment settles what is owed by then, in the order of the days", () => {
  const owes = `machines:
  m:
    events: {due: {}}
    variables: {n: {kind: number, initial: 0}}
    initial: on
    states:
      on:
        invoke: {src: calendar, input: {every: 1 month, from: 2019-12-31, event: due}}
        on: {due: {actions: [{owe: {from: pa, to: pb, amount: 3 USD, for: x}}, {set: {n: n + 1}}]}}
        after: {"exponential(50 days, as: w)": {target: on, reenter: true, actions: {pay: {from: pa, to: pb, amount: 5 USD * n, for: x}}}}
actors: {a: {machine: m}}
measures: {owed: owed(), due: due(), paid: paid()}
`;
  const found = tried(owes);
  expect(found.differs).toBeUndefined();
  expect(found.together("a")).toBe(undefined);
});
