/** The states of a random machine, before anything is said of what they do. */
import type { Choices } from "../conformance/machines.ts";

export interface Draft {
  readonly path: string;
  readonly key: string;
  readonly type: "atomic" | "compound" | "parallel" | "final" | "history";
  readonly children: readonly Draft[];
}

export function draft(choices: Choices, path: string, key: string, depth: number, budget: number): Draft {
  const under = (child: string) => (path === "" ? child : `${path}.${child}`);
  if (depth > 0 && (budget < 2 || depth > 2 || choices.below(5) < 3)) {
    return { path, key, type: choices.happens(1, 12) ? "final" : "atomic", children: [] };
  }
  const parallel = choices.happens(1, 4);
  const count = 2 + choices.below(2);
  const children = Array.from({ length: count }, (_, index) => {
    const name = `${key === "" ? "s" : key}${index}`;
    return draft(choices, under(name), name, depth + 1, Math.floor((budget - count) / count) + choices.below(3));
  });
  const [first, ...others] = children as [Draft, ...Draft[]];
  const begun: Draft[] = [first.type === "final" ? { ...first, type: "atomic" } : first, ...others];
  if (depth > 0 && choices.happens(1, 3))
    begun.push({ path: under("back"), key: "back", type: "history", children: [] });
  return { path, key, type: parallel ? "parallel" : "compound", children: begun };
}

export const flatten = (node: Draft): readonly Draft[] => [node, ...node.children.flatMap(flatten)];
export const statesOf = (root: Draft): readonly string[] =>
  flatten(root).flatMap(({ path, type }) => (path === "" || type === "history" ? [] : [path]));

export const holdsParallel = (node: Draft): boolean => node.type === "parallel" || node.children.some(holdsParallel);

/** Whether a history state stands in `source` or above it: charts refuse to go there from within. */
export function isHistoryAround(node: Draft, source: Draft): boolean {
  if (node.type !== "history") return false;
  const parent = node.path.slice(0, Math.max(0, node.path.lastIndexOf(".")));
  return parent === "" || source.path === parent || source.path.startsWith(`${parent}.`);
}
