/**
 * How many paths are watched while they run: a live block with a chart where a person looks at a terminal, one line
 * where the result goes elsewhere, nothing where nobody looks or what moves is of no use.
 */
import type { FanChart } from "../charts/fan-chart.ts";
import type { Io } from "../io.ts";
import { Live } from "./live.ts";
import { Progress, type ProgressState } from "./progress.ts";

export interface WatchState extends ProgressState {
  /** The fan as it has become. */
  readonly chart?: () => FanChart | undefined;
}

export interface Watch {
  /** Tells it, unless it has just been told or nobody looks. `state` is asked only then. */
  tell(state: () => WatchState): void;
  /** Leaves nothing on the screen. */
  end(): void;
}

export interface WatchOptions {
  readonly ascii?: boolean;
}

/** Whether a stream is a terminal that can move its cursor, before a person who wants it to. */
function isLively({ isTTY }: NodeJS.WriteStream, { CI, TERM, ACCESSIBLE }: NodeJS.ProcessEnv): boolean {
  return isTTY === true && TERM !== "dumb" && (CI ?? "") === "" && (ACCESSIBLE ?? "") === "";
}

/** Whether a chart may be drawn while paths run, and once more at the end. */
export const isWatched = ({ stdout, stderr, env }: Io): boolean => isLively(stdout, env) && isLively(stderr, env);

export function watchOf(io: Io, { ascii = false }: WatchOptions = {}): Watch {
  if (isWatched(io)) return new Live(io.stderr, io.env, ascii);
  return isLively(io.stderr, io.env) ? new Progress(io.stderr) : { tell() {}, end() {} };
}
