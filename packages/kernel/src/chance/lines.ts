/** Code written line by line into a function that is in the making: here, or by whoever wants it without a call. */
import { type Expr, type FunctionCode, type Local, type Stmt, set, type Type } from "../code/index.ts";

/** Where lines go. */
export interface Lines {
  do(...statements: readonly Stmt[]): void;
  local<T extends Type>(type: T, name: string): Local<T>;
  /** A value that can be read again. */
  keep<T extends Type>(expr: Expr<T>, name?: string): Expr<T>;
}

/** Lines of the body of a function. */
export class BodyLines implements Lines {
  readonly #code: FunctionCode;
  readonly statements: Stmt[] = [];

  constructor(code: { readonly kind: "function" }) {
    this.#code = code as FunctionCode;
  }

  do(...statements: readonly Stmt[]): void {
    this.statements.push(...statements);
  }

  local<T extends Type>(type: T, name: string): Local<T> {
    return this.#code.local(type, name);
  }

  keep<T extends Type>(expr: Expr<T>, name = "x"): Expr<T> {
    const local = this.local(expr.type as T, name);
    this.do(set(local as Local<T>, expr));
    return local as unknown as Expr<T>;
  }
}
