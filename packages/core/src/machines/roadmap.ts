/** A roadmap of joint operation for some years. Dossier B8, C8. */
import { type MachineDefinition, set, tell, when } from "./definition.ts";
import { until } from "./until.ts";

const LEASE_OVER = {
  "lease.ended": { target: "over" },
  "lease.denounced": { target: "over" },
  "lease.expired": { target: "over" },
} as const;

const SIGNED = { target: "signed" } as const;

const handOver = tell({ actor: "lease", event: "give_up", with: { pads: "1", handover: "0 days" } });

/** An item done: the pad among them leaves the lease, and so comes to those who are to run it. */
const itemDone = [
  {
    guard: when("event.pad"),
    actions: [set({ open_items: "max(0, open_items - 1)", pad_open: "false" }), handOver],
  },
  { actions: set({ open_items: "max(0, open_items - 1)" }) },
] as const;

/** Of a roadmap in force: whether its items come when they are due. */
const late = {
  doc: "An item is overdue: in March 2014 it was said that a pad's hand-over was held up.",
  on: { item_done: itemDone },
  always: { guard: when("open_items = 0"), target: "all_done" },
  after: {
    to_done: [
      { guard: when("pad_open"), actions: [set({ open_items: "0", pad_open: "false" }), handOver] },
      { actions: set({ open_items: "0" }) },
    ],
  },
} as const;

const allDone = { doc: "All its items are done." } as const;

export const roadmap = {
  title: "Roadmap",
  doc:
    "What two governments agree to do together at the site in some years, from preparation to its expiry or renewal, " +
    "with items that may be late. Its times are those of 2014 to 2016: signed at a summit on 24 December 2013, in " +
    "force for three calendar years, followed by one to 2025. A pad handed over is given up in the lease. Its text is not known.",
  inputs: {
    lease: { kind: "actor", default: "lease", doc: "The lease whose site it is about; with it the roadmap ends." },
    prepared_in: {
      kind: "duration",
      default: "328 days",
      known: "2013-12-24",
      doc: "How long it is prepared: from the commission's first work on 30 January 2013 to 24 December.",
    },
    term: { kind: "duration", default: "3 years", known: "2013-12-24", doc: "How long it is in force: 2014 to 2016." },
    items: {
      kind: "number",
      default: "1",
      known: "2014-03-05",
      doc: "How many items it has that can be late; one is known of.",
    },
    hands_over_pad: {
      kind: "boolean",
      default: "true",
      known: "2014-03-05",
      doc: "Whether a pad's hand-over is among them, as the agreement of December 2013 foresaw.",
    },
    due_after: {
      kind: "duration",
      default: "63 days",
      known: "2014-03-05",
      doc: "When its items are due: on 5 March 2014 one was said to be held up.",
    },
    lateness: {
      kind: "duration",
      default: "4 years",
      known: "2018-12-31",
      doc: "How late an item is done when nobody says so: the Zenit pad left the lease in 2018.",
    },
    renews: {
      kind: "boolean",
      default: "true",
      known: "2016-12-26",
      doc: "Whether another follows at once: in December 2016 one to 2025 was announced.",
    },
    renewed_for: {
      kind: "duration",
      default: "9 years",
      known: "2016-12-26",
      doc: "How long that one is in force: 2017 to 2025.",
    },
  },
  variables: {
    open_items: { kind: "number", initial: "items", doc: "Items that are not done." },
    pad_open: { kind: "boolean", initial: "hands_over_pad", doc: "Whether a pad is still to be handed over." },
    due_day: { kind: "date", initial: "never", doc: "The day on which its items are due." },
  },
  events: {
    prepare: {},
    drop: {},
    sign: {},
    item_done: { pad: { kind: "boolean", default: "false", doc: "Whether it was the pad's hand-over." } },
    roadmap_agreed: {},
    joint_projects_stopped: {},
  },
  delays: {
    to_new_year: until("day_of(year(today) + 1, 1, 1)"),
    to_done: `max(0 days, ${until("due_day + lateness")})`,
  },
  initial: "none",
  states: {
    none: {
      doc: "There is none.",
      on: { prepare: { target: "in_preparation" }, roadmap_agreed: SIGNED, ...LEASE_OVER },
    },
    in_preparation: {
      doc: "The two governments work on it.",
      on: { sign: SIGNED, roadmap_agreed: SIGNED, drop: { target: "none" }, ...LEASE_OVER },
      after: { prepared_in: SIGNED },
    },
    signed: {
      doc: "It is signed, and begins with the next year.",
      on: LEASE_OVER,
      after: { to_new_year: { target: "in_force" } },
    },
    in_force: {
      doc: "Both sides work by it.",
      initial: "on_time",
      entry: set({ open_items: "items", pad_open: "hands_over_pad", due_day: "today + due_after" }),
      on: LEASE_OVER,
      after: { term: [{ guard: when("renews"), target: "renewed" }, { target: "lapsed" }] },
      states: {
        on_time: {
          doc: "Nothing is overdue.",
          on: { item_done: itemDone, joint_projects_stopped: { target: "late" } },
          always: { guard: when("open_items = 0"), target: "all_done" },
          after: { due_after: { target: "late" } },
        },
        late,
        all_done: allDone,
      },
    },
    renewed: {
      doc: "Another has followed it, with what was left undone.",
      initial: "late",
      on: LEASE_OVER,
      after: { renewed_for: { target: "lapsed" } },
      states: { late, all_done: allDone },
    },
    lapsed: {
      doc: "Its years are over, and no other has followed.",
      on: { prepare: { target: "in_preparation" }, roadmap_agreed: SIGNED, ...LEASE_OVER },
    },
    over: { type: "final", doc: "There is no lease any more, and nothing to run together." },
  },
} as const satisfies MachineDefinition;
