/** `steppe compare --paths`: the same paths of each scenario, held against the first's one by one. */
import type { EpochDay, Loaded } from "@steppe/core";
import type { ExitCode } from "../exit.ts";
import { CommandError } from "../exit.ts";
import { type PathComparison, takeComparison } from "../paths/take-comparison.ts";
import type { Session } from "../session.ts";
import { renderPathComparison } from "../views/compare-paths.ts";
import { shortNames } from "../views/comparison.ts";
import { renderComparePathsJson } from "../views/json-compare-paths.ts";
import { layerTexts, type SideRequest } from "./options.ts";
import type { ManyOptions } from "./path-options.ts";
import { fanShape, surveysCode } from "./run-paths.ts";
import type { SamplingOptions } from "./sampling.ts";

export interface ComparePathsOptions extends ManyOptions, SamplingOptions {
  readonly paths: number;
  readonly seed: string;
  readonly until?: EpochDay;
  readonly json?: boolean;
  readonly differing?: boolean;
}

type Sound = Loaded & { ok: true };

export async function compareManyPaths(
  session: Session,
  requests: readonly SideRequest[],
  loaded: readonly Sound[],
  options: ComparePathsOptions,
): Promise<ExitCode> {
  if (requests.length < 2) {
    throw new CommandError("a comparison of paths needs two scenarios, or one with something laid over it");
  }
  const given = requests.map(({ name }) => name);
  const names = shortNames(loaded, given, session.width);
  const sides = requests.map(({ request }, index) => ({
    request,
    loaded: loaded[index] as Sound,
    name: names[index] ?? "",
    layers: layerTexts({ ...request, variant: request.variants ?? [] }),
  }));
  const comparison = await takeComparison(session.io, sides, wishesOf(options));
  return tellComparison(session, comparison, options, new Map(loaded.flatMap((one) => [...one.files])));
}

interface TellOptions {
  readonly json?: boolean;
  readonly differing?: boolean;
  readonly chart?: string;
  readonly ascii?: boolean;
  readonly allowFailedPaths?: boolean;
}

/** Prints a comparison, and answers with the gravest of what was found. `files`: texts that problems may show. */
export function tellComparison(
  session: Session,
  comparison: PathComparison,
  options: TellOptions,
  files: ReadonlyMap<string, string>,
): ExitCode {
  if (options.json) session.out(renderComparePathsJson(comparison));
  else {
    const fans = fanShape(session.io, options.chart !== undefined, options.ascii);
    const shape = { differing: options.differing ?? false, ...(fans && { fans }) };
    session.out(renderPathComparison(comparison, shape, session.page));
  }
  return surveysCode(session, comparison.sides, options.allowFailedPaths ?? false, files);
}

function wishesOf(options: ComparePathsOptions) {
  return {
    paths: options.paths,
    seed: options.seed,
    sampling: options.sampling ?? "random",
    engine: options.engine ?? "kernel",
    ...(options.workers !== undefined && { workers: options.workers }),
    ...(options.until !== undefined && { until: options.until }),
    ...(options.timeout !== undefined && { timeoutSeconds: options.timeout }),
    ...(options.chart !== undefined && { chart: options.chart }),
    ...(options.ascii !== undefined && { ascii: options.ascii }),
  } as const;
}
