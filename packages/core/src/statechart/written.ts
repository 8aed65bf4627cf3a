/**
 * A machine as a JSON object that XState's `createMachine` and Stately's editor take.
 *
 * States, transitions and calendars keep their shape; short forms are written out (`{type: when,
 * params: {is: …}}`); expressions stay the texts that were written, which XState hands to our
 * vocabulary. What XState has no place for (inputs, variables, events, delays) stands in `meta`.
 */
import { entriesOf, get, leafText, type Tree, toPlain } from "../source/tree.ts";
import { listOf, type MachineOutline, writtenAction } from "./outline.ts";

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

type JsonObject = { readonly [key: string]: Json };

/** The written form of a machine that loads without errors. A target that names no state is left as it is written. */
export function xstateConfig(outline: MachineOutline): JsonObject {
  const { name, tree } = outline;
  const declared = ["inputs", "variables", "events", "delays"].flatMap((key) => {
    const value = get(tree, key);
    return value ? [[key, toPlain(value) as Json] as const] : [];
  });
  const description = [outline.title, outline.doc].filter((text) => text !== undefined).join("\n\n");
  return {
    id: name,
    ...new Writer(name, tree).state(tree, ""),
    ...(description !== "" && { description }),
    ...(declared.length > 0 && { meta: Object.fromEntries(declared) }),
  };
}

/** Under which key a single transition's or action's text stands, where an action is written short: `note: …`. */
const TEXT_PARAMETER: Readonly<Record<string, string>> = { note: "text", cancel: "id" };

class Writer {
  readonly #machine: string;
  readonly #paths: readonly string[];

  constructor(machine: string, tree: Tree) {
    this.#machine = machine;
    this.#paths = pathsIn(tree, "");
  }

  state(tree: Tree, path: string): JsonObject {
    const text = (key: string) => leafText(get(tree, key));
    const [type, initial, history, doc] = [text("type"), text("initial"), text("history"), text("doc")];
    const target = text("target");
    const states = entriesOf(get(tree, "states"));
    const invoke = listOf(get(tree, "invoke")).map((item) => toPlain(item) as Json);
    const always = this.#transitions(get(tree, "always"), path);
    return {
      ...(doc !== undefined && { description: doc }),
      ...(type !== undefined && { type }),
      ...(history !== undefined && { history }),
      ...(target !== undefined && { target: this.#absolute(target, path) }),
      ...(initial !== undefined && { initial }),
      ...this.#actions("entry", get(tree, "entry")),
      ...this.#actions("exit", get(tree, "exit")),
      ...(invoke.length > 0 && { invoke }),
      ...this.#table("on", tree, path),
      ...(always.length > 0 && { always }),
      ...this.#table("after", tree, path),
      ...(states.size > 0 && {
        states: Object.fromEntries(
          [...states].map(([key, child]) => [key, this.state(child, path === "" ? key : `${path}.${key}`)]),
        ),
      }),
    };
  }

  #table(key: "on" | "after", tree: Tree, path: string): JsonObject {
    const entries = entriesOf(get(tree, key));
    if (entries.size === 0) return {};
    return { [key]: Object.fromEntries([...entries].map(([name, value]) => [name, this.#transitions(value, path)])) };
  }

  #transitions(tree: Tree | undefined, source: string): readonly Json[] {
    return listOf(tree).map((item) => this.#transition(item, source));
  }

  #transition(tree: Tree, source: string): Json {
    const named = listOf(tree.node === "leaf" ? tree : get(tree, "target"));
    const targets = named.flatMap((target) => this.#target(leafText(target) ?? "", source));
    const guard = get(tree, "guard");
    const is = leafText(guard?.node === "map" ? get(guard, "params", "is") : guard);
    const doc = leafText(get(tree, "doc"));
    return {
      ...(doc !== undefined && { description: doc }),
      ...(targets.length > 0 && { target: targets.length === 1 ? (targets[0] as string) : targets }),
      ...(is !== undefined && { guard: { type: "when", params: { is } } }),
      ...(leafText(get(tree, "reenter")) === "true" && { reenter: true }),
      ...this.#actions("actions", get(tree, "actions")),
    };
  }

  #actions(key: string, tree: Tree | undefined): JsonObject {
    const actions = listOf(tree).flatMap((item): readonly Json[] => {
      const action = writtenAction(item);
      if (!action) return [];
      const { type, params } = action;
      const short = leafText(params);
      return [
        {
          type,
          params: short === undefined ? (toPlain(params) as Json) : { [TEXT_PARAMETER[type] ?? "value"]: short },
        },
      ];
    });
    return actions.length > 0 ? { [key]: actions } : {};
  }

  /** As XState reads it from `source`: a sibling's key, `.child`, or `#machine.path`. */
  #target(name: string, source: string): string {
    const path = resolveTarget(name, source, this.#paths);
    if (path === undefined) return name;
    const above = parentOf(path);
    if (source !== "" && above === parentOf(source)) return keyOf(path);
    return above === source ? `.${keyOf(path)}` : `#${this.#machine}.${path}`;
  }

  #absolute(name: string, source: string): string {
    const path = resolveTarget(name, source, this.#paths);
    return path === undefined ? name : `#${this.#machine}.${path}`;
  }
}

/** A sibling, `.child`, a path from the root or a leaf name that is unique: as a path; undefined when it is none. */
function resolveTarget(name: string, source: string, paths: readonly string[]): string | undefined {
  const under = (base: string, rest: string) => (base === "" ? rest : `${base}.${rest}`);
  const direct = name.startsWith(".") ? under(source, name.slice(1)) : under(parentOf(source), name);
  if (paths.includes(direct)) return direct;
  const ends = name.startsWith(".") ? [] : paths.filter((path) => path === name || path.endsWith(`.${name}`));
  return ends.length === 1 ? ends[0] : undefined;
}

function pathsIn(tree: Tree, path: string): readonly string[] {
  return [...entriesOf(get(tree, "states"))].flatMap(([key, child]) => {
    const at = path === "" ? key : `${path}.${key}`;
    return [at, ...pathsIn(child, at)];
  });
}

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf(".")));
const keyOf = (path: string): string => path.slice(path.lastIndexOf(".") + 1);
