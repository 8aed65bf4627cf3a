/** `steppe explain`: where a value, a posting or an error comes from. */
import { createWorld, type EpochDay, explainPosting, nearest, run } from "@steppe/core";
import { CODES } from "@steppe/core/codes/index.ts";
import { amountOf } from "@steppe/core/measure/amount.ts";
import { explainKey } from "@steppe/core/scenario/explain.ts";
import { InvalidArgumentError } from "commander";
import type { Register } from "../command.ts";
import { CommandError, EXIT, type ExitCode } from "../exit.ts";
import type { Session } from "../session.ts";
import { codeLines } from "../views/explain-code.ts";
import { keyLines } from "../views/explain-key.ts";
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
  uniformsOf,
} from "./options.ts";

interface ExplainOptions extends LayerOptions, ChanceOptions {
  readonly posting?: number;
  readonly until?: EpochDay;
}

const EXAMPLES = `Examples:
  steppe explain scenarios/baikonur.yaml rent
  steppe explain scenarios/baikonur.yaml lease.until
  steppe explain scenarios/baikonur.yaml --posting 12
  steppe explain unknown-name
`;

const AFTER = `
KEY is the name of an assumption, actor, measure, machine, timeline entry or source, ACTOR.INPUT, or a path with dots
as --set takes it. Postings are numbered from 1, as in \`steppe export\`.
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

function ofKey(session: Session, scenario: string, key: string, options: LayerOptions): ExitCode {
  const { model } = session.models(scenarioRequests([scenario], options))[0] as ReturnType<Session["model"]>;
  const explained = explainKey(model, key);
  if (explained.ok) {
    session.out(keyLines(explained.value, model, session.page).join("\n"));
    return EXIT.done;
  }
  const { suggestion } = explained;
  const hint = suggestion === undefined ? "" : `\n(did you mean \`${oneLine(suggestion)}\`?)`;
  throw new CommandError(`there is no \`${oneLine(key)}\` in \`${oneLine(model.name)}\`${hint}`);
}

function posting(session: Session, scenario: string, number: number, options: ExplainOptions): ExitCode {
  const { model, files } = session.models(scenarioRequests([scenario], options))[0] as ReturnType<Session["model"]>;
  checkUntil(options.until, model);
  const world = run(
    createWorld(model, uniformsOf(options)),
    options.until === undefined ? {} : { until: options.until },
  );
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
