/** The line that tells how far many paths are: on a terminal only, and gone when they are done. */
import { groupThousands } from "@steppe/core";
import { clip } from "../views/text.ts";
import { Pace } from "./pace.ts";

/** What is told: counts and, where there is one, how narrow the first measure's interval has become. */
export interface ProgressState {
  readonly done: number;
  readonly paths: number;
  readonly interval?: string;
}

/** Not more often than this: a line that changes faster cannot be read. */
export const EVERY_MS = 100;

const ERASE = "\r\x1b[K";

/** Room for what a terminal shows of Ctrl-C, and the cursor: else the line would go on in the next, and stay there. */
const ECHO = 3;

export class Progress {
  readonly #stream: NodeJS.WriteStream;
  readonly #now: () => number;
  readonly #begun: number;
  readonly #pace = new Pace();
  #told: number | undefined;

  /** `now`: milliseconds of a clock that only runs on. */
  constructor(stream: NodeJS.WriteStream, now: () => number = () => performance.now()) {
    this.#stream = stream;
    this.#now = now;
    this.#begun = now();
  }

  /** Tells it, unless it has just been told or nobody looks. `state` is asked only then. */
  tell(state: () => ProgressState): void {
    const now = this.#now();
    if (!this.#stream.isTTY || now - (this.#told ?? this.#begun) < EVERY_MS) return;
    this.#told = now;
    const told = state();
    const line = progressText(told, this.#pace.rate(told.done, now));
    this.#stream.write(ERASE + clip(line, Math.max(0, (this.#stream.columns ?? 80) - ECHO)));
  }

  /** Takes the line away. */
  end(): void {
    if (this.#told !== undefined) this.#stream.write(ERASE);
  }
}

export function progressText(state: ProgressState, rate?: number): string {
  return progressParts(state, rate).join(" · ");
}

/** Paths done, then what is known: their rate (paths a second), the time that is left, the interval. */
export function progressParts({ done, paths, interval }: ProgressState, rate?: number): readonly string[] {
  const many = groupThousands(String(paths));
  if (done === 0) return [`${many} paths: starting`];
  const pace =
    rate === undefined
      ? []
      : [
          `${rate >= 10 ? groupThousands(String(Math.round(rate))) : rate.toFixed(1)} a second`,
          `${durationText(Math.ceil((paths - done) / rate))} left`,
        ];
  return [`${groupThousands(String(done))} of ${many} paths`, ...pace, ...(interval === undefined ? [] : [interval])];
}

/** "42 s", "3 min 5 s", "2 h 10 min". */
function durationText(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}
