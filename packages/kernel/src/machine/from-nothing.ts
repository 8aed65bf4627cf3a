/** Code that is run again within one function, as if each time were the first. */
import { type FunctionCode, f64, i32, i64, type Local, type Stmt, set } from "../code/index.ts";

/**
 * The statements that `write` makes, with the variables that it takes for them set to nothing first: expressions count on
 * a new variable being 0, which it is only when the function begins.
 */
export function fromNothing(self: Pick<FunctionCode, "locals">, write: () => readonly Stmt[]): readonly Stmt[] {
  const before = self.locals.length;
  const statements = write();
  return [...self.locals.slice(before).map(cleared), ...statements];
}

function cleared(local: Local): Stmt {
  switch (local.type) {
    case "i32":
      return set(local as Local<"i32">, i32.const(0));
    case "i64":
      return set(local as Local<"i64">, i64.const(0n));
    case "f64":
      return set(local as Local<"f64">, f64.const(0));
  }
}
