/** A chain of causes as lines: all of a short one; of a long one, what is nearest and where it began. */
import type { Cause, World } from "@steppe/core";
import { causeLines } from "../../views/explain-posting.ts";
import { counted, type Page } from "../../views/text.ts";

/** A timer that sets itself again has a chain of thousands: nobody reads them, and writing them takes a second. */
const NEAREST = 12;
const FIRST = 3;

export function chainLines(causes: readonly Cause[], world: World, page: Page): readonly string[] {
  const lines = (some: readonly Cause[]) => some.flatMap((cause) => causeLines(cause, world, page));
  const left = causes.length - NEAREST - FIRST;
  if (left <= 1) return lines(causes);
  return [
    ...lines(causes.slice(0, NEAREST)),
    page.paint("dim", `  … ${counted(left, "step")} between`),
    ...lines(causes.slice(-FIRST)),
  ];
}
