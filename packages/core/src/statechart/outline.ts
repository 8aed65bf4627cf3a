/**
 * A machine's outline: what other parts of a scenario may name of it, before any of its
 * expressions is checked. States, inputs, variables, events, the groups it opens.
 */
import { didYouMean } from "../nearest.ts";
import type { Place } from "../problem.ts";
import type { Problems } from "../problems.ts";
import { type EpochDay, isCurrency, parseDate } from "../quantity/index.ts";
import { type Branch, entriesOf, get, headPlace, itemsOf, leafText, type Tree } from "../source/tree.ts";
import { currencyOf, DECLARABLE_KINDS, type DeclaredKind, parseDeclaredKind } from "./kinds.ts";
import { checkReserved, checkReservedField } from "./reserved.ts";

export interface Declaration {
  readonly name: string;
  readonly kind: DeclaredKind;
  /** The input whose currency it shares. */
  readonly like?: string;
  /** Default of an input or field, initial of a variable: an expression, not yet checked. */
  readonly initial?: Tree;
  readonly doc?: string;
  /** Of an input: the day since which its default is known; absent: it leans on nothing that happened. */
  readonly known?: EpochDay;
  readonly place: Place;
}

export interface Opening {
  readonly group: string;
  readonly machine: string;
  /** Inputs as written. */
  readonly given: ReadonlyMap<string, Tree>;
  readonly place: Place;
}

export interface MachineOutline {
  readonly name: string;
  readonly tree: Branch;
  readonly title?: string;
  readonly doc?: string;
  readonly source?: string;
  readonly inputs: ReadonlyMap<string, Declaration>;
  readonly variables: ReadonlyMap<string, Declaration>;
  readonly events: ReadonlyMap<string, ReadonlyMap<string, Declaration>>;
  /** Named delays: expressions, not yet checked. */
  readonly delays: ReadonlyMap<string, Tree>;
  /** Paths of all states but history, in document order. */
  readonly states: readonly string[];
  /** Groups its `open` actions fill, with the machine each opens. */
  readonly opens: readonly Opening[];
  /** Categories of its postings as written: a name, or the name of a text input. */
  readonly categories: readonly string[];
  readonly place: Place;
}

export function outlineOf(name: string, tree: Branch, problems: Problems): MachineOutline {
  const states: string[] = [];
  collectStates(tree, "", states);
  const actions = [...actionsIn(tree)];
  const text = (key: string) => leafText(get(tree, key));
  const [title, doc, source] = [text("title"), text("doc"), text("source")];
  return {
    name,
    tree,
    ...(title !== undefined && { title }),
    ...(doc !== undefined && { doc }),
    ...(source !== undefined && { source }),
    inputs: declarations(get(tree, "inputs"), "input", problems),
    variables: declarations(get(tree, "variables"), "variable", problems),
    events: new Map(
      [...entriesOf(get(tree, "events"))].map(([event, fields]) => [event, declarations(fields, "field", problems)]),
    ),
    delays: entriesOf(get(tree, "delays")),
    states,
    opens: actions.flatMap(({ type, params }) => {
      const machine = leafText(get(params, "machine"));
      if (type !== "open" || machine === undefined) return [];
      const group = leafText(get(params, "as")) ?? machine.replaceAll("-", "_");
      return [
        { group, machine, given: entriesOf(get(params, "with")), place: get(params, "machine")?.place ?? params.place },
      ];
    }),
    categories: actions.flatMap(({ type, params }) => {
      const category = leafText(get(params, "for"));
      return (type === "owe" || type === "pay") && category !== undefined ? [category] : [];
    }),
    place: headPlace(tree),
  };
}

function collectStates(node: Tree, path: string, into: string[]): void {
  for (const [key, child] of entriesOf(get(node, "states"))) {
    const at = path === "" ? key : `${path}.${key}`;
    if (leafText(get(child, "type")) === "history") continue;
    into.push(at);
    collectStates(child, at, into);
  }
}

export interface WrittenAction {
  readonly type: string;
  readonly params: Tree;
  readonly place: Place;
}

/** An action in either form: `{type: pay, params: {…}}` or `{pay: {…}}`. */
export function writtenAction(tree: Tree): WrittenAction | undefined {
  const type = leafText(get(tree, "type"));
  if (type !== undefined) return { type, params: get(tree, "params") ?? tree, place: tree.place };
  const [only, ...others] = entriesOf(tree);
  if (only === undefined || others.length > 0) return undefined;
  return { type: only[0], params: only[1], place: headPlace(only[1]) };
}

/** One or many. */
export function listOf(tree: Tree | undefined): readonly Tree[] {
  if (tree === undefined || tree.node === "null") return [];
  return tree.node === "list" ? itemsOf(tree) : [tree];
}

function* actionsIn(node: Tree): Iterable<WrittenAction> {
  const written = function* (list: Tree | undefined): Iterable<WrittenAction> {
    for (const item of listOf(list)) {
      const action = writtenAction(item);
      if (action) yield action;
    }
  };
  yield* written(get(node, "entry"));
  yield* written(get(node, "exit"));
  const groups = [
    get(node, "always"),
    ...entriesOf(get(node, "on")).values(),
    ...entriesOf(get(node, "after")).values(),
  ];
  for (const transition of groups.flatMap(listOf)) yield* written(get(transition, "actions"));
  for (const child of entriesOf(get(node, "states")).values()) yield* actionsIn(child);
}

function declarations(
  tree: Tree | undefined,
  what: "input" | "variable" | "field",
  problems: Problems,
): ReadonlyMap<string, Declaration> {
  const found = new Map<string, Declaration>();
  for (const [name, value] of entriesOf(tree)) {
    if (what === "field") checkReservedField(name, headPlace(value), problems);
    else checkReserved(name, what === "input" ? "an input" : "a variable", headPlace(value), problems);
    const declared = declaration(name, value, what === "variable" ? "initial" : "default", problems);
    if (declared) found.set(name, declared);
  }
  return found;
}

function declaration(
  name: string,
  tree: Tree,
  initialKey: "default" | "initial",
  problems: Problems,
): Declaration | undefined {
  const kindTree = tree.node === "leaf" ? tree : get(tree, "kind");
  const kindText = leafText(kindTree);
  if (kindTree === undefined || kindText === undefined) return undefined;
  const kind = parseDeclaredKind(kindText);
  if (!kind) {
    problems.error("unknown-kind", kindTree.place, `\`${kindText}\` is not a kind`, {
      label: "no such kind",
      help: didYouMean(kindText, DECLARABLE_KINDS),
      notes: [`kinds: ${DECLARABLE_KINDS.join(", ")}`],
    });
    return undefined;
  }
  const currency = currencyOf(kind);
  if (currency !== undefined && !isCurrency(currency)) {
    problems.error("unknown-currency", kindTree.place, `\`${currency}\` is not a currency of ISO 4217`, {
      label: "no such currency",
    });
    return undefined;
  }
  const like = leafText(get(tree, "like"));
  const initial = get(tree, initialKey);
  const doc = leafText(get(tree, "doc"));
  const known = knownOf(get(tree, "known"), problems);
  return {
    name,
    kind,
    ...(like !== undefined && { like }),
    ...(initial && { initial }),
    ...(doc !== undefined && { doc }),
    ...(known !== undefined && { known }),
    place: headPlace(tree),
  };
}

function knownOf(tree: Tree | undefined, problems: Problems): EpochDay | undefined {
  const text = leafText(tree)?.trim();
  if (!tree || text === undefined) return undefined;
  const parsed = parseDate(text);
  if ("day" in parsed) return parsed.day;
  problems.error("bad-date", tree.place, `\`${text}\` is not a date: ${parsed.reason}`, { label: "no such day" });
  return undefined;
}
