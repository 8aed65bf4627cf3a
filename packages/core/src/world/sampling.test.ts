import { describe, expect, it } from "vitest";
import { pathUniforms, SAMPLINGS } from "../chance/index.ts";
import { type Exact, toDouble, toEpochDay } from "../quantity/index.ts";
import { HEAD, modelOf } from "../scenario/load-testing.ts";
import { createWorld, run } from "./create.ts";
import { sampledPaths } from "./sampling.ts";
import type { World } from "./world.ts";

const ACTORS = "{one: {machine: coin}, two: {machine: coin}}";
const text = (actors = ACTORS, more = "") => `${HEAD}assume:
  level: {value: "uniform(0, 1)", judgement: x}
  size: {value: "normal(10, 2, as: width) + uniform(0, 1)", judgement: x}
${more}
machines:
  coin:
    initial: idle
    states: {idle: {after: {"uniform(1 day, 99 days, as: gap)": done}}, done: {}}
actors: ${actors}
timeline:
  - {id: later, on: 2010-02-01, assume: {level: "uniform(0, 1)"}, judgement: x}
`;

const ONCE = [
  ["assume", "level/1"],
  ["assume", "width"],
  ["assume", "size/2"],
  ["timeline", "later/level/1"],
] as const;

const level = (world: World): number => toDouble(world.assumptions.value("level") as Exact);
const gaps = (world: World): unknown => ["one", "two"].map((actor) => world.uniforms.u(actor, "gap", 0));

describe("the paths of a scenario", () => {
  it("have all that is drawn once from the design, and nothing else", () => {
    for (const sampling of ["lhs", "sobol"] as const) {
      const uniforms = sampledPaths(modelOf(text()), { seed: "s", sampling, paths: 64 })(9);
      const plain = pathUniforms("s", 9);
      for (const [actor, site] of ONCE) expect(uniforms.u(actor, site, 0)).not.toBe(plain.u(actor, site, 0));
      expect(uniforms.u("one", "gap", 0)).toBe(plain.u("one", "gap", 0));
    }
  });

  it("are the plain ones when sampling is random", () => {
    const uniforms = sampledPaths(modelOf(text()), { seed: "s", sampling: "random" })(9);
    for (const [actor, site] of ONCE) expect(uniforms.u(actor, site, 0)).toBe(pathUniforms("s", 9).u(actor, site, 0));
  });

  it.each(SAMPLINGS)("are the same alone as among all, whoever else acts: %s", (sampling) => {
    const design = { seed: "s", sampling, paths: 40 };
    const [model, turned] = [modelOf(text()), modelOf(text("{two: {machine: coin}, one: {machine: coin}}"))];
    const all = Array.from({ length: 40 }, (_, path) => createWorld(model, sampledPaths(model, design)(path)));
    for (const path of [39, 0, 17]) {
      const alone = createWorld(turned, sampledPaths(turned, design)(path));
      expect(level(alone)).toBe(level(all[path] as World));
      expect(gaps(alone)).toEqual(gaps(all[path] as World));
    }
  });

  it("of a Latin hypercube hit each stratum once, before the timeline changes an assumption and after", () => {
    const model = modelOf(text());
    const at = sampledPaths(model, { seed: "s", sampling: "lhs", paths: 50 });
    const worlds = Array.from({ length: 50 }, (_, path) => createWorld(model, at(path)));
    const strata = (values: readonly number[]) => new Set(values.map((value) => Math.floor(value * 50))).size;
    expect(strata(worlds.map(level))).toBe(50);
    expect(strata(worlds.map((world) => level(run(world, { until: toEpochDay(2010, 2, 2) }))))).toBe(50);
  });

  it("spread what is observed and what is chosen as evenly: each value its share of the paths", () => {
    const model = modelOf(`${HEAD}assume:
  seen: {value: "empirical(5, 1, 9)", judgement: x}
  taken: {value: "choice(1, 3, 2, 2)", judgement: x}
actors: {}
`);
    const at = sampledPaths(model, { seed: "s", sampling: "lhs", paths: 150 });
    const worlds = Array.from({ length: 150 }, (_, path) => createWorld(model, at(path)));
    const counts = (name: string) => {
      const values = worlds.map((world) => toDouble(world.assumptions.value(name) as Exact));
      return Object.fromEntries(
        [...new Set(values)].sort().map((one) => [one, values.filter((x) => x === one).length]),
      );
    };
    expect(counts("seen")).toEqual({ 1: 50, 5: 50, 9: 50 });
    expect(counts("taken")).toEqual({ 1: 90, 2: 60 });
  });

  it("keep their luck when an assumption is added: always in a Latin hypercube", () => {
    const more = '  another: {value: "uniform(0, 1)", judgement: x}';
    const [before, after] = [modelOf(text()), modelOf(text(ACTORS, more))];
    const design = { seed: "s", sampling: "lhs", paths: 64 } as const;
    for (const [actor, site] of ONCE) {
      expect(sampledPaths(after, design)(3).u(actor, site, 0)).toBe(sampledPaths(before, design)(3).u(actor, site, 0));
    }
  });
});
