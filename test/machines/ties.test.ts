import { describe, expect, it } from "vitest";
import { describeWalks, endOf, paymentsOf, textOf } from "./walking.ts";

const TIES = {
  machine: "ties",
  scenario: (inputs: string, timeline: string) => `
steppe: 1
period: 2009-01-01 .. 2040-12-31
currency: USD
parties: [holder, guest]
machines:
  listener:
    variables: {level: {kind: number, initial: 0}}
    events: {ties_moved: {level: number, buyer: party, seller: party}}
    initial: listening
    states:
      listening:
        on: {ties_moved: {guard: event.buyer = holder and event.seller = guest, actions: {set: {level: event.level}}}}
actors:
  drones: {machine: ties, with: {buyer: holder, seller: guest, price: 50 USD${inputs && `, ${inputs}`}}}
  listener: {machine: listener}
timeline:
${timeline || "  []"}
`,
};

const tell = (on: string, event: string, fields = "") =>
  `on: ${on}, actor: drones, event: ${event}${fields && `, with: {${fields}}`}`;

const FIRST = tell("2009-04-07", "purchase");
const SECOND = tell("2010-10-01", "purchase", "amount: 100 USD");
const START = "2009-01-01 none";
const FIRST_PATH = [START, "2009-04-07 first_purchase"] as const;
const SECOND_PATH = [...FIRST_PATH, "2010-10-01 further_purchases"] as const;

describeWalks({
  ...TIES,
  walks: [
    {
      does: "fades after a single purchase of which nothing more comes",
      timeline: [FIRST],
      path: [...FIRST_PATH, "2019-04-07 none"],
    },
    {
      does: "grows by a second purchase and a third, and fades ten years after the last",
      timeline: [FIRST, SECOND, tell("2015-01-01", "purchase")],
      path: [...SECOND_PATH, "2025-01-01 none"],
    },
    {
      does: "goes on by itself where more is sure to come",
      timeline: [FIRST],
      with: ["further: 100%"],
      path: [...FIRST_PATH, "2010-04-07 further_purchases", "2020-04-07 none"],
    },
    {
      does: "is vetoed before anything was bought",
      timeline: [tell("2009-04-01", "veto"), FIRST, tell("2011-01-01", "lift_veto")],
      path: [START, "2009-04-01 vetoed", "2011-01-01 none"],
    },
    {
      does: "is vetoed after the first purchase",
      timeline: [FIRST, tell("2009-05-01", "veto"), SECOND, tell("2011-01-01", "lift_veto")],
      path: [...FIRST_PATH, "2009-05-01 vetoed", "2011-01-01 first_purchase", "2021-01-01 none"],
    },
    {
      does: "is vetoed after more than one purchase",
      timeline: [FIRST, SECOND, tell("2011-01-01", "veto"), tell("2012-01-01", "lift_veto")],
      path: [...SECOND_PATH, "2011-01-01 vetoed", "2012-01-01 further_purchases", "2022-01-01 none"],
    },
    {
      does: "fades while a veto stands",
      timeline: [FIRST, tell("2009-05-01", "veto")],
      path: [...FIRST_PATH, "2009-05-01 vetoed", "2019-05-01 none"],
    },
  ],
});

describe("ties", () => {
  const world = (timeline: readonly string[], inputs: readonly string[] = []) =>
    endOf(textOf(TIES, { timeline, with: inputs }));
  const levels = (timeline: readonly string[], inputs: readonly string[] = []) =>
    [...world(timeline, inputs).trace]
      .filter(({ actor, event }) => actor === "listener" && event === "ties_moved")
      .map(({ fields }) => String(fields.find(({ name }) => name === "level")?.value));

  it("pay what is named, else what is usual, and twice that for what follows by itself", () => {
    expect(paymentsOf(world([FIRST, SECOND]))).toEqual(["2009-04-07 50.00 arms", "2010-10-01 100.00 arms"]);
    expect(paymentsOf(world([FIRST], ["further: 100%"]))).toEqual(["2009-04-07 50.00 arms", "2010-04-07 100.00 arms"]);
  });

  it("pay nothing while a veto stands", () => {
    expect(paymentsOf(world([FIRST, tell("2009-05-01", "veto"), SECOND]))).toEqual(["2009-04-07 50.00 arms"]);
  });

  it("announce their level whenever it moves", () => {
    expect(levels([FIRST, SECOND])).toEqual(["0", "1", "2", "0"]);
  });

  it("count shared forums from the start", () => {
    expect(levels([FIRST], ["forums: 8"])).toEqual(["1", "2", "1"]);
  });
});
