/** The value of an i32 that is made of constants only. */
import type { Expr } from "../code/index.ts";

/** The value of sums, differences and products of constants; undefined where anything else is in it. */
export function wordOf(expr: Expr<"i32">): number | undefined {
  if (expr.kind === "const") return expr.value as number;
  if (expr.kind !== "op") return undefined;
  const [a, b] = expr.operands.map((one) => wordOf(one as Expr<"i32">));
  if (a === undefined || b === undefined) return undefined;
  switch (expr.name) {
    case "i32.add":
      return (a + b) | 0;
    case "i32.sub":
      return (a - b) | 0;
    case "i32.mul":
      return Math.imul(a, b);
    default:
      return undefined;
  }
}
