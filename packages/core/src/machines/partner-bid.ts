/** Another state's bid for a part in a leased site: one ladder for every candidate. */
import { type Arrears, chargedTo, onDueDate, onStopping } from "./arrears.ts";
import { type MachineDefinition, set, when } from "./definition.ts";

const fees: Arrears = {
  from: "partner",
  to: "host",
  rate: "fee",
  every: "fee_every",
  anchor: "fee_due",
  for: "category",
};

/** A rung left alone: it may climb by luck, else the bid lapses. */
const leftAlone = (draw: string, next: string) =>
  [{ guard: when(`chance(climbs, as: ${draw})`), target: next }, { target: "lapsed" }] as const;

export const partnerBid = {
  title: "Partner bid",
  doc:
    "A candidate climbs from an idea to a part in the site, or does not. It climbs when it is told to; a rung on " +
    "which nothing is heard for `patience` is left upwards with the chance `climbs`, else the bid lapses. The " +
    "tenant must consent. Then both teams work side by side for some years, or until the tenant has left; after " +
    "that the partner operates, and pays the host a yearly fee in arrears. Of six bids known at Baikonur none " +
    "has come to that: the furthest stopped at a memorandum.",
  inputs: {
    host: { kind: "party", doc: "The landlord, who receives the fees." },
    partner: { kind: "party", doc: "The candidate, who pays them." },
    fee: { kind: "money per year", doc: "What the partner pays while it operates." },
    fee_every: { kind: "duration", default: "1 year", doc: "The time between two payments, in months." },
    fee_due: {
      kind: "date",
      default: "1999-12-31",
      doc: "Any one due date, however early; the others are counted from it. Unless given, the close of each year.",
    },
    tenant_consents: {
      kind: "boolean",
      default: "true",
      doc:
        "What the tenant says when a project is agreed and nobody tells. In 2009 Russia was said not to object, " +
        "with a site of its own under way; in 2013 it was thought unwilling to leave the site to others.",
    },
    side_by_side: {
      kind: "duration",
      default: "5 years",
      doc: "How long both teams work together first: at least five years, as was said of Israel in 2009.",
    },
    term: {
      kind: "duration",
      default: "20 years",
      doc: "How long the partner then operates: twenty years, the first term of Russia's own lease.",
    },
    patience: {
      kind: "duration",
      default: "8 years",
      doc: "How long a rung holds: India's memorandum of 2009 waited eight years for a working group.",
    },
    climbs: {
      kind: "share",
      default: "0%",
      doc: "The chance that a bid left alone climbs after all; none has been seen to.",
    },
    lease: { kind: "actor", default: "lease", doc: "The lease whose tenant must consent." },
    category: { kind: "text", default: "'fees'", doc: "The category of its postings." },
  },
  variables: { charged_to: chargedTo("fee_due") },
  events: {
    float: {},
    negotiate: {},
    sign: {},
    agree: {},
    consent: {},
    refuse: {},
    due: {},
    lapse: {},
    go_elsewhere: {},
  },
  initial: "dormant",
  states: {
    dormant: {
      doc: "Nothing has been said of it.",
      on: { float: { target: "floated" } },
    },
    talks: {
      doc: "It is talked about.",
      initial: "floated",
      on: { lapse: { target: "lapsed" }, go_elsewhere: { target: "gone_elsewhere" } },
      states: {
        floated: {
          doc: "The idea has been named in public.",
          on: { negotiate: { target: "negotiating" } },
          after: { patience: leftAlone("talks", "negotiating") },
        },
        negotiating: {
          doc: "A proposal is being talked over.",
          on: { sign: { target: "memorandum" } },
          after: { patience: leftAlone("paper", "memorandum") },
        },
        memorandum: {
          doc: "A memorandum is signed; it binds nobody.",
          on: { agree: { target: "agreed" } },
          after: { patience: leftAlone("project", "agreed") },
        },
        agreed: {
          doc: "Host and partner have agreed on a project; the tenant, if there still is one, is asked.",
          always: { guard: when("tenant_consents or not is(lease, in_force)"), target: "dovetailing" },
          on: { consent: { target: "dovetailing" }, refuse: { target: "lapsed" } },
          after: { patience: { target: "lapsed" } },
        },
      },
    },
    dovetailing: {
      doc: "The teams of tenant and partner work side by side.",
      on: {
        lapse: { target: "lapsed" },
        go_elsewhere: { target: "gone_elsewhere" },
        "lease.ended": { target: "operating" },
        "lease.denounced": { target: "operating" },
        "lease.expired": { target: "operating" },
      },
      after: { side_by_side: { target: "operating" } },
    },
    operating: {
      doc: "The partner takes part in running the site and pays its fee.",
      invoke: { src: "calendar", input: { every: "fee_every", from: "fee_due", event: "due" } },
      entry: set({ charged_to: "today - 1 day" }),
      exit: onStopping(fees),
      on: {
        due: onDueDate(fees),
        lapse: { target: "lapsed" },
        go_elsewhere: { target: "gone_elsewhere" },
      },
      after: { term: { target: "lapsed" } },
    },
    lapsed: { type: "final", doc: "Nothing came of it, or it is over." },
    gone_elsewhere: { type: "final", doc: "The candidate has found, or built, another site." },
  },
} as const satisfies MachineDefinition;
