/** A machine as a list of parts that can be set against those of another: states, transitions, declarations. */
import { entriesOf, get, leafText, type Tree } from "../source/tree.ts";
import { listOf, writtenAction } from "../statechart/outline.ts";
import { flowText } from "./explain.ts";

/** Parts by name in words, with what is said of each: "state `stopped`" → "final". */
export function machineParts(machine: Tree | undefined): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  if (!machine) return parts;
  for (const [section, word] of [
    ["inputs", "input"],
    ["variables", "variable"],
    ["events", "event"],
    ["delays", "delay"],
  ] as const) {
    for (const [name, value] of entriesOf(get(machine, section))) parts.set(`${word} \`${name}\``, declared(value));
  }
  collect(machine, "", parts);
  return parts;
}

const declared = (tree: Tree): string => {
  if (tree.node !== "map") return flowText(tree);
  const entries = new Map([...tree.entries].filter(([key]) => key !== "doc"));
  const kind = entries.size === 1 ? entries.get("kind") : undefined;
  return flowText(kind ?? { ...tree, entries });
};

function collect(node: Tree, path: string, parts: Map<string, string>): void {
  const here = path === "" ? "the machine" : `state \`${path}\``;
  if (path !== "") parts.set(here, stateText(node));
  const initial = leafText(get(node, "initial"));
  if (initial !== undefined) parts.set(`first state of ${path === "" ? "the machine" : `\`${path}\``}`, initial);
  const invoke = get(node, "invoke");
  for (const [index, calendar] of listOf(invoke).entries()) {
    const input = get(calendar, "input") ?? calendar;
    parts.set(`calendar${index === 0 ? "" : ` ${index + 1}`} of ${here}`, flowText(input));
  }
  for (const key of ["entry", "exit"] as const) {
    const actions = get(node, key);
    if (actions) parts.set(`${here} on ${key}`, actionsText(actions));
  }
  const groups: readonly (readonly [string, Tree])[] = [
    ...[...entriesOf(get(node, "on"))].map(([event, value]) => [`on ${event}`, value] as const),
    ...[...entriesOf(get(node, "after"))].map(([delay, value]) => [`after ${delay}`, value] as const),
    ...(get(node, "always") ? [["always", get(node, "always") as Tree] as const] : []),
  ];
  for (const [what, value] of groups) {
    const texts = listOf(value).map(transitionText);
    parts.set(`${here} ${what}`, texts.join("; else "));
  }
  for (const [key, child] of entriesOf(get(node, "states")))
    collect(child, path === "" ? key : `${path}.${key}`, parts);
}

function stateText(node: Tree): string {
  const type = leafText(get(node, "type"));
  if (type !== undefined) return type;
  return entriesOf(get(node, "states")).size > 0 ? "with states of its own" : "plain";
}

/** "to `ended` when x > 3, pay {…}": a transition in words. */
function transitionText(tree: Tree): string {
  const bare = leafText(tree);
  if (bare !== undefined) return `to \`${bare}\``;
  const target = leafText(get(tree, "target"));
  const guard = get(tree, "guard");
  const condition =
    guard &&
    (leafText(guard) ?? leafText(get(guard, "params", "is")) ?? leafText(get(guard, "when")) ?? flowText(guard));
  const actions = get(tree, "actions");
  return [
    target === undefined ? "stays" : `to \`${target}\``,
    ...(condition === undefined ? [] : [`when ${condition}`]),
    ...(leafText(get(tree, "reenter")) === "true" ? ["enters anew"] : []),
    ...(actions ? [actionsText(actions)] : []),
  ].join(", ");
}

function actionsText(actions: Tree): string {
  return listOf(actions)
    .map((one) => {
      const action = writtenAction(one);
      return action ? `${action.type} ${flowText(action.params)}` : flowText(one);
    })
    .join(", ");
}
