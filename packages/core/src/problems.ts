/** Collecting problems: a stage says everything that is wrong, not the first thing only. */
import type { Place, Problem, Result } from "./problem.ts";

type Details = Omit<Problem, "code" | "severity" | "message" | "place">;

export class Problems {
  readonly #list: Problem[] = [];

  error(code: string, place: Place | undefined, message: string, details: Details = {}): void {
    this.#list.push({ code, severity: "error", message, ...(place && { place }), ...details });
  }

  warning(code: string, place: Place | undefined, message: string, details: Details = {}): void {
    this.#list.push({ code, severity: "warning", message, ...(place && { place }), ...details });
  }

  add(problems: Iterable<Problem>): void {
    for (const problem of problems) this.#list.push(problem);
  }

  /** The value of a result, its problems taken over; undefined when it has none. */
  take<T>(result: Result<T>): T | undefined {
    this.add(result.problems);
    return result.ok ? result.value : undefined;
  }

  get hasErrors(): boolean {
    return this.#list.some(({ severity }) => severity === "error");
  }

  /** In order of file, line and column; what has no place comes last. Repeats are dropped. */
  sorted(): readonly Problem[] {
    const seen = new Set<string>();
    const distinct = this.#list.filter((problem) => {
      const key = JSON.stringify([problem.code, problem.place, problem.message]);
      return !seen.has(key) && seen.add(key);
    });
    return distinct.sort(byPlace);
  }
}

function byPlace(a: Problem, b: Problem): number {
  if (!a.place || !b.place) return (a.place ? 0 : 1) - (b.place ? 0 : 1);
  const file = a.place.file < b.place.file ? -1 : a.place.file > b.place.file ? 1 : 0;
  return file || a.place.line - b.place.line || a.place.column - b.place.column;
}
