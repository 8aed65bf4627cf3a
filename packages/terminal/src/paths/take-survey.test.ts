/** Surveys while they are taken: what a terminal sees of them, and what is left when one goes wrong. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { loadScenario } from "@steppe/core";
import { MACHINES } from "@steppe/core/machines/index.ts";
import { BERTH } from "@steppe/kernel/kernel-testing.ts";
import xterm from "@xterm/headless";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Io } from "../io.ts";
import { Screen } from "./screen-testing.ts";
import { type Subject, type SurveyWishes, takeSurvey } from "./take-survey.ts";

let cwd = "";
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "steppe-survey-"));
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

function subject(): Subject {
  const request = { scenario: "berth.yaml" };
  const loaded = loadScenario(request, () => ({ bytes: new TextEncoder().encode(BERTH) }), MACHINES);
  if (!loaded.ok) throw new Error("the scenario of the tests is sound");
  return { request, loaded };
}

function ioWith(isTTY: boolean): { io: Io; told: () => string } {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 80 });
  let told = "";
  stream.on("data", (chunk) => {
    told += String(chunk);
  });
  const stderr = stream as unknown as NodeJS.WriteStream;
  const stdout = new PassThrough() as unknown as NodeJS.WriteStream;
  return { io: { stdin: process.stdin, stdout, stderr, env: {}, cwd }, told: () => told };
}

const WISHES: SurveyWishes = {
  paths: 600,
  seed: "s",
  sampling: "random",
  engine: "kernel",
  layers: [],
  workers: 1,
  precision: [],
  milestones: [],
};

describe("while a survey is taken", () => {
  it("a line tells how far it is and how narrow the first interval has become, where the account goes elsewhere", async () => {
    const { io, told } = ioWith(true);
    const { summary, ended, charts } = await takeSurvey(io, subject(), WISHES);
    expect([ended, summary.paths, charts]).toEqual(["complete", 600, []]);
    const lines = told().split("\r\x1b[K");
    expect(lines.length).toBeGreaterThan(2);
    expect([lines[0], lines.at(-1)]).toEqual(["", ""]);
    for (const line of lines.slice(1, -1)) {
      expect(line).toMatch(
        /^(600 paths: starting|\d+ of 600 paths( · [\d,.]+ a second · \d+ s left)?( · (Rent ± [\d.]+ % of [\d,.]+ (million )?EUR|.*…))?)$/,
      );
    }
    expect(told()).toContain("Rent ± ");
  }, 30_000);

  it("a terminal sees the fan sharpen, and in the end nothing but what was there before", async () => {
    const screen = new Screen(new xterm.Terminal({ cols: 80, rows: 24, allowProposedApi: true }));
    const { stream } = screen;
    stream.write("before\r\n");
    const io = { stdin: process.stdin, stdout: stream, stderr: stream, env: {}, cwd };
    const { charts } = await takeSurvey(io, subject(), { ...WISHES, paths: 3000, engine: "world" });
    expect(charts.map(({ title, years }) => [title, years.length])).toEqual([
      ["rent, paid by the end of each year", 4],
    ]);
    const frames = screen.writes.slice(1, -1);
    expect(frames.length).toBeGreaterThan(1);
    for (const frame of frames) expect(frame).toMatch(/[\d,]+ of 3,000 paths|3,000 paths: starting/);
    expect(frames.at(-1)).toMatch(/Rent ± [\d.]+ %.*rent, paid by the end of each year, EUR.*2023/s);
    expect(await screen.lines()).toEqual(["before"]);
    expect(screen.isCursorHidden).toBe(false);
  }, 30_000);

  it.each([{ ACCESSIBLE: "1" }, { TERM: "dumb" }, { CI: "true" }])(
    "nothing moves where %o",
    async (env) => {
      const screen = new Screen(new xterm.Terminal({ cols: 80, rows: 24, allowProposedApi: true }));
      const io = { stdin: process.stdin, stdout: screen.stream, stderr: screen.stream, env, cwd };
      const { charts } = await takeSurvey(io, subject(), { ...WISHES, chart: "rent" });
      expect(screen.writes).toEqual([]);
      expect(charts.length).toBe(1);
    },
    30_000,
  );

  it("what is no terminal sees nothing of it", async () => {
    const { io, told } = ioWith(false);
    await takeSurvey(io, subject(), { ...WISHES, paths: 30 });
    expect(told()).toBe("");
  });
});

describe("a survey that fails", () => {
  it("leaves no file of columns, nor a part of one", async () => {
    const { io } = ioWith(false);
    const { request, loaded } = subject();
    // So many that this thread is not done before the worker has seen it.
    const wishes = { ...WISHES, paths: 10_000_000, workers: 2, columns: "lost.columns" };
    // The texts of another scenario: its workers refuse them.
    const other = { request, loaded: { ...loaded, files: new Map([["berth.yaml", BERTH.replace("40%", "41%")]]) } };
    await expect(takeSurvey(io, other, wishes)).rejects.toThrow("a worker has come to another scenario");
    expect(readdirSync(cwd)).toEqual([]);
  }, 30_000);
});
