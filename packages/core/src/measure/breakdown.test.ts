/** Measures taken apart: the parts make the figure, and are those of the branch that was taken. */
import { describe, expect, it } from "vitest";
import { pathUniforms } from "../chance/index.ts";
import { loadScenario } from "../index.ts";
import { MACHINES } from "../machines/index.ts";
import { exact, parseDate, roundHalfEven, ZERO } from "../quantity/index.ts";
import type { Model } from "../scenario/model.ts";
import { createWorld, run } from "../world/create.ts";
import { breakdownOf } from "./breakdown.ts";
import { drawnOn } from "./drawn.ts";
import { outcomeOf } from "./outcome.ts";
import { shownKind } from "./shares.ts";

const SCENARIO = `steppe: 1
title: x
period: 2004-01-01 .. 2007-12-31
currency: USD
parties: [a, b]
assume:
  third: {value: "uniform(1, 2) / 3", judgement: x}
  part: {value: "triangular(0%, 4%, 30%)", judgement: x}
  given: {value: 0.2, judgement: x}
  growth: {value: "1.05", judgement: x}
  luck: {value: chance(50%), judgement: x}
rates:
  EUR/USD: {series: {2004-01-01: 3, 2006-01-01: 0.7}, source: "judgement: x"}
machines:
  toll:
    inputs: {part: share}
    events: {due: {}, settle: {}}
    initial: on
    states:
      on:
        invoke: {src: calendar, input: {every: 3 months, from: 2004-03-31, event: due}}
        on:
          due: {actions: [{owe: {from: a, to: b, amount: 100.01 EUR, for: toll}}]}
          settle: {target: on, reenter: true, actions: [{pay: {from: a, to: b, amount: 150 EUR, for: toll}}]}
actors:
  lease: {machine: lease, with: {landlord: b, tenant: a, rent: 7 USD per year, from: 2004-03-31, until: 2006-05-13}}
  toll: {machine: toll, with: {part: given}}
timeline:
  - {on: 2005-02-01, actor: toll, event: settle}
  - {on: 2006-02-01, actor: toll, event: settle}
measures:
  all: "paid(in: USD)"
  worth: "npv(net(b, in: USD), 3.5%) + 2 * paid(for: rent)"
  owed: "owed(for: toll, currency: EUR)"
  either: "if(count(toll.on) > 9, paid(for: rent), due(in: USD))"
  in_all: count(toll.on)
  expired: date(lease.expired)
  share: part
  growing: growth
`;

function modelOf(text: string): Model {
  const loaded = loadScenario({ scenario: "a.yaml" }, () => ({ bytes: new TextEncoder().encode(text) }), MACHINES);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 2));
  return loaded.model;
}

const model = modelOf(SCENARIO);
const world = run(createWorld(model, pathUniforms("test", 5)));
const dayOf = (text: string): number => (parseDate(text) as { day: number }).day;

function taken(name: string, until = model.period.end) {
  const measure = model.measures.find((one) => one.name === name);
  if (!measure) throw new Error(`no ${name}`);
  const at = until === model.period.end ? world : run(createWorld(model, world.uniforms), { until });
  return breakdownOf(at, measure, until);
}

describe("the parts of a sum", () => {
  it.each(["all", "worth", "owed", "either"])("make it, as the outcome has it: %s", (name) => {
    const found = taken(name);
    const measured = outcomeOf(world).measures.find(({ measure }) => measure.name === name);
    expect(found.result).toEqual(measured?.result);
    for (const { parts, minor } of found.sums) {
      expect(parts.length).toBeGreaterThan(0);
      expect(roundHalfEven(parts.reduce((sum, { adds }) => sum.add(adds), ZERO))).toBe(minor);
    }
  });

  it("are converted at the rate of their day, and signed", () => {
    const [sum] = taken("all").sums;
    const payments = sum?.parts.filter(({ posting }) => posting.category === "toll") ?? [];
    expect(payments.map(({ rate, adds, minor }) => [rate?.toFraction(), adds.toFraction(), minor])).toEqual([
      ["3", "5000", 15000n],
      ["7/10", exact(15000).div(exact(7, 10)).toFraction(), 15000n],
    ]);
    const owed = taken("owed").sums[0]?.parts.map(({ minor }) => minor);
    expect(owed?.slice(0, 6)).toEqual([10001n, 10001n, 10001n, 10001n, -15000n, 10001n]);
    expect(sum?.parts.find(({ posting }) => posting.category === "rent")).not.toHaveProperty("rate");
  });

  it("are discounted from the first day", () => {
    const [npv, plain] = taken("worth").sums;
    expect(npv?.discount).toEqual({ rate: exact(35, 1000), from: model.period.start });
    for (const { factor, posting } of npv?.parts ?? []) {
      expect(factor?.valueOf()).toBeCloseTo(1.035 ** (-(posting.date - model.period.start) / 365), 12);
    }
    expect(plain?.discount).toBe(undefined);
    expect(plain?.formula).toBe("paid(for: rent)");
  });

  it("are those of the branch that was taken", () => {
    expect(taken("either").sums.map(({ formula }) => formula)).toEqual(["due(in: USD)"]);
  });

  it("stop at the day asked for", () => {
    expect(taken("all", dayOf("2005-01-31")).sums[0]?.parts.every(({ rate }) => rate === undefined)).toBe(true);
  });
});

describe("the steps behind a state", () => {
  it("are all that entered it, the start among them", () => {
    const [count] = taken("in_all").states;
    expect(count?.steps.map(({ actor, event }) => [actor, event])).toEqual([
      ["toll", "xstate.init"],
      ["toll", "settle"],
      ["toll", "settle"],
    ]);
    expect(count?.value).toEqual(exact(3));
    expect(taken("expired").states[0]?.steps.map(({ date }) => date)).toEqual([dayOf("2006-05-14")]);
    expect(taken("expired", dayOf("2006-01-01")).states[0]?.steps).toEqual([]);
  });
});

describe("what is drawn", () => {
  const drawn = (path: string, k: number) =>
    drawnOn({ path: `assume.${path}`, what: "assumption" }, model, pathUniforms("test", k));

  it("comes with its draws, and is what the run has", () => {
    for (const name of ["third", "part", "luck"]) {
      const found = drawn(name, 5);
      expect(found?.result).toEqual({ value: world.assumptions.value(name) });
      expect(found?.draws.map(({ u }) => u)).toEqual([
        pathUniforms("test", 5).u("assume", found?.draws[0]?.site as string, 0),
      ]);
    }
    expect(drawn("third", 6)).not.toEqual(drawn("third", 5));
    expect(drawnOn({ path: "measures.all", what: "measure" }, model, pathUniforms("test", 5))).toBe(undefined);
  });
});

describe("shares", () => {
  it("are what is written in per cent throughout, or given to an input that is one", () => {
    const kinds = [...model.assumptions.values()].map(({ name, kind }) => [name, shownKind(model, kind, name).type]);
    expect(Object.fromEntries(kinds)).toEqual({
      third: "number",
      part: "share",
      given: "share",
      growth: "number",
      luck: "boolean",
    });
    const drawn = outcomeOf(world).drawn.map(({ name, kind }) => [name, kind.type]);
    expect(drawn).toEqual([
      ["third", "number"],
      ["part", "share"],
      ["luck", "boolean"],
    ]);
    const measured = outcomeOf(world).measures.map(({ measure, kind }) => [measure.name, kind.type]);
    expect(Object.fromEntries(measured)).toMatchObject({ share: "share", growing: "number", in_all: "number" });
  });
});
