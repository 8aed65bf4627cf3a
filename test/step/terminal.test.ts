/** The built command on a real terminal: it starts, is walked on, and leaves the terminal as it was, however it ends. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { ensureBuilt, steppe } from "../command.ts";
import { folderWith } from "../commands/calling.ts";
import { PIER } from "../commands/pier.ts";
import { closeTerminals, hasTmux, Terminal } from "./tmux.ts";

let folder: ReturnType<typeof folderWith>;
beforeAll(() => {
  ensureBuilt();
  folder = folderWith({ "pier.yaml": PIER });
}, 60_000);
afterEach(closeTerminals);
afterAll(() => folder.remove());

const open = (words: string, options?: ConstructorParameters<typeof Terminal>[2]): Terminal =>
  new Terminal(folder.path, words, options);

/** Waits for the end, and asserts that nothing is left of it but what a shell says. */
async function leaves(terminal: Terminal, code: number): Promise<string> {
  const screen = await terminal.sees(/^after \S+$/m);
  expect(screen).toMatch(new RegExp(`^left with ${code}$`, "m"));
  expect({ alternate: terminal.knows("alternate_on"), cursor: terminal.knows("cursor_flag") }).toEqual({
    alternate: "0",
    cursor: "1",
  });
  const [, before] = /^before (\S+)$/m.exec(screen) ?? [];
  const [, after] = /^after (\S+)$/m.exec(screen) ?? [];
  expect(after).toBe(before);
  terminal.closes();
  return screen;
}

/** The header and the panes, without cursors: where one was in a list is no act, and what stands below was said last. */
const bodyOf = (screen: string): string => screen.split("\n").slice(0, -2).join("\n").replaceAll("▌", " ");

describe.skipIf(!hasTmux())("a walk on the screen", () => {
  it("starts, steps, forks, saves, is resized, and is left with `q`", async () => {
    const terminal = open("step pier.yaml --log walk.jsonl", { columns: 120, rows: 40 });
    await terminal.sees("the beginning");
    expect(terminal.knows("alternate_on")).toBe("1");
    terminal.presses("l", "l", "l");
    await terminal.sees("Inspector: step 2");
    terminal.types(":inject pier.crash claimed='3 USD' as small");
    terminal.presses("Enter");
    await terminal.sees("this is now small");
    terminal.types(":save small.yaml");
    terminal.presses("Enter");
    await terminal.sees(/small is saved/);
    terminal.resizes(60, 20);
    terminal.resizes(100, 30);
    await terminal.sees(/small/);
    terminal.presses("q");
    expect(await leaves(terminal, 0)).not.toMatch(/[╭╮│╰╯▸]/);
    expect(steppe(["run", "small.yaml"], folder.path).status).toBe(0);
    const lines = readFileSync(join(folder.path, "walk.jsonl"), "utf8").trimEnd().split("\n").slice(1);
    const acts = lines.filter((line) => line.startsWith('{"do"'));
    expect(acts.filter((line) => line.startsWith('{"do":"step"')).length).toBeGreaterThan(0);
    expect(acts.at(-1)).toContain('"do":"inject"');
    expect(lines.at(-1)).toContain('{"view":');
  }, 60_000);

  it("is left with 130 by Ctrl-C, with 143 by SIGTERM", async () => {
    const interrupted = open("step pier.yaml");
    await interrupted.sees("the beginning");
    interrupted.presses("C-c");
    await leaves(interrupted, 130);
    const ended = open("step pier.yaml");
    await ended.sees("the beginning");
    ended.signals("SIGTERM");
    await leaves(ended, 143);
  }, 60_000);

  it("is suspended by Ctrl-Z, which gives the terminal back, and goes on with `fg` where it was", async () => {
    const terminal = open("step pier.yaml", { jobs: true });
    await terminal.sees("the beginning");
    terminal.presses("l", "l", "l");
    const walked = await terminal.sees("Inspector: step 2");
    terminal.presses("C-z");
    const shell = await terminal.sees(/^suspended with \d+\nthen \S+$/m);
    expect({ alternate: terminal.knows("alternate_on"), cursor: terminal.knows("cursor_flag") }).toEqual({
      alternate: "0",
      cursor: "1",
    });
    expect(/^then (\S+)$/m.exec(shell)?.[1]).toBe(/^before (\S+)$/m.exec(shell)?.[1]);
    terminal.presses("Enter");
    await terminal.sees("Inspector: step 2");
    expect(terminal.knows("alternate_on")).toBe("1");
    expect(bodyOf(terminal.screen)).toBe(bodyOf(walked));
    terminal.presses("l");
    await terminal.sees("Inspector: step 3");
    terminal.presses("q");
    await leaves(terminal, 0);
  }, 60_000);

  it("is left with 70 by a fault of its own, which is said on the first screen", async () => {
    writeFileSync(
      join(folder.path, "fault.cjs"),
      'process.on("SIGUSR2", () => { throw new Error("a fault that was asked for"); });',
    );
    const terminal = open("step pier.yaml", { env: "NODE_OPTIONS='--require ./fault.cjs'" });
    await terminal.sees("the beginning");
    terminal.signals("SIGUSR2");
    const screen = await leaves(terminal, 70);
    expect(screen).toContain("a fault that was asked for");
    expect(screen).toContain("this is a fault of steppe, not of your scenario");
    expect(screen).not.toMatch(/[╭╮│╰╯▸]/);
  }, 60_000);

  it("that was kept and is played shows the same at its end, and its ledger is the same without one", async () => {
    const keys = ["l", "l", "}", "l", "[", "h"];
    const kept = open("step pier.yaml --log seen.jsonl");
    await kept.sees("the beginning");
    for (const key of keys) kept.presses(key);
    kept.types(":remove crash-2012 as once");
    kept.presses("Enter");
    await kept.sees("this is now once");
    kept.presses("}");
    await kept.sees("Inspector: step 5");
    const shown = await kept.sees("once");
    kept.presses("q");
    await leaves(kept, 0);
    const played = open("step --play seen.jsonl");
    await played.sees("Inspector: step 5");
    expect(bodyOf(played.screen)).toBe(bodyOf(shown));
    played.presses("q");
    await leaves(played, 0);
    const lines = steppe(["step", "--play", "seen.jsonl", "--do", "ledger", "--do", "where"], folder.path).stdout;
    expect(lines).toMatch(/\nstep 5 of once, 2010-12-31: 6 steps taken/);
  }, 60_000);

  it("that was kept without one is played onto it", async () => {
    const kept = steppe(["step", "pier.yaml", "--log", "kept.jsonl", "--do", "to 7", "--do", "mark here"], folder.path);
    expect(kept.status).toBe(0);
    const terminal = open("step --play kept.jsonl --do 'back 2'");
    await terminal.sees("Inspector: step 5");
    terminal.presses("q");
    await leaves(terminal, 0);
  }, 60_000);

  it("does not open where a command before it is refused", async () => {
    const terminal = open("step pier.yaml --do 'to 999'");
    expect(await leaves(terminal, 1)).toContain("error[no-such-step]");
  }, 60_000);
});

describe.skipIf(!hasTmux())("line mode on a terminal", () => {
  it.each<[string, string, string]>([
    ["--plain", "--plain", ""],
    ["ACCESSIBLE=1", "", "ACCESSIBLE=1"],
    ["TERM=dumb", "", "TERM=dumb"],
  ])(
    "%s greets, prompts, goes on after what is refused, and leaves what was said",
    async (_, option, env) => {
      const terminal = open(`step pier.yaml ${option}`, { env });
      await terminal.sees(/^> $|^>$/m);
      terminal.types("stpe");
      terminal.presses("Enter");
      await terminal.sees("did you mean `step`?");
      terminal.types("step");
      terminal.presses("Enter");
      await terminal.sees("step 0, 2010-01-01: lease: start");
      terminal.types("quit");
      terminal.presses("Enter");
      const screen = await leaves(terminal, 0);
      expect(screen).toContain("pier.yaml; `help` lists the commands, `quit` ends");
      expect(screen).toContain("step 0, 2010-01-01: lease: start");
    },
    60_000,
  );

  it("ends with 0 at the end of the input, with 130 by Ctrl-C", async () => {
    const terminal = open("step pier.yaml --plain");
    await terminal.sees(/^>/m);
    terminal.presses("C-d");
    await leaves(terminal, 0);
    const interrupted = open("step pier.yaml --plain");
    await interrupted.sees(/^>/m);
    interrupted.presses("C-c");
    await leaves(interrupted, 130);
  }, 60_000);

  it("writes nothing unless it is asked to", () => {
    expect(existsSync(join(folder.path, "walk.jsonl"))).toBe(hasTmux());
    expect(existsSync(join(folder.path, ".steppe"))).toBe(false);
  });
});
