/** Actors: which machine each runs, with which inputs. */
import { checkText } from "../expression/index.ts";
import type { Expression } from "../expression/tree.ts";
import { didYouMean } from "../nearest.ts";
import type { Problems } from "../problems.ts";
import type { Kind } from "../quantity/index.ts";
import { entriesOf, get, headPlace, leafText, type Tree } from "../source/tree.ts";
import { bindingOf } from "../statechart/binding.ts";
import { checkInputs } from "../statechart/inputs.ts";
import { declaredKindText } from "../statechart/kinds.ts";
import type { Declaration, MachineOutline } from "../statechart/outline.ts";
import { INPUT_REFUSES, scenarioScope } from "../statechart/scope.ts";
import { compileFooting } from "./compile-footing.ts";
import { compileKnown } from "./compile-known.ts";
import type { ActorModel } from "./model.ts";
import type { ScenarioSurroundings } from "./surroundings.ts";

/** The actor, its inputs checked and its binding noted in `around`; undefined when its machine is unknown. */
export function compileActor(
  name: string,
  tree: Tree,
  outlines: ReadonlyMap<string, MachineOutline>,
  around: ScenarioSurroundings,
  problems: Problems,
): Omit<ActorModel, "chart"> | undefined {
  const machineTree = get(tree, "machine");
  const machine = leafText(machineTree);
  const outline = machine === undefined ? undefined : outlines.get(machine);
  if (!machineTree || machine === undefined) return undefined;
  if (!outline) {
    problems.error("unknown-machine", machineTree.place, `there is no machine \`${machine}\``, {
      label: "no such machine",
      help: didYouMean(machine, outlines.keys()),
      notes: [`machines: ${[...outlines.keys()].join(", ")}`],
    });
    return undefined;
  }
  const inputs = compileInputs(name, tree, outline, around, problems);
  around.bound.set(name, { name, outline, binding: bindingOf(outline.inputs, inputs, problems) });
  const doc = leafText(get(tree, "doc"));
  return {
    name,
    machine,
    inputs,
    ...compileKnown(tree, problems),
    ...compileFooting(tree, around, problems),
    ...(doc !== undefined && { doc }),
    place: headPlace(tree),
  };
}

function compileInputs(
  actor: string,
  tree: Tree,
  outline: MachineOutline,
  around: ScenarioSurroundings,
  problems: Problems,
): ReadonlyMap<string, Expression> {
  const given = entriesOf(get(tree, "with"));
  const check = (input: string, value: Tree, wanted: Kind | undefined): Expression | undefined => {
    if (value.node !== "leaf") return undefined;
    return problems.take(checkText(value.source, scenarioScope(around, `${actor}/${input}`, INPUT_REFUSES), wanted));
  };
  const use = { machine: outline.name, inputs: outline.inputs, given, currency: around.currency, check };
  const values = checkInputs(use, problems);
  const isGiven = (name: string): boolean => given.has(name) && given.get(name)?.node !== "null";
  const missing = [...outline.inputs.values()]
    .filter((one) => !one.initial && !isGiven(one.name))
    .map((one) => one.name);
  if (missing.length > 0) {
    problems.error(
      "missing-input",
      headPlace(tree),
      `actor \`${actor}\` gives no value for ${missing.map((one) => `\`${one}\``).join(", ")} of machine \`${outline.name}\``,
      {
        label: "needs more under `with`",
        help: missing.map(
          (one) => `add \`${one}: …\` (${declaredKindText((outline.inputs.get(one) as Declaration).kind)})`,
        ),
      },
    );
  }
  return values;
}
