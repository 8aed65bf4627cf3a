/** Actors: which machine each runs, with which inputs. */
import { checkText } from "../expression/index.ts";
import type { Expression } from "../expression/tree.ts";
import { didYouMean } from "../nearest.ts";
import type { Problems } from "../problems.ts";
import { kindText } from "../quantity/index.ts";
import { bindingOf, boundKinds } from "../statechart/binding.ts";
import { declaredKindText, isOpen } from "../statechart/kinds.ts";
import type { Declaration, MachineOutline } from "../statechart/outline.ts";
import { type PlaceInMachine, scenarioScope } from "../statechart/scope.ts";
import { compileFooting } from "./compile-footing.ts";
import type { ActorModel } from "./model.ts";
import type { ScenarioSurroundings } from "./surroundings.ts";
import { entriesOf, get, headPlace, leafText, type Tree } from "../source/tree.ts";

const INPUT_REFUSES: PlaceInMachine["refuse"] = {
  today: "an input is fixed by assumptions; let the machine read `today`",
  ledger: "an input is fixed by assumptions; let the machine read the ledger",
  remote: "an input is fixed by assumptions; let the machine read the other actor",
  history: "an input is fixed by assumptions; let the machine ask for dates and counts",
  draw: "an input is read again and again; give the draw a name under `assume` and use the name here",
};

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
  for (const [name, value] of given) {
    if (outline.inputs.has(name)) continue;
    problems.error("unknown-input", headPlace(value), `machine \`${outline.name}\` has no input \`${name}\``, {
      label: "no such input",
      help: didYouMean(name, outline.inputs.keys()),
      notes: [`inputs of \`${outline.name}\`: ${[...outline.inputs.keys()].join(", ") || "none"}`],
    });
  }
  const values = new Map<string, Expression>();
  const check = (declaration: Declaration, wantsLike: boolean): void => {
    const value = given.get(declaration.name);
    if (value?.node !== "leaf") return;
    const kinds = wantsLike ? boundKinds(outline.inputs, bindingOf(outline.inputs, values, problems), around.currency) : undefined;
    const wanted = wantsLike || !isOpen(declaration.kind) ? (kinds?.get(declaration.name) ?? declaration.kind) : undefined;
    const scope = scenarioScope(around, `${actor}/${declaration.name}`, INPUT_REFUSES);
    const expression = problems.take(checkText(value.source, scope, wanted as never));
    if (!expression) return;
    if (isOpen(declaration.kind) && expression.kind.type !== declaration.kind.type) {
      problems.error("kind-mismatch", value.place, `input \`${declaration.name}\` of \`${outline.name}\` is ${declaredKindText(declaration.kind)}, and this is ${kindText(expression.kind)}`, {
        label: kindText(expression.kind),
      });
      return;
    }
    values.set(declaration.name, expression);
  };
  const all = [...outline.inputs.values()];
  for (const declaration of all) if (declaration.like === undefined) check(declaration, false);
  for (const declaration of all) if (declaration.like !== undefined) check(declaration, true);
  const missing = all.filter((one) => !one.initial && !given.has(one.name)).map((one) => one.name);
  if (missing.length > 0) {
    problems.error("missing-input", headPlace(tree), `actor \`${actor}\` gives no value for ${missing.map((one) => `\`${one}\``).join(", ")} of machine \`${outline.name}\``, {
      label: "needs more under `with`",
      help: missing.map((one) => `add \`${one}: …\` (${declaredKindText((outline.inputs.get(one) as Declaration).kind)})`),
    });
  }
  return values;
}
