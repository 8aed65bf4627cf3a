/** Values that code has found, by name, and how they are put into cells. */
import type { Kind } from "@steppe/core";
import { type Expr, f64, i32, i64, type Stmt } from "../code/index.ts";
import type { Found } from "../lower/evaluation.ts";

/** Puts a found value into a cell. */
export function storeFound(base: Expr<"i32">, offset: number, found: Found): readonly Stmt[] {
  switch (found.cell) {
    case "i64":
      return [i64.store(base, found.code, offset)];
    case "f64":
      return [f64.store(base, found.code, offset)];
    case "i32":
      return [i32.store(base, found.code, offset)];
    case "duration":
      return [i32.store(base, found.months, offset), i32.store(base, found.days, offset + 4)];
  }
}

export interface NamedFound {
  readonly name: string;
  readonly kind: Kind;
  readonly value: Found;
}
