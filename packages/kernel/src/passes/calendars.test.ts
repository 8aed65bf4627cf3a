/** Amounts that are the same each time are worked out once; where anything moves they are not. */
import { describe, expect, it } from "vitest";
import { tried } from "./passes-testing.ts";

const ASSUME = `assume:
  drawn: {value: "uniform(100 million USD, 200 million USD) per year", judgement: t}
  fee: {value: "uniform(1 USD, 2 USD)", judgement: t}
`;

const lease = (inputs: string) => `${ASSUME}actors:
  a: {machine: lease, with: {landlord: pb, tenant: pa, rent: drawn, ${inputs}}}
measures: {rent: paid(rent), up_to: a.charged_to, end: date(a.expired), owed: owed()}
`;

/** Why each calendar of `a` is paid singly, and how many are not; the answers are found to be the same, by year too. */
function found(text: string): readonly [number, readonly string[]] {
  const whole = tried(text);
  expect(whole.differs).toBeUndefined();
  const summed = tried(text, { wanted: { measuresOnly: true, until: 19_500 } });
  expect(summed.differs).toBeUndefined();
  expect([whole.left, summed.left]).toEqual([0, 0]);
  const { recurring, singly } = summed.decisions.calendars.get(0) ?? { recurring: new Map(), singly: [] };
  return [[...recurring.values()].reduce((sum, { size }) => sum + size, 0), singly.map(({ text }) => text)];
}

const machine = (due: string, more = "") => `${ASSUME}machines:
  m:
    variables: {n: {kind: number, initial: 0}, m: {kind: money, initial: 1 USD}}
    events: {due: {}}
    initial: on
    states:
      on:
        invoke: {src: calendar, input: {every: 1 month, from: 2020-01-31, until: 2024-02-29, event: due}}
        on: {due: ${due}}
${more}actors: {a: {machine: m}}
measures: {all: paid(), m: a.m, n: a.n}
`;
const PAYS = "{actions: {pay: {from: pa, to: pb, amount: fee, for: x}}}";

describe("a lease with a rent that is drawn", () => {
  it.each([
    ["on the grid", "every: 3 months, from: 2019-12-31, until: 2023-03-31"],
    ["the day after", "every: 3 months, from: 2019-12-31, until: 2023-04-01"],
    ["the day before", "every: 3 months, from: 2019-12-31, until: 2023-03-30"],
    ["on a leap day", "every: 1 month, from: 2019-11-30, until: 2024-02-29"],
    ["never", "every: 1 year, from: 2020-02-29, until: never"],
    ["on the last day of the period", "every: 1 month, from: 2020-01-31, until: 2024-12-31"],
    ["after two payments", "every: 3 months, from: 2019-12-31, until: 2020-03-31"],
    ["before it has paid at all", "every: 1 year, from: 2020-12-31, until: 2020-06-30"],
    ["and counts from a later day", "every: 3 months, from: 2019-12-31, until: 2023-06-30, starts: 2021-02-15"],
  ])("is paid at once until it ends %s", (_, inputs) => {
    expect(found(lease(inputs))).toEqual([1, []]);
  });

  it("is paid singly where it is left owing, which adds up the arrears", () => {
    const text = lease("every: 3 months, from: 2019-12-31, until: 2023-03-31, in_arrears: true");
    expect(found(text)).toEqual([0, ["`due` sets `instalment`"]]);
  });
});

describe("a calendar of one's own", () => {
  it("is paid at once", () => {
    expect(found(machine(PAYS))).toEqual([1, []]);
  });

  it("is paid at once between timers, one of which falls on a due day", () => {
    const timers = "        after: {61 days: {actions: {set: {n: n + 1}}}, 456 days: {target: on, reenter: true}}\n";
    expect(found(machine(PAYS, timers))).toEqual([1, []]);
  });

  it("is paid at once in the state of the day, and otherwise after it", () => {
    const timers = '        after: {"exponential(150 days, as: w)": {actions: {set: {m: m * 2}}}}\n';
    expect(found(machine(PAYS.replace("amount: fee", "amount: m"), timers))).toEqual([1, []]);
  });

  it("is paid at once where a question has one answer until something happens", () => {
    const asks =
      "[{guard: m < fee, actions: {pay: {from: pa, to: pb, amount: fee, for: x}}}, {actions: {pay: {from: pb, to: pa, amount: 2 * m, for: y}}}]";
    const timers = '        after: {"exponential(400 days, as: w)": {actions: {set: {m: m * 2}}}}\n';
    expect(found(machine(asks, timers))).toEqual([1, []]);
  });

  it("owes and pays at once", () => {
    const both =
      "{actions: [{pay: {from: pa, to: pb, amount: 2 * fee, for: x}}, {owe: {from: pa, to: pb, amount: fee, for: x}}]}";
    expect(found(machine(both))).toEqual([1, []]);
  });

  it.each([
    [
      "{actions: {pay: {from: pa, to: pb, amount: 'fee * uniform(1, 2, as: u)', for: x}}}",
      "what it pays differs each time",
    ],
    [
      "{actions: {pay: {from: pa, to: pb, amount: 'if(today > 2022-02-28, fee, m)', for: x}}}",
      "what it pays differs each time",
    ],
    ["{actions: [{set: {n: n + 1}}, {pay: {from: pa, to: pb, amount: fee, for: x}}]}", "`due` sets `n`"],
    [
      "{guard: 'chance(50%, as: c)', actions: [{pay: {from: pa, to: pb, amount: fee, for: x}}]}",
      "`due` is a question each time",
    ],
    [
      "{target: on, reenter: true, actions: {pay: {from: pa, to: pb, amount: fee, for: x}}}",
      "`due` does more than to pay",
    ],
  ])("%s is paid singly: %s", (due, reason) => {
    expect(found(machine(due))).toEqual([0, [reason]]);
  });
});

describe("several calendars of one actor", { timeout: 30_000 }, () => {
  const calendar = (every: string, from: string, until: string, event: string) =>
    `{src: calendar, input: {every: ${every}, from: ${from}${until && `, until: ${until}`}, event: ${event}}}`;
  const two = (first: string, second: string, more = "") => `${ASSUME}machines:
  m:
    variables: {n: {kind: number, initial: 0}, m: {kind: money, initial: 1 USD}}
    events: {due: {}, too: {}}
    initial: on
    states:
      on:
        invoke: [${first}, ${second}]
        on: {due: ${PAYS}, too: {actions: {pay: {from: pb, to: pa, amount: 2 * m, for: y}}}}
${more}actors: {a: {machine: m}}
measures: {all: paid(), back: "paid(to: pa)", m: a.m}
`;
  const own = calendar("1 month", "2020-01-31", "2024-02-29", "due");
  const timers =
    '        after: {61 days: {actions: {set: {m: m * 2}}}, "uniform(1 day, 900 days, as: w)": {target: off}}\n' +
    "      off: {after: {45 days: on}}\n";

  const grids = (text: string): readonly number[] => {
    expect(found(text)[0]).toBeGreaterThan(0);
    const { recurring } = tried(text).decisions.calendars.get(0) ?? { recurring: new Map() };
    return [...recurring.values()].flatMap((one) => [...one.values()].map(({ grid }) => grid.length));
  };

  it.each(["", timers])("of one grid are paid together", (more) => {
    expect(grids(two(own, calendar("1 month", "2020-01-31", "2024-02-29", "too"), more))).toEqual([1, 1]);
  });

  it.each([
    calendar("1 month", "2020-02-29", "2024-02-29", "too"),
    calendar("2 months", "2020-01-31", "2024-02-29", "too"),
    calendar("1 month", "2020-01-31", "2024-01-31", "too"),
    calendar("1 month", "2020-01-31", "", "too"),
  ])("of other dates are not: %s", (other) => {
    expect(grids(two(own, other))).toEqual([0, 0]);
    expect(grids(two(own, other, timers))).toEqual([0, 0]);
  });

  it("of one grid are paid one after the other where something is owed", () => {
    const text = two(own, calendar("1 month", "2020-01-31", "2024-02-29", "too"));
    expect(grids(text.replace("{pay: {from: pb, to: pa", "{owe: {from: pa, to: pb"))).toEqual([0, 0]);
  });

  it("of one grid are asked for by year, and of days", () => {
    const text = two(own, calendar("1 month", "2020-01-31", "2024-02-29", "too"), timers);
    expect(grids(text.replace("m: a.m}", 'm: a.m, late: "npv(paid(since: 2021-02-28), 5%)"}'))).toEqual([1, 1]);
  });
});

it("a sum of more than 64 bits is the World's to say", () => {
  const large = PAYS.replace("amount: fee", "amount: 3000000000000000 USD");
  const text = tried(machine(large), { wanted: { measuresOnly: true } });
  expect(text.differs).toBeUndefined();
  expect(text.left).toBe(6);
});
