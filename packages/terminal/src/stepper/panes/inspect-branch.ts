/** The inspector of a branch: where it was forked, what was changed, where it parts and what differs so far. */
import { dateText, type Step } from "@steppe/core";
import { type Branch, branchOf, sidesOf, type Walk, worldAt } from "@steppe/walk";
import { changeText } from "../../views/steps.ts";
import { type Cell, tableLines } from "../../views/table.ts";
import { counted, oneLine } from "../../views/text.ts";
import { differenceText, sameShown, shown } from "../../views/values.ts";
import { changeWords } from "./changes.ts";
import { glyphsOf } from "./glyphs.ts";
import type { View } from "./pane.ts";
import { forkedAfter } from "./standing.ts";
import { whatText } from "./timeline-row.ts";
import type { Writer } from "./writer.ts";

export function writeBranch(writer: Writer, view: View, name: string): void {
  const { walk } = view;
  const branch = walk.branches.get(name);
  if (!branch) {
    writer.text(`There is no branch ${oneLine(name)} any more.`);
    return;
  }
  const { parent, history, model } = branch;
  writer.text(`Branch ${oneLine(name)}`, { style: "strong" });
  writer.text(oneLine(model.title), { style: "dim" });
  const known = `${counted(history.known, "step")}${history.isWhole ? "" : " known, and it goes on"}`;
  writer.text(`${known}${history.newest.problem ? ", then the model goes wrong" : ""}`, { indent: 2 });
  if (!parent) {
    writer.text("the scenario as it is: nothing is changed in it", { indent: 2 });
    return;
  }
  const above = branchOf(walk, parent.branch);
  const at = above.history.newest.trace.at(parent.step - 1);
  const when = at ? `, ${dateText(at.date)}` : "";
  writer.text(`forked from ${oneLine(parent.branch)} after ${forkedAfter(parent.step)}${when}`, { indent: 2 });
  const own = branch.changes.slice(above.changes.length);
  writer.section(
    "Changed here",
    own.length === 0 ? ["nothing yet: the next change goes in here"] : own.map(changeWords),
  );
  writer.section("Changed before, and holding here", branch.changes.slice(0, above.changes.length).map(changeWords));
  writeSides(writer, view, branch, parent.branch);
}

/** The branch beside the one it came from, up to today. */
function writeSides(writer: Writer, view: View, branch: Branch, parent: string): void {
  const { walk } = view;
  const { today } = worldAt(walk);
  const { comparison, parts } = sidesOf(walk, parent, branch.name, today);
  writer.head(`Beside ${oneLine(parent)}`);
  writer.text(partingText(walk, branch, parent, parts), { indent: 2, hang: 2 });
  const differing = comparison.measures.filter(({ cells: [one, two] }) => {
    if (!one || !two) return one !== two;
    return !sameShown(two.kind, one.value, two.value);
  });
  const count = comparison.measures.length;
  writer.head(`Measures as of ${dateText(today)}`);
  if (differing.length === 0) {
    writer.text(`${count === 1 ? "the one is" : `all ${count} are`} the same so far`, { indent: 2 });
    return;
  }
  const { changed } = glyphsOf(view);
  const rows = differing.map(({ name, cells: [one, two] }): readonly Cell[] => {
    const text = (cell: typeof one): string => (cell ? shown(cell.kind, cell.value) : "none");
    return [`${changed} ${oneLine(name)}`, text(one), text(two), two ? differenceText(two) : ""];
  });
  const heads: readonly Cell[] = ["", oneLine(parent), oneLine(branch.name), "difference"];
  // In a narrow pane the four stand below each other.
  if (writer.columns >= 72) {
    const columns = [{ shrinkTo: 10 }, { align: "number" }, { align: "number" }, { align: "number" }] as const;
    writer.view((page) => tableLines([heads, ...rows], columns, page), "table");
  } else {
    for (const [label = "", before = "", now = "", difference = ""] of rows as readonly (readonly string[])[]) {
      writer.text(label, { indent: 2 });
      writer.text(`${before} → ${now}`, { indent: 4, hang: 2 });
      if (difference !== "") writer.text(difference, { indent: 4, hang: 2 });
    }
  }
  if (differing.length < count)
    writer.text(`${count - differing.length} more are the same`, { indent: 2, style: "dim" });
}

function partingText(walk: Walk, branch: Branch, parent: string, parts: number | undefined): string {
  if (parts === undefined) return "they never part";
  const ours = branch.history.newest.trace.at(parts);
  const theirs = branchOf(walk, parent).history.newest.trace.at(parts);
  const date = Math.min(ours?.date ?? Number.POSITIVE_INFINITY, theirs?.date ?? Number.POSITIVE_INFINITY);
  const ahead = Number.isFinite(date) && date > worldAt(walk).today ? ", which lies ahead" : "";
  const day = Number.isFinite(date) ? ` on ${dateText(date)}` : "";
  return `they part at step ${parts}${day}${ahead}: here ${toldText(ours, branch)}; there ${toldText(theirs, branchOf(walk, parent))}`;
}

function toldText(step: Step | undefined, { history }: Branch): string {
  if (!step) return "nothing more";
  const change = changeText(step);
  const actor = step.actor === "" ? "the assumptions" : oneLine(step.actor);
  return `${actor}: ${whatText(step, history.newest)}${change === "" ? "" : `, ${oneLine(change)}`}`;
}
