/** Many paths come to the same bytes, whoever runs which range: any number of lanes, ranges of any length, real threads. */
import { Summary } from "@steppe/analysis";
import { type Loaded, loadScenario } from "@steppe/core";
import { MACHINES } from "@steppe/core/machines/index.ts";
import {
  askedOf,
  columnsFileEnd,
  columnsFileStart,
  type Lane,
  type Packed,
  PartWriter,
  rangesOf,
  runRanges,
  unpacked,
  WorldNeeded,
} from "@steppe/kernel";
import { BERTH } from "@steppe/kernel/kernel-testing.ts";
import { describe, expect, it, vi } from "vitest";
import { inputHash } from "../../packages/terminal/src/hash.ts";
import { engineOf, type Job, rebuiltEngine, sendable } from "../../packages/terminal/src/paths/job.ts";
import { openLanes } from "../../packages/terminal/src/paths/lanes.ts";
import { paidByYear } from "../../packages/terminal/src/paths/paid-by-year.ts";
import { RunningSums } from "../../packages/terminal/src/paths/running-sums.ts";
import { type Taken, takerOf, type Wants } from "../../packages/terminal/src/paths/taking.ts";

vi.setConfig({ testTimeout: 60_000 });

const PATHS = 130;

function berth(): Loaded & { ok: true } {
  const files = new Map([
    ["scenarios/berth.yaml", BERTH],
    ["scenarios/cheap.yaml", "extends: berth.yaml\ntitle: A berth at half the rent\n"],
  ]);
  const read = (path: string) => {
    const text = files.get(path);
    return text === undefined ? ({ error: "missing" } as const) : { bytes: new TextEncoder().encode(text) };
  };
  const loaded = loadScenario(REQUEST, read, MACHINES);
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join("; "));
  return loaded;
}

const REQUEST = { scenario: "scenarios/cheap.yaml", set: ["rent=triangular(1 EUR, 2 million EUR, 5 million EUR)"] };
const { model, files } = berth();
const asked = askedOf(model);
const job: Job = {
  request: REQUEST,
  files: [...files],
  input: inputHash(model),
  seed: "same",
  sampling: "random",
  paths: PATHS,
  wanted: {},
  engine: "kernel",
};

const paid = paidByYear(asked.columns);
/** Columns are wanted too, but where arrays are to serve for one range after another. */
const EVERYTHING: Wants = { columns: true, digest: "all", sums: paid };
const NO_COLUMNS: Wants = { digest: "all", sums: paid };

interface Results {
  /** The bytes of the file of columns; of its ends alone, where none are wanted. */
  readonly file: Buffer;
  readonly summary: string;
}

/** What paths come to that are run over these lanes. */
async function results(lanes: readonly Lane<Taken>[], size: number): Promise<Results> {
  const summary = new Summary(asked.columns);
  const sums = paid.map((one) => new RunningSums(one));
  const writer = new PartWriter();
  const blocks = [columnsFileStart({ seed: job.seed })];
  await runRanges(
    lanes,
    rangesOf(PATHS, () => size),
    ({ columns, digest, sums: more }) => {
      if (digest) summary.take(digest);
      if (columns) blocks.push(...writer.add(columns));
      for (const [index, one] of sums.entries()) one.take(more[index] ?? []);
      return true;
    },
  );
  blocks.push(...writer.rest(), columnsFileEnd({ ended: "complete" }));
  return {
    file: Buffer.concat(blocks),
    summary: JSON.stringify([summary.result(), sums.map((one) => one.chart())], (_key, value) =>
      typeof value === "bigint" ? `${value}n` : value,
    ),
  };
}

const engine = engineOf(model, job);
const world = engineOf(model, { ...job, engine: "world" });

/** A lane of this thread, that takes its time in a way of its own. */
function slowLane(turns: number, wants = EVERYTHING): Lane<Taken> {
  const take = takerOf(wants);
  return {
    run: async (first, count) => {
      for (let turn = 0; turn < turns + (first % 3); turn += 1) await new Promise((go) => setImmediate(go));
      return take(engine, { first, count });
    },
  };
}

const ofWorld = takerOf(EVERYTHING);
const reference = await results([{ run: async (first, count) => ofWorld(world, { first, count }) }], PATHS);

describe("many paths come to what the World says of them,", () => {
  it.each([1, 7, 1000])("in ranges of %i paths, over one, two and three lanes", async (size) => {
    for (const lanes of [[slowLane(0)], [slowLane(5), slowLane(0)], [slowLane(2), slowLane(9), slowLane(0)]]) {
      const found = await results(lanes, size);
      expect(found.file.equals(reference.file)).toBe(true);
      expect(found.summary).toBe(reference.summary);
      expect((await results([slowLane(1, NO_COLUMNS), slowLane(0, NO_COLUMNS)], size)).summary).toBe(reference.summary);
    }
  });

  it.each([
    [2, "which are sent the code", sendable(job, engine)],
    [3, "which are sent the code", sendable(job, engine)],
    [2, "which make the model anew from the texts", job],
  ] as const)("over the threads of %i workers, %s", { timeout: 30_000 }, async (workers, _how, sent) => {
    for (const wants of [EVERYTHING, NO_COLUMNS]) {
      const { lanes, close } = openLanes(sent, () => engine, workers, wants);
      expect(lanes).toHaveLength(workers);
      // The first lane is this thread, which would be done before any other has started.
      const found = await results(lanes.slice(1), 7);
      await close();
      if (wants.columns) expect(found.file.equals(reference.file)).toBe(true);
      expect(found.summary).toBe(reference.summary);
    }
  });

  it("with an engine made anew in this thread", () => {
    expect(rebuiltEngine(job).run(3, 9)).toEqual(engine.run(3, 9));
  });

  it("on a path that is left to the World, for which a worker loads the scenario after all", () => {
    const { packed } = sendable(job, engine);
    expect(() => unpacked(structuredClone(packed) as Packed).run(0, PATHS)).toThrow(WorldNeeded);
    expect(engine.run(0, PATHS).troubles).not.toEqual([]);
  });
});

describe("a worker", () => {
  it("refuses texts that are not those of the scenario", () => {
    const changed = job.files.map(([name, text]) => [name, text.replace("40%", "41%")] as const);
    expect(() => rebuiltEngine({ ...job, files: changed })).toThrow("a worker has come to another scenario");
    expect(() => rebuiltEngine({ ...job, files: job.files.slice(1) })).toThrow("a worker has come to another scenario");
  });

  it("that fails ends the run with its error", async () => {
    const broken = openLanes({ ...job, input: "0" }, () => engine, 2, EVERYTHING);
    await expect(results(broken.lanes.slice(1), 7)).rejects.toThrow("a worker has come to another scenario");
    await broken.close();
  });
});
