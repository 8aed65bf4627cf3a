/** The ring of reactions against a list, and questions that are asked once. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { i32, ret } from "../code/index.ts";
import { HEAD } from "../plan/chart-layout.ts";
import { GLOBAL, REACTION } from "../plan/plan.ts";
import { FAILURE } from "./fail.ts";
import { askAgainIn, blockIn, reactIn } from "./queues.ts";
import { cleared, planned, running } from "./runtime-testing.ts";

const CAPACITY = 8;
const ASK = -2;
const whole = planned();
const plan = planned({ reactions: { ...whole.regions.reactions, capacity: CAPACITY } });
/** A configuration that ends an actor, in this test. */
const DONE = 7;
const both = running(plan, (program, fail) => {
  const blockOf = blockIn(program, plan);
  const react = reactIn(program, plan, fail);
  const done = program.function("isDone", { index: "i32", block: "i32" }, ["i32"], ({ block }) => [
    ret(i32.eq(i32.load(block, HEAD.configuration), i32.const(DONE))),
  ]);
  return [blockOf, react, askAgainIn(program, blockOf, react, done, ASK)];
});
const { reactions, actorAddresses } = plan.regions;

for (const [name, one] of Object.entries(both)) {
  const { functions, view } = one;
  const entry = (place: number) => reactions.address + (place % CAPACITY) * reactions.stride;

  test(`who is told first comes first, round the ring and no further (${name})`, () => {
    const told = fc.tuple(fc.nat(99), fc.integer({ min: -4, max: 9 }), fc.nat(99), fc.nat(255));
    fc.assert(
      fc.property(fc.array(fc.oneof(told, fc.constant("next" as const)), { maxLength: 60 }), (all) => {
        cleared(one, plan);
        const waiting: (readonly number[])[] = [];
        let head = 0;
        for (const command of all) {
          if (command === "next") {
            const first = waiting.shift();
            if (!first) continue;
            const at = entry(head++);
            const found = [REACTION.actor, REACTION.event, REACTION.sender, REACTION.mask].map((part) =>
              view.getInt32(at + part, true),
            );
            expect(found).toEqual(first);
            view.setInt32(GLOBAL.reactionHead, head, true);
          } else if (waiting.length === CAPACITY - 1) {
            // One place stays free: what is being delivered is still read there.
            expect(() => functions.react?.(...command)).toThrow(`failure ${FAILURE.tooLarge}`);
          } else {
            const at = entry(head + waiting.length);
            expect(functions.react?.(...command)).toBe(at + REACTION.payload);
            waiting.push(command);
          }
        }
        expect(view.getInt32(GLOBAL.reactionTail, true) - view.getInt32(GLOBAL.reactionHead, true)).toBe(
          waiting.length,
        );
      }),
    );
  });

  test(`an actor is asked again once, if it has started and is not done (${name})`, () => {
    cleared(one, plan);
    for (const { index, address } of plan.actors) {
      view.setInt32(actorAddresses.address + 4 * index, address, true);
      expect(functions.blockOf?.(index)).toBe(address);
    }
    const address = plan.actors[1]?.address as number;
    const asked = (configuration: number): number => {
      view.setInt32(address + HEAD.configuration, configuration, true);
      functions.askAgain?.(1);
      return view.getInt32(GLOBAL.reactionTail, true);
    };
    expect([asked(-1), asked(DONE), asked(0), asked(0), asked(2)]).toEqual([0, 0, 1, 1, 1]);
    expect([REACTION.actor, REACTION.event].map((part) => view.getInt32(entry(0) + part, true))).toEqual([1, ASK]);
    view.setInt32(address + HEAD.asked, 0, true);
    expect(asked(0)).toBe(2);
  });
}
