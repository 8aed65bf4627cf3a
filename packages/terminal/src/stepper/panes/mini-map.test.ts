import { toEpochDay } from "@steppe/core";
import { describe, expect, it } from "vitest";
import { textOf } from "./fit.ts";
import { headerLine, measuresLine } from "./header.ts";
import { miniMapLines } from "./mini-map.ts";
import { going, groundOf, textsOf, viewOf, walked } from "./panes-testing.ts";

const whole = walked(groundOf("baikonur.yaml"), { do: "last" }, { do: "to-date", date: toEpochDay(2013, 7, 2) });
const forked = going(
  whole,
  { do: "inject", actor: "launches", event: "crash", with: { claimed: "50 million USD" }, as: "late" },
  { do: "mark", mark: "here" },
  { do: "to-date", date: toEpochDay(2030, 1, 1) },
);

describe("the mini-map", () => {
  it("shows how much happens when, and where now is, over the years", () => {
    expect(textsOf(miniMapLines(viewOf(whole), 100)).join("\n")).toMatchInlineSnapshot(`
      "▏▆▃▅▃▅▃▅▅█▃▆▃▄▃▇▃▅▃▅│▆▃▅▃▂▆▃▆▃▅▅▆▄▆▄▅▂▅▃▅▃▅▃▅▃▆▃▅▃▂▅▃▅▃▅▃▅▃▅▃▅▂▅▃▅▃▅▃▅▃▅▃▅▂▃▅▃▅▃▅▃▅▃▅▃▄▃▅▃▅▃▅▃▅▃▅▃▄▕
       2004        2010      2015       2020      2025       2030      2035       2040      2045"
    `);
  });

  it("shows marks, and what the user told", () => {
    expect(textsOf(miniMapLines(viewOf(forked), 100)).join("\n")).toMatchInlineSnapshot(`
      "▏▆▃▄▃▄▃▄▄▇▃▆▃▃▃▆▃▄▃▄■█▃▄▃▂▆▃▅▃▄▄▆▃▅▃▄▂▄▃▄▃▄▃▄▃▅▃▄▃▂▄▃▄▃│▃▄▂                                        ▕
       2004        2010      2015       2020      2025       2030      2035       2040      2045"
    `);
    const stopped = going(forked, { do: "stop", at: "over 1 million USD for compensation" });
    expect(textsOf(miniMapLines(viewOf(stopped), 100))[0]).toContain("●");
    expect(textsOf(miniMapLines(viewOf(forked, { unicode: false }), 60)).join("\n")).toMatchInlineSnapshot(`
      "[o---%-=-8-:#%-=-o-8=o:--=-:==--:|=                        ]
       2004   2010  2015  2020  2025   2030  2035  2040  2045"
    `);
  });

  it("never lets years touch, at any width", () => {
    for (let columns = 1; columns <= 200; columns++) {
      const lines = textsOf(miniMapLines(viewOf(whole), columns));
      for (const line of lines.slice(1)) expect(line.trim()).toMatch(/^(\d{1,4}( +\d{4})*)?$/);
    }
    expect(textsOf(miniMapLines(viewOf(whole), 6))).toEqual(["2013-…"]);
  });

  it("is empty before anything happened, but for now", () => {
    const [map = ""] = textsOf(miniMapLines(viewOf(walked(groundOf("baikonur.yaml"))), 40));
    expect(map).toBe(`▏│${" ".repeat(37)}▕`);
  });
});

describe("the header", () => {
  const about = { scenario: "baikonur.yaml", seed: "steppe", path: "central", playing: false };

  it("says which future, how many steps, the day and whether it plays; less where there is less room", () => {
    const line = (columns: number, more = {}) => textOf(headerLine(viewOf(forked), columns, { ...about, ...more }));
    expect(line(100)).toBe("baikonur.yaml ▸ late  central path  step  196/204+  2030-01-01  paused");
    expect(line(100, { path: "7", playing: true })).toBe(
      "baikonur.yaml ▸ late  seed steppe, path 7  step  196/204+  2030-01-01  ▸ playing",
    );
    expect(line(50)).toBe("baikonur.yaml ▸ late  step  196/204+  2030-01-01");
    expect(line(28)).toBe("late   196/204+  2030-01-01");
    expect(line(10)).toBe(" 196/204+");
  });

  it("counts microsteps where somebody stands within a step", () => {
    const walk = walked(groundOf("baikonur.yaml"), { do: "to-step", step: 1 });
    const within = { ...walk, at: { ...walk.at, microstep: 1 } };
    expect(textOf(headerLine(viewOf(within), 80, about))).toContain("step  1/1+ microstep 1");
  });

  it("has the measures, those first that a fork made another, with what they are more", () => {
    expect(textOf(measuresLine(viewOf(forked), 120))).toMatchInlineSnapshot(
      `"compensation_paid 4,430,000.00 USD   *+2,000,000.00 USD  claims_paid 2   *+1"`,
    );
    expect(textOf(measuresLine(viewOf(whole), 60))).toBe("rent_paid 1,092,500,000.00 USD");
    const due = going(whole, { do: "to-date", date: toEpochDay(2012, 6, 30) });
    expect(textOf(measuresLine(viewOf(due), 60))).toBe("rent_paid   977,500,000.00 USD ▲");
  });
});
