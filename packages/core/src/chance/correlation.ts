/**
 * Correlation matrices: whether one is possible, the nearest that is, and its Cholesky factor; with `+ − × ÷` and square
 * roots alone, so the same bits everywhere.
 */
import { asin, sin } from "./elementary.ts";

/** A square matrix, row by row. */
export type Matrix = readonly (readonly number[])[];

const SIXTH_OF_PI = 0.5235987755982988;

/**
 * The correlation of two normal variables whose rank correlation (Spearman's) is `rank`: 2 sin(π · rank / 6), Pearson
 * 1907. Rank from −1 to 1.
 */
export function normalCorrelation(rank: number): number {
  return 2 * sin(rank * SIXTH_OF_PI);
}

/** The rank correlation of two normal variables whose correlation is `r`, from −1 to 1. */
export function rankCorrelation(r: number): number {
  return asin(r / 2) / SIXTH_OF_PI;
}

/** The least pivot of a matrix that still counts as positive definite: below it a variable follows from the others. */
const LEAST_PIVOT = 1e-10;

/** The lower triangle L with L Lᵀ = the symmetric matrix; undefined when that is not positive definite. */
export function cholesky(matrix: Matrix): Matrix | undefined {
  const factor: number[][] = [];
  for (const [i, row] of matrix.entries()) {
    const own: number[] = [];
    for (let j = 0; j <= i; j += 1) {
      let rest = row[j] as number;
      const other = j === i ? own : (factor[j] as number[]);
      for (let k = 0; k < j; k += 1) rest -= (own[k] as number) * (other[k] as number);
      if (j < i) own.push(rest / (other[j] as number));
      else if (rest > LEAST_PIVOT) own.push(Math.sqrt(rest));
      else return undefined;
    }
    factor.push(own);
  }
  return factor;
}

const MOST_PROJECTIONS = 2000;
const CLOSE = 1e-9;

/**
 * The correlation matrix nearest to a symmetric one, by the sum of squared differences, among those whose eigenvalues
 * are at least `least`: alternating projections with Dykstra's correction (Higham 2002, "Computing the Nearest
 * Correlation Matrix: a Problem from Finance", algorithm 3.3).
 */
export function nearestCorrelation(matrix: Matrix, least = 0): Matrix {
  let at: Matrix = matrix;
  let correction: Matrix = matrix.map((row) => row.map(() => 0));
  for (let projection = 0; projection < MOST_PROJECTIONS; projection += 1) {
    const corrected = combined(at, correction, -1);
    const possible = withEigenvalues(corrected, least);
    correction = combined(possible, corrected, -1);
    const next = possible.map((row, i) => row.map((value, j) => (i === j ? 1 : value)));
    const moved = Math.max(...combined(next, at, -1).flat().map(Math.abs));
    const apart = Math.max(...combined(next, possible, -1).flat().map(Math.abs));
    at = next;
    if (moved < CLOSE && apart < CLOSE) break;
  }
  return at;
}

const combined = (a: Matrix, b: Matrix, times: number): Matrix =>
  a.map((row, i) => row.map((value, j) => value + times * ((b[i] as readonly number[])[j] as number)));

/** The symmetric matrix nearest to one, of those whose eigenvalues are at least `least`. */
function withEigenvalues(matrix: Matrix, least: number): Matrix {
  const { values, vectors } = eigensystem(matrix);
  return matrix.map((_, i) =>
    matrix.map((_, j) => {
      let sum = 0;
      for (const [k, value] of values.entries()) {
        const [x, y] = [vectors[i], vectors[j]].map((row) => (row as readonly number[])[k] as number) as [
          number,
          number,
        ];
        sum += Math.max(value, least) * x * y;
      }
      return sum;
    }),
  );
}

const MOST_SWEEPS = 60;

/** Eigenvalues, and eigenvectors in columns, of a symmetric matrix: Jacobi's rotations (Golub and Van Loan, §8.5). */
export function eigensystem(matrix: Matrix): { readonly values: readonly number[]; readonly vectors: Matrix } {
  const a = matrix.map((row) => [...row]);
  const vectors = matrix.map((row, i) => row.map((_, j) => (i === j ? 1 : 0)));
  const scale = Math.max(...a.flat().map(Math.abs));
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep += 1) {
    let largest = 0;
    for (let p = 0; p < a.length; p += 1) {
      for (let q = p + 1; q < a.length; q += 1) largest = Math.max(largest, rotate(a, vectors, p, q));
    }
    if (largest <= scale * 1e-15) break;
  }
  return { values: a.map((row, i) => row[i] as number), vectors };
}

/** Turns the plane of p and q so that a[p][q] vanishes; gives how large it was. */
function rotate(a: number[][], vectors: number[][], p: number, q: number): number {
  const [rowP, rowQ] = [a[p] as number[], a[q] as number[]];
  const off = rowP[q] as number;
  if (off === 0) return 0;
  const theta = ((rowQ[q] as number) - (rowP[p] as number)) / (2 * off);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  const turn = (row: number[], i: number, j: number): void => {
    const [x, y] = [row[i] as number, row[j] as number];
    row[i] = c * x - s * y;
    row[j] = s * x + c * y;
  };
  for (const row of a) turn(row, p, q);
  for (let k = 0; k < a.length; k += 1) {
    const [x, y] = [rowP[k] as number, rowQ[k] as number];
    rowP[k] = c * x - s * y;
    rowQ[k] = s * x + c * y;
  }
  for (const row of vectors) turn(row, p, q);
  return Math.abs(off);
}

/** Eigenvalues that leave room for rounding, from hardly any to the independence of all. */
const ROOM = [1e-6, 1e-4, 1e-3, 0.01, 0.05, 0.2, 1] as const;
const PLACES = 1000;

/**
 * Rank correlations with three decimals that are possible together and lie near the given ones: the nearest correlation
 * matrix of the normal variables, its least eigenvalue as small as the rounding lets it be.
 */
export function nearestRanks(ranks: Matrix): Matrix {
  const wanted = ranks.map((row, i) => row.map((rank, j) => (i === j ? 1 : normalCorrelation(rank))));
  for (const least of ROOM) {
    const near = nearestCorrelation(wanted, least);
    const rounded = near.map((row, i) =>
      row.map((r, j) => (i === j ? 1 : Math.round(rankCorrelation(r) * PLACES) / PLACES)),
    );
    if (isPossible(rounded)) return rounded;
  }
  throw new Error("independence is possible");
}

/** Whether normal variables can have these rank correlations. */
export function isPossible(ranks: Matrix): boolean {
  return cholesky(ranks.map((row, i) => row.map((rank, j) => (i === j ? 1 : normalCorrelation(rank))))) !== undefined;
}
