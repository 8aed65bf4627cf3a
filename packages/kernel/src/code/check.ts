/** What can only be seen in a whole body: variables of other functions, jumps to what is not around, returns. */
import { insist } from "../wasm/index.ts";
import type { Callee, Expr, Label, Stmt } from "./tree.ts";
import { childrenOf, expressionsOf } from "./walk.ts";

function checkExpr(owner: Callee, expr: Expr): void {
  if (expr.kind === "local") {
    insist(expr.owner === owner, () => `\`${owner.name}\` uses \`${expr.name}\` of another function`);
  }
  for (const operand of expressionsOf(expr)) checkExpr(owner, operand);
}

function checkReturn({ name, results }: Callee, values: readonly Expr[]): void {
  insist(values.length === results.length, () => `\`${name}\` returns ${values.length} values, not ${results.length}`);
  for (const [i, type] of results.entries()) {
    insist(values[i]?.type === type, () => `result ${i + 1} of \`${name}\` is ${type}, not ${values[i]?.type}`);
  }
}

/** Asserts that a body can be the body of `owner`. */
export function checkBody(owner: Callee, body: readonly Stmt[], around: readonly Label[] = []): void {
  for (const stmt of body) {
    if (stmt.kind === "leave" || stmt.kind === "again") {
      insist(around.includes(stmt.label), () => `${stmt.kind} in \`${owner.name}\` to a label that is not around it`);
    }
    if (stmt.kind === "return") checkReturn(owner, stmt.values);
    const { expressions, bodies } = childrenOf(stmt);
    for (const expr of expressions) checkExpr(owner, expr);
    for (const { label, body: inner } of bodies) checkBody(owner, inner, label ? [...around, label] : around);
  }
}
