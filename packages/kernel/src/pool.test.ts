/** Ranges over lanes: delivered in order whatever the lanes do, and no more is run than may wait. */
import { describe, expect, it } from "vitest";
import type { Columns } from "./columns.ts";
import { numbersFrom } from "./kernel-testing.ts";
import { type Lane, type Range, rangesOf, runRanges } from "./pool.ts";

const ranges = (...args: Parameters<typeof rangesOf>): readonly Range[] => [...rangesOf(...args)];

describe("ranges", () => {
  it("cover all paths in order, the last one shorter", () => {
    expect(ranges(7, () => 3)).toEqual([
      { first: 0, count: 3 },
      { first: 3, count: 3 },
      { first: 6, count: 1 },
    ]);
    expect(ranges(0, () => 3)).toEqual([]);
  });

  it("end at each mark, and ask for their size each time", () => {
    const sizes = [1, 2.9, 100, 100];
    expect(ranges(12, () => sizes.shift() ?? 1, [1, 5, 9, 40]).map(({ first, count }) => [first, count])).toEqual([
      [0, 1],
      [1, 2],
      [3, 2],
      [5, 4],
      [9, 1],
      [10, 1],
      [11, 1],
    ]);
  });

  it("have a path at least", () => {
    expect(ranges(2, () => 0)).toHaveLength(2);
  });
});

/** A lane whose ranges end when the test says so. */
class HandLane implements Lane<Columns> {
  readonly asked: { readonly first: number; readonly end: (error?: Error) => void }[] = [];

  run(first: number, count: number): Promise<Columns> {
    return new Promise((resolve, reject) => {
      const columns = numbersFrom(
        first,
        Array.from({ length: count }, (_, index) => first + index),
      );
      this.asked.push({ first, end: (error) => (error ? reject(error) : resolve(columns)) });
    });
  }
}

/** Long enough for every promise that is settled to be felt. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("lanes", () => {
  it("deliver in order of path, whichever ends first", async () => {
    const [slow, fast] = [new HandLane(), new HandLane()];
    const delivered: number[] = [];
    const done = runRanges(
      [slow, fast],
      rangesOf(4, () => 1),
      ({ first }) => delivered.push(first) > 0,
    );
    await settled();
    expect([slow, fast].map(({ asked }) => asked.map(({ first }) => first))).toEqual([[0], [1]]);
    fast.asked[0]?.end();
    await settled();
    fast.asked[1]?.end();
    await settled();
    expect(delivered).toEqual([]);
    slow.asked[0]?.end();
    await settled();
    expect(delivered).toEqual([0, 1, 2]);
    fast.asked[2]?.end();
    await done;
    expect(delivered).toEqual([0, 1, 2, 3]);
  });

  it("run no further ahead of the slowest than may wait", async () => {
    const [slow, fast] = [new HandLane(), new HandLane()];
    void runRanges(
      [slow, fast],
      rangesOf(100, () => 1),
      () => true,
    );
    for (let turn = 0; turn < 50; turn += 1) {
      await settled();
      fast.asked[turn]?.end();
    }
    expect(fast.asked.at(-1)?.first).toBe(7);
    slow.asked[0]?.end();
    await settled();
    expect(fast.asked.at(-1)?.first).toBeGreaterThan(7);
  });

  it("stop when no more is wanted", async () => {
    const lane = new HandLane();
    const delivered: number[] = [];
    const done = runRanges(
      [lane],
      rangesOf(10, () => 1),
      ({ first }) => delivered.push(first) < 2,
    );
    for (let turn = 0; turn < 2; turn += 1) {
      await settled();
      lane.asked[turn]?.end();
    }
    await done;
    expect(delivered).toEqual([0, 1]);
    expect(lane.asked).toHaveLength(2);
  });

  it("end with the error of the lane that fails", async () => {
    const [one, other] = [new HandLane(), new HandLane()];
    const done = runRanges(
      [one, other],
      rangesOf(10, () => 1),
      () => true,
    );
    await settled();
    one.asked[0]?.end(new Error("out of memory"));
    await expect(done).rejects.toThrow("out of memory");
    other.asked[0]?.end();
    await settled();
    expect(other.asked).toHaveLength(1);
  });

  it("are not waited for while they start, nor in the end", async () => {
    const lane = new HandLane();
    let start = (): void => {};
    const late = Object.assign(new HandLane(), {
      ready: new Promise<void>((resolve) => {
        start = resolve;
      }),
    });
    const never = Object.assign(new HandLane(), { ready: new Promise<void>(() => {}) });
    const done = runRanges(
      [lane, late, never],
      rangesOf(3, () => 1),
      () => true,
    );
    await settled();
    expect([lane, late, never].map(({ asked }) => asked.length)).toEqual([1, 0, 0]);
    start();
    await settled();
    expect(late.asked.map(({ first }) => first)).toEqual([1]);
    lane.asked[0]?.end();
    late.asked[0]?.end();
    await settled();
    for (const one of [...lane.asked, ...late.asked]) one.end();
    await done;
    expect(never.asked).toEqual([]);
  });

  it("that cannot start end it with their error", async () => {
    const broken = Object.assign(new HandLane(), { ready: Promise.reject(new Error("no such scenario")) });
    const lane = new HandLane();
    const done = runRanges(
      [lane, broken],
      rangesOf(10, () => 1),
      () => true,
    );
    await expect(done).rejects.toThrow("no such scenario");
  });
});
