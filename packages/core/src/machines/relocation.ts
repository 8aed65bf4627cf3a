/** The tenant builds a site of its own, and may leave the leased one when it works. */
import { type MachineDefinition, set, tell, when } from "./definition.ts";
import { until } from "./until.ts";

/** To a planned date, which announced delays move; what should be past already is done at once. */
const planned = (date: string) => `max(0 days, ${until(`${date} + slipped`)})` as const;

const slips = (state: string) =>
  ({ target: state, reenter: true, actions: set({ slipped: "slipped + event.by" }) }) as const;

export const relocation = {
  title: "Relocation",
  doc:
    "A site of the tenant's own, such as Vostochny for Russia. What the tenant does when it works is an input: " +
    "one document of 2009 has Russia abandon Baikonur at that point, one of 2013 has it keep control all the " +
    "same. A tenant that leaves ends its lease by agreement. Programmes that move one by one are not modelled.",
  inputs: {
    ready: { kind: "date", doc: "The day on which the site is promised to work, or `never`." },
    slip: {
      kind: "duration",
      default: "0 days",
      doc: "How much later than promised it works: a hindsight, or a draw. Announced delays come on top, by events.",
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
    lease: { kind: "actor", default: "lease", doc: "The lease that a tenant who leaves gives up." },
  },
  variables: {
    slipped: { kind: "duration", initial: "0 days", doc: "The delays announced so far, added up." },
  },
  events: {
    slip: { by: { kind: "duration", doc: "How much later everything still to come will be." } },
    leave: {},
  },
  delays: {
    to_building: planned("begins"),
    to_first_launches: planned("min(first_launch, ready + slip)"),
    to_operational: planned("ready + slip"),
  },
  initial: "announced",
  states: {
    announced: {
      doc: "The site is a plan.",
      on: { slip: slips("announced") },
      after: { to_building: { target: "building" } },
    },
    building: {
      doc: "The site is being built.",
      on: { slip: slips("building") },
      after: { to_first_launches: { target: "first_launches" } },
    },
    first_launches: {
      doc: "Rockets fly from it, but it cannot yet replace the leased one.",
      on: { slip: slips("first_launches") },
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
      doc: "It can take over what the leased site does.",
      on: { leave: { actions: tell({ actor: "lease", event: "end" }) } },
    },
  },
} as const satisfies MachineDefinition;
