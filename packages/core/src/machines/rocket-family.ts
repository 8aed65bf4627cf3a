/** One family of rockets, such as Proton or Soyuz: its launches, its accidents, and how long these ground it. */
import { claimTimes, claimTimesGiven } from "./claim-times.ts";
import {
  type ActionDefinition,
  announce,
  type MachineDefinition,
  set,
  type TransitionDefinition,
  when,
} from "./definition.ts";
import { until } from "./until.ts";

/** Launches a year as they now stand, and the mean time between two. */
const RATE = "(yearly * pace * staying * 1 year)";
const GAP = `(1 year / ${RATE})`;

const DRAWN_GAP = `if(gaps = 'even', ${GAP}, if(gaps = 'random', exponential(${GAP}, as: random_gap), uniform(0 days, 2 * ${GAP}, as: gap)))`;

/** Less than one launch in a hundred years is none; before launches are drawn, the wait is for that day. */
const NEXT_LAUNCH = `if(not drawing, max(0 days, ${until("draws_from")}), if(${RATE} < 0.01, 9999-12-30 - today, if(waiting, 0 days, ${DRAWN_GAP})))`;

/** Launches of this calendar year, before today's. */
const FLOWN = "if(counted_year = year(today), flown, 0)";

const launched: readonly ActionDefinition[] = [
  set({ flown: `${FLOWN} + 1`, counted_year: "year(today)", total: "total + 1", waiting: "false" }),
  announce({ event: "launched", with: { family: "family", site: "site", launches: "1" } }),
];

/** A year's launches on record: those that were counted already are among them. */
const yearOnRecord: readonly ActionDefinition[] = [
  announce({
    event: "launched",
    with: { family: "family", site: "site", launches: `max(0, event.launches - ${FLOWN})` },
  }),
  set({
    total: `total + max(0, event.launches - ${FLOWN})`,
    flown: `max(event.launches, ${FLOWN})`,
    counted_year: "year(today)",
  }),
];

/** What becomes of a launch that fails: drawn before the states that ask for it. */
const lost: ActionDefinition = set({
  wreck_claimed: "chance(claimable, as: claimable)",
  wreck_inside: "chance(inside, as: inside)",
  wreck_sum: "if(claim_spread > 0, lognormal(usual_claim, max(0.001, claim_spread), as: claimed), usual_claim)",
  wreck_name: "''",
  wreck_stop: "if(stop_spread > 0, lognormal(stop, max(0.001, stop_spread), as: stop), stop)",
});

/** A launch falls due: held over by a cap, lost, or flown. */
const due: readonly TransitionDefinition[] = [
  {
    guard: when("not drawing"),
    target: "flying",
    reenter: true,
    actions: set({ drawing: "true", waiting: "false" }),
    doc: "From today on launches are drawn; nothing flies just for that.",
  },
  {
    guard: when(`capped and ${FLOWN} >= cap`),
    target: "flying",
    reenter: true,
    actions: set({ held_over: "held_over + 1", waiting: "false" }),
    doc: "The year's cap is reached: the launch is held over.",
  },
  { guard: when("chance(failure, as: failure)"), target: "crashed", actions: [...launched, lost], doc: "It is lost." },
  { target: "flying", reenter: true, actions: launched, doc: "It flies." },
];

/** How long a crash on record grounds the family. */
const stopOf = (draw: string) =>
  `if(today + event.stop > today, event.stop, if(stop_spread > 0, lognormal(stop, max(0.001, stop_spread), as: ${draw}), stop))`;

/** A crash on record. It says itself what is claimed, and it is a launch of its own. */
const recorded = {
  target: "crashed",
  doc: "A crash on record, such as those of 2007, 2013 and 2018 (C1).",
  actions: [
    ...launched,
    set({
      wreck_claimed: "event.claimed > 0 * event.claimed",
      wreck_inside: "event.inside",
      wreck_sum: "event.claimed",
      wreck_name: "event.name",
      wreck_stop: stopOf("stop_recorded"),
    }),
  ],
} as const satisfies TransitionDefinition;

/** Of announcements: from the programme it belongs to, and for this family or for all. */
const FOR_US = when("event.actor = launches and (event.family = '' or event.family = family)");

export const rocketFamily = {
  title: "Rocket family",
  doc:
    "The launches of one family from the leased site, each either flown or lost. A lost one grounds this family and " +
    "no other, and may open a claim. The time to the next launch is drawn; so are failure, place of fall, sum claimed " +
    "and length of the stop. Crashes on record are told, and come on top. A launch programme may pace it, cap it or " +
    "withhold its next launch, and what relocations move away is launched here no longer. It is over with the lease, " +
    "or when the family is retired. Before `draws_from` nothing flies but what is on record: the launches of a year, " +
    "told at its end, and crashes. What each rocket carries is not modelled.",
  inputs: {
    family: { kind: "text", doc: "What it is called: 'Proton', 'Soyuz', 'Dnepr', 'Zenit'." },
    landlord: { kind: "party", doc: "Who claims after an accident." },
    operator: { kind: "party", doc: "Who answers for it." },
    yearly: {
      kind: "number per year",
      doc:
        "Launches a year: as planned, where a programme with a plan paces them, else as flown. From 1994 to 2024 " +
        "Proton flew 213 times and Soyuz 268 in 31 years (C2); since 2022 Baikonur has 7 to 9 in all.",
    },
    gaps: {
      kind: "text",
      default: "'spread'",
      known: "2024-12-31",
      doc:
        "How launches follow each other: 'even' by the calendar, 'random' as from a source without memory, or " +
        "'spread', with gaps from nothing to twice the mean. The yearly numbers of Soyuz vary by half of what chance " +
        "alone would make them (C2: variance 4.4 at a mean of 8.6), which lies between even and random.",
    },
    failure: {
      kind: "share",
      default: "2.6%",
      known: "2024-12-31",
      doc:
        "What part of its launches is lost: 14 of 533 at Baikonur from 1994 to 2024 (C2); Proton 3.3 % (1.4 to 6.7), " +
        "Soyuz 1.5 % (0.4 to 3.8).",
    },
    claimable: {
      kind: "share",
      default: "35.7%",
      known: "2018-10-31",
      doc: "What part of the lost ones leads to a claim: 5 of 14 (C1); the others fell in other countries, or later.",
    },
    inside: {
      kind: "share",
      default: "20%",
      known: "2016-02-02",
      doc: "What part of these falls inside the leased land: one of five, that of 2013 (C1).",
    },
    usual_claim: {
      kind: "money",
      doc: "The sum usually claimed, its median: 60 to 90 million dollars, of 8 to 340 that were named (C1).",
    },
    claim_spread: {
      kind: "number",
      default: "1",
      known: "2013-11-24",
      doc: "The standard deviation of its logarithm; 0 for always the same. 1 has 8 to 340 within two of 60 (C1).",
    },
    stop: {
      kind: "duration",
      default: "83 days",
      known: "2018-11-16",
      doc:
        "How long a crash usually grounds the family: the median of eleven stops of 21 to 265 days (C1). These run to " +
        "the next launch, so they are a little longer than the ban itself.",
    },
    stop_spread: {
      kind: "number",
      default: "0.68",
      known: "2018-11-16",
      doc: "The standard deviation of its logarithm, in those eleven; 0 for always the same.",
    },
    settled_share: {
      kind: "share",
      default: "4%",
      known: "2016-02-02",
      doc: "What part of a claim is agreed on: an input of `claim`.",
    },
    ...claimTimes,
    claims_waived: { kind: "boolean", default: "false", doc: "Whether the landlord gives its claims up." },
    retires: {
      kind: "date",
      default: "never",
      doc: "The last launch is before this day: for Proton 2025 was agreed (C3).",
    },
    civil: { kind: "share", default: "0%", doc: "What part of its launches goes when the civil programme moves." },
    crewed: { kind: "share", default: "0%", doc: "What part goes when the crewed programme moves." },
    heavy: { kind: "share", default: "0%", doc: "What part goes when the heavy rockets move." },
    commercial: { kind: "share", default: "0%", doc: "What part goes when the commercial launches move." },
    draws_from: {
      kind: "date",
      default: "today",
      doc:
        "From which day on launches are drawn; unless given, from the start of the run. `never` draws none: what " +
        "flies is told. It is read at the start.",
    },
    site: { kind: "text", default: "'leased'", doc: "A word by which the programme knows launches from its own site." },
    launches: { kind: "actor", default: "launches", doc: "The launch programme that paces it, if there is one." },
    lease: { kind: "actor", default: "lease", doc: "The lease with which it ends, if there is one." },
  },
  variables: {
    flown: { kind: "number", initial: "0", doc: "Launches in the year counted last, lost ones included." },
    counted_year: { kind: "number", initial: "0", doc: "The year in which it last launched." },
    total: { kind: "number", initial: "0", doc: "Launches in all, lost ones included." },
    held_over: { kind: "number", initial: "0", doc: "Launches that a cap did not let happen." },
    waiting: { kind: "boolean", initial: "false", doc: "Whether a launch that was withheld flies at once." },
    drawing: { kind: "boolean", initial: "draws_from <= today", doc: "Whether launches are drawn by now." },
    pace: { kind: "number", initial: "1", doc: "What part of its yearly launches the plan in force lets it fly." },
    staying: { kind: "number", initial: "1", doc: "What part of them has not moved to another site." },
    capped: { kind: "boolean", initial: "false", doc: "Whether its launches a year are capped." },
    cap: { kind: "number", initial: "0", doc: "How many a year the cap allows." },
    wreck_claimed: { kind: "boolean", initial: "false", doc: "Whether the last crash leads to a claim." },
    wreck_inside: { kind: "boolean", initial: "false", doc: "Whether its wreck fell inside the leased land." },
    wreck_sum: { kind: "money", like: "usual_claim", initial: "usual_claim", doc: "What is claimed for it." },
    wreck_name: { kind: "text", initial: "''", doc: "What its claim is called; a number if nothing." },
    wreck_stop: { kind: "duration", initial: "0 days", doc: "How long it grounds the family." },
  },
  events: {
    crash: {
      name: { kind: "text", default: "''", doc: "What its claim is called; a number unless given." },
      claimed: { kind: "money", like: "usual_claim", doc: "The sum claimed; nothing opens no claim." },
      inside: { kind: "boolean", default: "false", doc: "Whether the wreck fell inside the leased land." },
      stop: { kind: "duration", default: "0 days", doc: "How long this family is grounded; drawn unless given." },
    },
    rocket_lost: {
      family: { kind: "text", doc: "Heard of `launch-programme`: whose rocket was lost, with a claim opened for it." },
      stop: { kind: "duration", default: "0 days", doc: "How long this family is grounded; drawn unless given." },
    },
    flown: {
      launches: {
        kind: "number",
        doc: "Launches of this calendar year so far, lost ones included: Proton flew 12 times in 2010 (C2).",
      },
    },
    resume: {},
    retire: {},
    launched: {
      family: { kind: "text", doc: "Which family flew." },
      site: { kind: "text", doc: "From which site." },
      launches: { kind: "number", doc: "How many." },
    },
    family_crashed: {
      family: { kind: "text", doc: "Which family lost a rocket." },
      site: { kind: "text", doc: "From which site it flew." },
    },
    plan_answered: { pace: { kind: "number", default: "1", doc: "What part of what was asked is going to fly." } },
    launches_capped: {
      family: { kind: "text", default: "''", doc: "Which family; all if nothing." },
      launches: { kind: "number", default: "0", doc: "How many a year." },
    },
    cap_lifted: { family: { kind: "text", default: "''", doc: "Which family; all if nothing." } },
    launch_withheld: { family: { kind: "text", default: "''", doc: "Which family; all if nothing." } },
    launch_released: { family: { kind: "text", default: "''", doc: "Which family; all if nothing." } },
    programme_moved: { programme: { kind: "text", default: "''", doc: "Which programme has moved." } },
    programme_over: {},
    lease_over: {},
  },
  delays: { to_next_launch: NEXT_LAUNCH, to_retirement: "max(0 days, min(retires, 9999-12-30) - today)" },
  initial: "active",
  states: {
    active: {
      doc: "The family is flown from the leased site.",
      initial: "flying",
      on: {
        crash: recorded,
        rocket_lost: {
          guard: when("event.actor = launches and event.family = family"),
          target: "crashed",
          doc: "A crash on record for which the programme has opened a claim.",
          actions: [...launched, set({ wreck_claimed: "false", wreck_stop: stopOf("stop_told") })],
        },
        flown: { actions: yearOnRecord, doc: "What is on record of a year is told at its end." },
        retire: { target: "retired", doc: "The operator stops flying it." },
        plan_answered: {
          guard: when("event.actor = launches"),
          actions: set({ pace: "event.pace" }),
          doc: "A year's plan is answered.",
        },
        launches_capped: {
          guard: FOR_US,
          actions: set({ capped: "true", cap: "event.launches" }),
          doc: "The landlord caps it (C3).",
        },
        cap_lifted: { guard: FOR_US, actions: set({ capped: "false" }) },
        programme_moved: {
          actions: set({
            staying:
              "max(0, staying - if(event.programme = 'civil', civil, if(event.programme = 'crewed', crewed, " +
              "if(event.programme = 'heavy', heavy, if(event.programme = 'commercial', commercial, 0)))))",
          }),
          doc: "Felt after the launch that is already on its way.",
        },
        programme_over: { guard: when("event.actor = launches"), target: "over" },
        lease_over: { guard: when("event.actor = lease"), target: "over" },
      },
      after: { to_retirement: { target: "retired" } },
      states: {
        flying: {
          doc: "The next launch is on its way.",
          on: { launch_withheld: { guard: FOR_US, target: "withheld" } },
          after: { to_next_launch: due },
        },
        withheld: {
          doc: "Its next launch is withheld by the landlord, as that of MetOp-B in 2012 (C3).",
          on: {
            launch_released: {
              guard: FOR_US,
              target: "flying",
              actions: set({ waiting: "true" }),
              doc: "What was withheld flies at once.",
            },
          },
        },
        crashed: {
          doc: "A rocket is lost.",
          entry: announce({ event: "family_crashed", with: { family: "family", site: "site" } }),
          always: [
            {
              guard: when("wreck_claimed"),
              target: "grounded",
              actions: {
                type: "open",
                params: {
                  machine: "claim",
                  name: "wreck_name",
                  with: {
                    claimant: "landlord",
                    respondent: "operator",
                    claimed: "wreck_sum",
                    inside: "wreck_inside",
                    settled_share: "settled_share",
                    waives: "claims_waived",
                    ...claimTimesGiven,
                  },
                },
              },
            },
            { target: "grounded" },
          ],
        },
        grounded: {
          doc: "This family stands still, and this one only: point 5 of the agreement of 1999 (C1).",
          on: { resume: { target: "flying", doc: "The ban is lifted." } },
          after: { wreck_stop: { target: "flying" } },
        },
      },
    },
    retired: { type: "final", doc: "The family is not flown any more." },
    over: { type: "final", doc: "The operator has left the site." },
  },
} as const satisfies MachineDefinition;
