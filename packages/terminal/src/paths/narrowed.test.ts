/** Some of the columns of many paths, and what went wrong with them. */
import type { AskedColumn, Columns, Trouble } from "@steppe/kernel";
import { describe, expect, it } from "vitest";
import { isTold, narrowing } from "./narrowed.ts";

const asked: readonly AskedColumn[] = [
  { subject: { about: "ending", actor: "a" }, kind: { type: "text" } },
  { subject: { about: "milestone", state: "a.b" }, kind: { type: "date" } },
  { subject: { about: "milestone", state: "a.c" }, kind: { type: "date" } },
];
const trouble = (column: number): Trouble => ({
  path: 7,
  column,
  problem: { code: "division-by-zero", severity: "error", message: `of ${column}` },
});
const columns: Columns = {
  first: 7,
  count: 1,
  columns: [
    { type: "text", codes: Uint32Array.of(0), texts: ["b"] },
    { type: "date", values: Int32Array.of(1) },
    { type: "date", values: Int32Array.of(2) },
  ],
  troubles: [trouble(-1), trouble(0), trouble(1), trouble(2)],
};

describe("columns that are told", () => {
  it("are those that are wanted, in their order, with what went wrong with them and with whole paths", () => {
    const told = narrowing(asked, isTold(["a.c"]));
    expect(told.columns).toEqual([asked[0], asked[2]]);
    const narrow = told.of(columns);
    expect([narrow.first, narrow.count]).toEqual([7, 1]);
    expect(narrow.columns).toEqual([columns.columns[0], columns.columns[2]]);
    expect(narrow.troubles).toEqual([trouble(-1), trouble(0), { ...trouble(2), column: 1 }]);
  });

  it("are the same columns where all are wanted", () => {
    const all = narrowing(asked, isTold(undefined));
    expect(all.columns).toEqual(asked);
    expect(all.of(columns)).toBe(columns);
  });
});
