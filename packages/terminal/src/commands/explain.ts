/** `steppe explain`: where a value, a posting or an error comes from. */
import {
  actorNamed,
  createWorld,
  type EpochDay,
  explainPosting,
  type Model,
  nearest,
  outcomeOf,
  run,
  type World,
} from "@steppe/core";
import { CODES } from "@steppe/core/codes/index.ts";
import { amountOf } from "@steppe/core/measure/amount.ts";
import { breakdownOf } from "@steppe/core/measure/breakdown.ts";
import { drawnOn } from "@steppe/core/measure/drawn.ts";
import { type Explanation, explainKey } from "@steppe/core/scenario/explain.ts";
import { InvalidArgumentError } from "commander";
import type { Register } from "../command.ts";
import { CommandError, EXIT, type ExitCode } from "../exit.ts";
import type { Session } from "../session.ts";
import { isUncertain, pathText } from "../views/chance.ts";
import { openedLines } from "../views/explain-actor.ts";
import { codeLines } from "../views/explain-code.ts";
import { type Found, keyLines } from "../views/explain-key.ts";
import { postingLines } from "../views/explain-posting.ts";
import { counted, oneLine } from "../views/text.ts";
import {
  addChanceOptions,
  addLayerOptions,
  addUntilOption,
  type ChanceOptions,
  checkUntil,
  type LayerOptions,
  scenarioRequests,
} from "./options.ts";
import { luckOf, uniformsOf } from "./sampling.ts";

interface ExplainOptions extends LayerOptions, ChanceOptions {
  readonly posting?: number;
  readonly until?: EpochDay;
}

const EXAMPLES = `Examples:
  steppe explain scenarios/baikonur.yaml rent
  steppe explain scenarios/baikonur.yaml worth_to_kazakhstan
  steppe explain scenarios/baikonur.yaml launches/claim/2007
  steppe explain scenarios/baikonur.yaml@uncertain next_crash --path 7
  steppe explain scenarios/baikonur.yaml --posting 12
  steppe explain unknown-name
`;

const AFTER = `
KEY is the name of an assumption, actor, measure, expectation, machine, timeline
entry or source, ACTOR.INPUT, the name of an actor that another one opened, or a
path with dots as --set takes it. Figures are those of the central path, unless
--path is given. Postings are numbered from 1, as in \`steppe export\`.
`;

export const register: Register = (program, session, finish) => {
  const command = program
    .command("explain")
    .description("Say where a value or a posting comes from, or what the code of an error means.")
    .argument("<scenario|code>", "FILE or FILE@VARIANT; or the code of an error")
    .argument("[key]", "what is to be explained in it")
    .option("--posting <n>", "explain posting n of a run, from 1", parseNumber)
    .addHelpText("before", EXAMPLES)
    .addHelpText("after", AFTER);
  addChanceOptions(addUntilOption(addLayerOptions(command))).action(
    (subject: string, key: string | undefined, options: ExplainOptions) => {
      finish(explain(session, subject, key, options));
    },
  );
};

function parseNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Postings are numbered from 1.");
}

function explain(session: Session, subject: string, key: string | undefined, options: ExplainOptions): ExitCode {
  if (key !== undefined && options.posting !== undefined) {
    throw new CommandError("give a key or `--posting`, not both");
  }
  if (options.posting !== undefined) return posting(session, subject, options.posting, options);
  if (key !== undefined) return ofKey(session, subject, key, options);
  return ofCode(session, subject);
}

function ofCode(session: Session, code: string): ExitCode {
  const entry = CODES.get(code.replace(/^(error|warning)?\[|\]$/g, ""));
  if (entry) {
    session.out(codeLines(code.replace(/^(error|warning)?\[|\]$/g, ""), entry, session.page).join("\n"));
    return EXIT.done;
  }
  const shown = `\`${oneLine(code)}\``;
  if (/[/.@]/.test(code)) {
    throw new CommandError(`what of ${shown} is to be explained? Name a key, or \`--posting N\``);
  }
  const near = nearest(code, CODES.keys());
  throw new CommandError(`there is no code ${shown}${near === undefined ? "" : `\n(did you mean \`${near}\`?)`}`);
}

type One = ReturnType<Session["model"]>;

function ofKey(session: Session, scenario: string, key: string, options: ExplainOptions): ExitCode {
  const one = session.models(scenarioRequests([scenario], options))[0] as One;
  const { model } = one;
  checkUntil(options.until, model);
  const explained = explainKey(model, key);
  if (!explained.ok) return ofOpened(session, one, key, explained.suggestion, options);
  const found = foundFor(explained.value, one, options);
  session.out(keyLines(explained.value, found, model, session.page).join("\n"));
  return endOf(session, one, found.world);
}

/** Runs the scenario for what only a run can tell. */
function foundFor(explanation: Explanation, { model }: One, options: ExplainOptions): Found {
  const { what, measure, expectation } = explanation;
  const until = options.until ?? model.period.end;
  const base = { where: whereText(model, options), until };
  if (what === "assumption" || what === "input") {
    const drawn = explanation.uncertain ? drawnOn(explanation, model, uniformsOf(options, model)) : undefined;
    return { ...base, ...(drawn && { drawn }) };
  }
  if (what !== "measure" && what !== "expectation" && what !== "actor") return base;
  const world = worldOf(model, options);
  const day = world.problem ? world.today : until;
  const result = expectation && outcomeOf(world, day).expectations.find((each) => each.expectation === expectation);
  return {
    ...base,
    until: day,
    world,
    ...(measure && { breakdown: breakdownOf(world, measure, day) }),
    ...(result && { expectation: result }),
  };
}

/** An actor that another one opened is known only when the scenario has run. */
function ofOpened(
  session: Session,
  one: One,
  key: string,
  suggestion: string | undefined,
  options: ExplainOptions,
): ExitCode {
  const { model } = one;
  const world = worldOf(model, options);
  const where = whereText(model, options);
  const actor = actorNamed(world, key);
  if (actor) {
    const outline = model.outlines.get(actor.chart.machine);
    session.out(openedLines(actor, outline, world, where, session.page).join("\n"));
    return endOf(session, one, world);
  }
  const near = key.includes("/") ? nearest(key, world.opened.keys()) : suggestion;
  const hint = near === undefined ? "" : `\n(did you mean \`${oneLine(near)}\`?)`;
  const here = key.includes("/") ? where : "";
  throw new CommandError(`there is no \`${oneLine(key)}\` in \`${oneLine(model.name)}\`${here}${hint}`);
}

function endOf(session: Session, { files }: One, world: World | undefined): ExitCode {
  if (!world?.problem) return EXIT.done;
  session.problems([world.problem], files);
  return EXIT.model;
}

const worldOf = (model: Model, options: ExplainOptions): World =>
  run(createWorld(model, uniformsOf(options, model)), options.until === undefined ? {} : { until: options.until });

/** " on the central path"; nothing where every path is the same. */
function whereText(model: Model, options: ChanceOptions): string {
  if (!isUncertain(model)) return "";
  return options.path === undefined ? " on the central path" : ` on path ${pathText(luckOf(options))}`;
}

function posting(session: Session, scenario: string, number: number, options: ExplainOptions): ExitCode {
  const { model, files } = session.models(scenarioRequests([scenario], options))[0] as ReturnType<Session["model"]>;
  checkUntil(options.until, model);
  const world = worldOf(model, options);
  // What was posted before the model went wrong can be explained all the same.
  if (world.problem) session.problems([world.problem], files);
  const found = explainPosting(world, number - 1);
  const all = world.journal.postings.length;
  if (!found) {
    throw new CommandError(
      `there is no posting ${number}: \`${oneLine(model.name)}\` has ${counted(all, "posting")} here`,
    );
  }
  const amount = amountOf(world, found.posting);
  session.out(postingLines({ ...found, all, ...(amount && { amount }) }, world, session.page).join("\n"));
  return world.problem ? EXIT.model : EXIT.done;
}
