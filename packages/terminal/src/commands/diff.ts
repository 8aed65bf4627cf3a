/** `steppe diff`: what differs between two scenarios as they are written. */
import { differencesBetween } from "@steppe/core/scenario/difference.ts";
import type { Register } from "../command.ts";
import { CommandError, EXIT, type ExitCode } from "../exit.ts";
import type { Session } from "../session.ts";
import { differenceLines } from "../views/differences.ts";
import { addLayerOptions, type LayerOptions, sideRequests } from "./options.ts";

interface DiffOptions extends LayerOptions {
  readonly exitCode?: boolean;
  readonly json?: boolean;
}

const EXAMPLES = `Examples:
  steppe diff scenarios/baikonur.yaml @vostochny-2018
  steppe diff scenarios/baikonur.yaml --over my-changes.yaml
  steppe diff old.yaml new.yaml
`;

const AFTER = `
Compares what the files say, their overlays applied; \`steppe compare\` compares
what comes of it. \`+\` stands before what only the second has, \`-\` before what
only the first has. Docs and titles are not compared.
One scenario with --variant, --over or --set is compared without and with what
is laid over it; of two scenarios it is laid over both.
Exit codes: 0, whether or not they differ; with --exit-code 1 when they differ;
2 a file is wrong.
`;

export const register: Register = (program, session, finish) => {
  const command = program
    .command("diff")
    .description("Say in words what differs between two scenarios as they are written.")
    .argument("<first>", "FILE or FILE@VARIANT")
    .argument("[second]", "FILE or FILE@VARIANT; @VARIANT alone is of the first file")
    .addHelpText("before", EXAMPLES)
    .addHelpText("after", AFTER);
  addLayerOptions(command)
    .option("--exit-code", "exit with 1 when they differ")
    .option("--json", "print one JSON document")
    .action((first: string, second: string | undefined, options: DiffOptions) => {
      finish(diff(session, second === undefined ? [first] : [first, second], options));
    });
};

function diff(session: Session, scenarios: readonly string[], options: DiffOptions): ExitCode {
  const sides = sideRequests(scenarios, options);
  if (sides.length < 2) {
    throw new CommandError("a difference is between two scenarios: name a second, or lay something over the first");
  }
  const [a, b] = session.models(sides.map(({ request }) => request));
  if (!a || !b) throw new Error("two scenarios are two models");
  const found = differencesBetween(a.model, b.model);
  const names = [a.model.name, sides[1]?.name ?? b.model.name] as const;
  if (options.json) {
    session.out(
      JSON.stringify({ schema: "steppe.diff/1", first: names[0], second: names[1], differences: found }, null, 2),
    );
  } else session.out(differenceLines(names, found, session.page).join("\n"));
  return options.exitCode && found.length > 0 ? EXIT.failed : EXIT.done;
}
