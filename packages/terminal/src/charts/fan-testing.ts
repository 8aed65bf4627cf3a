/** For tests: a fan of certain money at first, then of anything from nothing more to twice as much. */
import type { FanChart } from "./fan-chart.ts";

export function chartOf(years: number, beside = false): FanChart {
  const values = (index: number): number[] => {
    const open = Math.max(0, index - years / 3);
    return [index * 10 - open * 10, index * 10 - open * 5, index * 10, index * 10 + open * 5, index * 10 + open * 10];
  };
  const halves = Array.from({ length: years }, (_, index) => index * 5);
  return {
    title: "rent, paid by the end of each year",
    unit: "million USD",
    years: Array.from({ length: years }, (_, index) => ({
      year: 2004 + index,
      values: values(index),
      texts: values(index).map(String),
    })),
    ...(beside && { beside: { name: "@early", medians: halves, texts: halves.map(String) } }),
  };
}
