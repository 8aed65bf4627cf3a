/**
 * Runs many paths, in order, until all are done or something ends it: Ctrl-C, a timeout, a rule that is content.
 *
 * What was delivered until then is whole: paths 0 to some number, none left out. The lengths of the ranges follow the
 * speed of the machine, which changes no result.
 */
import { rangesOf, runRanges } from "@steppe/kernel";
import type { Io } from "../io.ts";
import type { Lanes } from "./lanes.ts";
import type { Taken } from "./taking.ts";

/** Why it ended. `content`: whoever takes the columns wanted no more. */
export type Ended = "complete" | "content" | "interrupted" | "timeout";

export interface DriveOptions {
  readonly paths: number;
  /** Counts of paths at which `take` must be asked. */
  readonly marks?: Iterable<number>;
  /** When it ends at the latest, on the clock of `performance.now()`; what is past then ends it before any path. */
  readonly endsAt?: number;
  /**
   * Takes in what was wanted of the next range, in order of path; nothing of its digest is kept that is not copied. False:
   * no more are wanted.
   */
  readonly take: (taken: Taken) => boolean;
}

/** A range is to take about so long: short enough to look up in between, long enough not to be felt. */
const RANGE_SECONDS = 0.1;
const FIRST_RANGE = 4;
/** Columns of a range take memory in each thread. */
const MOST_PATHS = 1024;
/** A range has a price of its own: a shorter one would end no sooner. */
const LEAST_SHARE = 64;

/** Of few lengths, so that the arrays of one range can serve for the next. */
const rangeSize = (paths: number): number => Math.min(MOST_PATHS, 2 ** Math.floor(Math.log2(Math.max(1, paths))));

/**
 * How many of the paths that are left the next range may have: less and less towards the end, so that all lanes end at
 * about the same time (guided self-scheduling: Polychronopoulos & Kuck 1987). A lane alone waits for none.
 */
function shareOf(left: number, lanes: Lanes["lanes"]): number {
  if (lanes.length === 1) return left;
  const handedOut = lanes.reduce((sum, { depth = 1 }) => sum + depth, 0);
  return Math.max(LEAST_SHARE, Math.floor(left / (2 * handedOut)));
}

/** When a command that may take so long must end: the time counts from where it began. */
export const endOf = ({ begun = performance.now() }: Io, timeoutSeconds: number): number =>
  begun + timeoutSeconds * 1000;

export async function drivePaths({ lanes, giveBack, close }: Lanes, options: DriveOptions): Promise<Ended> {
  let ended: Ended | undefined;
  let done = 0;
  let size = FIRST_RANGE;
  const begun = performance.now();
  let end: (how: Ended) => void = () => {};
  const early = new Promise<void>((resolve) => {
    end = (how) => {
      ended ??= how;
      resolve();
    };
  });
  const deliver = (taken: Taken): boolean => {
    if (ended) return false;
    const wanted = options.take(taken);
    giveBack(taken);
    done += taken.count;
    size = rangeSize((done / ((performance.now() - begun) / 1000) / lanes.length) * RANGE_SECONDS);
    if (!wanted) end("content");
    return wanted;
  };
  const interrupt = (): void => end("interrupted");
  process.once("SIGINT", interrupt);
  const left = options.endsAt === undefined ? undefined : options.endsAt - begun;
  if (left !== undefined && left <= 0) end("timeout");
  const timer = left === undefined || ended ? undefined : setTimeout(() => end("timeout"), left);
  try {
    const paths = ended ? 0 : options.paths;
    const all = runRanges(
      lanes,
      rangesOf(paths, (rest) => Math.min(size, rangeSize(shareOf(rest, lanes))), options.marks ?? []),
      deliver,
    );
    // Where it ends early nobody waits for the rest: what still goes wrong there is of no use to anyone.
    all.catch(() => {});
    await Promise.race([all, early]);
  } finally {
    process.off("SIGINT", interrupt);
    clearTimeout(timer);
    await close();
  }
  return ended ?? "complete";
}
