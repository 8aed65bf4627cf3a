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
 * comes between: told at its first date, a return would stand before what it returned from. What goes round within
 * one date is folded all the same, since there is no later date to stand at.
 */
export function foldRuns<Row>(
  rows: readonly Row[],
  what: (row: Row) => { readonly of: string; readonly key: string },
  dateOf: (row: Row) => EpochDay,
): readonly Folded<Row>[] {
  interface Run {
    readonly key: string;
    /** Where its first row stands. */
    readonly first: number;
    readonly rows: Row[];
  }
  const running = new Map<string, Run>();
  const daily = new Map<string, Run>();
  const runs = rows.map((row, index) => {
    const { of, key } = what(row);
    const day = JSON.stringify([of, key, dateOf(row)]);
    const before = running.get(of);
    const run = (before?.key === key ? before : daily.get(day)) ?? { key, first: index, rows: [] };
    run.rows.push(row);
    running.set(of, run);
    daily.set(day, run);
    return run;
  });
  return rows.flatMap((row, index) => {
    const run = runs[index];
    const last = run?.rows.at(-1);
    if (!run || last === undefined || run.rows.length <= OFTEN) return [{ row, often: "" }];
    const often = `, ${run.rows.length} times until ${dayText(dateOf(last))}`;
    return run.first === index ? [{ row, often }] : [];
  });
}
