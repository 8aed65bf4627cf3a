/** For the tests of the forecast file: what is counted, typed anew from the record, and what was held of a figure when. */
import { constantValue, type EpochDay, type Expression, valueText } from "@steppe/core";
import { loadShipped, problemText } from "./running.ts";

export const FILE = "scenarios/forecast.yaml";
export const DAYS = Array.from({ length: 23 }, (_, index) => `${2003 + index}-12-31`);
export const ORIGINS = ["2004-01-01", "2013-12-31"] as const;

/** Launches from Baikonur by year: Proton, Soyuz family, others. GCAT launch log; of 2025 six are known. */
export const FLOWN: readonly (readonly [number, number, number, number])[] = [
  [1994, 13, 11, 6],
  [1995, 7, 9, 3],
  [1996, 8, 6, 2],
  [1997, 9, 7, 2],
  [1998, 7, 7, 3],
  [1999, 9, 9, 3],
  [2000, 14, 13, 3],
  [2001, 6, 8, 2],
  [2002, 9, 5, 1],
  [2003, 5, 8, 1],
  [2004, 8, 6, 3],
  [2005, 7, 11, 1],
  [2006, 6, 9, 2],
  [2007, 7, 10, 3],
  [2008, 10, 7, 2],
  [2009, 10, 10, 4],
  [2010, 12, 10, 2],
  [2011, 9, 11, 4],
  [2012, 11, 10, 0],
  [2013, 10, 11, 2],
  [2014, 8, 12, 1],
  [2015, 8, 9, 1],
  [2016, 3, 8, 0],
  [2017, 4, 8, 1],
  [2018, 2, 7, 0],
  [2019, 5, 8, 0],
  [2020, 1, 6, 0],
  [2021, 2, 12, 0],
  [2022, 1, 6, 0],
  [2023, 2, 7, 0],
  [2024, 0, 8, 0],
  [2025, 0, 6, 0],
];

/** Rockets lost at Baikonur: the day, the family, whether a claim or payment followed, whether it fell on leased land. */
export const LOST = [
  ["1996-05-14", "soyuz", "", ""],
  ["1997-05-20", "others", "", ""],
  ["1998-09-09", "others", "", ""],
  ["1999-07-05", "proton", "claimed", ""],
  ["1999-10-27", "proton", "claimed", ""],
  ["2006-07-26", "others", "claimed", ""],
  ["2007-09-05", "proton", "claimed", ""],
  ["2010-12-05", "proton", "", ""],
  ["2011-08-24", "soyuz", "", ""],
  ["2013-07-02", "proton", "claimed", "inside"],
  ["2014-05-15", "proton", "", ""],
  ["2015-05-16", "proton", "", ""],
  ["2016-12-01", "soyuz", "", ""],
  ["2018-10-11", "soyuz", "", ""],
] as const;

/** Days from a crash to the family's next launch, by the day of the crash, since 1999. */
export const STOPS: Readonly<Record<string, number>> = {
  "1999-07-05": 63,
  "1999-10-27": 108,
  "2006-07-26": 265,
  "2007-09-05": 51,
  "2010-12-05": 21,
  "2011-08-24": 67,
  "2013-07-02": 89,
  "2014-05-15": 135,
  "2015-05-16": 104,
  "2016-12-01": 83,
  "2018-10-11": 36,
};

/** Years in which other terms were in question, and that of them in which it was with a threat; years of the bids. */
export const DEMANDS = [1999, 2004, 2012, 2023, 2025];
export const THREATS = [2012];
export const BIDS = [2009, 2009, 2009, 2017, 2019, 2024];
export const LEASED_SINCE = 1994;

const loaded = loadShipped(FILE);
if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join("\n"));
export const { model } = loaded;

export const dayOf = (text: string) => Temporal.PlainDate.from("1970-01-01").until(text).total("days") as EpochDay;
export const yearsIn = (text: string) => (text.match(/\b(?:19|20)\d\d\b/g) ?? []).map(Number);
export const yearOf = (text: string) => Number(text.slice(0, 4));
export const FAMILIES = ["proton", "soyuz", "others"] as const;

/** What was held of an assumption on a day, as written. */
export function heldOn(name: string, day: string): string {
  const found = model.assumptions.get(name);
  if (!found) throw new Error(`no assumption ${name}`);
  const present = { known: found.known ?? Number.POSITIVE_INFINITY, written: found.written };
  const held = [...found.earlier, present].findLast((one) => one.known <= dayOf(day));
  const value = held?.written.node === "map" ? held.written.entries.get("value") : undefined;
  if (value?.node !== "leaf") throw new Error(`nothing is known of ${name} on ${day}`);
  return value.text;
}

/** The name of the assumption an expression reads, or its value. */
export function writtenAs(expression: Expression): string {
  if (expression.node === "reference" && expression.reference.to === "assumption") return expression.reference.name;
  const constant = constantValue(expression);
  if (!constant || "problem" in constant) throw new Error("neither a name nor a value");
  return valueText(expression.kind, constant.value);
}

export const flown = (family: number, from: number, to: number) =>
  FLOWN.filter(([year]) => year >= from && year <= to).reduce((sum, row) => sum + (row[family] ?? 0), 0);
export const totals = (from: number, to: number) =>
  FLOWN.filter(([year]) => year >= from && year <= to).map(([, ...launches]) => launches.reduce((a, b) => a + b));
export const lostBy = (day: string) => LOST.filter(([on]) => on <= day);
export const upTo = (years: readonly number[], day: string) => years.filter((year) => year <= yearOf(day)).length;
export const resumed = (crash: string) =>
  Temporal.PlainDate.from(crash)
    .add({ days: STOPS[crash] ?? 0 })
    .toString();

/** The last value of an index on a day, which a backtest from that day goes on with. */
export function indexOn(name: string, day: string): number {
  const held = model.indices.get(name)?.points.findLast(({ date }) => date <= dayOf(day));
  if (!held) throw new Error(`nothing is counted of ${name} by ${day}`);
  return Number(valueText({ type: "number" }, held.value));
}

export const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;
export const variance = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1);

/** The slope of the logarithm of yearly launches, by least squares. */
export function slope(launches: readonly number[]): number {
  const xs = launches.map((_, index) => index - mean(launches.map((__, one) => one)));
  return (
    xs.reduce((sum, x, index) => sum + x * Math.log(launches[index] ?? Number.NaN), 0) /
    xs.reduce((sum, x) => sum + x * x, 0)
  );
}
