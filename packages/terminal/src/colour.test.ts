import { describe, expect, it } from "vitest";
import { settleColour } from "./colour.ts";

type Env = Record<string, string | undefined>;

describe("settleColour", () => {
  it.each<[string, string[], Env, Env]>([
    ["leaves an environment without wishes alone", [], { TERM: "dumb" }, { TERM: "dumb" }],
    ["takes --color=always over NO_COLOR", ["run", "--color=always"], { NO_COLOR: "1" }, { FORCE_COLOR: "1" }],
    ["takes a bare --color for always", ["--color"], {}, { FORCE_COLOR: "1" }],
    ["takes --color=never over FORCE_COLOR", ["--color=never"], { FORCE_COLOR: "1" }, { NO_COLOR: "1" }],
    ["takes --no-color for never", ["--no-color"], { FORCE_COLOR: "1" }, { NO_COLOR: "1" }],
    ["takes the last of several", ["--color=always", "--no-color"], {}, { NO_COLOR: "1" }],
    ["looks at nothing behind --", ["--", "--color=always"], {}, {}],
    [
      "lets FORCE_COLOR beat NO_COLOR, with no warning of Node's",
      [],
      { FORCE_COLOR: "1", NO_COLOR: "1" },
      { FORCE_COLOR: "1" },
    ],
    ["takes an empty NO_COLOR for none", [], { NO_COLOR: "" }, {}],
    ["keeps NO_COLOR", [], { NO_COLOR: "1" }, { NO_COLOR: "1" }],
    ["leaves --color=auto to the streams", ["--color=auto"], { NO_COLOR: "1" }, { NO_COLOR: "1" }],
    ["leaves an unknown value to the command", ["--color=sometimes"], {}, {}],
    ["is not taken in by longer options", ["--colors", "--no-colors"], {}, {}],
  ])("%s", (_, args, env, expected) => {
    const settled = { ...env };
    settleColour(args, settled);
    expect(settled).toEqual(expected);
  });
});
