/** What the user changed, in words, and marked where it takes hold. */
import { toEpochDay } from "@steppe/core";
import { branchOf } from "@steppe/walk";
import { LEASE } from "@steppe/walk/walk-testing.ts";
import { describe, expect, it } from "vitest";
import { changeWords } from "./changes.ts";
import { going, groundOf, paneTexts, viewOf, walked, writtenGround } from "./panes-testing.ts";
import { timelinePane } from "./timeline.ts";

const LUCK = LEASE.replace(
  "crash:\n            target: closed",
  'crash:\n            guard: "chance(50%, as: bad)"\n            target: closed',
);

describe("changes", () => {
  const begun = walked(writtenGround(LUCK), { do: "to-date", date: toEpochDay(2010, 12, 31) });

  it("are told in words", () => {
    const walk = going(
      begun,
      { do: "inject", actor: "site", event: "crash", with: { claimed: "7 USD" } },
      { do: "assume", assumption: "rent", value: "200 USD per year" },
      { do: "move", entry: "crash-2011", on: toEpochDay(2011, 7, 1) },
      { do: "force", actor: "site", site: "bad", n: 1, value: "true" },
      { do: "remove", entry: "crash-2011" },
    );
    expect(branchOf(walk).changes.map(changeWords)).toEqual([
      "2010-12-31, after 1 of its steps: tells site crash (claimed 7 USD)",
      "2010-12-31, after 2 of its steps: assumes rent = 200 USD per year from here on",
      "moves crash-2011 of the timeline to 2011-07-01",
      "makes draw 2 of site at bad come out as true",
      "takes crash-2011 out of the timeline",
    ]);
  });

  const told = (...acts: Parameters<typeof going>[1][]): readonly string[] => {
    const walk = going(begun, ...acts, { do: "last" });
    const texts = paneTexts(timelinePane(viewOf(walk, { filter: "site|assume" })), 70);
    return texts.filter((text) => / \+\S*$/.test(text)).map((text) => text.trim().replace(/ {2,}/g, " "));
  };

  it("are marked in the timeline: what was told, moved, and where a draw was forced", () => {
    expect(told({ do: "inject", actor: "site", event: "crash", with: { claimed: "7 USD" } })).toMatchInlineSnapshot(`
      [
        "6 2010-12-31 site crash: claimed 7 USD +?",
      ]
    `);
    expect(told({ do: "move", entry: "crash-2011", on: toEpochDay(2011, 7, 1) })).toMatchInlineSnapshot(`
      [
        "8 2011-07-01 site crash: claimed 7 USD +?",
      ]
    `);
    expect(told({ do: "force", actor: "site", site: "bad", n: 1, value: "true" })).toMatchInlineSnapshot(`
      [
        "12 2012-06-01 site crash: claimed 9 USD → mending 9 USD +$",
      ]
    `);
    expect(told({ do: "remove", entry: "crash-2011" })).toEqual([]);
  });
});

it("assumptions that change have a row that says to what", () => {
  const walk = walked(
    groundOf("baikonur.yaml"),
    { do: "to-date", date: toEpochDay(2013, 7, 2) },
    { do: "assume", assumption: "rent", value: "175 million USD per year", as: "dear" },
  );
  const pane = timelinePane(viewOf(walk));
  expect(paneTexts(pane, 130, pane.now ?? 0, (pane.now ?? 0) + 1)[0]).toMatch(
    /^▸ {2}76 2013-07-02 {2}\(assumptions\) +rent = 175,000,000\.00 USD per year +\+$/,
  );
});
