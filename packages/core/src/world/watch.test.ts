/** Who is asked again: guards of `always` that read what a step has changed. */
import { describe, expect, it } from "vitest";
import { HEAD } from "../scenario/load-testing.ts";
import { linesOf, postingsOf, ran } from "./world-testing.ts";

describe("asking again", () => {
  const asked = (guard: string, more: string) => `${HEAD}machines:
  m:
    inputs: {limit: {kind: money, default: level}}
    variables: {seen: {kind: number, initial: 0}, height: {kind: money, initial: 0 USD}}
    events: {go: {}, back: {}, up: {}}
    initial: off
    states:
      off: {on: {go: on, up: {actions: {set: {height: height + 5 USD}}}}}
      on: {on: {back: off, go: {target: on, reenter: true}}}
  w:
    inputs: {bound: {kind: money, default: level}}
    initial: calm
    states: {calm: {always: {guard: "${guard}", target: alarm}}, alarm: {}}
assume: {level: 1 USD, twice: 2 * level, threshold: 10 USD}
actors: {w: {machine: w}, m: {machine: m, with: {limit: twice}}, v: {machine: w}}
timeline:
${more}
`;
  const asks = (world: ReturnType<typeof ran>) => linesOf(world).filter((line) => line.includes("steppe.ask"));

  it("follows the states of others, each watcher once, in the order of actors", () => {
    expect(asks(ran(asked("is(m, on)", "  - {on: 2010-05-01, actor: m, event: go}")))).toEqual([
      "2010-05-01 w: steppe.ask calm -> alarm",
      "2010-05-01 v: steppe.ask calm -> alarm",
    ]);
  });

  it("follows how often a state was entered, by a transition to itself too", () => {
    const twice = "  - {on: 2010-05-01, actor: m, event: go}\n  - {on: 2010-05-02, actor: m, event: go}";
    expect(asks(ran(asked("count(m.on) = 2", twice)))[0]).toBe("2010-05-02 w: steppe.ask calm -> alarm");
  });

  it("follows the variables of others", () => {
    const text = asked(
      "m.height > 5 USD",
      "  - {on: 2010-05-01, actor: m, event: up}\n  - {on: 2010-05-03, actor: m, event: up}",
    );
    expect(asks(ran(text))[0]).toBe("2010-05-03 w: steppe.ask calm -> alarm");
  });

  it.each([
    ["an assumption", "level > 5 USD"],
    ["an assumption made of another", "twice > 5 USD"],
    ["an input of another, by the assumptions behind it", "m.limit > 5 USD"],
    ["an own input, by those behind its default", "bound > 5 USD"],
  ])("follows %s that changes on the timeline", (_what, guard) => {
    const text = asked(guard, "  - {on: 2010-05-01, assume: {level: 7 USD}}");
    expect(asks(ran(text))).toEqual([
      "2010-05-01 w: steppe.ask calm -> alarm",
      "2010-05-01 v: steppe.ask calm -> alarm",
    ]);
  });

  it("asks an actor that watches itself by its own name", () => {
    const world = ran(`${HEAD}machines:
  m:
    events: {go: {}}
    initial: p
    states: {p: {on: {go: q}}, q: {always: {guard: "is(self, q)", target: r}}, r: {}}
actors: {self: {machine: m}}
timeline: [{on: 2010-05-01, actor: self, event: go}]
`);
    expect(linesOf(world)).toEqual(["2010-05-01 self: go p -> q", "2010-05-01 self: steppe.ask q -> r"]);
  });

  it("keeps what an `always` without a target does, and makes no step of one that is refused", () => {
    const world = ran(`${HEAD}machines:
  m: {events: {go: {}}, initial: off, states: {off: {on: {go: on}}, on: {}}}
  w:
    initial: calm
    states: {calm: {always: {guard: "is(m, on)", actions: {pay: {from: a, to: b, amount: 3 USD, for: alarm}}}}}
actors: {m: {machine: m}, w: {machine: w}}
timeline: [{on: 2010-05-01, actor: m, event: go}, {on: 2010-05-02, actor: m, event: go}]
`);
    expect(postingsOf(world)).toEqual(["2010-05-01 pay 3 a b alarm"]);
    expect(asks(world)).toEqual(["2010-05-01 w: steppe.ask calm"]);
  });
});
