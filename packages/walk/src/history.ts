/**
 * The Worlds of one future, from the first to as far as it has been walked.
 *
 * A World is kept every so many steps; those between are stepped again when they are asked for. So a jump anywhere costs
 * at most one stretch of steps, and memory grows by the trace and by little else.
 */
import { type EpochDay, run, step, type World } from "@steppe/core";

/** Steps between Worlds that are kept: some half a millisecond of stepping. */
const STRETCH = 64;

/** So many steps in one run are a model that does too much too often: where `run` gives up as well. */
const MOST_STEPS = 1_000_000;

export class History {
  /** The World after k · STRETCH steps. */
  readonly #kept: World[];
  #newest: World;
  /** The World one step before the newest: what `world` asks for when somebody walks on step by step. */
  #before: World;
  #stretch: { readonly from: number; readonly worlds: World[] };

  constructor(first: World) {
    if (first.trace.length !== 0) throw new RangeError("a history begins before the first step");
    this.#kept = [first];
    this.#newest = first;
    this.#before = first;
    this.#stretch = { from: 0, worlds: [first] };
  }

  /** The furthest World there is: the end of this future, if `isWhole`. */
  get newest(): World {
    return this.#newest;
  }

  /** How many steps have been taken so far. */
  get known(): number {
    return this.#newest.trace.length;
  }

  /** Whether nothing comes after `newest`: the period ended, or the model went wrong. */
  get isWhole(): boolean {
    return this.#newest.ended || this.#newest.problem !== undefined;
  }

  /** Walks on until so many steps are known, or there are no more. */
  reach(steps: number): void {
    while (this.known < steps && !this.isWhole) {
      const next = this.known >= MOST_STEPS ? run(this.#newest) : step(this.#newest);
      if (next.trace.length === this.known && !next.ended && !next.problem) {
        throw new Error("a step that neither steps nor ends");
      }
      if (next.trace.length > this.known) this.#before = this.#newest;
      this.#newest = next;
      if (next.trace.length % STRETCH === 0 && this.#kept.length === next.trace.length / STRETCH) this.#kept.push(next);
    }
  }

  /** Walks to the end, and says how many steps there are. */
  whole(): number {
    this.reach(Number.POSITIVE_INFINITY);
    return this.known;
  }

  /**
   * The World after so many steps, from 0: after the last one, the World at the end of the period, or the one in which the
   * model went wrong. Looks one step ahead, so that it is the same whether or not anybody was further on before. Asserts
   * that there are so many.
   */
  world(steps: number): World {
    this.reach(steps + 1);
    if (!Number.isInteger(steps) || steps < 0 || steps > this.known) throw new RangeError(`there is no step ${steps}`);
    if (steps === this.known) return this.#newest;
    if (steps === this.known - 1) return this.#before;
    const from = Math.floor(steps / STRETCH) * STRETCH;
    if (this.#stretch.from !== from) this.#stretch = { from, worlds: [this.#kept[from / STRETCH] as World] };
    const { worlds } = this.#stretch;
    while (worlds.length <= steps - from) worlds.push(step(worlds.at(-1) as World));
    return worlds[steps - from] as World;
  }

  /** How many steps there are up to a date, it included. */
  stepsUpTo(date: EpochDay): number {
    while (!this.isWhole && this.#newest.today <= date) this.reach(this.known + STRETCH);
    const { trace } = this.#newest;
    let [low, high] = [0, trace.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((trace.at(middle)?.date ?? 0) <= date) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
