/**
 * Names in generated code: what its author called a thing and a number, so that no two are alike and none is a word of
 * the language. Both back ends use them: a stack trace of one can be read beside the code of the other.
 */
import type { Callee, Global, Local } from "./tree.ts";

/** `rent_0` for a variable, `settle_f2` for a function, `ask_i0` for an import, `day_g1` for a global. */
export function identifierOf(named: Local | Global | Callee): string {
  const mark = { local: "", global: "g", function: "f", import: "i" }[named.kind];
  return `${named.name}_${mark}${named.index}`;
}
