/** The live block on the screen of a real terminal emulator: as it looks, as it is resized, and when it is gone. */
import xterm from "@xterm/headless";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { chartOf } from "../charts/fan-testing.ts";
import { UNICODE } from "../charts/glyphs.ts";
import { widthOf } from "../views/problem-frame-text.ts";
import { Live, liveLines } from "./live.ts";
import { Screen } from "./screen-testing.ts";
import type { WatchState } from "./watch.ts";

const BEFORE = ["$ steppe run lease.yaml --paths 4000", "what was printed before"];

const stateOf = (done: number): WatchState => ({
  done,
  paths: 4000,
  interval: `Rent ± ${(100 / Math.sqrt(done)).toFixed(1)} %`,
  chart: () => chartOf(Math.min(47, 20 + Math.floor(done / 100))),
});

let live: Live | undefined;
let now = 0;

afterEach(() => live?.end());

/** A screen with something on it, and the block of `done` paths below. */
async function shown(columns: number, rows: number, done = 1000): Promise<Screen> {
  const screen = new Screen(new xterm.Terminal({ cols: columns, rows: rows, allowProposedApi: true }));
  screen.stream.write(`${BEFORE.join("\r\n")}\r\n`);
  now = 0;
  live = new Live(screen.stream, { LANG: "C.UTF-8" }, false, () => now);
  // A rate is known once there are two counts to go by.
  tellAt(500, done / 2);
  tellAt(1000, done);
  return screen;
}

function tellAt(ms: number, done: number): void {
  now = ms;
  live?.tell(() => stateOf(done));
}

/** What a terminal of this size shows of the block alone. */
const fresh = (done: number, columns: number, rows: number, rate = done / (now / 1000)): readonly string[] =>
  liveLines(stateOf(done), rate, { columns, rows }, UNICODE);

describe("the live block", () => {
  it.each([
    [120, 40, 20],
    [80, 24, 20],
    [50, 15, 13],
  ])("on %i by %i stands below what was printed, with its chart", async (columns, rows, height) => {
    const screen = await shown(columns, rows);
    const lines = await screen.lines();
    const block = fresh(1000, columns, rows);
    expect(lines).toEqual([...BEFORE, ...block].slice(-(rows - 1)));
    expect(block.length).toBeLessThanOrEqual(height + 2);
    expect(lines.join("\n")).toMatch(/┤/);
    for (const line of lines) expect(widthOf(line)).toBeLessThan(columns);
  });

  it("looks like this on 50 by 15", async () => {
    const screen = await shown(50, 15);
    expect(`\n${(await screen.lines()).join("\n")}\n`).toMatchInlineSnapshot(`
      "
      what was printed before
      1,000 of 4,000 paths · 1,000 a second · 3 s left
      Rent ± 3.2 %
      rent, paid by the end of each year, million USD
         500 ┤
             │                                    ░░░░░
             │                              ░░░░░░▒▒▒▒▒
         250 ┤                         ░░░▒⣀⣀⣀⠤⠤⠤⠒⠒⠒⠉⠉⠉
             │                 ⢀⣀⣀⡠⠤⠤⠔⠒⠒⠊⠉⠉▒▒▒▒░░░░░░░░
             │      ⣀⣀⣀⠤⠤⠤⠒⠒⠒⠉⠉⠁
           0 ┤⠔⠒⠒⠊⠉⠉
             └─┬──────┬──────┬──────┬──────┬──────┬────
              2005   2010   2015   2020   2025   2030
              ░ 5..95 %  ▒ 25..75 %  ⠒ median
      "
    `);
  });

  it("is one line where a window has no room for a chart", async () => {
    const low = await shown(80, 8);
    expect(await low.lines()).toEqual([...BEFORE, "1,000 of 4,000 paths · 1,000 a second · 3 s left · Rent ± 3.2 %"]);
    live?.end();
    const narrow = await shown(30, 24);
    expect((await narrow.lines()).at(-1)).toBe("1,000 of 4,000 paths · 1,000…");
  });

  it("is redrawn in place, each frame by one write, at most ten times a second", async () => {
    const screen = await shown(80, 24);
    const drawn = screen.writes.length;
    tellAt(1050, 1100);
    tellAt(1099, 1200);
    expect(screen.writes.length).toBe(drawn);
    tellAt(1100, 2000);
    expect(screen.writes.length).toBe(drawn + 1);
    const frame = screen.writes.at(-1) ?? "";
    expect([frame.startsWith("\x1b[?2026h"), frame.endsWith("\x1b[?2026l")]).toEqual([true, true]);
    expect(await screen.lines()).toEqual([...BEFORE.slice(-1), ...fresh(2000, 80, 24, 2500)]);
  });

  it("is redrawn the more seldom the longer a frame takes", async () => {
    const screen = await shown(80, 24);
    const slow = (): WatchState => {
      now += 40;
      return stateOf(1000);
    };
    now = 1100;
    live?.tell(slow);
    const drawn = screen.writes.length;
    for (const ms of [1200, 1499]) tellAt(ms, 1000);
    expect(screen.writes.length).toBe(drawn);
    tellAt(1500, 1000);
    expect(screen.writes.length).toBe(drawn + 1);
  });

  it("erases the end of a frame that was longer", async () => {
    const screen = await shown(80, 24);
    now = 2000;
    live?.tell(() => ({ done: 2000, paths: 4000 }));
    expect(await screen.lines()).toEqual([...BEFORE.slice(-1), "2,000 of 4,000 paths · 1,000 a second · 2 s left"]);
  });

  it("hides the cursor and gives it back; at the end nothing of it is left", async () => {
    const screen = await shown(120, 40);
    expect(screen.isCursorHidden).toBe(true);
    live?.end();
    expect(await screen.lines()).toEqual(BEFORE);
    expect(screen.isCursorHidden).toBe(false);
    screen.stream.write("the account\r\n");
    expect(await screen.lines()).toEqual([...BEFORE, "the account"]);
    const writes = screen.writes.length;
    live?.end();
    expect(screen.writes.length).toBe(writes);
  });

  it("takes along what the terminal shows of a Ctrl-C", async () => {
    const screen = await shown(80, 24);
    screen.stream.write("^C");
    live?.end();
    screen.stream.write("\r\n\r\n");
    expect((await screen.lines()).join("")).not.toContain("^C");
  });

  it("was never there where all was over at once", async () => {
    const screen = new Screen(new xterm.Terminal({ cols: 80, rows: 24, allowProposedApi: true }));
    live = new Live(screen.stream, {}, false, () => 0);
    live.tell(() => stateOf(1));
    live.end();
    expect(screen.writes).toEqual([]);
  });
});

describe("the live block of a window that changes its size", () => {
  it("is drawn anew at once; what was above it stays, and it goes without a trace", async () => {
    const screen = await shown(100, 40);
    for (const [columns, rows] of [
      [120, 40],
      [90, 50],
      [200, 40],
      [80, 45],
    ] as const) {
      await screen.resize(columns, rows);
      expect(await screen.lines()).toEqual([...BEFORE, ...fresh(1000, columns, rows)]);
    }
    live?.end();
    expect(await screen.lines()).toEqual(BEFORE);
  });

  it("looks after any changes as on a new terminal, with nothing below it", async () => {
    const size = fc.tuple(fc.integer({ min: 20, max: 140 }), fc.integer({ min: 4, max: 45 }));
    await fc.assert(
      fc.asyncProperty(fc.array(size, { minLength: 1, maxLength: 8 }), async (sizes) => {
        const screen = await shown(100, 30);
        let done = 1000;
        let block: readonly string[] = [];
        for (const [index, [columns, rows]] of sizes.entries()) {
          await screen.resize(columns, rows);
          if (index % 2 === 1) {
            done += 100;
            tellAt(now + 100, done);
          }
          block = fresh(done, columns, rows);
          expect((await screen.lines()).slice(-block.length)).toEqual(block);
        }
        const above = (await screen.lines()).slice(0, -block.length);
        live?.end();
        // A window may have ended above in a blank line, which is not told from those below it.
        expect((await screen.lines()).join("\n").trimEnd()).toBe(above.join("\n").trimEnd());
      }),
      { numRuns: 50 },
    );
  });
});
