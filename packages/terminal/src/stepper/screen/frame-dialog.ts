/** What is open over the panes, as lines. */
import { kindText } from "@steppe/core";
import type { Line } from "../panes/pane.ts";
import { comparedRows, compareHead, compareLine, compareNames, sidesIn } from "./compare.ts";
import type { CompareDialog, FormDialog, FormField, PickDialog, TextDialog } from "./dialog.ts";
import { chosenFrom } from "./dialog-keys.ts";
import { chosenLine, signsOf, typedLine } from "./frame.ts";
import { columnsOf, fitLine, span, wrapText } from "./lines.ts";
import type { ScreenState, Size } from "./state.ts";

export function pickFrame(state: ScreenState, dialog: PickDialog, { columns, rows }: Size): readonly Line[] {
  const found = chosenFrom(state, dialog);
  const { cursor } = signsOf(state);
  const search = typedLine(
    { prompt: "search: ", text: dialog.query, at: dialog.query.length },
    columns,
    state.setting.colour,
  );
  if (found.length === 0) {
    const text = dialog.query === "" ? dialog.empty : `nothing says ${dialog.query}`;
    return [search, ...wrapText(text, columns).map((one): Line => [span(one, "dim")])];
  }
  const shown = found.slice(dialog.top, dialog.top + Math.max(1, rows - 1));
  return [
    search,
    ...shown.map((choice, index): Line => {
      const line = fitLine(choice.line(columns - 2), Math.max(0, columns - 2));
      return dialog.top + index === dialog.index
        ? [span(`${cursor} `, "accent"), ...chosenLine(line)]
        : [span("  "), ...line];
    }),
  ];
}

export const textFrame = ({ text, top }: TextDialog, { columns, rows }: Size): readonly Line[] =>
  wrapText(text, columns)
    .slice(top, top + rows)
    .map((one): Line => [span(one)]);

export function formFrame(
  { setting }: ScreenState,
  { about, fields, index, at }: FormDialog,
  { columns, rows }: Size,
): readonly Line[] {
  const width = Math.min(Math.max(...fields.map(({ name }) => columnsOf(name))), Math.floor(columns / 2));
  const head = about.flatMap((text) => wrapText(text, columns).map((one): Line => [span(one, "dim")]));
  const lines: Line[] = [];
  let focused = 0;
  for (const [i, field] of fields.entries()) {
    const label = fitLine([span(field.name, i === index ? "strong" : undefined)], width);
    if (i === index) focused = lines.length;
    const must = field.required ? span("* ", "warn") : span("  ");
    const own: Line =
      i === index
        ? typedLine({ prompt: "", text: field.text, at }, columns - width - 4, setting.colour)
        : [span(field.text)];
    lines.push([...label, span(" "), must, ...own, span(wantedText(field), "dim")]);
    if (field.problem !== undefined)
      for (const text of wrapText(field.problem, Math.max(8, columns - 2))) lines.push([span(`  ${text}`, "bad")]);
    else if (i === index && field.doc !== undefined)
      for (const text of wrapText(field.doc, Math.max(8, columns - 2))) lines.push([span(`  ${text}`, "dim")]);
  }
  // Where there is no room for all, the field that is typed in stays in sight.
  const room = Math.max(1, rows - (rows > 6 ? head.length + 1 : 0));
  const top = Math.max(0, Math.min(focused, lines.length - room));
  return [...(rows > 6 ? [...head, []] : []), ...lines.slice(top, top + room)];
}

/** What a field wants, and what it is where nothing is given. */
function wantedText({ kind, text, otherwise }: FormField): string {
  const wanted = [
    ...(kind ? [kindText(kind)] : []),
    ...(text === "" && otherwise !== undefined && otherwise !== "" ? [`else ${otherwise}`] : []),
  ].join(", ");
  return wanted === "" ? "" : `  (${wanted})`;
}

export function compareFrame(state: ScreenState, dialog: CompareDialog, { columns, rows }: Size): readonly Line[] {
  const sides = sidesIn(state, dialog);
  const head = compareHead(state, dialog, sides);
  if (!sides) return head;
  const compared = comparedRows(sides, dialog);
  const differing = comparedRows(sides, { ...dialog, differing: true }).length;
  const { cursor } = signsOf(state);
  const upTo = dialog.whole ? "at the end" : "so far";
  const count = `${differing} of ${sides.comparison.measures.length} measures differ ${upTo}`;
  const all = comparedRows(sides, { ...dialog, differing: false });
  const room = Math.max(1, rows - head.length - 2);
  const width = Math.max(0, columns - 2);
  return [
    ...head,
    [],
    [span("  "), ...compareNames(dialog, count, all, width)],
    ...compared.slice(dialog.top, dialog.top + room).map((row, index): Line => {
      const line = fitLine(compareLine(row, all, dialog.branches, width), width);
      return dialog.top + index === dialog.index
        ? [span(`${cursor} `, "accent"), ...chosenLine(line)]
        : [span("  "), ...line];
    }),
  ];
}
