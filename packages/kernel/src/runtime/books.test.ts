/** The ledger in code against core's journal, its sums against lists, and its division against exact fractions. */
import { EMPTY_JOURNAL, exact, type Journal, post, roundHalfEven } from "@steppe/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { GLOBAL, POSTING, TOTAL } from "../plan/plan.ts";
import { totalNumber } from "../plan/totals.ts";
import { flowIn, postIn, roundDivideIn } from "./books.ts";
import { FAILURE } from "./fail.ts";
import { cleared, planned, running } from "./runtime-testing.ts";

const whole = planned();
const CAPACITY = 60;
const plan = planned({ postings: { ...whole.regions.postings, capacity: CAPACITY } });
const TABLE = plan.regions.opened.address;
const both = running(plan, (program, fail) => [
  postIn(program, plan, fail),
  flowIn(program, plan, fail),
  roundDivideIn(program),
]);
const { parties, categories, currencies } = plan.ledger;

const order = fc.record({
  from: fc.nat(parties.length - 1),
  to: fc.nat(parties.length - 1),
  category: fc.nat(categories.length - 1),
  verb: fc.constantFrom("owe" as const, "pay" as const),
  minor: fc.oneof(fc.bigInt(1n, 20n), fc.bigInt(1n, 10n ** 15n)),
  later: fc.nat(3),
});
const numberOf = (one: { from: number; to: number; category: number }): number =>
  totalNumber(plan.ledger, one.from, one.to, one.category, 0);

for (const [name, one] of Object.entries(both)) {
  const { functions, view } = one;

  test(`postings, what they settle, their totals and the sums of some days are core's (${name})`, () => {
    fc.assert(
      fc.property(fc.array(order, { maxLength: 30 }), fc.infiniteStream(fc.nat(2)), (orders, signs) => {
        cleared(one, plan);
        let journal: Journal = EMPTY_JOURNAL;
        let date = 18_000;
        for (const { later, ...given } of orders) {
          date += later;
          view.setInt32(GLOBAL.today, date, true);
          functions.post?.(numberOf(given), given.verb === "pay" ? 1 : 0, given.minor);
          const [from, to, category] = [parties[given.from], parties[given.to], categories[given.category]] as string[];
          const named = { from: from as string, to: to as string, category: category as string };
          journal = post(journal, { ...given, ...named, currency: currencies[0] as string, date, step: 0 }).journal;
        }
        expect(view.getInt32(GLOBAL.postings, true)).toBe(orders.length);
        const table = signs.take(plan.ledger.totals);
        for (const [index, sign] of [...table].entries()) view.setUint8(TABLE + index, sign);
        const sums = { paid: 0n, due: 0n };
        const [since, until] = [18_002, date - 1];
        for (const posting of journal.postings) {
          const given = orders[posting.n] as (typeof orders)[0];
          const at = plan.regions.postings.address + posting.n * POSTING.bytes;
          expect(view.getInt32(at + POSTING.date, true)).toBe(posting.date);
          expect(view.getInt32(at + POSTING.total, true)).toBe(numberOf(given));
          expect(view.getBigInt64(at + POSTING.minor, true)).toBe(posting.minor);
          expect(view.getBigInt64(at + POSTING.settled, true)).toBe(posting.settled);
          if (posting.date < since || posting.date > until) continue;
          const sign = [0n, 1n, -1n][view.getUint8(TABLE + numberOf(given))] as bigint;
          if (posting.verb === "pay") sums.paid += sign * posting.minor;
          sums.due += sign * (posting.verb === "pay" ? posting.minor - posting.settled : posting.minor);
        }
        expect(functions.flow?.(TABLE, 0, since, until)).toBe(sums.paid);
        expect(functions.flow?.(TABLE, 1, since, until)).toBe(sums.due);
        for (const total of journal.totals.values()) {
          const at =
            plan.ledger.address +
            TOTAL.bytes *
              numberOf({
                from: parties.indexOf(total.from),
                to: parties.indexOf(total.to),
                category: categories.indexOf(total.category),
              });
          for (const what of ["due", "paid", "settled"] as const) {
            expect(view.getBigInt64(at + TOTAL[what], true)).toBe(total[what]);
          }
        }
      }),
    );
  });

  test(`what does not fit is refused: sums beyond 63 bits, and too many postings (${name})`, () => {
    cleared(one, plan);
    functions.post?.(0, 1, 2n ** 62n);
    expect(() => functions.post?.(0, 1, 2n ** 62n)).toThrow(`failure ${FAILURE.tooLarge}`);
    cleared(one, plan);
    for (let n = 0; n < CAPACITY; n += 1) functions.post?.(1, 0, 1n);
    expect(() => functions.post?.(1, 0, 1n)).toThrow(`failure ${FAILURE.tooLarge}`);
  });

  test(`a quotient is rounded half-even, on ties and beside them (${name})`, () => {
    const divisor = fc.oneof(fc.constantFrom(1n, 2n, 20n, 365n, 366n), fc.bigInt(1n, 2n ** 60n));
    const dividend = fc.oneof(fc.bigInt(-1000n, 1000n), fc.bigInt(-(2n ** 63n) + 1n, 2n ** 63n - 1n));
    fc.assert(
      fc.property(dividend, divisor, fc.boolean(), (a, c, tie) => {
        const top = tie ? (BigInt.asIntN(62, a) / c) * c + c / 2n : a;
        expect(functions.roundDivide?.(top, c)).toBe(roundHalfEven(exact(top, c)));
      }),
    );
  });
}
