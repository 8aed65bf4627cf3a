/** A path that code could not finish. */
import { ModelError } from "@steppe/core";
import { CellOverflow } from "../plan/cells.ts";

/** `why` is a number of FAILURE, or the problem that exact arithmetic met. */
export class PathFailure extends Error {
  readonly why: number | ModelError | CellOverflow;

  constructor(why: number | ModelError | CellOverflow) {
    super(typeof why === "number" ? `failure ${why}` : why.message);
    this.name = "PathFailure";
    this.why = why;
  }
}

/** What ended a path, if it is one that a path may meet; any other mistake is thrown on. */
export function failureOf(error: unknown): PathFailure {
  if (error instanceof PathFailure) return error;
  if (error instanceof ModelError || error instanceof CellOverflow) return new PathFailure(error);
  if (error instanceof RangeError && /call stack/i.test(error.message)) return new PathFailure(0);
  throw error;
}
