import { type Loaded, loadScenario, type Model, pathUniforms } from "@steppe/core";
import { describe, expect, it } from "vitest";
import { luckOf, type PathOptions, uniformsOf } from "./sampling.ts";

const TEXT = `steppe: 1
period: 2020-01-01 .. 2020-12-31
currency: USD
assume: {rent: {value: "uniform(1 USD, 9 USD)", judgement: j}}
measures: {asked: rent}
actors: {}
`;

function model(): Model {
  const loaded: Loaded = loadScenario({ scenario: "t.yaml" }, () => ({ bytes: Buffer.from(TEXT) }), new Map());
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join("\n"));
  return loaded.model;
}

const u = (options: Omit<PathOptions, "seed">) =>
  uniformsOf({ seed: "s", ...options }, model()).u("assume", "rent/1", 0);

describe("the chance that is asked for", () => {
  it("is the central path without a path, and a path's own with one", () => {
    expect(u({})).toBe(0.5);
    expect(u({ path: 3 })).toBe(pathUniforms("s", 3).u("assume", "rent/1", 0));
    expect(u({ path: 3, sampling: "random", paths: 10 })).toBe(u({ path: 3 }));
    expect(u({ path: 3 })).not.toBe(u({ path: 4 }));
  });

  it("is a path of a Latin hypercube: ten paths hit ten strata, each alone", () => {
    const strata = Array.from({ length: 10 }, (_, path) => Math.floor(10 * u({ path, sampling: "lhs", paths: 10 })));
    expect([...strata].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("is a point of the Sobol sequence, whatever the number of paths", () => {
    const halves = Array.from({ length: 8 }, (_, path) => Math.floor(8 * u({ path, sampling: "sobol" })));
    expect([...halves].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(u({ path: 3, sampling: "sobol", paths: 10 })).toBe(u({ path: 3, sampling: "sobol" }));
  });

  it("is refused where it is not said, or there is no such path", () => {
    expect(() => u({ sampling: "sobol" })).toThrow(
      "`--sampling` goes with `--path`: without it every draw is at its median",
    );
    expect(() => u({ paths: 5 })).toThrow("`--paths` goes with `--path`");
    expect(() => u({ path: 1, sampling: "lhs" })).toThrow(
      "`--sampling lhs` needs `--paths`: its paths depend on how many there are",
    );
    expect(() => u({ path: 5, sampling: "lhs", paths: 5 })).toThrow(
      "there is no path 5 among 5: they are numbered from 0",
    );
  });

  it("is told as far as it matters", () => {
    expect(luckOf({ seed: "s" })).toEqual({ seed: "s" });
    expect(luckOf({ seed: "s", path: 1, sampling: "random", paths: 5 })).toEqual({ seed: "s", path: 1 });
    expect(luckOf({ seed: "s", path: 1, sampling: "sobol", paths: 5 })).toEqual({
      seed: "s",
      path: 1,
      sampling: "sobol",
    });
    expect(luckOf({ seed: "s", path: 1, sampling: "lhs", paths: 5 })).toEqual({
      seed: "s",
      path: 1,
      sampling: "lhs",
      paths: 5,
    });
  });
});
