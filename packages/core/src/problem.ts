/**
 * Problems: the mistakes of a user, as values.
 *
 * A problem has a code, the place in the file, what was found, what was expected and how to mend
 * it. Wording: lower case, no full stop, identifiers in backticks. A mistake of ours is not a
 * problem but an exception that stops the run.
 */

/** A stretch of one line in a file. Lines and columns count from 1; columns and length in UTF-16 units. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

export interface Problem {
  /** Stable, kebab-case, listed in codes/: "unknown-key", "kind-mismatch". */
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly place?: Place;
  /** What stands under the caret: "no such state". */
  readonly label?: string;
  /** How to mend it, one sentence each: "did you mean `ended`?". */
  readonly help?: readonly string[];
  /** Facts that explain: "states of `lease`: in_force, ended". */
  readonly notes?: readonly string[];
  /** Other places that belong to it: the first of two duplicate keys. */
  readonly related?: readonly { readonly place: Place; readonly label: string }[];
}

export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Ends a run of the model: carries the problem to the step that was being taken. */
export class ModelError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.message);
    this.name = "ModelError";
    this.problem = problem;
  }
}
