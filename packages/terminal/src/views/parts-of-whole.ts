/**
 * Shares that make up a whole, in per cent, so that they add up to 100.
 *
 * Rounded one by one they may come to 99.9 or 100.1. Then all of them have one decimal more, and what is over at the
 * last of these goes to the largest remainders (Hamilton's method). So no share differs, but for its digits, from what
 * is printed of it elsewhere.
 */

interface Decimals {
  readonly decimals: number;
  /** How many of the last decimal make 100 %. */
  readonly units: number;
}

const ONE: Decimals = { decimals: 1, units: 1000 };
const TWO: Decimals = { decimals: 2, units: 10_000 };

/** "85.75 %", "14.25 %": each count's share of their sum. Asserts that there is something to share. */
export function shareTexts(counts: readonly number[]): readonly string[] {
  const whole = sum(counts);
  if (!(whole > 0)) throw new RangeError("nothing to share");
  const rounded = counts.map((count) => Math.round((count * ONE.units) / whole));
  const [parts, decimals] = sum(rounded) === ONE.units ? [rounded, ONE] : [apportioned(counts, whole, TWO.units), TWO];
  return counts.map((count, index) => `${shareNumber(count, whole, parts[index] ?? 0, decimals)} %`);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** `units` shared out by counts: each has its whole part, and those with the largest remainders one more. */
function apportioned(counts: readonly number[], whole: number, units: number): readonly number[] {
  const parts = counts.map((count) => Math.floor((count * units) / whole));
  const byRemainder = counts
    .map((count, index) => ({ index, remainder: (count * units) % whole }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, units - sum(parts))) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}

/** What is some but very few is not called none, nor what is nearly all called all. */
function shareNumber(count: number, whole: number, part: number, { decimals, units }: Decimals): string {
  if (count === 0 || count === whole) return count === 0 ? "0" : "100";
  if (part === 0) return `<${(100 / units).toFixed(decimals)}`;
  if (part === units) return `>${(100 - 100 / units).toFixed(decimals)}`;
  return ((part * 100) / units).toFixed(decimals);
}
