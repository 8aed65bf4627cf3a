/** For tests: dates from their text, and samples of plain numbers. */
import { exact, NUMBER, parseDate } from "@steppe/core";
import { type Placed, placed, sorted } from "./sample.ts";

export function day(text: string): number {
  const parsed = parseDate(text);
  if ("day" in parsed) return parsed.day;
  throw new Error(parsed.reason);
}

/** An ascending sample of whole numbers over a common denominator. */
export const sampleOf = (numerators: readonly number[], denominator = 1): readonly Placed[] =>
  sorted(numerators.map((one) => placed(NUMBER, exact(one, denominator), 0)));
