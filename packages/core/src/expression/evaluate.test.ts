import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ModelError } from "../problem.ts";
import {
  addDuration,
  type Exact,
  encodeExact,
  encodeValue,
  exact,
  type Value,
  valueSource,
  valueText,
} from "../quantity/index.ts";
import { checkText } from "./check.ts";
import { compile } from "./evaluate.ts";
import { periodsInForce } from "./evaluate-prorata.ts";
import { checked, day, type EnvironmentOptions, evaluated, fixtureEnvironment, fixtureScope } from "./fixture.ts";
import { sourceOf } from "./source.ts";
import type { Environment } from "./tree.ts";

const shown = (text: string, options?: EnvironmentOptions): string => {
  const { kind, value } = evaluated(text, options);
  return valueText(kind, value);
};

describe("values", () => {
  it.each([
    ["1/3 + 1/3 + 1/3 = 1", "yes"],
    ["0.1 + 0.2 = 0.3", "yes"],
    ["2 ^ 100 = 1267650600228229401496703205376", "yes"],
    ["2 ^ -2", "0.25"],
    ["(2/3) ^ 2 = 4/9", "yes"],
    ["(-2) ^ 3", "-8"],
    ["0 ^ 0", "1"],
    ["4 ^ 0.5 = 2", "yes"],
    ["exp(ln(2)) - 2 < 1e-30", "yes"],
    ["exp(-5000)", "0"],
    ["rent * 1 month * 12 = rent * 1 year", "yes"],
    ["2004-01-31 + 1 month - 1 day", "2004-02-28"],
    ["2004-03-31 - 1 month", "2004-02-29"],
    ["1 year / 5", "73 days"],
    ["max(never, today)", "never"],
    ["never = never and never > 9999-12-31", "yes"],
    ["never - 5 days", "never"],
    ["1 year = 12 months", "yes"],
    ["P1M5D = P1M5D", "yes"],
    ["0 days < 1 month", "yes"],
    ["round(-0.5) = 0 and round(1.5) = 2 and round(3.5 USD) = 4 USD", "yes"],
    ["ceil(-2.5)", "-2"],
    ["floor(1/3)", "0"],
    ["ceil(1 USD / 3)", "1.00 USD"],
    ["reserve + 0.001 USD = reserve", "no"],
    ["event.actor = lease", "no"],
    ["event.reason != 'crash'", "no"],
    ["100 JPY per month * 1 year", "1,200 JPY"],
    ["5 USD in RUB", "150.65 RUB"],
    ["paid(from: tenant, since: 2004-06-01, until: 2004-06-30)", "28,750,000.00 USD"],
    ["net(kazakhstan, for: rent, on: 2004-03-31)", "28,750,000.00 USD"],
    ["prorata(rent, from: today, to: today - 1 day, every: every, anchor: since)", "0.00 USD"],
    ["days(since - since)", "0"],
    ["count(claim.open) + claims", "6"],
  ])("%s", (text, result) => {
    expect(shown(text)).toBe(result);
  });
});

describe("errors that show with the values", () => {
  it.each<[string, string, string, number?]>([
    ["fee / (claims - 3)", "division-by-zero", "the divisor is zero"],
    ["every / (claims - 3)", "division-by-zero", "the divisor is zero"],
    ["0 ^ (0 - claims)", "division-by-zero", "zero has no negative power"],
    ["rent * (today - since)", "rate-times-days", "a yearly rate times 3502 days is not known without a period"],
    ["date(lease.ended) - today", "never", "`never` is no distance from any date"],
    ["year(date(lease.ended))", "never", "`never` has no year"],
    ["index(cpi, date(lease.ended))", "never", "`never` is no date of the index `cpi`"],
    [
      "every > today - since",
      "durations-not-comparable",
      "3 months and 3502 days do not compare: a month has no fixed number of days",
    ],
    ["day_of(2005, 2, 26 + claims)", "no-such-date", "month 2 of 2005 has days 1 to 28"],
    ["today + every * 100_000", "duration-too-long", "a duration is longer than 10,000 years"],
    ["today + every * 39_000", "date-out-of-range", "a date lies outside the years 1 to 9999"],
    ["ln(claims - 3)", "no-logarithm", "only a number above zero has a logarithm"],
    ["sqrt(0 - claims)", "no-root", "a number below zero has no square root"],
    ["(0 - claims) ^ 0.5", "no-root", "a number below zero has no fractional power"],
    ["exp(claims * 1000)", "number-too-large", "the result is too large: 10^1000 or more"],
    ["10 ^ (claims * 1000)", "number-too-large", "the result is too large: 10^1000 or more"],
    ["npv(paid(rent), 0 - claims)", "discount-rate", "a discount rate is above -100 %"],
    [
      "prorata(rent, from: since, to: today, every: 90 days * claims, anchor: since)",
      "prorata-period",
      "the period of `prorata` is a number of months, not 270 days",
    ],
    [
      "prorata(rent, from: since, to: date(lease.ended), every: every, anchor: since)",
      "never",
      "`prorata` needs dates that come: `never` is none",
    ],
    ["chance(claims)", "draw-parameters", "a probability is from 0 to 1, not 300 %"],
    [
      "uniform(claims, 3)",
      "draw-parameters",
      "the bounds of `uniform` are in order, the last above the first: `low` 3, `high` 3",
    ],
    ["lognormal(every * claims, 20)", "duration-too-long", "a duration is longer than 10,000 years", 0.9],
    ["normal(every * -1, 1 day)", "negative-duration", "a duration was drawn below zero: -91 days"],
  ])("%s", (text, code, message, u) => {
    const run = compile(checked(text));
    try {
      run(fixtureEnvironment(u === undefined ? {} : { u: () => u }));
    } catch (error) {
      expect(error).toBeInstanceOf(ModelError);
      expect((error as ModelError).problem).toMatchObject({ code, message, place: { file: "expression", line: 1 } });
      return;
    }
    throw new Error("no error");
  });
});

describe("laziness", () => {
  it.each([
    ["active or 1 / (claims - 3) > 0", true],
    ["not active and 1 / (claims - 3) > 0", false],
    ["if(active, 1, 1 / (claims - 3)) = 1", true],
  ])("%s", (text, value) => {
    expect(evaluated(text).value).toBe(value);
  });

  it("asks for no draw that is not needed, and for one u each time", () => {
    const asked: string[] = [];
    const u = (site: string): number => {
      asked.push(site);
      return 0.25;
    };
    const run = compile(checked("active or chance(50%)"));
    run(fixtureEnvironment({ u }));
    expect(asked).toEqual([]);
    compile(checked("if(chance(30%, as: first), uniform(0, 4), bernoulli(1))"))(fixtureEnvironment({ u }));
    expect(asked).toEqual(["first", "lease/in_force/due/2"]);
  });

  it("computes a constant once", () => {
    expect(compile(checked("2 ^ 10 + 1"))({} as Environment)).toEqual(exact(1025));
  });
});

/** Fractions of our own, as pairs of whole numbers: an oracle that shares nothing with fraction.js. */
type Pair = readonly [bigint, bigint];
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));
const lowest = ([n, d]: Pair): string => {
  const g = gcd(n, d) * (d < 0n ? -1n : 1n);
  return d / g === 1n ? String(n / g) : `${n / g}/${d / g}`;
};
const apply = (operator: string, [a, b]: Pair, [c, d]: Pair): Pair | undefined => {
  if (operator === "+") return [a * d + c * b, b * d];
  if (operator === "-") return [a * d - c * b, b * d];
  if (operator === "*") return [a * c, b * d];
  return c === 0n ? undefined : [a * d, b * c];
};
interface Sum {
  readonly text: string;
  readonly value: Pair | undefined;
}
const { sum: anySum } = fc.letrec<{ sum: Sum }>((tie) => ({
  sum: fc.oneof(
    { maxDepth: 6 },
    fc.tuple(fc.nat({ max: 10 ** 9 }), fc.nat({ max: 4 })).map(([n, places]): Sum => {
      const digits = String(n).padStart(places + 1, "0");
      const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
      return { text, value: [BigInt(n), 10n ** BigInt(places)] };
    }),
    tie("sum").map(({ text, value }): Sum => ({ text: `-(${text})`, value: value && [-value[0], value[1]] })),
    fc.tuple(tie("sum"), fc.constantFrom("+", "-", "*", "/"), tie("sum")).map(
      ([a, operator, b]): Sum => ({
        text: `(${a.text}) ${operator} (${b.text})`,
        value: a.value && b.value && apply(operator, a.value, b.value),
      }),
    ),
  ),
}));

describe("laws", () => {
  it("arithmetic is exact", () => {
    fc.assert(
      fc.property(anySum, ({ text, value }) => {
        fc.pre(value !== undefined && text.length < 9_000);
        // By a variable, so that it is computed when run and not when compiled.
        const run = compile(checked(`claims * 0 + (${text})`));
        expect(encodeExact(run(fixtureEnvironment()) as Exact)).toBe(lowest(value as Pair));
        expect(encodeExact(compile(checked(text))({} as Environment) as Exact)).toBe(lowest(value as Pair));
      }),
      { numRuns: 300 },
    );
  });

  it("ranges that adjoin add up exactly, and a whole period is one", () => {
    const range = fc.tuple(fc.nat({ max: 40_000 }), fc.nat({ max: 4_000 }), fc.nat({ max: 4_000 }));
    fc.assert(
      fc.property(
        range,
        fc.constantFrom(1, 2, 3, 6, 12, 18),
        fc.nat({ max: 40_000 }),
        ([start, a, b], months, anchor) => {
          const whole = periodsInForce(start, start + a + b + 1, months, anchor);
          const parts = periodsInForce(start, start + a, months, anchor).add(
            periodsInForce(start + a + 1, start + a + b + 1, months, anchor),
          );
          expect(encodeExact(parts)).toBe(encodeExact(whole));
          const k = Math.floor((start - anchor) / 31 / months);
          const [low, high] = [k, k + 1].map((i) => addDuration(anchor, { months: i * months, days: 0 })) as [
            number,
            number,
          ];
          expect(encodeExact(periodsInForce(low + 1, high, months, anchor))).toBe("1");
        },
      ),
    );
  });

  it("a rate by periods agrees with counting days, one at a time", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -9_000, max: 9_000 }),
        fc.nat({ max: 500 }),
        fc.constantFrom(1, 3, 12),
        (from, length, months) => {
          const anchor = day("1970-01-31");
          const ends = new Set<number>();
          for (let k = -800; k <= 800; k += 1) ends.add(addDuration(anchor, { months: k * months, days: 0 }));
          let sum = exact(0);
          for (let date = from; date <= from + length; date += 1) {
            let [low, high] = [date - 1, date];
            while (!ends.has(low)) low -= 1;
            while (!ends.has(high)) high += 1;
            sum = sum.add(exact(1, high - low));
          }
          expect(encodeExact(periodsInForce(from, from + length, months, anchor))).toBe(encodeExact(sum));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("a stranger's text", () => {
  const word = fc.constantFrom(
    ..."rent reserve claims active since every tenant lease today never 2 0 5% 1e30 'x' 3 USD;7 RUB;1 year;9 days;kazakhstan;event.claimed;lease.until;in(ended);paid();chance(5%)"
      .split(/[; ]/)
      .filter((text) => text !== "USD"),
  );
  const { text: anyText } = fc.letrec<{ text: string }>((tie) => ({
    text: fc.oneof(
      { maxDepth: 4 },
      word,
      fc
        .tuple(tie("text"), fc.constantFrom("+", "-", "*", "/", "^", "and", "<", "="), tie("text"))
        .map((p) => `(${p.join(" ")})`),
      tie("text").map((a) => `-${a}`),
      tie("text").map((a) => `(not ${a})`),
      tie("text").map((a) => `${a} per month`),
      tie("text").map((a) => `${a} in RUB`),
      fc
        .tuple(
          fc.constantFrom("min", "max", "if", "round", "days", "year", "uniform", "normal", "choice", "day_of"),
          fc.array(tie("text"), { maxLength: 3 }),
        )
        .map(([name, args]) => `${name}(${args.join(", ")})`),
    ),
  }));

  it("gives a value, problems or an error of the model, and nothing else", () => {
    let values = 0;
    fc.assert(
      fc.property(anyText, (text) => {
        const result = checkText(sourceOf(text), fixtureScope());
        if (!result.ok) {
          expect(result.problems.length).toBeGreaterThan(0);
          return;
        }
        try {
          expect(valueText(result.value.kind, compile(result.value)(fixtureEnvironment()))).not.toBe("");
          values += 1;
        } catch (error) {
          expect(error).toBeInstanceOf(ModelError);
        }
      }),
      { numRuns: 2_000 },
    );
    expect(values).toBeGreaterThan(200);
  });
});

describe("size", () => {
  it("evaluates the longest chain that may be written, with brackets at its deepest", () => {
    const chain = `${"(".repeat(100)}claims${")".repeat(100)}${" + 1".repeat(499)}`;
    expect(shown(chain)).toBe("502");
    expect(shown(`${"(".repeat(99)}claims${" + 1)".repeat(99)} ${"* 1 ".repeat(400)}`)).toBe("102");
  });
});

describe("values written as expressions", () => {
  it.each([
    "0 USD - 5.25 USD",
    "rent",
    "settled_share",
    "P1Y6M + 3 days",
    "-every",
    "never",
    "today",
    "5 per year",
    "'a \"b\" \\\\ c'",
    "active",
    "kazakhstan",
  ])("%s reads back", (text) => {
    const { kind, value } = evaluated(text);
    const again = evaluated(valueSource(kind, value));
    expect(encodeValue(kind, again.value)).toEqual(encodeValue(kind, value));
  });
});

describe("draws", () => {
  const at = (u: number) => ({ u: () => u });
  it.each<[string, number, string]>([
    ["chance(1/4)", 0.25, "no"],
    ["chance(1/4)", 0.249999999, "yes"],
    ["chance(0)", 1e-12, "no"],
    ["chance(1)", 1 - 2 ** -53, "yes"],
    ["bernoulli(1/4)", 0.75, "0"],
    ["bernoulli(1/4)", 0.750001, "1"],
    ["uniform(0, 3)", 0.25, "0.75"],
    ["uniform(0 USD, 0.01 USD)", 0.25, "0.00 USD"],
    ["truncate(uniform(0, 10), -5, 5)", 0.5, "2.5"],
    ["truncate(normal(0, 1), 2, 4) >= 2", 0.001, "yes"],
    ["truncate(poisson(4), 2, 3)", 0.0001, "2"],
    ["uniform(10 days, 20 days)", 0.25, "12 days"],
    ["uniform(10 days, 21 days)", 0.5, "16 days"],
    ["choice('a', 1, 'b', 2, 'c', 1)", 0.25, "a"],
    ["choice('a', 1, 'b', 2, 'c', 1)", 0.2500001, "b"],
    ["choice('a', 0, 'b', 2, 'c', 0)", 1e-12, "b"],
    ["choice('a', 0, 'b', 2, 'c', 0)", 1 - 2 ** -53, "b"],
    ["empirical(30, 10, 20)", 0.3, "10"],
    ["empirical(30, 10, 20)", 0.34, "20"],
    ["empirical(2005-01-01, 2004-01-01, never)", 0.99, "never"],
    ["normal(10 million USD, 2 million USD) > 12 million USD", 0.85, "yes"],
    ["exponential(2 years)", 0.632120558828558, "730 days"],
  ])("%s at u = %d is %s", (text, u, result) => {
    expect(shown(text, at(u))).toBe(result);
  });

  it("is exact where it says so", () => {
    const u = 0.1234567890123;
    const value = evaluated("uniform(0, 1)", at(u)).value as Exact;
    expect(Number(value.n) / Number(value.d)).toBe(u);
    expect(value.mul(exact(1n << 60n)).d).toBe(1n);
  });

  it.each([
    ["the likeliest, the first on a tie, on the central path", 0.5, "b"],
    ["what a forced u says, on the central path too", 0.01, "a"],
  ])("takes %s", (_what, u, outcome) => {
    const value: Value = compile(checked("choice('a', 1, 'b', 2, 'c', 2)"))({
      ...fixtureEnvironment(),
      central: true,
      draw: () => u,
    });
    expect(value).toBe(outcome);
  });
});
