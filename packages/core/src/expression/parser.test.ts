import { Lexer } from "chevrotain";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Problem } from "../problem.ts";
import { TOKENS } from "./lexer.ts";
import { ExpressionParser, parseExpression } from "./parser.ts";
import { expressionText } from "./print.ts";
import { sourceOf } from "./source.ts";
import type { Syntax } from "./tree.ts";

function problemOf(text: string): Problem {
  const result = parseExpression(sourceOf(text));
  if (result.ok) throw new Error(`parsed: ${expressionText(result.value)}`);
  expect(result.problems).toHaveLength(1);
  return result.problems[0] as Problem;
}

function parsed(text: string): Syntax {
  const result = parseExpression(sourceOf(text));
  if (!result.ok) throw new Error(`${text}: ${result.problems.map((p) => p.message).join("; ")}`);
  return result.value;
}

/** A tree without its spans, exact numbers as text. */
const shape = (tree: Syntax): unknown =>
  JSON.parse(
    JSON.stringify(tree, (key, value) => {
      if (key === "span" || key.endsWith("Span")) return undefined;
      if (value === Number.POSITIVE_INFINITY) return "never";
      if (typeof value === "bigint") return String(value);
      return value;
    }),
  );

describe("reading", () => {
  it.each([
    ["a or b and not c = 1", "a or b and not c = 1"],
    ["(a or b) and (not c) = true", "(a or b) and (not c) = true"],
    ["1+2*3-4/5", "1 + 2 * 3 - 4 / 5"],
    ["(1+2)*3", "(1 + 2) * 3"],
    ["1-(2-3)", "1 - (2 - 3)"],
    ["(1-2)-3", "1 - 2 - 3"],
    ["2^(3^2)", "2 ^ 3 ^ 2"],
    ["(2^3)^2", "(2 ^ 3) ^ 2"],
    ["-2^-2", "-2 ^ -2"],
    ["(-2)^2", "(-2) ^ 2"],
    ["--a", "--a"],
    ["not not a", "not not a"],
    ["-(a*b)", "-(a * b)"],
    ["a × b ÷ c − d", "a * b / c - d"],
    ["a ≤ b", "a <= b"],
    ["a ≠ b", "a != b"],
    ["a == b", "a = b"],
    ["(a < b) = (c >= d)", "(a < b) = (c >= d)"],
    ["115 million USD per year", "115000000 USD per year"],
    ["0.5 USD", "0.5 USD"],
    ["30 %", "30%"],
    ["12.5%", "12.5%"],
    ["5% per year", "0.05 per year"],
    ["28.75 million USD per quarter", "28750000 USD per quarter"],
    ["(a + b) per month", "(a + b) per month"],
    ["paid( for : rent ) in USD", "paid(for: rent) in USD"],
    ["net(kazakhstan, in: USD)", "net(kazakhstan, in: USD)"],
    ["2 weeks", "14 days"],
    ["1 quarter", "3 months"],
    ["24 months", "2 years"],
    ["P1Y6M10D", "P18M10D"],
    ["1.5e3", "1500"],
    ["1_000.50", "1000.5"],
    ["9e-30", "0.000000000000000000000000000009"],
    ["'it\\'s \\u0041 \"b\"'", '"it\'s A \\"b\\""'],
    ["in(in_force.term)", "in(in_force.term)"],
    ["count(launches.claim.agreed)", "count(launches.claim.agreed)"],
    ["never", "never"],
    ["notable + orbit + inner + android", "notable + orbit + inner + android"],
  ])("%s", (text, canonical) => {
    expect(expressionText(parsed(text))).toBe(canonical);
    expect(shape(parsed(canonical))).toEqual(shape(parsed(text)));
  });

  it("keeps spans of the text, names of arguments included", () => {
    const tree = parsed("1 + paid(for: rent)");
    expect(tree).toMatchObject({ span: { start: 0, end: 19 } });
    const call = (tree as Extract<Syntax, { node: "binary" }>).right;
    expect(call).toMatchObject({ nameSpan: { start: 4, end: 8 }, span: { start: 4, end: 19 } });
    expect((call as Extract<Syntax, { node: "call" }>).args[0]).toMatchObject({ nameSpan: { start: 9, end: 12 } });
  });
});

describe("refusing", () => {
  it.each([
    ["", "empty-expression", "an expression is missing", 1, "write a value, a name or a calculation"],
    ["a && b", "unknown-character", "unknown character `&`", 3, "write `and`"],
    ["a || b", "unknown-character", "unknown character `|`", 3, "write `or`"],
    ["!a", "unknown-character", "unknown character `!`", 1, "write `not`, or `!=` for unequal"],
    [
      "$5",
      "unknown-character",
      "unknown character `$`",
      1,
      "write the code of the currency after the number: `5 million USD`",
    ],
    ["'abc", "unfinished-text", "a text has no closing quote", 1, "close it with `'`"],
    ["'\\q'", "unknown-escape", "`\\q` means nothing", 2, "a backslash itself is written `\\\\`"],
    ["a < b < c", "chained-comparison", "comparisons do not chain", 7, "write `a < b and b < …`"],
    [
      "1 + not a",
      "not-inside",
      "`not` stands here inside an operation that binds tighter",
      5,
      "put it in brackets: `(not …)`",
    ],
    ["1 +", "unexpected-end", "expected a value, the text ends", 3, undefined],
    ["(1 + 2", "unexpected-end", "expected an operator or `)`, the text ends", 6, "a `(` is not closed"],
    ["1)", "unexpected-token", "expected an operator, found `)`", 2, "this `)` closes nothing"],
    ["1,000", "unexpected-token", "expected an operator, found `,`", 2, "write thousands with `_`: `1_000`"],
    ["min(1,)", "unexpected-token", "expected a value, found `)`", 7, "take out the last `,`"],
    [".5", "unexpected-token", "expected a value, found `.`", 1, "write a number with a digit before the point: `0.5`"],
    ["a < = b", "unexpected-token", "expected a value, found `=`", 5, "write `<=` in one"],
    ["USD 5", "unexpected-token", "expected an operator, found `5`", 5, "the unit stands after the number: `5 USD`"],
    ["12 million USD a year", "unexpected-word", "`a` after a currency", 16, "write `12 million USD per year`"],
    ["12 million USD month", "unexpected-word", "`month` after a currency", 16, "write `12 million USD per month`"],
    [
      "5 USD RUB",
      "unexpected-word",
      "`RUB` after a currency",
      7,
      "a value has one unit; between two values stands an operator",
    ],
    [
      "31.12.2044",
      "unexpected-token",
      "expected an operator, found `.`",
      6,
      "a date is written YYYY-MM-DD: `2044-12-31`",
    ],
    [
      "2044.12.31",
      "unexpected-token",
      "expected an operator, found `.`",
      8,
      "a date is written YYYY-MM-DD: `2044-12-31`",
    ],
    ["5.", "unexpected-token", "expected an operator, found `.`", 2, "write a digit after the point: `5.0`"],
    ["a => 5", "unexpected-token", "expected a value, found `>`", 4, "write `>=`"],
    ["a =< 5", "unexpected-token", "expected a value, found `<`", 4, "write `<=`"],
    ["a < = 5", "unexpected-token", "expected a value, found `=`", 5, "write `<=` in one"],
    ["x in usd", "unknown-currency", "unknown currency `usd`", 6, "did you mean `USD`?"],
    ["5 usd", "unknown-unit", "unknown unit `usd`", 3, "did you mean `USD`?"],
    ["5 yaers", "unknown-unit", "unknown unit `yaers`", 3, "did you mean `years`?"],
    ["5 USD per day", "unknown-period", "unknown period `day`", 11, "a rate is per year, per quarter or per month"],
    ["1.5 years", "duration-not-whole", "a duration is a whole number of years", 1, "write `18 months`"],
    ["20_000 years", "duration-too-long", "a duration is at most 10,000 years", 1, undefined],
    ["PT5H", "duration-form", "`PT5H` is not a duration", 1, undefined],
    ["2004-02-30", "no-such-date", "`2004-02-30` is not a date", 1, undefined],
    [
      "2004-2-3",
      "no-such-date",
      "`2004-2-3` is not a date",
      1,
      "write `2004-02-03`, or put spaces around `-` to subtract",
    ],
    ["1__0", "number-form", "`1__0` is not a number", 1, undefined],
    ["1e999999999", "number-too-large", "an exponent is between -30 and 30", 1, undefined],
    ["9".repeat(41), "number-too-long", "a number has at most 40 digits", 1, undefined],
    ["1e30 trillion", "number-too-large", "a number has at most 40 digits", 1, undefined],
    [
      "a".repeat(10_001),
      "expression-too-long",
      "an expression has at most 10,000 characters",
      1,
      "name its parts: assumptions and variables are expressions of their own",
    ],
    [
      "(".repeat(10_000),
      "expression-too-deep",
      "an expression is nested at most 100 deep",
      101,
      "name its parts: assumptions and variables are expressions of their own",
    ],
    [
      `1${"+1".repeat(4_000)}`,
      "expression-too-deep",
      "an expression has at most 500 operations one inside another",
      1,
      "name its parts: assumptions and variables are expressions of their own",
    ],
    [
      'constructor.constructor("x")()',
      "unknown-function",
      "`constructor.constructor` is not a function",
      1,
      "call a function by its name alone: `min(a, b)`",
    ],
    [
      "f(1)(2)",
      "unexpected-token",
      "expected an operator, found `(`",
      5,
      "the result of a call cannot be called; to multiply write `*`",
    ],
    [
      "in",
      "unexpected-token",
      "expected a value, found `in`",
      1,
      "a state is asked as `in(state)`; an amount is converted as `x in USD`",
    ],
  ])("%s", (text, code, message, column, help) => {
    const problem = problemOf(text);
    expect(problem).toMatchObject({ code, message, severity: "error", place: { column } });
    if (help === undefined) expect(problem.help).toBeUndefined();
    else expect(problem.help).toContain(help);
  });

  it("says that curly quotes are no quotes", () => {
    const result = parseExpression(sourceOf("“rent”"));
    expect(result.problems.map((p) => p.message)).toEqual(["unknown character `“`", "unknown character `”`"]);
    expect(result.problems[0]?.help).toEqual([
      "`“` is no quote here: text stands between straight ones, \"…\" or '…', numbers and names without",
    ]);
  });

  it("says what a date lacks", () => expect(problemOf("2005-02-29").label).toBe("2005-02 has 28 days"));

  it("reports every unknown character", () => {
    const result = parseExpression(sourceOf("a ? b # c"));
    expect(result.problems.map((p) => p.message)).toEqual(["unknown character `?`", "unknown character `#`"]);
  });

  it.each([
    ["signs", `${"-".repeat(5_000)}1`],
    ["denials", `${"not ".repeat(2_000)}a`],
    ["powers", `2${"^2".repeat(4_000)}`],
    ["calls", "min(".repeat(2_000)],
  ])("bounds nesting of %s", (_, text) => {
    expect(problemOf(text).code).toBe("expression-too-deep");
  });

  it("takes what is just within the limits", () => {
    expect(parseExpression(sourceOf(`${"(".repeat(100)}1${")".repeat(100)}`)).ok).toBe(true);
    expect(parseExpression(sourceOf(`1${"+1".repeat(499)}`)).ok).toBe(true);
    expect(parseExpression(sourceOf("9".repeat(40))).ok).toBe(true);
  });
});

const name = fc.constantFrom("a", "rent", "event.x", "lease.until", "today");
const amount = fc.oneof(
  fc.nat({ max: 10_000 }).map(String),
  fc.tuple(fc.nat({ max: 999 }), fc.nat({ max: 99_999 })).map(([a, b]) => `${a}.${b}`),
  fc.nat({ max: 500 }).map((n) => `${n}.5%`),
  fc
    .tuple(fc.nat({ max: 99 }), fc.constantFrom("USD", "million JPY", "years", "days", "quarters", "thousand"))
    .map((p) => p.join(" ")),
  fc.constantFrom("2004-02-29", "never", "P1Y6M", "P2M3D", "true", '"a\\"b"', "'x'", "5 USD per year"),
);
const { text: anyText } = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    amount,
    name,
    tie("text").map((a) => `(${a})`),
    tie("text").map((a) => `-${a}`),
    tie("text").map((a) => `(not ${a})`),
    tie("text").map((a) => `(${a}) in EUR`),
    tie("text").map((a) => `(${a}) per month`),
    fc.tuple(tie("text"), fc.constantFrom("+", "-", "*", "/", "^", "and", "or"), tie("text")).map((p) => p.join(" ")),
    fc
      .tuple(tie("text"), fc.constantFrom("=", "!=", "<", ">="), tie("text"))
      .map((p) => `((${p[0]}) ${p[1]} (${p[2]}))`),
    fc.tuple(tie("text"), tie("text")).map(([a, b]) => `f(${a}, for: ${b})`),
  ),
}));

describe("laws", () => {
  it("printing and reading again gives the same tree, and the same text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const tree = parsed(text);
        const printed = expressionText(tree);
        expect(shape(parsed(printed))).toEqual(shape(tree));
        expect(expressionText(parsed(printed))).toBe(printed);
      }),
      { numRuns: 500 },
    );
  });

  it("reading never throws, whatever the text", () => {
    const words = fc.constantFrom(
      ..."( ) , : . + - * / ^ % = < > ! and or not in per year USD 5 1e9 2004-01-01 'x' \" P1Y if never \\ \u0000 é 𝒳".split(
        " ",
      ),
    );
    const soup = fc.array(words, { maxLength: 40 }).map((list) => list.join(" "));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), soup), (text) => {
        const result = parseExpression(sourceOf(text));
        if (result.ok) return;
        expect(result.problems.length).toBeGreaterThan(0);
        for (const problem of result.problems) {
          expect(problem.message).not.toBe("");
          expect(problem.place?.column).toBeGreaterThanOrEqual(1);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("the definition that production does not validate", () => {
  it("is a valid lexer", () => {
    expect(new Lexer(TOKENS, { positionTracking: "onlyOffset" }).lexerDefinitionErrors).toEqual([]);
  });

  it("is a grammar without ambiguities", () => {
    expect(() => new ExpressionParser({ validate: true })).not.toThrow();
  });
});
