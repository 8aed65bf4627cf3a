/** How a path ends before its time: the World is then asked what went wrong, or runs the path itself. */
import { type Callee, i32, type Program, run, type Stmt } from "../code/index.ts";

/** Why; only for the counts, since the World says it in full. */
export const FAILURE = {
  /** A value, a queue or a pool beyond what the kernel holds. */
  tooLarge: 1,
  livelock: 2,
  negativeAmount: 3,
  sameParty: 4,
  negativeDelay: 5,
  missingField: 6,
  kindMismatch: 7,
  openedName: 8,
  period: 9,
  tooManySteps: 10,
} as const;

export type Fail = (why: (typeof FAILURE)[keyof typeof FAILURE]) => Stmt;

/** Calls the import `fail`, which does not come back. */
export function failIn(program: Program): { readonly callee: Callee<readonly []>; readonly fail: Fail } {
  const callee = program.importFunction("fail", ["i32"], []);
  return { callee, fail: (why) => run(callee, i32.const(why)) };
}
