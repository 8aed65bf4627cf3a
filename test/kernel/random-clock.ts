/** The machine of every random scenario that sends the others their events, day after day. */
import type { Choices } from "../conformance/machines.ts";
import type { Scope } from "./expression-parts.ts";
import { type Actions, EVENTS, FIELDS, type Yaml } from "./random-actions.ts";

export const CLOCK = "clock";

/** A machine that keeps the others busy: every few days it sends one of their events. */
export function randomClock(choices: Choices, acts: Actions): Yaml {
  const scope: Scope = { ...acts.acting([]), own: false, variables: false, states: [] };
  const says = (event: string): Yaml => ({ announce: { event, ...acts.with(scope, event) } });
  const calendar = (every: string, from: string): Yaml => ({ src: "calendar", input: { every, from, event: "due" } });
  return {
    events: {
      due: {},
      e0: {},
      ...Object.fromEntries(EVENTS.slice(1).map((event) => [event, plainFields(event)])),
    },
    initial: "on",
    states: {
      on: {
        invoke: [
          calendar(choices.pick(["8 days", "15 days", "1 month"]), "2011-11-18"),
          calendar("1 month", choices.pick(["2011-11-30", "2012-01-31", "2011-10-15"])),
        ],
        on: {
          due: [
            { guard: "chance(30%, as: first)", actions: says("e1") },
            { guard: "chance(40%, as: second)", actions: says("e0") },
            { guard: "chance(60%, as: third)", actions: says("e2") },
            { actions: says("e3") },
          ],
        },
      },
    },
  };
}

function plainFields(event: string): Yaml {
  const declared: Readonly<Record<string, readonly [string, string]>> = {
    n: ["number", "1"],
    m: ["money", "1 USD"],
    s: ["share", "10%"],
    d: ["duration", "1 day"],
    t: ["date", "today"],
    p: ["party", "pa"],
    b: ["boolean", "true"],
    w: ["text", "'one'"],
  };
  return Object.fromEntries(
    (FIELDS[event] ?? []).map((name) => [
      name,
      { kind: declared[name]?.[0] ?? "", default: declared[name]?.[1] ?? "" },
    ]),
  );
}
