/** The document of many paths: as its schema says, and to the cent what the single paths come to. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { BERTH, SOUND } from "./berth.ts";
import { call, folderWith, ROOT } from "./calling.ts";

vi.setConfig({ testTimeout: 60_000 });

let folder: ReturnType<typeof folderWith>;
beforeAll(() => {
  folder = folderWith({ "berth.yaml": BERTH, "sound.yaml": SOUND });
});
afterAll(() => folder.remove());

describe("--json", () => {
  const schema = z.fromJSONSchema(JSON.parse(readFileSync(join(ROOT, "docs/paths.schema.json"), "utf8")));
  const documentOf = async (...args: string[]) =>
    JSON.parse((await call(["run", ...args, "--json"], { cwd: folder.path })).stdout);

  it("is as docs/paths.schema.json says, for columns of every kind", async () => {
    const document = await documentOf("berth.yaml", "--paths", "30", "--milestones", "all");
    expect(schema.safeParse(document).error).toBe(undefined);
    const scenario = join(ROOT, "scenarios/baikonur.yaml@uncertain");
    expect(schema.safeParse(await documentOf(scenario, "--paths", "12")).error).toBe(undefined);
    const missed = await documentOf(
      "berth.yaml",
      "--paths",
      "30",
      "--precision",
      "paid:1%",
      "--precision",
      "per_stay:1%",
    );
    expect(missed.runs[0].precisions.map(({ reached }: { reached: boolean }) => reached)).toEqual([false, true]);
    expect(schema.safeParse(missed).error).toBe(undefined);
    const none = await documentOf("berth.yaml", "--paths", "1", "--set", "stopped=true");
    expect(none.runs[0].failed).toBe(1);
    expect(schema.safeParse(none).error).toBe(undefined);
  });

  it("is refused by that schema when a part is missing or of another type", async () => {
    const document = await documentOf("berth.yaml", "--paths", "5");
    const [one] = document.runs;
    expect(schema.safeParse({ ...document, schema: "steppe.run/1" }).success).toBe(false);
    expect(schema.safeParse({ ...document, runs: [{ ...one, troubles: undefined }] }).success).toBe(false);
    expect(schema.safeParse({ ...document, runs: [{ ...one, ended: "soon" }] }).success).toBe(false);
    const [measure] = one.measures;
    expect(schema.safeParse({ ...document, runs: [{ ...one, measures: [{ ...measure, mean: 5 }] }] }).success).toBe(
      false,
    );
  });

  it("has means and quantiles to the cent, as runs of the single paths have them", async () => {
    const { runs } = await documentOf("sound.yaml", "--paths", "9");
    const singles = await Promise.all(
      Array.from({ length: 9 }, async (_, path) => {
        const document = await documentOf("sound.yaml", "--path", String(path));
        const { value } = document.runs[0].measures[0];
        return BigInt(value.replace(".", ""));
      }),
    );
    const sum = singles.reduce((total, cents) => total + cents, 0n);
    const [paid] = runs[0].measures;
    const cents = (text: string) => BigInt(text.replace(".", ""));
    const off = 9n * cents(paid.mean) - sum;
    expect(off >= -5n && off <= 5n).toBe(true);
    const sorted = [...singles].sort((a, b) => (a < b ? -1 : 1));
    expect(paid.quantiles.map(({ value }: { value: string }) => cents(value))).toEqual(
      [0, 2, 4, 6, 8].map((at) => sorted[at]),
    );
    expect(paid.greatest.path).toBe(singles.indexOf(sorted[8] as bigint));
  });
});
