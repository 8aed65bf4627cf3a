/**
 * The program: finds the command that is asked for, loads its module and no other, and turns every
 * ending into an exit code. Usage errors go to stderr with 2, help to stdout with 0.
 */
import { styleText } from "node:util";
import { Command, CommanderError } from "commander";
import type { Register } from "./command.ts";
import { CommandError, EXIT, type ExitCode } from "./exit.ts";
import { columnsOf, type Io } from "./io.ts";
import { VERSION } from "./version.ts";
import { escapeControls } from "./views/problem-frame-text.ts";

interface CommandEntry {
  readonly name: string;
  /** What stands beside it in the list of commands. */
  readonly summary: string;
  readonly load: () => Promise<{ readonly register: Register }>;
}

/** In the order in which a newcomer meets them. */
const COMMANDS: readonly CommandEntry[] = [
  { name: "run", summary: "run scenarios and account for what each pays", load: () => import("./commands/run.ts") },
  {
    name: "summary",
    summary: "sum up the paths of a file that run wrote",
    load: () => import("./commands/summary.ts"),
  },
  {
    name: "step",
    summary: "walk through a future, go back, change it, and see what the change does",
    load: () => import("./commands/step.ts"),
  },
  { name: "compare", summary: "set scenarios side by side", load: () => import("./commands/compare.ts") },
  {
    name: "backtest",
    summary: "hold forecasts of a scenario against the record",
    load: () => import("./commands/backtest.ts"),
  },
  { name: "check", summary: "find every problem of scenario files at once", load: () => import("./commands/check.ts") },
  { name: "diff", summary: "say what differs between two files", load: () => import("./commands/diff.ts") },
  {
    name: "explain",
    summary: "say where a value, a posting or an error comes from",
    load: () => import("./commands/explain.ts"),
  },
  {
    name: "export",
    summary: "print the journal for hledger, Beancount or as CSV",
    load: () => import("./commands/export.ts"),
  },
  { name: "machines", summary: "list the machines a scenario may use", load: () => import("./commands/machines.ts") },
  { name: "schema", summary: "print the JSON Schema of scenario files", load: () => import("./commands/schema.ts") },
  { name: "new", summary: "write a small scenario to start from", load: () => import("./commands/new.ts") },
];

const EXAMPLES = `Examples:
  steppe run scenarios/baikonur.yaml
  steppe compare scenarios/baikonur.yaml @vostochny-2015 @vostochny-2018
`;

const AFTER = `
Topics for \`steppe help\`: exit-codes.
Colour: --color=always or --color=never; else as NO_COLOR, FORCE_COLOR and the
terminal say.
Width: the terminal's; where there is none, COLUMNS, else 80.
`;

const TOPICS: ReadonlyMap<string, string> = new Map([
  [
    "exit-codes",
    `Exit codes:
  0    done
  1    an expectation of a scenario, or a check, failed; a --precision was not
       reached; a forecast was refused, or a command of a walk
  2    the command line or a file is wrong; nothing was run
  3    the model went wrong while running, such as by dividing by zero
  70   a fault of steppe
  74   the output, or a file, cannot be written
  124  ended by --timeout, which counts from the start of the command; what was
       done until then is printed
  130  interrupted (Ctrl-C); of many paths, what was done until then is printed
`,
  ],
]);

/** Runs one call. Answers with its exit code; throws only what is a fault of ours. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const program = newProgram(io);
  try {
    const args = withoutColour(argv, program);
    const [first, second] = args;
    if (first === undefined) {
      for (const { name, summary } of COMMANDS) program.command(name).summary(summary);
      io.stderr.write(program.helpInformation());
      return EXIT.wrong;
    }
    if (first === "help" && second !== undefined) return await help(second, program, io);
    return await answer(program, first === "help" ? ["--help"] : args, io);
  } catch (error) {
    if (error instanceof CommandError) {
      if (error.message !== "") io.stderr.write(shownLines(`error: ${error.message}\n`));
      return error.code;
    }
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.wrong;
    throw error;
  }
}

/** What was typed is shown, never obeyed: control characters but for line breaks as escapes. */
const shownLines = (text: string): string => text.split("\n").map(escapeControls).join("\n");

function newProgram(io: Io): Command {
  const { stdout, stderr } = io;
  return new Command("steppe")
    .description("A what-if engine for long leases: run scenario files, and compare what each future pays.")
    .version(`steppe ${VERSION}`, "-V, --version", "print the version")
    .helpOption("-h, --help", "print help")
    .helpCommand("help [topic]", "print help on a command or a topic")
    .addHelpText("before", EXAMPLES)
    .addHelpText("after", AFTER)
    .exitOverride()
    .configureHelp({ styleTitle: (title) => styleText("bold", title, { stream: stdout }) })
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      outputError: (text, write) => write(shownLines(text)),
      getOutHelpWidth: () => Math.min(columnsOf(stdout, io.env), 100),
      getErrHelpWidth: () => Math.min(columnsOf(stderr, io.env), 100),
      // `styleText` has already left the colours out where they are not wanted.
      getOutHasColors: () => true,
      getErrHasColors: () => true,
    });
}

/** The launcher has settled colour before anything was loaded (colour.ts); here the flag is checked and put aside. */
function withoutColour(argv: readonly string[], program: Command): readonly string[] {
  const end = argv.indexOf("--");
  const head = end < 0 ? argv : argv.slice(0, end);
  const kept = head.filter((arg) => {
    if (arg === "--color" || arg === "--no-color") return false;
    if (!arg.startsWith("--color=")) return true;
    const when = arg.slice("--color=".length);
    if (["always", "never", "auto"].includes(when)) return false;
    return program.error(`error: \`--color\` takes always, never or auto, not \`${when}\``);
  });
  return end < 0 ? kept : [...kept, ...argv.slice(end)];
}

async function help(topic: string, program: Command, io: Io): Promise<ExitCode> {
  if (COMMANDS.some(({ name }) => name === topic)) return answer(program, [topic, "--help"], io);
  const text = TOPICS.get(topic);
  if (text !== undefined) {
    io.stdout.write(text);
    return EXIT.done;
  }
  const { didYouMean } = await import("@steppe/core/nearest.ts");
  const topics = [...COMMANDS.map(({ name }) => name), ...TOPICS.keys()];
  const [hint = `topics: ${topics.join(", ")}`] = didYouMean(topic, topics);
  throw new CommandError(`there is no help on \`${topic}\`\n(${hint})`);
}

async function answer(program: Command, args: readonly string[], io: Io): Promise<ExitCode> {
  const asked = args.find((arg) => !arg.startsWith("-"));
  let code: ExitCode | undefined;
  for (const { name, summary, load } of COMMANDS) {
    if (name !== asked) {
      program.command(name).summary(summary);
      continue;
    }
    const [{ register }, { Session }] = await Promise.all([load(), import("./session.ts")]);
    register(program, new Session(io), (given) => {
      code = given;
    });
    program.commands.at(-1)?.summary(summary);
  }
  await program.parseAsync(args, { from: "user" });
  if (code === undefined) throw new Error(`the command \`${asked}\` has not answered`);
  return code;
}
