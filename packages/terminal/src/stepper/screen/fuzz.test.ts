/** Keys at random: nothing breaks, nothing hangs, nothing is drawn outside its place, and the past stays as it was. */
import { walkOf } from "@steppe/walk/walk-testing.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "./commands.ts";
import { frameOf } from "./frame.ts";
import type { Key } from "./keys.ts";
import { lineWidth, plainOf } from "./lines.ts";
import { LEASE, User } from "./screen-testing.ts";
import { BYTES, FakeTerminal } from "./terminal-testing.ts";

const KEYS = 10_000;

/** Keys that commands have, texts that mean something, and others. */
const HABITS: readonly string[] = [
  ...COMMANDS.flatMap(({ keys }) => keys).filter((key) => key !== "ctrl+z"),
  ...["right", "right", "right", "left", "enter", "enter", "escape", "escape", "tab", "down", "up", "0", "7", "space"],
  ..."abcxyz019 .:/'=%\"é中",
];

/** Lines that are typed whole, so that more than their first letter is ever tried. */
const LINES: readonly string[] = [
  ":12\n",
  ":to 2011-06-01\n",
  ':inject site.crash claimed="5 USD"\n',
  ":assume rent=1 USD per year\n",
  ":move crash-2011 to 2012-01-01\n",
  ":remove crash-2011\n",
  ":stop at site.crash\n",
  ":run\n",
  ":why rent_paid\n",
  ":compare\n",
  "fone\n",
  "/crash\n",
  "\\lease\n",
];

function keyOf(random: () => number): readonly string[] {
  const at = random();
  if (at < 0.97) return [HABITS[Math.floor(random() * HABITS.length)] as string];
  const line = LINES[Math.floor(random() * LINES.length)] as string;
  return [...line].map((one) => (one === "\n" ? "enter" : one === " " ? "space" : one));
}

/** A generator of the tests' own: what is pressed is the same again for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function keysFor(seed: number, count: number): readonly Key[] {
  const random = randomOf(seed);
  const keys: Key[] = [];
  while (keys.length < count) keys.push(...keyOf(random));
  return keys.slice(0, count);
}

const SIZES = [
  [120, 40],
  [80, 24],
  [50, 15],
  [12, 4],
] as const;

/** Presses keys from the beginning; where one breaks something, its place and what broke. */
function pressAll(keys: readonly Key[]): { readonly at: number; readonly error: unknown } | undefined {
  const user = new User(walkOf(LEASE));
  for (const [at, key] of keys.entries()) {
    try {
      const [columns, rows] = SIZES[(at / 500) & 3] ?? SIZES[0];
      if (at % 500 === 499) user.resizes(columns, rows);
      user.happens({ on: "key", key });
      // Now and then keys come faster than what they ask for is done.
      if (at % 7 !== 0) user.waits();
      if (user.state.playing) user.happens({ on: "tick" });
      if (at % 10 === 0) checkFrame(user);
    } catch (error) {
      return { at, error };
    }
  }
  return undefined;
}

function checkFrame({ state }: User): void {
  const lines = frameOf(state);
  expect(lines).toHaveLength(state.size.rows);
  for (const line of lines) if (lineWidth(line) !== state.size.columns) throw new Error(`too wide: ${plainOf(line)}`);
}

/** The shortest end of the keys that breaks by itself too, for whoever has to find out why. */
function shortest(keys: readonly Key[]): readonly Key[] {
  for (const length of [5, 20, 100, 500, 2000]) if (pressAll(keys.slice(-length))) return keys.slice(-length);
  return keys;
}

describe("any keys", () => {
  it(`${KEYS} of them, leave the screen whole`, () => {
    const seed = Number(process.env.STEPPE_SEED);
    const keys = keysFor(seed, KEYS);
    const broken = pressAll(keys);
    if (!broken) return;
    const prefix = shortest(keys.slice(0, broken.at + 1));
    throw new Error(`seed ${seed}, key ${broken.at}; broken by: ${prefix.join(" ")}`, { cause: broken.error });
  }, 120_000);

  it("leave the terminal as it was", async () => {
    // Whoever leaves opens it again: all the keys are pressed.
    const keys = keysFor(Number(process.env.STEPPE_SEED) + 1, 600).filter(
      (key) => key !== "ctrl+c" && (key.length === 1 || BYTES[key] !== undefined),
    );
    let pressed = 0;
    while (pressed < keys.length) {
      const user = new FakeTerminal({ columns: 100, rows: 30 });
      user.stdout.write("$ steppe step a.yaml\r\n");
      await user.opens(walkOf(LEASE));
      while (pressed < keys.length && user.isOnSecondScreen) {
        await user.presses(...keys.slice(pressed, pressed + 20));
        pressed += 20;
      }
      if (user.isOnSecondScreen) await user.presses("ctrl+c");
      await user.running?.left;
      await user.idle();
      expect([user.isOnSecondScreen, user.isRaw, user.modes.bracketedPasteMode]).toEqual([false, false, false]);
      expect(user.sees.trimEnd()).toBe("$ steppe step a.yaml");
    }
    expect(pressed).toBeGreaterThanOrEqual(keys.length);
  }, 120_000);
});

describe("any moves and changes", () => {
  const moves = fc.constantFrom(
    ..."lh}{][.,gGnNcCu",
    "ctrl+r",
    "space",
    ':inject site.crash claimed="5 USD"\n',
    ":assume rent=7 USD per year\n",
    ":remove crash-2011\n",
    "fone\n",
    ":switch base\n",
    "mx",
    "'x",
    ":stop at site.crash\n",
  );

  it("leave the past as it was: back to the beginning and on again shows the same", () => {
    fc.assert(
      fc.property(fc.array(moves, { maxLength: 12 }), fc.array(moves, { maxLength: 8 }), (first, then) => {
        const user = new User(walkOf(LEASE));
        const act = (one: string) => (/^(ctrl|space)/.test(one) ? user.presses(one) : user.types(one));
        for (const one of first) act(one);
        const { branch } = user.state.walk.at;
        const own = user.state.walk.branches.get(branch);
        const seen = walkThrough(user, branch);
        for (const one of then) act(one);
        // Undone and made again, a name may be that of another future.
        if (user.state.walk.branches.get(branch) !== own) return;
        user.types(`:switch ${branch}\n`);
        expect(walkThrough(user, branch)).toEqual(seen);
      }),
      { numRuns: 15 },
    );
  }, 120_000);
});

/** What the actors, the ledger and the measures show before and after each step of a branch. */
function walkThrough(user: User, branch: string): readonly string[] {
  user.presses("escape", "escape", "escape", "g");
  const seen: string[] = [];
  for (let more = true; more; ) {
    const { setting, walk } = user.state;
    expect(walk.at.branch).toBe(branch);
    const view = { walk, filter: "", unicode: true };
    for (const pane of ["actors", "ledger", "inspector"] as const) {
      const content = setting.content(pane, view);
      const lines =
        content.kind === "text"
          ? content.lines(60)
          : Array.from({ length: content.count }, (_, index) => content.row(index).line(60));
      seen.push(lines.map(plainOf).join("\n"));
    }
    seen.push(plainOf(setting.measures(view, 300)));
    const { step } = walk.at;
    more = user.presses("right").state.walk.at.step !== step;
  }
  return seen;
}
