/** Launches from the leased site, as the lease and the landlord's permission feel them. */
import { announce, type MachineDefinition, raise, set, when } from "./definition.ts";

/** The landlord's answer to a year's plan, and what of it will fly. */
const answered = [
  set({
    fulfilment: "if(asked_now > 0, flown / asked_now, 0)",
    flown: "0",
    asked_now: "event.asked",
    allowed_now: "event.allowed",
  }),
  announce({
    event: "plan_answered",
    with: { pace: "if(event.asked > 0, event.allowed / event.asked * flies, 1)" },
  }),
] as const;

const released = announce({ event: "launch_released", with: { family: "withheld_family" } });

const withhold = {
  target: "withheld",
  doc: "The landlord does not consent to a launch, as to that of MetOp-B over a new drop zone (C3).",
  actions: [
    set({ withheld_family: "event.family" }),
    announce({ event: "launch_withheld", with: { family: "event.family" } }),
  ],
} as const;

/** Back to where the year's plan stands. */
const permitted = [
  { guard: when("allowed_now < asked_now"), target: "cut", actions: released },
  { target: "flying", actions: released },
] as const;

const family = { kind: "text", default: "''", doc: "Which rocket family; all of them if nothing." } as const;

export const launchProgramme = {
  title: "Launch programme",
  doc:
    "The operator's launches, as long as its lease lasts. An accident opens a claim of its own, however many are " +
    "open already. Each year the operator asks for a number of launches; the landlord allows them, or fewer, and " +
    "fewer still are flown. It may cap a rocket family, and withhold a launch. Which rockets fly, how often they fail " +
    "and how long they are then grounded is for actors of `rocket-family`, which hear of all this. Notes and threats " +
    "about it are for the talks.",
  inputs: {
    landlord: { kind: "party", doc: "Who claims after an accident." },
    operator: { kind: "party", doc: "Who answers for it." },
    settled_share: {
      kind: "share",
      default: "4%",
      known: "2016-02-02",
      doc: "What part of a claim is agreed on when nobody says otherwise: an input of `claim`.",
    },
    claim_patience: {
      kind: "duration",
      default: "813 days",
      known: "2016-02-02",
      doc: "How long a contested claim is kept up: the input `patience` of `claim`.",
    },
    claims_waived: { kind: "boolean", default: "false", doc: "Whether the landlord gives its claims up." },
    asked: {
      kind: "number",
      default: "0",
      doc: "Launches asked for in a year's plan: 20 for 2016, 9 for 2025 (C2). 0 keeps no plan.",
    },
    allowed: {
      kind: "share",
      default: "100%",
      doc: "What part of them is allowed: 12 of 17 Protons for 2013 (C3), which is 71 %; else all that were asked.",
    },
    flies: {
      kind: "share",
      default: "55%",
      known: "2025-12-31",
      doc: "What part of an allowed plan is flown: 39, 44, 55, 67 and 76 % in the five years checked (C2).",
    },
    plan_day: {
      kind: "date",
      default: "1999-01-01",
      doc:
        "Any one day on which a year's plan comes into force, however early; unless given, each 1 January. The " +
        "landlord answers in the December before (C3).",
    },
    withheld_for: {
      kind: "duration",
      default: "117 days",
      known: "2012-09-17",
      doc: "How long a launch is withheld of which nothing more is heard: that of MetOp-B flew 117 days late (C3).",
    },
    site: { kind: "text", default: "'leased'", doc: "A word by which it knows the launches of its own families." },
    lease: { kind: "actor", default: "lease", doc: "The lease under which the operator launches." },
  },
  variables: {
    asked_now: { kind: "number", initial: "0", doc: "Launches asked for in the plan in force." },
    allowed_now: { kind: "number", initial: "0", doc: "Launches allowed in it." },
    flown: { kind: "number", initial: "0", doc: "Launches of its families since that plan came into force." },
    fulfilment: { kind: "number", initial: "0", doc: "Of the plan before: launches flown over launches asked for." },
    launches: { kind: "number", initial: "0", doc: "Launches of its families in all, lost ones included." },
    crashes: { kind: "number", initial: "0", doc: "Those that were lost." },
    withheld_family: { kind: "text", initial: "''", doc: "Whose launch is withheld." },
  },
  events: {
    crash: {
      name: { kind: "text", default: "''", doc: "What its claim is called; a number unless given." },
      claimed: { kind: "money", doc: "The sum claimed." },
      inside: { kind: "boolean", default: "false", doc: "Whether the wreck fell inside the leased land." },
    },
    plan_due: {},
    answer: {
      asked: { kind: "number", doc: "Launches asked for." },
      allowed: { kind: "number", doc: "Launches allowed." },
    },
    plan_answered: { pace: { kind: "number", default: "1", doc: "What part of what was asked is going to fly." } },
    cap: { family, launches: { kind: "number", doc: "How many a year: 14 Protons in 2012, 12 in 2013 (C3)." } },
    lift_cap: { family },
    launches_capped: { family, launches: { kind: "number", default: "0", doc: "How many a year." } },
    cap_lifted: { family },
    withhold: { family },
    release: {},
    launch_withheld: { family },
    launch_released: { family },
    launched: { family, site: { kind: "text", default: "''", doc: "From which site." } },
    family_crashed: { family, site: { kind: "text", default: "''", doc: "From which site it flew." } },
    programme_over: {},
  },
  // Without a plan there is no calendar.
  invoke: {
    src: "calendar",
    input: { every: "1 year", from: "if(asked > 0, plan_day, never)", event: "plan_due" },
  },
  on: {
    crash: {
      actions: {
        type: "open",
        params: {
          machine: "claim",
          name: "event.name",
          with: {
            claimant: "landlord",
            respondent: "operator",
            claimed: "event.claimed",
            inside: "event.inside",
            settled_share: "settled_share",
            waives: "claims_waived",
            patience: "claim_patience",
          },
        },
      },
    },
    plan_due: {
      actions: raise({ event: "answer", with: { asked: "asked", allowed: "floor(asked * allowed)" } }),
      doc: "A year's plan comes into force. One that is on record is told, with `answer`.",
    },
    answer: [
      {
        guard: when("event.allowed < event.asked"),
        target: "cut",
        actions: answered,
        doc: "Fewer are allowed than were asked for, as 12 of 17 Protons for 2013 (C3).",
      },
      { target: "flying", actions: answered, doc: "All are allowed, the usual case." },
    ],
    cap: {
      actions: announce({
        event: "launches_capped",
        with: { family: "event.family", launches: "event.launches" },
      }),
      doc: "The landlord caps a family's launches a year; Proton's were to be cut year by year (C3).",
    },
    lift_cap: {
      actions: announce({ event: "cap_lifted", with: { family: "event.family" } }),
      doc: "The cap is taken back.",
    },
    launched: {
      guard: when("event.site = site"),
      actions: set({ flown: "flown + 1", launches: "launches + 1" }),
    },
    family_crashed: { guard: when("event.site = site"), actions: set({ crashes: "crashes + 1" }) },
    "lease.ended": { target: "over" },
    "lease.denounced": { target: "over" },
    "lease.expired": { target: "over" },
  },
  initial: "flying",
  states: {
    flying: { doc: "Rockets are launched; all that were asked for are allowed.", on: { withhold } },
    cut: { doc: "The landlord has allowed fewer launches than were asked for (B4).", on: { withhold } },
    withheld: {
      doc: "A launch that was planned is not permitted for now.",
      on: {
        answer: { actions: answered, doc: "The next plan is answered all the same." },
        release: permitted,
      },
      after: { withheld_for: permitted },
    },
    over: {
      type: "final",
      doc: "The operator has left; claims that are open go on.",
      entry: announce({ event: "programme_over" }),
    },
  },
} as const satisfies MachineDefinition;
