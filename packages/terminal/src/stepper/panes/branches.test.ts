import { toEpochDay } from "@steppe/core";
import { describe, expect, it } from "vitest";
import { branchesPane } from "./branches.ts";
import { inspectorPane } from "./inspector.ts";
import { going, groundOf, paneTexts, viewOf, walked } from "./panes-testing.ts";

const crash = walked(groundOf("baikonur.yaml"), { do: "to-date", date: toEpochDay(2013, 7, 2) });
const forks = going(
  crash,
  { do: "inject", actor: "launches", event: "crash", with: { claimed: "50 million USD" }, as: "second" },
  { do: "mark", mark: "here" },
  { do: "to-date", date: toEpochDay(2014, 6, 1) },
  { do: "assume", assumption: "rent", value: "175 million USD per year", as: "dear" },
  { do: "switch", branch: "base" },
  { do: "fork", as: "idle" },
  { do: "switch", branch: "dear" },
  { do: "last" },
);

describe("the branches", () => {
  it("are one where nothing was forked", () => {
    const pane = branchesPane(viewOf(walked(groundOf("baikonur.yaml"))));
    expect(pane.title).toBe("Branches: 1");
    // To stand before the first step is to have looked one ahead.
    expect(paneTexts(pane, 30)).toEqual(["▸ base    0+"]);
  });

  it("are a tree with steps, changes, marks and the measure of interest", () => {
    const pane = branchesPane(viewOf(forks));
    expect(pane.now).toBe(2);
    expect(pane.row(1)).toMatchObject({ branch: "second", subject: { of: "branch", branch: "second" } });
    expect(paneTexts(pane, 110).join("\n")).toMatchInlineSnapshot(`
      "  base       315        rent_paid 5,405,000,000.00 USD
        ├ second   321 + ■    rent_paid 5,405,000,000.00 USD                          1 change, from step 75 of 201…
      ▸ │ └ dear   322 +      rent_paid 7,610,000,000.00 USD (+2,205,000,000.00 USD)  1 change, from step 89 of 201…
        └ idle     315        rent_paid 5,405,000,000.00 USD                          nothing changed yet, from ste…"
    `);
    expect(paneTexts(branchesPane(viewOf(forks, { unicode: false })), 26).join("\n")).toMatchInlineSnapshot(`
      "  base       315
        |-second   321 + #
      > | \`-dear   322 +
        \`-idle     315"
    `);
  });

  it("show the measure that is asked for", () => {
    const pane = branchesPane(viewOf(forks, { measure: "compensation_paid" }));
    expect(pane.title).toBe("Branches: 4");
    expect(paneTexts(pane, 80)[1]).toMatch(/second +321 .*compensation_paid 4,430,000\.00 USD \(\+2,000,000\.00 USD\)/);
  });
});

describe("a branch inspected", () => {
  const lines = (branch: string, columns: number): string =>
    paneTexts(inspectorPane(viewOf(forks, { subject: { of: "branch", branch } })), columns).join("\n");

  it("says what was changed, where it parts from its parent, and what differs", () => {
    expect(lines("dear", 84)).toMatchInlineSnapshot(`
      "Branch dear
      Baikonur under the 2004 agreement
        323 steps
        forked from second after step 89, 2014-03-31

      Changed here
        2014-06-01: assumes rent = 175 million USD per year from here on

      Changed before, and holding here
        2013-07-02, after 2 of its steps: tells launches crash (claimed 50 million USD)

      Beside second
        they part at step 90 on 2014-06-01: here the assumptions: rent = 175,000,000.00
          USD per year; there lease: due

      Measures as of 2050-12-31
                                       second                  dear             difference
        * rent_paid      5,405,000,000.00 USD  7,610,000,000.00 USD  +2,205,000,000.00 USD
        * russia_pays    7,267,552,875.82 USD  9,472,552,875.82 USD  +2,205,000,000.00 USD
        * worth_to_kaz…  2,108,712,120.60 USD  2,726,227,535.33 USD    +617,515,414.73 USD
        8 more are the same"
    `);
    expect(lines("second", 40)).toMatchInlineSnapshot(`
      "Branch second
      Baikonur under the 2004 agreement
        322 steps
        forked from base after step 75,
          2013-07-02

      Changed here
        2013-07-02, after 2 of its steps:
            tells launches crash (claimed 50
            million USD)

      Beside base
        they part at step 76 on 2013-07-02:
          here launches: crash: claimed
          50,000,000 USD; there
          launches/claim/2013: after
          to_commission, unsettled.lodged →
          commission

      Measures as of 2050-12-31
        * compensation_paid
          2,430,000.00 USD → 4,430,000.00 USD
          +2,000,000.00 USD
        * claims_paid
          1 → 2
          +1
        * russia_pays
          7,265,552,875.82 USD →
            7,267,552,875.82 USD
          +2,000,000.00 USD
        * worth_to_kazakhstan
          2,107,486,262.03 USD →
            2,108,712,120.60 USD
          +1,225,858.57 USD
        7 more are the same"
    `);
  });

  it("says of a fork without a change that the two never part, and of the first that nothing is changed", () => {
    expect(lines("idle", 60)).toContain("they never part");
    expect(lines("base", 80)).toContain("the scenario as it is: nothing is changed in it");
    expect(lines("gone", 80)).toBe("There is no branch gone any more.");
  });
});
