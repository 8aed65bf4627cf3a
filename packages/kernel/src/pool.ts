/**
 * Many paths over several lanes: ranges are handed out as lanes come free and delivered in order of path.
 *
 * So what is delivered does not depend on how many lanes there are, how fast each is, or how long the ranges are, as
 * long as whoever takes it in looks at the paths and not at the ranges. A lane is a worker or this thread: the caller's.
 */

/** Runs ranges one after the other, and answers with what is wanted of each. */
export interface Lane<T> {
  run(first: number, count: number): Promise<T>;
  /** How many ranges it may be asked for at once, of which it runs the first; absent: one. */
  readonly depth?: number;
  /** Of a lane that takes time to start: settled when it can run. Nothing is asked of it before, and nobody waits for it. */
  readonly ready?: Promise<void>;
}

export interface Range {
  readonly first: number;
  readonly count: number;
}

/**
 * Ranges that cover `paths` in order, with a cut at each of `marks` (ascending). `size` is asked for each how many
 * of the paths that are left it may have, at least one.
 */
export function* rangesOf(
  paths: number,
  size: (left: number) => number,
  marks: Iterable<number> = [],
): Iterable<Range> {
  const cuts = marks[Symbol.iterator]();
  let cut = cuts.next();
  let first = 0;
  while (first < paths) {
    while (!cut.done && cut.value <= first) cut = cuts.next();
    const end = Math.min(paths, first + Math.max(1, Math.floor(size(paths - first))), cut.done ? paths : cut.value);
    yield { first, count: end - first };
    first = end;
  }
}

/** Ranges that may be under way or waiting for one before them, for each lane: what bounds the memory that waits. */
const AHEAD = 4;

/**
 * Runs ranges over lanes and delivers the answers in order, one after the other. Ends when all are delivered, or when
 * `deliver` answers false: what is under way then is waited for and left. A lane that fails ends it with its error.
 */
export async function runRanges<T>(
  lanes: readonly Lane<T>[],
  ranges: Iterable<Range>,
  deliver: (answer: T) => boolean,
): Promise<void> {
  const source = ranges[Symbol.iterator]();
  const waiting = new Map<number, { readonly answer: T }>();
  let handedOut = 0;
  let delivered = 0;
  let over = false;
  const wake: (() => void)[] = [];
  const flush = (): void => {
    for (let next = waiting.get(delivered); !over && next; next = waiting.get(delivered)) {
      waiting.delete(delivered);
      delivered += 1;
      over = !deliver(next.answer);
      if (over) finish();
    }
    for (const go of wake.splice(0)) go();
  };
  let finish = (): void => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const work = async (lane: Lane<T>): Promise<void> => {
    if (lane.ready) await Promise.race([lane.ready, finished]);
    while (!over) {
      if (handedOut - delivered >= AHEAD * lanes.length) {
        await new Promise<void>((go) => wake.push(go));
        continue;
      }
      const next = source.next();
      if (next.done) {
        finish();
        return;
      }
      const turn = handedOut++;
      try {
        waiting.set(turn, { answer: await lane.run(next.value.first, next.value.count) });
        flush();
      } catch (error) {
        over = true;
        flush();
        finish();
        throw error;
      }
    }
  };
  await Promise.all(lanes.flatMap((lane) => Array.from({ length: lane.depth ?? 1 }, () => work(lane))));
}
