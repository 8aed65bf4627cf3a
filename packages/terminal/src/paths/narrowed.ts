/** Some of the columns of many paths: those that are told, of all that are kept. */
import type { AskedColumn, Columns, Trouble } from "@steppe/kernel";

export interface Narrowing {
  /** What is left of what was asked. */
  readonly columns: readonly AskedColumn[];
  of(columns: Columns): Columns;
}

/** The columns for which `isKept` holds, in their order; what went wrong with another is left out with it. */
export function narrowing(asked: readonly AskedColumn[], isKept: (column: AskedColumn) => boolean): Narrowing {
  const places = [...asked.keys()].filter((index) => isKept(asked[index] as AskedColumn));
  if (places.length === asked.length) return { columns: asked, of: (columns) => columns };
  const placeOf = new Map(places.map((from, to) => [from, to]));
  return {
    columns: places.map((index) => asked[index] as AskedColumn),
    of: ({ columns, troubles, ...range }) => ({
      ...range,
      columns: places.map((index) => columns[index] as (typeof columns)[number]),
      troubles: troubles.flatMap((one): readonly Trouble[] => {
        const column = one.column < 0 ? one.column : placeOf.get(one.column);
        return column === undefined ? [] : [{ ...one, column }];
      }),
    }),
  };
}

/** Of the milestones that a file keeps, those in `told`; absent: all. */
export const isTold =
  (told: readonly string[] | undefined) =>
  ({ subject }: AskedColumn): boolean =>
    told === undefined || subject.about !== "milestone" || told.includes(subject.state);
