/** A model as a program: everything put together, ready for a back end. */
import type { Asked } from "../asked.ts";
import { type Callee, i32, Program, run } from "../code/index.ts";
import { defineFindAssumed } from "../lower/assuming.ts";
import { ActorCode } from "../machine/actor.ts";
import { type Delivered, deliveringIn, historyIn } from "../machine/delivering.ts";
import { directoryIn } from "../machine/directory.ts";
import { DELIVER, type Deliver, EVENT, type Kit } from "../machine/kit.ts";
import { onceIn } from "../machine/once.ts";
import { openIn } from "../machine/opening.ts";
import { type Columned, columnsIn, outcomeBytes, outcomesIn, type Placed, paidColumnsIn } from "../machine/outcome.ts";
import { type Apart, dayLimitsOf, pathIn } from "../machine/path.ts";
import { solitaryIn } from "../machine/solitary.ts";
import { datesIn, datesOf, timelineIn } from "../machine/timeline.ts";
import { type Decisions, undecided } from "../passes/decide.ts";
import { owedTotals } from "../passes/postings.ts";
import { withoutTimers } from "../passes/timers.ts";
import type { ChartLayout } from "../plan/chart-layout.ts";
import { lastDayOf } from "../plan/last-day.ts";
import type { Plan, PlannedActor } from "../plan/plan.ts";
import { agendaOf } from "../runtime/agenda.ts";
import { postIn } from "../runtime/books.ts";
import { type Fail, failIn } from "../runtime/fail.ts";
import { marksIn } from "../runtime/marks.ts";
import { askAgainIn, blockIn, reactIn } from "../runtime/queues.ts";
import type { Running } from "../runtime/running.ts";
import { sumsIn, type Yearly } from "../runtime/sums.ts";
import { Constants, emptyBlock } from "./constants.ts";
import type { Made } from "./made.ts";
import type { RanAlongData } from "./ran-along.ts";
import { type Numbered, toolsOf } from "./tools.ts";

export interface Built extends Made {
  readonly program: Program;
}

export interface Wishes {
  /** Whether mistakes of whoever writes code are looked for: see Program. */
  readonly isChecked?: boolean;
  /** The seed, where what is drawn once is drawn at random: then code draws it. */
  readonly seedOnce?: string | undefined;
}

/** With `asked`, what is asked of every path is taken off it by code. `decisions` are those of the passes, for this. */
export function build(
  plan: Plan,
  asked?: Asked,
  decisions: Decisions = undecided(plan),
  { isChecked = true, seedOnce }: Wishes = {},
): Built {
  const program = new Program({ isChecked });
  const results = plan.memoryBytes;
  const constants = new Constants(results + (asked ? outcomeBytes(asked) : 0));
  const columned = asked && columnsIn(program, asked, room(results, constants.address));
  const paid = asked && columned && paidColumnsIn(plan, asked, columned, (bytes) => constants.table(bytes));
  const yearly = paid && columned && { ...paid, place: columned.place };
  const { kit, numbered } = kitOf(program, plan, constants, decisions, { yearly, seedOnce });
  defineFindAssumed(plan, kit.tools, numbered.kept);
  const delivered = actorsIn(kit, decisions);
  const { step } = delivered;
  const left = program.importFunction("tellLeft", ["i32"], []);
  const { enter } = timelineIn(kit, step, left);
  const template = constants.table(new Uint8Array(plan.stateBytes));
  const { apart, settle } = apartIn(kit, decisions, { asked, columned, constants, template });
  const path = pathIn(kit, { ...delivered, enter }, template, asked?.until ?? null, apart);
  const outcomes = asked && columned && outcomesIn(kit, asked, path, columned, kit.sums ? undefined : paid);
  const exported: Callee[] = [
    path,
    step,
    kit.react,
    kit.askAgain,
    ...(outcomes ? [outcomes.take, outcomes.batch] : []),
  ];
  if (settle) exported.push(settle);
  for (const one of exported) program.export(one);
  program.useMemory({ initial: Math.ceil(constants.top / 65_536), imported: true });
  return {
    plan,
    program,
    ...numbered,
    constants: { address: constants.address, bytes: constants.bytes },
    template,
    memoryBytes: constants.top,
    outcomes: outcomes && { columns: outcomes.columns, sums: outcomes.sums },
    ranAlong: ranAlongIn(decisions, kit.tools.running),
  };
}

function ranAlongIn({ postings }: Decisions, running: Running): RanAlongData {
  const { off, kept, parts, sums } = postings;
  const placed = sums.map(({ days }, number) => ({
    ...running.place(number),
    starts: days.is === "stretches" ? days.starts : [],
  }));
  return { all: off !== undefined, kept: new Set(kept.keys()), parts, sums: placed };
}

/** Gives out the room from one address to another, piece by piece. */
function room(from: number, to: number): (bytes: number) => number {
  let top = from;
  return (bytes) => {
    const address = top;
    top += bytes;
    if (top > to) throw new Error("a column lies over what never changes");
    return address;
  };
}

/** What all code of the model shares. */
function kitOf(
  program: Program,
  plan: Plan,
  constants: Constants,
  decisions: Decisions,
  { yearly, seedOnce }: { readonly yearly: Yearly | undefined; readonly seedOnce: string | undefined },
): { readonly kit: Kit; readonly numbered: Numbered } {
  const { fail } = failIn(program);
  const { postings } = decisions;
  const { tools, numbered } = toolsOf(program, plan, constants, fail, { postings, seedOnce });
  const blockOf = blockIn(program, plan);
  const react = reactIn(program, plan, fail);
  const directory = directoryIn(program, plan, constants, blockOf);
  const poolTemplates = [...plan.pools.keys()].map((key) =>
    constants.table(emptyBlock(plan.layouts.get(key) as ChartLayout)),
  );
  const { calendar, running, table } = tools;
  const totals = { owed: owedTotals(plan), kept: new Set(postings.kept.keys()) };
  const sums = postings.off ? undefined : sumsIn(program, { plan, ...totals, running, yearly, calendar, fail, table });
  const kit: Omit<Kit, "findDates"> = {
    program,
    plan,
    tools,
    fail,
    ...directory,
    agenda: agendaOf(program, plan, fail, new Set(decisions.alone.courses.keys())),
    limits: dayLimitsOf(plan.actors.length, decisions.alone.courses.size, unheardIn(decisions)),
    unheard: decisions.timers.unheard,
    answers: decisions.guards,
    posted: sums ? sums.posted : keptIn(program, plan, fail),
    sums,
    marks: decisions.alone.asksDays ? marksIn(program, plan, table) : undefined,
    react,
    history: historyIn(program, plan),
    askAgain: askAgainIn(program, blockOf, react, directory.isDone, EVENT.ask),
    blockOf,
    begin: program.importFunction("begin", [], []),
    open: openIn(program, { plan, constants, fail, blockOf, poolTemplates }),
  };
  const findDates = datesOf(plan, numbered.kept) === "code" ? datesIn(kit) : undefined;
  return { kit: { ...kit, findDates }, numbered };
}

/** How many timers of those that run together nobody hears. */
const unheardIn = ({ alone, timers }: Decisions): number =>
  [...timers.unheard].reduce((sum, [index, { size }]) => sum + (alone.courses.has(index) ? 0 : size), 0);

/** Every posting is kept. */
function keptIn(program: Program, plan: Plan, fail: Fail): Kit["posted"] {
  const post = postIn(program, plan, fail);
  return (total, verb, minor) => [
    run(post, typeof total === "number" ? i32.const(total) : total, i32.const(verb), minor),
  ];
}

/** The code of every actor, of the file and opened; and the function that delivers to them. */
function actorsIn(kit: Kit, { alone }: Decisions): Delivered {
  const { plan, program } = kit;
  const declared = (name: string): Deliver => program.declare(name, DELIVER, ["i32"]);
  const actors = plan.actors.map(({ index }) => (alone.courses.has(index) ? undefined : declared(`actor${index}`)));
  const pools = [...plan.pools.keys()].map((pool, number) => ({ pool, deliver: declared(`pool${number}`) }));
  const delivering = deliveringIn(
    kit,
    actors,
    pools.map(({ deliver }) => deliver),
  );
  const rung = actors.map((deliver, file) => deliver && new ActorCode(kit, { file }, `actor${file}`).define(deliver));
  for (const [number, { pool, deliver }] of pools.entries()) {
    new ActorCode(kit, { pool }, `pool${number}`).define(deliver);
  }
  return { ...delivering, rung };
}

interface Around {
  readonly asked: Asked | undefined;
  readonly columned: Columned | undefined;
  readonly constants: Constants;
  readonly template: number;
}

/** The actors that run alone: those that are run once, and those that each path runs. */
function apartIn(
  kit: Kit,
  { alone, once, unasked, calendars, timers }: Decisions,
  { asked, columned, constants, template }: Around,
): { readonly apart: Apart; readonly settle: Callee<readonly []> | undefined } {
  const { plan, program, limits } = kit;
  const unheard = (index: number) => timers.unheard.get(index) ?? new Set<string>();
  const made = [...alone.courses].map(([index, course]) => ({
    index,
    run: solitaryIn(
      kit,
      plan.actors[index] as PlannedActor,
      withoutTimers(course, unheard(index)),
      { unasked: unasked.get(index), calendars: calendars.get(index) },
      {
        last: lastDayOf(plan.model, asked?.until ?? null),
        stepsADay: limits.alone - unheard(index).size,
      },
    ),
  }));
  const isOnce = ({ index }: { readonly index: number }): boolean => once.get(index) === true;
  const runs = made.filter((one) => !isOnce(one)).map(({ run }) => run);
  const actors = new Set(alone.courses.keys());
  if (!made.some(isOnce)) return { apart: { actors, runs }, settle: undefined };
  const sums = asked && columned ? sumAddresses(asked, columned) : [];
  const settle = [...kit.tools.running.settle, ...(kit.marks?.settle ?? [])];
  const around = { template, bytes: plan.stateBytes, constants, sums, settle };
  const settled = onceIn(
    program,
    made.filter(isOnce).map(({ run }) => run),
    { ...around, place: columned?.place ?? program.global("i32", "place", 0) },
  );
  const begin = sums.length > 0 ? [settled.begin] : [];
  return { apart: { actors, runs: [...begin, ...runs] }, settle: settled.settle };
}

function sumAddresses(asked: Asked, { columns }: Columned): readonly number[] {
  return asked.columns.flatMap(({ subject }, index) =>
    subject.about === "paid" ? [(columns[index] as Placed).address] : [],
  );
}
