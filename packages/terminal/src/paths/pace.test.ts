import { expect, it } from "vitest";
import { Pace } from "./pace.ts";

it("does not count the time before the first paths, and waits until there is something to go by", () => {
  const pace = new Pace();
  expect(pace.rate(0, 100)).toBeUndefined();
  expect(pace.rate(4, 8000)).toBeUndefined();
  expect(pace.rate(40, 8200)).toBeUndefined();
  expect(pace.rate(104, 8500)).toBe(200);
});

it("goes by the last ten seconds", () => {
  const pace = new Pace();
  for (let second = 0; second <= 20; second++) pace.rate(1 + 10 * second, 1000 * second);
  for (let second = 21; second < 31; second++) pace.rate(201 + 1000 * (second - 20), 1000 * second);
  expect(pace.rate(11_201, 31_000)).toBe(1000);
});

it("knows no rate where nothing comes", () => {
  const pace = new Pace();
  pace.rate(5, 0);
  expect(pace.rate(5, 5000)).toBeUndefined();
});
