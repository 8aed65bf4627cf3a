/** How fast paths come in: of late, and without the time that starting took. */

/** What is told of the rate leans on so much time, in milliseconds. */
const WINDOW = 10_000;
/** A rate over less time than this would be chance. */
const LEAST = 300;

export class Pace {
  readonly #seen: { readonly done: number; readonly at: number }[] = [];

  /** Paths a second; undefined until there is something to go by. `now`: milliseconds of a clock that only runs on. */
  rate(done: number, now: number): number | undefined {
    if (done === 0) return undefined;
    const seen = this.#seen;
    seen.push({ done, at: now });
    // One that is older than the window stays, to count from.
    while (seen.length > 2 && now - (seen[1] as { at: number }).at >= WINDOW) seen.shift();
    const { done: before, at } = seen[0] as { done: number; at: number };
    return now - at < LEAST || done === before ? undefined : ((done - before) * 1000) / (now - at);
  }
}
