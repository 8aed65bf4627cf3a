/** `--set key.path=value`: one value of a scenario changed from the command line. */
import { didYouMean } from "../nearest.ts";
import type { Place, Problem, Result } from "../problem.ts";
import { type Branch, entriesOf, get, itemsOf, leafText, plainLeaf, type Tree } from "../source/tree.ts";
import { mergeAt } from "./merge.ts";

/** The file name that places of `--set` carry. The n-th `--set` is its n-th line. */
export const SET_FILE = "--set";

/** Keys of the top level that hold one text: they may be set without `assume.` before them. */
const TOP_TEXTS: readonly string[] = ["title", "doc", "period", "currency"];

/**
 * `tree` with one value set. `text` is what stood after `--set`, the `line`-th of its kind. A key
 * without dots names an assumption (or `title`, `doc`, `period`, `currency`); `lease.until` is the input
 * `actors.lease.with.until`; any other path leads through mappings by key and through the timeline by id. Every name on the way must be there: only the
 * last of three or more may be new (an input, a date of a series).
 */
export function applySet(tree: Tree, text: string, line: number): Result<Tree> {
  const equals = text.indexOf("=");
  const at = (start: number, end: number): Place => ({
    file: SET_FILE,
    line,
    column: start + 1,
    length: Math.max(1, end - start),
  });
  if (equals <= 0 || text.slice(equals + 1).trim() === "") {
    const what = equals < 0 ? "has no `=`" : equals === 0 ? "says no key" : "gives no value";
    return failed("bad-set", `\`--set ${text}\` ${what}`, at(0, text.length), {
      help: ["write `--set rent='120 million USD per year'`"],
    });
  }
  const raw = text.slice(0, equals);
  const steps = stepsOf(raw);
  const empty = steps.find((step) => step.name === "");
  if (empty) {
    return failed("bad-set", `the path \`${raw}\` has an empty name`, at(empty.start, empty.start + 1), {
      help: ["write names with one dot between them"],
    });
  }
  const first = steps[0]?.name ?? "";
  const bare = steps.length === 1 && (entriesOf(get(tree, "assume")).has(first) || !TOP_TEXTS.includes(first));
  const path = bare ? [{ name: "assume", start: 0 }, ...steps] : (inputPath(tree, steps) ?? steps);
  const unknown = findUnknown(tree, path, at);
  if (unknown) return { ok: false, problems: [unknown] };
  const value = text.slice(equals + 1).trim();
  const start = text.indexOf(value, equals + 1);
  const last = path[path.length - 1] as Step;
  const leaf = plainLeaf(
    value,
    at(start, start + value.length),
    SET_FILE,
    at(last.start, last.start + last.name.length),
  );
  const names = path.map((step) => step.name);
  return { ok: true, value: setAt(tree, names, leaf, []), problems: [] };
}

interface Step {
  readonly name: string;
  readonly start: number;
}

function stepsOf(path: string): readonly Step[] {
  let start = 0;
  return path.split(".").map((written) => {
    const name = written.trim();
    const step = { name, start: start + written.indexOf(name) };
    start += written.length + 1;
    return step;
  });
}

/** `lease.until` as `explain` shows it, where `lease` is an actor and no key of the top level. */
function inputPath(tree: Tree, [actor, input, ...rest]: readonly Step[]): readonly Step[] | undefined {
  if (!actor || !input || rest.length > 0 || get(tree, actor.name)) return undefined;
  if (!entriesOf(get(tree, "actors")).has(actor.name)) return undefined;
  return [{ name: "actors", start: 0 }, actor, { name: "with", start: input.start }, input];
}

function failed(code: string, message: string, place: Place, more: Partial<Problem>): Result<Tree> {
  return { ok: false, problems: [{ code, severity: "error", message, place, ...more }] };
}

/** The value one step further: by key, or by id in a list. */
function enter(tree: Tree | undefined, name: string): Tree | undefined {
  if (tree?.node !== "list") return get(tree, name);
  return tree.items.find((item) => leafText(get(item, "id")) === name);
}

function namesIn(tree: Tree | undefined): readonly string[] {
  if (tree?.node !== "list") return [...entriesOf(tree).keys()];
  return itemsOf(tree).flatMap((item) => leafText(get(item, "id")) ?? []);
}

function findUnknown(
  tree: Tree,
  path: readonly Step[],
  at: (start: number, end: number) => Place,
): Problem | undefined {
  let here: Tree | undefined = tree;
  for (const [index, step] of path.entries()) {
    const next = enter(here, step.name);
    const isLast = index === path.length - 1;
    const mayBeNew =
      index === 0 ? TOP_TEXTS.includes(step.name) && isLast : index >= 2 && (isLast || step.name === "with");
    if (next === undefined && !(mayBeNew && (here === undefined || here.node === "map" || here.node === "leaf"))) {
      const where = path.slice(0, index).map((before) => before.name);
      const known = namesIn(here);
      return {
        code: "unknown-name",
        severity: "error",
        message: `there is no \`${step.name}\` ${where.length === 0 ? "in the scenario" : `in \`${where.join(".")}\``}`,
        place: at(step.start, step.start + step.name.length),
        help: didYouMean(step.name, known),
        ...(known.length > 0 && { notes: [`known: ${known.join(", ")}`] }),
      };
    }
    here = next;
  }
  return undefined;
}

function setAt(tree: Tree | undefined, path: readonly string[], leaf: Tree, done: readonly string[]): Tree {
  const [name, ...rest] = path;
  if (name === undefined) return mergeAt(tree, leaf, done).tree;
  const value = setAt(enter(tree, name), rest, leaf, [...done, name]);
  if (tree?.node === "list") {
    return { ...tree, items: tree.items.map((item) => (leafText(get(item, "id")) === name ? value : item)) };
  }
  const entries = new Map(entriesOf(tree)).set(name, value);
  if (tree?.node === "map") return { ...tree, entries };
  const standing = { place: leaf.place, layer: leaf.layer };
  return { node: "map", entries, ...standing, ...(tree && { replaced: tree }) } satisfies Branch;
}
