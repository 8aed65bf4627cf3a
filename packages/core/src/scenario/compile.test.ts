/** What the compilation of a scenario refuses: the smallest scenario, the code, the place, the words. */
import { describe, expect, it } from "vitest";
import { dateText } from "../quantity/index.ts";
import { HEAD, loadText, modelOf, problemsOf } from "./load-testing.ts";

const ONE =
  "machines:\n  m: {inputs: {size: {kind: money, default: 1 USD}}, events: {go: {n: number}}, initial: on, states: {on: {on: {go: {}}}}}\nactors: {x: {machine: m}}\n";
const scenario = (more: string) => `${HEAD}${more}\n${ONE}`;
const entry = (text: string) => scenario(`assume: {rent: 5 USD}\ntimeline: [{${text}}]`);
/** Actors of a machine with three inputs, one like another. */
const actors = (text: string) =>
  `${HEAD}machines: {m: {inputs: {size: money, cap: {kind: money, like: size}, part: share}, initial: on, states: {on: {}}}}\nactors: {${text}}\n`;

describe("assumptions", () => {
  it.each([
    ["a circle", scenario("assume: {p: q, q: p + 1}"), ["5:10 assumption-cycle assumption `p` depends on itself"]],
    [
      "a kind that is none",
      scenario("assume: {p: {kind: cash, value: 1}}"),
      ["5:20 unknown-kind `cash` is not a kind"],
    ],
    [
      "a currency that is none",
      scenario("assume: {p: {kind: money in ABC, value: 1 USD}}"),
      ["5:20 unknown-currency `ABC` is not a currency of ISO 4217"],
    ],
    [
      "a value of another kind",
      scenario("assume: {p: {kind: share, value: 5 days}}"),
      ["5:34 kind-mismatch expected share, found duration"],
    ],
    [
      "no value at all",
      scenario("assume: {p: {}}"),
      ["5:10 before-first-date `p` has no value when the period begins, on 2010-01-01"],
    ],
    [
      "a series with a date that is none",
      scenario("assume: {p: {2010-02-30: 5}}"),
      ["5:14 bad-date `2010-02-30` is not a date: 2010-02 has 28 days"],
    ],
    [
      "a series that begins too late",
      scenario("assume: {p: {2010-02-01: 5}}"),
      ["5:10 before-first-date `p` has no value when the period begins, on 2010-01-01"],
    ],
    [
      "a series of two kinds",
      scenario("assume: {p: {2009-01-01: 1, 2010-05-01: 5 USD}}"),
      ["5:41 kind-mismatch expected number, found money (USD)"],
    ],
    [
      "today",
      scenario("assume: {p: today}"),
      ["5:13 not-allowed-here `today` cannot be used here: an assumption is known before anything happens"],
    ],
    [
      "a state",
      scenario('assume: {p: "is(x, on)"}'),
      ["5:14 not-allowed-here `is(x, on)` cannot be used here: an assumption is known before any actor starts"],
    ],
    [
      "a source that is not listed",
      scenario("assume: {p: {value: 1, source: zz}}"),
      ["5:32 unknown-source there is no source `zz`"],
    ],
  ])("refuse %s", (_what, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});

describe("actors", () => {
  it.each([
    ["a machine that is none", actors("x: {machine: mm}"), ["6:23 unknown-machine there is no machine `mm`"]],
    [
      "inputs that are missing",
      actors("x: {machine: m, with: {part: 50%}}"),
      ["6:10 missing-input actor `x` gives no value for `size`, `cap` of machine `m`"],
    ],
    [
      "an input that is none",
      actors("x: {machine: m, with: {sise: 5 USD, size: 5 USD, cap: 5 USD, part: 50%}}"),
      ["6:33 unknown-input machine `m` has no input `sise`"],
    ],
    [
      "a value of another kind",
      actors("x: {machine: m, with: {size: 5 days, cap: 5 USD, part: 50%}}"),
      ["6:39 kind-mismatch input `size` of `m` is money, and this is duration"],
    ],
    [
      "money of another currency than it is like",
      actors("x: {machine: m, with: {size: 5 USD, cap: 5 RUB, part: 50%}}"),
      ["6:51 kind-mismatch expected money (USD), found money (RUB)"],
    ],
    [
      "a share of more than the whole",
      actors("x: {machine: m, with: {size: 5 USD, cap: 5 USD, part: 130%}}"),
      ["6:64 share-out-of-range a share is from 0 % to 100 %"],
    ],
    [
      "a value that is not fixed",
      actors("x: {machine: m, with: {size: 5 USD, cap: 5 USD, part: chance(5%)}}"),
      ["6:64 not-allowed-here `chance(5%)` cannot be used here: an input is read again and again"],
    ],
    [
      "a source that is not listed",
      actors("x: {machine: m, source: zz, with: {size: 5 USD, cap: 5 USD, part: 5%}}"),
      ["6:34 unknown-source there is no source `zz`"],
    ],
  ])("refuse %s", (_what, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});

describe("the timeline", () => {
  it.each([
    [
      "an entry that does nothing",
      entry("on: 2010-02-01"),
      ["6:12 empty-entry timeline entry `timeline/1` does nothing"],
    ],
    [
      "an entry that does two things",
      entry("on: 2010-02-01, actor: x, event: go, with: {n: 1}, assume: {rent: 6 USD}"),
      ["6:29 two-in-one-entry timeline entry `timeline/1` both tells an actor and changes assumptions"],
    ],
    [
      "an entry without a date",
      entry("actor: x, event: go, with: {n: 1}"),
      ["6:12 missing-date timeline entry `timeline/1` has no date"],
    ],
    [
      "a date that follows from what happens",
      entry("on: today, assume: {rent: 6 USD}"),
      ["6:17 not-allowed-here `today` cannot be used here: a date of the timeline is known before anything happens"],
    ],
    [
      "a date before the period",
      entry("on: 2009-02-01, actor: x, event: go, with: {n: 1}"),
      ["6:17 before-period 2009-02-01 lies before the period, which begins on 2010-01-01"],
    ],
    [
      "a date after the period",
      entry("on: 2011-02-01, actor: x, event: go, with: {n: 1}"),
      ["6:17 ?after-period 2011-02-01 lies after the period, which ends on 2010-12-31: this never happens"],
    ],
    [
      "an actor that is none",
      entry("on: 2010-02-01, actor: xx, event: go"),
      ["6:36 unknown-actor there is no actor or group `xx`"],
    ],
    [
      "an opened actor whose group is none",
      entry("on: 2010-02-01, actor: x/y/1, event: go"),
      ["6:36 unknown-actor there is no actor or group `x/y/1`"],
    ],
    [
      "no event",
      entry("on: 2010-02-01, actor: x"),
      ["6:12 missing-event timeline entry `timeline/1` tells `x` nothing"],
    ],
    [
      "an event that is none",
      entry("on: 2010-02-01, actor: x, event: goo"),
      ["6:46 unknown-event `x` has no event `goo`"],
    ],
    [
      "a field that is missing",
      entry("on: 2010-02-01, actor: x, event: go"),
      ["6:46 missing-field event `go` needs a value for `n`"],
    ],
    [
      "a field that is none",
      entry("on: 2010-02-01, actor: x, event: go, with: {m: 1, n: 1}"),
      ["6:57 unknown-field event `go` has no field `m`"],
    ],
    [
      "a field of another kind",
      entry("on: 2010-02-01, actor: x, event: go, with: {n: 1 USD}"),
      ["6:60 kind-mismatch expected number, found money (USD)"],
    ],
    [
      "an assumption that is none",
      entry("on: 2010-02-01, assume: {rnt: 6 USD}"),
      ["6:38 unknown-assumption there is no assumption `rnt`"],
    ],
    [
      "an assumption of another kind",
      entry("on: 2010-02-01, assume: {rent: 6 days}"),
      ["6:44 kind-mismatch expected money (USD), found duration"],
    ],
    [
      "a count that is none",
      entry("on: 2010-02-01, after: soon, assume: {rent: 6 USD}"),
      ["6:36 bad-count `after` is a whole number from 0, and this is `soon`"],
    ],
    [
      "two entries of one id",
      scenario(
        "assume: {rent: 5 USD}\ntimeline: [{id: e1, on: 2010-02-01, assume: {rent: 6 USD}}, {id: e1, on: 2010-02-02, assume: {rent: 6 USD}}]",
      ),
      ["6:66 duplicate-id two timeline entries of one layer have the id `e1`"],
    ],
    [
      "draws forced for nobody, never, or beyond",
      scenario(
        "force: [{actor: z, site: s, value: 0.5}, {actor: x, site: s, n: one, value: 2}, {actor: assume, site: s, value: 0}]",
      ),
      [
        "5:17 unknown-actor there is no actor or group `z`",
        "5:65 bad-count `n` is a whole number from 0, and this is `one`",
        "5:77 bad-u a draw is forced by `true`, `false` or a number between 0 and 1",
        "5:113 bad-u a draw is forced by `true`, `false` or a number between 0 and 1",
      ],
    ],
  ])("refuse %s", (_what, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});

describe("names and groups", () => {
  it.each([
    [
      "one name for two things",
      scenario("assume: {a: 1, x: 2}"),
      [
        "5:10 name-taken `a` is an assumption here and a party elsewhere",
        "8:10 name-taken `x` is an actor here and an assumption elsewhere",
      ],
    ],
  ])("refuse %s", (_what, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});

describe("measures and expectations", () => {
  it.each([
    [
      "a draw",
      scenario('measures: {q: "uniform(0, 1)"}'),
      [
        "5:16 not-allowed-here `uniform(0, 1)` cannot be used here: what is asked of a run does not draw: give the draw a name under `assume`",
      ],
    ],
    ["a state that is none", scenario("measures: {r: date(x.onn)}"), ["5:20 unknown-state `x` has no state `onn`"]],
    [
      "a category that is none",
      scenario('measures: {s: "paid(for: rent)"}'),
      ["5:26 unknown-category nothing is owed or paid for `rent`"],
    ],
    [
      "an expectation that is no condition",
      scenario("expect: [{always: 5}]"),
      ["5:19 kind-mismatch expected boolean, found number"],
    ],
    [
      "two expectations of one id",
      scenario('expect: [{id: e1, never: "is(x, on)"}, {id: e1, at_end: "is(x, on)"}]'),
      ["5:45 duplicate-id two expectations have the id `e1`"],
    ],
    [
      "the state of nobody",
      scenario("expect: [{never: in(on)}]"),
      ["5:18 not-allowed-here `in(on)` cannot be used here: this is not inside a machine"],
    ],
  ])("refuse %s", (_what, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});

describe("groups and openers", () => {
  const open = (opened: string, on: string) =>
    `${HEAD}machines:\n  n: {${opened}}\n  m: {events: {e: {n: number, k: money}}, initial: on, states: {on: {on: {e: {actions: [${on}]}}}}}\nactors: {x: {machine: m}}\n`;

  it("refuse a group of two machines, and one whose name is taken", () => {
    const up = "initial: on, states: {on: {}}";
    expect(problemsOf(open(up, "{open: {machine: n, as: g}}, {open: {machine: m, as: g}}"))).toEqual([
      "7:135 group-of-two-machines group `g` is opened with machine `m` here and `n` elsewhere",
    ]);
    expect(problemsOf(open(up, "{open: {machine: n, as: b}}"))).toEqual([
      "7:106 name-taken `b` is a group here and a party elsewhere",
    ]);
  });

  it("refuse what an opener is told and does not declare, or not so", () => {
    const tells = "{tell: {actor: opener, event: hi}}, {tell: {actor: opener, event: e, with: {k: 5 days, z: 1}}}";
    expect(problemsOf(open(`initial: on, states: {on: {entry: [${tells}]}}`, "{open: {machine: n}}"))).toEqual([
      "6:43 unknown-event `n` tells its opener `hi`, which `m` does not declare",
      "6:79 missing-field event `e` of `m` needs a value for `n`",
      "6:121 kind-mismatch `m` wants money (USD) for `k`, and this is duration",
      "6:132 kind-mismatch event `e` of `m` has no field `z`",
    ]);
  });
});

describe("the head", () => {
  it("says what is wrong with period, rates and indices together", () => {
    const text = `steppe: 1\nperiod: 2010-02-30 .. 2010-12-31\ncurrency: USD\nrates: {RUB/ABC: {2010-01-01: 0}}\nindices: {cpi: {2010: x, 2010-13-01: 1}}\n${ONE}`;
    expect(problemsOf(text).map((line) => line.split(" ").slice(0, 2).join(" "))).toEqual([
      "2:9 bad-date",
      "4:9 unknown-currency",
      "4:31 not-positive",
      "5:23 kind-mismatch",
      "5:26 bad-date",
    ]);
  });

  it("refuses a period that ends before it begins, and a currency that is none", () => {
    expect(problemsOf(`steppe: 1\nperiod: 2010-02-28 .. 2009-12-31\ncurrency: USD\n${ONE}`)).toEqual([
      "2:9 period-backwards the period ends before it begins",
    ]);
    expect(problemsOf(`steppe: 1\nperiod: 2010-02-28 .. 2010-12-31\ncurrency: USB\n${ONE}`)).toEqual([
      "3:11 unknown-currency `USB` is not a currency of ISO 4217",
    ]);
  });
});

describe("what depends on a mistake", () => {
  it("is not a mistake of its own", () => {
    expect(
      problemsOf(
        scenario(
          "assume: {rent: 5 yeers, twice: 2 * rent}\nmeasures: {r: rent, t: twice}\ntimeline: [{on: 2010-02-01, assume: {rent: 6 USD}}]",
        ),
      ),
    ).toEqual(["5:18 unknown-unit unknown unit `yeers`"]);
    expect(
      problemsOf(
        `${HEAD}${ONE.replace("machine: m}", "machine: mm}")}timeline: [{on: 2010-02-01, actor: x, event: go}]\nmeasures: {d: date(x.on)}\n`,
      ),
    ).toEqual(["7:23 unknown-machine there is no machine `mm`"]);
  });
});

describe("a Model", () => {
  it("takes dated series apart into a first value and changes, in order of name and date", () => {
    const model = modelOf(
      scenario(
        "assume: {z: {2009-01-01: 1, 2010-05-01: 2}, b2: {2010-06-01: 4, 2010-01-01: 3}}\ntimeline: [{on: 2010-05-01, actor: x, event: go, with: {n: 1}}]",
      ),
    );
    expect(model.timeline.map(({ id }) => id)).toEqual(["assume/b2/2010-06-01", "assume/z/2010-05-01", "timeline/1"]);
    const on = model.timeline[1]?.on;
    expect(on?.node === "literal" && dateText(on.value as number)).toBe("2010-05-01");
  });

  it("means the same whatever the order of keys, in what happens too", () => {
    const text = (assume: string, fields: string, sets: string) =>
      `${HEAD}assume: {${assume}}\nmachines:\n  m: {variables: {v: {kind: number, initial: 0}, w: {kind: number, initial: 0}}, events: {go: {n: number, k: number}}, initial: on, states: {on: {on: {go: {actions: {set: {${sets}}}}}}}}\nactors: {x: {machine: m}}\ntimeline: [{on: 2010-02-01, actor: x, event: go, with: {${fields}}}, {on: 2010-02-02, assume: {${fields}}}]\n`;
    const one = modelOf(text("n: 1, k: 2", "n: 1, k: 2", "v: 1, w: 2"));
    const other = modelOf(text("k: 2, n: 1", "k: 2, n: 1", "w: 2, v: 1"));
    const shape = (model: typeof one) =>
      JSON.stringify([model.timeline, [...model.charts.values()].map(({ root }) => root)], (key, value) =>
        key === "place" ? 0 : typeof value === "bigint" ? `${value}` : value,
      );
    expect(shape(other)).toBe(shape(one));
  });

  it("warns of what has no source, and loads", () => {
    const loaded = loadText(scenario("assume: {rent: 5 USD}"));
    expect(loaded.ok).toBe(true);
    expect(loaded.problems).toMatchObject([
      { code: "uncited-assumption", severity: "warning", place: { line: 5, column: 10 } },
    ]);
  });

  it("knows the categories of machines that are opened, by what they are opened with", () => {
    const text = `${HEAD}machines:
  claim: {inputs: {of: {kind: text, default: "'damage'"}}, initial: on, states: {on: {entry: {owe: {from: a, to: b, amount: 1 USD, for: of}}}}}
  m: {events: {go: {}}, initial: on, states: {on: {on: {go: {actions: [{open: {machine: claim}}, {open: {machine: claim, with: {of: "'clean-up'"}}}]}}}}}
actors: {x: {machine: m}}
measures: {c: "owed(for: 'clean-up')"}
`;
    expect(modelOf(text).categories).toEqual(["clean-up", "damage"]);
  });
});
