/** The tenant builds a site of its own, and may leave the leased one when it works. */
import { announce, type MachineDefinition, set, tell, when } from "./definition.ts";
import { until } from "./until.ts";

/** To a planned date, which announced delays move; what should be past already is done at once. */
const planned = (date: string) => `max(0 days, ${until(`${date} + slipped`)})` as const;

const slips = (state: string) =>
  ({ target: state, reenter: true, actions: set({ slipped: "slipped + event.by" }) }) as const;

/** How far a year moves a promise. One bound alone is no draw. */
const slideIn = (state: string): string =>
  `if(slides_most > slides_least, uniform(slides_least, slides_most, as: slide_${state}), slides_least) * 1 year`;

/** A year has passed in a state that waits for a promise; its draw goes by the state. */
const slides = <const T extends string>(state: T, words: string) =>
  ({
    target: state,
    reenter: true,
    actions: set({ slid: `slid + ${slideIn(state)}` }),
    doc: `A year of ${words} has passed, and what is still to come has slid by its part of it.`,
  }) as const;

/** Building begins; of a site as a whole it is heard that a substitute is under way. */
const built = [
  {
    guard: when("programme = ''"),
    target: "building",
    actions: announce({ event: "substitute_site", with: { under_way: "true" } }),
  },
  { target: "building" },
] as const;

export const relocation = {
  title: "Relocation",
  doc:
    "A site of the tenant's own, such as Vostochny for Russia. What the tenant does when it works is an input: " +
    "one document of 2009 has Russia abandon Baikonur at that point, one of 2013 has it keep control all the " +
    "same. A tenant that leaves ends its lease by agreement. Programmes move one by one: give each (civil, crewed, " +
    "heavy, commercial) an actor of this machine, with its own dates and slips, and the rocket families that fly it " +
    "hear when it has moved. What is to stay where it is has `never` for its date, as military launches at Plesetsk " +
    "(A4). Promised dates can slide by themselves, by a part of each year that passes. That a site is being built is " +
    "heard by those who bid for a part in the leased one.",
  inputs: {
    ready: { kind: "date", doc: "The day on which the site is promised to work, or `never`." },
    slip: {
      kind: "duration",
      default: "0 days",
      doc: "How much later than promised it works: a hindsight, or a draw. Announced delays come on top, by events.",
    },
    slides_least: {
      kind: "number",
      default: "0",
      doc: "By how many years, at least, what is promised moves with each year that passes: 0.59 from 2007 on (C4).",
    },
    slides_most: {
      kind: "number",
      default: "0",
      doc:
        "By how many at most: 1 from 2014 to 2024 (C4), which alone would be never. Drawn anew each year between the " +
        "two, all alike; 0 keeps promises.",
    },
    draws_from: {
      kind: "date",
      default: "today",
      doc: "From which day on promises slide; unless given, from the start of the run. `never` slides none.",
    },
    decree: {
      kind: "date",
      default: "never",
      doc: "The day on which the site, or the move, is decreed: 6 November 2007 for Vostochny (C4).",
    },
    begins: { kind: "date", default: "ready - 5 years", doc: "The day on which building begins." },
    first_launch: {
      kind: "date",
      default: "ready - 1 year",
      doc: "The day of the first launch; where the site works earlier than that, both fall together.",
    },
    tenant_leaves: {
      kind: "boolean",
      default: "false",
      doc: "Whether the tenant leaves the leased site once its own works.",
    },
    leaves_after: {
      kind: "duration",
      default: "0 days",
      doc: "How long a tenant that leaves still stays when its own site works.",
    },
    programme: {
      kind: "text",
      default: "''",
      doc: "Which programme moves: 'civil', 'crewed', 'heavy', 'commercial'; nothing for the site as a whole.",
    },
    lease: { kind: "actor", default: "lease", doc: "The lease that a tenant who leaves gives up." },
  },
  variables: {
    slid: { kind: "duration", initial: "0 days", doc: "How far promises have slid by themselves so far." },
    slipped: { kind: "duration", initial: "0 days", doc: "The delays announced so far, added up." },
  },
  events: {
    slip: { by: { kind: "duration", doc: "How much later everything still to come will be." } },
    leave: {},
    year_passed: {},
    substitute_site: { under_way: { kind: "boolean", doc: "Announced of a site as a whole: it is being built." } },
    programme_moved: { programme: { kind: "text", default: "''", doc: "The programme that has moved." } },
  },
  delays: {
    to_decree: planned("decree"),
    to_building: planned("begins"),
    to_first_launches: planned("min(first_launch, ready + slip) + slid"),
    to_operational: planned("ready + slip + slid"),
  },
  // Without slides there is no calendar.
  invoke: {
    src: "calendar",
    input: {
      every: "1 year",
      from: "if(slides_most > 0, max(today, draws_from) + 1 year, never)",
      event: "year_passed",
    },
  },
  on: {
    year_passed: {
      guard: when("in(announced) or in(decreed)"),
      actions: set({ slid: `slid + ${slideIn("announced")}` }),
      doc: "What is promised has slid by its part of the year; the beginning of building is no such promise.",
    },
  },
  initial: "announced",
  states: {
    announced: {
      doc: "The site is a plan.",
      on: { slip: slips("announced") },
      after: { to_decree: { target: "decreed" }, to_building: built },
    },
    decreed: {
      doc: "The state has decreed it; nothing is built yet.",
      on: { slip: slips("decreed") },
      after: { to_building: built },
    },
    building: {
      doc: "The site is being built.",
      on: { slip: slips("building"), year_passed: slides("building", "building") },
      after: { to_first_launches: { target: "first_launches" } },
    },
    first_launches: {
      doc: "Rockets fly from it, but it cannot yet replace the leased one.",
      on: { slip: slips("first_launches"), year_passed: slides("first_launches", "first launches") },
      after: {
        to_operational: [
          {
            guard: when("tenant_leaves"),
            target: "operational",
            actions: { type: "raise", params: { event: "leave", delay: "leaves_after" } },
          },
          { target: "operational" },
        ],
      },
    },
    operational: {
      doc: "It can take over what the leased site does; the programme, if it is one, has moved there.",
      entry: announce({ event: "programme_moved", with: { programme: "programme" } }),
      on: { leave: { actions: tell({ actor: "lease", event: "end" }) } },
    },
  },
} as const satisfies MachineDefinition;
