import { causesOf } from "@steppe/core";
import { branchOf } from "@steppe/walk";
import { walkOf } from "@steppe/walk/walk-testing.ts";
import { expect, it } from "vitest";
import { plain } from "../../views/text.ts";
import { chainLines } from "./chain.ts";

const PENDULUM = `
steppe: 1
period: 2010-01-01 .. 2010-12-31
currency: USD
parties: [one, two]
machines:
  pendulum:
    initial: left
    states:
      left: {after: {1 day: right}}
      right: {after: {1 day: left}}
actors:
  clock: {machine: pendulum}
`;

const page = { width: 60, paint: plain };

it("tells a short chain whole, and of a long one what is nearest and where it began", () => {
  const { history } = branchOf(walkOf(PENDULUM, { do: "last" }));
  const { newest } = history;
  const lines = (n: number) => chainLines(causesOf(newest, n), newest, page);
  expect(lines(5).filter((line) => line.includes("clock:"))).toHaveLength(6);
  const long = lines(300);
  expect(long.filter((line) => line.includes("clock:"))).toHaveLength(15);
  expect(long).toContain("  … 286 steps between");
  expect(long.at(-1)).toMatch(/a\.yaml:\d+:\d+/);
});
