/** Launches from the leased site, as the lease and the landlord's permission feel them. */
import { claimTimes, claimTimesGiven } from "./claim-times.ts";
import { announce, type MachineDefinition, raise, set, when } from "./definition.ts";

/** Launches of the year before this one. */
const LAST_YEAR = "if(counted_year = year(today), last_year, if(counted_year = year(today) - 1, flown, 0))";

/** What whoever comes first in a new year does: it closes the count of the old one. */
const closed = set({
  last_year: LAST_YEAR,
  fulfilment: `if(counted_year = year(today), fulfilment, if(plan_year = year(today) - 1 and asked_now > 0, ${LAST_YEAR} / asked_now, 0))`,
  flown: "if(counted_year = year(today), flown, 0)",
  counted_year: "year(today)",
});

/** The landlord's answer to a year's plan, and what of it will fly. */
const answered = [
  closed,
  set({ asked_now: "event.asked", allowed_now: "event.allowed", plan_year: "year(today)" }),
  announce({
    event: "plan_answered",
    with: { pace: "if(event.asked > 0, event.allowed / event.asked * flies, 1)" },
  }),
] as const;

const refused = (launches: string) => announce({ event: "launch_refused", with: { launches } });
const allowed = announce({ event: "launches_allowed" });

const released = announce({ event: "launch_released", with: { family: "withheld_family" } });

const capped = announce({
  event: "launches_capped",
  with: { family: "event.family", launches: "event.launches" },
});

/** A new year: the one before is told to those who live by launches, such as visitors. */
const newYear = [
  closed,
  set({ told_year: "year(today)" }),
  announce({ event: "season", with: { launches: "last_year" } }),
] as const;

/** The plan of a year on which nothing is told. */
const usualPlan = raise({ event: "answer", with: { asked: "asked", allowed: "floor(asked * allowed)" } });

/** A claim after an accident, whatever its rocket. */
const claimed = {
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
      ...claimTimesGiven,
    },
  },
} as const;

const withhold = {
  target: "withheld",
  doc: "The landlord does not consent to a launch, as to that of MetOp-B over a new drop zone (C3).",
  actions: [
    set({ withheld_family: "event.family" }),
    announce({ event: "launch_withheld", with: { family: "event.family" } }),
    refused("1"),
  ],
} as const;

/** Back to where the year's plan stands. */
const permitted = [
  { guard: when("allowed_now < asked_now"), target: "cut", actions: released },
  { target: "flying", actions: [released, allowed] },
] as const;

const family = { kind: "text", default: "''", doc: "Which rocket family; all of them if nothing." } as const;

export const launchProgramme = {
  title: "Launch programme",
  doc:
    "The operator's launches, as long as its lease lasts. An accident opens a claim of its own, however many are " +
    "open already. Each year the operator asks for a number of launches; the landlord allows them, or fewer, and " +
    "fewer still are flown. It may cap a rocket family, and withhold a launch. Which rockets fly, how often they fail " +
    "and how long they are then grounded is for actors of `rocket-family`, which hear of all this. Notes and threats " +
    "about it are for actors of `notes`, which hear what is refused and what is allowed after all.",
  inputs: {
    landlord: { kind: "party", doc: "Who claims after an accident." },
    operator: { kind: "party", doc: "Who answers for it." },
    settled_share: {
      kind: "share",
      default: "4%",
      known: "2016-02-02",
      doc: "What part of a claim is agreed on when nobody says otherwise: an input of `claim`.",
    },
    ...claimTimes,
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
    plan_year: { kind: "number", initial: "0", doc: "The year of that plan." },
    flown: { kind: "number", initial: "0", doc: "Launches of its families in this calendar year, lost ones included." },
    last_year: { kind: "number", initial: "0", doc: "Launches in the year before." },
    told_year: { kind: "number", initial: "year(today)", doc: "The year at whose beginning the one before was told." },
    counted_year: { kind: "number", initial: "0", doc: "The year that is being counted." },
    fulfilment: {
      kind: "number",
      initial: "0",
      doc: "Of the year before: launches flown over launches asked for; 0 where no plan is known.",
    },
    launches: { kind: "number", initial: "0", doc: "Launches of its families in all, lost ones included." },
    crashes: { kind: "number", initial: "0", doc: "Those that were lost." },
    withheld_family: { kind: "text", initial: "''", doc: "Whose launch is withheld." },
  },
  events: {
    crash: {
      name: { kind: "text", default: "''", doc: "What its claim is called; a number unless given." },
      claimed: { kind: "money", doc: "The sum claimed." },
      inside: { kind: "boolean", default: "false", doc: "Whether the wreck fell inside the leased land." },
      family: { kind: "text", default: "''", doc: "Whose rocket it was; nothing where families are not kept." },
      stop: { kind: "duration", default: "0 days", doc: "How long that family is grounded; drawn by it unless given." },
    },
    rocket_lost: { family, stop: { kind: "duration", default: "0 days", doc: "How long it is grounded." } },
    new_year: {},
    season: {
      launches: {
        kind: "number",
        doc: "Announced each 1 January: launches in the year before; none, once the operator has left.",
      },
    },
    approve: {},
    launch_refused: { launches: { kind: "number", default: "1", doc: "How many are refused." } },
    launches_allowed: {},
    answer: {
      asked: { kind: "number", doc: "Launches asked for." },
      allowed: { kind: "number", doc: "Launches allowed." },
    },
    plan_answered: { pace: { kind: "number", default: "1", doc: "What part of what was asked is going to fly." } },
    cap: {
      family,
      launches: { kind: "number", doc: "How many a year: 14 Protons in 2012, 12 in 2013 (C3)." },
      asked: {
        kind: "number",
        default: "0",
        doc: "How many were asked for, as 17 Protons for 2013 (C3): more than the cap are refused. 0 says nothing of it.",
      },
    },
    lift_cap: { family },
    launches_capped: { family, launches: { kind: "number", default: "0", doc: "How many a year." } },
    cap_lifted: { family },
    withhold: { family },
    release: {},
    launch_withheld: { family },
    launch_released: { family },
    launched: {
      family,
      site: { kind: "text", default: "''", doc: "From which site." },
      launches: { kind: "number", default: "1", doc: "How many." },
    },
    family_crashed: { family, site: { kind: "text", default: "''", doc: "From which site it flew." } },
    programme_over: {},
  },
  invoke: { src: "calendar", input: { every: "1 year", from: "1999-01-01", event: "new_year" } },
  on: {
    crash: [
      {
        guard: when("event.family = ''"),
        actions: claimed,
        doc: "A claim is opened; of what the rocket was nothing is said.",
      },
      {
        actions: [claimed, announce({ event: "rocket_lost", with: { family: "event.family", stop: "event.stop" } })],
        doc: "A claim is opened, and the rocket's family is grounded.",
      },
    ],
    new_year: [
      {
        guard: when("told_year < year(today) and asked > 0"),
        actions: [...newYear, usualPlan],
        doc: "A year's plan comes into force, answered in the December before (C3).",
      },
      {
        guard: when("told_year < year(today)"),
        actions: newYear,
        doc: "No plan is kept. One that is on record is told, with `answer`, on the day it comes into force.",
      },
      { guard: when("asked > 0"), actions: usualPlan, doc: "The run begins with a year, and with its plan." },
      { actions: closed, doc: "The run begins with a year." },
    ],
    answer: [
      {
        guard: when("event.allowed < event.asked"),
        target: "cut",
        actions: [...answered, refused("event.asked - event.allowed")],
        doc: "Fewer are allowed than were asked for, as 12 of 17 Protons for 2013 (C3).",
      },
      { target: "flying", actions: [...answered, allowed], doc: "All are allowed, the usual case." },
    ],
    approve: {
      actions: allowed,
      doc: "The year's launches stand approved after all, as those of 2013 at the commission's first session (C3).",
    },
    cap: [
      {
        guard: when("event.asked > event.launches"),
        actions: [capped, refused("event.asked - event.launches")],
        doc: "The landlord caps a family's launches below what was asked, as Proton's for 2013 (C3).",
      },
      {
        actions: capped,
        doc: "The landlord caps a family's launches a year; Proton's were to be cut year by year (C3).",
      },
    ],
    lift_cap: {
      actions: announce({ event: "cap_lifted", with: { family: "event.family" } }),
      doc: "The cap is taken back.",
    },
    launched: {
      guard: when("event.site = site"),
      actions: [closed, set({ flown: "flown + event.launches", launches: "launches + event.launches" })],
    },
    family_crashed: { guard: when("event.site = site"), actions: set({ crashes: "crashes + 1" }) },
    "lease.ended": { target: "over" },
    "lease.denounced": { target: "over" },
    "lease.expired": { target: "over" },
  },
  initial: "flying",
  states: {
    flying: { doc: "Rockets are launched; all that were asked for are allowed.", on: { withhold } },
    cut: {
      doc: "The landlord has allowed fewer launches than were asked for (B4).",
      on: { withhold, approve: { target: "flying", actions: allowed, doc: "They stand approved after all." } },
    },
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
      entry: [announce({ event: "programme_over" }), announce({ event: "season", with: { launches: "0" } })],
    },
  },
} as const satisfies MachineDefinition;
