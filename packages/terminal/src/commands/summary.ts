/** `steppe summary`: the summary of many paths from the file that `--columns` wrote, without running any. */
import { Summary } from "@steppe/analysis";
import type { Problem } from "@steppe/core";
import { Option } from "commander";
import type { Register } from "../command.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { openColumns } from "../paths/columns-out.ts";
import type { Survey, SurveyEnd, SurveyHead } from "../paths/survey.ts";
import type { Session } from "../session.ts";
import { tellSurveys } from "./run-paths.ts";

interface SummaryOptions {
  readonly by?: string;
  readonly json?: boolean;
  readonly allowFailedPaths?: boolean;
}

const EXAMPLES = `Examples:
  steppe run scenarios/baikonur.yaml@uncertain --paths 500 --columns my.columns
  steppe summary my.columns
  steppe summary my.columns --by year
`;

export const register: Register = (program, session, finish) => {
  program
    .command("summary")
    .description("Sum up the paths in a file that `run --paths N --columns FILE` wrote, without running them again.")
    .argument("<file>", "a file of columns")
    .addHelpText("before", EXAMPLES)
    .addOption(new Option("--by <unit>", "show payments by year as well").choices(["year"]))
    .option("--json", "print one JSON document (docs/json.md)")
    .option("--allow-failed-paths", "paths that went wrong do not make the command fail")
    .action((file: string, options: SummaryOptions) => {
      finish(sumUp(session, file, options));
    });
};

function sumUp(session: Session, file: string, options: SummaryOptions): ExitCode {
  const read = readSurvey(session, file);
  if ("survey" in read) return tellSurveys(session, [read.survey], options, new Map());
  session.problems(read.problems, new Map());
  return EXIT.wrong;
}

function readSurvey(
  session: Session,
  file: string,
): { readonly survey: Survey } | { readonly problems: readonly Problem[] } {
  const { reader, close } = openColumns(session.io.cwd, file);
  try {
    let head: SurveyHead | undefined;
    let summary: Summary | undefined;
    let end: SurveyEnd | undefined;
    for (;;) {
      const read = reader.next();
      if (!read.ok) return { problems: read.problems };
      const block = read.value;
      if (block === undefined) break;
      if (block.tag === "HEAD") {
        head = block.json as SurveyHead;
        summary = new Summary(head.columns);
      } else if (block.tag === "PART") summary?.add(block.columns);
      else end = block.json as SurveyEnd;
    }
    if (!head || !summary || !end) throw new Error("a file that was read to its end has a head and an end");
    return { survey: { head, ended: end.ended, summary: summary.result(), charts: [] } };
  } finally {
    close();
  }
}
