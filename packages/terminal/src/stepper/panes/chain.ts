/** A chain of causes as lines: all of a short one; of a long one, what is nearest and where it began. */
import type { Cause, World } from "@steppe/core";
import { causeLines } from "../../views/explain-posting.ts";
import { counted, type Page } from "../../views/text.ts";

/** A timer that sets itself again has a chain of thousands: nobody reads them, and writing them takes a second. */
const NEAREST = 12;
const FIRST = 3;

/** How many of a chain are left out. */
function leftOut({ length }: readonly Cause[]): number {
  const left = length - NEAREST - FIRST;
  return left <= 1 ? 0 : left;
}

/** The causes of a chain that are told. */
export function toldOf(causes: readonly Cause[]): readonly Cause[] {
  return leftOut(causes) === 0 ? causes : [...causes.slice(0, NEAREST), ...causes.slice(-FIRST)];
}

export function chainLines(causes: readonly Cause[], world: World, page: Page): readonly string[] {
  const lines = (some: readonly Cause[]) => some.flatMap((cause) => causeLines(cause, world, page));
  const left = leftOut(causes);
  const told = toldOf(causes);
  if (left === 0) return lines(told);
  return [
    ...lines(told.slice(0, NEAREST)),
    page.paint("dim", `  … ${counted(left, "step")} between`),
    ...lines(told.slice(NEAREST)),
  ];
}
