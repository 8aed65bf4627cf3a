/** `why` in lines: what the screen's inspector says, with arrows as words and what the user told as they would type it. */
import { type Act, branchOf, type Change, toldBy, type Walk, type WhyOf, wordsOf, worldAt } from "@steppe/walk";
import { oneLine, type Page, wrap } from "../../views/text.ts";
import { CHANGES_FILE } from "../ground.ts";
import { whyLines } from "../panes/why.ts";
import { type Answered, answered } from "./answered.ts";
import { spoken } from "./tell-step.ts";

/** No line is this wide: lines are broken here, after what an arrow says stands in words. */
const WIDE = 10_000;

export function why(walk: Walk, of: WhyOf, page: Page): Answered {
  const found = whyLines({ walk, filter: "", unicode: true }, targetOf(of), WIDE);
  if (!found.ok) return found;
  const lines = found.lines.map((spans) => spans.map(({ text }) => text).join(""));
  return answered(lines.flatMap((line) => broken(spoken(ownWords(line, walk)), page)));
}

function targetOf(of: WhyOf): string {
  switch (of.what) {
    case "here":
      return "";
    case "step":
      return `step ${of.step}`;
    case "posting":
      return `posting ${of.posting}`;
    case "assumption":
      return `assumption ${of.assumption}`;
    case "name":
      return of.name;
  }
}

/** An entry of a fork stands in no file: what the user told stands for its place. */
function ownWords(line: string, walk: Walk): string {
  const [, indent = "", row, column] = PLACED.exec(line) ?? [];
  if (row === undefined) return line;
  const entry = worldAt(walk).model.timeline.find(
    ({ place }) => place.file === CHANGES_FILE && place.line === Number(row) && place.column === Number(column),
  );
  const change = entry && toldBy(walk, branchOf(walk), entry.id);
  return change ? `${indent}told by you: ${oneLine(wordsOf(actOf(change)))}` : line;
}

/** What would have been typed for a change where it takes hold. */
function actOf(change: Change): Act {
  const { does, ...rest } = change;
  return { do: does, ...rest } as Act;
}

const PLACED = /^(\s*)\(changes\):(\d+):(\d+)$/;

/** What stands before the text of a line: its indent, and a date or a name with more than one space after it. */
const HEAD = /^ *(?:\S+(?: \S+)* {2,})?/;
const WIDEST_HEAD = 24;

/** A line in as many as it needs: the others stand under its text. */
function broken(line: string, { width }: Page): readonly string[] {
  if (line.length <= width) return [line];
  const head = HEAD.exec(line)?.[0] ?? "";
  const own = head.length <= WIDEST_HEAD ? head : (/^ */.exec(line)?.[0] ?? "");
  const indent = " ".repeat(own.length);
  return wrap(line.slice(own.length), Math.max(20, width - own.length)).map(
    (text, index) => `${index === 0 ? own : indent}${text}`,
  );
}
