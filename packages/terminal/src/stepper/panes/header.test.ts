/** The lines above the panes. */
import { branchOf, sidesOf, type Walk, worldAt } from "@steppe/walk";
import { describe, expect, it } from "vitest";
import { isDiffering } from "../../views/comparison.ts";
import { textOf } from "./fit.ts";
import { headerLine, measuresLine } from "./header.ts";
import { going, groundOf, viewOf, walked } from "./panes-testing.ts";

/** Measures with the sign of being another than in the branch they were forked from. */
function starred(walk: Walk): readonly string[] {
  const line = textOf(measuresLine(viewOf(walk), 2000)).trim();
  const shown = line.split(/ {2,}(?=[a-z_])/).filter((text) => text.includes("*"));
  return shown.map((text) => text.split(" ")[0] as string).sort();
}

const differing = (walk: Walk): readonly string[] =>
  sidesOf(walk, "base", walk.at.branch, worldAt(walk).today)
    .comparison.measures.filter(isDiffering)
    .map(({ name }) => name)
    .sort();

describe("the name of a branch", () => {
  it("is cut where it is long, and stays", () => {
    const name = "the-rent-is-not-paid-for-a-year-and-then-twice";
    const walk = walked(groundOf("baikonur.yaml"), { do: "to-step", step: 90 }, { do: "fork", as: name });
    const about = { scenario: "baikonur.yaml", seed: "steppe", path: "central", playing: false };
    const line = (columns: number): string => textOf(headerLine(viewOf(walk), columns, about));
    expect(line(120)).toContain(name);
    expect(line(50)).toMatch(/^the-rent-is-not-paid.*… +89\/90\+ {2}\d{4}-\d\d-\d\d$/);
    expect(line(28)).toMatch(/^the-.*… +89\/90\+ {2}\d{4}-\d\d-\d\d$/);
  });
});

describe("the measures so far", () => {
  it("keep their places from step to step", () => {
    let walk = walked(groundOf("baikonur.yaml"), { do: "last" }, { do: "to-step", step: 1 });
    const { measures } = branchOf(walk).model;
    const places = (): readonly number[] => {
      const line = textOf(measuresLine(viewOf(walk), 160));
      return measures.map(({ name }) => line.indexOf(`${name} `));
    };
    const first = places();
    expect(first.filter((at) => at >= 0).length).toBeGreaterThan(1);
    for (; walk.at.step < 300; walk = going(walk, { do: "step", count: 7 }))
      expect([walk.at.step, places()]).toEqual([walk.at.step, first]);
  });
});

describe("what differs from the branch it came from", () => {
  it("is nothing in a fork in which nothing was changed, wherever in a day somebody stands", () => {
    let walk = walked(groundOf("baikonur.yaml"), { do: "to-step", step: 90 }, { do: "fork", as: "x" });
    for (let i = 0; i < 25; i++) {
      expect([walk.at.step, starred(walk)]).toEqual([walk.at.step, []]);
      walk = going(walk, { do: "step", count: 1 });
    }
  });

  it("agrees with the comparison of both up to the end of the day, after every step", () => {
    const assume = { do: "assume", assumption: "rent", value: "100 million USD per year", as: "dear" } as const;
    let walk = walked(groundOf("baikonur.yaml"), { do: "to-step", step: 90 }, assume);
    const { history } = branchOf(walk);
    let seen = 0;
    for (; walk.at.step < Math.min(history.whole(), 160); walk = going(walk, { do: "step", count: 1 })) {
      const stars = starred(walk);
      expect([walk.at.step, stars]).toEqual([walk.at.step, differing(walk)]);
      seen += stars.length;
    }
    expect(seen).toBeGreaterThan(0);
  });
});
