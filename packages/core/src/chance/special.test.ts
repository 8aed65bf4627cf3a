import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exp } from "./elementary.ts";
import { betaTails, gammaTails, lnFactorial, normalInverse, normalTails } from "./special.ts";

// From mpmath with 400 digits.
const NORMAL: readonly (readonly [number, number, number])[] = [
  [-37, -689.0305855768906, -5.725571222524577e-300],
  [-8.2, -36.65742860143866, -1.2019351542735859e-16],
  [-1, -1.8410216450092636, -0.17275377902344988],
  [0, -0.6931471805599453, -0.6931471805599453],
  [0.01, -0.6852001295571155, -0.7011578934443701],
  [0.7, -0.2770239422771313, -1.4189677615315315],
  [3, -0.0013508099647481938, -6.607726221510349],
  [9, -1.1285884059538405e-19, -43.628149113332114],
];

test.each(NORMAL)("the normal tails at %d", (z, below, above) => {
  const found = normalTails(z);
  // The tail is e to some −z²/2, and its error that of the exponent.
  const error = 1e-15 * (3 + (z * z) / 2);
  expect(Math.abs(found.below - below)).toBeLessThanOrEqual(error * Math.abs(below));
  expect(Math.abs(found.above - above)).toBeLessThanOrEqual(error * Math.abs(above));
});

test.each([
  [0.01, -0.005690307946069646],
  [0.5, -0.12078223763524522],
  [3.7, 2.7364051463155667],
  [16, 30.671860106080672],
  [1e5, 1051299.2218991218],
])("ln Γ(%d + 1)", (a, expected) => {
  expect(Math.abs(lnFactorial(a) - expected)).toBeLessThanOrEqual(4e-15 * Math.max(1, Math.abs(expected)));
});

describe("tails", () => {
  const shape = fc.double({ min: 0.01, max: 1e5, noNaN: true });

  test("of gamma sum to 1", () => {
    fc.assert(
      fc.property(shape, fc.double({ min: -8, max: 8, noNaN: true }), (a, z) => {
        const { below, above } = gammaTails(a, Math.log(a) + z / Math.sqrt(a));
        expect(exp(below) + exp(above)).toBeCloseTo(1, 14);
      }),
    );
  });

  test("of gamma obey the recurrence Q(a + 1, x) = Q(a, x) + x^a e^-x / Γ(a + 1)", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 200, noNaN: true }),
        fc.double({ min: -2, max: 2, noNaN: true }),
        (a, z) => {
          const t = Math.log(a + 1) + z / Math.sqrt(a + 1);
          const step = exp(a * t - exp(t) - lnFactorial(a));
          expect(exp(gammaTails(a + 1, t).above)).toBeCloseTo(exp(gammaTails(a, t).above) + step, 11);
        },
      ),
    );
  });

  test("of beta mirror each other", () => {
    fc.assert(
      fc.property(shape, shape, fc.double({ min: -5, max: 5, noNaN: true }), (a, b, z) => {
        const t = Math.log(a / b) + z * Math.sqrt(1 / a + 1 / b);
        const here = betaTails(a, b, t);
        const there = betaTails(b, a, -t);
        expect(exp(here.below)).toBeCloseTo(exp(there.above), 12);
        expect(exp(here.below) + exp(here.above)).toBeCloseTo(1, 14);
      }),
    );
  });

  test("of beta with whole shapes are those of the binomial", () => {
    // P(X ≤ 0.3) for beta(2, 3) is P(at least 2 of 4 at 0.3)
    const t = Math.log(0.3 / 0.7);
    expect(exp(betaTails(2, 3, t).below)).toBeCloseTo(1 - 0.7 ** 4 - 4 * 0.3 * 0.7 ** 3, 14);
  });

  test("of the normal are undone by its quantile", () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (z) => {
        const { below, above } = normalTails(z);
        expect(Math.abs(normalInverse(exp(below), exp(above)) - z)).toBeLessThanOrEqual(
          1e-13 * Math.max(1, Math.abs(z)),
        );
      }),
    );
  });
});

test("a shape beyond what is let through is an assertion, not an endless loop", () => {
  expect(() => gammaTails(1e14, Math.log(1e14))).toThrow(
    "the series of the incomplete gamma function does not converge",
  );
});
