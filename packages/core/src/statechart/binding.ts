/**
 * A binding: what one use of a machine fixes at load. The currencies of its money inputs, the
 * actors its actor inputs name, the texts of its text inputs. Uses with one binding share a chart.
 */
import type { Expression } from "../expression/tree.ts";
import type { Problems } from "../problems.ts";
import type { Kind } from "../quantity/index.ts";
import { leafText, type Tree } from "../source/tree.ts";
import { closeKind, currencyOf, isOpen } from "./kinds.ts";
import type { Declaration } from "./outline.ts";

export interface Binding {
  /** Kinds of the values given to inputs whose currency was left open. */
  readonly kinds: ReadonlyMap<string, Kind>;
  /** Actor or group names given to inputs of kind actor. */
  readonly actors: ReadonlyMap<string, string>;
  /** Literal texts given to inputs of kind text: they may name a category. */
  readonly texts: ReadonlyMap<string, string>;
}

export const NO_BINDING: Binding = { kinds: new Map(), actors: new Map(), texts: new Map() };

/** Equal for equal bindings, whatever the order in which inputs were given. */
export function bindingKey(machine: string, binding: Binding): string {
  const parts = [
    ...[...binding.kinds].map(([name, kind]) => `${name}=${currencyOf(kind) ?? ""}`),
    ...[...binding.actors].map(([name, actor]) => `${name}=@${actor}`),
    ...[...binding.texts].map(([name, text]) => `${name}=${JSON.stringify(text)}`),
  ].sort();
  return parts.length === 0 ? machine : `${machine}{${parts.join(",")}}`;
}

/** The kinds of a machine's inputs under a binding: open currencies from the value given, `like` or the scenario. */
export function boundKinds(
  inputs: ReadonlyMap<string, Declaration>,
  binding: Binding,
  currency: string,
): ReadonlyMap<string, Kind> {
  const kinds = new Map<string, Kind>();
  const own = (declaration: Declaration): Kind => {
    const given = binding.kinds.get(declaration.name);
    if (given && given.type === declaration.kind.type) return given;
    return closeKind(declaration.kind, currency);
  };
  for (const [name, declaration] of inputs) if (declaration.like === undefined) kinds.set(name, own(declaration));
  for (const [name, declaration] of inputs) {
    if (declaration.like !== undefined) kinds.set(name, likeKind(declaration, kinds, currency));
  }
  return kinds;
}

/** The kind of a declaration beside inputs whose kinds are known. */
export function likeKind(declaration: Declaration, inputs: ReadonlyMap<string, Kind>, currency: string): Kind {
  if (!isOpen(declaration.kind)) return closeKind(declaration.kind, currency);
  const model = declaration.like === undefined ? undefined : inputs.get(declaration.like);
  return closeKind(declaration.kind, (model && currencyOf(model)) ?? currency);
}

/** The binding of a use of a machine: from the values it gives, and the defaults of those it does not. */
export function bindingOf(
  inputs: ReadonlyMap<string, Declaration>,
  values: ReadonlyMap<string, Expression>,
  problems: Problems,
): Binding {
  const binding = {
    kinds: new Map<string, Kind>(),
    actors: new Map<string, string>(),
    texts: new Map<string, string>(),
  };
  for (const [name, input] of inputs) {
    const value = values.get(name);
    if (value) bindGiven(binding, input, value, problems);
    else if (input.kind.type === "actor") bindText(binding.actors, input, leafText(input.initial)?.trim());
    else if (input.kind.type === "text") bindText(binding.texts, input, literalText(input.initial));
  }
  return binding;
}

type Binder = {
  readonly [K in keyof Binding]: Map<string, Binding[K] extends ReadonlyMap<string, infer V> ? V : never>;
};

function bindGiven(binding: Binder, { name, kind }: Declaration, value: Expression, problems: Problems): void {
  if (isOpen(kind)) binding.kinds.set(name, value.kind);
  if (value.kind.type === "text" && value.node === "literal") binding.texts.set(name, value.value as string);
  if (value.kind.type !== "actor") return;
  if (value.node === "literal") binding.actors.set(name, value.value as string);
  else {
    problems.error(
      "actor-not-fixed",
      value.place,
      `input \`${name}\` names an actor, and which one must be known at load`,
      {
        label: "not a name",
        help: ["write the name of an actor or of a group"],
      },
    );
  }
}

function bindText(into: Map<string, string>, { name }: Declaration, text: string | undefined): void {
  if (text !== undefined) into.set(name, text);
}

/** The text of an expression that is nothing but a text in quotes; undefined for any other. */
export function literalText(tree: Tree | undefined): string | undefined {
  return /^(["'])(.*)\1$/.exec(leafText(tree)?.trim() ?? "")?.[2];
}
