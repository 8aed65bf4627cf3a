/** `steppe check`: every problem of scenario files at once. */
import type { Model, Problem } from "@steppe/core";
import { MACHINES } from "@steppe/core/machines/index.ts";
import { checkScenario } from "@steppe/core/scenario/check.ts";
import { unplannedIn, unplannedProblem } from "@steppe/kernel/plan/unplanned.ts";
import { InvalidArgumentError, Option } from "commander";
import type { Register } from "../command.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import type { ProblemOptions, Session } from "../session.ts";
import { checkSummary } from "../views/check-summary.ts";
import { addLayerOptions, type LayerOptions, scenarioRequests } from "./options.ts";

interface CheckOptions extends LayerOptions {
  readonly strict?: boolean;
  readonly format: "full" | "short" | "json";
  readonly maxErrors?: number;
}

const EXAMPLES = `Examples:
  steppe check scenarios/baikonur.yaml
  steppe check scenarios/*.yaml --strict
  steppe check my.yaml --format short
`;

const AFTER = `
Checks a file and every variant in it; FILE@VARIANT checks that variant alone.
Exit codes: 0 no errors (there may be warnings), 1 errors were found, 2 a file
cannot be read.
\`steppe explain CODE\` says more about a code, such as unknown-name.
`;

export const register: Register = (program, session, finish) => {
  const command = program
    .command("check")
    .description("Check scenario files: every problem at once, each at its place.")
    .argument("<scenario...>", "FILE or FILE@VARIANT; @VARIANT alone is of the file before it")
    .addHelpText("before", EXAMPLES)
    .addHelpText("after", AFTER);
  addLayerOptions(command)
    .option("--strict", "count figures without a source, and variants that change nothing, as errors")
    .addOption(
      new Option("--format <form>", "how problems are printed: short is one line each")
        .choices(["full", "short", "json"])
        .default("full"),
    )
    .option("--max-errors <n>", "how many problems are shown at most", parseCount)
    .action((scenarios: readonly string[], options: CheckOptions) => {
      finish(check(session, scenarios, options));
    });
};

function parseCount(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It is a whole number from 1.");
}

function check(session: Session, scenarios: readonly string[], options: CheckOptions): ExitCode {
  const { strict = false, format, maxErrors } = options;
  const checked = scenarioRequests(scenarios, options).map((request) => ({
    name: request.scenario,
    ...checkScenario(request, session.readerFor(request), MACHINES, { strict, also: compiled }),
  }));
  const problems = distinct(checked.flatMap((one) => one.problems));
  const files = new Map(checked.flatMap((one) => [...one.files]));
  const shape: ProblemOptions = { format, ...(maxErrors !== undefined && { maxErrors }) };
  const text =
    problems.length === 0 && format !== "json" ? "" : session.problemText(problems, files, session.io.stdout, shape);
  const clean = format === "full" ? checked.filter((one) => one.problems.length === 0) : [];
  const lines = [...clean.map(({ name, variants }) => checkSummary(name, variants)), text].filter(
    (line) => line !== "",
  );
  if (lines.length > 0) session.out(lines.join("\n\n"));
  if (problems.some(isUnreadable)) return EXIT.wrong;
  return problems.some(({ severity }) => severity === "error") ? EXIT.failed : EXIT.done;
}

/** What only the slow engine could run many paths of. */
function compiled(model: Model): readonly Problem[] {
  const unplanned = unplannedIn(model);
  return unplanned ? [unplannedProblem(unplanned)] : [];
}

/** Two scenarios of one file have the same problems. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const key = JSON.stringify(problem);
    return !seen.has(key) && seen.add(key);
  });
}

/** A file named on the command line that is not there: the command line is wrong, not the scenario. */
const isUnreadable = ({ code, place }: Problem): boolean => place === undefined && code.startsWith("file-");
