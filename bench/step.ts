/**
 * `pnpm bench step`: the stepper as somebody at a terminal has it. The built command runs under a pseudo-terminal of
 * 120 by 40 that `script` of util-linux gives; all times are taken outside, from the key to the last byte of its frame.
 */
import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { benchText } from "./scenario.ts";

type Row = (what: string, value: string, goal?: string) => void;

const ROOT = new URL("..", import.meta.url).pathname;
const STARTS = 15;
const KEYS = 200;
const JUMPS = 15;

/** No byte for so long: a frame has come to its end. Milliseconds. */
const QUIET = 12;
/** What has not come by then does not come. */
const PATIENCE = 20_000;

/** The command on a terminal. */
class Terminal {
  readonly #child: ChildProcessWithoutNullStreams;
  #written = "";
  #last = performance.now();
  readonly begun = performance.now();

  constructor(command: string) {
    const sized = `stty cols 120 rows 40; exec ${command}`;
    this.#child = spawn("script", ["-qefc", sized, "/dev/null"], { cwd: ROOT, env: { ...process.env, TERM: "xterm" } });
    this.#child.stdout.on("data", (chunk: Buffer) => {
      this.#last = performance.now();
      this.#written += chunk.toString("utf8");
    });
  }

  /** What has been written since the last key. */
  get text(): string {
    return this.#written;
  }

  /** Milliseconds from `since` until a frame with this text has been written. */
  async sees(text: string, since: number): Promise<number> {
    while (!this.#written.includes(text)) {
      if (performance.now() - since > PATIENCE) throw new Error(`${text} does not come`);
      await setTimeout(1);
    }
    return this.#end(since);
  }

  /** Milliseconds from a key to the end of the frame that it leads to. */
  async presses(key: string): Promise<number> {
    const since = this.#press(key);
    while (this.#last < since) {
      if (performance.now() - since > PATIENCE) throw new Error(`nothing comes of ${key}`);
      await setTimeout(1);
    }
    return this.#end(since);
  }

  /** Milliseconds from keys to the end of a frame that shows a text. */
  async leads(keys: string, text: string): Promise<number> {
    return this.sees(text, this.#press(keys));
  }

  #press(keys: string): number {
    this.#written = "";
    const since = performance.now();
    this.#child.stdin.write(keys);
    return since;
  }

  async #end(since: number): Promise<number> {
    while (performance.now() - this.#last < QUIET) await setTimeout(1);
    return this.#last - since;
  }

  /** The most memory that the command has had, in MB. */
  memory(): number {
    const { pid } = this.#child;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ");
    const status = readFileSync(`/proc/${children[0]}/status`, "utf8");
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
  }

  async quits(): Promise<void> {
    const ended = new Promise((done) => this.#child.on("exit", done));
    this.#child.stdin.write("\u0003");
    await ended;
  }

  /** Ends what is still there, with the terminal it was on. */
  end(): void {
    if (this.#child.exitCode === null) this.#child.kill("SIGHUP");
  }
}

function share(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] as number;
}

const ms = (value: number): string => `${value.toFixed(0)} ms`;

/** The hint that stands last on the last row: it is there when the whole frame is. */
const LAST = "quit";

async function starts(row: Row): Promise<void> {
  const times: number[] = [];
  const bare: number[] = [];
  for (let i = 0; i < STARTS; i++) {
    const empty = new Terminal(`${process.execPath} -e "process.stdout.write('${LAST}')"`);
    bare.push(await empty.sees(LAST, empty.begun));
    const terminal = new Terminal("./steppe step scenarios/baikonur.yaml");
    times.push(await terminal.sees(LAST, terminal.begun));
    await terminal.quits();
  }
  row("node -e 0 on a pseudo-terminal", ms(share(bare, 0.5)));
  row("steppe step scenarios/baikonur.yaml, first frame", ms(share(times, 0.5)), "260 ms");
}

async function keys(row: Row, file: string): Promise<void> {
  const terminal = new Terminal(`./steppe step ${file}`);
  try {
    await walks(row, terminal);
  } finally {
    terminal.end();
  }
}

async function walks(row: Row, terminal: Terminal): Promise<void> {
  await terminal.sees(LAST, terminal.begun);
  const whole = await terminal.leads("G", "the end");
  row("  to the end before any of it is known", ms(whole));
  const steps = Number(/step +(\d+)\/\1/.exec(terminal.text)?.[1] ?? Number.NaN);
  row("  steps of that history", String(steps));
  for (const [what, own] of [
    ["one step back", Array.from({ length: KEYS }, () => "h")],
    ["one step on", Array.from({ length: KEYS }, () => "l")],
    ["cursor of the timeline", Array.from({ length: KEYS }, (_, i) => (i % 2 === 0 ? "k" : "j"))],
  ] as const) {
    const times: number[] = [];
    for (const key of own) {
      times.push(await terminal.presses(key));
      // A frame is drawn at once only when the last one is a while ago: 30 of them a second.
      await setTimeout(40);
    }
    row(`  key to frame, ${what}, median and 95th`, `${ms(share(times, 0.5))}, ${ms(share(times, 0.95))}`, "16, 33 ms");
  }
  const jumps: number[] = [];
  for (let i = 0; i < JUMPS; i++) {
    const to = Math.floor(((i * 7919) % steps) * 0.97);
    jumps.push(await terminal.leads(`:${to}\r`, `step ${String(to + 1).padStart(String(steps).length)}/`));
    await setTimeout(40);
  }
  row("  jump anywhere, median and longest", `${ms(share(jumps, 0.5))}, ${ms(Math.max(...jumps))}`, "50 ms");
  row("  memory", `${terminal.memory().toFixed(0)} MB`, "250 MB");
  await terminal.quits();
}

/** First frame, keys, jumps and memory. */
export async function stepper(row: Row): Promise<void> {
  try {
    execFileSync("script", ["--version"], { stdio: "ignore" });
  } catch {
    row("steppe step", "needs `script` of util-linux");
    return;
  }
  execFileSync(`${ROOT}steppe`, ["--version"], { stdio: "ignore" });
  const folder = mkdtempSync(join(tmpdir(), "steppe-bench-"));
  try {
    await starts(row);
    const file = join(folder, "bench.yaml");
    writeFileSync(file, benchText("2013-02-15"));
    await keys(row, file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
