/** A question about a scenario that stands in no file: what a person who looks at a run asks of it. */
import type { Expression } from "../expression/tree.ts";
import { didYouMean } from "../nearest.ts";
import type { Place, Problem, Result } from "../problem.ts";
import type { Kind } from "../quantity/index.ts";
import { entriesOf, get, type Leaf, type Tree } from "../source/tree.ts";
import { compileScenario, type ShippedMachines } from "./compile.ts";
import type { Model } from "./model.ts";
import { withMeasures } from "./question-measures.ts";

/** The file name that places in a question carry; its text is the one line of that file. */
export const QUESTION_FILE = "(question)";

/**
 * An expression that may read what a measure of the scenario may (actors, states, sums of the ledger, assumptions, dates)
 * and measures themselves.
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
  const source = withMeasures(
    { text, place: ({ start, end }) => ({ ...whole, column: start + 1, length: Math.max(1, end - start) }) },
    model,
  );
  const leaf: Leaf = {
    node: "leaf",
    text: source.text,
    quoted: false,
    place: whole,
    keyPlace: whole,
    layer: QUESTION_FILE,
    source,
  };
  const compiled = compileScenario(withMeasure(model.tree, name, leaf), model.name, machines);
  if (!compiled.ok) {
    const own = compiled.problems.filter(({ place }) => place?.file === QUESTION_FILE);
    return { ok: false, problems: own.map((problem) => withNearMeasures(problem, text, model)) };
  }
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

/** A name that nothing has may be meant for a measure. */
function withNearMeasures(problem: Problem, text: string, { measures }: Model): Problem {
  const { code, place, help = [] } = problem;
  if (code !== "unknown-name" || !place) return problem;
  const name = text.slice(place.column - 1, place.column - 1 + (place.length ?? 1));
  const near = didYouMean(
    name,
    measures.map((one) => one.name),
  );
  return near.length === 0 ? problem : { ...problem, help: [...near, ...help] };
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
