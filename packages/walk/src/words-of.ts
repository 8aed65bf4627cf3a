/** Acts as lines of words: what a person could have typed. */
import { dateText } from "@steppe/core";
import type { Act } from "./act.ts";
import { inQuotes, quotedWord } from "./words-line.ts";

/** The line of an act. Parsed again it is the same act; an expression must be one line without spaces around it. */
export function wordsOf(act: Act): string {
  switch (act.do) {
    case "step":
      return counted(act.count < 0 ? "back" : "step", act.count);
    case "microstep":
      return counted(act.count < 0 ? "micro back" : "micro", act.count);
    case "year":
      return counted(act.count < 0 ? "year back" : "year", act.count);
    case "actor":
      return counted(`${act.count < 0 ? "prev" : "next"} ${quotedWord(act.actor)}`, act.count);
    case "to-step":
      return act.step === 0 ? "to start" : `to ${act.step - 1}`;
    case "to-date":
      return `to ${dateText(act.date)}`;
    case "to-when":
      return `${act.back ? "back to when" : "to when"} ${act.when}`;
    case "run":
      return act.back ? "back to stop" : "run";
    case "find":
      return `find ${act.back ? "back " : ""}${textWord(act.text)}`;
    case "go":
    case "mark":
      return `${act.do} ${quotedWord(act.mark)}`;
    case "switch":
    case "drop":
      return `${act.do} ${quotedWord(act.branch)}`;
    case "rename":
      return `rename ${quotedWord(act.branch)} ${quotedWord(act.as)}`;
    case "fork":
      return `fork ${quotedWord(act.as)}`;
    case "stop":
      return `stop at ${textWord(act.at)}`;
    case "unstop":
      return `unstop ${act.number}`;
    case "first":
    case "last":
    case "return":
    case "undo":
    case "redo":
      return act.do;
    default:
      return changeWords(act);
  }
}

type ChangeAct = Extract<Act, { do: "inject" | "assume" | "move" | "remove" | "force" }>;

function changeWords(act: ChangeAct): string {
  const as = act.as === undefined ? "" : ` as ${quotedWord(act.as)}`;
  switch (act.do) {
    case "inject": {
      const fields = Object.entries(act.with).map(([name, value]) => ` ${name}=${quotedWord(value)}`);
      return `inject ${quotedWord(`${act.actor}.${act.event}`)}${fields.join("")}${as}`;
    }
    case "assume":
      return `assume ${act.assumption}=${quotedWord(act.value)}${as}`;
    case "move":
      return `move ${quotedWord(act.entry)} to ${dateText(act.on)}${as}`;
    case "remove":
      return `remove ${quotedWord(act.entry)}${as}`;
    case "force": {
      const n = act.n === 0 ? "" : ` ${act.n}`;
      return `force ${quotedWord(act.actor)} ${quotedWord(act.site)}${n} = ${quotedWord(act.value)}${as}`;
    }
  }
}

const counted = (words: string, count: number): string =>
  Math.abs(count) === 1 ? words : `${words} ${Math.abs(count)}`;

/** A text to the end of the line: in quotes where it would be cut, or read as a keyword. */
const textWord = (text: string): string =>
  text === "" || text !== text.trim() || /^["'#]|^back(\s|$)|\p{Cc}/u.test(text) ? inQuotes(text) : text;
