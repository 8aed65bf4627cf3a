/** The diplomatic notes of a tenant: a request for explanation, and a threat. Dossier B4; A4 on notes and refusals. */
import { announce, cancel, type MachineDefinition, raise, set, when } from "./definition.ts";

const THREATENED = { guard: when("event.by = receiver"), target: "offended" } as const;
const THREATENS = { target: "threat_standing" } as const;

/** A note is answered by a meeting of the ministers; the last note counts. */
const meeting = raise({ event: "meet", delay: "meets_after", id: "meeting" });
const met = announce({ event: "ministers_met" });

/** More launches are refused than the sender bears: the note that threatens is being written. */
const refused = {
  guard: when("event.launches > bears"),
  actions: raise({ event: "threaten_stop", delay: "threatens_after", id: "threat" }),
} as const;
const allowed = { actions: cancel("threat"), doc: "The note need not be written." } as const;

const leak = {
  actions: [set({ leaks: "leaks + 1" }), announce({ event: "note_leaked", with: { of: "sender" } })],
} as const;

const sends = (threat: "true" | "false") =>
  [set({ sent: "sent + 1" }), announce({ event: "note_sent", with: { to: "receiver", threat } })] as const;

export const notes = {
  title: "Notes",
  doc:
    "What one government writes to another about the site. A public threat is answered by a note that asks for an " +
    "explanation, after which the ministers meet; launches refused, by a note that threatens to stop work on all " +
    "joint projects, until the plan is settled. Russia sent both in January 2013, and did not carry the threat out.",
  inputs: {
    sender: { kind: "party", doc: "Who writes: the tenant." },
    receiver: { kind: "party", doc: "To whom: the landlord." },
    asks_after: {
      kind: "duration",
      default: "30 days",
      known: "2013-01-18",
      doc:
        "From a public threat to the note that asks for an explanation. A judgement: after 10 December 2012 and before " +
        "the second note of 18 January 2013.",
    },
    meets_after: {
      kind: "duration",
      default: "7 days",
      known: "2013-01-31",
      doc: "From a note that asks to the ministers' meeting. The last note of January 2013 was a week before it.",
    },
    bears: {
      kind: "number",
      default: "1",
      known: "2013-01-18",
      doc:
        "How many launches may be refused at once without a threat: of the one withheld in 2012 no note is known, " +
        "the five Protons refused for 2013 brought one.",
    },
    threatens_after: {
      kind: "duration",
      default: "21 days",
      known: "2013-01-18",
      doc: "From a refusal to the note that threatens: 28 December 2012 to 18 January 2013.",
    },
    settles_after: {
      kind: "duration",
      default: "69 days",
      known: "2013-03-28",
      doc: "How long the threat stands: from 18 January 2013 to 28 March, when the year's launches stood approved.",
    },
    stops: {
      kind: "share",
      default: "0%",
      doc: "The chance that the threat is then carried out. In 2013 it was not, the only time it is known of.",
    },
    stop_lasts: {
      kind: "duration",
      default: "6 months",
      doc: "How long all joint projects then stand still. A judgement: they never did.",
    },
  },
  variables: {
    sent: { kind: "number", initial: "0", doc: "Notes sent so far. One document counts one for 2013, another two." },
    leaks: { kind: "number", initial: "0", doc: "Notes that came into the press." },
  },
  events: {
    ask: {},
    threaten_stop: {},
    settle: {},
    leak: {},
    meet: {},
    launch_refused: {
      launches: { kind: "number", default: "1", doc: "Heard of `launch-programme`, or told: how many are refused." },
    },
    launches_allowed: {},
    threat_made: { by: { kind: "party", doc: "Heard of `voice`: whose voice has made a threat." } },
    threat_denied: { by: { kind: "party", doc: "Heard of `voice`: whose voice has denied it." } },
    note_sent: {
      to: { kind: "party", doc: "Announced: to whom." },
      threat: { kind: "boolean", doc: "Announced: whether it threatens to stop all joint projects." },
    },
    note_leaked: { of: { kind: "party", doc: "Announced: whose note it was." } },
    ministers_met: {},
    joint_projects_stopped: {},
    joint_projects_resumed: {},
  },
  initial: "quiet",
  states: {
    quiet: {
      doc: "Nothing is asked or threatened.",
      on: {
        ask: { target: "explanation_asked" },
        threat_made: THREATENED,
        launch_refused: refused,
        launches_allowed: allowed,
        threaten_stop: THREATENS,
      },
    },
    offended: {
      doc: "A voice of the receiver has made a public threat, and a note is being written.",
      on: {
        ask: { target: "explanation_asked" },
        threat_denied: { guard: when("event.by = receiver"), target: "quiet" },
        launch_refused: refused,
        launches_allowed: allowed,
        threaten_stop: THREATENS,
      },
      after: { asks_after: { target: "explanation_asked" } },
    },
    explanation_asked: {
      doc: "A note asks for an explanation. The ministers are to meet.",
      entry: [...sends("false"), meeting],
      exit: cancel("meeting"),
      on: {
        leak,
        settle: { target: "quiet" },
        threat_denied: { guard: when("event.by = receiver"), target: "quiet" },
        launch_refused: refused,
        launches_allowed: allowed,
        threaten_stop: THREATENS,
        meet: { target: "quiet", actions: met },
      },
    },
    threat_standing: {
      doc: "A note says that work on all joint projects can stop, unless every launch planned for the year is allowed.",
      entry: [...sends("true"), cancel("threat"), meeting],
      exit: cancel("meeting"),
      on: {
        leak,
        meet: { actions: [met, cancel("meeting")] },
        settle: { target: "quiet" },
        launches_allowed: { target: "quiet" },
      },
      after: {
        settles_after: [
          { guard: when("chance(stops, as: stops)"), target: "projects_stopped" },
          { target: "quiet", doc: "The year's launches stand approved." },
        ],
      },
    },
    projects_stopped: {
      doc: "Work on all joint projects has stopped.",
      entry: announce({ event: "joint_projects_stopped" }),
      exit: announce({ event: "joint_projects_resumed" }),
      on: { settle: { target: "quiet" }, launches_allowed: { target: "quiet" } },
      after: { stop_lasts: { target: "quiet" } },
    },
  },
} as const satisfies MachineDefinition;
