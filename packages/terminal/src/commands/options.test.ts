/** What the shared options come to. */
import { describe, expect, it } from "vitest";
import { CommandError } from "../exit.ts";
import { layerTexts, scenarioRequests } from "./options.ts";

const names = (scenarios: readonly string[]) => scenarioRequests(scenarios, {}).map(({ scenario }) => scenario);

describe("scenarios", () => {
  it("that begin with @ are variants of the file before them", () => {
    expect(names(["a/b.yaml", "@x", "@y@z", "c.yaml@w", "@v"])).toEqual([
      "a/b.yaml",
      "a/b.yaml@x",
      "a/b.yaml@y@z",
      "c.yaml@w",
      "c.yaml@v",
    ]);
  });

  it("may lie in folders with an @ in their names", () => {
    expect(names(["me@home/b.yaml@x", "@y"])).toEqual(["me@home/b.yaml@x", "me@home/b.yaml@y"]);
  });

  it("that begin with @ need a file before them", () => {
    expect(() => names(["@x"])).toThrow(CommandError);
  });

  it("each get what is laid over", () => {
    const layers = { variant: ["v"], over: ["o.yaml"], set: ["rent=1"] };
    expect(scenarioRequests(["a.yaml", "@x"], layers)).toEqual([
      { scenario: "a.yaml", variants: ["v"], over: ["o.yaml"], set: ["rent=1"] },
      { scenario: "a.yaml@x", variants: ["v"], over: ["o.yaml"], set: ["rent=1"] },
    ]);
    expect(layerTexts(layers)).toEqual(["--variant v", "--over o.yaml", "--set rent=1"]);
    expect(layerTexts({})).toEqual([]);
  });
});
