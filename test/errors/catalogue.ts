/**
 * The folders of this catalogue: each a mistake in the smallest file that shows it, and what steppe answers.
 *
 * - `command`: the words after `steppe`; `check scenario.yaml` where there is none.
 * - `output.txt`: what a person sees, standard output and standard error as they come, then `exit N`.
 * - `NAME.in`: a file NAME that cannot stand in the repository as it is: `\xff` is that byte, `\r` a carriage
 *   return, and `{{10000 [}}` is `[` ten thousand times.
 * - `NAME.link`: NAME is a symbolic link to what the file says.
 * - all else: files that the command finds.
 *
 * Every command runs in a copy of its folder, made for it alone: it must leave nothing there.
 */
import { spawn } from "node:child_process";
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const FOLDER: string = import.meta.dirname;
const STEPPE = join(FOLDER, "../../dist/current/main.cjs");
const ANSWER = "output.txt";
const COMMAND = "command";
const DEFAULT_COMMAND = "check scenario.yaml";

export interface Run {
  /** What `output.txt` holds. */
  readonly output: string;
  /** Files that the command made or removed. */
  readonly changed: readonly string[];
  /** Milliseconds of processor time. */
  readonly cpu: number;
  /** The most memory it held at once, in MB. */
  readonly memory: number;
}

/** The names of the folders, sorted. */
export function caseNames(): readonly string[] {
  return readdirSync(FOLDER, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
    .sort();
}

export function commandOf(name: string): string {
  const file = join(FOLDER, name, COMMAND);
  return existsSync(file) ? readFileSync(file, "utf8").trim() : DEFAULT_COMMAND;
}

/** What the folder says the command prints; "" where it does not say yet. */
export function outputOf(name: string): string {
  const file = join(FOLDER, name, ANSWER);
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

export function writeOutput(name: string, output: string): void {
  writeFileSync(join(FOLDER, name, ANSWER), output);
}

/** The codes of the problems in an answer, in their order. */
export function codesIn(output: string): readonly string[] {
  return [...output.matchAll(/^(?:error|warning)\[([a-z0-9-]+)\]|(?:^| )(?:error|warning)\[([a-z0-9-]+)\]: /gm)].map(
    ([, own, short]) => own ?? short ?? "",
  );
}

/** Runs the built command in a copy of the folder. */
export async function runCase(name: string): Promise<Run> {
  const place = mkdtempSync(join(tmpdir(), "steppe-error-"));
  try {
    const folder = join(place, "folder");
    prepare(name, folder);
    const before = filesIn(folder);
    const out = join(place, "out");
    const usage = join(place, "usage");
    const code = await start(wordsOf(commandOf(name)), folder, out, usage);
    const after = filesIn(folder);
    const changed = [
      ...after.filter((file) => !before.includes(file)),
      ...before.filter((file) => !after.includes(file)),
    ];
    const text = readFileSync(out, "utf8");
    const { cpu, memory } = JSON.parse(readFileSync(usage, "utf8")) as { cpu: number; memory: number };
    return { output: `${text}exit ${code}\n`, changed, cpu, memory };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** `work` for each of `items`, `atOnce` of them at a time; results in their order. */
export async function mapSome<A, B>(items: readonly A[], atOnce: number, work: (item: A) => Promise<B>): Promise<B[]> {
  const results: B[] = [];
  let next = 0;
  const one = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index] as A);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return results;
}

/** Both outputs into one file, so that they stand in the order in which they came. */
function start(words: readonly string[], cwd: string, out: string, usage: string): Promise<number | null> {
  const file = openSync(out, "w");
  const { PATH } = process.env;
  const env = { PATH, NO_COLOR: "1", COLUMNS: "100", LANG: "C.UTF-8", TZ: "UTC", STEPPE_USAGE: usage };
  const args = ["--require", join(FOLDER, "usage.cjs"), STEPPE, ...words];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, env, stdio: ["ignore", file, file] });
    child.on("error", reject);
    child.on("close", (code) => {
      closeSync(file);
      resolve(code);
    });
  });
}

function prepare(name: string, folder: string): void {
  mkdirSync(folder);
  for (const file of readdirSync(join(FOLDER, name))) {
    const from = join(FOLDER, name, file);
    if (file === ANSWER || file === COMMAND) continue;
    if (file.endsWith(".in")) writeFileSync(join(folder, file.slice(0, -3)), unfolded(readFileSync(from, "utf8")));
    else if (file.endsWith(".link")) symlinkSync(readFileSync(from, "utf8").trim(), join(folder, file.slice(0, -5)));
    else cpSync(from, join(folder, file), { recursive: true });
  }
}

/** The bytes that the text of a `.in` file stands for. */
function unfolded(text: string): Buffer {
  const repeated = text.replace(/\{\{(\d+) (.*?)\}\}/g, (_, count, what) =>
    what.replaceAll("\\n", "\n").repeat(Number(count)),
  );
  const parts = repeated.split(/(\\x[0-9a-f]{2}|\\r)/);
  return Buffer.concat(
    parts.map((part, index) => {
      if (index % 2 === 0) return Buffer.from(part, "utf8");
      return Buffer.from([part === "\\r" ? 0x0d : Number.parseInt(part.slice(2), 16)]);
    }),
  );
}

/** The words of a command; one in single quotes may hold spaces, or nothing. */
function wordsOf(command: string): readonly string[] {
  return [...command.matchAll(/(?:'[^']*'|[^\s'])+/g)].map(([word]) => word.replaceAll("'", ""));
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
}
