/** Looking: panes, cursor, why, copying, help, and what fits on small screens. */
import { describe, expect, it } from "vitest";
import { columnsOf } from "./lines.ts";
import { sits } from "./screen-testing.ts";

describe("panes", () => {
  it("are five on a wide screen, two on a middle one, one on a small one", () => {
    const titles = (text: string) =>
      ["Actors", "Timeline", "Inspector", "Branches", "Ledger"].filter((one) => text.includes(one));
    expect(titles(sits().sees)).toHaveLength(5);
    expect(titles(sits({ size: { columns: 80, rows: 24 } }).sees)).toEqual(["Timeline", "Inspector"]);
    expect(titles(sits({ size: { columns: 50, rows: 15 } }).sees)).toEqual(["Timeline"]);
  });

  it("change by Tab, and beside the timeline on a middle screen", () => {
    const user = sits({ size: { columns: 80, rows: 24 } });
    expect(user.presses("1").sees).toMatch(/Timeline.*▸1 Actors/s);
    expect(user.presses("2").sees).toMatch(/▸2 Timeline.*1 Actors/s);
    expect(user.presses("tab").sees).toContain("▸3 Inspector");
    expect(user.presses("shift+tab", "shift+tab").sees).toContain("▸1 Actors");
  });

  it("fill the screen and come back", () => {
    const user = sits().presses("5", "+");
    expect(user.sees).not.toContain("Timeline");
    expect(user.hints).toContain("_ unzoom");
    expect(user.presses("1").sees).toContain("▸1 Actors");
    expect(user.presses("_").sees).toContain("Timeline");
  });

  it.each([
    [120, 40],
    [80, 24],
    [60, 14],
    [50, 15],
    [40, 8],
    [20, 5],
    [10, 3],
    [1, 1],
  ])("fill %i by %i exactly, and say nothing of a size that is too small", (columns, rows) => {
    const user = sits({ size: { columns, rows } });
    for (const key of ["right", "?", "escape", "e", "escape", "f", "escape", "3", "5"]) {
      user.presses(key);
      const { lines } = user;
      expect(lines).toHaveLength(rows);
      expect(Math.max(...lines.map(columnsOf))).toBeLessThanOrEqual(columns);
      expect(user.sees).not.toMatch(/too small/i);
    }
  });

  it("are drawn in ASCII where the terminal has no more", () => {
    const user = sits({ unicode: false }).types("05l").presses("?", "escape", "e", "escape");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant
    expect(user.sees).toMatch(/^[\x00-\x7f]*$/);
  });
});

describe("the cursor", () => {
  it("leaves what is now, and comes back to it with the next move", () => {
    const user = sits().types("05l").presses("down", "down", "down");
    const line = user.lines.find((one) => one.includes("│▌")) ?? "";
    expect(user.presses("o").at).not.toBe("base 5");
    expect(line).not.toBe("");
    expect(user.state.cursors.timeline?.key).toBe("");
  });

  it("looks at a step with Enter, and goes there with Enter again", () => {
    const user = sits().presses("down", "down", "down", "enter");
    expect(user.state.subject).toMatchObject({ of: "step" });
    expect(user.at).toBe("base 0");
    expect(user.presses("enter").at).not.toBe("base 0");
  });

  it("looks at a posting: why money moved", () => {
    const user = sits().types(":2011-06-01\n").presses("5", "pagedown", "pagedown");
    const posting = () => user.state.subject?.of === "posting";
    for (let i = 0; i < 10 && !posting(); i++) user.presses("enter", "up");
    expect(posting()).toBe(true);
    expect(user.sees).toContain("Inspector: posting");
    expect(user.presses("escape").state.subject).toBeUndefined();
  });
});

describe("copying", () => {
  it("takes the value that is looked at", () => {
    const user = sits().types(":2011-06-01\n").presses("1", "down", "y");
    expect(user.asked.at(-1)).toMatchObject({ do: "copy", what: "the state of site" });
    expect(user.presses("Y").asked.at(-1)).toEqual({ do: "copy-command" });
  });
});

describe("help", () => {
  it("is searched by typing, and does what is chosen", () => {
    const user = sits().presses("?");
    expect(user.sees).toContain("one step on");
    user.types("to the end of this year");
    expect(user.sees).not.toContain("one step back");
    expect(user.presses("enter").header).toContain("2010-12-31");
  });

  it("and the bottom line show what works now and nothing else", () => {
    const user = sits();
    expect(user.hints).toContain("→ step");
    expect(user.hints).not.toContain("← back");
    expect(user.hints).not.toContain("compare");
    expect(user.presses("?").sees).not.toContain("one step back");
    user.presses("escape", "G");
    expect(user.hints).toContain("← back");
    expect(user.hints).not.toContain("→ step");
    user.presses("f").types("a\n");
    expect(user.hints).toContain("= compare");
    expect(user.hints).toMatch(/\? help {2}q quit$/);
  });

  it("keep at the foot what is wanted most, where there is no room for all", () => {
    for (const columns of [120, 100, 80]) {
      const { hints } = sits({ size: { columns, rows: 24 } })
        .types("05l")
        .types(":assume rent=1 USD per year\n")
        .types("h");
      for (const hint of ["→ step", "← back", "Enter why", "Tab pane", ": command", "s save", "? help", "q quit"])
        expect(hints, `at ${columns}`).toContain(hint);
    }
    expect(sits({ size: { columns: 50, rows: 15 } }).types("05l").hints).toMatch(/→ step .*Enter why .*q quit$/);
  });

  it("finds a command by what it is usually called", () => {
    expect(sits().presses("?").types("search").sees).toContain("to the next step that says a text");
  });

  it("shows in full what has no room in its line, until a key is pressed", () => {
    const text = `copied: steppe step ${"a-rather-long-name/".repeat(8)}a.yaml --do 'to 40'`;
    const user = sits().happens({ on: "told", message: { text }, whole: true });
    expect(user.sees.replace(/[│\s]/g, "")).toContain(text.replaceAll(" ", ""));
    expect(user.presses("enter").state.dialog).toBeUndefined();
    const short = sits().happens({ on: "told", message: { text: "copied: steppe step a.yaml" }, whole: true });
    expect([short.said, short.state.dialog]).toEqual(["copied: steppe step a.yaml", undefined]);
  });

  it("says what does not work, and why", () => {
    expect(sits().presses("left").said).toBe("this is the beginning");
    expect(sits().presses("u").said).toBe("there is nothing to undo");
  });
});

describe("typing", () => {
  it("edits a line as a shell does", () => {
    const user = sits().types(":abc def").presses("ctrl+w");
    expect(user.said).toBe(":abc");
    user.presses("ctrl+a").types("x").presses("end", "backspace", "backspace");
    expect(user.said).toBe(":xab");
    expect(user.presses("ctrl+u", "backspace").state.dialog).toBeUndefined();
  });

  it("shows where the next character goes by a sign where there is no reverse video", () => {
    expect(sits({ colour: false }).types(":abc").said).toBe(":abc_");
    expect(sits({ colour: false }).presses("?").sees).toContain("search: _");
  });

  it("takes a paste whole, as one line", () => {
    const user = sits().presses(":").happens({ on: "paste", text: "step\n3\n" });
    expect(user.said).toBe(":step 3");
    expect(user.presses("enter").at).toBe("base 3");
  });

  it("takes what is pasted over the panes as keys", () => {
    expect(sits().happens({ on: "paste", text: "lll" }).waits().at).toBe("base 3");
  });

  it("keeps keys that are pressed while something is under way", () => {
    const user = sits();
    user.happens({ on: "key", key: "f" });
    for (const key of ["a", "enter", "right", "right"]) user.happens({ on: "key", key });
    expect(user.at).toBe("base 0");
    expect(user.waits().at).toBe("a 2");
  });

  it("stops what is under way at Escape", () => {
    const user = sits().presses("f");
    for (const key of ["a", "enter", "escape"]) user.happens({ on: "key", key });
    expect(user.waits().at).toBe("base 0");
    expect(user.said).toBe("stopped on the way");
  });
});
