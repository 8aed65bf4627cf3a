/** What the city beside the site is given a year, in a currency of its own: by the tenant, then by the landlord. */
import { type Arrears, amountUpTo, chargedTo } from "./arrears.ts";
import { type MachineDefinition, pay, set } from "./definition.ts";

const calendar = { every: "every", anchor: "from", for: "category" } as const;

const ofPayer: Arrears = { from: "payer", to: "receiver", rate: "yearly * payer_part", ...calendar };

const ofLandlord: Arrears = { from: "landlord", to: "receiver", rate: "yearly * landlord_part", ...calendar };

const paidUpTo = (day: string) =>
  [ofPayer, ofLandlord].map((one) => pay({ from: one.from, to: one.to, amount: amountUpTo(one, day), for: one.for }));

/** Days before today are paid for as it was; then the parts are others. */
const from = (parts: Readonly<Record<string, string>>) =>
  [...paidUpTo("today - 1 day"), set({ charged_to: "max(charged_to, today - 1 day)", ...parts })] as const;

const DUE = { actions: [...paidUpTo("today"), set({ charged_to: "max(charged_to, today)" })] } as const;

const PASSES = {
  target: "handed_over",
  doc: "With the lease ends the tenant's administration of the city; it passes to the landlord, with all that it costs.",
} as const;

const cut = {
  target: "cut",
  actions: from({ payer_part: "event.to", landlord_part: "0%" }),
  doc: "The payer gives less from today on, as a draft budget of 2014 meant to (C5).",
} as const;

const share = {
  target: "shared",
  actions: from({ payer_part: "1 - event.landlord", landlord_part: "event.landlord" }),
  doc: "Landlord and payer agree to share it (B2).",
} as const;

const restore = {
  target: "subsidised",
  actions: from({ payer_part: "100%", landlord_part: "0%" }),
  doc: "The payer gives all of it again; the subsidy was going on after 2020 (C10).",
} as const;

export const citySupport = {
  title: "City support",
  doc:
    "A yearly payment to the city beside the site, at the close of each period. As long as a lease lasts the tenant " +
    "makes it: it pays for the days before the one on which the lease is over, on that day. It " +
    "may cut it; landlord and payer may share it; or the landlord takes the city over, as it must once the lease is " +
    "over, and pays for it itself from that day on (`kept_up`). A change of these takes effect at the start of its day, and the days before it are paid for at once. Give `yearly` " +
    "in roubles, as a dated series where the sums of years are known; dollars are asked for with `in USD`, at the " +
    "rate of the day. Who lives in the city is not modelled.",
  inputs: {
    payer: { kind: "party", doc: "Who pays: the tenant." },
    landlord: { kind: "party", doc: "Who pays the other part where it is shared: the landlord." },
    receiver: { kind: "party", doc: "Who receives: the city." },
    yearly: {
      kind: "money per year",
      doc:
        "What the city is given a year: 1.16 billion roubles in 2013 (A2), 38.5 million dollars at the rate of that " +
        "day. A change is felt from the next payment on.",
    },
    every: { kind: "duration", default: "1 year", doc: "The time between two payments, in months." },
    from: { kind: "date", doc: "The first due date; later ones are counted from it." },
    starts: {
      kind: "date",
      default: "due_before(today, from, every) + 1 day",
      doc:
        "The first day that is paid for; unless given, that of the instalment period in which the run begins, or " +
        "of the one which the first due date closes.",
    },
    lease: { kind: "actor", default: "lease", doc: "The lease on which it hangs." },
    kept_up: {
      kind: "share",
      default: "0%",
      doc:
        "What part of `yearly` the landlord spends on the city once it has passed to it. No figure has been named, so " +
        "nothing is counted unless it is given.",
    },
    category: { kind: "text", default: "'support'", doc: "The category of its postings." },
  },
  variables: {
    charged_to: chargedTo("starts - 1 day"),
    payer_part: { kind: "share", initial: "100%", doc: "What part of `yearly` the payer now gives." },
    landlord_part: { kind: "share", initial: "0%", doc: "What part the landlord now gives." },
  },
  events: {
    due: {},
    cut: {
      to: {
        kind: "share",
        default: "0%",
        doc: "What part is still paid: a draft of 2014 set the subsidy of upkeep for 2016 to nothing (C5).",
      },
    },
    share: { landlord: { kind: "share", default: "50%", doc: "What part the landlord pays." } },
    restore: {},
    hand_over: {},
    stop: {},
  },
  initial: "running",
  states: {
    running: {
      doc: "The city is kept up under the lease.",
      initial: "subsidised",
      invoke: { src: "calendar", input: { every: "every", from: "from", event: "due" } },
      exit: paidUpTo("today - 1 day"),
      on: {
        due: DUE,
        hand_over: {
          target: "handed_over",
          doc: "The town leaves the lease: Kazakhstan named it among the first things to, in December 2012 (C8).",
        },
        stop: { target: "stopped", doc: "The payer stops, the lease or not." },
        "lease.ended": PASSES,
        "lease.denounced": PASSES,
        "lease.expired": PASSES,
      },
      states: {
        subsidised: {
          doc: "The city is under the tenant's administration, which pays for all of it (B2).",
          on: { cut, share },
        },
        cut: { doc: "The payer gives less, and nobody makes up for it.", on: { cut, share, restore } },
        shared: { doc: "Landlord and payer share the upkeep.", on: { cut, share, restore } },
      },
    },
    handed_over: {
      doc: "The city is under the landlord's jurisdiction, and at its expense.",
      invoke: { src: "calendar", input: { every: "every", from: "from", event: "due" } },
      entry: set({ charged_to: "max(charged_to, today - 1 day)", payer_part: "0%", landlord_part: "kept_up" }),
      exit: paidUpTo("today - 1 day"),
      on: {
        due: DUE,
        stop: { target: "stopped", doc: "The landlord gives the city up." },
      },
    },
    stopped: { type: "final", doc: "Who paid has stopped, and nobody makes up for it." },
  },
} as const satisfies MachineDefinition;
