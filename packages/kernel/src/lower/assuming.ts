/**
 * What a path draws once, in code: the value of each uncertain assumption when it is first read.
 *
 * An assumption that the timeline changes, that reads rates or the day, or that code cannot say, is found by the World's
 * arithmetic; so is any other where its value is too close to call.
 */
import { type Assumption, reads } from "@steppe/core";
import {
  block,
  type Expr,
  type FunctionCode,
  f64,
  i32,
  type Label,
  leave,
  not,
  run,
  type Stmt,
  switchOn,
} from "../code/index.ts";
import { cellOf } from "../plan/cells.ts";
import type { Plan } from "../plan/plan.ts";
import { ASSUMED, KNOWN } from "./assumed.ts";
import { Lowering } from "./expressions.ts";
import { isNumeric, type Lowered } from "./lowered.ts";
import type { Toolbox } from "./toolbox.ts";
import { Writing } from "./writing.ts";

/** Doubles from here on are left to exact arithmetic, which says that they are too large. */
const LARGEST = 1e300;

const n = (value: number): Expr<"i32"> => i32.const(value);

/** Defines the function that finds an assumption by its number. */
export function defineFindAssumed(plan: Plan, tools: Toolbox, kept: readonly string[]): void {
  const changed = new Set(
    plan.model.timeline.flatMap((entry) => (entry.does === "assume" ? entry.changes.map((one) => one.assumption) : [])),
  );
  tools.findAssumed.define(({ number }, self) => {
    const cases = kept.map((name, place): readonly Stmt[] => {
      const assumption = plan.model.assumptions.get(name) as Assumption;
      const asked = run(tools.askAssumed, n(place));
      if (changed.has(name) || !isTimeless(assumption)) return [asked];
      const address = n(plan.regions.assumptions.address + place * ASSUMED.bytes);
      return found(self as unknown as FunctionCode, tools, assumption, address, asked);
    });
    return [switchOn(number, cases)];
  });
}

/** Whether the value is the same on whatever day it is first read. */
function isTimeless({ value }: Assumption): boolean {
  const { today, indices } = reads(value);
  return !today && indices.size === 0;
}

function found(
  code: FunctionCode,
  tools: Toolbox,
  { kind, value }: Assumption,
  address: Expr<"i32">,
  asked: Stmt,
): readonly Stmt[] {
  const doubt: Label = { kind: "label", loops: false };
  const w = new Writing(code, doubt);
  const lowering = new Lowering(w, tools, { states: [], once: true });
  const lowered = lowering.inRange(kind, lowering.lower(value));
  if (lowered.is === "asked" || lowered.is === "name") return [asked];
  w.do(...stored(w, lowering, lowered, cellOf(kind), address));
  return [
    block((done) => [
      {
        kind: "block",
        label: doubt,
        body: [...w.statements, i32.store(address, n(KNOWN.plain), ASSUMED.known), leave(done)],
      },
      asked,
    ]),
  ];
}

function stored(
  w: Writing,
  lowering: Lowering,
  lowered: Exclude<Lowered, { is: "asked" | "name" }>,
  cell: ReturnType<typeof cellOf>,
  address: Expr<"i32">,
): readonly Stmt[] {
  if (isNumeric(lowered)) {
    if (cell !== "i64" && cell !== "f64") throw new TypeError(`a number in a cell of ${cell}`);
    const real = lowering.numbers.real(lowered);
    const x = w.keep(real.code);
    w.askIf(not(f64.lt(f64.abs(x), f64.const(LARGEST))));
    return [f64.store(address, x, ASSUMED.value), f64.store(address, real.error ?? f64.const(0), ASSUMED.error)];
  }
  if (lowered.is === "span") {
    return [i32.store(address, lowered.months, ASSUMED.value), i32.store(address, lowered.days, ASSUMED.value + 4)];
  }
  return [i32.store(address, lowered.code, ASSUMED.value)];
}
