/** Paths that go wrong: each is counted, named and can be had alone, under every sampling; none is dropped in silence. */
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { call, folderWith } from "./calling.ts";

vi.setConfig({ testTimeout: 60_000 });

/** Where the share is low the model goes wrong, where it is high a measure has no value. */
const PAD = `steppe: 1
title: A pad that is repaired
period: 2020-01-01 .. 2024-12-31
currency: EUR
parties: [harbour, carrier]
assume:
  share: {value: "uniform(0, 1)", judgement: for the test}
  parts: {value: "if(share < 0.1, 0, 1)", judgement: for the test}
  price: {value: "uniform(1 million EUR, 2 million EUR)", judgement: for the test}
machines:
  pad:
    initial: working
    states:
      working: {after: {2 years: broken}}
      broken: {entry: {pay: {from: carrier, to: harbour, amount: price / parts, for: repair}}}
actors:
  pad: {machine: pad}
measures:
  paid: paid(repair)
  odd: "1 / if(share > 0.8, 0, 1)"
`;

const PATHS = 40;
let folder: ReturnType<typeof folderWith>;
const steppe = (...args: string[]) => call(args, { cwd: folder.path, columns: 80 });

beforeAll(() => {
  folder = folderWith({ "pad.yaml": PAD });
});
afterAll(() => folder.remove());

/** How each path goes alone: what it paid, in cents, if the model went well; whether the odd measure has a value. */
async function alone(sampling: readonly string[]) {
  return Promise.all(
    Array.from({ length: PATHS }, async (_, path) => {
      const { code, stdout } = await steppe("run", "pad.yaml", "--path", String(path), ...sampling, "--json");
      const { problem, measures } = JSON.parse(stdout).runs[0];
      const [paid, odd] = measures;
      return { code, failed: problem !== null, cents: BigInt(paid.value.replace(".", "")), isOdd: odd.value === null };
    }),
  );
}

interface Trouble {
  readonly measure: string | null;
  readonly paths: number;
  readonly first_paths: readonly number[];
}

describe.each([
  ["random", []],
  ["lhs", ["--sampling", "lhs", "--paths", String(PATHS)]],
  ["sobol", ["--sampling", "sobol"]],
])("paths that go wrong, sampled by %s", (sampling, own) => {
  const many = ["--paths", String(PATHS), "--sampling", sampling];

  it("are those that go wrong alone, and what is summed up is what the others come to alone", async () => {
    const paths = await alone(own);
    const failed = [...paths.keys()].filter((path) => paths[path]?.failed);
    const odd = [...paths.keys()].filter((path) => paths[path]?.isOdd && !paths[path]?.failed);
    expect(failed.length).toBeGreaterThan(0);
    expect(odd.length).toBeGreaterThan(0);
    expect([...paths.keys()].filter((path) => paths[path]?.code === 3)).toEqual(
      [...failed, ...odd].sort((a, b) => a - b),
    );
    for (const more of [
      ["--engine", "kernel"],
      ["--engine", "world"],
      ["--workers", "2"],
    ]) {
      const { code, stdout } = await steppe("run", "pad.yaml", ...many, ...more, "--json");
      expect(code).toBe(3);
      const [run] = JSON.parse(stdout).runs;
      const troubles = run.troubles as readonly Trouble[];
      expect(run.failed).toBe(failed.length);
      expect(troubles.find(({ measure }) => measure === null)).toMatchObject({
        paths: failed.length,
        first_paths: failed.slice(0, 5),
        problem: { code: "division-by-zero", file: "pad.yaml", line: 15 },
      });
      expect(troubles.find(({ measure }) => measure === "odd")).toMatchObject({
        paths: odd.length,
        first_paths: odd.slice(0, 5),
      });
      const [paid, none] = run.measures;
      expect([paid.count, paid.missing]).toEqual([PATHS - failed.length, 0]);
      expect([none.count, none.missing]).toEqual([PATHS - failed.length - odd.length, odd.length]);
      const sum = paths.filter((one) => !one.failed).reduce((total, { cents }) => total + cents, 0n);
      const off = BigInt(paid.mean.replace(".", "")) * BigInt(paid.count) - sum;
      expect(off >= -BigInt(paid.count) && off <= BigInt(paid.count)).toBe(true);
    }
  });

  it("are named with the options that repeat the first, which goes wrong as it did", async () => {
    const { stdout } = await steppe("run", "pad.yaml", ...many);
    const commands = stdout.replaceAll(/\n +/g, " ").match(/(?<=`)--path \d+[^`]*(?=` shows the first)/g) ?? [];
    expect(commands.length).toBe(2);
    for (const command of commands) {
      const { code, stderr } = await steppe("run", "pad.yaml", ...command.split(" "));
      expect([code, stderr.split("\n")[0]]).toEqual([3, "error[division-by-zero]: the divisor is zero"]);
    }
  });

  it("make 3 of run, summary and compare alike, unless they are allowed", async () => {
    await steppe("run", "pad.yaml", ...many, "--columns", "pad.columns");
    for (const args of [
      ["run", "pad.yaml", ...many],
      ["summary", "pad.columns"],
      ["compare", "pad.yaml", "--set", "price=3 million EUR", ...many],
      ["compare", "pad.columns", "pad.columns"],
    ]) {
      const failed = await steppe(...args);
      expect([args[0], failed.code]).toEqual([args[0], 3]);
      expect(failed.stdout).toMatch(/^Went wrong/m);
      expect(failed.stderr).toMatch(/ = note: on paths \d+, /);
      const allowed = await steppe(...args, "--allow-failed-paths");
      expect([args[0], allowed.code]).toEqual([args[0], 0]);
      expect(allowed.stdout).toBe(failed.stdout);
    }
  });
});
