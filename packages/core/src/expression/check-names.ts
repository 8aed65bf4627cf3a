/** Names: variables, assumptions, fields of the event, other actors, states, categories. */

import { didYouMean } from "../nearest.ts";
import { ACTOR, DATE, isCurrency, type Kind, PARTY } from "../quantity/index.ts";
import { allowed, type Checker, placeOf, report } from "./checker.ts";
import { FUNCTION_BY_NAME } from "./functions.ts";
import type { Expression, Meaning, StateReference, Syntax } from "./tree.ts";

type Name = Extract<Syntax, { node: "name" }>;

export function checkName(checker: Checker, syntax: Name, wanted?: Kind): Expression | undefined {
  const [first = "", second] = syntax.path;
  if (syntax.path.length > 1) {
    if (first === "event") return checkField(checker, syntax);
    return checkRemote(checker, syntax, first, second as string);
  }
  const place = placeOf(checker, syntax.span);
  if (first === "today") {
    return allowed(checker, "today", syntax.span, "`today`") ? { node: "today", kind: DATE, place } : undefined;
  }
  const meaning = checker.scope.lookup(first);
  if (meaning === undefined) return unknownName(checker, syntax, first, wanted);
  switch (meaning.is) {
    case "variable":
      if (!allowed(checker, "own", syntax.span, `the variable \`${first}\``)) return undefined;
      return { node: "reference", kind: meaning.kind, reference: { to: "variable", name: first }, place };
    case "input":
    case "assumption":
      return { node: "reference", kind: meaning.kind, reference: { to: meaning.is, name: first }, place };
    case "party":
      return { node: "literal", kind: PARTY, value: first, place };
    case "actor":
      return { node: "literal", kind: ACTOR, value: meaning.name, place };
  }
}

function unknownName(checker: Checker, syntax: Name, name: string, wanted?: Kind): undefined {
  const near = didYouMean(name, checker.scope.names());
  let help = near;
  if (name === "event") help = ["a field of the event: `event.name`"];
  else if (wanted?.type === "party") help = [...near, "add it under `parties`"];
  else if (isCurrency(name)) help = [`an amount stands before its currency: \`5 ${name}\``];
  else if (checker.scope.indices().includes(name)) help = [`write \`index(${name})\``];
  else if (FUNCTION_BY_NAME.has(name)) help = [`call it: \`${FUNCTION_BY_NAME.get(name)?.signature}\``];
  else if (near.length === 0) help = ["give it a value under `assume`, or put it in quotes if it is text"];
  report(checker, syntax.span, "unknown-name", `unknown name \`${name}\``, { label: "no such name", help });
}

function checkField(checker: Checker, syntax: Name): Expression | undefined {
  const [, field = "", ...rest] = syntax.path;
  const place = placeOf(checker, syntax.span);
  if (rest.length > 0) return tooManyDots(checker, syntax);
  if (!allowed(checker, "event", syntax.span, `\`event.${field}\``)) return undefined;
  const kind = checker.scope.field(field);
  if (kind !== undefined) return { node: "reference", kind, reference: { to: "field", name: field }, place };
  if (field === "actor") return { node: "reference", kind: ACTOR, reference: { to: "sender" }, place };
  const fields = checker.scope.fields();
  return report(checker, syntax.span, "unknown-field", `the event has no field \`${field}\``, {
    label: "no such field",
    help: didYouMean(field, fields),
    notes: [fields.length === 0 ? "the event has no fields" : `fields of the event: ${fields.join(", ")}`],
  });
}

function tooManyDots(checker: Checker, syntax: Name): undefined {
  const name = syntax.path.join(".");
  report(checker, syntax.span, "unknown-name", `unknown name \`${name}\``, {
    label: "too many dots",
    help: ["a value has one dot at most: `lease.rent`, `event.claimed`"],
  });
}

function checkRemote(checker: Checker, syntax: Name, first: string, name: string): Expression | undefined {
  const { scope } = checker;
  const meaning = scope.lookup(first);
  if (meaning === undefined) {
    return report(checker, syntax.span, "unknown-name", `unknown name \`${first}\``, {
      label: "no such actor",
      help: didYouMean(first, [...scope.names(), "event"]),
    });
  }
  if (meaning.is !== "actor") {
    return report(checker, syntax.span, "no-parts", `\`${first}\` is ${described(meaning)} and has no \`.${name}\``, {
      help: ["only actors have variables, only `event` has fields"],
    });
  }
  const kind = syntax.path.length === 2 ? scope.remote(meaning.name, name) : undefined;
  if (kind === undefined) return notVariable(checker, syntax, meaning.name);
  if (!allowed(checker, "remote", syntax.span, `\`${first}.${name}\``)) return undefined;
  const place = placeOf(checker, syntax.span);
  return { node: "reference", kind, reference: { to: "remote", actor: meaning.name, name }, place };
}

function described(meaning: Meaning): string {
  switch (meaning.is) {
    case "variable":
      return "a variable";
    case "input":
      return "an input";
    case "assumption":
      return "an assumption";
    case "party":
      return "a party";
    case "actor":
      return "an actor";
  }
}

function notVariable(checker: Checker, syntax: Name, actor: string): undefined {
  const rest = syntax.path.slice(1).join(".");
  const known = checker.scope.remotes(actor);
  const isState = "state" in checker.scope.state(actor, rest);
  const help = isState
    ? [`\`${rest}\` is a state: \`is(${actor}, ${rest})\`, or \`date(${actor}.${rest})\``]
    : didYouMean(rest, known).map((text) => text.replace("`", `\`${syntax.path[0]}.`));
  report(checker, syntax.span, "unknown-variable", `\`${actor}\` has no variable \`${rest}\``, {
    label: "no such variable",
    help,
    notes: known.length > 0 ? [`variables and inputs of \`${actor}\`: ${known.join(", ")}`] : [],
  });
}

/** `state` of an actor that is named in `actor`; reports what is wrong. */
function resolveState(checker: Checker, syntax: Syntax, actor: string, state: string): StateReference | undefined {
  const found = checker.scope.state(actor, state);
  if ("state" in found) return { actor, state: found.state };
  return report(checker, syntax.span, "unknown-state", found.reason, {
    label: "no such state",
    help: didYouMean(state, found.known),
    notes: found.known.length > 0 ? [`states of \`${actor}\`: ${found.known.join(", ")}`] : [],
  });
}

/** The actor whose name is the longest beginning of a path, with what follows. */
function actorOf(
  checker: Checker,
  path: readonly string[],
  least: number,
): { actor: string; rest: string } | undefined {
  for (let length = path.length - least; length >= 1; length -= 1) {
    const meaning = checker.scope.lookup(path.slice(0, length).join("."));
    if (meaning?.is === "actor") return { actor: meaning.name, rest: path.slice(length).join(".") };
  }
  return undefined;
}

function noActor(checker: Checker, syntax: Name): undefined {
  const [first = ""] = syntax.path;
  const meaning = checker.scope.lookup(first);
  const message =
    meaning === undefined ? `unknown actor \`${first}\`` : `\`${first}\` is ${described(meaning)}, not an actor`;
  report(checker, syntax.span, "unknown-actor", message, {
    label: "no such actor",
    help: meaning === undefined ? didYouMean(first, checker.scope.names()) : [],
  });
}

/** `actor.state`, as `count` and `date` take it. */
export function checkStatePath(checker: Checker, syntax: Syntax, name: string): StateReference | undefined {
  const form = `write \`${name}(actor.state)\``;
  if (syntax.node !== "name")
    return report(checker, syntax.span, "expected-state", "expected a state of an actor", { help: [form] });
  const found = actorOf(checker, syntax.path, 1);
  if (found !== undefined) return resolveState(checker, syntax, found.actor, found.rest);
  if (syntax.path.length === 1) {
    return report(checker, syntax.span, "expected-state", `\`${syntax.path[0]}\` does not say whose state it is`, {
      help: [form],
    });
  }
  return noActor(checker, syntax);
}

/** `actor, state`, as `is` takes them. */
export function checkActorState(checker: Checker, actor: Syntax, state: Syntax): StateReference | undefined {
  const help = ["write `is(actor, state)`, both by name"];
  if (actor.node !== "name")
    return report(checker, actor.span, "expected-actor", "expected the name of an actor", { help });
  if (state.node !== "name")
    return report(checker, state.span, "expected-state", "expected the name of a state", { help });
  const found = actorOf(checker, actor.path, 0);
  if (found === undefined || found.rest !== "") return noActor(checker, actor);
  return resolveState(checker, state, found.actor, state.path.join("."));
}

/** A state of the machine itself, as `in` takes it. */
export function checkOwnState(checker: Checker, syntax: Syntax): string | undefined {
  if (syntax.node !== "name") {
    return report(checker, syntax.span, "expected-state", "expected the name of a state", {
      help: ["write `in(state)`"],
    });
  }
  const name = syntax.path.join(".");
  const found = checker.scope.ownState(name);
  if ("state" in found) return found.state;
  return report(checker, syntax.span, "unknown-state", found.reason, {
    label: "no such state",
    help: didYouMean(name, found.known),
    notes: found.known.length > 0 ? [`states of this machine: ${found.known.join(", ")}`] : [],
  });
}
