/** What went wrong on many paths: each problem once, with how many paths it came on and the first of them. */
import type { Problem } from "@steppe/core";
import type { Trouble } from "@steppe/kernel";

/** So many path numbers are kept as examples. */
export const EXAMPLES = 5;

/** One thing that went wrong, with how many paths and the first of them. */
export interface TroubleCount {
  /** The column that has no value; -1: the whole path went wrong. */
  readonly column: number;
  /** As on the first path. */
  readonly problem: Problem;
  readonly count: number;
  readonly examples: readonly number[];
}

/** The first of path numbers. */
export const leastOf = (paths: readonly number[]): readonly number[] =>
  [...paths].sort((a, b) => a - b).slice(0, EXAMPLES);

export class Troubles {
  readonly #known = new Map<string, TroubleCount>();

  add({ path, column, problem }: Trouble): void {
    this.count({ column, problem, count: 1, examples: [path] });
  }

  /** The same problem at the same place is one, whatever its words say of the path. */
  count(trouble: TroubleCount): void {
    const { code, place, message } = trouble.problem;
    const key = JSON.stringify([trouble.column, code, place ?? message]);
    const known = this.#known.get(key);
    if (!known) {
      this.#known.set(key, trouble);
      return;
    }
    const [one, other] = firstOf(trouble) < firstOf(known) ? [trouble, known] : [known, trouble];
    this.#known.set(key, {
      ...one,
      count: one.count + other.count,
      examples: leastOf([...one.examples, ...other.examples]),
    });
  }

  /** In order of their first path. */
  list(): readonly TroubleCount[] {
    return [...this.#known.values()].sort((a, b) => firstOf(a) - firstOf(b) || a.column - b.column);
  }
}

const firstOf = ({ examples }: TroubleCount): number => examples[0] as number;
