/** Words: a line as it is typed into what it asks, and an act back into its line. */
import { didYouMean, type Place, type Problem } from "@steppe/core";
import type { Command } from "./command.ts";
import type { Walk } from "./walk.ts";
import { type ArgumentName, type Misfit, readForm, Values } from "./words-form.ts";
import { LINE_FILE, LineReader, type Word } from "./words-line.ts";
import { type Form, WORDS, type WordCommand } from "./words-table.ts";

export type Parsed =
  | {
      readonly ok: true;
      readonly command: Command;
      /** Where each argument stands in the line. */
      readonly places: ReadonlyMap<ArgumentName, Place>;
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * What a line asks; undefined for an empty one, and for a comment (`# …`). A command may be cut short as long as it can
 * be no other: `acc` is `accepts`. Refuses what is no command, and arguments that do not with the columns.
 */
export function parseWords(line: string, walk: Walk): Parsed | undefined {
  const reader = new LineReader(line);
  const start = line.search(/\S/);
  if (start === -1 || line[start] === "#") return undefined;
  const text = /^\S+/.exec(line.slice(start))?.[0] ?? "";
  const first = { text, start, end: start + text.length };
  reader.at = first.end;
  const found = commandOf(first);
  return "word" in found ? argumentsOf(found, reader, walk) : found;
}

function refusal(code: string, message: string, place: Place, more: Partial<Problem> = {}): Parsed & { ok: false } {
  return { ok: false, problems: [{ code, severity: "error", message, place, ...more }] };
}

type Typed = Pick<Word, "text" | "start" | "end">;

const placeOf = ({ start, end }: Pick<Word, "start" | "end">): Place => ({
  file: LINE_FILE,
  line: 1,
  column: start + 1,
  length: Math.max(1, end - start),
});

/** A command by its word, or by the beginning of it. */
function commandOf(word: Typed): WordCommand | (Parsed & { ok: false }) {
  const exact = WORDS.find((one) => one.word === word.text);
  if (exact) return exact;
  const begun = WORDS.filter((one) => one.word.startsWith(word.text) && one.word !== "save!");
  const [only] = begun;
  if (only && begun.length === 1) return only;
  if (only) {
    const names = begun.map((one) => `\`${one.word}\``).join(", ");
    return refusal("ambiguous-command", `\`${word.text}\` may be ${names}`, placeOf(word), { label: "cut too short" });
  }
  const near = didYouMean(
    word.text,
    WORDS.map((one) => one.word),
  );
  return refusal("unknown-command", `there is no command \`${word.text}\``, placeOf(word), {
    label: "no such command",
    help: near.length > 0 ? near : ["`help` lists the commands"],
  });
}

/** The first form that fits; where none does, what the one that got furthest says. */
function argumentsOf(command: WordCommand, reader: LineReader, { at }: Walk): Parsed {
  const { at: begin } = reader;
  const misfits: Misfit[] = [];
  for (const form of command.forms) {
    reader.at = begin;
    const values = readForm(form.pieces, reader);
    if (values instanceof Values) return made(form, values, at.branch);
    misfits.push(values);
  }
  const furthest = Math.max(...misfits.map(({ start }) => start));
  const last = misfits.filter(({ start }) => start === furthest);
  const best = last.find(({ meant }) => meant) ?? (last[0] as Misfit);
  // Several forms want several things here: then none of them is what was meant.
  const isOpen = last.length > 1 && !best.meant;
  const message = isOpen ? `\`${command.word}\` goes on otherwise` : best.message;
  if (best.unclosed) return refusal("unclosed-quote", best.message, placeOf(best), { label: "opened here" });
  const help = [`it is typed ${command.forms.map(({ text }) => `\`${text}\``).join(", or ")}`];
  return refusal("command-form", message, placeOf(best), { help });
}

function made(form: Form, values: Values, branch: string): Parsed {
  const places = new Map([...values.places].map(([name, word]) => [name, placeOf(word)] as const));
  return { ok: true, command: form.make(values, branch), places };
}

/** Which argument a refusal speaks of. */
const ABOUT: ReadonlyMap<string, readonly ArgumentName[]> = new Map([
  ["no-such-actor", ["ACTOR.EVENT", "ACTOR"]],
  ["not-accepted", ["ACTOR.EVENT"]],
  ["missing-field", ["ACTOR.EVENT"]],
  ["model-went-wrong", ["ACTOR.EVENT", "NAME=EXPR"]],
  ["no-such-branch", ["BRANCH", "NAME", "MARK"]],
  ["first-branch", ["BRANCH"]],
  ["bad-branch-name", ["NAME"]],
  ["branch-taken", ["NAME"]],
  ["unknown-assumption", ["NAME=EXPR"]],
  ["unknown-actor", ["ACTOR"]],
  ["unknown-site", ["SITE"]],
  ["bad-u", ["VALUE"]],
  ["no-such-entry", ["ENTRY"]],
  ["no-such-step", ["STEP"]],
  ["no-such-mark", ["MARK"]],
  ["no-such-stop", ["TEXT", "N"]],
  ["no-such-posting", ["POSTING"]],
  ["no-such-name", ["MEASURE", "ASSUMPTION"]],
  ["nothing-to-save", ["BRANCH"]],
  ["file-there", ["FILE"]],
  ["not-saved", ["FILE"]],
  ["not-found", ["TEXT", "EXPR", "ACTOR"]],
]);

/**
 * Problems of an act or a question with places in the line that asked for it: a problem without a place gets that of the
 * argument it speaks of, one in an expression (`questionFile`) that of the expression.
 */
export function placedInLine(
  problems: readonly Problem[],
  places: ReadonlyMap<ArgumentName, Place>,
  line: string,
  questionFile: string,
): readonly Problem[] {
  const expression = places.get("EXPR") ?? places.get("TEXT");
  return problems.map((problem) => {
    const { place } = problem;
    if (place?.file === questionFile && expression) {
      const before = line.indexOf(questionIn(line, expression), expression.column - 1);
      return { ...problem, place: { ...place, file: LINE_FILE, line: 1, column: before + place.column } };
    }
    if (place) return problem;
    const name = ABOUT.get(problem.code)?.find((one) => places.has(one));
    const own = name && places.get(name);
    return own ? { ...problem, place: own } : problem;
  });
}

/** The expression within what follows `stop at`: `when …`, `over …`. */
function questionIn(line: string, { column, length }: Place): string {
  const text = line.slice(column - 1, column - 1 + length);
  return /^when\s+(.+)$/s.exec(text)?.[1] ?? /^over\s+(.+?)(?:\s+for\s+\S+)?$/s.exec(text)?.[1] ?? text;
}
