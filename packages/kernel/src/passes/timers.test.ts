/** Timers that nobody hears are not put down; where their ringing may be noticed, they are. */
import { expect, it } from "vitest";
import { type Tried, tried } from "./passes-testing.ts";

interface Parts {
  readonly after?: string;
  readonly raise?: string;
  readonly more?: string;
  readonly always?: string;
  readonly heard?: string;
}

/** A machine whose first state puts down timers again and again; with `ears` it runs together with another. */
const model = (ears: boolean, { after = "", raise = "", more = "", always = "", heard = "" }: Parts) => `machines:
  m:
    inputs: {keen: {kind: boolean, default: true}}
    variables: {n: {kind: number, initial: 0}}
    events: {idle: {}}
    initial: on
    states:
      on:
        entry: [${raise || "{note: {text: nothing}}"}]
${always}        on: {${heard}}
        after:
          "exponential(40 days, as: w)": {target: off, actions: [{set: {n: n + 1}}, {pay: {from: pa, to: pb, amount: 2 USD, for: x}}]}
${after}      off: {after: {10 days: on}}
  ears:
    initial: on
    states: {on: {on: {a.off: {actions: {pay: {from: pa, to: pb, amount: 1 USD, for: z}}}}}}
actors: {a: {machine: m}${ears ? ", ears: {machine: ears}" : ""}}
${more}measures: {all: paid(), n: a.n}
`;

function unheard(parts: Parts): readonly number[] {
  return [false, true].map((ears) => {
    const found: Tried = tried(model(ears, parts), { paths: 12 });
    expect(found.differs).toBeUndefined();
    expect(found.left).toBe(0);
    expect(found.together("a") === undefined).toBe(!ears);
    return found.decisions.timers.unheard.get(0)?.size ?? 0;
  });
}

const IDLE = "{raise: {event: idle, delay: 7 days, id: idle}}";

it.each([
  [{ raise: IDLE }],
  [{ raise: '{raise: {event: idle, delay: "exponential(9 days, as: v)", id: idle}}' }],
  [{ after: '          3 days: {guard: "not keen", target: off}\n' }],
  [{ raise: IDLE, more: "expect: [{id: e, always: 2 USD < 3 USD}]\n" }],
])("%o: it is not put down", (parts: Parts) => {
  expect(unheard(parts)).toEqual([1, 1]);
});

it.each([
  ["somebody hears it", { raise: IDLE, heard: "idle: {actions: {set: {n: n + 1}}}" }],
  ["it is a question each time", { after: '          3 days: {guard: "n > 3", target: off}\n' }],
  ["an `always` is asked after it", { raise: IDLE, always: '        always: {guard: "n > 40", target: off}\n' }],
  ["its delay is nothing", { raise: "{raise: {event: idle, delay: 0 days, id: idle}}" }],
  ["its delay may go wrong", { raise: '{raise: {event: idle, delay: "1 day * (n + 1)", id: idle}}' }],
  ["what is expected reads the day", { raise: IDLE, more: "expect: [{id: e, never: today > 2021-01-31}]\n" }],
])("%s: it is put down", (_, parts: Parts) => {
  expect(unheard(parts)).toEqual([0, 0]);
});

it("many of one day are the World's to judge", { timeout: 60_000 }, () => {
  const round = `machines:
  m:
    events: {idle: {}}
    variables: {n: {kind: number, initial: 0}}
    initial: on
    states:
      on:
        entry: {raise: {event: idle, delay: 1 day, id: idle}}
        after: {0 days: [{guard: n < 7000, target: on, reenter: true, actions: {set: {n: n + 1}}}]}
actors: {a: {machine: m}}
measures: {n: a.n}
`;
  const found = tried(round, { paths: 1 });
  expect(found.differs).toBeUndefined();
  expect(found.decisions.timers.unheard.get(0)?.size).toBe(1);
  expect(found.left).toBe(1);
  expect(found.wrong).toBe(0);
});
