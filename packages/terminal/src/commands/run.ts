/** `steppe run`: runs scenarios, and gives an account of each. */
import {
  createWorld,
  type EpochDay,
  type Loaded,
  nearest,
  type Outcome,
  outcomeOf,
  type Problem,
  run,
} from "@steppe/core";
import { Option } from "commander";
import type { Register } from "../command.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { inputHash } from "../hash.ts";
import type { Session } from "../session.ts";
import { VERSION } from "../version.ts";
import { renderAccount } from "../views/account.ts";
import { type RunResult, renderRunJson } from "../views/json-run.ts";
import { placeText } from "../views/places.ts";
import { isNobody } from "../views/steps.ts";
import { oneLine } from "../views/text.ts";
import {
  addChanceOptions,
  addLayerOptions,
  addUntilOption,
  type ChanceOptions,
  checkUntil,
  type LayerOptions,
  layerTexts,
  scenarioRequests,
} from "./options.ts";
import { luckOf, uniformsOf } from "./sampling.ts";

interface RunCommandOptions extends LayerOptions, ChanceOptions {
  readonly until?: EpochDay;
  readonly by?: string;
  readonly trace?: boolean;
  readonly json?: boolean;
}

const EXAMPLES = `Examples:
  steppe run scenarios/baikonur.yaml
  steppe run scenarios/baikonur.yaml@vostochny-2018 --by year
  steppe run scenarios/baikonur.yaml --set rent='175 million USD per year'
  steppe run scenarios/baikonur.yaml @uncertain --path 7
  steppe run scenarios/baikonur.yaml --json | jq '.runs[0].measures'
`;

export const register: Register = (program, session, finish) => {
  const command = program
    .command("run")
    .description("Run scenarios, and account for each: what happened, who paid whom how much, the measures.")
    .argument("<scenario...>", "FILE or FILE@VARIANT; @VARIANT alone is of the file before it")
    .addHelpText("before", EXAMPLES);
  addChanceOptions(addUntilOption(addLayerOptions(command)))
    .addOption(new Option("--by <unit>", "show payments by year as well").choices(["year"]))
    .option("--trace", "show every step, with what it did and what caused it")
    .option("--json", "print one JSON document (docs/json.md)")
    .action((scenarios: readonly string[], options: RunCommandOptions) => {
      finish(runScenarios(session, scenarios, options));
    });
};

function runScenarios(session: Session, scenarios: readonly string[], options: RunCommandOptions): ExitCode {
  const loaded = session.models(scenarioRequests(scenarios, options));
  for (const { model } of loaded) checkUntil(options.until, model);
  const results = loaded.map((one): RunResult => {
    const { layers, problems: warnings, model } = one;
    return { outcome: outcomeUnder(one, options, options.until), layers, warnings, input: inputHash(model) };
  });
  const luck = luckOf(options);
  if (options.json) session.out(renderRunJson(results, { ...luck, version: VERSION, trace: options.trace ?? false }));
  else {
    const shared = {
      ...luck,
      version: VERSION,
      layers: layerTexts(options),
      trace: options.trace ?? false,
      byYear: options.by === "year",
    };
    const { page } = session;
    const accounts = results.map(({ outcome, input }) => renderAccount(outcome, { ...shared, input }, page));
    session.out(accounts.join(`\n\n${page.paint("dim", "─".repeat(Math.min(page.width, 100)))}\n\n`));
  }
  const lost = new Set(results.flatMap(({ outcome }) => nobodyLines(outcome)));
  for (const line of lost) session.err(line);
  return exitCodeOf(
    session,
    results.map(({ outcome }) => outcome),
    loaded,
  );
}

/** The outcome under the luck that is asked for. Where the model goes wrong it speaks of what was before. */
export function outcomeUnder({ model }: Loaded & { ok: true }, chance: ChanceOptions, until?: EpochDay): Outcome {
  const world = run(createWorld(model, uniformsOf(chance, model)), until === undefined ? {} : { until });
  return outcomeOf(world, world.problem ? world.today : (until ?? model.period.end));
}

/** Entries of the timeline that nobody got: not wrong in itself, but seldom what was meant. */
function nobodyLines({ model, world }: Outcome): readonly string[] {
  return [...world.trace].filter(isNobody).flatMap(({ origin, actor, event }) => {
    const entry = origin.from === "timeline" ? model.timeline.find(({ id }) => id === origin.entry) : undefined;
    if (!entry) return [];
    const near = nearest(actor, world.opened.keys());
    const hint = near === undefined ? "" : `; did you mean \`${oneLine(near)}\`?`;
    return [
      `${placeText(entry.place)}: warning: \`${oneLine(event)}\` was told to nobody: ` +
        `there is no \`${oneLine(actor)}\` on that date${hint}`,
    ];
  });
}

/** Why a model went wrong; where it did not, why a measure has no value. */
function wrongIn({ problem, measures }: Outcome): readonly Problem[] {
  if (problem) return [problem];
  return measures.flatMap(({ result }) => ("problem" in result ? [result.problem] : []));
}

/** Shows on stderr where a model went wrong, and answers with the gravest of what was found. */
export function exitCodeOf(
  session: Session,
  outcomes: readonly Outcome[],
  loaded: readonly (Loaded & { ok: true })[],
): ExitCode {
  const wrong = outcomes.map(wrongIn);
  for (const [index, problems] of wrong.entries()) {
    if (problems.length > 0) session.problems(problems, loaded[index]?.files ?? new Map());
  }
  if (wrong.some(({ length }) => length > 0)) return EXIT.model;
  return outcomes.some(({ expectations }) => expectations.some(({ holds }) => !holds)) ? EXIT.failed : EXIT.done;
}
