/** `steppe compare`: runs scenarios under the same luck and sets them side by side. */
import { type Comparison, compareOutcomes, type EpochDay, paidByYear } from "@steppe/core";
import { Option } from "commander";
import type { Register } from "../command.ts";
import type { ExitCode } from "../exit.ts";
import { inputHash } from "../hash.ts";
import type { Session } from "../session.ts";
import { VERSION } from "../version.ts";
import { renderComparison } from "../views/comparison.ts";
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
import { exitCodeOf, outcomeUnder } from "./run.ts";
import { luckOf } from "./sampling.ts";

interface CompareOptions extends LayerOptions, ChanceOptions {
  readonly until?: EpochDay;
  readonly by?: string;
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly markdown?: boolean;
}

const EXAMPLES = `Examples:
  steppe compare scenarios/baikonur.yaml @vostochny-2015 @vostochny-2018
  steppe compare scenarios/baikonur.yaml --set rent='9 million USD per year'
  steppe compare scenarios/baikonur.yaml @claims-in-full --by year
  steppe compare scenarios/baikonur.yaml @uncertain --path 7
  steppe compare scenarios/baikonur.yaml @israel-2009 --csv > bids.csv
`;

const AFTER = `
One scenario with --variant, --over or --set is compared without and with what
is laid over it; of several scenarios it is laid over each.
--csv prints one table: measures, or with --by year payments by year in their
place.
`;

export const register: Register = (program, session, finish) => {
  const command = program
    .command("compare")
    .description(
      "Set scenarios side by side: measures down, scenarios across, each with its difference to the first, and the " +
        "date and event at which it parts from the first.",
    )
    .argument("<scenario...>", "FILE or FILE@VARIANT; @VARIANT alone is of the file before it")
    .addHelpText("before", EXAMPLES)
    .addHelpText("after", AFTER);
  addChanceOptions(addUntilOption(addLayerOptions(command)))
    .addOption(new Option("--by <unit>", "compare payments by year as well").choices(["year"]))
    .addOption(new Option("--json", "print one JSON document (docs/json.md)").conflicts(["csv", "markdown"]))
    .addOption(new Option("--csv", "print a table for spreadsheets").conflicts("markdown"))
    .option("--markdown", "print a table for a document")
    .action((scenarios: readonly string[], options: CompareOptions) => {
      finish(compareScenarios(session, scenarios, options));
    });
};

function compareScenarios(session: Session, scenarios: readonly string[], options: CompareOptions): ExitCode {
  const sides = sideRequests(scenarios, options);
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
  if (options.json) {
    const inputs = comparison.outcomes.map(({ model }) => inputHash(model));
    const layers = sides.map(({ request }) => layerTexts({ ...request, variant: request.variants ?? [] }));
    return renderCompareJson(comparison, inputs, { ...luck, version: VERSION, byYear, layers });
  }
  const years = byYear ? paidByYear(comparison.outcomes) : undefined;
  const names = sides.map(({ name }) => name);
  if (options.csv) return renderCsv(comparison, years, names);
  if (options.markdown) return renderMarkdown(comparison, years, names);
  // What is laid over one scenario alone is the name of its column.
  const layers = names.some((name) => name !== undefined) ? [] : layerTexts(options);
  return renderComparison(comparison, { ...luck, version: VERSION, layers, names, byYear }, session.page);
}
