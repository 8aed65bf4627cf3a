/** What may run by itself, on both sides of the boundary; in every case the answers are the World's. */
import { describe, expect, it } from "vitest";
import { SITE, tried } from "./passes-testing.ts";

const TWO = `machines:\n${SITE}actors: {a: {machine: site}, b: {machine: site}}\n`;

/** The reason for the actor `a`, once the answers have been found to be the same. */
function why(text: string): string | undefined {
  const found = tried(text);
  expect(found.differs).toBeUndefined();
  expect(found.left).toBe(0);
  return found.together("a");
}

describe("an actor runs by itself", () => {
  it("when it only draws, waits and pays", () => {
    expect(
      why(`${TWO}measures: {all: paid(), failures: a.failures, first: date(a.stopped), times: count(b.stopped)}`),
    ).toBe(undefined);
  });

  it("when what is expected is asked at the end", () => {
    expect(why(`${TWO}expect: [{id: e, at_end: a.failures < 9 and paid() < 100 USD}]`)).toBe(undefined);
  });

  it("with several timers and calendars on one day, in the order in which they were put down", () => {
    const text = `machines:
  m:
    variables: {n: {kind: money, initial: 1 USD}}
    events: {due: {}, late: {by: number}}
    initial: on
    states:
      on:
        entry: {raise: {event: late, delay: 30 days, with: {by: 3}}}
        invoke:
          - {src: calendar, input: {every: 1 month, from: 2019-12-01, event: due}}
          - {src: calendar, input: {every: 30 days, from: 2019-12-01, event: due}}
        on:
          due: {actions: [{set: {n: n * 2 - 0.5 USD}}, {pay: {from: pa, to: pb, amount: "min(n, 1000 USD)", for: x}}]}
          late: {actions: [{set: {n: n / event.by}}, {raise: {event: late, delay: 30 days, with: {by: 7}}}]}
        after: {30 days: {target: on, reenter: true, actions: {set: {n: n + 7 USD}}}}
actors: {a: {machine: m}}
measures: {n: a.n}
`;
    expect(why(text)).toBe(undefined);
  });

  it("with a calendar that ends on its due day, and one that begins again on it", () => {
    const text = `machines:
  m:
    events: {due: {}}
    variables: {n: {kind: number, initial: 0}}
    initial: on
    states:
      on:
        invoke: {src: calendar, input: {every: 1 month, from: 2019-12-31, until: 2020-02-29, event: due}}
        on: {due: [{guard: n = 1, target: on, reenter: true, actions: [{set: {n: n + 1}}, {pay: {from: pa, to: pb, amount: 3 USD, for: x}}]}, {actions: [{set: {n: n + 1}}, {pay: {from: pa, to: pb, amount: 2 USD, for: x}}]}]}
        after: {90 days: off}
      off:
        invoke: {src: calendar, input: {every: 1 year, from: 2020-02-29, event: due}}
        on: {due: {actions: {pay: {from: pa, to: pb, amount: 1 USD, for: x}}}}
actors: {a: {machine: m}}
measures: {n: a.n}
`;
    expect(why(text)).toBe(undefined);
  });

  it("and finds each amount anew: of no days after one of some", () => {
    const amount = "prorata(120 USD per year, from: to + 1 day, to: today, every: 1 month, anchor: 2020-01-31)";
    const text = `machines:
  m:
    events: {due: {}}
    variables: {to: {kind: date, initial: "2019-12-31"}}
    initial: on
    states:
      on:
        invoke: {src: calendar, input: {every: 1 month, from: 2020-01-31, event: due}}
        on: {due: {actions: [{pay: {from: pa, to: pb, amount: "${amount}", for: x}}, {set: {to: "max(to, today)"}}]}}
        after: {"uniform(100 days, 200 days, as: w)": {actions: {set: {to: 2021-06-30}}}}
actors: {a: {machine: m}}
measures: {all: paid()}
`;
    expect(why(text)).toBe(undefined);
  });

  it("with eventless transitions that follow its own variables", () => {
    const text = `machines:
  m:
    variables: {n: {kind: number, initial: 0}}
    initial: on
    states:
      on:
        always: [{guard: n > 2, target: off}, {guard: n = 1, actions: {set: {n: 2}}}]
        after: {"uniform(1 day, 50 days, as: w)": {target: on, reenter: true, actions: [{set: {n: n + 1}}, {pay: {from: pa, to: pb, amount: 1 USD * n, for: x}}]}}
      off: {type: final}
actors: {a: {machine: m}}
measures: {n: a.n, off: date(a.off)}
`;
    expect(why(text)).toBe(undefined);
  });
});

describe("an actor runs together with others", () => {
  it("when another hears it", () => {
    const ears = `  ears:
    initial: on
    states: {on: {on: {a.stopped: {actions: {pay: {from: pb, to: pa, amount: 1 USD, for: x}}}}}}
`;
    const text = `machines:\n${SITE}${ears}actors: {a: {machine: site}, ears: {machine: ears}}\n`;
    expect(why(text)).toBe("others hear `a.stopped`");
    expect(tried(text).together("ears")).toBe("it hears `a.stopped`");
  });

  it("when another reads its variables", () => {
    const eye = `  eye:
    events: {due: {}}
    initial: on
    states:
      on:
        invoke: {src: calendar, input: {every: 1 month, from: 2019-12-31, event: due}}
        on: {due: {actions: {pay: {from: pb, to: pa, amount: 1 USD * a.failures, for: x}}}}
`;
    const text = `machines:\n${SITE}${eye}actors: {a: {machine: site}, eye: {machine: eye}}\n`;
    expect(why(text)).toBe("`eye` reads it");
    expect(tried(text).together("eye")).toBe("it reads `a`");
  });

  it("when it pays, and an `always` expectation reads the ledger", () => {
    expect(why(`${TWO}expect: [{id: e, always: paid() < 40 USD}]`)).toBe("the expectation `e` reads the ledger");
  });

  it("but not when an expectation reads the day, which is then asked on the days of its steps", () => {
    const other = SITE.replace("site:", "other:").replace("for: repair", "for: other");
    const both = `machines:\n${SITE}${other}actors: {a: {machine: site}, b: {machine: other}, c: {machine: site}}\n`;
    for (const test of [
      'never: "today > 2020-01-31"',
      'never: "today > 2020-01-31 and paid(other) > 10 USD"',
      'never: "date(b.stopped) < today and paid(other, on: today) = 0 USD"',
      'always: "paid(other, year: year(today)) > 0 USD or today < 2021-01-01"',
    ]) {
      const found = tried(`${both}expect: [{id: e, ${test}}, {id: f, always: b.failures < 4}]`, { paths: 20 });
      expect(found.differs).toBeUndefined();
      expect(found.left).toBe(0);
      expect(found.together("a")).toBe(undefined);
      expect(found.together("b")).not.toBe(undefined);
      expect(found.decisions.alone.asksDays).toBe(true);
    }
  });

  it("nor when all run alone, or some are the same on every path", () => {
    const due = `  due:
    events: {due: {}}
    initial: on
    states:
      on:
        invoke: {src: calendar, input: {every: 7 days, from: 2020-02-03, event: due}}
        on: {due: {actions: {pay: {from: pa, to: pb, amount: 1 USD, for: x}}}}
`;
    const text = `rates: {RUB/USD: {judgement: t, series: {2004-01-01: 25, 2021-06-30: 30.13}}}
machines:\n${SITE}${due}actors: {a: {machine: site}, due: {machine: due}}
expect:
  - {id: e, never: today > 2021-04-30}
  - {id: g, never: 1 USD in RUB > 27 RUB}
`;
    for (const until of [null, 18_500]) {
      const found = tried(text, { paths: 20, wanted: until === null ? {} : { until } });
      expect(found.differs).toBeUndefined();
      expect(found.together("a")).toBe(undefined);
      expect(found.decisions.once.get(1)).toBe(true);
    }
  });

  it("but not when an expectation of each day reads what does not move", () => {
    expect(why(`assume: {x: {value: 3, judgement: t}}\n${TWO}expect: [{id: e, always: x > 3}]`)).toBe(undefined);
  });

  it("when a measure reads its postings one by one", () => {
    const drawn = "assume: {r: {value: 'uniform(1%, 9%)', judgement: t}}\n";
    expect(why(`${drawn}${TWO}measures: {worth: "npv(paid(), r)"}`)).toBe(
      "the measure `worth` reads single postings: its rate of discount differs from path to path",
    );
  });

  it("but not when it reads them in sums that run along", () => {
    expect(why(`${TWO}measures: {late: "paid(since: 2021-02-28)", worth: "npv(paid(), 5%)"}`)).toBe(undefined);
  });

  it("and not when an expectation reads what others pay", () => {
    const other = SITE.replaceAll("repair,", "x,").replace("site:", "other:").replace("for: repair", "for: other");
    const text = `machines:\n${SITE}${other}actors: {a: {machine: site}, b: {machine: other}}\n`;
    const found = tried(`${text}expect: [{id: e, always: paid(other) < 20 USD}]`);
    expect(found.differs).toBeUndefined();
    expect(found.together("a")).toBe(undefined);
    expect(found.together("b")).toBe("the expectation `e` reads the ledger");
  });

  it("when the timeline changes an assumption behind an input of its own", () => {
    const text = `assume: {fee: {value: 3 USD, judgement: t}, twice: {value: 2 * fee, judgement: t}}
machines:\n${SITE}actors: {a: {machine: site, with: {cost: twice}}, b: {machine: site}}
timeline: [{on: 2021-06-30, assume: {fee: 4 USD}}]
`;
    expect(why(text)).toBe("the timeline changes `fee`");
    expect(tried(text).together("b")).toBe(undefined);
  });

  it("when an entry of the timeline comes after a number of steps of its date", () => {
    const teller = `  teller: {events: {say: {}}, initial: a, states: {a: {on: {say: {actions: [{pay: {from: pb, to: pa, amount: 1 USD, for: x}}]}}}}}\n`;
    const entry = "timeline: [{id: third, on: 2019-11-01, after: 2, actor: c, event: say}]\n";
    expect(
      why(
        `machines:\n${SITE}${teller}actors: {a: {machine: site}, b: {machine: site}, c: {machine: teller}}\n${entry}`,
      ),
    ).toBe("timeline entry `third` counts the steps of its date");
  });

  it("when the timeline tells it something", () => {
    const text = TWO.replace("    initial", "    events: {stop: {}}\n    initial");
    expect(why(`${text}timeline: [{on: 2021-06-30, actor: a, event: stop}]`)).toBe("the timeline tells it `stop`");
  });

  it("when another pays what it owes", () => {
    const owes = `  owes:
    events: {due: {}}
    initial: on
    states:
      on:
        invoke: {src: calendar, input: {every: 1 month, from: 2019-12-31, event: due}}
        on: {due: {actions: {owe: {from: pa, to: pb, amount: 1 USD, for: repair}}}}
`;
    const text = `machines:\n${SITE}${owes}actors: {a: {machine: site}, owes: {machine: owes}}\nmeasures: {owed: owed()}\n`;
    expect(why(text)).toBe("`owes` may owe what it pays under `repair`");
  });
});

describe("what goes wrong by itself", () => {
  it("is the World's to say, on the same paths", () => {
    const text = `machines:\n${SITE.replace("amount: cost", "amount: 1 USD / (3 - failures)")}actors: {a: {machine: site}}\n`;
    const found = tried(text);
    expect(found.differs).toBeUndefined();
    expect(found.left).toBeGreaterThan(0);
    expect(found.together("a")).toBe(undefined);
  });

  it("is a sum of more than 64 bits", () => {
    const text = `machines:\n${SITE.replace("amount: cost", "amount: 50000000000000000 USD")}actors: {a: {machine: site}}\nmeasures: {all: paid()}\n`;
    const found = tried(text);
    expect(found.differs).toBeUndefined();
    expect(found.left).toBeGreaterThan(0);
  });

  it("is an actor that goes round in circles", { timeout: 60_000 }, () => {
    const text = `machines:
  m: {initial: on, states: {on: {after: {0 days: {target: on, reenter: true}}}}}
actors: {a: {machine: m}}
`;
    const found = tried(text, { paths: 1 });
    expect(found.differs).toBeUndefined();
    expect(found.left).toBe(1);
  });
});
