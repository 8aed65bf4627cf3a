/** Some of the columns of many paths: those that are told, of all that are kept. */
import type { AskedColumn } from "@steppe/kernel";
import type { Columns, Trouble } from "@steppe/kernel/columns.ts";

/** Which columns are left, by their places, ascending. */
export type Places = readonly number[] | "all";

export interface Narrowing {
  /** What is left of what was asked. */
  readonly columns: readonly AskedColumn[];
  readonly places: Places;
  of(columns: Columns): Columns;
}

/** The columns for which `isKept` holds, in their order; what went wrong with another is left out with it. */
export function narrowing(asked: readonly AskedColumn[], isKept: (column: AskedColumn) => boolean): Narrowing {
  const left = [...asked.keys()].filter((index) => isKept(asked[index] as AskedColumn));
  const places = left.length === asked.length ? "all" : left;
  return {
    columns: left.map((index) => asked[index] as AskedColumn),
    places,
    of: (columns) => narrowed(columns, places),
  };
}

/** The columns in these places, and what went wrong with them. */
export function narrowed(all: Columns, places: Places): Columns {
  if (places === "all") return all;
  const { columns, troubles, ...range } = all;
  const placeOf = new Map(places.map((from, to) => [from, to]));
  return {
    ...range,
    columns: places.map((index) => columns[index] as (typeof columns)[number]),
    troubles: troubles.flatMap((one): readonly Trouble[] => {
      const column = one.column < 0 ? one.column : placeOf.get(one.column);
      return column === undefined ? [] : [{ ...one, column }];
    }),
  };
}

/** Of the milestones that a file keeps, those in `told`; absent: all. */
export const isTold =
  (told: readonly string[] | undefined) =>
  ({ subject }: AskedColumn): boolean =>
    told === undefined || subject.about !== "milestone" || told.includes(subject.state);
