import fc from "fast-check";
import { assert, describe, expect, test } from "vitest";
import {
  cholesky,
  eigensystem,
  isPossible,
  type Matrix,
  nearestCorrelation,
  nearestRanks,
  normalCorrelation,
  rankCorrelation,
} from "./correlation.ts";

const rounded = (matrix: Matrix, places: number): Matrix =>
  matrix.map((row) => row.map((value) => Number(value.toFixed(places))));

const symmetric = fc
  .integer({ min: 2, max: 6 })
  .chain((size) =>
    fc
      .array(fc.double({ min: -0.99, max: 0.99, noNaN: true }), { minLength: 36, maxLength: 36 })
      .map((values) =>
        Array.from({ length: size }, (_, i) =>
          Array.from({ length: size }, (_, j) =>
            i === j ? 1 : (values[6 * Math.min(i, j) + Math.max(i, j)] as number),
          ),
        ),
      ),
  );

const distance = (a: Matrix, b: Matrix): number =>
  Math.sqrt(a.flat().reduce((sum, value, index) => sum + (value - (b.flat()[index] as number)) ** 2, 0));

describe("the nearest correlation matrix", { timeout: 60_000 }, () => {
  test("of Higham's example (2002, §4) is his, at his distance", () => {
    const example = [
      [1, 1, 0],
      [1, 1, 1],
      [0, 1, 1],
    ];
    const near = nearestCorrelation(example);
    expect(rounded(near, 4)).toEqual([
      [1, 0.7607, 0.1573],
      [0.7607, 1, 0.7607],
      [0.1573, 0.7607, 1],
    ]);
    expect(distance(near, example)).toBeCloseTo(0.5278, 4);
  });

  test("of the tridiagonal matrix of order 4 is that of the NAG library (g02aaf, example)", () => {
    const example = [
      [2, -1, 0, 0],
      [-1, 2, -1, 0],
      [0, -1, 2, -1],
      [0, 0, -1, 2],
    ];
    expect(rounded(nearestCorrelation(example), 4)).toEqual([
      [1, -0.8084, 0.1916, 0.1068],
      [-0.8084, 1, -0.6562, 0.1916],
      [0.1916, -0.6562, 1, -0.8084],
      [0.1068, 0.1916, -0.8084, 1],
    ]);
  });

  test("has no negative eigenvalue, and a possible matrix stays what it is", () => {
    fc.assert(
      fc.property(symmetric, (matrix) => {
        const near = nearestCorrelation(matrix);
        assert(Math.min(...eigensystem(near).values) > -1e-6);
        if (cholesky(matrix)) assert(distance(near, matrix) < 1e-6);
      }),
      { numRuns: 60 },
    );
  });
});

describe("the eigensystem", () => {
  test("of a symmetric matrix makes it up again", () => {
    fc.assert(
      fc.property(symmetric, (matrix) => {
        const { values, vectors } = eigensystem(matrix);
        const again = matrix.map((_, i) =>
          matrix.map((_, j) =>
            values.reduce(
              (sum, value, k) => sum + value * (vectors[i]?.[k] as number) * (vectors[j]?.[k] as number),
              0,
            ),
          ),
        );
        assert(distance(again, matrix) < 1e-13);
      }),
    );
  });
});

describe("the Cholesky factor", () => {
  test("of a matrix of order 3 is the one of the book", () => {
    // Golub and Van Loan's method by hand: 1; 0.6, 0.8; 0.3, 0.4, √0.75
    const factor = cholesky([
      [1, 0.6, 0.3],
      [0.6, 1, 0.5],
      [0.3, 0.5, 1],
    ]);
    expect(factor && rounded(factor, 12)).toEqual([[1], [0.6, 0.8], [0.3, 0.4, Number(Math.sqrt(0.75).toFixed(12))]]);
  });

  test("is refused of what is not positive definite", () => {
    expect(
      cholesky([
        [1, 1],
        [1, 1],
      ]),
    ).toBe(undefined);
    expect(
      cholesky([
        [1, 0.9, 0],
        [0.9, 1, 0.9],
        [0, 0.9, 1],
      ]),
    ).toBe(undefined);
  });
});

describe("rank correlations", { timeout: 60_000 }, () => {
  test("become those of normal variables, and back", () => {
    expect(normalCorrelation(0)).toBe(0);
    expect(normalCorrelation(1)).toBeCloseTo(1, 15);
    expect(normalCorrelation(-0.5)).toBeCloseTo(-2 * Math.sin(Math.PI / 12), 15);
    for (const rank of [-0.99, -0.3, 0.2, 0.7]) expect(rankCorrelation(normalCorrelation(rank))).toBeCloseTo(rank, 14);
  });

  test("that are not possible together have possible ones near them, also once rounded", () => {
    const ranks = [
      [1, 0.9, 0],
      [0.9, 1, 0.9],
      [0, 0.9, 1],
    ];
    expect(isPossible(ranks)).toBe(false);
    const near = nearestRanks(ranks);
    expect(isPossible(near)).toBe(true);
    expect(near).toMatchInlineSnapshot(`
      [
        [
          1,
          0.728,
          0.105,
        ],
        [
          0.728,
          1,
          0.728,
        ],
        [
          0.105,
          0.728,
          1,
        ],
      ]
    `);
    fc.assert(
      fc.property(symmetric, (matrix) => isPossible(nearestRanks(matrix))),
      { numRuns: 40 },
    );
  });
});
