/** `steppe new`: a small scenario that runs, to start from. */
import { mkdirSync, writeFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import type { Register } from "../command.ts";
import { CommandError, EXIT, type ExitCode } from "../exit.ts";
import type { Session } from "../session.ts";
import { oneLine } from "../views/text.ts";
import { starterText } from "./new-starter.ts";

interface NewOptions {
  readonly dir?: string;
}

const EXAMPLES = `Examples:
  steppe new harbour
  steppe new harbour --dir leases
  steppe new -            # prints it
`;

export const register: Register = (program, session, finish) => {
  program
    .command("new")
    .description("Write NAME.yaml: a small commented scenario that runs. An existing file is left alone.")
    .argument("<name>", "the name of the scenario, or - to print it")
    .option("--dir <folder>", "the folder to write it in; made if it is missing")
    .addHelpText("before", EXAMPLES)
    .action((name: string, options: NewOptions) => {
      finish(create(session, name, options));
    });
};

function create(session: Session, written: string, { dir = "" }: NewOptions): ExitCode {
  if (written === "-") {
    session.out(starterText("A lease"));
    return EXIT.done;
  }
  const name = written.replace(/\.ya?ml$/, "");
  if (!/^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u.test(name)) {
    throw new CommandError(
      `\`${oneLine(written)}\` is not a name: use letters, digits, \`-\` and \`_\`; \`--dir\` says where`,
    );
  }
  const file = join(dir, `${name}.yaml`);
  const folder = isAbsolute(dir) ? dir : join(session.io.cwd, dir);
  try {
    if (dir !== "") mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${name}.yaml`), starterText(titleOf(name)), { flag: "wx" });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" || code === "ENOTDIR")
      throw new CommandError(`\`${file}\` is there already: choose another name`);
    throw new CommandError(`\`${file}\` cannot be written: ${code}`);
  }
  session.out(file);
  session.err(`now try: steppe run ${file}`);
  return EXIT.done;
}

/** "north-harbour" as "North harbour". */
const titleOf = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replace(/[-_]+/g, " ");
