/** The branches as a tree: how far each is known, how much of it the user changed, and a measure as it stands today. */
import { dateText } from "@steppe/core";
import { type Branch, branchOf, FIRST_BRANCH, worldAt } from "@steppe/walk";
import { counted, oneLine } from "../../views/text.ts";
import { cell, lineOf, widthOf } from "./fit.ts";
import { type Glyphs, glyphsOf } from "./glyphs.ts";
import { changeOn, isQuick, measured, valueText, worldOn } from "./measures.ts";
import type { ListContent, Row, View } from "./pane.ts";
import { forkedAfter, lastNumber, marksAt } from "./standing.ts";

export function branchesPane(view: View): ListContent {
  const { walk } = view;
  const all = treeOf(view);
  const rows = all.length;
  // The others are walked up to today before the first row is drawn, and not while the rows are.
  const { today } = worldAt(walk);
  for (const { branch } of all) if (branch.name !== walk.at.branch) branch.history.stepsUpTo(today);
  return {
    kind: "list",
    title: `Branches: ${rows}`,
    count: rows,
    now: all.findIndex(({ branch }) => branch.name === walk.at.branch),
    row: (index) => branchRow(view, all, all[index] as Place),
  };
}

interface Place {
  readonly branch: Branch;
  /** What stands before its name: the lines of the tree. */
  readonly stem: string;
}

function treeOf(view: View): readonly Place[] {
  const glyphs = glyphsOf(view);
  const { branches } = view.walk;
  const children = new Map<string, Branch[]>();
  for (const branch of branches.values()) {
    if (!branch.parent) continue;
    const own = children.get(branch.parent.branch);
    if (own) own.push(branch);
    else children.set(branch.parent.branch, [branch]);
  }
  const below = (name: string, stem: string): readonly Place[] => {
    const own = children.get(name) ?? [];
    return own.flatMap((branch, index) => {
      const isLast = index === own.length - 1;
      const place = { branch, stem: stem + (isLast ? glyphs.lastBranch : glyphs.branch) };
      return [place, ...below(branch.name, stem + (isLast ? "  " : glyphs.pipe))];
    });
  };
  return [{ branch: branchOf(view.walk, FIRST_BRANCH), stem: "" }, ...below(FIRST_BRANCH, "")];
}

/** The measure of interest, if the branch somebody stands in has it. */
function measureOf({ walk, measure }: View) {
  const { measures } = branchOf(walk).model;
  return measures.find(({ name }) => name === measure) ?? measures[0];
}

/** The number of its last step: "315", or "127+" where it goes on. */
const knownText = ({ history }: Branch): string => lastNumber(history);

function branchRow(view: View, all: readonly Place[], { branch, stem }: Place): Row {
  const { walk, unicode } = view;
  const glyphs = glyphsOf(view);
  const isHere = branch.name === walk.at.branch;
  return {
    key: `branch:${branch.name}`,
    branch: branch.name,
    subject: { of: "branch", branch: branch.name },
    line: (columns) => {
      const steps = Math.max(5, ...all.map((one) => widthOf(knownText(one.branch))));
      const named = Math.max(...all.map((one) => widthOf(one.stem + oneLine(one.branch.name))));
      const tail = columns >= 20 ? ` ${knownText(branch).padStart(steps)} ${signsOf(view, branch, glyphs)}` : "";
      const values = columns >= 56 ? all.map((one) => measureText(view, one.branch)) : [];
      const value = values[all.findIndex((one) => one.branch === branch)] ?? "";
      const wide = Math.max(0, ...values.map(widthOf));
      const about = columns >= 40 && branch.parent ? aboutText(view, branch) : "";
      const room = Math.max(1, columns - 2 - widthOf(tail));
      const name = cell(oneLine(branch.name), Math.min(named, room) - widthOf(stem), "left", unicode);
      return lineOf(
        [
          { text: `${isHere ? glyphs.now : " "} `, style: "accent" },
          { text: stem, style: "dim" },
          { text: name, ...(isHere && { style: "strong" }) },
          tail,
          { text: wide === 0 ? "" : `  ${cell(value, wide, "left", unicode)}` },
          { text: about === "" ? "" : `  ${about}`, style: "dim" },
        ],
        columns,
        unicode,
      );
    },
  };
}

/** How many changes, how many marks; in a column that has room for both. */
function signsOf({ walk }: View, branch: Branch, glyphs: Glyphs): string {
  const changes = branch.changes.length - (parentOf(walk, branch)?.changes.length ?? 0);
  const marks = [...marksAt(walk, branch).values()].flat().length;
  const of = (count: number, glyph: string): string => (count === 0 ? "" : count === 1 ? glyph : `${count}${glyph}`);
  return cell([of(changes, glyphs.told), of(marks, glyphs.mark)].filter((text) => text !== "").join(" "), 5);
}

const parentOf = (walk: View["walk"], { parent }: Branch): Branch | undefined =>
  parent && walk.branches.get(parent.branch);

/** The measure of interest as of today, and what it is more than in the branch it came from. */
function measureText(view: View, branch: Branch): string {
  const { walk } = view;
  const { today } = worldAt(walk);
  const name = measureOf(view)?.name;
  const own = branch.model.measures.find((one) => one.name === name);
  if (!own) return "";
  const world = branch.name === walk.at.branch ? worldAt(walk) : worldOn(branch.history, today);
  if (!isQuick(own, world)) return "";
  const value = measured(world, own, today);
  const parent = parentOf(walk, branch);
  const change = parent ? changeOn(parent.history, branch.history, own, today) : "";
  return `${oneLine(own.name)} ${valueText(value)}${change === "" ? "" : ` (${change})`}`;
}

function aboutText({ walk }: View, branch: Branch): string {
  const parent = parentOf(walk, branch);
  if (!branch.parent || !parent) return "";
  const { step } = branch.parent;
  const at = parent.history.newest.trace.at(step - 1);
  const changes = branch.changes.length - parent.changes.length;
  const what = changes === 0 ? "nothing changed yet" : counted(changes, "change");
  return `${what}, from ${forkedAfter(step)}${at ? ` of ${dateText(at.date)}` : ""}`;
}
