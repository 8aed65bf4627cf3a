/**
 * From a machine as written to a chart: states, targets, transitions, effects.
 *
 * Refuses what XState would take in silence and do harm with: undefined delays and actions,
 * events named like its own, an `always` above parallel regions, wildcards.
 */
import { reads } from "../expression/index.ts";
import { didYouMean } from "../nearest.ts";
import type { Problems } from "../problems.ts";
import type { Kind } from "../quantity/index.ts";
import { type Binding, bindingKey, boundKinds, likeKind } from "./binding.ts";
import type { Chart, Declared, StateNode, Watched } from "./chart.ts";
import { compileState } from "./compile-state.ts";
import { ChartContext } from "./context.ts";
import type { Declaration, MachineOutline } from "./outline.ts";
import { INPUT_REFUSES, type MachineNames } from "./scope.ts";
import { checkSize, checkStructure } from "./structure.ts";
import type { Surroundings } from "./surroundings.ts";

/** Kinds of a machine's inputs and variables under a binding: what others may read of its actors. */
export function namesOf(outline: MachineOutline, binding: Binding, currency: string): MachineNames {
  const inputs = boundKinds(outline.inputs, binding, currency);
  const variables = new Map<string, Kind>();
  for (const [name, declaration] of outline.variables) variables.set(name, likeKind(declaration, inputs, currency));
  return { machine: outline.name, inputs, variables, actors: binding.actors, states: outline.states };
}

/** A chart of `outline` under `binding`; problems go to `problems`, and what is wrong is left out. */
export function compileChart(
  outline: MachineOutline,
  binding: Binding,
  around: Surroundings,
  problems: Problems,
): Chart {
  const names = namesOf(outline, binding, around.currency);
  const context = new ChartContext(names, outline.delays, binding, around, problems);
  checkLikes(outline, problems);
  checkOwnNames(outline, problems);
  const inputs = declare(context, outline.inputs, names.inputs, "inputs", "default");
  checkCircle(outline, inputs, problems);
  for (const [name, variable] of declare(context, outline.variables, names.variables, "variables", "initial")) {
    context.variables.set(name, variable);
  }
  for (const [event, fields] of eventsOf(context, outline)) context.events.set(event, fields);
  const root = compileState(context, outline.tree, "", outline.name);
  const states = new Map<string, StateNode>();
  collect(root, states);
  checkStructure(outline.name, states, problems);
  const chart: Chart = {
    key: bindingKey(outline.name, binding),
    machine: outline.name,
    inputs,
    variables: context.variables,
    events: context.events,
    root,
    states,
    heard: new Set([...states.values()].flatMap((state) => state.on.map(({ event }) => event))),
    watched: watchedBy(states),
  };
  if (!problems.hasErrors) checkSize(chart, problems);
  return chart;
}

/** The fields of a machine's events, with their kinds under a binding. */
export function eventsOf(
  context: ChartContext,
  outline: MachineOutline,
): ReadonlyMap<string, ReadonlyMap<string, Declared>> {
  const events = new Map<string, ReadonlyMap<string, Declared>>();
  for (const [event, fields] of outline.events) {
    const kinds = new Map<string, Kind>();
    for (const [name, field] of fields) kinds.set(name, likeKind(field, context.names.inputs, context.around.currency));
    events.set(event, declare(context, fields, kinds, `events/${event}`, "default"));
  }
  return events;
}

function declare(
  context: ChartContext,
  declarations: ReadonlyMap<string, Declaration>,
  kinds: ReadonlyMap<string, Kind>,
  section: string,
  initialKey: "default" | "initial",
): Map<string, Declared> {
  const declared = new Map<string, Declared>();
  for (const [name, declaration] of declarations) {
    const kind = kinds.get(name) as Kind;
    const at = {
      site: `${context.machine}/${section}/${name}`,
      refuse:
        section === "inputs"
          ? INPUT_REFUSES
          : { draw: "what is given by default may not draw; draw where the value is used" },
      withoutVariables: true,
    };
    const initial = context.expression(declaration.initial, at, kind);
    if (initialKey === "initial" && !declaration.initial) {
      context.problems.error("missing-initial", declaration.place, `variable \`${name}\` has no first value`, {
        label: "needs `initial`",
        help: [`write \`${name}: {kind: ${kind.type}, initial: …}\``],
      });
    }
    declared.set(name, {
      name,
      kind,
      ...(initial && { initial }),
      ...(declaration.doc !== undefined && { doc: declaration.doc }),
      ...(declaration.known !== undefined && { known: declaration.known }),
      place: declaration.place,
    });
  }
  return declared;
}

function checkLikes(outline: MachineOutline, problems: Problems): void {
  const all: Declaration[] = [
    ...outline.inputs.values(),
    ...outline.variables.values(),
    ...[...outline.events.values()].flatMap((fields) => [...fields.values()]),
  ];
  for (const { name, like, place } of all) {
    if (like === undefined || (outline.inputs.has(like) && like !== name)) continue;
    problems.error(
      "unknown-input",
      place,
      `\`${name}\` is like \`${like}\`, which is not an input of \`${outline.name}\``,
      {
        label: "like no input",
        help: didYouMean(like, outline.inputs.keys()),
      },
    );
  }
}

/** An input and a variable of one name could not be told apart. */
function checkOwnNames({ inputs, variables, name: machine }: MachineOutline, problems: Problems): void {
  for (const { name, place } of variables.values()) {
    const input = inputs.get(name);
    if (!input) continue;
    problems.error("name-taken", place, `\`${name}\` is a variable here and an input of \`${machine}\` elsewhere`, {
      label: "means two things",
      help: ["rename one of them"],
      related: [{ place: input.place, label: "the input" }],
    });
  }
}

/** A default may read other inputs, but not itself by way of them. */
function checkCircle(outline: MachineOutline, inputs: ReadonlyMap<string, Declared>, problems: Problems): void {
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    const start = path.indexOf(name);
    const declared = inputs.get(name);
    if (start >= 0 && declared) {
      problems.error(
        "input-cycle",
        declared.place,
        `the default of input \`${name}\` of \`${outline.name}\` depends on itself`,
        {
          label: "in a circle",
          notes: [[...path.slice(start), name].map((one) => `\`${one}\``).join(" reads ")],
        },
      );
    }
    if (done.has(name) || !declared?.initial) return;
    done.add(name);
    for (const other of reads(declared.initial).inputs) visit(other, [...path, name]);
  };
  for (const name of inputs.keys()) visit(name, []);
}

function collect(node: StateNode, into: Map<string, StateNode>): void {
  into.set(node.path, node);
  for (const child of node.children) collect(child, into);
}

function watchedBy(states: ReadonlyMap<string, StateNode>): Watched {
  const found = {
    states: new Set<string>(),
    variables: new Set<string>(),
    assumptions: new Set<string>(),
    inputs: new Set<string>(),
  };
  for (const state of states.values()) {
    for (const { guard } of state.always) {
      if (!guard) continue;
      const read = reads(guard);
      for (const { actor } of read.states) found.states.add(actor);
      for (const { actor, name } of read.remotes) found.variables.add(`${actor}.${name}`);
      for (const name of read.assumptions) found.assumptions.add(name);
      for (const name of read.inputs) found.inputs.add(name);
    }
  }
  return found;
}
