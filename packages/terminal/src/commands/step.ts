/** `steppe step`: walks through one future of a scenario, forwards and back, and changes it. */
import { SAMPLINGS, type Sampling, type ScenarioRequest } from "@steppe/core";
import type { Act, LogHeader, Performed } from "@steppe/walk";
import type { Register } from "../command.ts";
import { CommandError, EXIT, type ExitCode } from "../exit.ts";
import type { Io } from "../io.ts";
import type { Pick } from "../paths/pick.ts";
import { DEFAULT_SEED } from "../seed.ts";
import type { Session } from "../session.ts";
import { LineMode, LineSource, linesOf } from "../stepper/lines/line-mode.ts";
import { absolutePath, isWritten, LogFile, type ReadLog, readLog } from "../stepper/log-file.ts";
import { beginStepping, type Stepping } from "../stepper/session.ts";
import { scenarioWords } from "../stepper/shell.ts";
import { isUncertain } from "../views/chance.ts";
import { counted, oneLine } from "../views/text.ts";
import { addLayerOptions, collect, type LayerOptions, scenarioRequests } from "./options.ts";
import { addPathOption } from "./path-options.ts";
import { addSamplingOptions, type PathOptions } from "./sampling.ts";

export interface StepOptions extends LayerOptions {
  readonly path?: number | Pick;
  readonly paths?: number;
  readonly seed: string;
  readonly sampling?: Sampling;
  readonly log?: string;
  readonly play?: string;
  readonly anyway?: boolean;
  readonly do?: readonly string[];
  readonly plain?: boolean;
  readonly keepGoing?: boolean;
}

const EXAMPLES = `Examples:
  steppe step scenarios/baikonur.yaml
  steppe step scenarios/baikonur.yaml@uncertain --path 7
  steppe step scenarios/baikonur.yaml@uncertain --path p95:compensation_paid
  steppe step scenarios/baikonur.yaml --log walk.jsonl
  steppe step --play walk.jsonl
  printf 'to 2013-07-02\\nwhy\\n' | steppe step scenarios/baikonur.yaml
`;

const AFTER = `
On a terminal a walk has the whole screen. Line mode takes the same commands by
words, one a line, and answers in plain lines: with --plain, with ACCESSIBLE=1,
and where input or output is no terminal. \`help\` there lists the commands.
A change always makes a branch; nothing is overwritten, and nothing is written
to a file but by \`save\` and --log. docs/stepping.md walks through an example.
`;

/** Of how many paths the path of a measure is found where none are named. */
const PATHS = 10_000;

export const register: Register = (program, session, finish) => {
  const command = program
    .command("step")
    .description("Walk through one future of a scenario step by step, forwards and back, ask why, change it, fork it.")
    .argument("[scenario]", "FILE or FILE@VARIANT; may be left out with --play")
    .addHelpText("before", EXAMPLES)
    .addHelpText("after", AFTER);
  addSamplingOptions(addPathOption(addLayerOptions(command), DEFAULT_SEED))
    .option("--log <file>", "keep the walk in a file; one that is there is gone on with")
    .option("--play <file>", "do again what a file holds, and go on from there")
    .option("--anyway", "play a log of another scenario, or of another path")
    .option("--do <command>", "do this first; repeatable", collect)
    .option("--plain", "line mode, on a terminal too")
    .option("--keep-going", "in line mode, go on after a command that is refused")
    .action(async (scenario: string | undefined, options: StepOptions) => {
      const isGiven = (name: string) => command.getOptionValueSource(name) !== "default";
      finish(await stepThrough(session, scenario, { ...options, isSeedGiven: isGiven("seed") }));
    });
};

type Wishes = StepOptions & { readonly isSeedGiven: boolean };

async function stepThrough(session: Session, scenario: string | undefined, options: Wishes): Promise<ExitCode> {
  const played = playedLog(session, options);
  const request = requestOf(scenario, options, played);
  const chance = await chanceOf(session, request, options, played);
  const stepping = beginStepping(session, request, chance);
  if (played && !options.anyway) checkHeader(session, played, stepping.header, scenario === undefined, options);
  const lines = new LineMode(session, stepping);
  if (!isScreen(session, options)) {
    play(session, stepping, (act) => lines.act(act), played, options);
    return lineMode(session, lines, options);
  }
  const { bindingsOf, openedOf, openScreen } = await import("../stepper/opened.ts");
  const bindings = bindingsOf(session);
  play(session, stepping, (act) => stepping.do(act), played, options);
  const came = doFirst(lines.quietly(), options);
  if (came !== undefined) return came;
  const code = await openScreen(session.io, openedOf(session, stepping), bindings);
  if (stepping.lost) throw stepping.lost;
  return code;
}

/** Whether a walk has the whole screen: on a terminal that can be drawn on, for who wants it drawn on. */
function isScreen({ io: { stdin, stdout, env } }: Session, { plain }: Wishes): boolean {
  if (plain || stdin.isTTY !== true || stdout.isTTY !== true) return false;
  const { ACCESSIBLE: accessible = "", TERM: term = "" } = env;
  return (accessible === "" || accessible === "0") && term !== "dumb";
}

/** The log that is played: of `--play`, or that of `--log` where there is one already. */
function playedLog(session: Session, { log, play: file, anyway }: Wishes): ReadLog | undefined {
  const { cwd } = session.io;
  const isThere = log !== undefined && isWritten(cwd, log);
  if (file !== undefined && isThere && absolutePath(cwd, log) !== absolutePath(cwd, file)) {
    throw new CommandError(`\`${oneLine(log)}\` holds a walk already: name another file, or play that one`);
  }
  if (anyway && (file === undefined || isThere)) {
    throw new CommandError("`--anyway` goes with `--play`, and with a new file for `--log`");
  }
  const read = file ?? (isThere ? log : undefined);
  return read === undefined ? undefined : readLog(session, read);
}

/** The scenario as it is named, or as the log names it. */
function requestOf(scenario: string | undefined, options: Wishes, played: LogHead | undefined): ScenarioRequest {
  if (scenario !== undefined) return scenarioRequests([scenario], options)[0] as ScenarioRequest;
  if (!played) throw new CommandError("name a scenario, or a walk to `--play`");
  for (const key of ["variant", "over", "set"] as const) {
    if (options[key]) throw new CommandError(`\`--${key}\` is laid over a scenario: name it`);
  }
  const { variants, over, set } = played.header;
  return { scenario: played.header.scenario, variants, over, set };
}

interface LogHead {
  readonly header: LogHeader;
}

/** The luck that is asked for, and of what is not, the log's. Runs many paths where one of them is to be found. */
async function chanceOf(
  session: Session,
  request: ScenarioRequest,
  options: Wishes,
  played: LogHead | undefined,
): Promise<PathOptions> {
  const header: Partial<LogHeader> = played?.header ?? {};
  const path = options.path ?? header.path;
  const paths = options.paths ?? header.paths;
  const seed = options.isSeedGiven ? options.seed : (header.seed ?? options.seed);
  const sampling = options.sampling ?? (header.sampling === undefined ? undefined : samplingOf(header.sampling));
  const own = { seed, ...(sampling !== undefined && { sampling }) };
  if (typeof path !== "object")
    return { ...own, ...(path !== undefined && { path }), ...(paths !== undefined && { paths }) };
  const found = await foundPath(session, request, path, { ...options, ...own, paths: paths ?? PATHS });
  return { ...own, path: found, ...(sampling === "lhs" && { paths: paths ?? PATHS }) };
}

function samplingOf(text: string): Sampling {
  const found = SAMPLINGS.find((one) => one === text);
  if (found === undefined)
    throw new CommandError(`the log names the sampling \`${oneLine(text)}\`, which there is not`);
  return found;
}

/** The path that `--path p95:MEASURE` and its like mean. */
async function foundPath(
  session: Session,
  request: ScenarioRequest,
  pick: Pick,
  options: Wishes & { readonly paths: number },
): Promise<number> {
  const loaded = session.load(request);
  // Its problems are told when the walk begins.
  if (!loaded.ok) return 0;
  const { path: _path, log: _log, play: _play, ...rest } = options;
  const { pickedPath } = await import("./run-paths.ts");
  const found = await pickedPath(session, [request], [loaded], pick, rest);
  const same = isUncertain(loaded.model) ? "" : "; nothing in it is drawn, every path is the same";
  session.err(`path ${found} is ${oneLine(pick.text)} of ${counted(options.paths, "path")}${same}`);
  return found;
}

/** Refuses a log that was made of another scenario, or on another path: its acts would mean something else. */
function checkHeader(
  session: Session,
  { header, file, text }: ReadLog,
  own: LogHeader,
  isItsOwn: boolean,
  options: Wishes,
): void {
  const isChanged = header.input !== own.input;
  const isOtherLuck = luckOfHeader(header) !== luckOfHeader(own);
  const notes = [
    ...(!isChanged
      ? []
      : [
          `made of \`${headText(header)}\`, input ${short(header.input)}; this is \`${headText(own)}\`, input ${short(own.input)}`,
        ]),
    ...(isOtherLuck ? [`made on ${luckOfHeader(header)}; this is ${luckOfHeader(own)}`] : []),
  ];
  if (notes.length === 0) return;
  const place = { file, line: 1, column: 1, length: Math.max(1, text.indexOf("\n")) };
  const help = [
    ...(isChanged && isItsOwn ? ["its files have changed since"] : []),
    ...(isChanged && !isItsOwn ? ["leave the scenario and its options out: the log names its own"] : []),
    ...(isOtherLuck ? [`leave ${luckOptions(options)} out: the log names its own`] : []),
    "`--anyway` plays its acts on this one all the same",
  ];
  const message = "this log was made of something else";
  session.problems(
    [{ code: "log-of-another", severity: "error", message, place, notes, help }],
    new Map([[file, text]]),
  );
  throw new CommandError("", EXIT.wrong);
}

/** The options by which a path is asked for, of those that are given. */
function luckOptions({ path, paths, sampling, isSeedGiven }: Wishes): string {
  const given = [path !== undefined && "path", isSeedGiven && "seed", sampling && "sampling", paths && "paths"];
  return given.flatMap((name) => (name ? [`\`--${name}\``] : [])).join(" and ");
}

const short = (input: string): string => oneLine(input.slice(0, 12));

const headText = ({ scenario, variants, over, set }: LogHeader): string =>
  oneLine(scenarioWords({ scenario, variants, over, set }).join(" "));

function luckOfHeader({ seed, path, sampling, paths }: LogHeader): string {
  if (path === undefined) return "the central path";
  const how =
    sampling === undefined || sampling === "random"
      ? ""
      : ` by ${sampling}${paths === undefined ? "" : ` of ${paths}`}`;
  return oneLine(`path ${path} of seed ${JSON.stringify(seed)}${how}`);
}

/** Does again what a log holds; from then on, what is done is kept where it is asked for. */
function play(
  session: Session,
  stepping: Stepping,
  act: (act: Act) => Performed,
  played: ReadLog | undefined,
  options: Wishes,
): void {
  const { cwd } = session.io;
  const { log } = options;
  const goesOn = log !== undefined && played !== undefined && absolutePath(cwd, log) === absolutePath(cwd, played.file);
  if (log !== undefined && !goesOn) stepping.keepIn(new LogFile(cwd, log, stepping.header));
  for (const line of played?.lines ?? []) {
    if (!("act" in line)) {
      stepping.keep(line);
      continue;
    }
    const performed = act(line.act);
    if (performed.ok) continue;
    const place = { file: played?.file ?? "", line: line.line, column: 1, length: 1 };
    const problems = performed.problems.map((one) => (one.place ? one : { ...one, place }));
    session.problems(problems, new Map([...performed.files, [place.file, played?.text ?? ""]]));
    throw new CommandError("", EXIT.failed);
  }
  if (log !== undefined && goesOn) stepping.keepIn(new LogFile(cwd, log, stepping.header, played));
}

/** How a script ends: as `run` does where the model went wrong in the branch that it ends in. */
function endOf(lines: LineMode): ExitCode {
  if (lines.isWrong) return EXIT.model;
  return lines.refused ? EXIT.failed : EXIT.done;
}

/** Commands of `--do`: an exit code where one of them ends the walk. */
function doFirst(lines: LineMode, { do: given = [], keepGoing }: Wishes): ExitCode | undefined {
  const source = new LineSource("(--do)");
  for (const text of given) {
    const came = lines.line(text, source);
    if (came === "quit") return endOf(lines);
    if (came === "refused" && !keepGoing) return EXIT.failed;
  }
  return undefined;
}

/** Commands of `--do`, then of the input, to its end or to `quit`. */
async function lineMode({ io }: Session, lines: LineMode, options: Wishes): Promise<ExitCode> {
  const isTalk = io.stdin.isTTY === true && io.stdout.isTTY === true;
  if (isTalk) lines.greet();
  const came = doFirst(lines, options);
  if (came !== undefined) return came;
  const end = (): ExitCode => (isTalk ? EXIT.done : endOf(lines));
  const typed = new LineSource("(input)");
  const input = isTalk ? new Prompt(io) : undefined;
  try {
    input?.ask();
    for await (const text of linesOf(io.stdin)) {
      input?.answered();
      const came = lines.line(text, typed);
      if (came === "quit") return end();
      if (came === "refused" && !isTalk && !options.keepGoing) return EXIT.failed;
      input?.ask();
    }
  } catch (error) {
    if (!input?.isInterrupted) throw error;
  } finally {
    input?.answered();
  }
  if (isTalk) io.stdout.write("\n");
  return input?.isInterrupted ? EXIT.interrupted : end();
}

/**
 * Asks for a line on a terminal. Ctrl-C while it waits ends the walk on a line of its own; while a line is carried out,
 * it ends the process at once, as everywhere.
 */
class Prompt {
  readonly #io: Io;
  isInterrupted = false;

  constructor(io: Io) {
    this.#io = io;
  }

  ask(): void {
    process.on("SIGINT", this.#interrupt);
    this.#io.stdout.write("> ");
  }

  answered(): void {
    process.off("SIGINT", this.#interrupt);
  }

  readonly #interrupt = (): void => {
    this.isInterrupted = true;
    this.#io.stdin.destroy();
  };
}
