import { describe, expect, it } from "vitest";
import { configFile, readBindings } from "./read-bindings.ts";
import { sits } from "./screen-testing.ts";

const read = (text: string) => readBindings("config.yaml", new TextEncoder().encode(text));
const told = (text: string): readonly string[] =>
  read(text).problems.map(
    ({ code, place, message, help = [] }) =>
      `${code} ${place?.line}:${place?.column} ${message}${help.length > 0 ? `; ${help[0]}` : ""}`,
  );

describe("keys of the user's own", () => {
  it("work, are shown at the foot, and take the key from whatever had it", () => {
    const { bindings, problems } = read("keys:\n  step: [n, right]\n  find: f\n");
    expect(problems).toEqual([]);
    const user = sits({ bindings });
    expect(user.presses("n", "n", "right").at).toBe("base 3");
    expect(user.presses("l").at).toBe("base 3");
    expect(user.hints).toContain("n step");
    expect(user.hints).toContain("f find");
    expect(user.hints).not.toContain("f fork");
    expect(user.presses("f").said).toBe("/");
  });

  it("may be taken away altogether", () => {
    const user = sits({ bindings: read("keys:\n  step: []\n").bindings });
    expect(user.presses("right", "l").at).toBe("base 0");
    expect(user.hints).not.toContain("step");
  });

  it("are none where the file says nothing", () => {
    for (const text of ["", "# nothing\n", "keys:\n"]) expect([read(text).bindings.size, told(text)]).toEqual([0, []]);
  });

  it("are refused with a place where a command or a key is unknown, or a key is given twice", () => {
    expect(told("keys:\n  stepp: n\n")).toEqual(["unknown-key 2:3 there is no command `stepp`; did you mean `step`?"]);
    expect(told("keys:\n  interrupt: n\n")).toEqual([
      expect.stringMatching(/^unknown-key 2:3 the command `interrupt` keeps its keys/),
    ]);
    expect(told("keys:\n  step: [n, F10]\n")).toEqual([
      expect.stringMatching(/^no-such-key 2:13 `F10` is no key that a command can have; a key is a character/),
    ]);
    expect(told("keys:\n  step: ctrl+i\n")).toEqual([expect.stringContaining("`ctrl+i` is no key")]);
    expect(told("keys:\n  step: n\n  back: n\n")).toEqual(["key-taken 3:9 `n` is given to `step` already"]);
    expect(told("colours: {}\n")).toEqual(["unknown-key 1:1 unknown key `colours`; the configuration has `keys`"]);
    expect(told("keys: [n]\n")).toEqual(["wrong-shape 1:7 `keys` are a mapping of commands to keys, not a list"]);
  });

  it("may be the same for a pane and for the comparison", () => {
    expect(told("keys:\n  step: n\n  difference: n\n")).toEqual([]);
  });
});

describe("the configuration", () => {
  it("is where XDG says, else below the home", () => {
    expect(configFile({ XDG_CONFIG_HOME: "/c", HOME: "/h" })).toBe("/c/steppe/config.yaml");
    expect(configFile({ XDG_CONFIG_HOME: "c", HOME: "/h" })).toBe("/h/.config/steppe/config.yaml");
    expect(configFile({})).toBeUndefined();
  });
});
