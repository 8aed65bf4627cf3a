/** The screen as a component: what Ink makes of the lines, and which keys come through it. */
import { setImmediate } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { walkOf } from "@steppe/walk/walk-testing.ts";
import { render } from "ink-testing-library";
import { createElement } from "react";
import { describe, expect, it } from "vitest";
import type { Line } from "../panes/pane.ts";
import { Screen } from "./app.ts";
import { frameOf } from "./frame.ts";
import { beginScreen } from "./index.ts";
import { plainOf } from "./lines.ts";
import { LEASE, settingFor } from "./screen-testing.ts";
import { type Outside, Stage } from "./stage.ts";

const OUTSIDE: Outside = {
  took: () => {},
  looked: () => {},
  copy: () => {},
  command: () => "",
  save: () => ({ text: "saved", saved: true }),
  reload: () => ({ message: { text: "" } }),
  suspend: () => {},
  quit: () => {},
};

function shows() {
  const stage = new Stage(beginScreen(walkOf(LEASE), settingFor(), { columns: 100, rows: 24 }), OUTSIDE);
  // What a style is, as text: the colours themselves are the terminal's.
  const paint = (line: Line): string =>
    line.map(({ text, style }) => (style === "inverse" ? `\u001b[7m${text}\u001b[27m` : text)).join("");
  const app = render(createElement(Screen, { stage, paint }));
  return { stage, app };
}

describe("the screen as a component", () => {
  it("is the lines of the frame, one to a row", () => {
    const { stage, app } = shows();
    const plain = frameOf(stage.state).map((line) => plainOf(line).trimEnd());
    const seen = stripVTControlCharacters(app.lastFrame() ?? "").split("\n");
    expect(seen.map((line) => line.trimEnd())).toEqual(plain);
    app.unmount();
  });

  it("shows the row under the cursor in reverse, all of it and no other of its pane", () => {
    const { app } = shows();
    const seen = (app.lastFrame() ?? "").replaceAll("\u001b[7m", "«").replaceAll("\u001b[27m", "»");
    const reversed = seen.split("\n").filter((line) => line.includes("▌«"));
    expect(reversed).toHaveLength(1);
    expect(reversed[0]).toMatch(/▌«▸ 2010-01-01 {2}the beginning +»│/);
    app.unmount();
  });

  it("hands keys on, several of one read as well", async () => {
    const { stage, app } = shows();
    app.stdin.write("ll");
    app.stdin.write("\u001b[C");
    await setImmediate();
    expect(stage.state.walk.at.step).toBe(3);
    expect(app.lastFrame()).toContain("step  2/");
    app.unmount();
  });
});
