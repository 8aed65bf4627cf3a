import { availableParallelism } from "node:os";
import { describe, expect, it } from "vitest";
import { workersFor } from "./lanes.ts";

describe("workers", () => {
  it("are as many as are asked for, but no more than there are paths, or than four a core", () => {
    expect(workersFor(100_000, 3, "kernel")).toBe(3);
    expect(workersFor(10, 1000, "kernel")).toBe(Math.min(10, 4 * availableParallelism()));
    expect(workersFor(1_000_000, 1000, "world")).toBe(4 * availableParallelism());
  });

  it("are none for a few paths unless they are asked for, then one a core", () => {
    expect([workersFor(9999, undefined, "kernel"), workersFor(63, undefined, "world")]).toEqual([0, 0]);
    expect(workersFor(1_000_000, undefined, "kernel")).toBe(availableParallelism());
  });
});
