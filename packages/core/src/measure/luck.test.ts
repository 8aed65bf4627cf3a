import { describe, expect, it } from "vitest";
import { pathUniforms } from "../chance/index.ts";
import { modelOf } from "../scenario/load-testing.ts";
import { createWorld, run } from "../world/create.ts";
import { explainPosting } from "./causes.ts";
import { luckBehind } from "./luck.ts";

const TEXT = `
steppe: 1
period: 2010-01-01 .. 2019-12-31
currency: USD
parties: [a, b]
assume:
  wait: {value: "uniform(100 days, 900 days)", judgement: x}
  slow: 2 * wait
  share: {value: "uniform(0, 1)", judgement: x}
  fixed: 10 USD
  elsewhere: {value: "uniform(0, 1)", judgement: x}
machines:
  payer:
    inputs: {delay: duration, sum: money}
    variables: {part: {kind: money, initial: 0 USD}}
    initial: idle
    states:
      idle: {after: {delay: {target: ready, actions: {set: {part: sum * share}}}}}
      ready: {after: {1 year: {target: done, actions: {pay: {from: a, to: b, amount: part, for: rent}}}}}
      done: {type: final}
  other: {initial: on, states: {on: {after: {1 day: {target: off, guard: elsewhere > 2}}}, off: {}}}
actors:
  one: {machine: payer, with: {delay: slow, sum: fixed}}
  two: {machine: other}
`;

describe("the luck behind a posting", () => {
  it("is what was drawn and read on its way: through inputs, delays, variables that were set; nothing else", () => {
    const world = run(createWorld(modelOf(TEXT), pathUniforms("luck", 2)));
    const found = luckBehind(world, explainPosting(world, 0)?.causes ?? []);
    expect(found.map(({ assumption }) => assumption.name)).toEqual(["share", "wait"]);
    for (const { assumption, value, draws } of found) {
      expect(value).toEqual(world.assumptions.value(assumption.name));
      expect(draws).toEqual([
        { site: `${assumption.name}/1`, u: world.uniforms.u("assume", `${assumption.name}/1`, 0) },
      ]);
    }
  });
});
