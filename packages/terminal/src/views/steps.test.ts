/** The words for events and changes of state. */
import { describe, expect, it } from "vitest";
import { changeText, eventText, newStates } from "./steps.ts";

describe("an event", () => {
  it.each([
    ["xstate.init", "start"],
    ["steppe.ask", "condition"],
    ["xstate.after.unsettled.lodged after to_commission.m/unsettled/lodged", "after to_commission"],
    [
      "xstate.after.floated after max(0 days, begins + slipped - today).m/talks/floated",
      "after max(0 days, begins + slipped - today)",
    ],
    ["xstate.done.state.m/talks", "done"],
    ["lease.ended", "lease.ended"],
    ["ring\u001b", "ring\\x1b"],
  ])("%s is %s", (event, text) => {
    expect(eventText(event)).toBe(text);
  });
});

describe("a change of state", () => {
  it.each([
    ["", "in_force.term", "in_force.term", "→ in_force.term"],
    ["in_force.term", "ended", "ended", "in_force.term → ended"],
    ["unsettled.lodged", "unsettled.commission", "commission", "unsettled.lodged → commission"],
    ["a.x.one", "a.y.one", "a.y.one", "a.x.one → a.y.one"],
    ["a.x+b.y", "a.x+b.z", "z", "a.x+b.y → z"],
    ["a.x+b.y", "a.x", "a.x", "a.x+b.y → a.x"],
    ["ended", "ended", "ended", ""],
  ])("from %j to %j names %j", (before, after, states, change) => {
    expect(newStates({ before, after })).toBe(states);
    expect(changeText({ before, after })).toBe(change);
  });
});
