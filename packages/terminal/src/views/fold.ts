/** What an actor goes through time and again is told once, where that hides nothing. */
import type { EpochDay } from "@steppe/core";
import { dayText } from "./values.ts";

/** What is gone through more often than this in a row is told once, with how often and until when. */
const OFTEN = 4;

export interface Folded<Row> {
  readonly row: Row;
  /** ", 12 times until 2015-12-31"; "" for a row that stands for itself. */
  readonly often: string;
}

/**
 * Rows in order of date, with every run of the same row at its first. A run ends where anything else of the same actor
 * comes between: told at its first date, a return would stand before what it returned from.
 */
export function foldRuns<Row>(
  rows: readonly Row[],
  what: (row: Row) => { readonly of: string; readonly key: string },
  dateOf: (row: Row) => EpochDay,
): readonly Folded<Row>[] {
  const running = new Map<string, { readonly key: string; readonly rows: Row[] }>();
  const runs = rows.map((row) => {
    const { of, key } = what(row);
    const before = running.get(of);
    const run = before?.key === key ? before : { key, rows: [] };
    run.rows.push(row);
    running.set(of, run);
    return run.rows;
  });
  return rows.flatMap((row, index) => {
    const run = runs[index] ?? [];
    const last = run.at(-1);
    if (last === undefined || run.length <= OFTEN) return [{ row, often: "" }];
    return run[0] === row ? [{ row, often: `, ${run.length} times until ${dayText(dateOf(last))}` }] : [];
  });
}
