/**
 * Dealings between two states: what one buys of the other, and what that does for a favour one of them needs.
 * Dossier B11.
 */
import { announce, type MachineDefinition, note, pay, set, when } from "./definition.ts";

const moved = announce({
  event: "ties_moved",
  with: { buyer: "buyer", seller: "seller", level: "purchases + forums * forum_weight" },
});

/** Another purchase: it is paid for at once, and the time in which dealings fade begins anew. */
const buys = <const T extends string>(target: T, amount: string) =>
  ({
    target,
    reenter: true,
    actions: [set({ purchases: "purchases + 1" }), pay({ from: "buyer", to: "seller", amount, for: "category" })],
  }) as const;

const fade = { target: "none", actions: set({ purchases: "0" }) } as const;

export const ties = {
  title: "Ties",
  doc:
    "The dealings of a pair of states, as a level that others hear: each purchase raises it by one, an ally of the " +
    "seller may veto the next, and without any it fades. Russia's first purchase of Israeli drones in 2009, for 50 " +
    "million dollars, was said to be one of two reasons for which it did not object to Israel at Baikonur; a second " +
    "one, of 100 million, followed, and the sale of a larger class was refused under pressure of the seller's ally.",
  inputs: {
    buyer: { kind: "party", doc: "Who buys." },
    seller: { kind: "party", doc: "Who sells." },
    price: { kind: "money", doc: "What a purchase costs when nobody names a sum: 50 million dollars in 2009." },
    further: {
      kind: "share",
      default: "0%",
      doc: "The chance that the first purchase is followed by another, twice as large, when nobody says so.",
    },
    further_after: {
      kind: "duration",
      default: "1 year",
      known: "2010-10-31",
      doc: "How long after the first purchase that other comes. A judgement: accounts of October 2010 know of it.",
    },
    fades: {
      kind: "duration",
      default: "10 years",
      doc: "How long dealings are felt after the last of several purchases, or after a veto. A judgement.",
    },
    forums: {
      kind: "number",
      default: "0",
      doc: "Forums that both belong to: eight were named for Russia and Kazakhstan in 2013.",
    },
    forum_weight: {
      kind: "number",
      default: "0.125",
      known: "2013-01-25",
      doc: "What a shared forum adds to the level. A judgement: eight of them weigh as much as one purchase.",
    },
    category: { kind: "text", default: "'arms'", doc: "The category of its postings." },
  },
  variables: {
    purchases: { kind: "number", initial: "0", doc: "Purchases that are still felt." },
  },
  events: {
    purchase: { amount: { kind: "money", like: "price", default: "price", doc: "What is paid for it." } },
    veto: {},
    lift_veto: {},
    ties_moved: {
      buyer: { kind: "party", doc: "Announced: who buys." },
      seller: { kind: "party", doc: "Announced: who sells." },
      level: { kind: "number", doc: "Announced: the purchases still felt, and shared forums by their weight." },
    },
  },
  initial: "none",
  states: {
    none: {
      doc: "The two have no dealings that are felt, but for the forums they share.",
      entry: moved,
      on: { purchase: buys("first_purchase", "event.amount"), veto: { target: "vetoed" } },
    },
    first_purchase: {
      doc: "One has bought of the other, and more is expected, as after the drones of 2009.",
      entry: moved,
      on: { purchase: buys("further_purchases", "event.amount"), veto: { target: "vetoed" } },
      after: {
        further_after: [
          { guard: when("chance(further, as: again)"), ...buys("further_purchases", "2 * price") },
          { actions: note("No further purchase has come.") },
        ],
        fades: fade,
      },
    },
    further_purchases: {
      doc: "More than one purchase: the ties grow.",
      entry: moved,
      on: { purchase: buys("further_purchases", "event.amount"), veto: { target: "vetoed" } },
      after: { fades: fade },
    },
    vetoed: {
      doc: "An ally of the seller has forbidden the next sale. What was bought before is still felt.",
      on: {
        lift_veto: [
          { guard: when("purchases = 0"), target: "none" },
          { guard: when("purchases = 1"), target: "first_purchase" },
          { target: "further_purchases" },
        ],
      },
      after: { fades: fade },
    },
  },
} as const satisfies MachineDefinition;
