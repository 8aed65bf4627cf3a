/** The parts of expressions and statements, for whatever goes through a whole tree. */
import type { Expr, Label, Stmt } from "./tree.ts";

/** The operands of an expression, in the order of their evaluation. */
export function expressionsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case "op":
    case "call":
      return expr.operands;
    case "load":
      return [expr.address];
    case "choose":
      return [expr.condition, expr.then, expr.otherwise];
    case "select":
      return [expr.then, expr.otherwise, expr.condition];
    case "grow":
      return [expr.pages];
    default:
      return [];
  }
}

interface Parts {
  readonly expressions: readonly Expr[];
  /** Bodies within, each with the label that may be gone to from it. */
  readonly bodies: readonly { readonly label?: Label; readonly body: readonly Stmt[] }[];
}

/** The expressions that a statement evaluates itself, what it sets included, and the bodies within it. */
export function childrenOf(stmt: Stmt): Parts {
  switch (stmt.kind) {
    case "set":
      return { expressions: [stmt.target, stmt.value], bodies: [] };
    case "store":
      return { expressions: [stmt.address, stmt.value], bodies: [] };
    case "when":
      return { expressions: [stmt.condition], bodies: [{ body: stmt.then }, { body: stmt.otherwise }] };
    case "block":
      return { expressions: [], bodies: [{ label: stmt.label, body: stmt.body }] };
    case "while":
      return { expressions: [stmt.condition], bodies: [{ label: stmt.label, body: stmt.body }, { body: stmt.step }] };
    case "switch":
      return { expressions: [stmt.index], bodies: [...stmt.cases, stmt.otherwise].map((body) => ({ body })) };
    case "return":
      return { expressions: stmt.values, bodies: [] };
    case "run":
      return { expressions: [...stmt.call.operands, ...stmt.into], bodies: [] };
    case "fill":
      return { expressions: [stmt.address, stmt.value, stmt.length], bodies: [] };
    case "copy":
      return { expressions: [stmt.to, stmt.from, stmt.length], bodies: [] };
    default:
      return { expressions: [], bodies: [] };
  }
}
