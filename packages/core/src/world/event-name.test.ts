import { describe, expect, it } from "vitest";
import { ASK, START } from "../statechart/machine.ts";
import { eventName } from "./event-name.ts";

describe("the name of an event", () => {
  it.each([
    [START, "start"],
    [ASK, "condition"],
    ["xstate.after.in_force.term after 5 years.m/in_force/term", "after 5 years in in_force.term"],
    ["xstate.after.open after 0 days.m", "after 0 days in open"],
    ["xstate.after.after 1 year.m", "after 1 year"],
    ["xstate.done.state.m.building", "done"],
    ["crash", "crash"],
    ["lease.ended", "lease.ended"],
  ])("%s is %s", (event, name) => {
    expect(eventName(event)).toBe(name);
  });
});
