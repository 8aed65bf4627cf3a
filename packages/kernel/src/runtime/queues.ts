/** Who is told what next: the ring of reactions, and questions that are asked once. */
import { both, type Callee, call, type Expr, i32, type Program, ret, set, when } from "../code/index.ts";
import { HEAD, NOT_STARTED } from "../plan/chart-layout.ts";
import { GLOBAL, type Plan, REACTION } from "../plan/plan.ts";
import { FAILURE, type Fail } from "./fail.ts";

const n = (value: number): Expr<"i32"> => i32.const(value);

/** (index) → address of the block. */
export function blockIn(program: Program, plan: Plan): Callee<readonly ["i32"]> {
  return program.function("blockOf", { index: "i32" }, ["i32"], ({ index }) => [
    ret(i32.load(i32.shl(index, n(2)), plan.regions.actorAddresses.address)),
  ]);
}

/** (receiver, event, sender, mask) → address of the payload, to be filled by who tells. */
export function reactIn(program: Program, plan: Plan, fail: Fail): Callee<readonly ["i32"]> {
  const { address, stride, capacity } = plan.regions.reactions;
  return program.function(
    "react",
    { actor: "i32", event: "i32", sender: "i32", mask: "i32" },
    ["i32"],
    ({ actor, event, sender, mask }, self) => {
      const [tail, entry] = [self.local("i32", "tail"), self.local("i32", "entry")];
      const used = i32.sub(tail, i32.load(n(GLOBAL.reactionHead)));
      return [
        set(tail, i32.load(n(GLOBAL.reactionTail))),
        // One place is left free: the reaction at hand is still being read.
        when(i32.ge_s(used, n(capacity - 1)), [failTooLarge(fail)]),
        i32.store(n(GLOBAL.reactionTail), i32.add(tail, n(1))),
        set(entry, i32.mul(i32.rem_u(tail, n(capacity)), n(stride))),
        i32.store(entry, actor, address + REACTION.actor),
        i32.store(entry, event, address + REACTION.event),
        i32.store(entry, sender, address + REACTION.sender),
        i32.store(entry, mask, address + REACTION.mask),
        ret(i32.add(entry, n(address + REACTION.payload))),
      ];
    },
  );
}

const failTooLarge = (fail: Fail) => fail(FAILURE.tooLarge);

/**
 * (actor): asks an actor that has started and is not done again, unless it is about to be. `done`: (block) → 1 when
 * the actor there is done.
 */
export function askAgainIn(
  program: Program,
  blockOf: Callee<readonly ["i32"]>,
  react: Callee<readonly ["i32"]>,
  done: Callee<readonly ["i32"]>,
  ask: number,
): Callee<readonly []> {
  return program.function("askAgain", { actor: "i32" }, [], ({ actor }, self) => {
    const [block, payload] = [self.local("i32", "block"), self.local("i32", "payload")];
    const active = both(i32.ne(i32.load(block, HEAD.configuration), n(NOT_STARTED)), i32.eqz(call(done, actor, block)));
    return [
      set(block, call(blockOf, actor)),
      when(both(i32.eqz(i32.load(block, HEAD.asked)), active), [
        i32.store(block, n(1), HEAD.asked),
        set(payload, call(react, actor, n(ask), n(0), n(0))),
      ]),
    ];
  });
}
