import { describe, expect, it } from "vitest";
import { pathUniforms } from "../chance/index.ts";
import { HEAD, modelOf } from "../scenario/load-testing.ts";
import { run, tell } from "./create.ts";
import { restoreWorld, saveWorld } from "./save.ts";
import { step } from "./step.ts";
import type { World } from "./world.ts";
import { worldOf } from "./world-testing.ts";

const CHANCE = pathUniforms("save", 7);
const TEXT = `${HEAD}assume: {rent: 10 USD, late: 5 days}
machines:
  m:
    inputs: {rent: money}
    variables: {when: {kind: date, initial: never}, wait: {kind: duration, initial: 1 month}, who: {kind: actor, initial: opener}, odds: {kind: share, initial: 1 / 3}}
    events: {due: {}, leave: {}, back: {}, hear: {n: number}, more: {}}
    type: parallel
    states:
      left:
        initial: one
        states:
          one: {always: {guard: odds > 40%, target: two}, on: {back: two.past}, after: {"uniform(10 days, 20 days)": two}}
          two: {initial: deep, states: {deep: {on: {leave: one}, after: {9 days: deeper}}, deeper: {on: {leave: one}}, past: {type: history, history: deep}}}
      right:
        initial: on
        states:
          on:
            invoke: {src: calendar, input: {every: 1 month, from: 2010-01-31, event: due}}
            on:
              due: {target: on, reenter: true, actions: [{owe: {from: a, to: b, amount: rent, for: rent}}, {pay: {from: a, to: b, amount: rent / 3, for: rent}}]}
              more: {actions: [{open: {machine: n, as: crowd, with: {size: rent}}}, {raise: {event: hear, delay: late, with: {n: "uniform(0, 1)"}}}]}
              hear: {actions: {set: {odds: "odds * event.n"}}}
              crowd.done: {actions: {set: {who: event.actor, when: today}}}
  n: {inputs: {size: money}, initial: up, states: {up: {after: {exponential(30 days): done}}, done: {type: final}}}
actors: {x: {machine: m, with: {rent: rent}}}
timeline:
  - {on: 2010-03-01, assume: {rent: 20 USD}}
  - {id: one, on: 2010-03-05, actor: x, event: more}
  - {id: two, on: 2010-03-05, after: 1, actor: x, event: more}
  - {on: 2010-04-05, actor: x, event: leave}
  - {on: 2010-04-10, actor: x, event: back}
expect: [{always: odds_of > 1}]
`.replace("odds_of > 1", "x.odds < 30%");

const plain = (world: World) => JSON.stringify(saveWorld(world));

describe("a saved World", () => {
  const model = modelOf(TEXT);
  const begun = tell(worldOf(TEXT, CHANCE), { actor: "x", event: "more" }) as World;
  const begin: World = { ...begun, model };

  it("restored at any step runs on to the same, with timers, calendars, history, draws and what was told", () => {
    const end = plain(run(begin));
    expect(JSON.parse(end).trace.length).toBeGreaterThan(30);
    expect(JSON.parse(end).violations).toHaveLength(1);
    for (let world = begin; !world.ended; world = step(world)) {
      const restored = restoreWorld(model, CHANCE, JSON.parse(plain(world)));
      expect(plain(restored)).toBe(plain(world));
      expect(plain(run(restored))).toBe(end);
    }
  });

  it("is plain JSON: no number that JSON does not have, no bigint", () => {
    const text = plain(run(begin));
    expect(text).not.toContain("null");
    expect(JSON.parse(text)).toEqual(saveWorld(run(begin)));
  });

  it("keeps the problem of a World that went wrong", () => {
    const text = `${HEAD}machines: {m: {initial: on, states: {on: {entry: {pay: {from: a, to: b, amount: -1 USD, for: rent}}}}}}\nactors: {x: {machine: m}}\n`;
    const wrong = run(worldOf(text, CHANCE));
    const restored = restoreWorld(wrong.model, CHANCE, JSON.parse(plain(wrong)));
    expect(restored.problem).toEqual(wrong.problem);
    expect(wrong.problem?.code).toBe("negative-amount");
  });

  it("goes only with the scenario it came from, in a form that is known", () => {
    const saved = saveWorld(begin);
    const other = modelOf(TEXT.replace("10 USD", "11 USD"));
    expect(() => restoreWorld(other, CHANCE, saved)).toThrow("the saved World is of another scenario");
    expect(() => restoreWorld(model, CHANCE, { ...saved, schema: "x" } as never)).toThrow("not a saved World: x");
  });
});
