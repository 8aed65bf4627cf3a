/** Two branches beside each other: where they part, and what differs so far in every measure. */
import { type ComparedMeasure, dateText, type EpochDay, type Step } from "@steppe/core";
import { type Branch, branchOf, type Sides, sidesOf, worldAt } from "@steppe/walk";
import { isDiffering } from "../../views/comparison.ts";
import { changeText, eventText } from "../../views/steps.ts";
import { oneLine } from "../../views/text.ts";
import { differenceText, shown } from "../../views/values.ts";
import type { Line } from "../panes/pane.ts";
import type { CompareDialog } from "./dialog.ts";
import { layoutOf } from "./layout.ts";
import { columnsOf, fitLine, span } from "./lines.ts";
import { type ScreenState, say } from "./state.ts";
import { topFor } from "./window.ts";

export interface ComparedRow {
  readonly measure: string;
  readonly title: string;
  readonly values: readonly [string, string];
  readonly difference: string;
  readonly differs: boolean;
}

/** Opens two branches beside each other. */
export function openCompare(state: ScreenState, first: string, second: string): ScreenState {
  return {
    ...state,
    dialog: { is: "compare", branches: [first, second], index: 0, top: 0, differing: false, whole: false },
  };
}

let newest: { readonly branches: readonly Branch[]; readonly on: EpochDay; readonly sides: Sides } | undefined;

/** What differs up to the end of the day that the walk stands in, or of the period; undefined until both futures are known. */
export function sidesIn(state: ScreenState, dialog: CompareDialog): Sides | undefined {
  const { walk } = state;
  const [first, second] = dialog.branches;
  const branches = [branchOf(walk, first), branchOf(walk, second)];
  if (branches.some(({ history }) => !history.isWhole)) return undefined;
  const on = comparedUpTo(state, dialog);
  if (newest?.on !== on || newest.branches.some((one, index) => one !== branches[index]))
    newest = { branches, on, sides: sidesOf(walk, first, second, on) };
  return newest.sides;
}

export function comparedRows({ comparison }: Sides, { differing }: CompareDialog): readonly ComparedRow[] {
  const rows = comparison.measures.map(rowOf);
  return differing ? rows.filter(({ differs }) => differs) : rows;
}

function rowOf(compared: ComparedMeasure): ComparedRow {
  const { name, title, cells } = compared;
  const [first, second] = cells.map((cell) => (cell ? shown(cell.kind, cell.value) : "none"));
  const differs = isDiffering(compared);
  const difference = cells[1] ? differenceText(cells[1]) : "";
  return {
    measure: name,
    title: title ?? name,
    values: [first as string, second as string],
    difference: differs ? difference || "differs" : "=",
    differs,
  };
}

/** What a branch does in the step with which two part. */
export function partingText({ history, model }: Branch, step: number): string {
  const taken = history.newest.trace.at(step);
  return taken ? stepLabel(taken) : `nothing more, up to ${dateText(model.period.end)}`;
}

export function stepLabel(step: Step): string {
  const { date, actor, event } = step;
  const change = changeText(step);
  const what = actor === "" ? "an assumption changes" : `${actor}: ${eventText(event)}`;
  return `${dateText(date)}  ${what}${change === "" ? "" : `, ${oneLine(change)}`}`;
}

/** The last day that is compared. */
export function comparedUpTo({ walk }: ScreenState, { whole }: CompareDialog): EpochDay {
  return whole ? branchOf(walk).model.period.end : worldAt(walk).today;
}

/** What stands above the rows. */
export function compareHead(state: ScreenState, dialog: CompareDialog, sides: Sides | undefined): readonly Line[] {
  const [first, second] = dialog.branches;
  const title: Line = [
    span(first, "strong"),
    span(" beside "),
    span(second, "strong"),
    span(`, up to ${dateText(comparedUpTo(state, dialog))}`),
  ];
  if (!sides) return [title, [span("walking both to their ends …", "dim")]];
  if (sides.parts === undefined) return [title, [span("they never part", "dim")]];
  const [one, two] = sides.branches.map((branch) => partingText(branch, sides.parts as number));
  return [
    title,
    [span(`they part at step ${sides.parts}`), span("   p goes there", "dim")],
    [span(`  ${first}: `, "dim"), span(one as string)],
    [span(`  ${second}: `, "dim"), span(two as string)],
  ];
}

/** Rows of measures that fit below the head and the line of names. */
export function compareRoom(state: ScreenState, dialog: CompareDialog): number {
  const layout = layoutOf(state);
  const head = compareHead(state, dialog, sidesIn(state, dialog)).length;
  return Math.max(1, layout.body.rows - (layout.framed ? 2 : 1) - head - 2);
}

interface Widths {
  readonly label: number;
  readonly values: readonly [number, number];
  readonly difference: number;
}

const widest = (texts: readonly string[], least: number): number => Math.max(least, ...texts.map(columnsOf));

/** The columns of the table; undefined where there is no room for both values. */
function widthsOf(rows: readonly ComparedRow[], names: readonly string[], columns: number): Widths | undefined {
  const [first, second] = [0, 1].map((side) =>
    widest([...rows.map((one) => one.values[side] as string), names[side] ?? ""], 6),
  ) as [number, number];
  const difference = widest(
    rows.map((one) => one.difference),
    10,
  );
  const label = columns - first - second - difference - 6;
  return label >= 16 ? { label, values: [first, second], difference } : undefined;
}

const right = (text: string, width: number): string => `  ${" ".repeat(Math.max(0, width - columnsOf(text)))}${text}`;

/** The line above the table: what differs, and whose values stand in which column. */
export function compareNames(
  { branches }: CompareDialog,
  count: string,
  rows: readonly ComparedRow[],
  columns: number,
): Line {
  const widths = widthsOf(rows, branches, columns);
  if (!widths) return [span(count, "strong")];
  return [
    ...fitLine([span(count, "strong")], widths.label),
    ...branches.map((name, side) => span(right(name, widths.values[side] as number), "dim")),
    span(right("difference", widths.difference), "dim"),
  ];
}

/** A row of the table in so many columns: the title, both values and what the second is more or less. */
export function compareLine(
  row: ComparedRow,
  rows: readonly ComparedRow[],
  branches: readonly string[],
  columns: number,
): Line {
  const style = row.differs ? undefined : "dim";
  const widths = widthsOf(rows, branches, columns);
  const mark = row.differs ? "accent" : "dim";
  if (widths) {
    return [
      ...fitLine([span(row.title, style)], widths.label),
      ...row.values.map((value, side) => span(right(value, widths.values[side] as number), style)),
      span(right(row.difference, widths.difference), mark),
    ];
  }
  // Where there is no room for both values, what the second is and by how much it is another.
  const short = columns - columnsOf(row.values[1]) - columnsOf(row.difference) - 4;
  const value = short >= 8 ? [span(`  ${row.values[1]}`, style)] : [];
  const room = short >= 8 ? short : Math.max(4, columns - columnsOf(row.difference) - 2);
  return [...fitLine([span(row.title, style)], room), ...value, span(`  ${row.difference}`, mark)];
}

/** The cursor of the comparison moved. */
export function moveCompared(state: ScreenState, dialog: CompareDialog, to: number): ScreenState {
  const sides = sidesIn(state, dialog);
  if (!sides) return state;
  const { length } = comparedRows(sides, dialog);
  const index = Math.max(0, Math.min(length - 1, to));
  return { ...state, dialog: { ...dialog, index, top: topFor(dialog.top, index, compareRoom(state, dialog), length) } };
}

/** The cursor on the next measure that differs, or on the one before. */
export function nextDifference(state: ScreenState, dialog: CompareDialog, by: 1 | -1): ScreenState {
  const sides = sidesIn(state, dialog);
  if (!sides) return state;
  const rows = comparedRows(sides, dialog);
  for (let at = dialog.index + by; at >= 0 && at < rows.length; at += by)
    if (rows[at]?.differs) return moveCompared(state, dialog, at);
  return say(state, `no ${by === 1 ? "later" : "earlier"} measure differs`, "dim");
}

/** Another branch beside the first. */
export function nextBeside(state: ScreenState, dialog: CompareDialog): ScreenState {
  const names = [...state.walk.branches.keys()];
  const [first, second] = dialog.branches;
  const others = names.filter((name) => name !== first);
  const next = others[(others.indexOf(second) + 1) % others.length];
  return next === undefined ? state : { ...state, dialog: { ...dialog, branches: [first, next] } };
}
