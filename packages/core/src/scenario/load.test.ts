import { describe, expect, it } from "vitest";
import { splitScenario } from "./load.ts";
import { HEAD, loadText, problemLine } from "./load-testing.ts";

const REST = "machines: {m: {initial: on, states: {on: {}}}}\nactors: {x: {machine: m}}\n";

describe("splitScenario", () => {
  it.each([
    ["a.yaml", "a.yaml", []],
    ["a.yaml@v", "a.yaml", ["v"]],
    ["in/a.yaml@v@w", "in/a.yaml", ["v", "w"]],
    ["we@home/a.yaml", "we@home/a.yaml", []],
  ])("of %s", (scenario, file, variants) => {
    expect(splitScenario(scenario)).toEqual({ file, variants });
  });
});

describe("loadScenario", () => {
  const text = `${HEAD}assume: {rent: {value: 5 USD, source: "judgement: x"}}\n${REST}variants: {low: {assume: {rent: {value: 1 USD, source: "judgement: y"}}}}\n`;

  it("gives the Model with the name that was asked for, its layers and the texts that were read", () => {
    const loaded = loadText(text, [], "t.yaml@low");
    if (!loaded.ok) throw new Error(loaded.problems.map(problemLine).join("\n"));
    expect(loaded.problems).toEqual([]);
    expect(loaded.model.name).toBe("t.yaml@low");
    expect(loaded.model.title).toBe("t.yaml@low");
    expect(loaded.layers.map(({ kind, name }) => `${kind} ${name}`)).toEqual(["file t.yaml", "variant t.yaml@low"]);
    expect([...loaded.files.keys()]).toEqual(["t.yaml"]);
    expect(loaded.model.assumptions.get("rent")).toMatchObject({ judgement: "y", uncertain: false });
  });

  it("lays files over it, in their order", () => {
    const loaded = loadText(text, ["assume: {rent: 2 USD}\n", "assume: {rent: 3 USD}\n"]);
    expect(loaded.ok && loaded.model.canonical).toContain('"rent":{"value":"3 USD"}');
    expect(loaded.problems.map(problemLine)).toEqual([
      "1:16 ?uncited-assumption assumption `rent` has neither a source nor a judgement",
    ]);
  });

  it("says what is wrong in order of place, with the texts to show it in", () => {
    const loaded = loadText(`${HEAD}assume: {x: today, rent: 5 yeers}\n${REST}measures: {m: rnt}\n`);
    expect(loaded.ok).toBe(false);
    expect(loaded.problems.map(problemLine)).toEqual([
      "5:13 not-allowed-here `today` cannot be used here: an assumption is known before anything happens",
      "5:28 unknown-unit unknown unit `yeers`",
      "8:15 unknown-name unknown name `rnt`",
    ]);
    expect(loaded.files.get("t.yaml")).toContain("yeers");
  });

  it("does not go on with a file that cannot be read", () => {
    const loaded = loadText("", [], "other.yaml");
    expect(loaded.problems.map(({ code }) => code)).toEqual(["file-missing"]);
  });
});
