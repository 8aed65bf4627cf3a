/** The whole screen as lines of an exact width: a function of the state and nothing else. */
import { type Line, PANES, type PaneId } from "../panes/pane.ts";
import { type Hint, hintsOf } from "./commands.ts";
import type { LineDialog } from "./dialog.ts";
import { compareFrame, formFrame, pickFrame, textFrame } from "./frame-dialog.ts";
import { type Layout, layoutOf, type Slot } from "./layout.ts";
import { columnsOf, fitLine, lineWidth, span } from "./lines.ts";
import { contentOf, type ScreenState, viewOf } from "./state.ts";
import { cursorRow, linesOf } from "./window.ts";

/** As many lines as the screen has rows, each as wide as it has columns. */
export function frameOf(state: ScreenState): readonly Line[] {
  const layout = layoutOf(state);
  const { columns, rows } = state.size;
  const view = viewOf(state);
  const { setting, playing } = state;
  const map = layout.map > 0 ? setting.map(view, columns).slice(0, layout.map) : [];
  const lines: Line[] = [
    ...(layout.header ? [setting.header(view, columns, playing)] : []),
    ...(layout.measures ? [setting.measures(view, columns)] : []),
    ...bodyOf(state, layout),
    ...Array.from({ length: layout.map }, (_, index) => map[index] ?? []),
    ...footOf(state, layout),
  ];
  const whole = lines.slice(0, rows).map((line) => fitLine(line, columns));
  return setting.unicode ? whole : whole.map(asciiLine);
}

const OWN: Readonly<Record<string, string>> = { "…": ">", "→": ">", "—": "-", "·": "." };

/** Our own signs as ASCII, each in its one column. */
const asciiLine = (line: Line): Line =>
  line.map((one) => ({ ...one, text: one.text.replace(/[…→—·]/g, (sign) => OWN[sign] as string) }));

function bodyOf(state: ScreenState, layout: Layout): readonly Line[] {
  const { dialog } = state;
  const room = { columns: layout.body.columns, rows: layout.body.rows };
  switch (dialog?.is) {
    case "pick":
      return boxed(state, layout, pickFrame(state, dialog, insideOf(layout)), dialog.title, room);
    case "text":
      return boxed(state, layout, textFrame(dialog, insideOf(layout)), dialog.title, room);
    case "form":
      return boxed(state, layout, formFrame(state, dialog, insideOf(layout)), dialog.title, room);
    case "compare":
      return boxed(state, layout, compareFrame(state, dialog, insideOf(layout)), "Compare", room);
    default:
      return panesOf(state, layout);
  }
}

const insideOf = ({ body, framed }: Layout) => ({
  columns: Math.max(0, body.columns - (framed ? 4 : 0)),
  rows: Math.max(0, body.rows - (framed ? 2 : 1)),
});

function panesOf(state: ScreenState, { stacks, framed, body }: Layout): readonly Line[] {
  const drawn = stacks.map((slots) => slots.flatMap((slot) => paneLines(state, slot, framed)));
  return Array.from({ length: body.rows }, (_, row) => drawn.flatMap((lines) => lines[row] ?? []));
}

interface Signs {
  readonly corners: readonly [string, string, string, string];
  readonly across: string;
  readonly down: string;
  readonly cursor: string;
  readonly focus: string;
}

const UNICODE: Signs = { corners: ["╭", "╮", "╰", "╯"], across: "─", down: "│", cursor: "▌", focus: "▸" };
const ASCII: Signs = { corners: ["+", "+", "+", "+"], across: "-", down: "|", cursor: "|", focus: ">" };

export const signsOf = ({ setting }: ScreenState): Signs => (setting.unicode ? UNICODE : ASCII);

/** A pane with its frame, or with its title above it. */
function paneLines(state: ScreenState, { pane, columns, rows }: Slot, framed: boolean): readonly Line[] {
  const content = contentOf(state, pane);
  const isFocused = pane === state.focus && state.dialog?.is !== "ask";
  const title = titleOf(state, pane, content.title, isFocused);
  if (!framed) return [fitLine(title, columns), ...insideLines(state, pane, columns, rows - 1, isFocused)];
  const inside = insideLines(state, pane, columns - 2, rows - 2, isFocused);
  return framedLines(state, title, inside, columns, rows, isFocused, placeText(state, pane, rows - 2));
}

function titleOf(state: ScreenState, pane: PaneId, title: string, isFocused: boolean): Line {
  const { focus } = signsOf(state);
  const number = `${PANES.indexOf(pane) + 1}`;
  return isFocused ? [span(`${focus}${number} `, "accent"), span(title, "strong")] : [span(`${number} ${title}`)];
}

/** How much of a pane is out of sight: "12-30 of 96". */
function placeText(state: ScreenState, pane: PaneId, rows: number): string {
  const content = contentOf(state, pane);
  if (content.kind === "list" && content.count <= rows) return "";
  const top = state.cursors[pane]?.top ?? 0;
  if (content.kind === "text") return top > 0 ? `from line ${top + 1}` : "";
  return `${top + 1}-${Math.min(content.count, top + rows)} of ${content.count}`;
}

function framedLines(
  state: ScreenState,
  title: Line,
  inside: readonly Line[],
  columns: number,
  rows: number,
  isFocused: boolean,
  place: string,
): readonly Line[] {
  const { corners, across, down } = signsOf(state);
  const style = isFocused ? undefined : "dim";
  const own = fitTitle(title, columns - 4);
  const over = Math.max(0, columns - 2 - lineWidth(own) - 1);
  const upper: Line = [span(corners[0] + across, style), ...own, span(across.repeat(over) + corners[1], style)];
  const shown = columnsOf(place) + 6 <= columns && place !== "" ? ` ${place} ` : "";
  const under = Math.max(0, columns - 3 - columnsOf(shown));
  const lower: Line = [
    span(corners[2] + across.repeat(under), style),
    span(shown, "dim"),
    span(across + corners[3], style),
  ];
  const body = Array.from(
    { length: Math.max(0, rows - 2) },
    (_, row): Line => [span(down, style), ...fitLine(inside[row] ?? [], columns - 2), span(down, style)],
  );
  return [upper, ...body, lower];
}

function fitTitle(title: Line, columns: number): Line {
  return lineWidth(title) <= columns ? title : fitLine(title, columns);
}

/** What stands in a pane: its window, the cursor before each row. */
function insideLines(
  state: ScreenState,
  pane: PaneId,
  columns: number,
  rows: number,
  isFocused: boolean,
): readonly Line[] {
  const content = contentOf(state, pane);
  const cursor = state.cursors[pane];
  const top = cursor?.top ?? 0;
  const room = columns - 1;
  if (content.kind === "text") {
    const lines = linesOf(content, room);
    return Array.from({ length: rows }, (_, row) => [span(" "), ...fitLine(lines[top + row] ?? [], room)]);
  }
  const chosen = cursorRow(content, cursor);
  const { cursor: sign } = signsOf(state);
  return Array.from({ length: rows }, (_, row): Line => {
    const index = top + row;
    if (index >= content.count) return fitLine([], columns);
    const line = fitLine(content.row(index).line(room), room);
    if (index !== chosen) return [span(" "), ...line];
    return isFocused ? [span(sign, "accent"), ...chosenLine(line)] : [span(sign, "dim"), ...line];
  });
}

/** A row under the cursor: in reverse, whatever its own styles. */
export const chosenLine = (line: Line): Line => line.map(({ text }) => span(text, "inverse"));

export function boxed(
  state: ScreenState,
  { framed }: Layout,
  inside: readonly Line[],
  title: string,
  { columns, rows }: { readonly columns: number; readonly rows: number },
): readonly Line[] {
  const head: Line = [span(title, "strong")];
  if (!framed) return [fitLine(head, columns), ...Array.from({ length: rows - 1 }, (_, row) => inside[row] ?? [])];
  const padded = inside.map((line): Line => [span(" "), ...line]);
  return framedLines(state, head, padded, columns, rows, true, "");
}

/** Message and hints; one of them, where there is one line. */
function footOf(state: ScreenState, { foot }: Layout): readonly Line[] {
  if (foot === 0) return [];
  const said = saidLine(state);
  if (foot === 2) return [said ?? [], hintLine(state)];
  return [said ?? hintLine(state)];
}

const ANSWERS = " (y/n) ";

/** What is being typed, asked or said; undefined where nothing is. */
function saidLine(state: ScreenState): Line | undefined {
  const { dialog, message, count, size } = state;
  if (dialog?.is === "line") return typedLine(dialog, size.columns, state.setting.colour);
  if (dialog?.is === "ask") {
    // How to answer stays in sight; the question is cut where there is no room for both.
    const asked = span(dialog.question, "warn");
    const room = size.columns - columnsOf(ANSWERS) - 2;
    return [...(lineWidth([asked]) <= room ? [asked] : fitLine([asked], room)), span(ANSWERS), span(" ", "inverse")];
  }
  if (dialog?.is === "key") return [span(dialog.question, "warn"), span(" "), span(" ", "inverse")];
  if (message) {
    const sign = message.style === "bad" ? [span(state.setting.unicode ? "✗ " : "! ", "bad")] : [];
    return [...sign, message.style === undefined ? span(message.text) : span(message.text, message.style)];
  }
  return count && (count.digits.length > 1 || Number(count.digits) > PANES.length)
    ? [span(`${count.digits} `, "accent"), span("times …", "dim")]
    : undefined;
}

/** A line that is being typed, its cursor in sight. */
export function typedLine(
  { prompt, text, at }: Pick<LineDialog, "prompt" | "text" | "at">,
  columns: number,
  colour: boolean,
): Line {
  const before = text.slice(0, at);
  const [under = " ", ...rest] = [...text.slice(at)];
  const room = Math.max(4, columns - columnsOf(prompt) - 2);
  let shown = before;
  while (columnsOf(shown) > room) shown = shown.slice(Math.max(1, shown.length - room));
  return [
    span(prompt, "accent"),
    span(shown),
    span(!colour && under === " " ? "_" : under, "inverse"),
    span(rest.join("")),
  ];
}

/** What works now: as many of the hints as there is room for, the most wanted first. */
function hintLine(state: ScreenState): Line {
  const { dialog, size } = state;
  if (state.seeking) return [span("Esc", "strong"), span(" stop", "dim")];
  switch (dialog?.is) {
    case "line":
      return [span(`Enter do it   Esc leave it${dialog.recalls ? "   Up earlier lines" : ""}`, "dim")];
    case "pick":
      return [span(dialog.hint, "dim")];
    case "form":
      return [span("Tab next field   Enter on the last one does it   Esc leave it", "dim")];
    case "text":
      return [span("any key closes", "dim")];
    case "ask":
    case "key":
      return [span("Esc leave it", "dim")];
    default: {
      const hints = hintsOf(state);
      const width = ({ key, hint }: Hint): number => columnsOf(key) + columnsOf(hint) + 3;
      let room = size.columns;
      const kept = new Set(
        [...hints]
          .sort((a, b) => a.rank - b.rank)
          .filter((one) => {
            const fits = width(one) <= room;
            if (fits) room -= width(one);
            return fits;
          }),
      );
      const isLast = ({ hint }: Hint): boolean => hint === "help" || hint === "quit" || hint === "close";
      const found = hints.filter((one) => kept.has(one));
      const shown = [...found.filter((one) => !isLast(one)), ...found.filter(isLast)];
      return shown.flatMap(({ key, hint }) => [span(key, "strong"), span(` ${hint}  `, "dim")]);
    }
  }
}
