/** Correlated assumptions as a run has them. */
import { describe, expect, it } from "vitest";
import { centralUniforms, pathUniforms } from "../chance/index.ts";
import { type Exact, toDouble } from "../quantity/index.ts";
import { HEAD, modelOf } from "../scenario/load-testing.ts";
import { createWorld, run } from "./create.ts";
import { replay } from "./replay.ts";
import { sampledPaths } from "./sampling.ts";
import { restoreWorld, saveWorld } from "./save.ts";
import type { World } from "./world.ts";

const text = (correlate: string): string => `${HEAD}assume:
  covered: {value: "triangular(40%, 70%, 100%)", kind: share, judgement: x}
  damage: {value: "lognormal(9, 0.5)", judgement: x}
  other: {value: "uniform(0, 1)", judgement: x}
${correlate}
machines:
  coin:
    initial: idle
    states: {idle: {after: {"uniform(1 day, 99 days, as: gap)": {target: done, actions: {pay: {from: a, to: b, amount: damage * 1 USD, for: storm}}}}}, done: {}}
actors: {one: {machine: coin}}
`;
const PLAIN = modelOf(text(""));
const MODEL = modelOf(text("correlate: [{between: [covered, damage], rank: 0.7, judgement: x}]"));

const numberOf = (world: World, name: string): number => toDouble(world.assumptions.value(name) as Exact);

function spearman(x: readonly number[], y: readonly number[]): number {
  const ranksOf = (values: readonly number[]) => {
    const order = values.map((value, index) => [value, index] as const).sort(([a], [b]) => a - b);
    const ranks = new Float64Array(values.length);
    for (const [rank, [, index]] of order.entries()) ranks[index] = rank;
    return ranks;
  };
  const [p, q] = [ranksOf(x), ranksOf(y)];
  const sum = p.reduce((most, rank, index) => most + (rank - (q[index] as number)) ** 2, 0);
  return 1 - (6 * sum) / (x.length * (x.length ** 2 - 1));
}

describe("correlated assumptions", { timeout: 60_000 }, () => {
  const paths = 2000;
  const design = { seed: "s", paths } as const;

  it.each(["random", "lhs", "sobol"] as const)("move together on every path: %s", (sampling) => {
    const at = sampledPaths(MODEL, { ...design, sampling });
    const worlds = Array.from({ length: paths }, (_, path) => createWorld(MODEL, at(path)));
    const column = (name: string) => worlds.map((world) => numberOf(world, name));
    const limit = (4.5 * 1.1) / Math.sqrt(paths);
    expect(Math.abs(spearman(column("covered"), column("damage")) - 0.7)).toBeLessThan(limit);
    expect(Math.abs(spearman(column("other"), column("damage")))).toBeLessThan(limit);
    // Medians of the distributions: 70 % and 9, within 4.5 standard errors of a share of ½.
    for (const [name, median] of [
      ["covered", 0.7],
      ["damage", 9],
    ] as const) {
      const below = column(name).filter((value) => value < median).length / paths;
      expect(Math.abs(below - 0.5)).toBeLessThan(4.5 * Math.sqrt(0.25 / paths));
    }
  });

  it("leave everything else as it was", () => {
    const [plain, bent] = [PLAIN, MODEL].map((model) => run(createWorld(model, pathUniforms("s", 3)))) as [
      World,
      World,
    ];
    expect(numberOf(bent, "covered")).toBe(numberOf(plain, "covered"));
    expect(numberOf(bent, "damage")).not.toBe(numberOf(plain, "damage"));
    expect(numberOf(bent, "other")).toBe(numberOf(plain, "other"));
    expect(bent.trace.at(1)?.date).toBe(plain.trace.at(1)?.date);
  });

  it("take their medians on the central path", () => {
    const [plain, bent] = [PLAIN, MODEL].map((model) => createWorld(model, centralUniforms)) as [World, World];
    for (const name of ["covered", "damage"]) expect(numberOf(bent, name)).toBe(numberOf(plain, name));
  });

  it("are forced as they are: the others do not follow", () => {
    const forced = modelOf(
      `${text("correlate: [{between: [covered, damage], rank: 0.7, judgement: x}]")}force: [{actor: assume, site: covered/1, value: 0.999}]\n`,
    );
    const [bent, without] = [forced, MODEL].map((model) => createWorld(model, pathUniforms("s", 3))) as [World, World];
    expect(numberOf(bent, "covered")).toBeGreaterThan(0.98);
    expect(numberOf(bent, "damage")).toBe(numberOf(without, "damage"));
  });

  it("are correlated once, however often a World is made from another's chance", () => {
    const world = run(createWorld(MODEL, pathUniforms("s", 3)));
    expect(numberOf(createWorld(MODEL, world.uniforms), "damage")).toBe(numberOf(world, "damage"));
    const again = replay(MODEL, world.uniforms, [...world.trace]);
    expect([...again.journal.postings]).toEqual([...world.journal.postings]);
    const restored = restoreWorld(MODEL, pathUniforms("s", 3), saveWorld(world));
    expect(numberOf(restored, "damage")).toBe(numberOf(world, "damage"));
  });
});
