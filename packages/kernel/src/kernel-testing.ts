/** For tests: a small scenario with every kind of column, in which some paths go wrong, and columns made up by hand. */
import { loadScenario, type Model } from "@steppe/core";
import { MACHINES } from "@steppe/core/machines/index.ts";
import type { Column, Columns } from "./columns.ts";

/**
 * A berth is let at a rent that is drawn; it may be given up early, by a draw too. About one path in four pays by the
 * number of ships, and there is none; a measure has no value unless the berth was given up.
 */
export const BERTH = `
steppe: 1
title: A berth let for four years
period: 2020-01-01 .. 2023-12-31
currency: EUR
parties: [harbour, carrier]
assume:
  rent: {value: "uniform(1 million EUR, 2 million EUR)", judgement: for the test}
  gone: {value: chance(40%), judgement: for the test}
  stopped: {value: chance(25%), judgement: for the test}
machines:
  berth:
    inputs: {yearly: money}
    events: {leave: {}, due: {}}
    initial: let
    states:
      let:
        invoke: {src: calendar, input: {every: 1 year, from: 2020-12-31, event: due}}
        on: {due: {actions: {pay: {from: carrier, to: harbour, amount: yearly, for: rent}}}, leave: empty}
        after: {"exponential(3 years, as: quit)": {guard: gone, target: empty}}
      empty:
        type: final
        entry: {open: {machine: clearance, as: claim}}
  clearance:
    initial: open
    states: {open: {after: {30 days: closed}}, closed: {type: final}}
  auditor:
    initial: waiting
    states:
      waiting: {after: {2 years: looking}}
      looking: {entry: {pay: {from: carrier, to: harbour, amount: "10 EUR / if(stopped, 0, 1)", for: audit}}}
actors:
  berth: {machine: berth, with: {yearly: rent}}
  auditor: {machine: auditor}
measures:
  paid: {value: paid(rent), title: Rent}
  ended: date(berth.empty)
  gone: gone
  share: "paid(rent, year: 2020) / 4 million EUR"
  length: "if(gone, 3 months, 1 year + 10 days)"
  word: "if(gone, 'left', 'stayed')"
  per_stay: "100 / count(berth.empty)"
expect:
  - {id: pays, at_end: paid(rent) > 2 million EUR}
`;

export function modelOf(text: string): Model {
  const loaded = loadScenario(
    { scenario: "test.yaml" },
    () => ({ bytes: new Uint8Array([...text].map((char) => char.charCodeAt(0))) }),
    MACHINES,
  );
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join("; "));
  return loaded.model;
}

/** A bitmap from booleans. */
export function bitmap(present: readonly boolean[]): Uint8Array {
  const bits = new Uint8Array((present.length + 7) >> 3);
  for (const [index, one] of present.entries())
    if (one) bits[index >> 3] = (bits[index >> 3] as number) | (1 << (index & 7));
  return bits;
}

/** One column of numbers as the columns of paths `first` on; undefined is a value that is missing. */
export function numbersFrom(first: number, values: readonly (number | undefined)[]): Columns {
  const column: Column = {
    type: "number",
    values: Float64Array.from(values, (value) => value ?? 0),
    ...(values.includes(undefined) && { present: bitmap(values.map((value) => value !== undefined)) }),
  };
  return { first, count: values.length, columns: [column], troubles: [] };
}
