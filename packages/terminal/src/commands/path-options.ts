/** Options of `run` that speak of many paths, and what they may not be combined with. */
import { type Command, InvalidArgumentError, Option } from "commander";
import { CommandError } from "../exit.ts";
import { ENGINES, type EngineName } from "../paths/engines.ts";
import { type Pick, parsePick } from "../paths/pick.ts";
import { collect, parsePath } from "./options.ts";
import { addSamplingOption, PATHS, type SamplingOptions } from "./sampling.ts";

/** How many paths are run and drawn, of one scenario or of several. */
export interface ManyOptions {
  readonly workers?: number;
  readonly engine?: EngineName;
  readonly timeout?: number;
  readonly allowFailedPaths?: boolean;
  readonly chart?: string;
  readonly ascii?: boolean;
}

export interface PathsOptions extends SamplingOptions, ManyOptions {
  readonly precision?: readonly string[];
  readonly milestones?: readonly string[];
  readonly columns?: string;
  readonly explainKernel?: boolean;
}

/** Adds the options of a survey, and how its paths are sampled. */
export function addPathsOptions(command: Command): Command {
  const paths = addSamplingOption(command).option(
    "--paths <n>",
    "run paths 0 to n-1 of the seed and sum them up",
    wholeFrom(1, PATHS),
  );
  const survey = addPrecisionOption(paths, "stop when the interval of a measure is narrow enough")
    .option("--milestones <state>", "tell of a state as well, such as lease.expired, or of all; repeatable", collect)
    .option("--columns <file>", "write what each path came to into a file for `steppe summary`")
    .option("--explain-kernel", "in place of results, what was found in the scenario before code was made of it");
  return addManyOptions(survey);
}

/** Adds how many paths are run and drawn. */
export function addManyOptions(command: Command): Command {
  const many = command
    .addOption(
      new Option("--engine <name>", "what runs many paths: code made of the scenario, or the slow World").choices([
        ...ENGINES,
      ]),
    )
    .option("--workers <w>", "threads for many paths, at most four a core; without it, one a core", wholeFrom(1, 1024))
    .option("--timeout <seconds>", "end many paths so long after the command began, with what was done", parseSeconds);
  return addTellOptions(many);
}

/** Adds how many paths are drawn, and whether some may go wrong. */
export function addTellOptions(command: Command): Command {
  return command
    .option("--allow-failed-paths", "paths that go wrong do not make the command fail")
    .addOption(
      new Option("--chart <category>", "draw what is paid under it by the end of each year as a fan").conflicts("json"),
    )
    .option("--ascii", "draw charts in ASCII");
}

/** Adds `--precision`; `does` says what it does. */
export function addPrecisionOption(command: Command, does: string): Command {
  const text = `${does}, such as rent:1%; exit code 1 where it is not reached; repeatable`;
  return command.option("--precision <measure:half>", text, collect);
}

/** Adds `--path` as `run` has it, and `--seed`. */
export function addPathOption(command: Command, seed: string): Command {
  return command
    .addOption(
      new Option(
        "--path <k>",
        "draw path k (from 0) of the seed; without it, every draw is at its median. With --paths: p95:MEASURE, worst:MEASURE or best:MEASURE finds its path",
      ).argParser((text, before: unknown) => {
        if (before !== undefined) throw new InvalidArgumentError("One path is run at a time.");
        return parsePathOrPick(text);
      }),
    )
    .option("--seed <text>", "the seed of the paths", seed);
}

function parsePathOrPick(text: string): number | Pick {
  const pick = parsePick(text);
  if (pick) return pick;
  if (/^[a-z]|:/.test(text)) {
    throw new InvalidArgumentError(
      "A path is a number, or p1:MEASURE to p99:MEASURE (p99.5: too), worst:MEASURE, best:MEASURE.",
    );
  }
  return parsePath(text);
}

function wholeFrom(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It is a whole number from ${least} to ${most}.`);
  };
}

/** A timer holds no longer than 2^31 milliseconds. */
const MOST_SECONDS = 2_000_000;

function parseSeconds(text: string): number {
  const seconds = /^\d{1,7}(\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
  if (seconds > 0 && seconds <= MOST_SECONDS) return seconds;
  throw new InvalidArgumentError(`It is a number of seconds above zero, up to ${MOST_SECONDS}.`);
}

const MANY = {
  workers: "--workers",
  engine: "--engine",
  milestones: "--milestones",
  timeout: "--timeout",
  columns: "--columns",
  allowFailedPaths: "--allow-failed-paths",
  explainKernel: "--explain-kernel",
  chart: "--chart",
  ascii: "--ascii",
} as const;

/** Refuses what makes sense only with many paths. */
export function refuseMany(options: PathsOptions): void {
  for (const [key, flag] of Object.entries(MANY)) {
    if (options[key as keyof typeof MANY] !== undefined) throw new CommandError(`\`${flag}\` goes with \`--paths\``);
  }
}

/** Refuses what asks for results where what is made of the scenario is asked for. */
function checkExplained(options: PathsOptions & { readonly path?: number | Pick }): void {
  if (options.engine === "world") throw new CommandError("`--explain-kernel` is of code, and the World has none");
  for (const key of ["precision", "columns", "timeout", "workers"] as const) {
    if (options[key] !== undefined)
      throw new CommandError(`\`--${key}\` does not go with \`--explain-kernel\`, which prints no results`);
  }
  if (typeof options.path === "object")
    throw new CommandError(`\`--path ${options.path.text}\` is one path, and \`--explain-kernel\` is of all`);
}

/** What makes sense only with many paths, or only with one. */
export function checkPathsOptions(
  options: PathsOptions & { readonly path?: number | Pick; readonly trace?: boolean },
  scenarios: number,
): void {
  const many = options.paths !== undefined || options.precision !== undefined;
  if (!many) refuseMany(options);
  if (options.explainKernel) checkExplained(options);
  const { path } = options;
  const isDesigned = options.sampling !== undefined && options.sampling !== "random";
  if (typeof path === "number" && (options.precision !== undefined || (many && !isDesigned)))
    throw new CommandError("`--path K` is one path, and `--paths` many: give one of the two");
  if (options.sampling !== undefined && path === undefined && !many)
    throw new CommandError("`--sampling` goes with `--paths` or `--path`: without them every draw is at its median");
  if (options.sampling === "lhs" && options.paths === undefined)
    throw new CommandError("`--sampling lhs` needs `--paths`: its paths depend on how many there are");
  if (options.sampling === "lhs" && options.precision !== undefined)
    throw new CommandError("`--precision` ends when it may, and a Latin hypercube only as a whole: sample by `sobol`");
  if (typeof path === "object") {
    if (options.paths === undefined)
      throw new CommandError(`\`--path ${path.text}\` is found among many: give \`--paths N\` as well`);
    for (const key of ["precision", "columns", "milestones", "timeout", "chart"] as const) {
      if (options[key] !== undefined)
        throw new CommandError(`\`--${key}\` does not go with \`--path ${path.text}\`, which is one path`);
    }
    if (scenarios > 1) throw new CommandError(`\`--path ${path.text}\` is found in one scenario at a time`);
  } else if (many && options.trace) throw new CommandError("`--trace` shows one path: give `--path K`");
  if (options.columns !== undefined && scenarios > 1)
    throw new CommandError("`--columns` holds one scenario at a time");
}
