import type { World } from "@steppe/core";
import { describe, expect, it } from "vitest";
import { describeWalks, endOf, pathOf, paymentsOf, textOf } from "./walking.ts";

const PROGRAMME = {
  machine: "launch-programme",
  scenario: (inputs: string, timeline: string) => `
steppe: 1
period: 2007-01-01 .. 2016-12-31
currency: USD
parties: [owner, holder]
actors:
  lease:
    machine: lease
    with: {landlord: owner, tenant: holder, rent: 4 USD per year, from: 2007-03-31, until: 2015-12-31}
  launches: {machine: launch-programme, with: {landlord: owner, operator: holder${inputs && `, ${inputs}`}}}
timeline:
${timeline || "  []"}
`,
};

const crash = (on: string, fields: string) => `on: ${on}, actor: launches, event: crash, with: {${fields}}`;

describeWalks({
  ...PROGRAMME,
  walks: [
    {
      does: "flies on after an accident, until the lease expires",
      timeline: [crash("2007-09-06", "claimed: 60 USD")],
      path: ["2007-01-01 flying", "2016-01-01 over"],
    },
    {
      does: "is over when the lease is ended",
      timeline: ["on: 2010-05-05, actor: lease, event: end"],
      path: ["2007-01-01 flying", "2010-05-05 over"],
    },
    {
      does: "is over when the lease is denounced",
      timeline: ["on: 2010-05-05, actor: lease, event: denounce"],
      path: ["2007-01-01 flying", "2010-05-05 over"],
    },
  ],
});

describe("an accident", () => {
  const claimsOf = (at: World) => paymentsOf(at).filter((line) => line.includes("compensation"));
  const world = (timeline: readonly string[], inputs: readonly string[] = []) =>
    endOf(textOf(PROGRAMME, { timeline, with: inputs }));

  it("opens a claim beside those that are open already", () => {
    const three = world(["07-01", "07-02", "07-02"].map((day) => crash(`2013-${day}`, "claimed: 10 USD")));
    expect([...three.opened.keys()].sort()).toEqual(["launches/claim/1", "launches/claim/2", "launches/claim/3"]);
    expect(pathOf(three, "claim").filter((line) => line.endsWith("agreed"))).toEqual([
      "2013-11-10 agreed",
      "2013-11-11 agreed",
      "2013-11-11 agreed",
    ]);
  });

  it("gives its claim a name by which it can be told", () => {
    const named = world([
      crash("2007-09-06", "name: \"'proton'\", claimed: 60 USD"),
      "on: 2008-01-01, actor: launches/claim/proton, event: agree, with: {amount: 5 USD}",
    ]);
    expect(claimsOf(named)[0]).toBe("2008-01-01 5.00 compensation owed");
  });

  it("hands on where the wreck fell, what is usually agreed on, and whether anything is asked", () => {
    const one = [crash("2007-09-06", "claimed: 60 USD")];
    expect(pathOf(world([crash("2007-09-06", "claimed: 60 USD, inside: true")]), "claim").at(-1)).toBe(
      "2010-04-08 lapsed",
    );
    expect(claimsOf(world(one, ["settled_share: 50%"]))[0]).toBe("2008-01-16 30.00 compensation owed");
    expect(pathOf(world(one, ["claims_waived: true"]), "claim").at(-1)).toBe("2007-10-06 waived");
  });

  it("does not happen once the operator has left; a claim that is open goes on", () => {
    const left = world([
      crash("2010-01-01", "claimed: 50 USD"),
      "on: 2010-01-15, actor: lease, event: end",
      crash("2010-02-01", "claimed: 60 USD"),
    ]);
    expect(claimsOf(left)).toEqual(["2010-05-13 2.00 compensation owed", "2010-07-12 2.00 compensation"]);
  });
});
