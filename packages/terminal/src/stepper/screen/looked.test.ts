/** What a log keeps of looking: a walk that is recorded and played shows the same screen. */
import { setImmediate } from "node:timers/promises";
import { type Act, decodeLog, encodeHeader, encodeLine, type LogLine, perform, type Walk } from "@steppe/walk";
import { LEASE, walkOf } from "@steppe/walk/walk-testing.ts";
import { describe, expect, it } from "vitest";
import { frameOf } from "./frame.ts";
import { beginScreen } from "./index.ts";
import { type Key, keysOfText } from "./keys.ts";
import { plainOf } from "./lines.ts";
import { withLooked } from "./looked.ts";
import { settle } from "./reduce.ts";
import { settingFor } from "./screen-testing.ts";
import { Stage } from "./stage.ts";
import { type ScreenState, without } from "./state.ts";
import { withWindows } from "./window.ts";

const SIZE = { columns: 120, rows: 40 };
const HEADER = { scenario: "a.yaml", variants: [], over: [], set: [], seed: "walk", input: "none", steppe: "0" };

/** Everything but what was said last. */
const seen = (state: ScreenState): readonly string[] =>
  frameOf(without(state, "message", "count")).map((line) => plainOf(line));

/** Presses keys on a stage, and leaves: the last screen, and the log. */
async function recorded(...keys: readonly (Key | readonly Key[])[]): Promise<{ last: ScreenState; log: string }> {
  const lines: LogLine[] = [];
  let isLeft = false;
  const stage = new Stage(beginScreen(walkOf(LEASE), settingFor({ logged: true }), SIZE), {
    took: (act) => lines.push({ act }),
    looked: (view) => lines.push({ view }),
    copy: () => {},
    command: () => "",
    save: () => ({ text: "", saved: true }),
    reload: () => ({ message: { text: "" } }),
    suspend: () => {},
    quit: () => {
      isLeft = true;
    },
  });
  stage.begin();
  for (const key of keys.flat()) {
    stage.send({ on: "key", key });
    while (!stage.isIdle) await setImmediate();
  }
  const last = stage.state;
  stage.send({ on: "key", key: "ctrl+c" });
  expect(isLeft).toBe(true);
  return { last, log: [encodeHeader(HEADER), ...lines.map(encodeLine)].join("\n") };
}

/** The screen that opens on a log. */
function played(log: string): ScreenState {
  const read = decodeLog(log, "walk.jsonl");
  if (!read.ok) throw new Error(JSON.stringify(read));
  let walk: Walk = walkOf(LEASE);
  let look: unknown;
  for (const line of read.value.lines) {
    if ("view" in line) look = line.view;
    else walk = done(walk, line.act);
  }
  return settle(withWindows(withLooked(beginScreen(walk, settingFor({ logged: true }), SIZE), look))).state;
}

function done(walk: Walk, act: Act): Walk {
  const performed = perform(walk, act);
  if (!performed.ok) throw new Error(`${act.do} is refused`);
  return performed.walk;
}

const INJECT = keysOfText(':inject site.crash claimed="5 USD" as worse\n');

describe("a walk that was recorded and is played", () => {
  it.each<[string, readonly (Key | readonly Key[])[]]>([
    ["acts and the focus", ["right", "right", "1", "down", "right"]],
    ["a fork, another branch under the cursor", [keysOfText(":12\n"), INJECT, "l", "4", "up"]],
    ["an actor that is looked at", ["l", "l", "1", "down", "enter", "l"]],
    ["a posting that is looked at, zoomed", [keysOfText(":12\n"), "5", "down", "down", "down", "enter", "+"]],
    ["a sum that is looked at", [keysOfText(":12\n"), "5", "down", "enter", "l"]],
    ["why of a state", [keysOfText(":12\n"), keysOfText(":why site.mending\n")]],
    ["a measure, scrolled", [keysOfText(":12\n"), keysOfText(":why rent_paid\n"), "down", "down"]],
    ["a filter, and a search", [keysOfText("\\lease\n"), keysOfText("/due\n"), "n", "up", "up"]],
    ["the timeline far from now", ["l", "2", "pagedown", "down"]],
    ["undoing and marks", ["l", "l", "m", "a", INJECT, "u", "h"]],
  ])("shows the same: %s", async (_, keys) => {
    const { last, log } = await recorded(...keys);
    const again = played(log);
    expect(seen(again)).toEqual(seen(last));
    expect(again.focus).toBe(last.focus);
    expect(again.cursors).toEqual(last.cursors);
  });
});

describe("a line of a log that says what is looked at", () => {
  const plain = beginScreen(walkOf(LEASE, { do: "step", count: 5 }), settingFor(), SIZE);

  it("is passed over where it is of another form", () => {
    for (const told of [undefined, null, 7, "timeline", [], ["focus"], { focus: "nowhere", side: 3, zoom: "yes" }])
      expect(withLooked(plain, told)).toEqual(plain);
    expect(withLooked(plain, { filter: 5, search: {}, subject: "lease", cursors: [1] })).toEqual(plain);
  });

  it("is taken as far as it is of this form", () => {
    const cursors = {
      ledger: { index: 1, top: -1 },
      actors: { index: 1, top: 0, key: 8 },
      other: { index: 1, top: 0 },
    };
    const taken = withLooked(plain, { focus: "ledger", side: "nowhere", zoom: true, cursors });
    expect(taken).toEqual({ ...plain, focus: "ledger", zoom: true, cursors: { actors: { index: 1, top: 0 } } });
  });

  it("names a subject that there is, or none", () => {
    const subject = (told: unknown) => withLooked(plain, { subject: told }).subject;
    for (const there of [
      { of: "actor", actor: "lease" },
      { of: "step", step: 3 },
      { of: "posting", posting: 0 },
      { of: "measure", measure: "rent_paid" },
      { of: "branch", branch: "base" },
      { of: "total", total: "paid", name: "rent", currency: "USD" },
      { of: "why", target: "rent" },
    ])
      expect(subject(there)).toEqual(there);
    for (const gone of [
      { of: "actor", actor: "nobody" },
      { of: "step", step: 400 },
      { of: "step", step: -1 },
      { of: "posting", posting: 1.5 },
      { of: "measure", measure: "nothing" },
      { of: "branch", branch: "late" },
      { of: "total", total: "all", name: "rent", currency: "USD" },
      { of: "why" },
      { of: "weather" },
    ])
      expect(subject(gone)).toBeUndefined();
  });
});
