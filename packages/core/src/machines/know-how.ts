/**
 * What the landlord's own people can do: the difference between a lessor and an operator.
 * Dossier B10; the rule of A4 for the day on which the tenant is replaced.
 */
import { announce, type MachineDefinition, set, when } from "./definition.ts";

const begins = { actions: set({ teams: "teams + 1" }) } as const;
const ends = { actions: set({ teams: "max(0, teams - 1)" }) } as const;
/** A pad for a museum teaches nobody to run one. */
const returned = { guard: when("not event.museum"), actions: set({ pads: "pads + 1" }) } as const;

/** Once a year: what the tenant's site and the partners' teams have taught. */
const yearTaught = (fromTenant: string) =>
  ({ actions: set({ learned: `learned + ${fromTenant} + teams * from_partners` }) }) as const;

const training = {
  train: { actions: set({ learned: "learned + event.people / people_per_year" }) },
  lose: { actions: set({ learned: "max(0, learned - event.people / people_per_year)" }) },
  side_by_side_begins: begins,
  side_by_side_ends: ends,
  pad_returned: returned,
} as const;

const calendar = { src: "calendar", input: { every: "1 year", from: "counted_on", event: "year_taught" } } as const;

const ALONE = { target: "lessor" } as const;

export const knowHow = {
  title: "Know-how",
  doc:
    "How much of the site the landlord's own people can run. It is counted in years of work side by side: the " +
    "tenant's site teaches a little each year, a partner's team and a training more, and a pad can only be run by " +
    "those who have one. When the tenant leaves, a landlord that can run the site becomes its operator; any other " +
    "stays a lessor, whoever comes next, as was expected of Kazakhstan in 2013 for want of specialists.",
  inputs: {
    from_tenant: {
      kind: "number",
      default: "0.2",
      known: "2013-11-08",
      doc:
        "Years' worth that a year beside the tenant teaches. A judgement: more than 7,000 citizens worked there in " +
        "2006, and in 2013 the agency's head still said that they could not do without Russia.",
    },
    from_partners: {
      kind: "number",
      default: "1",
      doc: "Years' worth that a year of a partner's team at the site teaches: the unit of the count.",
    },
    people_per_year: {
      kind: "number",
      default: "100",
      known: "2009-05-19",
      doc:
        "Specialists whose training is worth a year side by side. A judgement of its size: a deal of 2009 with a " +
        "French firm trained more than 100 engineers.",
    },
    for_partly: {
      kind: "number",
      default: "5",
      known: "2009-04-30",
      doc: "Years after which they are partly trained: the five years of work side by side of 2009.",
    },
    for_pad: {
      kind: "number",
      default: "6",
      known: "2018-12-31",
      doc: "Years after which they can run a pad, if they have one. A judgement: the Zenit pad passed to them in 2018.",
    },
    for_site: {
      kind: "number",
      default: "25",
      doc: "Years after which they can run the site. A judgement: nobody but Russia ever has.",
    },
    pads_held: { kind: "number", default: "0", doc: "Pads that the landlord has at the start." },
    known: { kind: "number", default: "0", doc: "Years' worth known at the start." },
    counted_on: {
      kind: "date",
      default: "1999-12-31",
      doc: "Any one day on which a year is counted, however early. Unless given, the close of each year.",
    },
    lease: { kind: "actor", default: "lease", doc: "The lease whose tenant runs the site until it leaves." },
  },
  variables: {
    learned: { kind: "number", initial: "known", doc: "What they know, in years of work side by side." },
    pads: { kind: "number", initial: "pads_held", doc: "Pads that are the landlord's own to run." },
    teams: { kind: "number", initial: "0", doc: "Partners whose teams are at the site." },
  },
  events: {
    year_taught: {},
    train: { people: { kind: "number", doc: "How many specialists are trained, abroad or at home." } },
    lose: { people: { kind: "number", doc: "How many specialists leave." } },
    pad_returned: {
      museum: { kind: "boolean", default: "false", doc: "Heard, or told: whether the pad is for a museum." },
    },
    part_returned: {
      pads: { kind: "number", default: "0", doc: "Heard of `lease`: how many pads are returned with the rest." },
      museum: { kind: "boolean", default: "false", doc: "Heard of `lease`: whether they are for a museum." },
    },
    side_by_side_begins: {},
    side_by_side_ends: {},
    host_can_operate: {},
    host_operates: {},
    host_stays_lessor: {},
  },
  initial: "beside_tenant",
  states: {
    beside_tenant: {
      doc: "The tenant runs the site.",
      initial: "dependent",
      invoke: calendar,
      on: {
        year_taught: yearTaught("from_tenant"),
        ...training,
        part_returned: {
          guard: when("event.actor = lease and not event.museum"),
          actions: set({ pads: "pads + event.pads" }),
          doc: "The lease gives a pad back.",
        },
        "lease.ended": ALONE,
        "lease.denounced": ALONE,
        "lease.expired": ALONE,
      },
      states: {
        dependent: {
          doc: "Nothing works without the tenant's people.",
          always: { guard: when("learned >= for_partly"), target: "partly_trained" },
        },
        partly_trained: {
          doc: "Some are trained, but no pad is run by them.",
          always: [
            { guard: when("learned >= for_pad and pads >= 1"), target: "runs_pad" },
            { guard: when("learned < for_partly"), target: "dependent" },
          ],
        },
        runs_pad: {
          doc: "They run a pad of their own, as the Zenit pad since 2018.",
          always: [
            { guard: when("learned >= for_site"), target: "runs_site" },
            { guard: when("learned < for_pad"), target: "partly_trained" },
          ],
        },
        runs_site: {
          doc: "They could run the whole site.",
          entry: announce({ event: "host_can_operate" }),
          always: { guard: when("learned < for_site"), target: "runs_pad" },
          on: {
            "lease.ended": { target: "operator" },
            "lease.denounced": { target: "operator" },
            "lease.expired": { target: "operator" },
          },
        },
      },
    },
    lessor: {
      doc: "The tenant is gone, and the landlord can let the site, not run it. The pads are its own to learn on.",
      entry: announce({ event: "host_stays_lessor" }),
      invoke: calendar,
      on: { year_taught: yearTaught("0"), ...training },
      always: { guard: when("learned >= for_site"), target: "operator" },
    },
    operator: {
      type: "final",
      doc: "The landlord runs the site itself.",
      entry: announce({ event: "host_operates" }),
    },
  },
} as const satisfies MachineDefinition;
