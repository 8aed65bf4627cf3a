import { describe, expect, it } from "vitest";
import { Problems } from "../problems.ts";
import { checkCalendars } from "./check-calendars.ts";
import { modelOf } from "./load-testing.ts";

function warnings(from: string, every: string): readonly string[] {
  const problems = new Problems();
  const text = `
steppe: 1
period: 2000-01-01 .. 2011-12-31
currency: USD
parties: [a, b]
machines:
  payer:
    inputs: {from: date, every: {kind: duration, default: 3 months}}
    events: {due: {}}
    initial: on
    states:
      on: {invoke: {src: calendar, input: {every: every, from: from, event: due}}, on: {due: {actions: {note: {text: due}}}}}
actors: {one: {machine: payer, with: {from: ${from}${every === "" ? "" : `, every: ${every}`}}}}
`;
  checkCalendars(modelOf(text), problems);
  return problems.sorted().map(({ message }) => message);
}

describe("month-end-anchor", () => {
  it("warns of dates counted from the end of a short month", () => {
    expect(warnings("2000-06-30", "6 months")).toEqual([
      "dates every 6 months from 2000-06-30 fall on day 30 of their months, not on the last",
    ]);
    expect(warnings("2001-02-28", "")).toEqual([
      "dates every 3 months from 2001-02-28 fall on day 28 of their months, not on the last",
    ]);
  });

  it("is silent where the day is meant or is the last of every month", () => {
    expect(warnings("2000-03-31", "")).toEqual([]);
    expect(warnings("2000-06-15", "1 month")).toEqual([]);
    expect(warnings("2000-06-30", "1 year")).toEqual([]);
    expect(warnings("2000-06-30", "90 days")).toEqual([]);
    expect(warnings("never", "1 month")).toEqual([]);
  });
});
