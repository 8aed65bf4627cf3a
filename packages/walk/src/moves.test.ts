import { dateText, parseDate } from "@steppe/core";
import { describe, expect, it } from "vitest";
import type { Act } from "./act.ts";
import { perform } from "./perform.ts";
import { stepAt, worldAt } from "./walk.ts";
import { LEASE, refusalOf, walkOf } from "./walk-testing.ts";

const day = (text: string): number => (parseDate(text) as { day: number }).day;

/** Where acts lead from the beginning: the step that was taken last, or is being taken, and why it ended there. */
function after(...acts: readonly Act[]): string {
  const before = walkOf(LEASE, ...acts.slice(0, -1));
  const done = perform(before, acts.at(-1) as Act);
  if (!done.ok) throw new Error(done.problems[0]?.message);
  const step = stepAt(done.walk);
  const { microstep } = done.walk.at;
  const within = microstep === undefined ? "" : `, microstep ${microstep}`;
  const halt = done.halt ? `, ${done.halt.at}` : "";
  return `${step ? `${step.n} ${dateText(step.date)} ${step.actor}.${step.event}` : "beginning"}${within}${halt}`;
}

const steps = (count: number): Act => ({ do: "step", count });
const CRASH = "7 2011-06-01 site.crash";

describe("a move by steps", () => {
  it("begins before the first, and goes on and back", () => {
    expect(stepAt(walkOf(LEASE))).toBeUndefined();
    expect(after(steps(1))).toBe("0 2010-01-01 lease.xstate.init");
    expect(after(steps(8))).toBe(CRASH);
    expect(after(steps(10), steps(-2))).toBe(CRASH);
  });

  it("halts at both ends", () => {
    expect(after(steps(3), steps(-4))).toBe("beginning, beginning");
    expect(after(steps(-1))).toBe("beginning, beginning");
    expect(after({ do: "last" }, steps(1))).toMatch(/^\d+ 2014-12-31 lease\.due, end$/);
    expect(after(steps(10_000))).toMatch(/^\d+ 2014-12-31 lease\.due, end$/);
  });

  it("by microsteps goes through what set off what, and by steps leaves it", () => {
    const micro = (count: number): Act => ({ do: "microstep", count });
    expect(after(steps(7), micro(1))).toBe(`${CRASH}, microstep 1`);
    expect(after(steps(7), micro(2))).toBe(CRASH);
    expect(after(steps(7), micro(3))).toBe("8 2011-06-30 lease.due");
    expect(after(steps(8), micro(-1))).toBe(`${CRASH}, microstep 1`);
    expect(after(steps(8), micro(-2))).toBe("6 2011-03-31 lease.due");
    expect(after(steps(7), micro(1), steps(1))).toBe(CRASH);
    expect(after(steps(7), micro(1), steps(-1))).toBe("6 2011-03-31 lease.due");
    expect(after(micro(-1))).toBe("beginning, beginning");
    expect(after({ do: "last" }, micro(1))).toMatch(/, end$/);
  });

  it("within a step stands in the World before it", () => {
    const within = walkOf(LEASE, steps(7), { do: "microstep", count: 1 });
    expect(worldAt(within).trace.length).toBe(7);
    expect(stepAt(within)?.microsteps).toHaveLength(2);
  });
});

describe("a move to a place", () => {
  it("is to after a step, or after the last step of a date", () => {
    expect(after({ do: "to-step", step: 8 })).toBe(CRASH);
    expect(after({ do: "to-step", step: 0 })).toBe("beginning");
    expect(after({ do: "to-date", date: day("2011-06-01") })).toBe(CRASH);
    expect(after({ do: "to-date", date: day("2011-06-29") })).toBe(CRASH);
    expect(walkOf(LEASE, { do: "to-date", date: day("2011-06-29") }).at).toEqual({
      branch: "base",
      step: 8,
      date: day("2011-06-29"),
    });
    expect(walkOf(LEASE, { do: "to-date", date: day("2011-06-29") }, steps(1)).at.date).toBeUndefined();
    expect(after({ do: "to-date", date: day("2009-01-01") })).toBe("beginning, beginning");
    expect(after({ do: "to-date", date: day("2090-01-01") })).toMatch(/ 2014-12-31 .*, end$/);
    expect(refusalOf(walkOf(LEASE), { do: "to-step", step: 1000 })).toMatch(
      /^no-such-step: there is no step 999: the last of this future is \d+$/,
    );
  });

  it("is to where an expression holds, or held", () => {
    const when = "paid(claim) > 7 USD";
    expect(after({ do: "to-when", when, back: false })).toMatch(/^\d+ 2012-06-01 site\.crash$/);
    expect(after({ do: "last" }, { do: "to-when", when: "paid(claim) < 8 USD", back: true })).toMatch(/ 2012-03-31 /);
    expect(refusalOf(walkOf(LEASE), { do: "to-when", when: "paid(claim) > 70 USD", back: false })).toBe(
      "not-found: `paid(claim) > 70 USD` does not hold after any step from here",
    );
    expect(refusalOf(walkOf(LEASE), { do: "to-when", when: "3", back: false })).toMatch(/^kind-mismatch: /);
  });

  it("is to a text, in either direction", () => {
    expect(after({ do: "find", text: "CRASH", back: false })).toBe(CRASH);
    expect(after({ do: "last" }, { do: "find", text: "claimed 7", back: true })).toBe(CRASH);
    expect(after({ do: "find", text: "crash-2011", back: false })).toBe(CRASH);
    expect(refusalOf(walkOf(LEASE), { do: "find", text: "flood", back: false })).toBe(
      "not-found: no step after here says `flood`",
    );
  });

  it("is to a mark, and back to where the last move began", () => {
    expect(after(steps(8), { do: "mark", mark: "x" }, { do: "last" }, { do: "go", mark: "x" })).toBe(CRASH);
    expect(after(steps(8), { do: "last" }, { do: "return" })).toBe(CRASH);
    expect(after(steps(8), { do: "last" }, { do: "return" }, { do: "return" })).toMatch(/2014-12-31/);
    expect(refusalOf(walkOf(LEASE, { do: "mark", mark: "y" }), { do: "go", mark: "x" })).toBe(
      "no-such-mark: there is no mark `x`",
    );
    expect(refusalOf(walkOf(LEASE), { do: "return" })).toBe("no-way-back: there is nowhere to return to");
  });
});

describe("a move by an actor", () => {
  const next = (actor: string, count: number): Act => ({ do: "actor", actor, count });

  it("passes over the steps of others", () => {
    expect(after(next("site", 2))).toBe(CRASH);
    expect(after(next("site", 2), next("lease", 1))).toBe("8 2011-06-30 lease.due");
    expect(after({ do: "last" }, next("site", -3))).toMatch(/^9 2011-07-01 site\.xstate\.after/);
  });

  it("is refused where there is no such actor or step", () => {
    expect(refusalOf(walkOf(LEASE), next("sight", 1))).toMatch(/^no-such-actor: /);
    expect(refusalOf(walkOf(LEASE), next("site", -1))).toBe("not-found: `site` takes no step before here");
    expect(refusalOf(walkOf(LEASE), next("site", 99))).toBe("not-found: `site` takes no such step after here");
  });
});

describe("a move by years", () => {
  const year = (count: number): Act => ({ do: "year", count });

  it("is to the end of this one, then of the next, and back", () => {
    expect(after(year(1))).toBe("5 2010-12-31 lease.due");
    expect(after(year(2))).toMatch(/ 2011-12-31 /);
    expect(after(year(1), year(1))).toMatch(/ 2011-12-31 /);
    expect(after({ do: "to-date", date: day("2012-06-01") }, year(-1))).toMatch(/ 2011-12-31 /);
    expect(after(year(2), year(-1))).toBe("5 2010-12-31 lease.due");
    expect(after(year(1), year(-1))).toBe("beginning, beginning");
    expect(after(year(99))).toMatch(/ 2014-12-31 .*, end$/);
  });

  it("passes over years in which nothing happens, and is held up by none", () => {
    const rare = LEASE.replace("every: 3 months, from: 2010-03-31", "every: 3 years, from: 2010-12-31").replace(
      /timeline:(.|\n)*?measures:/,
      "measures:",
    );
    const dates = (...acts: readonly Act[]) => dateText(stepAt(walkOf(rare, ...acts))?.date ?? 0);
    expect(dates(year(1))).toBe("2010-12-31");
    expect(dates(year(2))).toBe("2013-12-31");
    expect(dates(year(1), year(1))).toBe("2013-12-31");
    expect(dates({ do: "last" }, year(-1))).toBe("2010-12-31");
  });
});

describe("a move to a stop", () => {
  const run = (back: boolean): Act => ({ do: "run", back });
  const stop = (at: string): Act => ({ do: "stop", at });

  it("halts where one is, in either direction, and else at the end", () => {
    expect(after(stop("site.crash"), run(false))).toBe(`${CRASH}, stop`);
    expect(after(stop("site.crash"), { do: "last" }, run(true))).toMatch(/^\d+ 2012-06-01 site\.crash, stop$/);
    expect(after(stop("site.crash"), run(false), run(false), run(false))).toMatch(/2014-12-31 .*, end$/);
    expect(after(stop("site.crash"), run(false), run(true))).toBe("beginning, beginning");
    expect(after(run(false))).toMatch(/, end$/);
  });
});
