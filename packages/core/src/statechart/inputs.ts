/** Values given to the inputs of a machine: by an actor of the file, or by an `open`. */
import type { Expression } from "../expression/tree.ts";
import { didYouMean } from "../nearest.ts";
import type { Problems } from "../problems.ts";
import { type Kind, kindText } from "../quantity/index.ts";
import { headPlace, type Tree } from "../source/tree.ts";
import { bindingOf, boundKinds } from "./binding.ts";
import { declaredKindText, isOpen } from "./kinds.ts";
import type { Declaration } from "./outline.ts";

export interface GivenInputs {
  readonly machine: string;
  readonly inputs: ReadonlyMap<string, Declaration>;
  readonly given: ReadonlyMap<string, Tree>;
  readonly currency: string;
  /** Checks the value of an input, of a kind where one is wanted; undefined (and a problem) when it is wrong. */
  readonly check: (input: string, value: Tree, wanted: Kind | undefined) => Expression | undefined;
}

/**
 * The values by input. One whose currency is left open takes any; one that is `like` another comes
 * after it and takes its currency. What no input is called is a problem.
 */
export function checkInputs(use: GivenInputs, problems: Problems): ReadonlyMap<string, Expression> {
  const { machine, inputs, given } = use;
  for (const [name, value] of given) {
    if (inputs.has(name)) continue;
    problems.error("unknown-input", headPlace(value), `machine \`${machine}\` has no input \`${name}\``, {
      label: "no such input",
      help: didYouMean(name, inputs.keys()),
      notes: [`inputs of \`${machine}\`: ${[...inputs.keys()].join(", ") || "none"}`],
    });
  }
  const values = new Map<string, Expression>();
  const all = [...inputs.values()];
  for (const one of all) if (one.like === undefined) checkInput(use, one, wantedAlone(one), values, problems);
  const kinds = boundKinds(inputs, bindingOf(inputs, values, problems), use.currency);
  for (const one of all) if (one.like !== undefined) checkInput(use, one, kinds.get(one.name), values, problems);
  return values;
}

const wantedAlone = ({ kind }: Declaration): Kind | undefined => (isOpen(kind) ? undefined : (kind as Kind));

function checkInput(
  { machine, given, check }: GivenInputs,
  { name, kind }: Declaration,
  wanted: Kind | undefined,
  values: Map<string, Expression>,
  problems: Problems,
): void {
  const value = given.get(name);
  const expression = value && check(name, value, wanted);
  if (!expression) return;
  if (!isOpen(kind) || expression.kind.type === kind.type) {
    values.set(name, expression);
    return;
  }
  const message = `input \`${name}\` of \`${machine}\` is ${declaredKindText(kind)}, and this is ${kindText(expression.kind)}`;
  const text = value.node === "leaf" && value.text.length <= 40 ? value.text.trim() : "…";
  const help =
    kind.type === "rate" && (expression.kind.type === "money" || expression.kind.type === "number")
      ? [`a rate is written with its period: \`${/^[^+*/-]*$/.test(text) ? text : `(${text})`} per year\``]
      : [];
  problems.error("kind-mismatch", expression.place, message, {
    label: kindText(expression.kind),
    ...(help.length > 0 && { help }),
  });
}
