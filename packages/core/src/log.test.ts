import { describe, expect, it } from "vitest";
import { Log } from "./log.ts";

describe("Log", () => {
  it("keeps every version good: an append to the newest, and one to an older that forks", () => {
    const one = Log.of([1]);
    const two = one.append(2);
    const other = one.append(20).append(30);
    const three = two.append(3);
    expect(one.toArray()).toEqual([1]);
    expect(two.toArray()).toEqual([1, 2]);
    expect(three.toArray()).toEqual([1, 2, 3]);
    expect(other.toArray()).toEqual([1, 20, 30]);
  });

  it("does not see what later versions hold", () => {
    const one = Log.of(["a"]);
    one.append("b");
    expect(one.at(1)).toBe(undefined);
    expect(one.last).toBe("a");
    expect([...one]).toEqual(["a"]);
    expect(one.slice(0, 9)).toEqual(["a"]);
  });

  it("reads forwards, backwards and in part; what lies outside is left out", () => {
    const log = Log.of([1, 2, 3, 4]);
    expect([...log.backwards()]).toEqual([4, 3, 2, 1]);
    expect(log.slice(1, 3)).toEqual([2, 3]);
    expect(log.slice(-2)).toEqual([1, 2, 3, 4]);
    expect(log.slice(2, -1)).toEqual([]);
    expect(log.at(-1)).toBe(undefined);
    expect(Log.of().last).toBe(undefined);
  });

  it("copies its source, so that nobody else can change it", () => {
    const items = [1];
    const log = Log.of(items);
    items.push(2);
    expect(log.append(3).toArray()).toEqual([1, 3]);
  });
});
