/** Machines, documented: inputs, variables, events, states and their transitions, as they are declared. */
import { type Chart, dateText, type Model, type StateNode, type Transition } from "@steppe/core";
import { formulaText } from "@steppe/core/measure/formula.ts";
import { flowText } from "@steppe/core/scenario/explain.ts";
import type { Assignment, Effect } from "@steppe/core/statechart/chart.ts";
import { declaredKindText } from "@steppe/core/statechart/kinds.ts";
import type { Declaration, MachineOutline } from "@steppe/core/statechart/outline.ts";
import { widthOf } from "./problem-frame-text.ts";
import { counted, oneLine, type Page, padEnd, section, wrap } from "./text.ts";

/** Each machine with the first sentence of what it says of itself. */
export function machineList(machines: Iterable<MachineOutline>, page: Page): readonly string[] {
  const all = [...machines];
  const width = Math.max(...all.map(({ name }) => widthOf(oneLine(name))));
  const room = Math.max(20, page.width - width - 4);
  return all.flatMap(({ name, title, doc, states }) => {
    const text = firstSentence(doc) ?? oneLine(title ?? counted(states.length, "state"));
    return wrap(text, room).map((line, index) =>
      index === 0
        ? `  ${page.paint("strong", padEnd(oneLine(name), width))}  ${line}`
        : `${" ".repeat(width + 4)}${line}`,
    );
  });
}

export const firstSentence = (doc: string | undefined): string | undefined =>
  /^.*?[.:](?=\s|$)/.exec(oneLine(doc ?? ""))?.[0].replace(/:$/, ".");

/** The main facts of a machine, label and text, for `explain`. */
export function machineSummary(machine: MachineOutline, model: Model): readonly (readonly [string, string])[] {
  const actors = model.actors.filter((one) => one.machine === machine.name).map(({ name }) => oneLine(name));
  const groups = [...model.groups]
    .filter(([, name]) => name === machine.name)
    .map(([group]) => `the group ${oneLine(group)}`);
  return [
    ["about", oneLine([machine.title, machine.doc].filter((text) => text !== undefined).join(": "))],
    ["inputs", [...machine.inputs.keys()].map(oneLine).join(", ")],
    ["events", [...machine.events.keys()].map(oneLine).join(", ")],
    ["states", machine.states.map(oneLine).join(", ")],
    ["run by", [...actors, ...groups].join(", ") || "nobody here"],
    ["more", `steppe machines ${oneLine(machine.name)}`],
  ];
}

/** All there is to say of a machine. */
export function machineLines(machine: MachineOutline, chart: Chart, page: Page): readonly string[] {
  const { name, title, doc, source, inputs, variables, events } = machine;
  return [
    `${page.paint("strong", oneLine(name))}${title === undefined ? "" : `: ${oneLine(title)}`}`,
    ...(doc === undefined ? [] : ["", ...wrap(oneLine(doc), page.width)]),
    ...(source === undefined ? [] : ["", ...wrap(`Source: ${oneLine(source)}`, page.width)]),
    ...section(
      page,
      "Inputs",
      [...inputs.values()].flatMap((one) => declarationLines(one, "default", page)),
    ),
    ...section(
      page,
      "Variables",
      [...variables.values()].flatMap((one) => declarationLines(one, "first", page)),
    ),
    ...section(
      page,
      "Events",
      [...events].flatMap(([event, fields]) => eventLines(event, [...fields.values()], page)),
    ),
    ...section(
      page,
      "States",
      [...chart.states.values()].flatMap((state) => stateLines(state, chart, page)),
    ),
  ];
}

function declarationLines(one: Declaration, word: string, page: Page, indent = "  "): readonly string[] {
  const like = one.like === undefined ? "" : `, like ${oneLine(one.like)}`;
  const initial = one.initial ? `, ${word} ${flowText(one.initial)}` : word === "default" ? ", must be given" : "";
  const known = one.known === undefined ? "" : `, known since ${dateText(one.known)}`;
  const head = `${indent}${page.paint("strong", oneLine(one.name))}: ${declaredKindText(one.kind)}${like}${initial}${known}`;
  return [head, ...docLines(one.doc, `${indent}    `, page)];
}

function eventLines(event: string, fields: readonly Declaration[], page: Page): readonly string[] {
  return [
    `  ${page.paint("strong", oneLine(event))}`,
    ...fields.flatMap((field) => declarationLines(field, "default", page, "    ")),
  ];
}

const docLines = (doc: string | undefined, indent: string, page: Page): readonly string[] =>
  doc === undefined
    ? []
    : wrap(oneLine(doc), Math.max(20, page.width - indent.length)).map((line) => `${indent}${line}`);

function stateLines(state: StateNode, chart: Chart, page: Page): readonly string[] {
  const depth = state.path === "" ? 0 : state.path.split(".").length - 1;
  const indent = "  ".repeat(depth + 1);
  const inner = `${indent}    `;
  const marks = stateMarks(state, chart);
  const calendars = state.calendars.flatMap(({ event, every, from, until }) => {
    const last = until ? ` until ${formulaText(until)}` : "";
    return hanging(`calendar: ${event}, every ${formulaText(every)} from ${formulaText(from)}${last}`, inner, page);
  });
  const lines = [
    ...(state.path === "" ? [] : docLines(state.doc, inner, page)),
    ...deedLines("on entry", state.entry, inner, page),
    ...deedLines("on exit", state.exit, inner, page),
    ...calendars,
    ...state.on.flatMap(({ event, transitions }) => transitionLines(`on ${event}`, transitions, inner, page)),
    ...state.after.flatMap(({ written, transitions }) => transitionLines(`after ${written}`, transitions, inner, page)),
    ...transitionLines("always", state.always, inner, page),
  ];
  // The machine itself is no state; it has a line only where it does something.
  if (state.path === "") return lines.length === 0 ? [] : [`${indent}${page.paint("dim", "in any state")}`, ...lines];
  const mark = marks.length === 0 ? "" : ` (${marks.join(", ")})`;
  return [`${indent}${page.paint("strong", oneLine(state.key))}${mark}`, ...lines];
}

/** What sets a state apart: "first", "final", "parallel", "history". */
export function stateMarks(state: StateNode, chart: Chart): readonly string[] {
  const isFirst = [...chart.states.values()].some(({ initial, type }) => initial === state.path && type !== "history");
  return [
    ...(isFirst ? ["first"] : []),
    ...(state.type === "final" || state.type === "parallel" || state.type === "history" ? [state.type] : []),
  ];
}

/** What actions do, in words. */
export const deedsOf = (effects: readonly Effect[]): readonly string[] => effects.flatMap(effectWords);

function transitionLines(
  what: string,
  transitions: readonly Transition[],
  indent: string,
  page: Page,
): readonly string[] {
  return transitions.flatMap(({ targets, guardText, effects, doc }) => {
    const to = targets.length === 0 ? "" : ` → ${targets.join(" + ")}`;
    const guard = guardText === undefined ? "" : `, when ${guardText}`;
    const lines = hanging(`${what}${guard}${to}`, indent, page);
    const deeds = deedsOf(effects).flatMap((text) => hanging(text, `${indent}  `, page));
    return [...lines, ...deeds, ...docLines(doc, `${indent}    `, page)];
  });
}

/** What a state does whenever it is entered or left. */
function deedLines(what: string, effects: readonly Effect[], indent: string, page: Page): readonly string[] {
  const deeds = deedsOf(effects);
  return deeds.length === 0 ? [] : [`${indent}${what}`, ...deeds.flatMap((text) => hanging(text, `${indent}  `, page))];
}

/** A text on as many lines as it needs, all but the first further in. */
function hanging(text: string, indent: string, page: Page): readonly string[] {
  return wrap(oneLine(text), Math.max(20, page.width - indent.length - 2)).map(
    (line, index) => `${indent}${index === 0 ? "" : "  "}${line}`,
  );
}

/** An action in words; calendars and announcements of states go without saying. */
function effectWords(effect: Effect): readonly string[] {
  const given = (list: readonly Assignment[]) =>
    list.length === 0 ? "" : ` with ${list.map(({ name, value }) => `${name}: ${formulaText(value)}`).join(", ")}`;
  switch (effect.do) {
    case "owe":
    case "pay": {
      const verb = effect.do === "pay" ? "pays" : "owes";
      const [from, to, amount] = [effect.from, effect.to, effect.amount].map(formulaText);
      return [`${from} ${verb} ${to} ${amount}, for ${effect.category}`];
    }
    case "set":
      return effect.assignments.map(({ name, value }) => `sets ${name} to ${formulaText(value)}`);
    case "tell":
      return [`tells ${formulaText(effect.to)} ${effect.event}${given(effect.with)}`];
    case "announce":
      return [`announces ${effect.event}${given(effect.with)}`];
    case "open":
      return [`opens ${effect.group}${effect.name ? `, named ${formulaText(effect.name)},` : ""}${given(effect.with)}`];
    case "note":
      return [`notes: ${effect.text}`];
    case "raise":
      return [
        `raises ${effect.event}${effect.delay ? ` after ${formulaText(effect.delay)}` : ""}${given(effect.with)}`,
      ];
    case "cancel":
      return [`cancels ${effect.id}`];
    default:
      return [];
  }
}
