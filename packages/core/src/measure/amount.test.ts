import { describe, expect, it } from "vitest";
import { pathUniforms } from "../chance/index.ts";
import type { Expression } from "../expression/tree.ts";
import { loadScenario } from "../index.ts";
import { MACHINES } from "../machines/index.ts";
import { moneyText, valueText } from "../quantity/index.ts";
import { createWorld, run } from "../world/create.ts";
import { amountOf } from "./amount.ts";
import { formulaText } from "./formula.ts";

const SCENARIO = `steppe: 1
title: x
period: 2004-01-01 .. 2014-12-31
currency: USD
parties: [kazakhstan, russia]
assume:
  rent: {value: 115 million USD per year, judgement: x}
  share: {value: 20%, judgement: half of what was asked}
machines:
  toll:
    inputs: {part: share}
    variables: {step: {kind: number, initial: 1}, owed_so_far: {kind: money, initial: 0 USD}}
    events: {due: {}}
    initial: on
    states:
      on:
        invoke: {src: calendar, input: {every: 1 year, from: 2004-12-31, event: due}}
        on:
          due:
            actions:
              - {set: {step: step + 1}}
              - {owe: {from: russia, to: kazakhstan, amount: "uniform(1 USD, 9 USD) * step", for: toll}}
              - {set: {owed_so_far: "owed(for: toll)"}}
              - {pay: {from: russia, to: kazakhstan, amount: owed_so_far * part, for: toll}}
actors:
  lease: {machine: lease, with: {landlord: kazakhstan, tenant: russia, rent: rent, from: 2004-03-31, until: 2013-05-13}}
  toll: {machine: toll, with: {part: share}}
timeline:
  - {id: dearer, on: 2008-01-01, assume: {rent: 116 million USD per year}}
measures:
  a: "if(year(start(2004)) > 1, 1, 2)"
`;

function worldOf(text: string) {
  const loaded = loadScenario({ scenario: "a.yaml" }, () => ({ bytes: new TextEncoder().encode(text) }), MACHINES);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 2));
  return run(createWorld(loaded.model, pathUniforms("test", 5)));
}

const world = worldOf(SCENARIO.replace(/measures:[\s\S]*/, ""));
const posting = (wanted: string, nth: number) => {
  const found = [...world.journal.postings].filter(({ category, verb }) => `${verb} ${category}` === wanted)[nth];
  if (!found) throw new Error(`no ${wanted} ${nth}`);
  return found;
};
const read = (wanted: string, nth: number) => {
  const amount = amountOf(world, posting(wanted, nth));
  return {
    formula: amount?.formula,
    reads: amount?.reads.map(({ name, kind, value, from, setBy }) => [
      name,
      valueText(kind, value),
      from?.path,
      setBy?.n,
    ]),
  };
};

describe("amountOf", () => {
  it("explains every posting, those with draws and those of variables set in the same step, too", () => {
    const postings = [...world.journal.postings];
    expect(postings.length).toBeGreaterThan(50);
    expect(postings.filter((one) => !amountOf(world, one))).toEqual([]);
  });

  it("reads what stood there at that moment: set before the posting, not after it", () => {
    const [owed, paid] = [posting("owe toll", 1), posting("pay toll", 1)];
    expect(owed.step).toBe(paid.step);
    expect(read("owe toll", 1)).toEqual({
      formula: "uniform(1 USD, 9 USD) * step",
      reads: [["step", "3", undefined, owed.step]],
    });
    const sum = [...world.journal.postings].reduce((total, one) => {
      if (one.category !== "toll" || one.n >= paid.n) return total;
      return total + (one.verb === "owe" ? one.minor : -one.settled);
    }, 0n);
    expect(read("pay toll", 1)).toEqual({
      formula: "owed_so_far * part",
      reads: [
        ["owed_so_far", `${moneyText(sum, "USD")} USD`, undefined, paid.step],
        ["part", "20 %", "assume.share", undefined],
      ],
    });
  });

  it("names the entry that changed an assumption, from the day on which it did", () => {
    const changed = [...world.trace].find(({ origin }) => origin.from === "timeline" && origin.entry === "dearer")?.n;
    const rent = (n: number) => read("pay rent", n).reads?.find(([name]) => name === "rent");
    expect(rent(15)).toEqual(["rent", "115,000,000.00 USD per year", "assume.rent", undefined]);
    expect(rent(16)).toEqual(["rent", "116,000,000.00 USD per year", "assume.rent", changed]);
  });
});

describe("formulaText", () => {
  it.each([
    "a + b * (a - b)",
    "a - (b - a)",
    "a / (b * a)",
    "-(a + b)",
    "(-a) ^ b",
    "a ^ (b ^ a)",
    "not (a > b and b > a) or a = b",
    "if(a > b, max(a, b, 3), round(a, 2))",
    "rent * 3 months",
    "paid(for: rent, from: russia, since: 2005-01-01)",
    "npv(net(kazakhstan), 5%)",
    "date(lease.ended) + 1 year + 6 months",
    "count(lease.in_force.term)",
    "(10 RUB in USD) + owed(for: rent)",
    "real(1 USD, 2004, cpi)",
    "a * (5 USD per year)",
  ])("%s means what was written", (text) => {
    const frame = SCENARIO.replace(
      "assume:\n",
      "rates: {RUB/USD: {2004-01-01: 30}}\nindices: {cpi: {2004-01-01: 1}}\nassume:\n  a: {value: 7, judgement: x}\n  b: {value: 5, judgement: x}\n",
    );
    const expressionOf = (written: string) => {
      const { model } = worldOf(frame.replace(/ {2}a: "if.*/, () => `  asked: ${JSON.stringify(written)}`));
      return model.measures[0]?.expression as Expression;
    };
    // Read again, it is the same tree but for places: nothing was lost or bound otherwise.
    const treeOf = (expression: Expression) =>
      JSON.stringify(expression, (key, value) =>
        key === "place" ? undefined : typeof value === "bigint" ? `${value}n` : value,
      );
    const expression = expressionOf(text);
    expect(treeOf(expressionOf(formulaText(expression)))).toBe(treeOf(expression));
  });

  it("keeps a duration of years and months together", () => {
    const { model } = worldOf(SCENARIO.replace(/ {2}a: "if.*/, () => '  asked: "P1Y6M * 2"'));
    expect(formulaText(model.measures[0]?.expression as Expression)).toBe("(1 year + 6 months) * 2");
  });

  it("writes no more brackets than it must", () => {
    const { model } = worldOf(SCENARIO.replace(/ {2}a: "if.*/, () => '  asked: "((1 + 2)) * (3 * 4) - (5 ^ 2)"'));
    expect(formulaText(model.measures[0]?.expression as Expression)).toBe("(1 + 2) * (3 * 4) - 5 ^ 2");
  });
});

describe("two payments of one step that look alike", () => {
  it("are each told by the action that made it", () => {
    const twin = worldOf(`steppe: 1
period: 2004-01-01 .. 2010-12-31
currency: USD
parties: [a, b]
assume: {x: {value: 5 USD, judgement: q}, y: {value: 5 USD, judgement: q}}
machines:
  m:
    initial: s
    states:
      s: {after: {1 year: t}, exit: {pay: {from: a, to: b, amount: x, for: k}}}
      t: {entry: {pay: {from: a, to: b, amount: y, for: k}}}
actors: {m: {machine: m}}
`);
    expect([...twin.journal.postings].map((one) => amountOf(twin, one)?.formula)).toEqual(["x", "y"]);
  });
});
