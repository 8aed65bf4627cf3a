/**
 * Days on which actors that run alone take a step: on each of them what is expected of the day is asked.
 *
 * A byte for each day of the period. A path begins with the days of those that are the same on every path.
 */
import {
  both,
  type Callee,
  type Expr,
  i32,
  i64,
  loopWhile,
  memoryCopy,
  type Program,
  run,
  type Stmt,
  set,
  when,
} from "../code/index.ts";
import { GLOBAL, type Plan } from "../plan/plan.ts";

const n = (value: number): Expr<"i32"> => i32.const(value);

export interface Marks {
  readonly begin: readonly Stmt[];
  /** What is the same on every path has been run: each path begins with its days. */
  readonly settle: readonly Stmt[];
  mark(day: Expr<"i32">): readonly Stmt[];
  isMarked(day: Expr<"i32">): Expr<"i32">;
  /** (first day, last day): asks `close` at the end of each marked day of these; it is then that day. */
  between(close: Callee<readonly []>): Callee<readonly []>;
}

export function marksIn(program: Program, { model }: Plan, table: (bytes: Uint8Array) => number): Marks {
  const { start, end } = model.period;
  // Eight days are looked at together, so that there are some behind the last.
  const bytes = new Uint8Array(end - start + 1 + 8);
  const [address, template] = [table(bytes), table(bytes)];
  const copy = (to: number, from: number) => [memoryCopy(n(to), n(from), n(bytes.length))];
  const at = (day: Expr<"i32">): Expr<"i32"> => i32.add(i32.sub(day, n(start)), n(address));
  return {
    begin: copy(address, template),
    settle: copy(template, address),
    mark: (day) => [i32.store8(at(day), n(1))],
    isMarked: (day) => i32.load8_u(at(day)),
    between: (close) =>
      program.function("askBetween", { first: "i32", last: "i32" }, [], ({ first: day, last }) => [
        loopWhile(i32.le_s(day, last), () => [
          when(
            both(i32.eqz(i32.and(i32.sub(day, n(start)), n(7))), i64.eqz(i64.load(at(day)))),
            [set(day, i32.add(day, n(8)))],
            [when(i32.load8_u(at(day)), [i32.store(n(GLOBAL.today), day), run(close)]), set(day, i32.add(day, n(1)))],
          ),
        ]),
      ]),
  };
}
