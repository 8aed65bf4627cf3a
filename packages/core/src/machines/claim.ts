/** A claim after an accident: from the first sum to a payment, a waiver, or nothing. */
import { type MachineDefinition, owe, pay, set, when } from "./definition.ts";

const compensation = { from: "respondent", to: "claimant", amount: "agreed_sum", for: "category" } as const;

export const claim = {
  title: "Claim",
  doc:
    "A claim for damage. What is told to it counts; where nothing is told, it takes its course by the clock and " +
    "by its inputs. The clock is set by the crashes at Baikonur: the wreck of 2007, which fell outside the leased " +
    "land, was settled 132 days after the crash for 4 % of the sum claimed; that of 2013, which fell inside, was " +
    "never paid, and the talks were over 945 days after it. A sum is owed from the day it is agreed.",
  inputs: {
    claimant: { kind: "party", doc: "Who claims." },
    respondent: { kind: "party", doc: "Who is to pay." },
    claimed: { kind: "money", doc: "The sum first claimed." },
    inside: {
      kind: "boolean",
      default: "false",
      doc:
        "Whether the wreck fell inside the leased land, where cleaning up is the tenant's own affair: then nothing " +
        "is due under the lease, and the claim is contested until it lapses, unless the sides agree all the same.",
    },
    settled_share: {
      kind: "share",
      default: "4%",
      known: "2016-02-02",
      doc:
        "What part of the sum claimed the sides agree on when nobody says otherwise; 0 % leaves it contested. " +
        "Known at Baikonur: 0.3 % (2006), 3.9 % (2007), 0 % (2013).",
    },
    waives: {
      kind: "boolean",
      default: "false",
      doc: "Whether the claimant gives the claim up before a commission meets, as after the crash of 2018.",
    },
    to_commission: {
      kind: "duration",
      default: "30 days",
      known: "2008-01-16",
      doc: "From the claim to the joint commission. This and the next two add up to the 132 days of 2007.",
    },
    study: {
      kind: "duration",
      default: "60 days",
      known: "2008-01-16",
      doc: "How long the commission studies cause and damage.",
    },
    evaluation: {
      kind: "duration",
      default: "42 days",
      known: "2008-01-16",
      doc: "How long the respondent's own evaluation takes.",
    },
    payment_time: {
      kind: "duration",
      default: "60 days",
      known: "2007-01-08",
      doc: "From agreement to payment. In 2006 two months lay between the two reports.",
    },
    patience: {
      kind: "duration",
      default: "813 days",
      known: "2016-02-02",
      doc: "How long a contested claim is kept up: with the 132 days before it, the 945 days of 2013.",
    },
    category: { kind: "text", default: "'compensation'", doc: "The category of what is owed and paid." },
  },
  variables: {
    asked: { kind: "money", like: "claimed", initial: "claimed", doc: "The sum as it now stands." },
    agreed_sum: { kind: "money", like: "claimed", initial: "0 * claimed", doc: "What the sides have agreed on." },
  },
  events: {
    revise: { to: { kind: "money", like: "claimed", doc: "The new sum." } },
    reject: {},
    agree: { amount: { kind: "money", like: "claimed", doc: "The sum agreed." } },
    waive: {},
    lapse: {},
    pay: {},
  },
  initial: "unsettled",
  states: {
    unsettled: {
      doc: "The sides have not agreed.",
      initial: "lodged",
      on: {
        revise: { actions: set({ asked: "event.to" }), doc: "Sums claimed are a moving series." },
        agree: { target: "agreed", actions: set({ agreed_sum: "event.amount" }) },
        waive: { target: "waived" },
        lapse: { target: "lapsed" },
      },
      states: {
        lodged: {
          doc: "A sum has been named.",
          on: { reject: { target: "counter_evaluation" } },
          after: { to_commission: [{ guard: when("waives"), target: "waived" }, { target: "commission" }] },
        },
        commission: {
          doc: "The two governments' commission studies the cause: the sum is set only after it is known.",
          on: { reject: { target: "counter_evaluation" } },
          after: { study: { target: "counter_evaluation" } },
        },
        counter_evaluation: {
          doc: "The respondent has not accepted the sum and makes an evaluation of its own.",
          on: { reject: { target: "contested" } },
          after: {
            evaluation: [
              { guard: when("inside or settled_share = 0%"), target: "contested" },
              { target: "agreed", actions: set({ agreed_sum: "asked * settled_share" }) },
            ],
          },
        },
        contested: {
          doc: "Two evaluations stand against each other.",
          after: { patience: { target: "lapsed" } },
        },
      },
    },
    agreed: {
      doc: "The sum is agreed and owed.",
      entry: owe(compensation),
      on: { pay: { target: "paid" } },
      after: { payment_time: { target: "paid" } },
    },
    paid: { type: "final", doc: "What was agreed has been paid.", entry: pay(compensation) },
    lapsed: { type: "final", doc: "The talks ended without payment." },
    waived: { type: "final", doc: "The claimant asks for nothing." },
  },
} as const satisfies MachineDefinition;
