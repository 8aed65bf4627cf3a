/** The intergovernmental commission and its talks about a lease. Dossier B7; D4 on what threats of ending end in. */
import { announce, type MachineDefinition, set, tell, when } from "./definition.ts";

const LEASE_OVER = {
  "lease.ended": { target: "over" },
  "lease.denounced": { target: "over" },
  "lease.expired": { target: "over" },
} as const;

const ABROGATED = { target: "over", actions: tell({ actor: "lease", event: "denounce" }) } as const;

/** The lease hears where its talks stand. */
const tellLease = (event: "demand" | "negotiate" | "settle") => tell({ actor: "lease", event });
const demands = tellLease("demand");
const negotiates = tellLease("negotiate");
const settles = tellLease("settle");

const PRESENTED = { target: "draft" } as const;
const SETTLED = { target: "roadmap" } as const;
/** A draft after the talks had ended in something less. */
const PRESENTED_ANEW = { target: "draft", actions: negotiates } as const;
const DEADLOCKED = { target: "deadlock", actions: settles } as const;

export const talks = {
  title: "Talks",
  doc:
    "A commission of the two governments on the lease: dormant for years, revived after a public threat, at work on a " +
    "new agreement. Its times are those of the one at Baikonur: revived 51 days after the speech of December 2012, " +
    "it missed the date for its draft, and a slower instrument came instead, a roadmap in 2013 and a concept in 2016. " +
    "That a new agreement ends the lease, or that the landlord cancels it, has not been seen in thirty years.",
  inputs: {
    host: { kind: "party", doc: "The landlord, whose public threats call for talks." },
    lease: { kind: "actor", default: "lease", doc: "The lease that is talked about." },
    revived_after: {
      kind: "duration",
      default: "51 days",
      known: "2013-01-30",
      doc: "From a public threat to the commission's first work: 10 December 2012 to 30 January 2013.",
    },
    meets_after: {
      kind: "duration",
      default: "57 days",
      known: "2013-03-28",
      doc: "From there to its first session: 30 January to 28 March 2013.",
    },
    sessions_every: {
      kind: "duration",
      default: "16 months",
      known: "2023-09-30",
      doc: "The time between two sessions: nine are known from March 2013 to September 2023.",
    },
    first_session: {
      kind: "date",
      default: "2013-03-28",
      known: "2013-03-28",
      doc: "The day of any one session, however early; the others are counted from it. `never` leaves them to be told.",
    },
    draft_time: {
      kind: "duration",
      default: "217 days",
      known: "2013-10-31",
      doc: "From the first session to the date on which the draft is due: the end of October 2013.",
    },
    drafts_in_time: {
      kind: "share",
      default: "0%",
      doc: "The chance that the draft is with the presidents by then. In 2013 the date was missed.",
    },
    settles: {
      kind: "share",
      default: "100%",
      known: "2013-12-24",
      doc: "The chance that a missed date ends in a roadmap, as in 2013, not in deadlock: whether the two compromise.",
    },
    relations_needed: {
      kind: "number",
      default: "0",
      doc:
        "The level of ties between landlord and tenant below which nobody compromises: what becomes of the site " +
        "depends on both (A4). Eight shared forums make 1.",
    },
    roadmap_after: {
      kind: "duration",
      default: "54 days",
      known: "2013-12-24",
      doc: "From the missed date to the roadmap: it was signed on 24 December 2013.",
    },
    concept_after: {
      kind: "duration",
      default: "1098 days",
      known: "2016-12-26",
      doc: "From the roadmap to the concept: it was signed on 26 December 2016.",
    },
    approval_time: {
      kind: "duration",
      default: "1 year",
      doc: "How long a draft lies with the presidents. A judgement: none has.",
    },
    approves: {
      kind: "share",
      default: "0%",
      doc: "The chance that the presidents then approve the draft; none has been.",
    },
    ends_lease: {
      kind: "boolean",
      default: "false",
      doc: "Whether the new agreement ends the lease: in December 2012 it was said that it could.",
    },
    patience: {
      kind: "duration",
      default: "5 years",
      known: "1999-12-31",
      doc: "How long a deadlock holds before the commission is shut: that of 1994 was, five years later.",
    },
    abrogates: {
      kind: "share",
      default: "0%",
      doc: "The chance that the landlord then cancels the lease, as its agency threatened in 2012; none has been seen.",
    },
  },
  variables: {
    relations: { kind: "number", initial: "0", doc: "The level of ties between landlord and tenant, as it was heard." },
    sessions: { kind: "number", initial: "0", doc: "Sessions held so far." },
    missed: { kind: "number", initial: "0", doc: "Dates for a draft that were missed." },
  },
  events: {
    instruct: {},
    session: {},
    present_draft: {},
    approve: {},
    reject: {},
    settle: {},
    sign_concept: {},
    break_off: {},
    abrogate: {},
    threat_made: { by: { kind: "party", doc: "Heard of `voice`: whose voice has made a threat." } },
    joint_projects_stopped: {},
    roadmap_agreed: {},
    new_agreement: {},
    ties_moved: {
      buyer: { kind: "party", doc: "Heard of `ties`: who buys." },
      seller: { kind: "party", doc: "Heard of `ties`: who sells." },
      level: { kind: "number", doc: "Heard of `ties`: the level of dealings." },
    },
  },
  on: {
    ties_moved: {
      guard: when(
        "(event.buyer = host and event.seller = lease.tenant) or (event.seller = host and event.buyer = lease.tenant)",
      ),
      actions: set({ relations: "event.level" }),
    },
  },
  initial: "dormant",
  states: {
    dormant: {
      doc: "The commission does not meet, as from 1999 to 2012.",
      on: {
        instruct: { target: "revived" },
        threat_made: { guard: when("event.by = host"), target: "called_for" },
        ...LEASE_OVER,
      },
    },
    called_for: {
      doc: "A public threat has been made, and the presidents agree that the matter be looked at.",
      entry: demands,
      on: { instruct: { target: "revived" }, ...LEASE_OVER },
      after: { revived_after: { target: "revived" } },
    },
    revived: {
      doc: "The commission has its chairmen again and prepares its first session.",
      entry: negotiates,
      on: {
        session: { target: "working", actions: set({ sessions: "sessions + 1" }), doc: "It holds its first session." },
        ...LEASE_OVER,
      },
      after: { meets_after: { target: "working" } },
    },
    working: {
      doc: "The commission meets.",
      initial: "negotiating",
      invoke: { src: "calendar", input: { every: "sessions_every", from: "first_session", event: "session" } },
      on: {
        session: { actions: set({ sessions: "sessions + 1" }) },
        break_off: { target: "deadlock" },
        joint_projects_stopped: { target: "deadlock" },
        abrogate: ABROGATED,
        ...LEASE_OVER,
      },
      states: {
        negotiating: {
          doc: "A new agreement on the whole is being negotiated, and a draft of it is due.",
          on: { present_draft: PRESENTED, settle: SETTLED },
          after: {
            draft_time: [
              { guard: when("chance(drafts_in_time, as: draft)"), target: "draft" },
              { target: "overdue", actions: set({ missed: "missed + 1" }) },
            ],
          },
        },
        overdue: {
          doc: "The date for the draft has passed without one.",
          on: { present_draft: PRESENTED, settle: SETTLED },
          after: {
            roadmap_after: [
              {
                guard: when("relations >= relations_needed and chance(settles, as: settles)"),
                target: "roadmap",
              },
              DEADLOCKED,
            ],
          },
        },
        draft: {
          doc: "A draft is with the presidents.",
          on: { approve: { target: "agreement" }, reject: { target: "negotiating" } },
          after: {
            approval_time: [{ guard: when("chance(approves, as: approves)"), target: "agreement" }, DEADLOCKED],
          },
        },
        roadmap: {
          doc: "Instead of an agreement there is a roadmap for some years.",
          entry: [announce({ event: "roadmap_agreed" }), settles],
          on: { present_draft: PRESENTED_ANEW, sign_concept: { target: "concept" } },
          after: { concept_after: { target: "concept" } },
        },
        concept: {
          doc: "Instead of an agreement there is a concept of further cooperation.",
          on: { present_draft: PRESENTED_ANEW, instruct: { target: "negotiating", actions: negotiates } },
        },
      },
    },
    deadlock: {
      doc: "The sides do not talk about it any more.",
      on: { instruct: { target: "revived" }, abrogate: ABROGATED, ...LEASE_OVER },
      after: {
        patience: [{ guard: when("chance(abrogates, as: abrogates)"), ...ABROGATED }, { target: "dormant" }],
      },
    },
    agreement: {
      doc: "A new agreement on the whole is signed.",
      entry: [announce({ event: "new_agreement" }), settles],
      always: { guard: when("ends_lease"), target: "over", actions: tell({ actor: "lease", event: "end" }) },
      on: { instruct: { target: "revived" }, ...LEASE_OVER },
    },
    over: { type: "final", doc: "There is no lease any more to talk about." },
  },
} as const satisfies MachineDefinition;
