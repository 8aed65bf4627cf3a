/**
 * Line mode: commands by words, one a line, answered by plain sentences that are added below each other. Nothing is ever
 * redrawn, so that a screen reader, a script and a pipe read the same.
 */
import { StringDecoder } from "node:string_decoder";
import { type Problem, QUESTION_FILE } from "@steppe/core";
import {
  type Act,
  branchOf,
  type Command,
  LINE_FILE,
  type Performed,
  parseWords,
  placedInAct,
  placedInLine,
} from "@steppe/walk";
import type { Session } from "../../session.ts";
import { oneLine } from "../../views/text.ts";
import { CHANGES_FILE } from "../ground.ts";
import { saveBranch } from "../save.ts";
import type { Stepping } from "../session.ts";
import { shellCommand } from "../shell.ts";
import type { Answered } from "./answered.ts";
import { answer } from "./answers.ts";
import { changeText } from "./branches.ts";
import { helpLines } from "./help.ts";
import { haltLine, hereLines, problemAhead, spoken } from "./tell-step.ts";

/** Where a line of commands comes from: its name in problems, and the lines of it so far. */
export class LineSource {
  readonly name: string;
  readonly #lines: string[] = [];

  constructor(name: string) {
    this.name = name;
  }

  add(line: string): void {
    this.#lines.push(line);
  }

  get text(): string {
    return this.#lines.join("\n");
  }

  get count(): number {
    return this.#lines.length;
  }
}

/** What came of a line. */
export type Came = "done" | "refused" | "quit";

export class LineMode {
  readonly #session: Session;
  readonly #stepping: Stepping;

  readonly #isQuiet: boolean;
  #refused = false;

  constructor(session: Session, stepping: Stepping, isQuiet = false) {
    this.#session = session;
    this.#stepping = stepping;
    this.#isQuiet = isQuiet;
  }

  /** The same, but saying only what is refused: for what is done before a screen opens. */
  quietly(): LineMode {
    return new LineMode(this.#session, this.#stepping, true);
  }

  /** Whether any line was refused. */
  get refused(): boolean {
    return this.#refused;
  }

  /** Whether the model goes wrong in the branch that is stood in, as far as it was walked. */
  get isWrong(): boolean {
    return branchOf(this.#stepping.walk).history.newest.problem !== undefined;
  }

  /** Where the walk begins: the scenario, and how to get help. */
  greet(): void {
    const { ground, walk } = this.#stepping;
    this.#tell([`${oneLine(ground.name)}; \`help\` lists the commands, \`quit\` ends`, ...hereLines(walk)]);
  }

  /** Carries out one line. */
  line(text: string, source: LineSource): Came {
    source.add(text);
    const parsed = parseWords(text, this.#stepping.walk);
    if (!parsed) return "done";
    if (!parsed.ok) return this.#refuse(parsed.problems, new Map(), source);
    if (parsed.command.kind === "quit") return "quit";
    const came = this.#carryOut(parsed.command);
    if (came.ok) return "done";
    const { command, places } = parsed;
    const changes = { file: CHANGES_FILE, text: came.files.get(CHANGES_FILE) ?? "" };
    const typed = command.kind === "act" && { line: text, act: command.act, places };
    const problems = typed ? placedInAct(came.problems, typed, changes) : came.problems;
    return this.#refuse(placedInLine(problems, places, text, QUESTION_FILE), came.files, source);
  }

  /** Carries out an act that was kept in a log, and says what came of it as if it had been typed. */
  act(act: Act): Performed {
    const performed = this.#stepping.do(act);
    if (this.#stepping.lost) throw this.#stepping.lost;
    if (performed.ok) this.#tell(this.#toldOf(act, performed));
    return performed;
  }

  #carryOut(command: Exclude<Command, { kind: "quit" }>): Answer {
    switch (command.kind) {
      case "act": {
        const performed = this.act(command.act);
        return performed.ok ? DONE : performed;
      }
      case "ask": {
        const { ask } = command;
        if (ask.about === "shell") return this.#answered({ ok: true, lines: [shellCommand(this.#stepping)] }, false);
        return this.#answered(answer(this.#stepping.walk, ask, this.#session.page));
      }
      case "help":
        return this.#answered(helpLines(command.word), false);
      case "save": {
        const saved = saveBranch(this.#session, this.#stepping, command);
        if (!saved.ok) return { ok: false, problems: [saved.problem], files: new Map() };
        const lines = [`${oneLine(saved.branch)} is saved in ${oneLine(command.file)}; run it by`, `  ${saved.run}`];
        return this.#answered({ ok: true, lines }, false);
      }
    }
  }

  #answered(answered: Answered, isSpoken = true): Answer {
    if (!answered.ok) return { ...answered, files: new Map() };
    this.#tell(isSpoken ? answered.lines.map(spoken) : answered.lines);
    return DONE;
  }

  /** What an act came to. */
  #toldOf(act: Act, { walk, halt, branch }: Performed & { ok: true }): readonly string[] {
    switch (act.do) {
      case "mark":
        return [`marked as ${oneLine(act.mark)}`];
      case "stop":
        return [`stop ${walk.stops.findIndex(({ text }) => text === act.at.trim()) + 1}: ${oneLine(act.at)}`];
      case "unstop":
        return [`stop ${act.number} is taken away`];
      case "drop":
        return [`${oneLine(act.branch)} is dropped`, ...hereLines(walk)];
      case "rename":
        return [`${oneLine(act.branch)} is now ${oneLine(act.as)}`];
      case "undo":
        return ["taken back", ...hereLines(walk)];
      case "redo":
        return ["done again", ...hereLines(walk)];
      default: {
        const change = branch?.changes.at(-1);
        const isChange = branch !== undefined && act.do !== "fork" && change !== undefined;
        const made = branch ? [`branch ${branch.name}${isChange ? `: ${changeText(change)}` : ""}`] : [];
        return [...made, ...haltLine(halt, walk), ...hereLines(walk)];
      }
    }
  }

  #tell(lines: readonly string[]): void {
    if (this.#isQuiet) return;
    this.#session.out(lines.join("\n"));
    const { walk } = this.#stepping;
    const problem = problemAhead(walk);
    if (walk !== this.#told && problem) this.#wrong(problem);
    this.#told = walk;
  }

  /** The walk whose place was told last: that the model goes wrong is said once there. */
  #told: unknown;

  #wrong(problem: Problem): void {
    const { walk } = this.#stepping;
    this.#session.problems([problem], branchOf(walk).files);
  }

  /** Problems with the lines they are about; those of a change with the changes as they were laid over the scenario. */
  #refuse(problems: readonly Problem[], files: ReadonlyMap<string, string>, source: LineSource): "refused" {
    const own = problems.map((problem): Problem => {
      const { place } = problem;
      if (!place) return { ...problem, place: { file: source.name, line: source.count, column: 1, length: 1 } };
      if (place.file !== LINE_FILE) return problem;
      return { ...problem, place: { ...place, file: source.name, line: source.count } };
    });
    this.#session.problems(own, new Map([...files, [source.name, source.text]]));
    this.#refused = true;
    return "refused";
  }
}

type Answer =
  | { readonly ok: true }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly files: ReadonlyMap<string, string> };

const DONE: Answer = { ok: true };

/** Lines of a stream as they come: each as soon as its end is there. */
export async function* linesOf(stream: AsyncIterable<Uint8Array | string>): AsyncIterable<string> {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  for await (const chunk of stream) {
    const lines = (rest + (typeof chunk === "string" ? chunk : decoder.write(Buffer.from(chunk)))).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield line.replace(/\r$/, "");
  }
  rest += decoder.end();
  if (rest !== "") yield rest;
}
