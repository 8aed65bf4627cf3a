/** A model as a program: everything put together, ready for a back end. */
import type { Model } from "@steppe/core";
import type { Asked } from "../asked.ts";
import { Program } from "../code/index.ts";
import { defineFindAssumed } from "../lower/assuming.ts";
import { ActorCode } from "../machine/actor.ts";
import { type Delivered, deliveringIn, historyIn } from "../machine/delivering.ts";
import { directoryIn } from "../machine/directory.ts";
import { DELIVER, type Deliver, EVENT, type Kit } from "../machine/kit.ts";
import { openIn } from "../machine/opening.ts";
import { type Outcomes, outcomeBytes, outcomesIn } from "../machine/outcome.ts";
import { pathIn } from "../machine/path.ts";
import { datesIn, datesOf, timelineIn } from "../machine/timeline.ts";
import type { ChartLayout } from "../plan/chart-layout.ts";
import type { Plan } from "../plan/plan.ts";
import { agendaOf } from "../runtime/agenda.ts";
import { postIn } from "../runtime/books.ts";
import { failIn } from "../runtime/fail.ts";
import { askAgainIn, blockIn, reactIn } from "../runtime/queues.ts";
import { Constants, emptyBlock } from "./constants.ts";
import { type Numbered, toolsOf } from "./tools.ts";

export interface Built extends Numbered {
  readonly plan: Plan;
  readonly program: Program;
  /** Bytes that never change. */
  readonly constants: Constants;
  /** Where the state before anything has happened lies. */
  readonly template: number;
  readonly memoryBytes: number;
  readonly outcomes: Outcomes | undefined;
}

/** With `asked`, what is asked of every path is taken off it by code. */
export function build(model: Model, plan: Plan, asked?: Asked, isChecked = true): Built {
  const program = new Program({ isChecked });
  const results = plan.memoryBytes;
  const constants = new Constants(results + (asked ? outcomeBytes(asked) : 0));
  const { kit, numbered } = kitOf(program, plan, constants);
  defineFindAssumed(plan, kit.tools, numbered.kept);
  const delivered = actorsIn(kit);
  const { step } = delivered;
  const left = program.importFunction("tellLeft", ["i32"], []);
  const { enter } = timelineIn(kit, step, left);
  const template = constants.table(new Uint8Array(plan.stateBytes));
  const path = pathIn(kit, { ...delivered, enter }, template, asked?.until ?? null);
  const outcomes = asked && outcomesIn(kit, asked, path, room(results, constants.address));
  const exported = [path, step, kit.react, kit.askAgain, ...(outcomes ? [outcomes.take, outcomes.batch] : [])];
  for (const one of exported) program.export(one);
  program.useMemory({ initial: Math.ceil(constants.top / 65_536), imported: true });
  if (plan.model !== model) throw new Error("the plan is of another model");
  return { plan, program, ...numbered, constants, template, memoryBytes: constants.top, outcomes };
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
function kitOf(program: Program, plan: Plan, constants: Constants): { readonly kit: Kit; readonly numbered: Numbered } {
  const { fail } = failIn(program);
  const { tools, numbered } = toolsOf(program, plan, constants, fail);
  const blockOf = blockIn(program, plan);
  const react = reactIn(program, plan, fail);
  const directory = directoryIn(program, plan, constants, blockOf);
  const poolTemplates = [...plan.pools.keys()].map((key) =>
    constants.table(emptyBlock(plan.layouts.get(key) as ChartLayout)),
  );
  const kit: Omit<Kit, "findDates"> = {
    program,
    plan,
    tools,
    fail,
    ...directory,
    agenda: agendaOf(program, plan, fail),
    post: postIn(program, plan, fail),
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
function actorsIn(kit: Kit): Delivered {
  const { plan, program } = kit;
  const declared = (name: string): Deliver => program.declare(name, DELIVER, ["i32"]);
  const actors = plan.actors.map(({ index }) => declared(`actor${index}`));
  const pools = [...plan.pools.keys()].map((pool, number) => ({ pool, deliver: declared(`pool${number}`) }));
  const delivering = deliveringIn(
    kit,
    actors,
    pools.map(({ deliver }) => deliver),
  );
  const rung = actors.map((deliver, file) => new ActorCode(kit, { file }, `actor${file}`).define(deliver));
  for (const [number, { pool, deliver }] of pools.entries()) {
    new ActorCode(kit, { pool }, `pool${number}`).define(deliver);
  }
  return { ...delivering, rung };
}
