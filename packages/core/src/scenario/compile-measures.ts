/** Measures and expectations: what is asked of a run, and what must hold in it. */
import { checkText } from "../expression/index.ts";
import type { Place } from "../problem.ts";
import type { Problems } from "../problems.ts";
import { BOOLEAN } from "../quantity/index.ts";
import { entriesOf, get, headPlace, itemsOf, leafText, type Tree } from "../source/tree.ts";
import { type PlaceInMachine, scenarioScope } from "../statechart/scope.ts";
import type { Surroundings } from "../statechart/surroundings.ts";
import type { Expectation, Measure } from "./model.ts";

const ASKING_REFUSES: PlaceInMachine["refuse"] = {
  draw: "what is asked of a run does not draw: give the draw a name under `assume`",
};

export function compileMeasures(tree: Tree | undefined, around: Surroundings, problems: Problems): readonly Measure[] {
  return [...entriesOf(tree)].flatMap(([name, about]) => {
    const leaf = about.node === "leaf" ? about : get(about, "value");
    if (leaf?.node !== "leaf") return [];
    const scope = scenarioScope(around, `measure/${name}`, ASKING_REFUSES);
    const expression = problems.take(checkText(leaf.source, scope));
    if (!expression) return [];
    const [title, doc] = ["title", "doc"].map((key) => leafText(get(about, key)));
    return [
      {
        name,
        expression,
        ...(title !== undefined && { title }),
        ...(doc !== undefined && { doc }),
        place: headPlace(about),
        text: leaf.text.trim(),
      },
    ];
  });
}

export function compileExpectations(
  tree: Tree | undefined,
  around: Surroundings,
  problems: Problems,
): readonly Expectation[] {
  const seen = new Map<string, Place>();
  return itemsOf(tree).flatMap((item, index) => {
    const when = (["always", "never", "at_end"] as const).find((key) => get(item, key));
    const leaf = when && get(item, when);
    if (!when || leaf?.node !== "leaf") return [];
    const id = leafText(get(item, "id")) ?? `expect/${index + 1}`;
    const first = seen.get(id);
    const idPlace = get(item, "id")?.place ?? item.place;
    if (first) {
      problems.error("duplicate-id", idPlace, `two expectations have the id \`${id}\``, {
        label: "again",
        related: [{ place: first, label: "first here" }],
      });
    }
    seen.set(id, first ?? idPlace);
    const scope = scenarioScope(around, id, ASKING_REFUSES);
    const test = problems.take(checkText(leaf.source, scope, BOOLEAN));
    const doc = leafText(get(item, "doc"));
    return test
      ? [{ id, when, test, ...(doc !== undefined && { doc }), place: headPlace(leaf), text: leaf.text.trim() }]
      : [];
  });
}
