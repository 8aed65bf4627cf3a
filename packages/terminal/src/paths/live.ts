/** The live block: how far the paths are, how sure the measure has become, and the fan that sharpens as they come in. */
import { CHART_WIDTH_MOST, drawFan } from "../charts/draw-fan.ts";
import { type Glyphs, glyphsFor } from "../charts/glyphs.ts";
import { widthOf } from "../views/problem-frame-text.ts";
import { clip } from "../views/text.ts";
import { guardTerminal } from "./guard.ts";
import { Pace } from "./pace.ts";
import { EVERY_MS, progressParts } from "./progress.ts";
import { ScreenBlock, sizeOf } from "./screen-block.ts";
import type { Watch, WatchState } from "./watch.ts";

/** More is not seen at a glance. */
const CHART_HEIGHT_MOST = 20;

/** Frames may take so much of the time. */
const SHARE_OF_TIME = 0.1;

/** The lines of the block for a terminal of `columns` and `rows`, one of which stays free below it. `rate`: paths a second. */
export function liveLines(
  { done, paths, interval, chart }: WatchState,
  rate: number | undefined,
  { columns, rows }: { readonly columns: number; readonly rows: number },
  glyphs: Glyphs,
): readonly string[] {
  const width = Math.min(columns - 1, CHART_WIDTH_MOST);
  const told = [...filled(progressParts({ done, paths }, rate), width), ...(interval === undefined ? [] : [interval])];
  const fan = chart?.();
  const height = Math.min(CHART_HEIGHT_MOST, rows - 1 - told.length);
  const picture = fan === undefined ? [] : drawFan(fan, { width, height }, glyphs);
  // Where a window holds no chart it may be too low for two lines, too.
  const lines = picture.length > 0 ? [...told, ...picture] : [told.join(" · ")];
  return lines.map((line) => clip(line, width));
}

/** Parts on as few lines as hold them. */
function filled(parts: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const longer = `${lines.at(-1)} · ${part}`;
    if (lines.length > 0 && widthOf(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines;
}

export class Live implements Watch {
  readonly #stream: NodeJS.WriteStream;
  readonly #block: ScreenBlock;
  readonly #glyphs: Glyphs;
  readonly #now: () => number;
  readonly #pace = new Pace();
  readonly #resized = (): void => this.#draw();
  /** When the next frame is due. */
  #due: number;
  #state: (() => WatchState) | undefined;
  #release: (() => void) | undefined;

  /** `now`: milliseconds of a clock that only runs on. */
  constructor(
    stream: NodeJS.WriteStream,
    env: NodeJS.ProcessEnv,
    ascii: boolean,
    now: () => number = () => performance.now(),
  ) {
    this.#stream = stream;
    this.#block = new ScreenBlock(stream);
    this.#glyphs = glyphsFor(env, ascii);
    this.#now = now;
    this.#due = now() + EVERY_MS;
  }

  tell(state: () => WatchState): void {
    const now = this.#now();
    if (now < this.#due) return;
    this.#state = state;
    if (!this.#release) {
      this.#release = guardTerminal(() => this.#block.erase());
      this.#stream.on("resize", this.#resized);
    }
    this.#draw();
    // A frame that takes long comes the more seldom: the time is for the paths.
    this.#due = now + Math.max(EVERY_MS, (this.#now() - now) / SHARE_OF_TIME);
  }

  end(): void {
    this.#stream.off("resize", this.#resized);
    this.#block.erase();
    this.#release?.();
    this.#release = undefined;
  }

  #draw(): void {
    if (!this.#state) return;
    const size = sizeOf(this.#stream);
    const state = this.#state();
    this.#block.draw(liveLines(state, this.#pace.rate(state.done, this.#now()), size, this.#glyphs));
  }
}
