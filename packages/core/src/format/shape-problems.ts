/** From what a schema found wrong to problems with a place, in our words. */
import type * as z from "zod/mini";
import { didYouMean } from "../nearest.ts";
import type { Problem } from "../problem.ts";
import { get, headPlace, leafText, type Tree, treeText } from "../source/tree.ts";
import { shapeExample } from "./shape-examples.ts";

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

export interface ShapeProblem {
  readonly problem: Problem;
  /** A key that an earlier layer may still bring: no mistake of the file by itself. */
  readonly isMissing: boolean;
}

/** One problem or more for each issue. `tree` is what was checked. */
export function shapeProblems(tree: Tree, issues: readonly Issue[], at: Path = []): readonly ShapeProblem[] {
  // Where a key is unknown, "exactly one of" would only say the same again.
  const misnamed = new Set(
    issues.filter((issue) => issue.code === "unrecognized_keys").map((issue) => issue.path.join(".")),
  );
  return issues
    .filter((issue) => issue.code !== "custom" || !misnamed.has(issue.path.join(".")))
    .flatMap((issue) => problemsOf(tree, issue, [...at, ...issue.path]));
}

function problemsOf(tree: Tree, issue: Issue, path: Path): readonly ShapeProblem[] {
  const node = nodeAt(tree, path);
  // Null removes a key: whether there was one is for the merge to say. In a list it is a mistake.
  if (node?.node === "null" && node.keyPlace !== undefined) return [];
  if (node === undefined) return [missing(tree, path)];
  const [message, help] = issue.message.split("\n");
  const base = { severity: "error", message: message ?? "", place: node.place, ...(help && { help: [help] }) } as const;
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => present(unknownKey(node, key, issue.message.split(" "), path)));
    case "invalid_type":
      return [present({ ...base, code: "wrong-shape", ...wrongShape([expectedText(issue)], node, path) })];
    case "invalid_value":
      return [present({ ...base, ...wrongValue(issue.values.map(String), node, path) })];
    case "invalid_key":
    case "invalid_element": {
      const inner = issue.issues[0]?.message.split("\n") ?? [];
      const place = headPlace(node);
      return [present({ ...base, code: "bad-name", place, message: inner[0] ?? "", help: inner.slice(1) })];
    }
    case "invalid_union":
      return unionProblems(tree, issue, node, path);
    default:
      return [present({ ...base, code: "bad-value" })];
  }
}

const present = (problem: Problem): ShapeProblem => ({ problem, isMissing: false });

function nodeAt(tree: Tree, path: Path): Tree | undefined {
  return get(tree, ...path.map((step) => (typeof step === "number" ? step : String(step))));
}

function missing(tree: Tree, path: Path): ShapeProblem {
  const key = String(path.at(-1));
  const parent = nodeAt(tree, path.slice(0, -1)) ?? tree;
  const owner = path.at(-2);
  const where = typeof owner === "string" ? ` in \`${owner}\`` : "";
  const problem = {
    code: "missing-key",
    severity: "error",
    message: `\`${key}\` is missing${where}`,
    place: headPlace(parent),
    help: [`add \`${key}: …\``],
  } as const;
  return { problem, isMissing: true };
}

function unknownKey(node: Tree, key: string, allowed: readonly string[], path: Path): Problem {
  const child = get(node, key);
  const near = didYouMean(key, allowed);
  const owner = path.at(-1);
  return {
    code: "unknown-key",
    severity: "error",
    message: `unknown key \`${key}\`${typeof owner === "string" ? ` in \`${owner}\`` : ""}`,
    place: child === undefined ? node.place : headPlace(child),
    label: "no such key here",
    ...(near.length > 0 && { help: near }),
    notes: [`keys that may stand here: ${allowed.join(", ")}`],
  };
}

function wrongShape(expected: readonly string[], node: Tree, path: Path): Pick<Problem, "message" | "help"> {
  const wanted = new Set(expected);
  const example = [...wanted].some((one) => one !== "text") ? shapeExample(path) : undefined;
  return {
    message: `expected ${[...wanted].join(" or ")}, found ${treeText(node)}`,
    ...(example !== undefined && { help: [`it is written \`${example}\``] }),
  };
}

function wrongValue(
  values: readonly string[],
  node: Tree,
  path: Path,
): Pick<Problem, "message" | "help"> & { readonly code: string } {
  const distinct = [...new Set(values)];
  const quoted = distinct.map((value) => `\`${value}\``);
  const expected = [quoted.slice(0, -1).join(", "), ...quoted.slice(-1)].filter((part) => part !== "").join(" or ");
  const found = leafText(node);
  if (found === undefined) return { code: "wrong-shape", message: `expected ${expected}, found ${treeText(node)}` };
  const only =
    path.at(-1) === "steppe" ? "this is the only version of the format: write `steppe: 1`" : `write ${quoted.join("")}`;
  const near = didYouMean(found, distinct);
  return {
    code: "bad-value",
    message: `expected ${expected}, found \`${found}\``,
    help: distinct.length > 1 || (near.length > 0 && path.at(-1) !== "steppe") ? near : [only],
  };
}

function expectedText(issue: Extract<Issue, { code: "invalid_type" }>): string {
  switch (issue.expected) {
    case "object":
    case "record":
      return "a mapping";
    case "array":
      return "a list";
    default:
      return "text";
  }
}

/** What stands there met no form of several: the form it comes nearest to says what is wrong. */
function unionProblems(
  tree: Tree,
  issue: Extract<Issue, { code: "invalid_union" }>,
  node: Tree,
  path: Path,
): readonly ShapeProblem[] {
  const forms: readonly (readonly Issue[])[] = issue.errors;
  const base = { severity: "error", place: node.place } as const;
  if (forms.length === 0) {
    const options = "options" in issue ? (issue.options ?? []).map(String) : [];
    return [present({ ...base, ...wrongValue(options, node, path) })];
  }
  const mismatch = forms.map(rootMismatch);
  if (mismatch.every((texts) => texts.length > 0)) {
    return [present({ ...base, code: "wrong-shape", ...wrongShape(mismatch.flat(), node, path) })];
  }
  const ranked = forms
    .map((issues) => ({ issues, score: scoreOf(tree, issues, path) }))
    .sort((a, b) => a.score - b.score);
  return shapeProblems(tree, ranked[0]?.issues ?? [], path);
}

/** What a form expected at its root, where it found something of another shape; empty where the shape fits. */
function rootMismatch(issues: readonly Issue[]): readonly string[] {
  return issues.flatMap((issue) => {
    if (issue.path.length > 0) return [];
    if (issue.code === "invalid_type") return [expectedText(issue)];
    if (issue.code !== "invalid_union") return [];
    const inner = issue.errors.map(rootMismatch);
    return inner.every((texts) => texts.length > 0) ? inner.flat() : [];
  });
}

/** How far a form is from what was written: wrong keys say "another form" louder than wrong values. */
function scoreOf(tree: Tree, issues: readonly Issue[], at: Path): number {
  let score = 0;
  for (const issue of issues) {
    const path = [...at, ...issue.path];
    if (issue.path.length === 0 && issue.code === "invalid_type") score += 1000;
    else if (issue.code === "unrecognized_keys") score += 10 * issue.keys.length;
    else if (issue.code === "invalid_key") score += 12;
    else if (nodeAt(tree, path) === undefined) score += issue.path.at(-1) === "type" ? 20 : 3;
    else if (issue.code === "invalid_union" && issue.errors.length > 0) {
      const best = Math.min(...issue.errors.map((form: readonly Issue[]) => scoreOf(tree, form, path)));
      // A value of the wrong shape further in says less about the form than one of the wrong shape here.
      score += issue.path.length === 0 ? best : Math.min(best, 5);
    } else score += 1;
  }
  return score;
}
