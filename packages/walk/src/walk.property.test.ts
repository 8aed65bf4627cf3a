/** What always holds of walks, over random sequences of what a user may do. */
import { encodeStep } from "@steppe/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Act } from "./act.ts";
import { decodeAct, encodeAct } from "./log.ts";
import { perform } from "./perform.ts";
import { branchOf, stepAt, type Walk, worldAt } from "./walk.ts";
import { LEASE, walkOf } from "./walk-testing.ts";
import { parseWords } from "./words.ts";
import { wordsOf } from "./words-of.ts";

const back = fc.boolean();
const count = fc.integer({ min: -6, max: 6 }).filter((n) => n !== 0);
const day = fc.integer({ min: 14_600, max: 16_500 });
const name = fc.constantFrom("a", "b", "fork-1");

const MOVE: fc.Arbitrary<Act> = fc.oneof(
  count.map((n): Act => ({ do: "step", count: n })),
  count.map((n): Act => ({ do: "microstep", count: n })),
  count.map((n): Act => ({ do: "year", count: n })),
  fc.tuple(fc.constantFrom("lease", "site"), count).map(([actor, n]): Act => ({ do: "actor", actor, count: n })),
  fc.nat(40).map((step): Act => ({ do: "to-step", step })),
  day.map((date): Act => ({ do: "to-date", date })),
  back.map((isBack): Act => ({ do: "run", back: isBack })),
  back.map((isBack): Act => ({ do: "find", text: "crash", back: isBack })),
  fc.constantFrom<Act>({ do: "first" }, { do: "last" }, { do: "return" }),
  fc.constantFrom("x", "y").map((mark): Act => ({ do: "go", mark })),
  fc.constantFrom("base", "a", "b", "fork-1").map((branch): Act => ({ do: "switch", branch })),
);

const CHANGE: fc.Arbitrary<Act> = fc.oneof(
  fc.constantFrom<Act>(
    { do: "inject", actor: "site", event: "crash", with: { claimed: "3 USD" } },
    { do: "inject", actor: "lease", event: "end", with: {} },
    { do: "assume", assumption: "rent", value: "200 USD per year" },
    { do: "remove", entry: "crash-2011" },
    { do: "undo" },
    { do: "redo" },
    { do: "stop", at: "site.crash" },
    { do: "unstop", number: 1 },
  ),
  day.map((on): Act => ({ do: "move", entry: "crash-2011", on })),
  name.map((as): Act => ({ do: "fork", as })),
  name.map((branch): Act => ({ do: "drop", branch })),
  fc.tuple(name, name).map(([branch, as]): Act => ({ do: "rename", branch, as })),
  fc.constantFrom("x", "y").map((mark): Act => ({ do: "mark", mark })),
);

const ACTS = fc.array(fc.oneof({ arbitrary: MOVE, weight: 3 }, { arbitrary: CHANGE, weight: 2 }), { maxLength: 14 });

/** Every walk there was on the way, and the acts that were not refused. */
function walked(begin: Walk, acts: readonly Act[]): { readonly walks: readonly Walk[]; readonly done: readonly Act[] } {
  const walks = [begin];
  const done: Act[] = [];
  for (const act of acts) {
    const performed = perform(walks.at(-1) as Walk, act);
    if (!performed.ok) continue;
    walks.push(performed.walk);
    done.push(act);
  }
  return { walks, done };
}

/** What is to be seen of a walk where it stands. */
function seen(walk: Walk) {
  const world = worldAt(walk);
  const step = stepAt(walk);
  return {
    at: walk.at,
    today: world.today,
    step: step && JSON.stringify(encodeStep(step)),
    postings: world.journal.postings.length,
    states: world.actors.toArray().map((one) => JSON.stringify(one.snapshot?.value)),
    marks: [...walk.marks],
    stops: walk.stops.map(({ text }) => text),
    branches: [...walk.branches.values()].map(({ name, parent, changes }) => ({ name, parent, changes })),
  };
}

const begin = walkOf(LEASE);
const RUNS = { numRuns: 30 };

describe("any sequence of acts", () => {
  it("then back to the beginning and forward again shows the same", () => {
    fc.assert(
      fc.property(ACTS, (acts) => {
        const walk = walked(begin, acts).walks.at(-1) as Walk;
        const before = seen(walk);
        const { step, microstep, date } = walk.at;
        const way: readonly Act[] = [
          { do: "first" },
          ...Array.from({ length: step }, (): Act => ({ do: "step", count: 1 })),
          ...(microstep === undefined ? [] : [{ do: "microstep", count: microstep } as const]),
          ...(date === undefined ? [] : [{ do: "to-date", date } as const]),
        ];
        expect(seen(walked(walk, way).walks.at(-1) as Walk)).toEqual(before);
      }),
      RUNS,
    );
  });

  it("leaves every walk on the way as it was", () => {
    fc.assert(
      fc.property(ACTS, (acts) => {
        const walks = [begin];
        const views = [seen(begin)];
        for (const act of acts) {
          const performed = perform(walks.at(-1) as Walk, act);
          if (!performed.ok) continue;
          walks.push(performed.walk);
          views.push(seen(performed.walk));
        }
        expect(walks.map(seen)).toEqual(views);
      }),
      RUNS,
    );
  });

  it("kept as a log, or as words, and done again shows the same", () => {
    fc.assert(
      fc.property(ACTS, (acts) => {
        const { walks, done } = walked(begin, acts);
        const end = seen(walks.at(-1) as Walk);
        const logged = done.map((act) => decodeAct(JSON.parse(JSON.stringify(encodeAct(act)))) as Act);
        expect(seen(walked(walkOf(LEASE), logged).walks.at(-1) as Walk)).toEqual(end);
        const typed = done.map((act) => {
          const parsed = parseWords(wordsOf(act), begin);
          if (!parsed?.ok || parsed.command.kind !== "act") throw new Error(wordsOf(act));
          return parsed.command.act;
        });
        expect(typed).toEqual(done);
      }),
      RUNS,
    );
  });

  it("stands in a branch that is there, at a step that it has", () => {
    fc.assert(
      fc.property(ACTS, (acts) => {
        for (const walk of walked(begin, acts).walks) {
          const { history } = branchOf(walk);
          const { step, microstep } = walk.at;
          history.reach(step + 1);
          expect(step).toBeLessThanOrEqual(history.known);
          if (microstep !== undefined) {
            expect(microstep).toBeGreaterThan(0);
            expect(microstep).toBeLessThan(stepAt(walk)?.microsteps?.length ?? 0);
          }
          for (const { branch } of [...walk.marks.values(), ...(walk.from ? [walk.from] : [])])
            expect(walk.branches.has(branch)).toBe(true);
        }
      }),
      RUNS,
    );
  });
});
