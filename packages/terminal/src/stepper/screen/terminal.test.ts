/** The real screen: Ink on a terminal. Sizes, resizing, fast keys, leaving. */
import { walkOf } from "@steppe/walk/walk-testing.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frameOf } from "./frame.ts";
import { plainOf } from "./lines.ts";
import { LEASE } from "./screen-testing.ts";
import { FakeTerminal } from "./terminal-testing.ts";

const open = (columns: number, rows: number) => new FakeTerminal({ columns, rows }).opens(walkOf(LEASE));

/** What the state says should be seen. */
const drawn = ({ running }: FakeTerminal): readonly string[] =>
  frameOf((running as NonNullable<typeof running>).stage.state).map((line) => plainOf(line).trimEnd());

describe("the screen on a terminal", () => {
  it.each([
    [120, 40],
    [80, 24],
    [50, 15],
  ])("of %i by %i shows each line where it stands, walking, changing and comparing", async (columns, rows) => {
    const user = await open(columns, rows);
    for (const keys of [
      ["right"],
      ["4", "l", "l"],
      ["?"],
      ["escape"],
      ["/", ..."crash", "enter"],
      ["f", ..."late", "enter"],
      ["e"],
      ["enter"],
      ["escape"],
      ["="],
      ["escape", "G"],
    ]) {
      await user.presses(...keys);
      expect(user.lines).toEqual(drawn(user));
    }
    expect(user.sees).toContain("2014-12-31");
    await user.presses("q");
  });

  it("takes every key of a read that holds several", async () => {
    const user = await open(120, 40);
    await user.presses(..."lllll", "right", "right", ..."hh");
    expect(user.running?.stage.state.walk.at.step).toBe(5);
    await user.presses("q");
  });

  it("takes control keys of a read that holds others", async () => {
    const user = await open(120, 40);
    await user.presses(..."lll", "f", ..."late", "enter");
    await user.presses("h", "h", "\u0012", "l");
    expect(user.running?.stage.state.walk.at).toEqual({ branch: "late", step: 2 });
    await user.presses("u", "ctrl+r", "l");
    expect(user.running?.stage.state.walk.at).toEqual({ branch: "late", step: 3 });
    await user.presses(":", ..."step 9", "ctrl+u", ..."step 1", "enter");
    expect(user.running?.stage.state.walk.at.step).toBe(4);
    await user.presses("q");
  });

  it("takes no control character of a paste for a key", async () => {
    const user = await open(120, 40);
    await user.presses("\u001b[200~ll\u0003\u0004l\u001b[201~");
    expect(user.running?.stage.state.walk.at.step).toBe(3);
    await user.presses("q");
  });

  it("takes a paste between brackets into the line that is typed", async () => {
    const user = await open(120, 40);
    await user.presses(":", "\u001b[200~step 4\u001b[201~");
    expect(user.lines.at(-2)).toBe(":step 4");
    await user.presses("enter");
    expect(user.running?.stage.state.walk.at.step).toBe(4);
    await user.presses("q");
  });

  it("is the same after any resizing as one that was opened at that size", async () => {
    const size = fc.record({ columns: fc.integer({ min: 20, max: 140 }), rows: fc.integer({ min: 5, max: 45 }) });
    const user = await open(120, 40);
    await user.presses("right", "right", "right");
    await fc.assert(
      fc.asyncProperty(fc.array(size, { minLength: 1, maxLength: 4 }), async (sizes) => {
        for (const { columns, rows } of sizes) await user.resizes(columns, rows);
        const last = sizes.at(-1) as (typeof sizes)[number];
        const fresh = await new FakeTerminal(last).opens(
          (user.running as NonNullable<typeof user.running>).stage.state.walk,
        );
        const [own, other] = [user.lines, fresh.lines];
        await fresh.presses("q");
        expect(own).toEqual(drawn(user));
        expect(own).toEqual(other);
      }),
      { numRuns: 15 },
    );
    await user.presses("q");
  }, 60_000);
});

describe("leaving", () => {
  it("gives the terminal back, with 0 for q and 130 for Ctrl-C", async () => {
    for (const [key, code] of [
      ["q", 0],
      ["ctrl+c", 130],
    ] as const) {
      const user = new FakeTerminal({ columns: 80, rows: 24 });
      user.stdout.write("$ steppe step a.yaml\r\n");
      await user.opens(walkOf(LEASE));
      expect([user.isOnSecondScreen, user.isRaw]).toEqual([true, true]);
      await user.presses("right", key);
      expect(await user.running?.left).toBe(code);
      await user.idle();
      expect([user.isOnSecondScreen, user.isRaw]).toEqual([false, false]);
      expect(user.sees.trimEnd()).toBe("$ steppe step a.yaml");
      expect(user.written.trimEnd().endsWith("\u001b[?25h")).toBe(true);
      expect(user.modes.bracketedPasteMode).toBe(false);
    }
  });

  it("clears the second screen before it is left, whatever size it has come to", async () => {
    const user = await open(80, 24);
    await user.resizes(100, 40);
    await user.presses("q");
    await user.running?.left;
    expect(user.written).toContain("\u001b[H\u001b[2J\u001b[?1049l");
  });

  it("gives the terminal back when the screen breaks, and says what broke it", async () => {
    const user = await open(80, 24);
    const { stage, left } = user.running as NonNullable<typeof user.running>;
    const broken = left.catch((error: Error) => error.message);
    const { setting } = stage.state;
    const bad = {
      ...setting,
      header: () => {
        throw new Error("a fault of a pane");
      },
    };
    Object.assign(stage.state, { setting: bad });
    user.stdin.write("l");
    expect(await broken).toBe("a fault of a pane");
    await user.idle();
    expect([user.isOnSecondScreen, user.isRaw]).toEqual([false, false]);
  });
});

describe("copying", () => {
  it("asks the terminal to take the text, and says what was copied", async () => {
    const user = await open(120, 40);
    await user.presses("Y");
    expect(user.written).toContain(`\u001b]52;c;${Buffer.from("steppe step a.yaml").toString("base64")}\u0007`);
    expect(user.lines.at(-2)).toBe("copied: steppe step a.yaml");
    await user.presses("q");
  });
});
