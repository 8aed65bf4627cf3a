/** What holds the screen's state over time: takes what happens, does what is to be done outside, and slices long work. */
import type { Act, Walk } from "@steppe/walk";
import { type Looked, lookedAt, sameLook } from "./looked.ts";
import { type Happening, hasWork, reduce } from "./reduce.ts";
import { type Effect, type Message, type ScreenState, SPEEDS } from "./state.ts";

/** The world outside. */
export interface Outside {
  /** An act was done. */
  readonly took: (act: Act, walk: Walk) => void;
  /** Something else is looked at than when this was last told. */
  readonly looked: (looked: Looked) => void;
  readonly copy: (text: string) => void;
  /** The shell command that comes to where the walk stands. */
  readonly command: () => string;
  readonly save: (wish: Effect & { do: "save" }) => Message & { readonly saved: boolean };
  /** The walk over the files as they are now; or why there is none. */
  readonly reload: () => { readonly walk: Walk; readonly message: Message } | { readonly message: Message };
  readonly suspend: () => void;
  readonly quit: (code: 0 | 130) => void;
}

/** A slice of work lasts so long, and the screen is drawn again after so long: milliseconds. */
const SLICE = 14;
const BETWEEN_FRAMES = 100;

export class Stage {
  #state: ScreenState;
  readonly #outside: Outside;
  readonly #listeners = new Set<() => void>();
  #idle: NodeJS.Immediate | undefined;
  #timer: NodeJS.Timeout | undefined;
  #shown = 0;
  #isOver = false;
  #looked: Looked;

  constructor(state: ScreenState, outside: Outside) {
    this.#state = state;
    this.#outside = outside;
    this.#looked = lookedAt(state);
  }

  get state(): ScreenState {
    return this.#state;
  }

  /** For the view: called after each change that is to be drawn. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): ScreenState => this.#state;

  /** Takes what happened, in order; drawn once. */
  send(...happenings: readonly Happening[]): void {
    for (const happening of happenings) {
      if (this.#isOver) return;
      this.#take(happening);
    }
    this.#draw();
    this.#arrange();
  }

  /** Begins to walk ahead: to be called when the first frame has been drawn. */
  begin(): void {
    this.#arrange();
  }

  /** Whether nothing is under way: for tests. */
  get isIdle(): boolean {
    return this.#idle === undefined && !hasWork(this.#state);
  }

  end(): void {
    this.#isOver = true;
    if (this.#idle) clearImmediate(this.#idle);
    if (this.#timer) clearTimeout(this.#timer);
    this.#idle = undefined;
    this.#timer = undefined;
  }

  #take(happening: Happening): void {
    const { state, effects } = reduce(this.#state, happening);
    this.#state = state;
    for (const effect of effects) if (!this.#isOver) this.#do(effect);
  }

  #do(effect: Effect): void {
    const { took, copy, command, save, reload, suspend, quit } = this.#outside;
    switch (effect.do) {
      case "took":
        this.#tellLook(sameLook);
        took(effect.act, effect.walk);
        return;
      case "copy":
        copy(effect.text);
        this.#take({ on: "told", message: { text: `copied ${effect.what}: ${firstOf(effect.text)}`, style: "good" } });
        return;
      case "copy-command": {
        const text = command();
        copy(text);
        this.#take({ on: "told", message: { text: `copied: ${text}`, style: "good" }, whole: true });
        return;
      }
      case "save": {
        const { saved, ...message } = save(effect);
        this.#take({ on: "told", message, ...(saved && { saved: effect.branch, whole: true }) });
        return;
      }
      case "reload": {
        const again = reload();
        this.#take("walk" in again ? { on: "reloaded", ...again } : { on: "told", ...again });
        return;
      }
      case "suspend":
        suspend();
        return;
      case "quit":
        this.#tellLook((one, two) => JSON.stringify(one) === JSON.stringify(two));
        this.end();
        quit(effect.code);
    }
  }

  #tellLook(isSame: (one: Looked, two: Looked) => boolean): void {
    const looked = lookedAt(this.#state);
    if (isSame(looked, this.#looked)) return;
    this.#looked = looked;
    this.#outside.looked(looked);
  }

  #draw(): void {
    this.#shown = performance.now();
    for (const listener of this.#listeners) listener();
  }

  /** What comes next by itself: a slice of work, a step of a walk that plays. */
  #arrange(): void {
    if (this.#isOver) return;
    if (!this.#idle && hasWork(this.#state)) this.#idle = setImmediate(() => this.#slice());
    if (!this.#state.playing && this.#timer) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
    }
    if (this.#state.playing && !this.#timer) {
      const rate = SPEEDS[this.#state.speed] as number;
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        this.send({ on: "tick" });
      }, 1000 / rate);
    }
  }

  #slice(): void {
    this.#idle = undefined;
    const begun = performance.now();
    const { seeking } = this.#state;
    while (hasWork(this.#state) && performance.now() - begun < SLICE) {
      this.#take({ on: "idle" });
      // What has come to its end is shown at once.
      if (seeking && !this.#state.seeking) break;
    }
    const isDone = !hasWork(this.#state) || (seeking !== undefined && this.#state.seeking === undefined);
    if (isDone || performance.now() - this.#shown > BETWEEN_FRAMES) this.#draw();
    this.#arrange();
  }
}

const firstOf = (text: string): string => text.split("\n")[0] ?? "";
