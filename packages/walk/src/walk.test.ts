import { expect, it } from "vitest";
import { stepAt } from "./walk.ts";
import { doAll, LEASE, walkOf } from "./walk-testing.ts";

it("begins before the first step", () => {
  const walk = walkOf(LEASE);
  expect(stepAt(walk)).toBeUndefined();
  expect(stepAt(doAll(walk, { do: "step", count: 3 }))?.n).toBe(2);
});
