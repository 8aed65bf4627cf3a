/** Plans: nothing lies on anything else, every name has a number, and money moves only where it can. */
import { createWorld, pathUniforms, run } from "@steppe/core";
import { expect, test } from "vitest";
import { BERTH, modelOf } from "../kernel-testing.ts";
import { CALENDAR, DRAW, HEAD_BYTES, TIMER } from "./chart-layout.ts";
import { GLOBAL, GROUP, MILESTONE, type Plan, planOf, TOTAL } from "./plan.ts";
import { isOpenedName, openedIndex, openedName, Texts } from "./texts.ts";
import { totalNumber } from "./totals.ts";

/** The berth, with an agent who is paid by whoever opens him, and a party that is chosen on the way. */
const TEXT = BERTH.replace("parties: [harbour, carrier]", "parties: [harbour, carrier, agent, bystander]")
  .replace(
    "  clearance:\n    initial: open\n",
    `  clearance:
    inputs: {payer: party, fee: {kind: money, default: 7 EUR}, kept: {kind: duration, default: 3 days}}
    variables: {who: {kind: party, initial: agent}, n: {kind: number, initial: 0}}
    events: {told: {a: {kind: number, default: 1}, b: {kind: date, default: today}}}
    entry:
      - {owe: {from: payer, to: agent, amount: fee, for: agency}}
      - {raise: {event: told, delay: "exponential(kept)", id: later}}
    initial: open
`,
  )
  .replace("as: claim}}", "as: claim, with: {payer: carrier}}}");

function plannedOf(text: string): Plan {
  const plan = planOf(modelOf(text));
  if ("reason" in plan) throw new Error(plan.reason);
  return plan;
}

const plan = plannedOf(TEXT);

/** Asserts that ranges of bytes keep apart, and begin where doubles may. */
function apart(ranges: readonly { readonly what: string; readonly at: number; readonly bytes: number }[]): void {
  const sorted = [...ranges].sort((a, b) => a.at - b.at);
  for (const [index, { what, at }] of sorted.entries()) {
    const before = sorted[index - 1];
    expect(before ? before.at + before.bytes : 0, `${before?.what} reaches into ${what}`).toBeLessThanOrEqual(at);
    expect(at % 8, what).toBe(0);
  }
}

test("the parts of a block keep apart, within the block", () => {
  for (const layout of plan.layouts.values()) {
    const { inputs, variables, timers, calendars, draws, opens, payloadBytes } = layout;
    const parts = [
      { what: "head", at: 0, bytes: HEAD_BYTES },
      ...[...inputs.values(), ...variables.values()].map(({ name, offset }) => ({ what: name, at: offset, bytes: 8 })),
      ...[...timers.values()].map(({ id, offset }) => ({ what: id, at: offset, bytes: TIMER.payload + payloadBytes })),
      ...[...calendars.values()].map(({ id, offset }) => ({ what: id, at: offset, bytes: CALENDAR.bytes })),
      ...[...draws.values()].map(({ site, offset }) => ({ what: site, at: offset, bytes: DRAW.bytes })),
      ...[...opens].map(([group, offset]) => ({ what: group, at: offset, bytes: 4 })),
    ];
    apart(parts);
    for (const { at, bytes } of parts) expect(at + bytes).toBeLessThanOrEqual(layout.bytes);
  }
  const clearance = [...plan.pools.values()][0]?.layout;
  expect([...(clearance?.inputs.keys() ?? [])]).toEqual(["payer", "fee", "kept"]);
  expect(clearance?.timers.size).toBe(2);
  expect(clearance?.draws.size).toBe(1);
  expect(clearance?.payloadBytes).toBe(16);
});

test("what a plan places keeps apart, what a path changes before the rest", () => {
  const { regions, ledger, groups, milestones, actors } = plan;
  const { opened, ...others } = regions;
  const changed = [
    { what: "globals", at: 0, bytes: GLOBAL.bytes },
    { what: "ledger", at: ledger.address, bytes: ledger.totals * TOTAL.bytes },
    ...[...groups.values()].map(({ name, address }) => ({ what: name, at: address, bytes: GROUP.bytes })),
    ...[...milestones].map(([key, address]) => ({ what: key, at: address, bytes: MILESTONE.bytes })),
    ...actors.map(({ name, address, layout }) => ({ what: name, at: address, bytes: layout.bytes })),
  ];
  const kept = [
    ...Object.entries(others).map(([what, { address, stride, capacity }]) => ({
      what,
      at: address,
      bytes: stride * capacity,
    })),
    { what: "opened", at: opened.address, bytes: opened.bytes },
  ];
  apart([...changed, ...kept]);
  for (const { at, bytes, what } of changed) expect(at + bytes, what).toBeLessThanOrEqual(plan.stateBytes);
  for (const { at, bytes, what } of kept) expect(at + bytes, what).toBeLessThanOrEqual(plan.memoryBytes);
});

test("parties are the first names, and every name of the model has its number", () => {
  expect(["harbour", "carrier", "agent", "bystander"].map((name) => plan.texts.known(name))).toEqual([1, 2, 3, 4]);
  for (const name of ["berth", "auditor", "claim", "timeline", "left", "stayed"]) {
    expect(plan.texts.text(plan.texts.known(name) as number)).toBe(name);
  }
  expect(plan.events.get("told")).toBe(plan.eventTypes.indexOf("told"));
});

test("the possible postings are those between parties that are named, and hold all that are made", () => {
  const { ledger } = plan;
  const name = (one: number): string => {
    const pair = Math.trunc(one / (ledger.currencies.length * ledger.categories.length));
    const category = Math.trunc(one / ledger.currencies.length) % ledger.categories.length;
    const { parties } = ledger;
    return `${parties[Math.trunc(pair / parties.length)]} ${parties[pair % parties.length]} ${ledger.categories[category]}`;
  };
  const possible = [...ledger.possible].map(name).sort();
  expect(possible).toEqual(["carrier agent agency", "carrier harbour audit", "carrier harbour rent"]);
  let made = 0;
  for (let path = 0; path < 12; path += 1) {
    for (const posting of run(createWorld(plan.model, pathUniforms("plan", path))).journal.postings) {
      expect(possible).toContain(`${posting.from} ${posting.to} ${posting.category}`);
      made += 1;
    }
  }
  expect(made).toBeGreaterThan(30);
});

test("a payer who is not known before the run can be anybody", () => {
  const any = plannedOf(TEXT.replace("from: payer, to: agent", "from: who, to: agent"));
  const { parties, categories, currencies, possible } = any.ledger;
  const agency = categories.indexOf("agency");
  const from = parties.filter((_, party) =>
    possible.has(totalNumber(any.ledger, party, parties.indexOf("agent"), agency, currencies.indexOf("EUR"))),
  );
  expect(from).toEqual([...parties]);
});

test("what cannot be planned says why", () => {
  const many = Array.from({ length: 150 }, (_, index) => `p${index}`).join(", ");
  const plan = planOf(modelOf(TEXT.replace("parties: [", `parties: [${many}, `)));
  expect(plan).toEqual({
    reason: expect.stringMatching(
      /^the ledger has \d{5,} possible totals, more than 20000 \(parties: \d+ by \d+, categories: \d, currencies: \d\)$/,
    ),
    place: expect.objectContaining({ file: "test.yaml" }),
  });
});

test("what a machine has too many of is named with the place of the first that is one too many", () => {
  const inputs = Array.from({ length: 63 }, (_, index) => `more${index}: {kind: number, default: 1}`).join(", ");
  const text = TEXT.replace("inputs: {payer", `inputs: {${inputs}, payer`);
  const line = text.split("\n").findIndex((one) => one.includes("more0")) + 1;
  expect(planOf(modelOf(text))).toEqual({
    reason: "machine `clearance` has 66 inputs, more than 63",
    place: expect.objectContaining({ line }),
  });
  const fields = Array.from({ length: 30 }, (_, index) => `f${index}: {kind: number, default: 1}`).join(", ");
  expect(planOf(modelOf(TEXT.replace("told: {a", `told: {${fields}, a`)))).toEqual({
    reason: "event `told` has 32 fields, more than 31",
    place: expect.objectContaining({ line: 1 + TEXT.split("\n").findIndex((one) => one.includes("told: {a")) }),
  });
});

test("texts have numbers in the order in which they come, opened actors below zero", () => {
  const texts = new Texts();
  expect([texts.number(""), texts.number("a"), texts.number("b"), texts.number("a")]).toEqual([0, 1, 2, 1]);
  expect([texts.size, texts.known("c"), texts.text(2)]).toEqual([3, undefined, "b"]);
  expect(() => texts.text(3)).toThrow("no text has the number 3");
  expect([0, 5].map((index) => openedIndex(openedName(index)))).toEqual([0, 5]);
  expect([isOpenedName(openedName(0)), isOpenedName(0)]).toEqual([true, false]);
});
