/** Lowered arithmetic against exact fractions: what is found lies within its bound, what is decided is so. */
import { type Exact, exact, fromDouble, roundHalfEven, roundToSignificant, toDouble } from "@steppe/core";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { i64 } from "../code/index.ts";
import type { Numeric } from "./lowered.ts";
import { type Bench, exactOf, type Given, lowered } from "./lowering-testing.ts";

const fraction = fc
  .tuple(fc.integer({ min: -1000, max: 1000 }), fc.constantFrom(1, 2, 3, 7, 10, 100, 365))
  .map(([n, d]) => exact(n, d));
const short = fc
  .oneof(
    fc.tuple(fc.integer({ min: -(10 ** 15) + 1, max: 10 ** 15 - 1 }), fc.integer({ min: -8, max: 2 })),
    fc.tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: -3, max: 1 })),
  )
  .map(([digits, power]): Given => {
    const value = power >= 0 ? exact(digits).mul(exact(10n ** BigInt(power))) : exact(digits, 10n ** BigInt(-power));
    return { as: "short", value: roundToSignificant(value, 15), double: toDouble(roundToSignificant(value, 15)) };
  });
const given: fc.Arbitrary<Given> = fc.oneof(
  fc
    .tuple(
      fc.oneof(fc.bigInt(-1000n, 1000n), fc.bigInt(-(10n ** 15n), 10n ** 15n), fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n)),
      fc.constantFrom(exact(1), exact(1, 10), exact(5, 3), exact(100)),
    )
    .map(([units, scale]): Given => ({ as: "whole", units, scale })),
  short,
  fc
    .oneof(fc.double({ noNaN: true, min: -1e12, max: 1e12 }), fc.constantFrom(0.5, 0.1, -2.5, 1e-300))
    .map((double): Given => ({ as: "double", double })),
  fraction.map((value): Given => ({ as: "constant", value })),
);

type Tree =
  | { readonly op: "given"; readonly index: number }
  | { readonly op: "negate"; readonly of: Tree }
  | { readonly op: "absolute"; readonly of: Tree }
  | { readonly op: "add" | "subtract" | "multiply" | "divide" | "min" | "max"; readonly a: Tree; readonly b: Tree };

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    fc.record({ op: fc.constant("given" as const), index: fc.nat({ max: 3 }) }),
    fc.record({
      op: fc.constantFrom(
        "add" as const,
        "subtract" as const,
        "multiply" as const,
        "divide" as const,
        "min" as const,
        "max" as const,
      ),
      a: tie("tree"),
      b: tie("tree"),
    }),
    fc.record({ op: fc.constantFrom("negate" as const, "absolute" as const), of: tie("tree") }),
  ),
}));

/** In code; undefined where it asked in any case. */
function write({ numbers, given }: Bench, node: Tree): Numeric | undefined {
  const bench = { numbers, given } as Bench;
  if (node.op === "given") return given[node.index];
  if (node.op === "negate" || node.op === "absolute") {
    const of = write(bench, node.of);
    return of && numbers[node.op](of);
  }
  const [a, b] = [write(bench, node.a), write(bench, node.b)];
  if (!a || !b) return undefined;
  switch (node.op) {
    case "add":
      return numbers.add(a, b);
    case "subtract":
      return numbers.add(a, b, -1);
    case "multiply":
      return numbers.multiply(a, b);
    case "divide":
      return numbers.divide(a, b);
    default:
      return numbers.extreme(a, b, node.op);
  }
}

/** Exactly; undefined where something is divided by zero. */
function reckon(all: readonly Given[], node: Tree): Exact | undefined {
  if (node.op === "given") return exactOf(all[node.index] as Given);
  if (node.op === "negate" || node.op === "absolute") {
    const of = reckon(all, node.of);
    return node.op === "negate" ? of?.neg() : of?.abs();
  }
  const [a, b] = [reckon(all, node.a), reckon(all, node.b)];
  if (!a || !b) return undefined;
  switch (node.op) {
    case "add":
      return a.add(b);
    case "subtract":
      return a.sub(b);
    case "multiply":
      return a.mul(b);
    case "divide":
      return b.n === 0n ? undefined : a.div(b);
    case "min":
      return a.compare(b) <= 0 ? a : b;
    case "max":
      return a.compare(b) >= 0 ? a : b;
  }
}

const all = fc.tuple(given, given, given, given);
const RUNS = { numRuns: 600 };
vi.setConfig({ testTimeout: 60_000 });

test("the true value lies within the bound of what code finds", () => {
  let answered = 0;
  fc.assert(
    fc.property(all, tree, (values, node) => {
      const truth = reckon(values, node);
      const found = lowered(values, [], (bench) => {
        const result = write(bench, node);
        if (!result) return undefined;
        const { code, error } = bench.numbers.real(result);
        return error ? [code, error] : [code];
      });
      expect(found.js).toEqual(found.wasm);
      if (found.wasm === "asked") return;
      const [code, error] = found.wasm.slice(2) as [number, number];
      if (!Number.isFinite(code) || !Number.isFinite(error)) return;
      expect(truth).toBeDefined();
      answered += 1;
      const off = fromDouble(code)
        .sub(truth as Exact)
        .abs();
      expect(off.compare(fromDouble(error))).toBeLessThanOrEqual(0);
    }),
    RUNS,
  );
  expect(answered).toBeGreaterThan(250);
});

test("what code decides is so, and what it rounds is rounded so", () => {
  let answered = 0;
  const operator = fc.constantFrom(
    "=" as const,
    "!=" as const,
    "<" as const,
    "<=" as const,
    ">" as const,
    ">=" as const,
  );
  const holds = { "=": [0], "!=": [-1, 1], "<": [-1], "<=": [-1, 0], ">": [1], ">=": [0, 1] } as const;
  // The second is often the first by another way.
  const pair = fc.oneof(
    fc.tuple(tree, tree),
    tree.map((one): [Tree, Tree] => [
      one,
      { op: "divide", a: { op: "multiply", a: one, b: { op: "given", index: 3 } }, b: { op: "given", index: 3 } },
    ]),
    tree.map((one): [Tree, Tree] => [
      one,
      { op: "subtract", a: { op: "add", a: one, b: { op: "given", index: 2 } }, b: { op: "given", index: 2 } },
    ]),
  );
  fc.assert(
    fc.property(all, pair, operator, (values, [left, right], how) => {
      const [a, b] = [reckon(values, left), reckon(values, right)];
      const found = lowered(values, [], (bench) => {
        const [x, y] = [write(bench, left), write(bench, right)];
        if (!x || !y) return undefined;
        const decided = bench.writing.keep(bench.numbers.compare(x, y, how));
        const rounded = bench.spans.rounded(x);
        return rounded && [decided, bench.writing.keep(rounded)];
      });
      expect(found.js).toEqual(found.wasm);
      if (found.wasm === "asked") return;
      expect(a && b).toBeDefined();
      answered += 1;
      const [decided, rounded] = found.wasm as readonly bigint[];
      const order = Math.sign((a as Exact).compare(b as Exact));
      expect(decided === 1n).toBe((holds[how] as readonly number[]).includes(order));
      expect(rounded).toBe(roundHalfEven(a as Exact));
    }),
    RUNS,
  );
  expect(answered).toBeGreaterThan(150);
});

test("whole powers lie within their bound", () => {
  let answered = 0;
  fc.assert(
    fc.property(given, fc.integer({ min: -205, max: 205 }), (base, times) => {
      const found = lowered([base], [times], ({ numbers, given: [x], words: [k], powerOf, writing }) => {
        if (!x || !k) return undefined;
        const exponent: Numeric = { is: "whole", code: writing.keep(i64.extend_i32_s(k)), scale: exact(1) };
        const power = numbers.power(x, exponent, powerOf);
        if (!power) return undefined;
        const { code, error } = numbers.real(power);
        return error ? [code, error] : [code];
      });
      expect(found.js).toEqual(found.wasm);
      if (found.wasm === "asked") return;
      const [code, error] = found.wasm.slice(2) as [number, number];
      if (!Number.isFinite(code) || !Number.isFinite(error)) return;
      answered += 1;
      const value = exactOf(base);
      const size = BigInt(Math.abs(times));
      const [top, bottom] = [(value.s * value.n) ** size, value.d ** size];
      const truth = times >= 0 ? exact(top, bottom) : exact(bottom, top);
      expect(fromDouble(code).sub(truth).abs().compare(fromDouble(error))).toBeLessThanOrEqual(0);
    }),
    { numRuns: 300 },
  );
  expect(answered).toBeGreaterThan(50);
});
