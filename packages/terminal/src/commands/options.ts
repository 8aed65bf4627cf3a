/** Options that commands share: which scenario is meant, with what laid over it, under which luck, until when. */
import { dateText, type EpochDay, type Model, parseDate, type ScenarioRequest, splitScenario } from "@steppe/core";
import { type Command, InvalidArgumentError } from "commander";
import { CommandError } from "../exit.ts";
import { parsePick } from "../paths/pick.ts";
import { DEFAULT_SEED } from "../seed.ts";
import { oneLine } from "../views/text.ts";
import { addSamplingOptions, PATHS, type PathOptions } from "./sampling.ts";

export interface LayerOptions {
  readonly variant?: readonly string[];
  readonly over?: readonly string[];
  readonly set?: readonly string[];
}

export type ChanceOptions = PathOptions;

/** Gathers the values of an option that may be repeated. */
export const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** Adds `--variant`, `--over` and `--set`: each may be repeated, and is laid over from left to right. */
export function addLayerOptions(command: Command): Command {
  return command
    .option("--variant <name>", "lay a variant of the file over it; repeatable", collect)
    .option("--over <file>", "lay another file over it; repeatable", collect)
    .option("--set <key=value>", "set one value, such as rent='120 million USD per year'; repeatable", collect);
}

/** Adds `--path`, `--seed`, `--sampling` and `--paths`. */
export function addChanceOptions(command: Command, paths?: string): Command {
  return addSamplingOptions(
    addSeedOption(
      command.option(
        "--path <k>",
        "draw path k (from 0) of the seed; without it, every draw is at its median",
        parsePath,
      ),
    ),
    paths,
  );
}

/** Adds `--seed`. */
export function addSeedOption(command: Command): Command {
  return command.option("--seed <text>", "the seed of the paths", DEFAULT_SEED);
}

/** Adds `--until`. */
export function addUntilOption(command: Command): Command {
  return command.option("--until <date>", "stop after this day (YYYY-MM-DD)", parseDay);
}

export function parsePath(text: string): number {
  const path = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (path < PATHS) return path;
  if (parsePick(text)) {
    throw new InvalidArgumentError(
      `Here a path is a number: \`steppe run SCENARIO --paths N --path ${oneLine(text)}\` prints it.`,
    );
  }
  throw new InvalidArgumentError(`A path is a whole number from 0 to ${PATHS - 1}.`);
}

export function parseDay(text: string): EpochDay {
  const parsed = parseDate(text);
  if ("day" in parsed) return parsed.day;
  throw new InvalidArgumentError(`Here, ${parsed.reason}.`);
}

/**
 * The scenarios as asked for. An argument that begins with `@` is a variant of the file before it:
 * `a.yaml @early @late` is `a.yaml a.yaml@early a.yaml@late`.
 */
export function scenarioRequests(
  scenarios: readonly string[],
  { variant: variants = [], over = [], set = [] }: LayerOptions,
): readonly ScenarioRequest[] {
  let file: string | undefined;
  return scenarios.map((written) => {
    if (written.startsWith("@")) {
      if (file === undefined) {
        throw new CommandError(`\`${written}\` is a variant of the file before it, and there is none before it`);
      }
    } else file = splitScenario(written).file;
    const scenario = written.startsWith("@") ? `${file}${written}` : written;
    return { scenario, variants, over, set };
  });
}

/** What was laid over the scenarios beside what their names say, as it was written. */
export function layerTexts({ variant = [], over = [], set = [] }: LayerOptions): readonly string[] {
  return [
    ...variant.map((name) => `--variant ${name}`),
    ...over.map((file) => `--over ${file}`),
    ...set.map((text) => `--set ${text}`),
  ];
}

/** A scenario to be set beside others, and the name it has there where its own does not tell it apart. */
export interface SideRequest {
  readonly request: ScenarioRequest;
  readonly name?: string;
}

/** Scenarios side by side: one alone with something laid over it is two, without it and with it. */
export function sideRequests(scenarios: readonly string[], layers: LayerOptions): readonly SideRequest[] {
  const all = scenarioRequests(scenarios, layers);
  const [only] = all;
  const laid = layerNames(layers);
  if (!only || all.length > 1 || laid.length === 0) return all.map((request) => ({ request }));
  const [bare] = scenarioRequests(scenarios, {});
  return [{ request: bare ?? only }, { request: only, name: `+ ${laid.join(", ")}` }];
}

/** What is laid over, as short as it can be said: "@early", "dear.yaml", "rent=9 million USD per year". */
function layerNames({ variant = [], over = [], set = [] }: LayerOptions): readonly string[] {
  return [...variant.map((name) => `@${name}`), ...over.map((file) => file.slice(file.lastIndexOf("/") + 1)), ...set];
}

/** Refuses a last day outside the period. */
export function checkUntil(until: EpochDay | undefined, { name, period }: Model): void {
  if (until === undefined || (until >= period.start && until <= period.end)) return;
  const days = `${dateText(period.start)} .. ${dateText(period.end)}`;
  throw new CommandError(`\`--until ${dateText(until)}\` lies outside the period of \`${name}\`, ${days}`);
}
