/**
 * Whether a tree has the shape of a scenario: every key known, every value of the right sort.
 *
 * A file is checked by itself, so that a mistake is found where it stands; what it may leave to
 * the file it extends is asked of the merged tree only. What expressions mean is decided later.
 */
import type { Problem } from "../problem.ts";
import { get, type Tree, toPlain } from "../source/tree.ts";
import { shapeProblems } from "./shape-problems.ts";
import { scenarioShape } from "./shape-scenario.ts";

/** What every whole scenario must say. */
export const REQUIRED_KEYS: readonly string[] = ["steppe", "period", "currency", "actors"];

const HELP: ReadonlyMap<string, string> = new Map([
  ["steppe", "begin the file with `steppe: 1`, the version of the format"],
  ["period", "add first and last day: `period: 2004-01-01 .. 2050-12-31`"],
  ["currency", "add the currency of sums: `currency: USD`"],
  ["actors", "add who acts: `actors: {lease: {machine: lease, with: {…}}}`"],
]);

/** The mistakes of shape in one file, or one layer: all of them, in the order of the file. */
export function checkShape(tree: Tree): readonly Problem[] {
  return inOrder(issuesOf(tree).filter(({ isMissing }) => !isMissing));
}

/**
 * The mistakes of shape in a merged scenario: what is missing, and what only the merging made
 * wrong. Variants are left out: they are overlays, and need not be whole.
 */
export function checkWhole(tree: Tree): readonly Problem[] {
  const whole = withoutVariants(tree);
  const absent = tree.node === "map" ? REQUIRED_KEYS.filter((key) => get(whole, key) === undefined) : [];
  const required = absent.map(
    (key): Problem => ({
      code: "missing-key",
      severity: "error",
      message: `\`${key}\` is missing`,
      place: tree.place,
      help: [HELP.get(key) ?? ""],
    }),
  );
  return [...required, ...inOrder(issuesOf(whole))];
}

function issuesOf(tree: Tree) {
  const checked = scenarioShape.safeParse(toPlain(tree));
  return checked.success ? [] : shapeProblems(tree, checked.error.issues);
}

function withoutVariants(tree: Tree): Tree {
  if (tree.node !== "map") return tree;
  return { ...tree, entries: new Map([...tree.entries].filter(([key]) => key !== "variants")) };
}

function inOrder(found: readonly { readonly problem: Problem }[]): readonly Problem[] {
  return found
    .map(({ problem }) => problem)
    .sort((a, b) => {
      const [p, q] = [a.place, b.place];
      if (p === undefined || q === undefined || p.file !== q.file) return 0;
      return p.line - q.line || p.column - q.column;
    });
}
