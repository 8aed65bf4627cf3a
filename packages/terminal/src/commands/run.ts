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
import type { Pick } from "../paths/pick.ts";
import { DEFAULT_SEED } from "../seed.ts";
import type { Session } from "../session.ts";
import { VERSION } from "../version.ts";
import { renderAccount } from "../views/account.ts";
import { type RunResult, renderRunJson } from "../views/json-run.ts";
import { placeText } from "../views/places.ts";
import { isNobody } from "../views/steps.ts";
import { counted, oneLine } from "../views/text.ts";
import {
  addLayerOptions,
  addUntilOption,
  type ChanceOptions,
  checkUntil,
  type LayerOptions,
  layerTexts,
  scenarioRequests,
} from "./options.ts";
import { addPathOption, addPathsOptions, checkPathsOptions, type PathsOptions } from "./path-options.ts";
import { luckOf, uniformsOf } from "./sampling.ts";

interface RunCommandOptions extends LayerOptions, PathsOptions {
  readonly path?: number | Pick;
  readonly seed: string;
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
  steppe run scenarios/baikonur.yaml@uncertain --paths 1000
  steppe run scenarios/baikonur.yaml@uncertain --paths 1000 --path p95:rent_paid
  steppe run scenarios/baikonur.yaml --json | jq '.runs[0].measures'
`;

export const register: Register = (program, session, finish) => {
  const command = program
    .command("run")
    .description("Run scenarios, and account for each: what happened, who paid whom how much, the measures.")
    .argument("<scenario...>", "FILE or FILE@VARIANT; @VARIANT alone is of the file before it")
    .addHelpText("before", EXAMPLES);
  addPathsOptions(addPathOption(addUntilOption(addLayerOptions(command)), DEFAULT_SEED))
    .addOption(new Option("--by <unit>", "show payments by year as well").choices(["year"]))
    .option("--trace", "show every step, with what it did and what caused it")
    .option("--json", "print one JSON document (docs/json.md)")
    .action(async (scenarios: readonly string[], options: RunCommandOptions) => {
      finish(await runScenarios(session, scenarios, options));
    });
};

async function runScenarios(
  session: Session,
  scenarios: readonly string[],
  options: RunCommandOptions,
): Promise<ExitCode> {
  const requests = scenarioRequests(scenarios, options);
  checkPathsOptions(options, requests.length);
  const loaded = session.models(requests);
  for (const { model } of loaded) checkUntil(options.until, model);
  const { path, ...rest } = options;
  if (path === undefined && (options.paths !== undefined || options.precision !== undefined)) {
    if (options.explainKernel) {
      const { explainKernels } = await import("./explain-kernel.ts");
      return explainKernels(session, requests, loaded, options);
    }
    const { surveyScenarios } = await import("./run-paths.ts");
    return surveyScenarios(session, requests, loaded, options);
  }
  if (typeof path !== "object") return runOnce(session, loaded, { ...rest, ...(path !== undefined && { path }) });
  const { pickedPath } = await import("./run-paths.ts");
  const found = await pickedPath(session, requests, loaded, path, options);
  return runOnce(session, loaded, { ...rest, path: found, found: path.text });
}

type OnceOptions = Omit<RunCommandOptions, "path"> & ChanceOptions & { readonly found?: string };

/** One run of each scenario, and an account of each. */
function runOnce(session: Session, loaded: readonly (Loaded & { ok: true })[], options: OnceOptions): ExitCode {
  const results = loaded.map((one): RunResult => {
    const { layers, problems: warnings, model } = one;
    return { outcome: outcomeUnder(one, options, options.until), layers, warnings, input: inputHash(model) };
  });
  const luck = {
    ...luckOf(options),
    ...(options.found !== undefined && { found: `${options.found} of ${counted(options.paths ?? 0, "path")}` }),
  };
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
function nobodyLines(outcome: Outcome): readonly string[] {
  const { model, world } = outcome;
  return [...world.trace].filter(isNobody).flatMap(({ origin, actor, event }) => {
    const entry = origin.from === "timeline" ? model.timeline.find(({ id }) => id === origin.entry) : undefined;
    if (!entry) return [];
    const absent = `\`${oneLine(event)}\` was told to nobody: there is no \`${oneLine(actor)}\` on that date`;
    const others = siblingsText(actor, outcome);
    const at = placeText(entry.place);
    if (others !== undefined) return [`${at}: note: ${absent}; ${others}`];
    const near = nearest(actor, world.opened.keys());
    const hint = near === undefined ? "" : `; did you mean \`${oneLine(near)}\`?`;
    return [`${at}: warning: ${absent}${hint}`];
  });
}

/**
 * What this run opened of the group that an actor would be of: what is not there then need not be a slip of the pen,
 * but what a what-if has kept from happening. Undefined where there is no such group.
 */
function siblingsText(actor: string, { model, world }: Outcome): string | undefined {
  const end = actor.lastIndexOf("/");
  const group = actor.slice(actor.lastIndexOf("/", end - 1) + 1, end);
  if (end < 0 || !model.groups.has(group)) return undefined;
  const before = actor.slice(0, end + 1);
  const names = [...world.opened.keys()].filter((one) => one.startsWith(before)).map((one) => one.slice(end + 1));
  return names.length === 0
    ? `this run opened no \`${oneLine(before.slice(0, -1))}\``
    : `this run opened ${names.map(oneLine).join(", ")}`;
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
