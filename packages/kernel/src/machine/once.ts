/**
 * Actors whose course is the same on every path: run once, when the code is started, and left in the state with which
 * each path begins. What they pay in each year lies in columns, not in that state: it is kept apart, and put there.
 */
import {
  type Callee,
  type Expr,
  type Global,
  i32,
  i64,
  loopOver,
  memoryCopy,
  type Program,
  run,
  type Stmt,
  set,
  when,
} from "../code/index.ts";
import type { Constants } from "../engine/constants.ts";
import { n } from "./kit.ts";

export interface Once {
  /** Runs them, from the state before anything has happened, and leaves what comes of it in its place. */
  readonly settle: Callee<readonly []>;
  /** Where a path begins: what they pay in each year. */
  readonly begin: Callee<readonly []>;
}

interface Surroundings {
  /** Where the state before anything has happened lies, and its bytes. */
  readonly template: number;
  readonly bytes: number;
  readonly constants: Constants;
  /** The columns of sums of money: their addresses, and the place of the path that runs. */
  readonly sums: readonly number[];
  readonly place: Global<"i32">;
  /** Keeps what running sums come to, and days that are marked. */
  readonly settle: readonly Stmt[];
}

export function onceIn(program: Program, actors: readonly Callee<readonly []>[], around: Surroundings): Once {
  const { template, bytes, constants, sums, place, settle: keep } = around;
  const columns = constants.words(sums);
  // How many columns have anything, then the address and the value of each.
  const found = constants.table(new Uint8Array(8 + 16 * sums.length));
  const entry = (index: Expr<"i32">): Expr<"i32"> => i32.shl(index, n(4));
  const settle = program.function("settleOnce", {}, [], (_params, self) => {
    const [index, column, count] = self.variables("i32", "index", "column", "count");
    const collect: readonly Stmt[] = [
      set(count, n(0)),
      ...loopOver(index, n(0), n(sums.length), () => [
        set(column, i32.load(i32.shl(index, n(2)), columns)),
        when(i64.ne(i64.load(column), i64.const(0n)), [
          i32.store(entry(count), column, found + 8),
          i64.store(entry(count), i64.load(column), found + 16),
          set(count, i32.add(count, n(1))),
          i64.store(column, i64.const(0n)),
        ]),
      ]),
      i32.store(n(found), count),
    ];
    return [
      memoryCopy(n(0), n(template), n(bytes)),
      set(place, n(0)),
      ...actors.map((one) => run(one)),
      memoryCopy(n(template), n(0), n(bytes)),
      ...keep,
      ...(sums.length > 0 ? collect : []),
    ];
  });
  const begin = program.function("beginOnce", {}, [], (_params, self) => {
    const [index, column] = self.variables("i32", "index", "column");
    return loopOver(index, n(0), i32.load(n(found)), () => [
      set(column, i32.add(i32.load(entry(index), found + 8), i32.shl(place, n(3)))),
      i64.store(column, i64.load(entry(index), found + 16)),
    ]);
  });
  return { settle, begin };
}
