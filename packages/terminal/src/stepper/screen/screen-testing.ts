/** Somebody at the screen: what they press, and what they see. Nothing of Ink; every slice of work is done between keys. */
import type { Act, Walk } from "@steppe/walk";
import { LEASE, walkOf } from "@steppe/walk/walk-testing.ts";
import { type Bindings, NO_BINDINGS } from "./bindings.ts";
import { frameOf } from "./frame.ts";
import { beginScreen, settingOf } from "./index.ts";
import { type Key, keysOfText } from "./keys.ts";
import { plainOf } from "./lines.ts";
import { type Happening, reduce, settle } from "./reduce.ts";
import type { Effect, ScreenState, Setting, Size } from "./state.ts";

export { LEASE };

export const ABOUT = { scenario: "a.yaml", seed: "walk", path: "central" } as const;

export interface Sitting {
  readonly size?: Size;
  readonly bindings?: Bindings;
  readonly unicode?: boolean;
  readonly colour?: boolean;
  readonly logged?: boolean;
  readonly scenario?: string;
}

export function settingFor(sitting: Sitting = {}): Setting {
  const { bindings = NO_BINDINGS, unicode = true, colour = true, logged = false, scenario = ABOUT.scenario } = sitting;
  return settingOf({ ...ABOUT, scenario }, logged, bindings, { unicode, colour });
}

export class User {
  state: ScreenState;
  /** What was to be done outside so far, but for acts that were taken. */
  readonly asked: Effect[] = [];
  /** Acts in the order in which they were taken. */
  readonly acts: Act[] = [];

  constructor(walk: Walk, sitting: Sitting = {}) {
    const { size = { columns: 120, rows: 40 } } = sitting;
    this.state = beginScreen(walk, settingFor(sitting), size);
    this.waits();
  }

  happens(happening: Happening): this {
    const { state, effects } = reduce(this.state, happening);
    this.#took(effects);
    this.state = state;
    return this;
  }

  /** Presses keys by name; waits after each until nothing is under way. */
  presses(...keys: readonly Key[]): this {
    for (const key of keys) this.happens({ on: "key", key }).waits();
    return this;
  }

  /** Types a text. */
  types(text: string): this {
    return this.presses(...keysOfText(text));
  }

  resizes(columns: number, rows: number): this {
    return this.happens({ on: "resize", size: { columns, rows } });
  }

  waits(): this {
    const { state, effects } = settle(this.state);
    this.#took(effects);
    this.state = state;
    return this;
  }

  #took(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.do === "took") this.acts.push(effect.act);
      else this.asked.push(effect);
    }
  }

  /** The screen, line by line, without the blanks at their ends. */
  get lines(): readonly string[] {
    return frameOf(this.state).map((line) => plainOf(line).trimEnd());
  }

  /** The whole screen. */
  get sees(): string {
    return this.lines.join("\n");
  }

  get header(): string {
    return this.lines[0] ?? "";
  }

  /** What is said, asked or typed: the last line but one. */
  get said(): string {
    return this.lines.at(-2) ?? "";
  }

  get hints(): string {
    return this.lines.at(-1) ?? "";
  }

  /** Where they stand: "base 3". */
  get at(): string {
    const { branch, step, microstep } = this.state.walk.at;
    return `${branch} ${step}${microstep === undefined ? "" : `.${microstep}`}`;
  }
}

/** Somebody before the first step of a small lease. */
export const sits = (sitting: Sitting = {}, ...acts: readonly Act[]): User => new User(walkOf(LEASE, ...acts), sitting);
