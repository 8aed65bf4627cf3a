/** `steppe machines`: what machines there are, and what one of them does. */
import { type Chart, nearest } from "@steppe/core";
import { MACHINES } from "@steppe/core/machines/index.ts";
import { loneChart, machineOutlines } from "@steppe/core/scenario/lone-machine.ts";
import { dot, mermaid } from "@steppe/core/statechart/diagram.ts";
import type { MachineOutline } from "@steppe/core/statechart/outline.ts";
import { xstateConfig } from "@steppe/core/statechart/written.ts";
import { Option } from "commander";
import type { Register } from "../command.ts";
import { CommandError, EXIT, type ExitCode } from "../exit.ts";
import type { Session } from "../session.ts";
import { machineLines, machineList } from "../views/machine.ts";
import { oneLine } from "../views/text.ts";

const FORMS = ["text", "xstate", "mermaid", "dot"] as const;

interface MachinesOptions {
  readonly as: (typeof FORMS)[number];
  readonly in?: string;
}

const EXAMPLES = `Examples:
  steppe machines
  steppe machines lease
  steppe machines claim --as mermaid
  steppe machines subsidy --in my.yaml --as xstate
`;

const AFTER = `
\`xstate\` is the written form as JSON, which Stately's editor opens; \`mermaid\` and \`dot\` are diagrams.
`;

export const register: Register = (program, session, finish) => {
  program
    .command("machines")
    .description("List the machines that scenarios may use, or show one of them.")
    .argument("[name]", "the machine to show")
    .addOption(new Option("--as <form>", "how it is shown").choices(FORMS).default("text"))
    .option("--in <scenario>", "the machines of FILE or FILE@VARIANT, too")
    .addHelpText("before", EXAMPLES)
    .addHelpText("after", AFTER)
    .action((name: string | undefined, options: MachinesOptions) => {
      finish(machines(session, name, options));
    });
};

function machines(session: Session, name: string | undefined, options: MachinesOptions): ExitCode {
  const model = options.in === undefined ? undefined : session.model({ scenario: options.in }).model;
  const outlines = model?.outlines ?? machineOutlines(MACHINES);
  if (name === undefined) {
    if (options.as !== "text") throw new CommandError("`--as` shows one machine: name it");
    session.out(machineList(outlines.values(), session.page).join("\n"));
    return EXIT.done;
  }
  const outline = outlines.get(name);
  if (!outline) {
    const near = nearest(name, outlines.keys());
    const hint =
      near === undefined
        ? `machines: ${[...outlines.keys()].map(oneLine).join(", ")}`
        : `did you mean \`${oneLine(near)}\`?`;
    throw new CommandError(`there is no machine \`${oneLine(name)}\`\n(${hint})`);
  }
  // In use, a machine knows its currencies and partners; else it is shown by itself.
  const used = [...(model?.charts.values() ?? [])].find(({ machine }) => machine === name);
  session.out(shownAs(options.as, outline, () => used ?? loneChart(outlines, name, model?.currency), session));
  return EXIT.done;
}

function shownAs(form: MachinesOptions["as"], outline: MachineOutline, chart: () => Chart, { page }: Session): string {
  switch (form) {
    case "xstate":
      return JSON.stringify(xstateConfig(outline), null, 2);
    case "mermaid":
      return mermaid(chart());
    case "dot":
      return dot(chart());
    case "text":
      return machineLines(outline, chart(), page).join("\n");
  }
}
