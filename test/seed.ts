/**
 * One seed for all random tests of a run, drawn afresh unless STEPPE_SEED gives it; printed before the first test
 * and again in every failure (setup.ts).
 */
import { randomInt } from "node:crypto";

export default function settleSeed(): void {
  process.env.STEPPE_SEED ??= String(randomInt(2 ** 31));
  const seed = process.env.STEPPE_SEED;
  if (!/^-?\d{1,10}$/.test(seed)) throw new Error(`STEPPE_SEED is a whole number, not \`${seed}\``);
  console.log(`random tests run with STEPPE_SEED=${seed}`);
}
