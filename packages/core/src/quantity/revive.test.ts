import { expect, it } from "vitest";
import { days } from "./duration.ts";
import { exact } from "./exact.ts";
import { revived } from "./revive.ts";

it("makes exact numbers of their parts again, wherever they stand, and leaves all else as it is", () => {
  const shared = { value: exact(-7, 3), kind: { type: "number" } };
  const data = {
    list: [shared, shared, exact(5)],
    map: new Map<unknown, unknown>([
      ["a", exact(1, 2)],
      [shared, days(3)],
    ]),
    set: new Set([exact(9, 4)]),
    bytes: new Uint8Array([1, 2, 3]),
    nothing: null,
  };
  const clone = structuredClone(data);
  expect(clone.list[2]).not.toHaveProperty("add");
  const back = revived(clone);
  expect(back).toBe(clone);
  expect(back).toStrictEqual(data);
  expect(back.list[0]).toBe(back.list[1]);
  expect(back.list[0]).toHaveProperty("value.add");
  for (const one of [back.list[2], back.map.get("a"), ...back.set]) expect(one).toHaveProperty("add");
});

it("goes through data that holds itself", () => {
  const data: { self?: unknown; value: unknown } = { value: exact(1, 3) };
  data.self = data;
  expect(revived(structuredClone(data)).value).toStrictEqual(exact(1, 3));
});
