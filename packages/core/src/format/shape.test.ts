import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Problem } from "../problem.ts";
import { treeOf } from "../source/read-testing.ts";
import { checkShape, checkWhole } from "./shape.ts";

const brief = ({ code, place, message, help }: Problem) =>
  `${place?.line}:${place?.column}+${place?.length} ${code}: ${message}${help?.length ? ` (${help.join("; ")})` : ""}`;
const shapeOf = (text: string) => checkShape(treeOf(text)).map(brief);
/** A state `s` of a machine `m`, its body in braces. */
const inState = (body: string) => `machines: {m: {states: {s: {${body}}}}}\n`;

const WHOLE = `steppe: 1
title: A lease
period: 2004-01-01 .. 2050-12-31
currency: USD
sources:
  astana-times: {title: "Sky's the limit", outlet: The Astana Times, year: 2013}
parties: [kazakhstan, russia]
assume:
  rent: {value: 115 million USD per year, source: astana-times}
  share: "triangular(0%, 4%, 30%)"
  fee: {2004-01-01: 1 USD, 2030-01-01: 2 USD}
  toll: {series: {2004-01-01: 1 USD}, source: astana-times}
rates:
  RUB/USD: {2013-01-30: 30.13}
indices:
  cpi: {series: {2004: 100, 2005: 103}, source: astana-times}
machines:
  subsidy:
    inputs: {payer: party, late: {kind: duration, default: 90 days}}
    variables: {owing: {kind: money, initial: 0 USD}, rent: {kind: money per year, initial: yearly}}
    events: {stop: {}, crash: {claimed: money, inside: {kind: boolean, default: false}}}
    delays: {grace: 90 days}
    initial: running
    states:
      running:
        invoke: {src: calendar, input: {every: 1 year, from: 2004-12-31, event: due}}
        entry: {set: {owing: 1 USD}}
        on:
          due: {actions: {type: pay, params: {from: payer, to: receiver, amount: yearly, for: city}}}
          stop: stopped
          lease.ended: [{target: stopped, guard: owing > 0 USD}, {guard: {type: when, params: {is: a}}, actions: [{tell: {actor: x, event: y}}]}]
        after: {grace: {target: stopped, reenter: true}}
        always: {target: stopped}
      stopped: {type: final}
      deep: {type: parallel, states: {a: {initial: b, states: {b: {}, h: {type: history, history: deep, target: b}}}}}
actors:
  lease: {machine: lease, with: {landlord: kazakhstan, every: 3 months}}
timeline:
  - {id: crash-2007, on: 2007-09-06, actor: launches, event: crash, with: {claimed: 60 million USD}, source: x}
  - {on: 2030-01-01, assume: {rent: 175 million USD per year}}
  - {on: 2030-01-01, after: 7, actor: lease, event: notice}
force: [{actor: lease, site: crash, n: 0, value: true}]
measures:
  rent_paid: paid
  lease_end: {value: date(lease.ended), title: The end}
variants:
  on-time: {extends: other, actors: {vostochny: {with: {ready: 2015-12-31}}}, assume: {rent: null}}
expect:
  - {never: date(lease.ended) < today, id: no-rent}
  - {at_end: "true", doc: x}
`;

it("takes a whole scenario with every section", () => {
  expect(shapeOf(WHOLE)).toEqual([]);
  expect(checkWhole(treeOf(WHOLE)).map(brief)).toEqual([]);
});

describe("top level", () => {
  const table: readonly (readonly [string, readonly string[]])[] = [
    ["titel: x\n", ["1:1+5 unknown-key: unknown key `titel` (did you mean `title`?)"]],
    [
      "steppe: 2\n",
      ["1:9+1 bad-value: expected `1`, found `2` (this is the only version of the format: write `steppe: 1`)"],
    ],
    [
      "period: 2004\n",
      ["1:9+4 bad-value: `2004` is not a period (write two dates, both included: `2004-01-01 .. 2050-12-31`)"],
    ],
    ["currency: usd\n", ["1:11+3 bad-value: `usd` is not a currency (write its three capital letters: `USD`)"]],
    [
      "parties: [A, {b: c}]\n",
      [
        "1:11+1 bad-value: `A` is not a name (write small letters, digits and `_`, a letter first)",
        "1:14+6 wrong-shape: expected text, found a mapping",
      ],
    ],
    ["title: [a]\n", ["1:8+3 wrong-shape: expected text, found a list"]],
    [
      "actors: [a]\n",
      ["1:9+3 wrong-shape: expected a mapping, found a list (it is written `actors: {lease: {machine: lease}}`)"],
    ],
    [
      "timeline: {a: b}\n",
      [
        "1:11+6 wrong-shape: expected a list, found a mapping (it is written `timeline: [{on: 2018-11-15, actor: lease, event: end}]`)",
      ],
    ],
    [
      "timeline:\n  -\n",
      [
        "2:4+1 wrong-shape: expected a mapping, found nothing (it is written `- {on: 2018-11-15, actor: lease, event: end}`)",
      ],
    ],
    ["- a\n", ["1:1+3 wrong-shape: expected a mapping, found a list"]],
    ["parties: {un: UN}\n", ["1:15+2 wrong-shape: expected a mapping, found text (it is written `un: {title: UN}`)"]],
    ["text\n", ["1:1+4 wrong-shape: expected a mapping, found text"]],
    [
      "rates: {rub/usd: {}}\n",
      ["1:9+7 bad-name: `rub/usd` is not a pair of currencies (write `RUB/USD` for roubles for one dollar)"],
    ],
    ["variants: {v: {steppe: 1}}\n", ["1:16+6 unknown-key: unknown key `steppe` in `v`"]],
    [
      "expect: [{always: a, never: b}, {doc: x}]\n",
      [
        "1:10+21 bad-value: exactly one of `always`, `never`, `at_end` must be here (keep one of them)",
        "1:33+8 bad-value: exactly one of `always`, `never`, `at_end` must be here (keep one of them)",
      ],
    ],
  ];
  it.each(table)("%s", (text, expected) => {
    expect(shapeOf(text)).toEqual(expected);
  });
});

describe("assumptions", () => {
  const table: readonly (readonly [string, readonly string[]])[] = [
    ["{Rent: 5}", ["1:10+4 bad-name: `Rent` is not a name (write small letters, digits and `_`, a letter first)"]],
    ["{r: {vale: 3, source: x}}", ["1:14+4 unknown-key: unknown key `vale` in `r` (did you mean `value`?)"]],
    ["{r: {value: [1]}}", ["1:21+3 wrong-shape: expected text, found a list"]],
    [
      "{r: {2004-01-01: 3, 2005-1-1: 4}}",
      ["1:29+8 bad-name: `2005-1-1` is not a date (write year, month and day: `2004-01-31`)"],
    ],
    ["{r: {series: {2004: 1}}}", ["1:23+4 bad-name: `2004` is not a date (write year, month and day: `2004-01-31`)"]],
    [
      "{r: [1]}",
      [
        "1:13+3 wrong-shape: expected text or a mapping, found a list (it is written `rent: {value: 12 million USD per year, source: lease-2010}`)",
      ],
    ],
    ["{r: {source: x}}", []],
    ["{r: null}", []],
  ];
  it.each(table)("%s", (text, expected) => {
    expect(shapeOf(`assume: ${text}\n`)).toEqual(expected);
  });
});

describe("machines", () => {
  // Columns count from the first character in the braces of the state, which stands in column 29.
  const table: readonly (readonly [string, readonly string[]])[] = [
    ["typ: final", ["29+3 unknown-key: unknown key `typ` in `s` (did you mean `type`?)"]],
    [
      "type: finale",
      ["35+6 bad-value: expected `parallel`, `final` or `history`, found `finale` (did you mean `final`?)"],
    ],
    ["entry: {pya: {from: a}}", ["37+3 unknown-key: unknown key `pya` in `entry` (did you mean `pay`?)"]],
    ["entry: {pay: {from: a, too: b}}", ["52+3 unknown-key: unknown key `too` in `pay` (did you mean `to`?)"]],
    [
      "entry: {type: pay, params: {from: a, too: b}}",
      ["66+3 unknown-key: unknown key `too` in `params` (did you mean `to`?)"],
    ],
    [
      "entry: {type: pey, params: {}}",
      [
        "43+3 bad-value: expected `owe`, `pay`, `set`, `tell`, `announce`, `open`, `note`, `raise` or `cancel`, found `pey` (did you mean `pay`?)",
      ],
    ],
    [
      "entry: {cancel: {id: a}, note: {text: b}}",
      [
        "36+34 bad-value: exactly one of `owe`, `pay`, `set`, `tell`, `announce`, `open`, `note`, `raise`, `cancel` must be here (keep one of them)",
      ],
    ],
    [
      "entry: [{set: {A: 1}}]",
      ["44+1 bad-name: `A` is not a name (write small letters, digits and `_`, a letter first)"],
    ],
    [
      "entry: pay",
      ["36+3 wrong-shape: expected a mapping or a list, found text (it is written `entry: [{set: {seen: seen + 1}}]`)"],
    ],
    ["on: {go: [a, {tagret: b}]}", ["43+6 unknown-key: unknown key `tagret` (did you mean `target`?)"]],
    [
      "on: {Go: a}",
      ["34+2 bad-name: `Go` is not the name of an event (write `crash`, or `lease.ended` for what an actor announces)"],
    ],
    ["on: {go: {guard: [a]}}", ["46+3 wrong-shape: expected text or a mapping, found a list"]],
    [
      "always: {guard: {type: whn, params: {is: a}}}",
      ["52+3 bad-value: expected `when`, found `whn` (did you mean `when`?)"],
    ],
    ["on: crash", ["33+5 wrong-shape: expected a mapping, found text (it is written `on: {storm: closed}`)"]],
    ["on: [crash]", ["33+7 wrong-shape: expected a mapping, found a list (it is written `on: {storm: closed}`)"]],
    ["invoke: {src: calender}", ["43+8 bad-value: expected `calendar`, found `calender` (did you mean `calendar`?)"]],
    ["invoke: {src: clock}", ["43+5 bad-value: expected `calendar`, found `clock` (write `calendar`)"]],
    ["states: {a: {states: {b: {typ: 1}}}}", ["55+3 unknown-key: unknown key `typ` in `b` (did you mean `type`?)"]],
  ];
  it.each(table)("%s", (text, expected) => {
    expect(inState(text).indexOf(text)).toBe(28);
    expect(shapeOf(inState(text))).toEqual(expected.map((line) => `1:${line}`));
  });
});

describe("the whole", () => {
  it("names what is missing, at its parent's key", () => {
    const text = `steppe: 1\nactors:\n  a: {with: {x: 1}}\nassume:\n  r: {source: x}\n${inState("entry: [{pay: {from: a}}]")}`;
    expect(shapeOf(text)).toEqual([]);
    expect(checkWhole(treeOf(text)).map(brief)).toEqual([
      "1:1+9 missing-key: `period` is missing (add first and last day: `period: 2004-01-01 .. 2050-12-31`)",
      "1:1+9 missing-key: `currency` is missing (add the currency of sums: `currency: USD`)",
      "3:3+1 missing-key: `machine` is missing in `a` (add `machine: …`)",
      "5:3+1 missing-key: `value` is missing in `r` (add `value: …`)",
      "6:38+3 missing-key: `to` is missing in `pay` (add `to: …`)",
      "6:38+3 missing-key: `amount` is missing in `pay` (add `amount: …`)",
      "6:38+3 missing-key: `for` is missing in `pay` (add `for: …`)",
    ]);
  });

  it("asks nothing of variants", () => {
    const variant = `${WHOLE.split("variants:")[0]}variants: {v: {actors: {a: {with: {x: 1}}}}}\n`;
    expect(checkWhole(treeOf(variant))).toEqual([]);
  });
});

it("finds every misspelt key of the top level, wherever else the file is right", () => {
  const keys = [
    "title",
    "period",
    "currency",
    "sources",
    "parties",
    "assume",
    "actors",
    "timeline",
    "measures",
    "variants",
  ];
  fc.assert(
    fc.property(fc.constantFrom(...keys), fc.nat(20), (key, at) => {
      const wrong = `${key.slice(0, at % key.length)}x${key.slice(at % key.length)}`;
      const [problem, ...rest] = checkShape(treeOf(`doc: d\n${wrong}: x\n`));
      expect(rest).toEqual([]);
      expect(problem).toMatchObject({ code: "unknown-key", place: { line: 2, column: 1, length: wrong.length } });
      expect(problem?.help).toEqual([`did you mean \`${key}\`?`]);
    }),
  );
});
