/** How the paths are sampled: `--sampling`, and `--paths`, on which a path of a Latin hypercube depends. */
import { centralUniforms, type Model, SAMPLINGS, type Sampling, sampledPaths, type Uniforms } from "@steppe/core";
import { type Command, InvalidArgumentError, Option } from "commander";
import { CommandError } from "../exit.ts";
import type { Luck } from "../views/chance.ts";

/** Paths of a seed: numbers below this. */
export const PATHS = 2 ** 32;

export interface SamplingOptions {
  /** Absent: random. */
  readonly sampling?: Sampling;
  /** How many paths there are; absent: as many as a seed has. */
  readonly paths?: number;
}

/** Which path of which seed, under which sampling. */
export interface PathOptions extends SamplingOptions {
  /** Absent: the central path. */
  readonly path?: number;
  readonly seed: string;
}

/** Adds `--sampling`. */
export function addSamplingOption(command: Command): Command {
  return command.addOption(
    new Option("--sampling <how>", "how what is drawn once is spread over the paths").choices([...SAMPLINGS]),
  );
}

/** Adds `--sampling` and `--paths`, with what the latter means. */
export function addSamplingOptions(
  command: Command,
  paths = "the number of paths that --path is one of: what `lhs` depends on",
): Command {
  return addSamplingOption(command).option("--paths <n>", paths, parsePaths);
}

function parsePaths(text: string): number {
  const paths = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (paths >= 1 && paths <= PATHS) return paths;
  throw new InvalidArgumentError(`It is a whole number from 1 to ${PATHS}.`);
}

/** The chance that is asked for, for a scenario. Refuses a path that the options do not say, or that there is not. */
export function uniformsOf({ path, seed, sampling = "random", paths }: PathOptions, model: Model): Uniforms {
  if (path === undefined) {
    if (sampling !== "random" || paths !== undefined) {
      const option = sampling === "random" ? "--paths" : "--sampling";
      throw new CommandError(`\`${option}\` goes with \`--path\`: without it every draw is at its median`);
    }
    return centralUniforms;
  }
  if (sampling === "lhs" && paths === undefined) {
    throw new CommandError("`--sampling lhs` needs `--paths`: its paths depend on how many there are");
  }
  if (paths !== undefined && path >= paths) {
    throw new CommandError(`there is no path ${path} among ${paths}: they are numbered from 0`);
  }
  return sampledPaths(model, { seed, sampling, ...(paths !== undefined && { paths }) })(path);
}

/** The same for views: what is printed of it. */
export function luckOf({ path, seed, sampling = "random", paths }: PathOptions): Luck {
  return {
    seed,
    ...(path !== undefined && { path }),
    ...(sampling !== "random" && { sampling }),
    ...(sampling === "lhs" && paths !== undefined && { paths }),
  };
}
