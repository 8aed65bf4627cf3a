/** What the compilation of charts refuses: the smallest scenario, the code, the place, the words. */
import { describe, expect, it } from "vitest";
import { HEAD, modelOf, problemsOf } from "../scenario/load-testing.ts";
import type { Chart } from "./chart.ts";

/** A machine of one actor, `x`. */
const machine = (m: string) => `${HEAD}machines:\n  m: {${m}}\nactors: {x: {machine: m}}\n`;
/** A machine whose state `on` is as written. */
const state = (on: string) =>
  machine(
    `events: {go: {n: number}, e: {}}, variables: {v: {kind: number, initial: 0}}, initial: on, states: {on: {${on}}, off: {}}`,
  );
/** A machine that does something when it is told `e`. */
const action = (does: string) => state(`on: {e: {actions: {${does}}}}`);
/** A machine `m` beside others, whose state `on` is as written. */
const beside = (others: string, on: string, actors = "x: {machine: m}") =>
  `${HEAD}machines:\n  ${others}\n  m: {events: {e: {}}, initial: on, states: {on: {${on}}}}\nactors: {${actors}}\n`;

const S = "initial: on, states: {on: {}}";

describe("declarations", () => {
  it.each([
    ["a kind that is none", machine(`inputs: {r: cash}, ${S}`), ["6:19 unknown-kind `cash` is not a kind"]],
    [
      "a currency that is none",
      machine(`inputs: {r: {kind: money in ABC, default: 1 USD}}, ${S}`),
      ["6:26 unknown-currency `ABC` is not a currency of ISO 4217"],
    ],
    [
      "a value like no input",
      machine(`variables: {r: {kind: money, like: z, initial: 0 USD}}, ${S}`),
      ["6:19 unknown-input `r` is like `z`, which is not an input of `m`"],
    ],
    [
      "an input and a variable of one name",
      machine(`inputs: {p: {kind: number, default: 1}}, variables: {p: {kind: number, initial: 1}}, ${S}`),
      ["6:60 name-taken `p` is a variable here and an input of `m` elsewhere"],
    ],
    [
      "defaults in a circle",
      machine(`inputs: {p: {kind: number, default: q}, q: {kind: number, default: p + 1}}, ${S}`),
      ["6:16 input-cycle the default of input `p` of `m` depends on itself"],
    ],
    [
      "a default of an input that reads the ledger",
      machine(`inputs: {p: {kind: money, default: paid()}}, ${S}`),
      ["6:42 not-allowed-here `paid()` cannot be used here: an input follows assumptions and the date only"],
    ],
    [
      "a default of an input that reads another actor",
      machine(`inputs: {p: {kind: number, default: x.p}}, ${S}`),
      ["6:43 not-allowed-here `x.p` cannot be used here: an input follows assumptions and the date only"],
    ],
    [
      "a default of a field that draws",
      machine(`events: {e: {n: {kind: number, default: "uniform(0, 1)"}}}, ${S}`),
      ["6:48 not-allowed-here `uniform(0, 1)` cannot be used here: what is given by default may not draw"],
    ],
    [
      "a default of another kind",
      machine(`inputs: {p: {kind: number, default: 5 days}}, ${S}`),
      ["6:43 kind-mismatch expected number, found duration"],
    ],
    [
      "a first value that reads a variable",
      machine(`variables: {v: {kind: number, initial: 1}, w: {kind: number, initial: v}}, ${S}`),
      ["6:77 unknown-name unknown name `v`"],
    ],
  ])("refuse %s", (_what, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});

describe("states and targets", () => {
  it.each([
    [
      "no initial state",
      machine("states: {on: {}}"),
      ["6:3 missing-initial machine `m` does not say in which state it starts"],
    ],
    [
      "an initial state that is none",
      machine("initial: onn, states: {on: {}}"),
      ["6:16 unknown-state `onn` is not a state here"],
    ],
    [
      "a target that is none",
      state("on: {e: of}"),
      ["6:120 unknown-state transition target `of` is not a state of `m`"],
    ],
    [
      "a target that means two states",
      machine(
        "events: {e: {}}, initial: p, states: {p: {initial: c, states: {c: {}}}, q: {initial: c, on: {e: c}, states: {c: {}}}}",
      ),
      ["6:103 ambiguous-state `c` names 2 states of `m`"],
    ],
    [
      "an `always` above parallel regions",
      machine(
        "variables: {v: {kind: number, initial: 0}}, type: parallel, always: {guard: v > 1, actions: {set: {v: 0}}}, states: {p: {}, q: {}}",
      ),
      ["6:67 always-above-parallel an `always` above parallel regions is asked once for each region"],
    ],
  ])("refuse %s", (_what, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});

describe("what is heard", () => {
  it.each([
    [
      "an event that is not declared",
      state("on: {ee: off}"),
      ["6:117 undeclared-event `m` hears `ee`, which it does not declare"],
    ],
    [
      "events named like the engine's own",
      state("on: {xstate.done: off, steppe.ask: off}"),
      [
        "6:117 reserved-event `xstate.done` is named like an event of the engine's own",
        "6:135 reserved-event `steppe.ask` is named like an event of the engine's own",
      ],
    ],
    ["an announcement of nobody", state("on: {y.ended: off}"), ["6:117 unknown-event there is no actor or group `y`"]],
    [
      "an announcement of a state that is none",
      state("on: {x.onn: off}"),
      ["6:117 unknown-event `x` has no state `onn`"],
    ],
    [
      "an announcement that means two states",
      beside(
        "n: {initial: p, states: {p: {initial: c, states: {c: {}}}, q: {initial: c, states: {c: {}}}}}",
        "on: {y.c: on}",
        "y: {machine: n}, x: {machine: m}",
      ),
      ["7:56 unknown-event `c` names 2 states of `y`; write the path: `p.c`, `q.c`"],
    ],
    [
      "one event by two names",
      beside(
        "n: {initial: p, states: {p: {initial: c, states: {c: {}}}}}",
        "on: {y.c: on, y.p.c: on}",
        "y: {machine: n}, x: {machine: m}",
      ),
      ["7:65 event-twice two names of one event, `y.p.c`"],
    ],
    [
      "a calendar's event that is not declared",
      state("invoke: {src: calendar, input: {every: 1 year, from: 2010-01-01, event: nope}}"),
      ["6:184 undeclared-event the calendar sends `nope`, which `m` does not declare"],
    ],
    [
      "a calendar without a duration",
      state("invoke: {src: calendar, input: {every: 5, from: 2010-01-01, event: e}}"),
      ["6:151 kind-mismatch expected duration, found number"],
    ],
  ])("refuse %s", (_what, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});

describe("guards and delays", () => {
  it.each([
    ["a delay that is no name", state("after: {lat: off}"), ["6:120 unknown-name unknown name `lat`"]],
    ["a delay before now", state('after: {"-5 days": off}'), ["6:120 negative-delay a delay cannot be negative"]],
    [
      "a delay that is no duration",
      state('after: {"5 USD": off}'),
      ["6:120 kind-mismatch expected duration, found money (USD)"],
    ],
    [
      "a guard that is no condition",
      state("on: {e: {guard: v, target: off}}"),
      ["6:128 kind-mismatch expected boolean, found number"],
    ],
    [
      "an `always` that reads today",
      state("always: {guard: today > 2010-01-01, target: off}"),
      ["6:128 not-allowed-here `today` cannot be used here: the guard of an `always` may not read `today`"],
    ],
    [
      "an `always` that reads the ledger",
      state('always: {guard: "paid() > 0 USD", target: off}'),
      ["6:129 not-allowed-here `paid()` cannot be used here: the guard of an `always` may not read the ledger"],
    ],
    [
      "an `always` that draws",
      state("always: {guard: chance(5%), target: off}"),
      ["6:128 not-allowed-here `chance(5%)` cannot be used here: the guard of an `always` may not draw"],
    ],
    [
      "an `always` that reads the event",
      state("always: {guard: event.n > 1, target: off}"),
      ["6:128 not-allowed-here `event.n` cannot be used here: the guard of an `always` has no event"],
    ],
    [
      "an entry that reads the event",
      state("entry: {set: {v: event.n}}"),
      ["6:129 not-allowed-here `event.n` cannot be used here: entry and exit may follow several events"],
    ],
  ])("refuse %s", (_what, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});

describe("actions", () => {
  it.each([
    [
      "a payment of a rate",
      action("pay: {from: a, to: b, amount: 5 USD per year, for: rent}"),
      ["6:161 kind-mismatch `pay` moves money, and this is money per year (USD)"],
    ],
    [
      "a payment of a number",
      action("owe: {from: a, to: b, amount: 5, for: rent}"),
      ["6:161 kind-mismatch `owe` moves money, and this is number"],
    ],
    [
      "a payment to no party",
      action("pay: {from: a, to: x, amount: 5 USD, for: rent}"),
      ["6:150 kind-mismatch expected party, found actor"],
    ],
    ["a variable that is none", action("set: {w: 1}"), ["6:137 unknown-variable `m` has no variable `w`"]],
    [
      "a tell of an event that the receiver does not have",
      action("tell: {actor: x, event: gone}"),
      ["6:155 unknown-event `x` has no event `gone`"],
    ],
    [
      "a tell with another field than is needed",
      action("tell: {actor: x, event: go, with: {m: 1}}"),
      ["6:155 missing-field event `go` needs a value for `n`", "6:166 unknown-field event `go` has no field `m`"],
    ],
    ["a tell to nobody", action("tell: {actor: y, event: go}"), ["6:145 unknown-name unknown name `y`"]],
    [
      "an announcement that is not declared",
      action("announce: {event: nope}"),
      ["6:149 undeclared-event `m` announces `nope`, which it does not declare"],
    ],
    [
      "an event raised that is not declared",
      action("raise: {event: nope}"),
      ["6:146 undeclared-event `m` raises `nope`, which it does not declare"],
    ],
    [
      "an event raised before now",
      action("raise: {event: e, delay: -5 days}"),
      ["6:156 negative-delay a delay cannot be negative"],
    ],
    [
      "a note of a source that is not listed",
      action("note: {text: hi, source: zz}"),
      ["6:156 unknown-source there is no source `zz`"],
    ],
    [
      "an opening of a machine that is none",
      action("open: {machine: mm}"),
      ["6:147 unknown-machine there is no machine `mm`"],
    ],
    [
      "an opening with another input than is needed",
      beside(`n: {inputs: {size: money}, ${S}}`, "on: {e: {actions: {open: {machine: n, with: {sise: 1 USD}}}}}"),
      [
        "7:86 missing-input `open` gives no value for input `size` of `n`",
        "7:96 unknown-input machine `n` has no input `sise`",
      ],
    ],
    [
      "an opening with a value of another kind",
      beside(`n: {inputs: {size: money}, ${S}}`, "on: {e: {actions: {open: {machine: n, with: {size: 5 days}}}}}"),
      ["7:102 kind-mismatch input `size` of `n` is money, and this is duration"],
    ],
    [
      "an opening with money of another currency than it is like",
      beside(
        `n: {inputs: {size: money, cap: {kind: money, like: size}}, ${S}}`,
        "on: {e: {actions: {open: {machine: n, with: {size: 1 USD, cap: 5 RUB}}}}}",
      ),
      ["7:114 kind-mismatch expected money (USD), found money (RUB)"],
    ],
    [
      "a category that is known only later",
      beside(
        "n: {inputs: {of: text}, initial: on, states: {on: {entry: {pay: {from: a, to: b, amount: 1 USD, for: of}}}}}",
        "",
        `x: {machine: n, with: {of: "if(true, 'rent', 'city')"}}`,
      ),
      ["6:104 category-not-fixed input `of` names a category, and which one must be known at load"],
    ],
  ])("refuse %s", (_what, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});

const chartOf = (text: string, key = "m"): Chart => modelOf(text).charts.get(key) as Chart;

describe("a chart", () => {
  it("names the target: a sibling first, then a path from the root, then a leaf that is unique", () => {
    const chart = chartOf(
      machine(
        "events: {e: {}}, initial: p, states: {p: {initial: c, states: {c: {on: {e: [{target: d}, {target: q}, {target: f}, {target: .in}]}, initial: in, states: {in: {}}}, d: {}}}, q: {}, d: {initial: f, states: {f: {}, q: {}}}}",
      ),
    );
    expect(chart.states.get("p.c")?.on[0]?.transitions.map(({ targets }) => targets[0])).toEqual([
      "p.d",
      "q",
      "d.f",
      "p.c.in",
    ]);
  });

  it("orders regions, delays and what is set by name, for the order of keys means nothing", () => {
    const chart = chartOf(
      machine(
        "type: parallel, variables: {v: {kind: number, initial: 0}, u: {kind: number, initial: 0}}, states: {q: {after: {9 days: {actions: {set: {v: 1, u: 2}}}, 10 days: {}}}, p: {}}",
      ),
    );
    expect(chart.root.children.map(({ key }) => key)).toEqual(["p", "q"]);
    const after = chart.states.get("q")?.after;
    expect(after?.map(({ written }) => written)).toEqual(["10 days", "9 days"]);
    expect(after?.[1]?.transitions[0]?.effects[0]).toMatchObject({
      do: "set",
      assignments: [{ name: "u" }, { name: "v" }],
    });
  });

  it("gives two calendars of one event ids of their own", () => {
    const calendar = "{src: calendar, input: {every: 1 year, from: 2010-01-01, event: e}}";
    const chart = chartOf(state(`invoke: [${calendar}, ${calendar}]`));
    expect(chart.states.get("on")?.calendars.map(({ id }) => id)).toEqual(["on calendar e", "on calendar e 2"]);
  });

  it("is one for each binding, with the currencies, actors and texts that a use fixes", () => {
    const text = `${HEAD}machines:
  m: {inputs: {size: money, who: {kind: actor, default: x}, of: {kind: text, default: "'rent'"}}, events: {e: {}}, initial: on, states: {on: {on: {who.on: {actions: {pay: {from: a, to: b, amount: size, for: of}}}}}}}
actors: {x: {machine: m, with: {size: 5 USD}}, y: {machine: m, with: {size: 5 RUB, of: "'fee'"}}, z: {machine: m, with: {size: 7 USD}}}
`;
    const { charts, actors, categories } = modelOf(text);
    expect([...charts.keys()]).toEqual(['m{of="rent",size=USD,who=@x}', 'm{of="fee",size=RUB,who=@x}']);
    expect(actors.map(({ chart }) => chart)).toEqual([...charts.keys(), [...charts.keys()][0]]);
    expect(categories).toEqual(["fee", "rent"]);
    const effect = charts.get('m{of="fee",size=RUB,who=@x}')?.states.get("on")?.on[0]?.transitions[0]?.effects[0];
    expect(effect).toMatchObject({ do: "pay", category: "fee", amount: { kind: { type: "money", currency: "RUB" } } });
    expect(charts.get([...charts.keys()][0] as string)?.heard).toEqual(new Set(["x.on"]));
  });

  it("passes a text on to what it opens, as a category", () => {
    const text = `${HEAD}machines:
  n: {inputs: {of: text}, initial: on, states: {on: {entry: {pay: {from: a, to: b, amount: 1 USD, for: of}}}}}
  m: {inputs: {name: text}, initial: on, states: {on: {entry: {open: {machine: n, with: {of: name}}}}}}
actors: {x: {machine: m, with: {name: "'fee'"}}}
measures: {fees: paid(for: fee)}
`.replace("paid(for: fee)", '"paid(for: fee)"');
    expect(modelOf(text).categories).toEqual(["fee"]);
    expect([...modelOf(text).charts.keys()]).toContain('n{of="fee"}');
  });

  it("says what the guards of its `always` read of others", () => {
    const chart = chartOf(
      `${HEAD}assume: {limit: 5}\nmachines:\n  m: {inputs: {p: {kind: number, default: 1}}, variables: {v: {kind: number, initial: 0}}, initial: on, states: {on: {always: {guard: "is(y, off) and x.v > limit + p", target: off}}, off: {}}}\nactors: {x: {machine: m}, y: {machine: m}}\n`,
    );
    expect(chart.watched).toEqual({
      states: new Set(["y"]),
      variables: new Set(["x.v"]),
      assumptions: new Set(["limit"]),
      inputs: new Set(["p"]),
    });
  });
});
