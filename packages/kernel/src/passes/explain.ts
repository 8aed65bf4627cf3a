/** What the passes did with a model and why not, as lines for people; what a run asked of exact arithmetic. */
import type { Place } from "@steppe/core";
import type { Kernel } from "../engine/kernel.ts";
import type { Plan } from "../plan/plan.ts";
import type { Alone } from "./alone.ts";
import type { Decisions, PassName } from "./decide.ts";
import type { Note } from "./note.ts";
import type { Postings } from "./postings.ts";

/** A line: whom it is of (names of actors; none: the whole model), and what there is to say. */
export interface Line extends Note {
  readonly actors: readonly string[];
}

export interface PassReport {
  readonly pass: PassName;
  /** What it did, in a few words. */
  readonly did: string;
  /** What it did to whom, and why not to others. */
  readonly lines: readonly Line[];
}

/** Of each pass what it did, in the order of the passes. */
export function explain(plan: Plan, decisions: Decisions): readonly PassReport[] {
  const { actors } = plan;
  const { chosen, postings, alone, once, unasked, calendars, guards, timers } = decisions;
  const name = (index: number): string => actors[index]?.name ?? "";
  const all = (text: string, indices: Iterable<number>): readonly Line[] =>
    grouped([...indices].map((one) => [name(one), { text }]));
  const notes = (of: Iterable<readonly [number, Note]>): readonly Line[] =>
    grouped([...of].map(([one, note]) => [name(one), note]));
  const ofAll = (count: number): string => `${count} of ${actors.length} ${actors.length === 1 ? "actor" : "actors"}`;
  const same = [...once].flatMap(([index, one]) => (one === true ? [index] : []));
  const differing = [...once].flatMap(([index, one]) => (one === true ? [] : [[index, one] as const]));
  const left = [...unasked].flatMap(([index, { variables }]) =>
    variables.size > 0 ? [[index, { text: `nobody reads ${quoted(variables)}` }] as const] : [],
  );
  const isOnce = (index: number): boolean => once.get(index) === true;
  const recurring = [...calendars].filter(([index, one]) => one.recurring.size > 0 && !isOnce(index));
  const singly = [...calendars].flatMap(([index, one]) =>
    isOnce(index) ? [] : one.singly.map((note) => [index, note] as const),
  );
  const answered = [...guards].flatMap(([index, { size }]) =>
    size > 0 ? [[index, { text: `${size} ${size === 1 ? "has" : "have"} one answer` }] as const] : [],
  );
  const unheard = [...timers.unheard].flatMap(([index, ids]) =>
    ids.size > 0 ? [[index, { text: `nobody hears ${quoted(ids)}` }] as const] : [],
  );
  const reports: Readonly<Record<PassName, Omit<PassReport, "pass">>> = {
    postings: whatOfPostings(plan, postings),
    alone: {
      did: `${ofAll(alone.courses.size)} run by themselves`,
      lines: [...all(howAlone(alone), alone.courses.keys()), ...notes(alone.together)],
    },
    once: {
      did: `${ofAll(same.length)} run once for all paths`,
      lines: [...all("the same on every path", same), ...notes(differing)],
    },
    unasked: {
      did: left.length === 0 ? "nothing is left out" : `something of ${ofAll(left.length)} is left out`,
      lines: notes(left),
    },
    guards: {
      did: `guards of ${ofAll(answered.length)} that run with others are not asked`,
      lines: notes(answered),
    },
    timers: timers.off
      ? { did: "all timers are put down", lines: [{ actors: [], ...timers.off }] }
      : { did: `timers of ${ofAll(unheard.length)} are not put down`, lines: notes(unheard) },
    calendars: {
      did: `calendars of ${ofAll(recurring.length)} pay one amount many times`,
      lines: [
        ...all(
          "each pays the same until something happens",
          recurring.map(([index]) => index),
        ),
        ...notes(singly),
      ],
    },
  };
  return [...chosen].map((pass) => ({ pass, ...reports[pass] }));
}

const howAlone = ({ asksDays }: Alone): string =>
  asksDays ? "run alone; what is expected is asked on the days of their steps too" : "run alone";

function whatOfPostings({ ledger }: Plan, { off, kept, read }: Postings): Omit<PassReport, "pass"> {
  if (off) return { did: "postings are kept one by one", lines: [{ actors: [], ...off }] };
  const [all, some] = [ledger.possible.size, kept.size];
  const did = some === 0 ? "postings go into sums" : `postings to ${some} of ${all} totals are kept one by one`;
  return { did, lines: read.map((note) => ({ actors: [], ...note })) };
}

const quoted = (names: Iterable<string>): string => [...names].map((one) => `\`${one}\``).join(", ");

/** Actors of which the same is said, together. */
function grouped(of: readonly (readonly [string, Note])[]): readonly Line[] {
  const found = new Map<string, Line & { readonly actors: string[] }>();
  for (const [actor, note] of of) {
    const key = JSON.stringify(note);
    const line = found.get(key) ?? { actors: [], ...note };
    line.actors.push(actor);
    found.set(key, line);
  }
  return [...found.values()];
}

/** Where exact arithmetic was asked. */
export interface AskedOften {
  readonly place: Place;
  readonly times: number;
}

/** How often each place of the scenario asked exact arithmetic so far, the most often first. */
export function askedOften({ asked, made }: Kernel): readonly AskedOften[] {
  const found = new Map<string, { place: Place; times: number }>();
  for (const [index, { expression }] of made.sites.entries()) {
    const times = asked[index] ?? 0;
    if (times === 0) continue;
    const { place } = expression;
    const key = `${place.file}:${place.line}:${place.column}`;
    const one = found.get(key) ?? { place, times: 0 };
    one.times += times;
    found.set(key, one);
  }
  return [...found.values()].sort((a, b) => b.times - a.times);
}
