import { describe, expect, it } from "vitest";
import { HEAD } from "../scenario/load-testing.ts";
import { ran, stepLine } from "../world/world-testing.ts";
import { causesOf, explainPosting } from "./causes.ts";

const WORLD = ran(`${HEAD}machines:
  office: {events: {crash: {}}, initial: on, states: {on: {on: {crash: {actions: {open: {machine: claim}}}}}}}
  claim: {initial: lodged, states: {lodged: {after: {30 days: paid}}, paid: {entry: {pay: {from: a, to: b, amount: 4 USD, for: damage}}}}}
actors: {x: {machine: office}}
timeline: [{id: wreck, on: 2010-02-01, actor: x, event: crash, source: "judgement: test"}]
`);

describe("explainPosting", () => {
  it("leads from a posting back to the entry of the timeline it began with", () => {
    const found = explainPosting(WORLD, 0);
    expect(found?.posting).toMatchObject({ n: 0, minor: 400n, category: "damage" });
    expect(
      found?.causes.map(({ step, entry }) => `${step.origin.from}${entry ? ` ${entry.id}` : ""}: ${stepLine(step)}`),
    ).toEqual([
      "timer: 2010-03-03 x/claim/1: xstate.after.lodged after 30 days.m/lodged lodged -> paid",
      "reaction: 2010-02-01 x/claim/1: xstate.init -> lodged",
      "timeline wreck: 2010-02-01 x: crash on",
    ]);
    expect(found?.causes.at(-1)?.entry?.judgement).toBe("test");
  });

  it("knows no posting past the last", () => {
    expect(explainPosting(WORLD, 1)).toBe(undefined);
    expect(causesOf(WORLD, 99)).toEqual([]);
  });
});
