/** Sums take the place of postings where nobody reads single ones, and come to the same in every year. */
import { expect, it } from "vitest";
import { SITE, tried } from "./passes-testing.ts";

const text = (rest: string) =>
  `machines:\n${SITE}actors: {a: {machine: site}, b: {machine: site, with: {cost: 7 USD}}}\n${rest}`;

function why(rest: string): string | undefined {
  const found = tried(text(rest), { passes: ["postings"] });
  expect(found.differs).toBeUndefined();
  expect(found.left).toBe(0);
  return found.decisions.postings?.text;
}

it("sums are enough for totals, and for what is paid in each year", () => {
  expect(why("measures: {all: paid(), net: net(pb), due: due(), owed: owed()}")).toBe(undefined);
});

it.each([
  ["measures: {late: 'paid(since: 2021-02-28)'}", "the measure `late` reads single postings"],
  ["measures: {worth: 'npv(net(pb), 5%)'}", "the measure `worth` reads single postings"],
  ["expect: [{id: e, at_end: 'paid(until: 2021-02-28) > 3 USD'}]", "the expectation `e` reads single postings"],
  ["expect: [{id: e, never: 'paid(on: today) > 6 USD'}]", "the expectation `e` reads single postings"],
])("%s: %s", (rest, reason) => {
  expect(why(rest)).toBe(reason);
});

it("a measure that is not asked for does not keep them", () => {
  const found = tried(text("measures: {late: 'paid(since: 2021-02-28)', all: paid()}"), {
    wanted: { measures: ["all"] },
  });
  expect(found.differs).toBeUndefined();
  expect(found.decisions.postings).toBe(undefined);
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
