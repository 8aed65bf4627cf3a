/** `steppe export`: the journal of one run, for other tools. */
import { causesOf, createWorld, type EpochDay, type Posting, run, type Uniforms, type World } from "@steppe/core";
import { beancountText } from "@steppe/core/ledger/beancount.ts";
import { csvText } from "@steppe/core/ledger/csv.ts";
import type { ExportedPosting, JournalExport } from "@steppe/core/ledger/export.ts";
import { hledgerText } from "@steppe/core/ledger/hledger.ts";
import { Option } from "commander";
import type { Register } from "../command.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import type { Session } from "../session.ts";
import { VERSION } from "../version.ts";
import { pathText } from "../views/chance.ts";
import { eventText } from "../views/steps.ts";
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

const WRITERS = { hledger: hledgerText, beancount: beancountText, csv: csvText } as const;

interface ExportOptions extends LayerOptions, ChanceOptions {
  readonly as: keyof typeof WRITERS;
  readonly until?: EpochDay;
}

const EXAMPLES = `Examples:
  steppe export scenarios/baikonur.yaml --as hledger | hledger -f - balance
  steppe export scenarios/baikonur.yaml@stays --as beancount > stays.beancount
  steppe export scenarios/baikonur.yaml --as csv --until 2013-12-31
`;

export const register: Register = (program, session, finish) => {
  const command = program
    .command("export")
    .description("Print the journal of a run: every posting, in the form of another tool.")
    .argument("<scenario>", "FILE or FILE@VARIANT")
    .addOption(new Option("--as <form>", "the form").choices(Object.keys(WRITERS)).makeOptionMandatory())
    .addHelpText("before", EXAMPLES);
  addChanceOptions(addUntilOption(addLayerOptions(command))).action((scenario: string, options: ExportOptions) => {
    finish(exportJournal(session, scenario, options));
  });
};

function exportJournal(session: Session, scenario: string, options: ExportOptions): ExitCode {
  const [request] = scenarioRequests([scenario], options);
  if (!request) throw new Error("one scenario is one request");
  const { model, files } = session.model(request);
  checkUntil(options.until, model);
  const uniforms: Uniforms = uniformsOf(options, model);
  const world = run(createWorld(model, uniforms), options.until === undefined ? {} : { until: options.until });
  if (world.problem) {
    session.problems([world.problem], files);
    return EXIT.model;
  }
  session.out(WRITERS[options.as](journalOf(world, options)));
  return EXIT.done;
}

/** The journal with what led to each posting. */
function journalOf(world: World, options: ExportOptions): JournalExport {
  const { model } = world;
  const path = options.path === undefined ? "central path" : `path ${pathText(luckOf(options))}`;
  return {
    title: model.title,
    head: [`${[model.name, ...layerTexts(options)].join(" ")}, ${path}, steppe ${VERSION}`],
    start: model.period.start,
    postings: [...world.journal.postings].map((posting) => exported(world, posting)),
  };
}

function exported(world: World, posting: Posting): ExportedPosting {
  const causes = causesOf(world, posting.step);
  const [own] = causes;
  const source = causes.find(({ entry }) => entry?.source !== undefined)?.entry?.source;
  const document = source === undefined ? undefined : (world.model.sources.get(source)?.title ?? source);
  return {
    posting,
    cause: own ? `${own.step.actor}: ${eventText(own.step.event)}` : "",
    ...(document !== undefined && { source: document }),
  };
}
