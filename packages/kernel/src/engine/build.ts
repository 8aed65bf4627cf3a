/** A model as a program: everything put together, ready for a back end. */
import type { Asked } from "../asked.ts";
import { type Callee, Program } from "../code/index.ts";
import { defineFindAssumed } from "../lower/assuming.ts";
import { ActorCode } from "../machine/actor.ts";
import { type Delivered, deliveringIn, historyIn } from "../machine/delivering.ts";
import { directoryIn } from "../machine/directory.ts";
import { DELIVER, type Deliver, EVENT, type Kit } from "../machine/kit.ts";
import { onceIn } from "../machine/once.ts";
import { openIn } from "../machine/opening.ts";
import { type Columned, columnsIn, outcomeBytes, outcomesIn, type Placed, paidColumnsIn } from "../machine/outcome.ts";
import { type Apart, dayLimitsOf, lastDayOf, pathIn } from "../machine/path.ts";
import { solitaryIn } from "../machine/solitary.ts";
import { datesIn, datesOf, timelineIn } from "../machine/timeline.ts";
import { type Decisions, undecided } from "../passes/decide.ts";
import { owedTotals } from "../passes/postings.ts";
import type { ChartLayout } from "../plan/chart-layout.ts";
import type { Plan, PlannedActor } from "../plan/plan.ts";
import { agendaOf } from "../runtime/agenda.ts";
import { postIn } from "../runtime/books.ts";
import { failIn } from "../runtime/fail.ts";
import { askAgainIn, blockIn, reactIn } from "../runtime/queues.ts";
import { sumsIn, type Yearly } from "../runtime/sums.ts";
import { Constants, emptyBlock } from "./constants.ts";
import type { Made } from "./made.ts";
import { type Numbered, toolsOf } from "./tools.ts";

export interface Built extends Made {
  readonly program: Program;
}

/** With `asked`, what is asked of every path is taken off it by code. `decisions` are those of the passes, for this. */
export function build(plan: Plan, asked?: Asked, decisions: Decisions = undecided(plan), isChecked = true): Built {
  const program = new Program({ isChecked });
  const results = plan.memoryBytes;
  const constants = new Constants(results + (asked ? outcomeBytes(asked) : 0));
  const columned = asked && columnsIn(program, asked, room(results, constants.address));
  const paid = asked && columned && paidColumnsIn(plan, asked, columned, (bytes) => constants.table(bytes));
  const yearly = paid && columned && { ...paid, place: columned.place };
  const { kit, numbered } = kitOf(program, plan, constants, decisions, yearly);
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
  };
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
  yearly: Yearly | undefined,
): { readonly kit: Kit; readonly numbered: Numbered } {
  const { fail } = failIn(program);
  const { tools, numbered } = toolsOf(program, plan, constants, fail);
  const blockOf = blockIn(program, plan);
  const react = reactIn(program, plan, fail);
  const directory = directoryIn(program, plan, constants, blockOf);
  const poolTemplates = [...plan.pools.keys()].map((key) =>
    constants.table(emptyBlock(plan.layouts.get(key) as ChartLayout)),
  );
  const { calendar } = tools;
  const owed = owedTotals(plan);
  const sums = decisions.postings ? undefined : sumsIn(program, { ledger: plan.ledger, owed, yearly, calendar, fail });
  const kit: Omit<Kit, "findDates"> = {
    program,
    plan,
    tools,
    fail,
    ...directory,
    agenda: agendaOf(program, plan, fail, new Set(decisions.alone.courses.keys())),
    limits: dayLimitsOf(plan.actors.length, decisions.alone.courses.size),
    answers: decisions.guards,
    post: sums?.post ?? postIn(program, plan, fail),
    sums,
    yearly: yearly !== undefined,
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
  { alone, once, unasked, calendars }: Decisions,
  { asked, columned, constants, template }: Around,
): { readonly apart: Apart; readonly settle: Callee<readonly []> | undefined } {
  const { plan, program, limits } = kit;
  const made = [...alone.courses].map(([index, course]) => ({
    index,
    run: solitaryIn(
      kit,
      plan.actors[index] as PlannedActor,
      course,
      { unasked: unasked.get(index), calendars: calendars.get(index) },
      {
        last: lastDayOf(plan, asked?.until ?? null),
        stepsADay: limits.alone,
      },
    ),
  }));
  const isOnce = ({ index }: { readonly index: number }): boolean => once.get(index) === true;
  const runs = made.filter((one) => !isOnce(one)).map(({ run }) => run);
  const actors = new Set(alone.courses.keys());
  if (!made.some(isOnce)) return { apart: { actors, runs }, settle: undefined };
  const sums = asked && columned ? sumAddresses(asked, columned) : [];
  const around = { template, bytes: plan.stateBytes, constants, sums };
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
