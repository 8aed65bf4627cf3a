import { describe, expect, it } from "vitest";
import { dateText, type Exact } from "../quantity/index.ts";
import { HEAD } from "../scenario/load-testing.ts";
import { ran, stepLine } from "../world/world-testing.ts";
import { compareOutcomes, paidByYear } from "./compare.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";

const text = (
  rent: string,
  timeline: string,
  more = "",
) => `${HEAD.replace("2010-12-31", "2011-12-31")}assume: {rent: ${rent}}
machines:
  m: {events: {due: {}, stop: {}, hush: {}}, initial: on, states: {on: {invoke: {src: calendar, input: {every: 6 months, from: 2010-06-30, event: due}}, on: {stop: off, due: {actions: {pay: {from: a, to: b, amount: rent, for: rent}}}}}, off: {}}}
actors: {x: {machine: m}}
timeline: [${timeline}]
measures: {total: {value: "paid(for: rent, currency: ${rent.slice(-3)})", title: Rent paid}, ended: date(x.off)${more}}
`;
const outcome = (...parts: readonly [string, string, string?]): Outcome => outcomeOf(ran(text(...parts)));
const BASE = outcome("5 USD", "{on: 2011-02-01, actor: x, event: stop}");

describe("compareOutcomes", () => {
  const early = outcome("5 USD", "{on: 2010-08-01, actor: x, event: stop}", ', kinds: "1"');
  const stays = outcome("7 RUB", "");
  const { measures, partings } = compareOutcomes([BASE, early, stays]);

  it("puts measures side by side with differences to the first, in days for dates, and none between kinds", () => {
    expect(measures.map(({ name, title }) => [name, title])).toEqual([
      ["total", "Rent paid"],
      ["ended", undefined],
      ["kinds", undefined],
    ]);
    const [total, ended, kinds] = measures.map(({ cells }) => cells.map((cell) => cell?.difference));
    expect((total as readonly Exact[])[1]?.toFraction()).toBe("-500");
    expect(total?.[0]).toBe(undefined);
    expect(total?.[2]).toBe(undefined);
    expect(ended).toEqual([undefined, -184, undefined]);
    expect(kinds).toEqual([undefined, undefined, undefined]);
    expect(measures[2]?.cells[0]).toBe(undefined);
  });

  it("takes a number to be a share where it is one in another scenario", () => {
    const share = outcome("5 USD", "", ', part: "5%"');
    const number = outcome("5 USD", "", ', part: "0.06"');
    const cells = compareOutcomes([number, share]).measures.find(({ name }) => name === "part")?.cells;
    expect(cells?.map((cell) => cell?.kind.type)).toEqual(["share", "share"]);
    const difference = cells?.[1]?.difference as Exact | undefined;
    expect(difference?.toFraction()).toBe("-1/100");
  });

  it("says where each parts from the first: the first step that differs, on either side", () => {
    expect(
      partings.map(
        (parting) =>
          parting && [
            dateText(parting.date),
            parting.base && stepLine(parting.base),
            parting.other && stepLine(parting.other),
          ],
      ),
    ).toEqual([
      ["2010-08-01", "2010-12-30 x: due on", "2010-08-01 x: stop on -> off"],
      ["2010-06-30", "2010-06-30 x: due on", "2010-06-30 x: due on"],
    ]);
  });

  it("finds no parting in futures that do the same, though their entries are counted otherwise", () => {
    const same = outcome("5 USD", "{on: 2012-02-01, actor: x, event: hush}, {on: 2011-02-01, actor: x, event: stop}");
    expect(compareOutcomes([BASE, same]).partings).toEqual([undefined]);
  });

  it("finds a future that goes on where the first has ended", () => {
    const longer = outcome("5 USD", "{on: 2011-02-01, actor: x, event: stop}, {on: 2011-03-01, actor: x, event: hush}");
    const [parting] = compareOutcomes([BASE, longer]).partings;
    expect(parting?.base).toBe(undefined);
    expect(parting?.other && stepLine(parting.other)).toBe("2011-03-01 x: hush off (not heard)");
  });

  it("asserts that there is something to compare", () => {
    expect(() => compareOutcomes([])).toThrow("a comparison needs a scenario");
  });
});

describe("paidByYear", () => {
  it("adds payments up by year, category and currency, scenarios across", () => {
    const stays = outcome("7 RUB", "");
    expect(
      paidByYear([BASE, stays]).map(({ year, category, currency, paid }) => [year, category, currency, ...paid]),
    ).toEqual([
      [2010, "rent", "RUB", 0n, 1400n],
      [2010, "rent", "USD", 1000n, 0n],
      [2011, "rent", "RUB", 0n, 1400n],
    ]);
  });
});
