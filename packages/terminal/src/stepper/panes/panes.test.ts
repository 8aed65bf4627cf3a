/** What holds of every pane, at every width, wherever somebody stands. */

import { Log } from "@steppe/core";
import type { Walk } from "@steppe/walk";
import { branchOf } from "@steppe/walk";
import fc from "fast-check";
import widthOfText from "fast-string-width";
import { describe, expect, it, vi } from "vitest";
import { textOf } from "./fit.ts";
import {
  contentOf,
  headerLine,
  type Line,
  measuresLine,
  miniMapLines,
  PANES,
  type Subject,
  type View,
} from "./index.ts";
import { going, groundOf, viewOf, walked } from "./panes-testing.ts";

const SHIPPED = [
  ["baikonur.yaml@uncertain", 3],
  ["forecast.yaml", 1],
  ["futures.yaml", 2],
  ["rules.yaml", undefined],
  ["examples/panama-canal.yaml", undefined],
  ["examples/manas.yaml", undefined],
] as const;

/** Walked to their ends, with a fork, a mark and a stop in each. */
const walks: readonly Walk[] = SHIPPED.map(([scenario, path]) => {
  const walk = walked(groundOf(scenario, path), { do: "last" });
  const middle = Math.floor(walk.at.step / 2);
  const [actor] = [...branchOf(walk).model.actorIndex.keys()];
  return going(
    walk,
    { do: "to-step", step: middle },
    { do: "mark", mark: "here" },
    { do: "fork", as: "other" },
    { do: "switch", branch: "base" },
    { do: "last" },
    { do: "stop", at: "when today > 2010-01-01" },
    { do: "actor", actor: actor as string, count: -1 },
  );
});

const OURS = /[▸▹·◇▲▼✗✎⑂●■→─│Σ├└▏▕▁▂▃▄▅▆▇█…×]/u;

function subjectsOf(walk: Walk, n: number): readonly (Subject | undefined)[] {
  const { model, history } = branchOf(walk);
  const actors = [...model.actorIndex.keys(), ...history.newest.opened.keys()];
  return [
    undefined,
    { of: "actor", actor: actors[n % actors.length] as string },
    { of: "step", step: n % (history.known + 1) },
    { of: "posting", posting: n % Math.max(1, history.newest.journal.postings.length) },
    { of: "measure", measure: model.measures[n % model.measures.length]?.name ?? "" },
    { of: "branch", branch: "other" },
  ];
}

function linesOf(view: View, columns: number, n: number): readonly Line[] {
  const about = { scenario: "scenarios/baikonur.yaml", seed: "steppe", path: "7", playing: n % 2 === 0 };
  const lines: Line[] = [headerLine(view, columns, about), measuresLine(view, columns), ...miniMapLines(view, columns)];
  for (const pane of PANES) {
    const content = contentOf(view, pane);
    if (content.kind === "text") continue;
    for (let i = 0; i < 8; i++) {
      const index = i < 4 ? (content.now ?? 0) + i - 2 : (n * (i + 1)) % content.count;
      if (index >= 0 && index < content.count) lines.push(content.row(index).line(columns));
    }
  }
  for (const subject of subjectsOf(view.walk, n)) {
    const content = contentOf(subject ? { ...view, subject } : view, "inspector");
    if (content.kind === "text") lines.push(...content.lines(columns));
  }
  return lines;
}

describe("every pane", () => {
  it("is never wider than asked, moves no cursor, and keeps to ASCII where it has to", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...walks),
        fc.nat(10_000),
        fc.integer({ min: 1, max: 200 }),
        fc.boolean(),
        (walk, n, columns, unicode) => {
          const step = n % (branchOf(walk).history.known + 1);
          // Within a step, where there is one of more than one microstep.
          const view = viewOf(going(walk, { do: "to-step", step }, { do: "microstep", count: 1 + (n % 2) }), {
            unicode,
          });
          for (const line of linesOf(view, columns, n)) {
            const text = textOf(line);
            expect(widthOfText(text), JSON.stringify(text)).toBeLessThanOrEqual(columns);
            expect(text).not.toMatch(/\p{Cc}/u);
            if (!unicode) expect(text).not.toMatch(OURS);
          }
        },
      ),
      { numRuns: 50 },
    );
  }, 60_000);

  it("looks at no more steps than it shows, however many there are", () => {
    const [walk] = walks.filter((one) => branchOf(one).history.known > 900);
    if (!walk) throw new Error("one of the scenarios is long");
    const lists = PANES.filter((pane) => pane !== "inspector");
    const draw = (step: number): void => {
      const view = viewOf(going(walk, { do: "to-step", step }), { filter: "is:posting" });
      for (const pane of lists) {
        const content = contentOf(view, pane);
        if (content.kind === "text") continue;
        const from = Math.max(0, (content.now ?? 0) - 20);
        for (let i = from; i < Math.min(content.count, from + 40); i++) content.row(i).line(60);
      }
      miniMapLines(view, 100);
    };
    draw(500);
    const reads = vi.spyOn(Log.prototype, "at");
    const scans = [vi.spyOn(Log.prototype, Symbol.iterator), vi.spyOn(Log.prototype, "toArray")];
    draw(510);
    const [count, scanned] = [reads.mock.calls.length, scans.flatMap(({ mock }) => mock.calls)];
    vi.restoreAllMocks();
    // Rows look at their step a few times each; to look through all steps once would be more.
    expect(count).toBeGreaterThan(40);
    expect(count).toBeLessThan(500);
    expect(scanned).toEqual([]);
  });

  it("gives every row of a list a key of its own, the same after a step", () => {
    for (const walk of walks) {
      const view = viewOf(walk);
      const later = viewOf(going(walk, { do: "step", count: 1 }));
      for (const pane of ["timeline", "branches", "actors"] as const) {
        const [one, two] = [keysOf(view, pane), keysOf(later, pane)];
        expect(new Set(one).size).toBe(one.length);
        if (pane !== "actors") expect(two.slice(0, 20)).toEqual(one.slice(0, 20));
      }
      const ledger = keysOf(view, "ledger");
      expect(new Set(ledger).size).toBe(ledger.length);
    }
  });

  it("keeps its columns from step to step", () => {
    for (const walk of walks) {
      const starts = new Set<string>();
      for (let step = 1; step < branchOf(walk).history.known; step += 7) {
        const content = contentOf(viewOf(going(walk, { do: "to-step", step })), "timeline");
        if (content.kind !== "list") throw new Error("the timeline is a list");
        const texts = textOf(content.row(content.now ?? 0).line(118));
        starts.add(String(/\d{4}-\d\d-\d\d/.exec(texts)?.index));
      }
      expect(starts.size).toBe(1);
    }
  });
});

function keysOf(view: View, pane: "timeline" | "branches" | "actors" | "ledger"): readonly string[] {
  const content = contentOf(view, pane);
  if (content.kind !== "list") throw new Error(`${pane} is a list`);
  return Array.from({ length: content.count }, (_, index) => content.row(index).key);
}
