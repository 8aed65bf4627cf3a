/** Machines as a page of Markdown: what each takes, hears and does, with a diagram that GitHub draws. */
import { type Chart, dateText, type StateNode, type Transition } from "@steppe/core";
import { flowText } from "@steppe/core/scenario/explain.ts";
import type { Effect } from "@steppe/core/statechart/chart.ts";
import { mermaid } from "@steppe/core/statechart/diagram.ts";
import { declaredKindText } from "@steppe/core/statechart/kinds.ts";
import type { Declaration, MachineOutline } from "@steppe/core/statechart/outline.ts";
import { deedsOf, firstSentence, stateMarks } from "./machine.ts";
import { cell, code, markdownTable, prose } from "./markdown.ts";
import { oneLine } from "./text.ts";

type Row = readonly string[];

/** A list of the machines, then a section on each. */
export function machinesPage(machines: readonly (readonly [MachineOutline, Chart])[]): string {
  const list = machines.map(([{ name, title, doc }]) => {
    const about = firstSentence(doc) ?? oneLine(title ?? "");
    return `- [${cell(name)}](#${anchorOf(name)})${about === "" ? "" : `: ${prose(about)}`}\n`;
  });
  const sections = machines.map(([outline, chart]) => machineSection(outline, chart));
  const lead = "What scenarios may use, as `steppe machines --as markdown` prints it.\n";
  return `${["# Machines\n", lead, list.join(""), ...sections].join("\n").trimEnd()}\n`;
}

/** As GitHub makes one of a heading. */
const anchorOf = (name: string): string =>
  oneLine(name)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_-]/gu, "");

/** All there is to say of one machine. */
export function machineSection(outline: MachineOutline, chart: Chart): string {
  const { name, title, doc, source, inputs, variables, events, delays } = outline;
  const paragraphs = [
    ...(title === undefined || isSameAs(title, name) ? [] : [`*${prose(title)}*`]),
    ...(doc === undefined ? [] : [prose(doc)]),
    ...(source === undefined ? [] : [`Source: ${prose(source)}`]),
  ].map((text) => `${text}\n`);
  const tables = [
    tableOf(["input", "kind", "default", "what it is"], [...inputs.values()].map(declarationRow("must be given"))),
    tableOf(["variable", "kind", "first", "what it is"], [...variables.values()].map(declarationRow(""))),
    tableOf(["event", "field", "kind", "default", "what it is"], [...events].flatMap(eventRows)),
    tableOf(
      ["delay", "how long"],
      [...delays].map(([delay, length]) => [code(delay), code(flowText(length))]),
    ),
    tableOf(
      ["state", "when", "goes to", "does", "what it is"],
      [...chart.states.values()].flatMap((state) => stateRows(state, chart)),
    ),
  ].flat();
  return [`## ${cell(name)}\n`, ...paragraphs, ...tables, `\`\`\`mermaid\n${mermaid(chart)}\`\`\`\n`].join("\n");
}

const isSameAs = (title: string, name: string): boolean => title.toLowerCase().replaceAll(" ", "-") === name;

const tableOf = (head: Row, rows: readonly Row[]): readonly string[] =>
  rows.length === 0 ? [] : [markdownTable(head, rows)];

const declarationRow =
  (without: string) =>
  ({ name, kind, like, initial, doc, known }: Declaration): Row => [
    code(name),
    cell(declaredKindText(kind)) + (like === undefined ? "" : `, like ${code(like)}`),
    initial ? code(flowText(initial)) : without,
    prose(doc ?? "") + (known === undefined ? "" : ` Known since ${dateText(known)}.`),
  ];

/** A row for each field, the event's name before the first. */
function eventRows([event, fields]: readonly [string, ReadonlyMap<string, Declaration>]): readonly Row[] {
  if (fields.size === 0) return [[code(event), "", "", "", ""]];
  return [...fields.values()].map((field, index) => [
    index === 0 ? code(event) : "",
    ...declarationRow("must be given")(field),
  ]);
}

/** A row for the state, then one for each of its transitions. */
function stateRows(state: StateNode, chart: Chart): readonly Row[] {
  const rows = [
    ...boundaryRows("on entering", state.entry),
    ...boundaryRows("on leaving", state.exit),
    ...state.calendars.map(({ event }): Row => ["", `calendar: ${code(event)}`, "", "", ""]),
    ...state.on.flatMap(({ event, transitions }) => transitionRows(`on ${code(event)}`, transitions)),
    ...state.after.flatMap(({ written, transitions }) => transitionRows(`after ${code(written)}`, transitions)),
    ...transitionRows("always", state.always),
  ];
  // The machine itself is no state; it has a row only where it does something.
  if (state.path === "") return rows.length === 0 ? [] : [["in any state", "", "", "", ""], ...rows];
  const marks = stateMarks(state, chart);
  const name = `${code(state.path)}${marks.length === 0 ? "" : ` (${marks.join(", ")})`}`;
  return [[name, "", "", "", prose(state.doc ?? "")], ...rows];
}

/** What is done on the way in or out; calendars have rows of their own. */
function boundaryRows(when: string, effects: readonly Effect[]): readonly Row[] {
  const deeds = deedsOf(effects);
  return deeds.length === 0 ? [] : [["", when, "", deeds.join(", "), ""]];
}

function transitionRows(what: string, transitions: readonly Transition[]): readonly Row[] {
  return transitions.map(({ targets, guardText, effects, doc }) => [
    "",
    guardText === undefined ? what : `${what}, when ${code(guardText)}`,
    targets.map(code).join(", "),
    deedsOf(effects).join("; "),
    prose(doc ?? ""),
  ]);
}
