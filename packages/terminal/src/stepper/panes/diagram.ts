/**
 * A machine as a statechart in characters: its states as an outline, under each its transitions as
 * `event [guard] → target`; the states it is in are marked.
 */
import type { Chart, StateNode, Transition } from "@steppe/core";
import { formulaText } from "@steppe/core/measure/formula.ts";
import { stateMarks } from "../../views/machine.ts";
import { oneLine } from "../../views/text.ts";
import type { Glyphs } from "./glyphs.ts";
import type { Writer } from "./writer.ts";

export interface DiagramLine {
  readonly text: string;
  readonly indent: number;
  readonly is: "state" | "active" | "transition" | "open";
}

/** The outline of a chart. `active`: the paths of the states it is in; of those, transitions are `open`. */
export function diagramOf(chart: Chart, active: ReadonlySet<string>, glyphs: Glyphs): readonly DiagramLine[] {
  const lines: DiagramLine[] = [];
  const isRunning = active.size > 0;
  const add = (state: StateNode, depth: number): void => {
    const isIn = active.has(state.path);
    if (state.path !== "") {
      const marks = stateMarks(state, chart);
      const sign = isIn ? glyphs.now : " ";
      const about = marks.length === 0 ? "" : ` (${marks.join(", ")})`;
      lines.push({ text: `${sign} ${oneLine(state.key)}${about}`, indent: depth * 2, is: isIn ? "active" : "state" });
    }
    const inner = state.path === "" ? 2 : depth * 2 + 4;
    const isOpen = isIn || (state.path === "" && isRunning);
    const own = transitionTexts(state, glyphs);
    if (state.path === "" && own.length > 0) lines.push({ text: "in any state", indent: 0, is: "state" });
    for (const text of own) lines.push({ text, indent: inner, is: isOpen ? "open" : "transition" });
    for (const child of state.children) add(child, state.path === "" ? 0 : depth + 1);
  };
  add(chart.root, 0);
  return lines;
}

function transitionTexts(state: StateNode, glyphs: Glyphs): readonly string[] {
  const calendars = state.calendars.map(
    ({ event, every, from }) => `every ${formulaText(every)} from ${formulaText(from)}: ${event}`,
  );
  return [
    ...calendars.map(oneLine),
    ...state.on.flatMap(({ event, transitions }) => transitions.map((one) => transitionText(event, one, glyphs))),
    ...state.after.flatMap(({ written, transitions }) =>
      transitions.map((one) => transitionText(`after ${written}`, one, glyphs)),
    ),
    ...state.always.map((one) => transitionText("always", one, glyphs)),
  ];
}

/** "crash [event.claimed > 0 USD] → grounded"; without a target it stays where it is. */
export function transitionText(cause: string, { guardText, targets, source }: Transition, { arrow }: Glyphs): string {
  const guard = guardText === undefined ? "" : ` [${guardText}]`;
  const to =
    targets.length === 0 ? "" : ` ${arrow} ${targets.map((target) => shortTarget(source, target)).join(" + ")}`;
  return oneLine(`${cause}${guard}${to}`);
}

/** A target without the path that it shares with its source. */
function shortTarget(source: string, target: string): string {
  const parent = source.slice(0, source.lastIndexOf(".") + 1);
  return parent !== "" && target.startsWith(parent) ? target.slice(parent.length) : target;
}

export function writeDiagram(writer: Writer, chart: Chart, active: ReadonlySet<string>, glyphs: Glyphs): void {
  for (const { text, indent, is } of diagramOf(chart, active, glyphs)) {
    // A sign and a blank before a state: what is wrapped stands under its name.
    const style = is === "active" ? "strong" : is === "transition" ? "dim" : undefined;
    writer.text(text.startsWith("  ") ? text.trimStart() : text, {
      indent: text.startsWith("  ") ? indent + 2 : indent,
      hang: 4,
      ...(style && { style }),
    });
  }
}
