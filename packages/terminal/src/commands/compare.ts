/** `steppe compare`: runs scenarios under the same luck and sets them side by side. */
import { type Comparison, compareOutcomes, type EpochDay, paidByYear } from "@steppe/core";
import { Option } from "commander";
import type { Register } from "../command.ts";
import { CommandError, type ExitCode } from "../exit.ts";
import { inputHash } from "../hash.ts";
import { isColumnsFile } from "../paths/columns-out.ts";
import type { Session } from "../session.ts";
import { VERSION } from "../version.ts";
import { isDiffering, renderComparison } from "../views/comparison.ts";
import { renderCsv } from "../views/csv.ts";
import { renderCompareJson } from "../views/json-compare.ts";
import { renderMarkdown } from "../views/markdown.ts";
import {
  addChanceOptions,
  addLayerOptions,
  addUntilOption,
  type ChanceOptions,
  checkUntil,
  type LayerOptions,
  layerTexts,
  type SideRequest,
  sideRequests,
} from "./options.ts";
import { addManyOptions, type ManyOptions, refuseMany } from "./path-options.ts";
import { exitCodeOf, outcomeUnder } from "./run.ts";
import { luckOf } from "./sampling.ts";

interface CompareOptions extends LayerOptions, ChanceOptions, ManyOptions {
  readonly until?: EpochDay;
  readonly by?: string;
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly markdown?: boolean;
  readonly differing?: boolean;
}

const EXAMPLES = `Examples:
  steppe compare scenarios/baikonur.yaml @vostochny-2015 @vostochny-2018
  steppe compare scenarios/baikonur.yaml --set rent='9 million USD per year'
  steppe compare scenarios/baikonur.yaml @claims-in-full --by year
  steppe compare scenarios/record.yaml @ended-2018 --differing
  steppe compare scenarios/baikonur.yaml @uncertain --path 7
  steppe compare scenarios/baikonur.yaml@uncertain @stays-2050 --paths 500
  steppe compare now.columns then.columns
  steppe compare scenarios/baikonur.yaml @israel-2009 --csv > bids.csv
`;

const AFTER = `
One scenario with --variant, --over or --set is compared without and with what
is laid over it; of several scenarios it is laid over each.
--csv prints one table: measures, or with --by year payments by year in their
place.
--differing leaves out the measures, and years, that are the same in all.
--paths N without --path runs paths 0 to N-1 of each scenario, and holds those
of one number against each other: docs/many-futures.md. Files of columns, which
\`run --paths N --columns FILE\` writes, are compared so without running them.
`;

export const register: Register = (program, session, finish) => {
  const command = program
    .command("compare")
    .description(
      "Set scenarios side by side: measures down, scenarios across, each with its difference to the first, and the " +
        "date and event at which it parts from the first.",
    )
    .argument("<scenario...>", "FILE or FILE@VARIANT; @VARIANT alone is of the file before it; or files of columns")
    .addHelpText("before", EXAMPLES)
    .addHelpText("after", AFTER);
  const chance = addChanceOptions(addUntilOption(addLayerOptions(command)), PATHS_MEANING);
  addManyOptions(chance)
    .addOption(new Option("--by <unit>", "compare payments by year as well").choices(["year"]))
    .addOption(new Option("--differing", "show only what is not the same in all").conflicts("json"))
    .addOption(new Option("--json", "print one JSON document (docs/json.md)").conflicts(["csv", "markdown"]))
    .addOption(new Option("--csv", "print a table for spreadsheets").conflicts("markdown"))
    .option("--markdown", "print a table for a document")
    .action(async (scenarios: readonly string[], options: CompareOptions) => {
      finish(await compareScenarios(session, scenarios, options));
    });
};

const PATHS_MEANING = "compare paths 0 to n-1 of the seed; with --path, how many paths `lhs` depends on";

async function compareScenarios(
  session: Session,
  scenarios: readonly string[],
  options: CompareOptions,
): Promise<ExitCode> {
  const { cwd } = session.io;
  const isColumns = scenarios.map((name) => isColumnsFile(cwd, name));
  if (isColumns.includes(true)) {
    const other = scenarios[isColumns.indexOf(false)];
    if (other !== undefined)
      throw new CommandError(`\`${other}\` is no file of columns: they are compared with each other`);
    const { compareColumns } = await import("./compare-columns.ts");
    return compareColumns(session, scenarios, options);
  }
  const sides = sideRequests(scenarios, options);
  const { paths, path } = options;
  if (paths !== undefined && path === undefined) {
    for (const key of ["by", "csv", "markdown"] as const) {
      if (options[key] !== undefined) throw new CommandError(`\`--${key}\` is of one path: leave out \`--paths\``);
    }
    const models = session.models(sides.map(({ request }) => request));
    for (const { model } of models) checkUntil(options.until, model);
    const { compareManyPaths } = await import("./compare-paths.ts");
    return compareManyPaths(session, sides, models, { ...options, paths });
  }
  refuseMany(options);
  const loaded = session.models(sides.map(({ request }) => request));
  for (const { model } of loaded) checkUntil(options.until, model);
  const outcomes = loaded.map((one) => outcomeUnder(one, options, options.until));
  session.out(rendered(session, compareOutcomes(outcomes), sides, options));
  return exitCodeOf(session, outcomes, loaded);
}

function rendered(
  session: Session,
  comparison: Comparison,
  sides: readonly SideRequest[],
  options: CompareOptions,
): string {
  const byYear = options.by === "year";
  const luck = luckOf(options);
  const only = options.differing ? differing(comparison) : comparison;
  if (options.json) {
    const inputs = comparison.outcomes.map(({ model }) => inputHash(model));
    const layers = sides.map(({ request }) => layerTexts({ ...request, variant: request.variants ?? [] }));
    return renderCompareJson(comparison, inputs, { ...luck, version: VERSION, byYear, layers });
  }
  const all = byYear ? paidByYear(comparison.outcomes) : undefined;
  const years = options.differing ? all?.filter(({ paid }) => new Set(paid).size > 1) : all;
  const names = sides.map(({ name }) => name);
  if (options.csv) return renderCsv(only, years, names);
  if (options.markdown) return renderMarkdown(only, years, names);
  // What is laid over one scenario alone is the name of its column.
  const layers = names.some((name) => name !== undefined) ? [] : layerTexts(options);
  const same = comparison.measures.length - only.measures.length;
  const shape = { version: VERSION, layers, names, years: years ?? [], same };
  return renderComparison(only, { ...luck, ...shape }, session.page);
}

/** A comparison with only those measures that some scenario shows otherwise than the first, or has no value for. */
function differing(comparison: Comparison): Comparison {
  return { ...comparison, measures: comparison.measures.filter(isDiffering) };
}
