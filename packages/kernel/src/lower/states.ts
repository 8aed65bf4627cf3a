/** Whether an actor is in a state, how often and when first one was entered. */
import { exact, type StateReference } from "@steppe/core";
import { type Expr, i32, i64, set, when } from "../code/index.ts";
import { NEVER_DAY } from "../plan/cells.ts";
import { HEAD, NOT_STARTED } from "../plan/chart-layout.ts";
import { GLOBAL, MILESTONE } from "../plan/plan.ts";
import type { Lowering } from "./expressions.ts";
import { constant, day, type Lowered, truth, wholeOf } from "./lowered.ts";

const n = (value: number): Expr<"i32"> => i32.const(value);

/** `in(state)`: before the microstep at hand; an actor that starts is in what it has entered. */
export function lowerIn({ standing: { states, entering, single, instance } }: Lowering, state: string): Lowered {
  if (states.includes(state)) return truth(true);
  if (!entering?.includes(state)) return truth(false);
  if (!single || !instance) return { is: "truth", code: i32.load(n(GLOBAL.starting)) };
  return { is: "truth", code: i32.eq(i32.load(instance.base, HEAD.configuration), n(NOT_STARTED)) };
}

/** `is(actor, state)`: as it was when the step began. Of a group it is asked. */
export function lowerIs(at: Lowering, { actor, state }: StateReference): Lowered {
  const { plan } = at.tools;
  const index = plan.model.actorIndex.get(actor);
  const owner = index === undefined ? undefined : plan.actors[index];
  if (!owner) return at.ask();
  const { configurations } = owner.layout.table;
  // Which configurations the state is part of: a byte for each, the first for an actor that has not started.
  const bytes = Uint8Array.from([0, ...configurations.map(({ states }) => Number(states.includes(state)))]);
  const table = at.tools.table(bytes);
  const own = owner.index === at.standing.instance?.fileIndex && !at.standing.single;
  const now = own ? i32.load(n(GLOBAL.stepConfiguration)) : i32.load(n(owner.address), HEAD.configuration);
  return { is: "truth", code: at.w.keep(i32.load8_u(i32.add(now, n(table + 1)))) };
}

export function lowerMilestone(at: Lowering, { actor, state }: StateReference, what: "first" | "count"): Lowered {
  const address = at.tools.plan.milestones.get(`${actor}.${state}`);
  if (address === undefined) return what === "count" ? constant(exact(0)) : day(NEVER_DAY);
  const count = at.w.keep(i32.load(n(address), MILESTONE.count), "count");
  if (what === "count") return wholeOf(i64.extend_i32_s(count));
  const code = at.w.local("i32", "first");
  at.w.do(set(code, n(NEVER_DAY)), when(count, [set(code, i32.load(n(address), MILESTONE.first))]));
  return { is: "day", code };
}
