/** What code finds out of an actor by its index: its layout, its name, whether it is done. */
import { type Callee, call, type Expr, i32, type Program, ret, type Stmt, switchOn, when } from "../code/index.ts";
import type { Constants } from "../engine/constants.ts";
import { type ChartLayout, HEAD } from "../plan/chart-layout.ts";
import type { Plan } from "../plan/plan.ts";
import { EVENT, type Kit, n } from "./kit.ts";

type Word = Callee<readonly ["i32"]>;

export type Directory = Pick<
  Kit,
  "layoutNumber" | "isDone" | "nameOf" | "payloadBytes" | "calendarEvent" | "actorTable" | "groupTable" | "layouts"
>;

export function directoryIn(program: Program, plan: Plan, constants: Constants, blockOf: Word): Directory {
  const layouts = [...new Set(plan.layouts.values())];
  const word = (address: number, number: Expr<"i32">) => i32.load(i32.shl(number, n(2)), address);
  const isFile = (index: Expr<"i32">): Expr<"i32"> => i32.lt_s(index, n(plan.actors.length));
  const layoutNumber = layoutNumberIn(program, plan, constants, layouts);
  const actorNames = constants.words(plan.actors.map(({ name }) => plan.texts.number(name)));
  const nameOf = program.function("nameOf", { index: "i32" }, ["i32"], ({ index }) => [
    when(isFile(index), [ret(word(actorNames, index))]),
    ret(i32.sub(n(-1), index)),
  ]);
  const payloads = constants.words(layouts.map(({ payloadBytes }) => payloadBytes));
  const payloadBytes = program.function("payloadBytes", { index: "i32" }, ["i32"], ({ index }) => [
    ret(word(payloads, call(layoutNumber, index, call(blockOf, index)))),
  ]);
  const calendarEvent = program.function("calendarEvent", { index: "i32", slot: "i32" }, ["i32"], ({ index, slot }) => {
    const cases = layouts.map(({ calendars }): readonly Stmt[] =>
      [...calendars.values()].map(({ offset, event }) =>
        when(i32.eq(slot, n(offset)), [ret(n(plan.events.get(event) as number))]),
      ),
    );
    return [switchOn(call(layoutNumber, index, call(blockOf, index)), cases), ret(n(EVENT.none))];
  });
  const texts = Array.from({ length: plan.texts.size }, (_, number) => plan.texts.text(number));
  return {
    layouts,
    layoutNumber,
    isDone: isDoneIn(program, constants, layouts, layoutNumber),
    nameOf,
    payloadBytes,
    calendarEvent,
    actorTable: constants.words(texts.map((text) => plan.model.actorIndex.get(text) ?? -1)),
    groupTable: constants.words(texts.map((text) => plan.groups.get(text)?.number ?? -1)),
  };
}

function layoutNumberIn(program: Program, plan: Plan, constants: Constants, layouts: readonly ChartLayout[]): Word {
  const numbers = (all: readonly { readonly layout: ChartLayout }[]) =>
    constants.words(all.map(({ layout }) => layouts.indexOf(layout)));
  const [ofActors, ofPools] = [numbers(plan.actors), numbers([...plan.pools.values()])];
  return program.function("layoutNumber", { index: "i32", block: "i32" }, ["i32"], ({ index, block }) => [
    when(i32.lt_s(index, n(plan.actors.length)), [ret(i32.load(i32.shl(index, n(2)), ofActors))]),
    ret(i32.load(i32.shl(i32.load(block, HEAD.pool), n(2)), ofPools)),
  ]);
}

function isDoneIn(program: Program, constants: Constants, layouts: readonly ChartLayout[], layoutNumber: Word): Word {
  // For each layout the address of its bytes: 0 for one that has not started, then one for each configuration.
  const tables = layouts.map(({ table }) =>
    constants.table(Uint8Array.from([0, ...table.configurations.map(({ done }) => Number(done))])),
  );
  const at = constants.words(tables);
  return program.function("isDone", { index: "i32", block: "i32" }, ["i32"], ({ index, block }) => [
    ret(
      i32.load8_u(
        i32.add(
          i32.load(i32.shl(call(layoutNumber, index, block), n(2)), at),
          i32.add(i32.load(block, HEAD.configuration), n(1)),
        ),
      ),
    ),
  ]);
}
