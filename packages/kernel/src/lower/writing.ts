/** Code in the making: statements one after another, variables, and the way out to exact arithmetic. */
import {
  type Expr,
  type FunctionCode,
  type Label,
  type Local,
  leave,
  type Stmt,
  set,
  type Type,
  when,
} from "../code/index.ts";

/** A constant or a variable can be read twice at no cost. */
const isPlain = (expr: Expr): boolean => expr.kind === "const" || expr.kind === "local";

export class Writing {
  readonly function: FunctionCode;
  /** Where to go when a value is too close to call. */
  readonly doubt: Label;
  #statements: Stmt[] = [];
  #asks = false;

  constructor(code: FunctionCode, doubt: Label) {
    this.function = code;
    this.doubt = doubt;
  }

  get statements(): readonly Stmt[] {
    return this.#statements;
  }

  do(...statements: readonly Stmt[]): void {
    this.#statements.push(...statements);
  }

  local<T extends Type>(type: T, name: string): Local<T> {
    return this.function.local(type, name);
  }

  /** A value that can be read again: kept in a variable unless it is plain. */
  keep<T extends Type>(expr: Expr<T>, name = "x"): Expr<T> {
    if (isPlain(expr)) return expr;
    const local = this.local(expr.type as T, name);
    this.do(set(local as Local<T>, expr));
    return local as unknown as Expr<T>;
  }

  /** Whether anything has gone on to exact arithmetic. */
  get asks(): boolean {
    return this.#asks;
  }

  ask(): void {
    this.#asks = true;
    this.do(leave(this.doubt));
  }

  askIf(condition: Expr<"i32">): void {
    this.#asks = true;
    this.do(when(condition, [leave(this.doubt)]));
  }

  /** What `body` writes, apart. */
  aside<R>(body: () => R): { readonly result: R; readonly statements: readonly Stmt[] } {
    const outer = this.#statements;
    this.#statements = [];
    try {
      return { result: body(), statements: this.#statements };
    } finally {
      this.#statements = outer;
    }
  }
}
