/** `steppe summary`: the summary of many paths from the file that `--columns` wrote, without running any. */
import type { Problem } from "@steppe/core";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { Register } from "../command.ts";
import { CommandError, EXIT, type ExitCode } from "../exit.ts";
import { type Pick, parsePick } from "../paths/pick.ts";
import { type ReadWishes, readSurvey } from "../paths/read-survey.ts";
import type { Session } from "../session.ts";
import { collect } from "./options.ts";
import { addPrecisionOption, addTellOptions } from "./path-options.ts";
import { tellSurveys } from "./run-paths.ts";

interface SummaryOptions {
  readonly by?: string;
  readonly json?: boolean;
  readonly allowFailedPaths?: boolean;
  readonly chart?: string;
  readonly ascii?: boolean;
  readonly path?: readonly Pick[];
  readonly milestones?: readonly string[];
  readonly precision?: readonly string[];
}

const EXAMPLES = `Examples:
  steppe run scenarios/baikonur.yaml@uncertain --paths 500 --columns my.columns
  steppe summary my.columns
  steppe summary my.columns --by year
  steppe summary my.columns --path p95:compensation_paid
  steppe summary my.columns --chart compensation
`;

const AFTER = `
A file keeps what \`run\` asks of every path, and every milestone. Two files of
the same paths are compared by \`steppe compare ONE.columns OTHER.columns\`.
Exit codes are those of the run that is summed up.
`;

export const register: Register = (program, session, finish) => {
  const command = program
    .command("summary")
    .description("Sum up the paths in a file that `run --paths N --columns FILE` wrote, without running them again.")
    .argument("<file>", "a file of columns")
    .addHelpText("before", EXAMPLES)
    .addHelpText("after", AFTER);
  addAsking(command)
    .addOption(new Option("--by <unit>", "show payments by year as well").choices(["year"]))
    .option("--json", "print one JSON document (docs/json.md)")
    .action((file: string, options: SummaryOptions) => {
      finish(sumUp(session, file, options));
    });
};

function addAsking(command: Command): Command {
  const found = command.option(
    "--path <pick>",
    "find the path of p95:MEASURE, worst:MEASURE or best:MEASURE: its value, and the command that shows it; repeatable",
    collectPick,
  );
  const told = addPrecisionOption(found, "whether the interval of a measure is narrow enough").option(
    "--milestones <state>",
    "tell of a state as well, such as lease.expired, or of all; repeatable",
    collect,
  );
  return addTellOptions(told);
}

function collectPick(text: string, before: readonly Pick[] = []): readonly Pick[] {
  const pick = parsePick(text);
  if (pick) return [...before, pick];
  throw new InvalidArgumentError("It is p1:MEASURE to p99:MEASURE (p99.5: too), worst:MEASURE or best:MEASURE.");
}

function sumUp(session: Session, file: string, options: SummaryOptions): ExitCode {
  for (const key of ["by", "chart"] as const) {
    if (options.path && options[key] !== undefined)
      throw new CommandError(`\`--${key}\` is of the whole summary, and \`--path\` tells of paths alone`);
  }
  const read = readSurvey(session.io.cwd, file, wishesOf(options));
  if ("survey" in read) return tellSurveys(session, [read.survey], options, new Map());
  return refused(session, read.problems);
}

function refused(session: Session, problems: readonly Problem[]): ExitCode {
  session.problems(problems, new Map());
  return EXIT.wrong;
}

function wishesOf({ path: picks = [], milestones = [], precision, chart }: SummaryOptions): ReadWishes {
  return { picks, milestones, ...(precision && { precision }), ...(chart !== undefined && { chart }) };
}
