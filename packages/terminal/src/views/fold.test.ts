import type { EpochDay } from "@steppe/core";
import { describe, expect, it } from "vitest";
import { foldRuns } from "./fold.ts";

/** "a:flies a:falls b:rests": one row a day from 1970-01-01. */
function folded(text: string): readonly string[] {
  const rows = text.split(" ").map((row, day) => ({ row, day: day as EpochDay }));
  const what = ({ row }: { row: string }) => ({ of: row[0] ?? "", key: row });
  return foldRuns(rows, what, ({ day }) => day).map(({ row, often }) => `${row.day + 1} ${row.row}${often}`);
}

describe("what happens often", () => {
  it("is told once where the actor does nothing else between, whatever others do", () => {
    expect(folded("a:pays a:pays b:rests a:pays a:pays a:pays b:stirs")).toEqual([
      "1 a:pays, 5 times until 1970-01-06",
      "3 b:rests",
      "7 b:stirs",
    ]);
  });

  it("stands at each of its dates where the actor does something else between", () => {
    const flights = "a:flies a:falls a:flies a:falls a:flies a:falls a:flies a:falls a:flies a:falls";
    expect(folded(flights)).toEqual(flights.split(" ").map((row, index) => `${index + 1} ${row}`));
  });

  it("is told once for a date on which it goes round and round", () => {
    const rows = Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? "opens" : "closes"));
    const today = 0 as EpochDay;
    const told = foldRuns(
      rows,
      (key) => ({ of: "a", key }),
      () => today,
    );
    expect(told.map(({ row, often }) => row + often)).toEqual([
      "opens, 6 times until 1970-01-01",
      "closes, 6 times until 1970-01-01",
    ]);
  });

  it("is counted run by run", () => {
    expect(folded("a:x a:x a:x a:x a:y a:x a:x a:x a:x a:x")).toEqual([
      ...["1 a:x", "2 a:x", "3 a:x", "4 a:x", "5 a:y"],
      "6 a:x, 5 times until 1970-01-10",
    ]);
  });
});
