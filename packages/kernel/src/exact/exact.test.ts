/** Held to BigInt, which has no width, in both back ends: on and around ties, at the ends of i64, and anywhere. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Callee,
  type Expr,
  i32,
  Program,
  ret,
  type Started,
  set,
  startJs,
  startWasm,
  type Type,
  take,
} from "../code/index.ts";
import { exactIn, FAULTS } from "./index.ts";

const LEAST = -(2n ** 63n);
const GREATEST = 2n ** 63n - 1n;
const fits = (x: bigint): boolean => x >= LEAST && x <= GREATEST;

/** The signed upper and the lower 64 bits. */
const limbs = (x: bigint): readonly [bigint, bigint] => [x >> 64n, BigInt.asIntN(64, x)];

type Given = readonly Expr<"i64">[];

function paramsOf(count: number): Record<string, Type> {
  return Object.fromEntries(["a", "b", "c", "d"].slice(0, count).map((name) => [name, "i64"]));
}

const program = new Program();
const exact = exactIn(program);
const clear = set(exact.fault, i32.const(FAULTS.none));

/** Exports a function that gives a value and the fault of getting it. */
function one(name: string, count: number, type: "i32" | "i64", value: (...given: Given) => Expr): void {
  program.export(
    program.function(name, paramsOf(count), [type, "i32"], (params, self) => {
      const found = self.local<Type>(type, "found");
      return [clear, set(found, value(...(Object.values(params) as unknown as Given))), ret(found, exact.fault)];
    }),
  );
}

/** The same for what gives two. */
function two(name: string, callee: Callee): void {
  program.export(
    program.function(name, paramsOf(callee.params.length), ["i64", "i64", "i32"], (params, self) => {
      const into = self.variables("i64", "first", "second");
      return [clear, take(into, callee, ...Object.values(params)), ret(...into, exact.fault)];
    }),
  );
}

one("add", 2, "i64", exact.add as never);
one("sub", 2, "i64", exact.sub as never);
one("mul", 2, "i64", exact.mul as never);
one("mulDiv", 3, "i64", exact.mulDiv as never);
one("div", 2, "i64", exact.div as never);
one("compare", 4, "i32", exact.compareProducts as never);
one("roundWide", 3, "i64", exact.roundWide as never);
two("mulWide", exact.mulWide());
two("divWide", exact.divWide());
two("addWide", exact.addWide());
const started: readonly Started[] = [startWasm(program), startJs(program)];

/** What both back ends give. */
function ask(name: string, ...values: readonly bigint[]): readonly (bigint | number)[] {
  const [wasm, js] = started.map(({ functions }) => functions[name]?.(...values));
  expect(js, `${name}(${values.join(", ")}) in JavaScript`).toEqual(wasm);
  return wasm as readonly (bigint | number)[];
}

/** The value where it fits, and else the fault. */
const checked = (value: bigint) => (fits(value) ? [value, FAULTS.none] : [0n, FAULTS.overflow]);

/** Half to even, by the definition: the nearest whole number, of two the even one. */
function halfEven(top: bigint, bottom: bigint): bigint {
  const down = (top - (((top % bottom) + bottom) % bottom)) / bottom;
  const twice = 2n * (top - down * bottom);
  if (twice !== bottom) return twice > bottom ? down + 1n : down;
  return down % 2n === 0n ? down : down + 1n;
}

const edges = [
  0n,
  1n,
  2n,
  3n,
  2n ** 31n,
  2n ** 32n - 1n,
  2n ** 32n,
  2n ** 33n,
  2n ** 53n,
  2n ** 62n,
  GREATEST - 1n,
  GREATEST,
];
const words = fc.oneof(
  fc.constantFrom(...edges, ...edges.map((x) => -x), LEAST, LEAST + 1n),
  fc.bigInt(LEAST, GREATEST),
  fc.bigInt(-(2n ** 40n), 2n ** 40n),
  fc.bigInt(-100n, 100n),
);
const divisors = words.filter((x) => x > 0n);
const cents = fc.bigInt(-(10n ** 13n), 10n ** 13n);
const RUNS = { numRuns: 5000 };

describe("sums, differences and products fit or are a fault", () => {
  test.each([
    ["add", (a: bigint, b: bigint) => a + b],
    ["sub", (a: bigint, b: bigint) => a - b],
    ["mul", (a: bigint, b: bigint) => a * b],
  ] as const)("%s", (name, meaning) => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        expect(ask(name, a, b)).toEqual(checked(meaning(a, b)));
      }),
      RUNS,
    );
  });

  test("a product right at the end", () => {
    const factors = fc.bigInt(1n, 2n ** 40n);
    fc.assert(
      fc.property(factors, fc.bigInt(-2n, 2n), fc.constantFrom(1n, -1n), (a, more, sign) => {
        const b = sign * (2n ** 63n / a + more);
        fc.pre(fits(b));
        expect(ask("mul", a, b)).toEqual(checked(a * b));
      }),
    );
  });
});

describe("two limbs", () => {
  test("of a product", () => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        const [hi, lo, fault] = ask("mulWide", a, b) as [bigint, bigint, number];
        expect([(hi << 64n) | BigInt.asUintN(64, lo), fault]).toEqual([a * b, FAULTS.none]);
      }),
      RUNS,
    );
  });

  test("added", () => {
    const edge = fc.constantFrom(0n, 1n, -1n, 2n ** 127n - 1n, -(2n ** 127n), 2n ** 64n, 2n ** 64n - 1n, -(2n ** 64n));
    const any = fc.oneof(edge, fc.bigInt(-(2n ** 127n), 2n ** 127n - 1n), words);
    fc.assert(
      fc.property(any, any, (a, b) => {
        const [hi, lo, fault] = ask("addWide", ...limbs(a), ...limbs(b)) as [bigint, bigint, number];
        const inTwo = BigInt.asIntN(128, a + b) === a + b;
        expect([(hi << 64n) | BigInt.asUintN(64, lo), fault]).toEqual(inTwo ? [a + b, 0] : [0n, FAULTS.overflow]);
      }),
      RUNS,
    );
  });

  test("divided, with the rest or half to even; what does not fit is a fault", () => {
    const tops = fc.oneof(
      fc.tuple(words, words).map(([a, b]) => a * b),
      fc.bigInt(-(2n ** 127n), 2n ** 127n - 1n),
      // near the ends of what the quotient may be
      fc.tuple(divisors, fc.bigInt(-3n, 3n), fc.constantFrom(LEAST, GREATEST)).map(([c, more, end]) => c * end + more),
    );
    fc.assert(
      fc.property(tops, divisors, (top, c) => {
        fc.pre(BigInt.asIntN(128, top) === top);
        const found = ask("divWide", ...limbs(top), c);
        expect(found).toEqual(fits(top / c) ? [top / c, top % c, FAULTS.none] : [0n, 0n, FAULTS.overflow]);
        expect(ask("roundWide", ...limbs(top), c)).toEqual(checked(halfEven(top, c)));
      }),
      RUNS,
    );
  });

  test("divided where the first guess of a digit is too great by one and by two", () => {
    // Knuth's hard cases: an upper half of all ones, a divisor just above a power of two.
    const near = fc
      .tuple(fc.integer({ min: 1, max: 62 }), fc.bigInt(-3n, 3n))
      .map(([k, more]) => 2n ** BigInt(k) + more);
    const hard = fc
      .tuple(near, near)
      .map(([a, b]) => (a > 0n && b >= 0n ? a * 2n ** 32n + b : 1n))
      .filter(fits);
    fc.assert(
      fc.property(hard, hard, near, (c, quotient, rest) => {
        const top = c * quotient + (rest % c);
        fc.pre(fits(top / c));
        expect(ask("divWide", ...limbs(top), c)).toEqual([top / c, top % c, FAULTS.none]);
      }),
      RUNS,
    );
  });

  test("compared, as fractions are", () => {
    const sign = (x: bigint) => (x > 0n ? 1 : x < 0n ? -1 : 0);
    fc.assert(
      fc.property(words, words, words, words, fc.boolean(), (a, b, c, d, same) => {
        const [e, f] = same ? [b, a] : [c, d];
        expect(ask("compare", a, b, e, f)).toEqual([sign(a * b - e * f), FAULTS.none]);
      }),
      RUNS,
    );
  });
});

describe("a · b / c, half to even", () => {
  const check = (a: bigint, b: bigint, c: bigint) => {
    expect(ask("mulDiv", a, b, c), `${a} · ${b} / ${c}`).toEqual(checked(halfEven(a * b, c)));
  };

  test("anywhere", () => {
    fc.assert(fc.property(words, words, divisors, check), RUNS);
  });

  test("of money at round shares, where ties are common", () => {
    const shares = fc.constantFrom([1n, 2n], [50n, 100n], [1n, 4n], [1n, 10n], [25n, 1000n], [5n, 12n], [45n, 92n]);
    let ties = 0;
    fc.assert(
      fc.property(cents, shares, (amount, [b, c]) => {
        if ((2n * amount * (b as bigint)) % (c as bigint) === 0n && (amount * (b as bigint)) % (c as bigint) !== 0n)
          ties += 1;
        check(amount, b as bigint, c as bigint);
      }),
      RUNS,
    );
    expect(ties).toBeGreaterThan(300);
  });

  test("on a tie, and one unit to either side of it, with products of two limbs too", () => {
    fc.assert(
      fc.property(words, fc.bigInt(1n, 2n ** 31n), fc.bigInt(-1n, 1n), (k, half, off) => {
        // (2k + 1) · half / (2 · half) is k + ½; a step in the first factor moves it by less than a half
        const [a, c] = [2n * k + 1n, 2n * half];
        fc.pre(fits(a));
        check(a, half, c);
        check(a, half + off, c);
        check(a + off, half, c);
      }),
      RUNS,
    );
  });

  test("at the ends of what fits", () => {
    const small = fc.bigInt(1n, 2n ** 32n);
    fc.assert(
      fc.property(small, fc.bigInt(-2n, 2n), fc.constantFrom(LEAST, GREATEST), (c, off, end) => {
        // end · c / c, and its neighbours by fractions of 1/c
        check(end, c, c);
        check(end, c + off, c);
        check(end, 2n * c + off, 2n * c);
        check(-(2n ** 62n), 2n * c + off, c);
        check(2n ** 62n, 2n * c + off, c);
      }),
    );
    expect(ask("mulDiv", LEAST, LEAST, GREATEST)).toEqual([0n, FAULTS.overflow]);
    expect(ask("mulDiv", LEAST, 1n, 1n)).toEqual([LEAST, FAULTS.none]);
    expect(ask("mulDiv", LEAST, -1n, 1n)).toEqual([0n, FAULTS.overflow]);
    // −2^63 + ½ goes to −2^63, which is even; 2^63 − ½ to 2^63, which does not fit.
    expect(ask("mulDiv", -(2n ** 32n) - 1n, 2n ** 32n - 1n, 2n)).toEqual([LEAST, FAULTS.none]);
    expect(ask("mulDiv", 2n ** 32n + 1n, 2n ** 32n - 1n, 2n)).toEqual([0n, FAULTS.overflow]);
  });

  test("without a product", () => {
    fc.assert(
      fc.property(words, divisors, (a, c) => {
        expect(ask("div", a, c)).toEqual([halfEven(a, c), FAULTS.none]);
      }),
      RUNS,
    );
    fc.assert(
      fc.property(words, fc.bigInt(1n, 2n ** 30n), fc.bigInt(-1n, 1n), (k, half, off) => {
        const a = (k / 2n ** 32n) * 2n * half + half + off;
        fc.pre(fits(a));
        expect(ask("div", a, 2n * half)).toEqual([halfEven(a, 2n * half), FAULTS.none]);
      }),
      RUNS,
    );
  });

  test.each([0n, -1n, LEAST])("a divisor of %d is a fault", (c) => {
    expect(ask("mulDiv", 6n, 7n, c)).toEqual([0n, FAULTS.divisor]);
    expect(ask("div", 6n, c)).toEqual([0n, FAULTS.divisor]);
    expect(ask("divWide", 0n, 6n, c)).toEqual([0n, 0n, FAULTS.divisor]);
    expect(ask("roundWide", 0n, 6n, c)).toEqual([0n, FAULTS.divisor]);
  });
});

test("the first fault stays", () => {
  const own = new Program();
  const { add, div, mul, fault } = exactIn(own);
  own.export(
    own.function("work", { a: "i64", c: "i64" }, ["i64", "i32"], ({ a, c }, self) => {
      const found = self.local("i64", "found");
      return [set(found, add(mul(a, a), div(a, c))), ret(found, fault)];
    }),
  );
  for (const start of [startWasm, startJs]) {
    const { functions } = start(own);
    expect(functions.work?.(7n, 2n)).toEqual([53n, FAULTS.none]);
    expect(functions.work?.(2n ** 40n, 0n)).toEqual([0n, FAULTS.overflow]);
    expect(functions.work?.(7n, 0n)).toEqual([49n, FAULTS.overflow]);
  }
});
