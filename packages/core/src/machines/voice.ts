/** One voice of a government: an agency, a foreign ministry. Dossier B12 and the last row of A3. */
import { announce, type MachineDefinition, when } from "./definition.ts";

const explained = {
  target: "official_line",
  actions: announce({ event: "threat_denied", with: { by: "side" } }),
} as const;

const routine = {
  target: "official_line",
  actions: announce({ event: "leak_denied", with: { of: "side" } }),
} as const;

const SIDE = { kind: "party", doc: "Announced: the government whose voice it is." } as const;

export const voice = {
  title: "Voice",
  doc:
    "A voice of one government, apart from its others. In December 2012 the head of the Kazakh agency spoke of ending " +
    "the lease; a month later the foreign ministry said that he had been misread. A voice that speaks for the whole " +
    "explains away what another of its side has threatened, and calls a leaked note routine. Which was meant is " +
    "not decided here: the threat and its denial are both moves.",
  inputs: {
    side: { kind: "party", doc: "The government whose voice it is." },
    denies: {
      kind: "boolean",
      default: "false",
      doc: "Whether it speaks for the whole government, as a foreign ministry does, and answers for its other voices.",
    },
    denial_time: {
      kind: "duration",
      default: "31 days",
      known: "2013-01-10",
      doc: "From a threat to its denial: 10 December 2012 to 10 January 2013.",
    },
    leak_answer: {
      kind: "duration",
      default: "1 day",
      known: "2013-01-25",
      doc: "From a leak to the word that notes are routine: printed on 24 January 2013, answered on the 25th.",
    },
    patience: {
      kind: "duration",
      default: "11 months",
      known: "2013-11-08",
      doc:
        "How long a voice stays out of tune that nobody denies. In November 2013 the head of the agency said that the " +
        "country could not do without Russia.",
    },
  },
  variables: {},
  events: {
    threaten: {},
    recant: {},
    deny: {},
    ministers_met: {},
    threat_made: { by: SIDE },
    threat_denied: { by: SIDE },
    note_leaked: { of: { kind: "party", doc: "Heard of `notes`: the government whose note it was." } },
    leak_denied: { of: { kind: "party", doc: "Announced: the government whose note it was." } },
  },
  initial: "official_line",
  states: {
    official_line: {
      doc: "It says what its government says: that cooperation goes on.",
      on: {
        threaten: { target: "dissonant" },
        threat_made: { guard: when("denies and event.by = side"), target: "disowning" },
        note_leaked: { guard: when("denies and event.of = side"), target: "playing_down" },
      },
    },
    dissonant: {
      doc: "It has threatened in public to end the lease or to limit it.",
      entry: announce({ event: "threat_made", with: { by: "side" } }),
      on: {
        threaten: { target: "dissonant", reenter: true },
        recant: { target: "official_line" },
        threat_denied: { guard: when("event.by = side"), target: "official_line" },
        ministers_met: { target: "official_line" },
      },
      after: { patience: { target: "official_line" } },
    },
    disowning: {
      doc: "Another voice of its side has made a threat, and it is about to call that misread.",
      on: {
        deny: explained,
        ministers_met: { ...explained, doc: "It is explained when the ministers meet, at the latest." },
      },
      after: { denial_time: explained },
    },
    playing_down: {
      doc: "A note of its side has been leaked, and it is about to call such notes routine.",
      on: { deny: routine },
      after: { leak_answer: routine },
    },
  },
} as const satisfies MachineDefinition;
