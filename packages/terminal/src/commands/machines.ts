/** `steppe machines`: what machines there are, and what one of them does. */
import { type Chart, type Model, nearest } from "@steppe/core";
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
import { machineSection, machinesPage } from "../views/machine-page.ts";
import { oneLine } from "../views/text.ts";

const FORMS = ["text", "markdown", "xstate", "mermaid", "dot"] as const;

interface MachinesOptions {
  readonly as: (typeof FORMS)[number];
  readonly in?: string;
}

const EXAMPLES = `Examples:
  steppe machines
  steppe machines lease
  steppe machines claim --as mermaid
  steppe machines --as markdown
  steppe machines subsidy --in my.yaml --as xstate
`;

const AFTER = `
\`xstate\` is the written form as JSON, which Stately's editor opens; \`mermaid\`
and \`dot\` are diagrams. \`markdown\` is the documentation with a diagram in it: of
one machine, or as a page of all of them.
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
    session.out(allAs(options.as, outlines, (one) => chartOf(one, outlines, model), session));
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
  session.out(shownAs(options.as, outline, () => chartOf(name, outlines, model), session));
  return EXIT.done;
}

type Outlines = ReadonlyMap<string, MachineOutline>;

/** In use, a machine knows its currencies and partners; else it is shown by itself. */
function chartOf(name: string, outlines: Outlines, model: Model | undefined): Chart {
  const used = [...(model?.charts.values() ?? [])].find(({ machine }) => machine === name);
  return used ?? loneChart(outlines, name, model?.currency);
}

function allAs(
  form: MachinesOptions["as"],
  outlines: Outlines,
  chart: (name: string) => Chart,
  { page }: Session,
): string {
  if (form === "text") return machineList(outlines.values(), page).join("\n");
  if (form === "markdown") return machinesPage([...outlines.values()].map((one) => [one, chart(one.name)]));
  throw new CommandError(`\`--as ${form}\` shows one machine: name it`);
}

function shownAs(form: MachinesOptions["as"], outline: MachineOutline, chart: () => Chart, { page }: Session): string {
  switch (form) {
    case "markdown":
      return machineSection(outline, chart());
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
