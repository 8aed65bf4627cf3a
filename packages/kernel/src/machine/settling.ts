/** What follows the first microstep of a step, until the actor is at rest. */
import { MICROSTEP_LIMIT } from "@steppe/core/statechart/machine.ts";
import {
  type Callee,
  call,
  type Expr,
  type FunctionCode,
  i32,
  type Label,
  leave,
  ret,
  type Stmt,
  set,
  switchOn,
  when,
} from "../code/index.ts";
import type { Instance } from "../lower/place.ts";
import { HEAD } from "../plan/chart-layout.ts";
import { GLOBAL, RAISED } from "../plan/plan.ts";
import { FAILURE } from "../runtime/fail.ts";
import { type Kit, n } from "./kit.ts";

/** What a microstep gives back: nothing was taken, something was, something was that changed nothing. */
export const TOOK = { nothing: 0, changed: 1, unchanged: 2 } as const;

/** What functions of a microstep take. */
export const ROW = { base: "i32", index: "i32", event: "i32", sender: "i32", payload: "i32" } as const;
export type Row = FunctionCode<readonly ["i32"], typeof ROW>;

/** Calls the function of the configuration that the actor is in. */
export function dispatched(
  configuration: Expr<"i32">,
  functions: readonly (Row | undefined)[],
  args: readonly Expr<"i32">[],
  took: Parameters<typeof set<"i32">>[0],
): readonly Stmt[] {
  const cases = functions.map((one) => [set(took, one ? call(one as Callee<readonly ["i32"]>, ...args) : n(0))]);
  if (cases.length === 1) return cases[0] as readonly Stmt[];
  return [switchOn(configuration, cases)];
}

interface Settling {
  readonly name: string;
  readonly instance: (base: Expr<"i32">, index: Expr<"i32">) => Instance;
  /** By configuration: what is done with an event, and the eventless transitions. */
  readonly rows: readonly Row[];
  readonly eventless: readonly (Row | undefined)[];
}

/** Eventless transitions until none is taken, then the next event of the queue, until all is at rest. */
export function settlingIn(kit: Kit, { name, instance: instanceOf, rows, eventless }: Settling): Row {
  const { address, stride } = kit.plan.regions.raised;
  return kit.program.function(name, ROW, ["i32"], ({ base: given, index: number, event, sender, payload }, self) => {
    const { base, index } = instanceOf(given, number);
    const [steps, took, asks, head, entry, configuration] = [
      self.local("i32", "steps"),
      self.local("i32", "took"),
      self.local("i32", "asks"),
      self.local("i32", "head"),
      self.local("i32", "entry"),
      self.local("i32", "configuration"),
    ];
    const args = [base, index, event, sender, payload] as const;
    const asking = eventless.some((one) => one !== undefined);
    const end: Label = { kind: "label", loops: true };
    const next: readonly Stmt[] = [
      set(head, i32.load(n(GLOBAL.raisedHead))),
      when(i32.ge_s(head, i32.load(n(GLOBAL.raisedTail))), [leave(end)]),
      i32.store(n(GLOBAL.raisedHead), i32.add(head, n(1))),
      set(entry, i32.add(i32.mul(head, n(stride)), n(address))),
      set(event, i32.load(entry, RAISED.event)),
      set(sender, i32.load(entry, RAISED.sender)),
      set(payload, i32.add(entry, n(RAISED.payload))),
      set(asks, n(1)),
      when(i32.ge_s(event, n(0)), [
        set(configuration, i32.load(base, HEAD.configuration)),
        ...dispatched(configuration, rows, args, took),
      ]),
    ];
    const ask: readonly Stmt[] = [
      set(took, n(TOOK.nothing)),
      when(asks, [
        set(configuration, i32.load(base, HEAD.configuration)),
        ...dispatched(configuration, eventless, args, took),
      ]),
    ];
    return [
      set(asks, n(1)),
      {
        kind: "while",
        label: end,
        condition: i32.eqz(call(kit.isDone, index, base)),
        body: [
          set(steps, i32.add(steps, n(1))),
          when(i32.gt_s(steps, n(MICROSTEP_LIMIT)), [kit.fail(FAILURE.livelock)]),
          ...(asking ? ask : []),
          ...(asking ? [when(took, [set(asks, i32.eq(took, n(TOOK.changed)))], next)] : next),
        ],
        step: [],
      },
      ret(n(0)),
    ];
  });
}
