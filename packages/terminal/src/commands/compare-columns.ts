/** `steppe compare ONE.columns OTHER.columns`: paths that were run before, held against each other. */
import { CommandError, EXIT, type ExitCode } from "../exit.ts";
import { readComparison } from "../paths/read-comparison.ts";
import type { SurveyHead } from "../paths/survey.ts";
import { DEFAULT_SEED } from "../seed.ts";
import type { Session } from "../session.ts";
import { shortNames } from "../views/comparison.ts";
import { oneLine } from "../views/text.ts";
import { tellComparison } from "./compare-paths.ts";
import type { LayerOptions } from "./options.ts";
import type { ManyOptions } from "./path-options.ts";
import type { PathOptions } from "./sampling.ts";

export interface CompareColumnsOptions extends LayerOptions, PathOptions, ManyOptions {
  readonly until?: number;
  readonly by?: string;
  readonly csv?: boolean;
  readonly markdown?: boolean;
  readonly json?: boolean;
  readonly differing?: boolean;
}

/** What says how paths are run, or is of one path: a file was written before, and holds many. */
const RUNNING = [
  ...(["variant", "over", "set", "path", "paths", "sampling", "until", "engine", "workers", "timeout"] as const),
  ...(["by", "csv", "markdown"] as const),
];

export function compareColumns(session: Session, files: readonly string[], options: CompareColumnsOptions): ExitCode {
  for (const key of RUNNING) {
    if (options[key] !== undefined) throw new CommandError(`\`--${key}\` does not go with files of columns`);
  }
  if (options.seed !== DEFAULT_SEED) throw new CommandError("`--seed` does not go with files of columns");
  if (files.length < 2) throw new CommandError("a comparison of files of columns needs two");
  const read = readComparison(session.io.cwd, files, {
    names: (heads) => namesOf(heads, files, session.width),
    ...(options.chart !== undefined && { chart: options.chart }),
  });
  if ("problems" in read) {
    session.problems(read.problems, new Map());
    return EXIT.wrong;
  }
  for (const file of read.longer)
    session.err(`note: \`${oneLine(file)}\` has more paths; compared are those that all have`);
  return tellComparison(session, read.comparison, options, new Map());
}

/** By their scenarios and what was laid over them; by their files where that does not tell them apart. */
function namesOf(heads: readonly SurveyHead[], files: readonly string[], width: number): readonly string[] {
  const models = heads.map(({ scenario }) => ({ model: { name: scenario } }));
  const isAlike = heads.every(({ layers }) => layers.join("\n") === heads[0]?.layers.join("\n"));
  const given = heads.map(({ layers }) =>
    isAlike || layers.length === 0 ? undefined : `+ ${layers.map(layerName).join(", ")}`,
  );
  const names = shortNames(models, given, width);
  const isDistinct = !names.some((name, index) => names.indexOf(name) < index || /^\d+: /.test(name));
  return isDistinct ? names : shortNames(files.map((name) => ({ model: { name } })));
}

/** "--variant early" as "@early", "--over dear.yaml" as "dear.yaml", "--set rent=9 USD" as "rent=9 USD". */
function layerName(layer: string): string {
  const value = layer.slice(layer.indexOf(" ") + 1);
  if (layer.startsWith("--variant ")) return `@${value}`;
  return layer.startsWith("--over ") ? value.slice(value.lastIndexOf("/") + 1) : value;
}
