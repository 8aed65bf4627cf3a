/** Which timers and calendars share a place in the agenda. */
import { describe, expect, it } from "vitest";
import { modelOf } from "../kernel-testing.ts";
import { layoutOf } from "./chart-layout.ts";
import { placesOf } from "./places.ts";

/** The places of a machine `m`, by what is in them: timers and calendars by the order in which they are declared. */
function placesIn(states: string, events = ""): readonly number[] {
  const model = modelOf(`steppe: 1
title: t
period: 2020-01-01 .. 2020-12-31
currency: USD
parties: [pa, pb]
machines:
  m:
${events}    initial: a
    states:
${states}actors: {x: {machine: m}}
`);
  const [chart] = [...model.charts.values()];
  const layout = chart && layoutOf(chart);
  if (!layout || "reason" in layout) throw new Error("the machine has a layout");
  const places = placesOf(layout);
  return [...layout.timers.values(), ...layout.calendars.values()].map(({ offset }) => places.get(offset) as number);
}

describe("places in the agenda", () => {
  it("are shared by timers of states that exclude each other", () => {
    expect(
      placesIn(`      a: {after: {3 days: b}}
      b: {after: {4 days: c}}
      c: {after: {5 days: a}}
`),
    ).toEqual([0, 0, 0]);
  });

  it("are not shared within a state, nor by states that are active together", () => {
    expect(
      placesIn(`      a:
        after:
          3 days: b
          4 days: {actions: [{note: {text: four}}]}
      b: {after: {4 days: a}}
`),
    ).toEqual([0, 1, 0]);
    expect(
      placesIn(`      a:
        type: parallel
        states:
          p: {initial: q, states: {q: {after: {3 days: r}}, r: {}}}
          s: {initial: t, states: {t: {after: {4 days: u}}, u: {after: {5 days: t}}}}
`),
    ).toEqual([0, 1, 1]);
  });

  it("are not shared with what is put down for longer than a state lasts", () => {
    expect(
      placesIn(
        `      a: {entry: {raise: {event: e, delay: 9 days}}, after: {3 days: b}}
      b: {on: {e: a}, after: {4 days: {actions: [{note: {text: four}}]}}}
`,
        "    events: {e: {}}\n",
      ),
    ).toEqual([0, 1, 1]);
  });
});
