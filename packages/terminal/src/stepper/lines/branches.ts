/** Branches in lines: the tree of forks, and what makes each another than its parent. */
import { dateText } from "@steppe/core";
import type { Branch, Change, Walk } from "@steppe/walk";
import { counted, oneLine } from "../../views/text.ts";

/** Each branch under its parent, with what was changed in it. */
export function branchesLines(walk: Walk): readonly string[] {
  const of = (parent: string | undefined, depth: number): readonly string[] =>
    [...walk.branches.values()]
      .filter((one) => one.parent?.branch === parent)
      .flatMap((one) => [lineOf(one, walk, depth), ...of(one.name, depth + 1)]);
  return of(undefined, 1);
}

function lineOf(branch: Branch, walk: Walk, depth: number): string {
  const { name, parent, changes, history } = branch;
  const own = changes.slice(parent ? (walk.branches.get(parent.branch)?.changes.length ?? 0) : 0);
  const told = own.map(changeText).join("; ");
  const origin = parent ? `, forked from ${oneLine(parent.branch)} after ${counted(parent.step, "step")}` : "";
  const here = walk.at.branch === name ? ", here" : "";
  const wrong = history.newest.problem ? ", then the model goes wrong" : "";
  const length = history.isWhole ? `, ${counted(history.known, "step")}${wrong}` : "";
  return `${"  ".repeat(depth)}${oneLine(name)}${here}${length}${origin}${told === "" ? "" : `: ${told}`}`;
}

/** What was changed in a branch, all of it. */
export const changesOf = ({ changes }: Branch): readonly string[] =>
  changes.map((one) => `changed: ${changeText(one)}`);

/** A change in words. */
export function changeText(change: Change): string {
  switch (change.does) {
    case "inject": {
      const fields = Object.entries(change.with).map(([name, value]) => `${oneLine(name)} ${oneLine(value)}`);
      const given = fields.length === 0 ? "" : ` (${fields.join(", ")})`;
      return `${oneLine(change.actor)} told ${oneLine(change.event)}${given} on ${dateText(change.on)}`;
    }
    case "assume":
      return `${oneLine(change.assumption)} = ${oneLine(change.value)} from ${dateText(change.on)}`;
    case "move":
      return `${oneLine(change.entry)} moved to ${dateText(change.on)}`;
    case "remove":
      return `${oneLine(change.entry)} removed`;
    case "force":
      return `draw ${change.n} of ${oneLine(change.actor)} at ${oneLine(change.site)} fixed at ${oneLine(change.value)}`;
  }
}
