/** A question about a scenario that stands in no file: what a person who looks at a run asks of it. */
import type { Expression } from "../expression/tree.ts";
import type { Place, Result } from "../problem.ts";
import type { Kind } from "../quantity/index.ts";
import { entriesOf, get, type Leaf, type Tree } from "../source/tree.ts";
import { compileScenario, type ShippedMachines } from "./compile.ts";
import type { Model } from "./model.ts";

/** The file name that places in a question carry; its text is the one line of that file. */
export const QUESTION_FILE = "(question)";

/**
 * An expression that may read what a measure of the scenario may: actors, states, sums of the ledger, assumptions, dates.
 * With `kind`, it must be of that kind. Refuses what a measure refuses, with places in the text; asking draws nothing.
 */
export function compileQuestion(
  model: Model,
  text: string,
  machines: ShippedMachines,
  kind?: Kind["type"],
): Result<Expression> {
  const name = unusedName(model);
  const whole: Place = { file: QUESTION_FILE, line: 1, column: 1, length: Math.max(1, text.length) };
  const leaf: Leaf = {
    node: "leaf",
    text,
    quoted: false,
    place: whole,
    keyPlace: whole,
    layer: QUESTION_FILE,
    source: {
      text,
      place: ({ start, end }) => ({ ...whole, column: start + 1, length: Math.max(1, end - start) }),
    },
  };
  const compiled = compileScenario(withMeasure(model.tree, name, leaf), model.name, machines);
  if (!compiled.ok)
    return { ok: false, problems: compiled.problems.filter(({ place }) => place?.file === QUESTION_FILE) };
  const asked = compiled.value.measures.find((measure) => measure.name === name);
  if (!asked) throw new Error("a question that compiles is a measure");
  const { expression } = asked;
  if (kind === undefined || expression.kind.type === kind) return { ok: true, value: expression, problems: [] };
  const message = `this is of kind ${expression.kind.type}, and ${kind} is wanted`;
  return {
    ok: false,
    problems: [{ code: "kind-mismatch", severity: "error", message, place: whole, label: expression.kind.type }],
  };
}

function unusedName(model: Model): string {
  const taken = new Set(model.measures.map(({ name }) => name));
  let name = "question";
  while (taken.has(name)) name += "_";
  return name;
}

function withMeasure(tree: Tree, name: string, leaf: Leaf): Tree {
  if (tree.node !== "map") throw new Error("a scenario is a mapping");
  const measures = get(tree, "measures");
  const { place, layer } = measures ?? tree;
  const entries = new Map(entriesOf(measures)).set(name, leaf);
  return { ...tree, entries: new Map(tree.entries).set("measures", { node: "map", entries, place, layer }) };
}
