/** What an expression reads: for the dependencies of guards, for `explain`, for the rule that a label is unique. */
import type { Draw, Expression, StateReference } from "./tree.ts";
import { visit } from "./walk.ts";

export interface Reads {
  readonly assumptions: ReadonlySet<string>;
  readonly variables: ReadonlySet<string>;
  readonly inputs: ReadonlySet<string>;
  /** Fields of the event, `actor` for who sent it. */
  readonly fields: ReadonlySet<string>;
  /** Variables of other actors, each once, in order of appearance. */
  readonly remotes: readonly { readonly actor: string; readonly name: string }[];
  /** States of other actors asked by `is`, `count` or `date`, each once. */
  readonly states: readonly StateReference[];
  /** The machine's own states, asked by `in`. */
  readonly ownStates: ReadonlySet<string>;
  readonly indices: ReadonlySet<string>;
  /** `today`, or what follows it: the rate or index of the day. */
  readonly today: boolean;
  readonly ledger: boolean;
  /** How often or when a state was entered. */
  readonly history: boolean;
  /** In the order of the text. */
  readonly draws: readonly Draw[];
}

export function reads(expression: Expression): Reads {
  const found = {
    assumptions: new Set<string>(),
    variables: new Set<string>(),
    inputs: new Set<string>(),
    fields: new Set<string>(),
    ownStates: new Set<string>(),
    indices: new Set<string>(),
    today: false,
    ledger: false,
    history: false,
    draws: [] as Draw[],
  };
  const remotes = new Map<string, { actor: string; name: string }>();
  const states = new Map<string, StateReference>();
  const reference = (node: Extract<Expression, { node: "reference" }>): void => {
    const { reference: to } = node;
    if (to.to === "assumption") found.assumptions.add(to.name);
    else if (to.to === "variable") found.variables.add(to.name);
    else if (to.to === "input") found.inputs.add(to.name);
    else if (to.to === "field") found.fields.add(to.name);
    else if (to.to === "sender") found.fields.add("actor");
    else remotes.set(`${to.actor} ${to.name}`, { actor: to.actor, name: to.name });
  };
  visit(expression, (node) => {
    if (node.node === "reference") reference(node);
    if (node.node === "today" || node.node === "convert" || node.node === "real") found.today = true;
    if (node.node === "index" && !node.date) found.today = true;
    if (node.node === "real" || node.node === "index") found.indices.add(node.index);
    if (node.node === "sum" || node.node === "npv") found.ledger = true;
    if (node.node === "count" || node.node === "date") found.history = true;
    if (node.node === "in") found.ownStates.add(node.state);
    if (node.node === "is" || node.node === "count" || node.node === "date") {
      states.set(`${node.state.actor} ${node.state.state}`, node.state);
    }
    if (node.node === "draw") found.draws.push(node.draw);
  });
  return { ...found, remotes: [...remotes.values()], states: [...states.values()] };
}
