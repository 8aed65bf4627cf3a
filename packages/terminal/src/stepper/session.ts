/**
 * A walk with what is around it: the luck and files it began with, what was done, the log that keeps it. Line mode and
 * the screen do everything through it; nothing of it knows how a walk is shown.
 */
import type { Problem, ScenarioRequest } from "@steppe/core";
import {
  type Act,
  beginWalk,
  type Ground,
  type LogHeader,
  type LogLine,
  type Performed,
  type Position,
  perform,
  type Walk,
} from "@steppe/walk";
import type { PathOptions } from "../commands/sampling.ts";
import { inputHash } from "../hash.ts";
import { CommandError, EXIT, type Session } from "../session.ts";
import { VERSION } from "../version.ts";
import { groundOf } from "./ground.ts";
import type { LogFile } from "./log-file.ts";

/** An act that was done, and where it led, where that is known. */
export interface Done {
  readonly act: Act;
  readonly at?: Position;
}

/** A walk with what it began with, and what was done. */
export interface Walked {
  readonly request: ScenarioRequest;
  readonly chance: PathOptions;
  readonly walk: Walk;
  /** All that was done and not refused, in its order. */
  readonly done: readonly Done[];
}

export class Stepping implements Walked {
  readonly request: ScenarioRequest;
  readonly chance: PathOptions;
  #ground: Ground;
  #walk: Walk;
  #done: Done[] = [];
  #log: LogFile | undefined;
  #lost: CommandError | undefined;
  #look: unknown;

  constructor(request: ScenarioRequest, chance: PathOptions, ground: Ground, walk: Walk) {
    this.request = request;
    this.chance = chance;
    this.#ground = ground;
    this.#walk = walk;
  }

  get walk(): Walk {
    return this.#walk;
  }

  get ground(): Ground {
    return this.#ground;
  }

  /** Whether what is done is written to a log. */
  get isKept(): boolean {
    return this.#log !== undefined;
  }

  get done(): readonly Done[] {
    return this.#done;
  }

  /** What a log of this walk says first. */
  get header(): LogHeader {
    const { scenario, variants = [], over = [], set = [] } = this.request;
    const { seed, path, sampling, paths } = this.chance;
    const [first] = this.#walk.branches.values();
    if (!first) throw new Error("a walk has a branch");
    return {
      scenario,
      variants,
      over,
      set,
      seed,
      ...(path !== undefined && { path }),
      ...(sampling !== undefined && { sampling }),
      ...(paths !== undefined && { paths }),
      input: inputHash(first.model),
      steppe: VERSION,
    };
  }

  /** Keeps what is done from here on. */
  keepIn(log: LogFile): void {
    this.#log = log;
  }

  /** Carries an act out, and keeps it. An act that is refused changes nothing and is not kept. */
  do(act: Act): Performed {
    const performed = perform(this.#walk, act);
    if (performed.ok) this.took(act, performed.walk);
    return performed;
  }

  /** Keeps an act that was carried out elsewhere, and the walk that came of it. */
  took(act: Act, walk: Walk): void {
    this.#walk = walk;
    this.#done.push({ act, at: walk.at });
    this.keep({ act });
  }

  /**
   * Reads the files anew and does again what was done. Refuses files with problems, and acts that they refuse: then all
   * stays as it was. A log stays the log of what it began with.
   */
  reload(session: Session): Reloaded {
    const ground = groundOf(session, this.request, this.chance);
    const begun = beginWalk(ground);
    if (!begun.ok) return { ok: false, problem: firstOf(begun.problems) };
    const [before, after] = [this.#walk, begun.walk].map(({ branches }) => [...branches.values()][0]);
    const isOther = before && after && inputHash(before.model) !== inputHash(after.model);
    if (isOther && this.#log) {
      return refusedReload("the files have changed, and the log of this walk is of what they were");
    }
    let { walk } = begun;
    const done: Done[] = [];
    for (const { act } of this.#done) {
      const performed = perform(walk, act);
      if (!performed.ok) return { ok: false, problem: firstOf(performed.problems) };
      walk = performed.walk;
      done.push({ act, at: walk.at });
    }
    this.#ground = ground;
    this.#walk = walk;
    this.#done = done;
    return { ok: true, walk };
  }

  /**
   * Adds a line to the log, if there is one; nothing is carried out. A log that cannot be written is given up, and
   * `lost` says why: the walk goes on, so that a fork can still be saved.
   */
  keep(line: LogLine): void {
    if ("view" in line) this.#look = line.view;
    if (this.#lost) return;
    try {
      this.#log?.append(line);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      this.#lost = error;
    }
  }

  /** What was looked at last on a screen, as a log keeps it. */
  get look(): unknown {
    return this.#look;
  }

  /** Why the log could not be written to its end. */
  get lost(): CommandError | undefined {
    return this.#lost;
  }
}

export type Reloaded = { readonly ok: true; readonly walk: Walk } | { readonly ok: false; readonly problem: Problem };

const refusedReload = (message: string): Reloaded => ({
  ok: false,
  problem: { code: "log-of-another", severity: "error", message },
});

const firstOf = ([first]: readonly Problem[]): Problem => {
  if (!first) throw new Error("a refusal without a problem");
  return first;
};

/** A walk at its beginning; or the problems of the scenario on stderr, and the end of the command. */
export function beginStepping(session: Session, request: ScenarioRequest, chance: PathOptions): Stepping {
  const ground = groundOf(session, request, chance);
  const loaded = ground.load("");
  if (loaded.problems.length > 0) {
    session.problems(loaded.problems, loaded.files, { format: loaded.ok ? "short" : "full" });
  }
  if (!loaded.ok) throw new CommandError("", EXIT.wrong);
  const begun = beginWalk(ground);
  if (!begun.ok) throw new Error("a scenario that loads begins");
  return new Stepping(request, chance, ground, begun.walk);
}
