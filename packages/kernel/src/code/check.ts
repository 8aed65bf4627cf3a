/** What can only be seen in a whole body: variables of other functions, jumps to what is not around, returns. */
import { insist } from "../wasm/index.ts";
import type { Callee, Expr, Global, Label, Stmt, Unit } from "./tree.ts";
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

/** Asserts that all that the functions of a program call, read and set is of that program. */
export function checkUnit(unit: Unit): void {
  const own = new Set<object>([...unit.functions, ...unit.imports, ...unit.globals]);
  const check = (name: string, one: Callee | Global): void => {
    insist(own.has(one), () => `\`${name}\` uses \`${one.name}\` of another program`);
  };
  const checkAll = (name: string, body: readonly Stmt[]): void => {
    for (const stmt of body) {
      if (stmt.kind === "run") check(name, stmt.call.callee);
      const { expressions, bodies } = childrenOf(stmt);
      for (const expr of expressions) checkOne(name, expr);
      for (const inner of bodies) checkAll(name, inner.body);
    }
  };
  const checkOne = (name: string, expr: Expr): void => {
    if (expr.kind === "global") check(name, expr);
    if (expr.kind === "call") check(name, expr.callee);
    for (const operand of expressionsOf(expr)) checkOne(name, operand);
  };
  for (const { name, body } of unit.functions) checkAll(name, body);
  for (const one of unit.exports) check("the program", one);
}
