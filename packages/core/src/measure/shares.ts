/**
 * Which numbers are parts of a whole, and are shown in per cent: a kind does not say so, since `5%` is the number
 * 0.05, but the way it is written or read does.
 */
import type { Expression } from "../expression/index.ts";
import { type Kind, SHARE } from "../quantity/index.ts";
import { settingsOf } from "../scenario/explain.ts";
import type { Model } from "../scenario/model.ts";

const known = new WeakMap<Model, ReadonlySet<string>>();

/** The assumptions that are shares: written in per cent throughout, or given to an input that is one. */
function shareAssumptions(model: Model): ReadonlySet<string> {
  const found = known.get(model);
  if (found) return found;
  const shares = new Set<string>();
  for (const { name, written } of model.assumptions.values()) {
    if (isInPercent(settingsOf(written)[0]?.text ?? "")) shares.add(name);
  }
  for (const { chart, inputs } of model.actors) {
    for (const [input, value] of inputs) {
      const isShare = model.charts.get(chart)?.inputs.get(input)?.kind.type === "share";
      if (isShare && value.node === "reference" && value.reference.to === "assumption")
        shares.add(value.reference.name);
    }
  }
  known.set(model, shares);
  return shares;
}

/** `4%`, `triangular(0%, 4%, 30%)`: every number in it is a percentage. */
function isInPercent(text: string): boolean {
  const numbers = text.match(/(?<![\w.])\d[\d_,]*(?:\.\d+)?\s*%?/g) ?? [];
  return (
    numbers.length > 0 && numbers.every((one) => one.endsWith("%")) && !/[*/^]/.test(text) && !/^chance\b/.test(text)
  );
}

/** The kind in which a value is shown: `share` for a number that is one. */
export function shownKind(model: Model, kind: Kind, name: string): Kind {
  return kind.type === "number" && shareAssumptions(model).has(name) ? SHARE : kind;
}

/** The same for the value of an expression, as it was written. */
export function shownKindOf(model: Model, expression: Expression, text: string): Kind {
  const { kind } = expression;
  if (expression.node === "reference" && expression.reference.to === "assumption") {
    return shownKind(model, kind, expression.reference.name);
  }
  return kind.type === "number" && isInPercent(text) ? SHARE : kind;
}
