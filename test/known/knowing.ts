/**
 * Scenarios of which the answer is known, run by code over many paths; and how far what they come to may be off.
 *
 * The seed is that of the whole run of the tests: other paths each time. A figure 4.5 standard errors off is so by
 * chance once in 150,000 times; a failure tells how to see it again.
 */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { askedOf, type Column, PASSES } from "@steppe/kernel";
import { kernelEngine } from "@steppe/kernel/engine/kernel-engine.ts";
import { expect } from "vitest";
import { modelOf } from "../properties/load.ts";

const SEED = process.env.STEPPE_SEED ?? "";
const REPEAT = `repeat with: STEPPE_SEED=${SEED} npm test -- test/known`;
/** How many standard errors a figure may be off. */
const ERRORS = 4.5;

/** The values of one measure, path by path. */
export type Values = Float64Array;

/** What each measure of a scenario of this folder came to on `paths` paths, all run by code, as `run --paths` makes it. */
export function measured(file: string, paths: number): (measure: string) => Values {
  const model = modelOf(readFileSync(resolve(import.meta.dirname, file), "utf8"));
  const asked = askedOf(model, { measuresOnly: true });
  const engine = kernelEngine({ model, seed: `known ${SEED}`, asked, passes: PASSES });
  if ("reason" in engine) throw new Error(engine.reason);
  const { columns, troubles } = engine.run(0, paths);
  expect(troubles).toEqual([]);
  expect(engine.left()).toBe(0);
  return (measure) => {
    const index = model.measures.findIndex(({ name }) => name === measure);
    return numbersOf(columns[index] as Column);
  };
}

function numbersOf(column: Column): Values {
  if (column.type === "duration" || column.type === "text") throw new TypeError(`a measure of type ${column.type}`);
  return Float64Array.from(column.values as ArrayLike<number | bigint>, Number);
}

export const mean = (values: Values): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The mean of products of deviations from the means: the variance where both are the same. */
export function covariance(a: Values, b: Values): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  return a.reduce((sum, value, path) => sum + (value - meanA) * ((b[path] as number) - meanB), 0) / (a.length - 1);
}

function expectWithin(found: number, answer: number, error: number, what: string): void {
  const off = `${what}: ${found} of ${answer}, ${((found - answer) / error).toFixed(1)} standard errors; ${REPEAT}`;
  // Values that are all alike are to be the answer, but for what doubles make of it.
  expect(Math.abs(found - answer), off).toBeLessThanOrEqual(ERRORS * error + 1e-9 * Math.abs(answer));
}

/** That the mean of all paths is `answer`. */
export function expectMean(values: Values, answer: number, what: string): void {
  expectWithin(mean(values), answer, Math.sqrt(covariance(values, values) / values.length), `mean of ${what}`);
}

/** That the variance over paths is `answer`: its standard error is by the fourth moment. */
export function expectVariance(values: Values, answer: number, what: string): void {
  expectCovariance(values, values, answer, `variance of ${what}`);
}

/** That the covariance of two measures is `answer`. */
export function expectCovariance(a: Values, b: Values, answer: number, what: string): void {
  const [meanA, meanB] = [mean(a), mean(b)];
  const products = a.map((value, path) => (value - meanA) * ((b[path] as number) - meanB));
  expectWithin(covariance(a, b), answer, Math.sqrt(covariance(products, products) / a.length), what);
}

/** That the mean of `above` over the mean of `below` is `answer`; the standard error is by the delta method. */
export function expectRatio(above: Values, below: Values, answer: number, what: string): void {
  const ratio = mean(above) / mean(below);
  const rest = above.map((value, path) => value - ratio * (below[path] as number));
  expectWithin(ratio, answer, Math.sqrt(covariance(rest, rest) / rest.length) / mean(below), what);
}

/** That a share of the paths is `answer`, where that is known for sure: its error is that of the answer itself. */
export function expectShare(values: Values, answer: number, what: string): void {
  expectWithin(mean(values), answer, Math.sqrt((answer * (1 - answer)) / values.length), `share of ${what}`);
}
