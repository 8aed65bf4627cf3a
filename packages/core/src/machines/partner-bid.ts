/** Another state's bid for a part in a leased site: one ladder for every candidate. Dossier B6; A4 for consent. */
import { type Arrears, chargedTo, onDueDate, onStopping } from "./arrears.ts";
import { announce, cancel, type MachineDefinition, pay, raise, set, when } from "./definition.ts";
import { until } from "./until.ts";

const fees: Arrears = {
  from: "partner",
  to: "host",
  rate: "fee",
  every: "fee_every",
  anchor: "fee_due",
  for: "category",
};

/** A rung left alone: it may climb by luck, while the site is needed enough; else the bid lapses. */
const leftAlone = (draw: string, next: string) =>
  [
    { guard: when(`need_now >= least_need and chance(climbs, as: ${draw})`), target: next },
    { target: "lapsed" },
  ] as const;

/** What sways a bid before it is agreed: whether the tenant has a substitute, its ties with the candidate. */
const swaying = {
  substitute_site: { actions: set({ substitute_known: "event.under_way" }) },
  ties_moved: {
    guard: when(
      "(event.buyer = lease.tenant and event.seller = partner) or (event.seller = lease.tenant and event.buyer = partner)",
    ),
    actions: set({ ties: "event.level" }),
  },
} as const;

/** The candidate's rocket: where it flies from decides whether a foreign site is needed. */
const rocket = {
  rocket_flies: { actions: set({ need_now: "if(event.here, 1, need_now * (1 - own_rocket))" }) },
  rocket_cancelled: { actions: set({ need_now: "need" }) },
} as const;

const BUILD = {
  actions: [
    cancel("own_site"),
    raise({ event: "own_site_ready", delay: `max(0 days, ${until("event.ready")})`, id: "own_site" }),
  ],
  doc: "A later word moves the day.",
} as const;

const REVIEWED = { target: "under_review" } as const;

const OWN_SITE = { target: "gone_elsewhere", doc: "It flies from home." } as const;

/** A host without a tenant and without the people to run the site looks for one who can. */
const INVITED = { target: "negotiating", actions: set({ invited: "true" }) } as const;
const SOUGHT = {
  ...INVITED,
  guard: when("sought"),
  doc: "The tenant has gone, and the host cannot run the site: it turns to this candidate.",
} as const;

/**
 * Under a lease it is the tenant's to consent: a guest under its operation may be let in, one who would take its place
 * hardly. Without one it is the host's, which must have asked for the candidate itself.
 */
const CONSENT =
  "if(is(lease, in_force), if(successor, successor_let, " +
  "tenant_consents or ((substitute or substitute_known) and ties >= ties_needed)), invited)";

export const partnerBid = {
  title: "Partner bid",
  doc:
    "A candidate climbs from an idea to a part in the site, or does not. It climbs when it is told to; a rung on " +
    "which nothing is heard for `patience` is left upwards with the chance `climbs`, else the bid lapses. The " +
    "tenant must consent: to a guest it may, or a substitute under way and ties with the guest sway it; to one " +
    "who would take its place hardly. Then the partner invests, if it does, and both teams work side by side for " +
    "some years, or until the tenant leaves. What is agreed when the tenant has left already was meant for a site that it " +
    "ran, and falls with it, unless the host has asked for the candidate itself (`sought`, `invite`): that one takes " +
    "those years to learn the site without a tenant. After that the partner operates, and pays the host a yearly fee in " +
    "arrears. A candidate with a site of its own goes there. Of six bids known at Baikonur none has come to " +
    "operate: the furthest had an investment agreed that lapsed.",
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
      known: "2013-12-31",
      doc:
        "What the tenant says when a project is agreed and nobody tells. In 2009 Russia was said not to object, " +
        "with a site of its own under way; in 2013 it was thought unwilling to leave the site to others.",
    },
    side_by_side: {
      kind: "duration",
      default: "5 years",
      known: "2009-04-30",
      doc: "How long both teams work together first: at least five years, as was said of Israel in 2009.",
    },
    term: {
      kind: "duration",
      default: "20 years",
      known: "1994-12-10",
      doc: "How long the partner then operates: twenty years, the first term of Russia's own lease.",
    },
    patience: {
      kind: "duration",
      default: "8 years",
      known: "2017-12-31",
      doc: "How long a rung holds: India's memorandum of 2009 waited eight years for a working group.",
    },
    climbs: {
      kind: "share",
      default: "0%",
      doc: "The chance that a bid left alone climbs after all; none has been seen to.",
    },
    successor: {
      kind: "boolean",
      default: "false",
      doc:
        "Whether it would take the tenant's place, not be a guest under its operation. Russia was thought in 2013 " +
        "hardly willing to leave the site to others, in 2009 not to object to a guest; in 2019 it proposed one.",
    },
    lets_go: {
      kind: "share",
      default: "0%",
      doc: "The chance that the tenant consents to a successor. A judgement: nobody has seen it done.",
    },
    substitute: {
      kind: "boolean",
      default: "false",
      doc: "Whether the tenant has a substitute site under way at the start; later it hears of it.",
    },
    ties_needed: {
      kind: "number",
      default: "1",
      known: "2009-04-30",
      doc:
        "The level of ties with the candidate that sways a tenant with a substitute. In 2009 it was one purchase, " +
        "with more expected.",
    },
    sought: {
      kind: "boolean",
      default: "false",
      doc:
        "Whether the host turns to it once the tenant has gone and its own people cannot run the site: then it must " +
        "attract new investors (A4). Heard of `know-how`.",
    },
    need: {
      kind: "share",
      default: "100%",
      doc: "The candidate's need for a foreign site at the start, against that for which it would take any terms.",
    },
    least_need: {
      kind: "share",
      default: "50%",
      doc: "The need below which a bid left alone does not climb, whatever the luck. A judgement.",
    },
    own_rocket: {
      kind: "share",
      default: "0%",
      doc:
        "What part of that need is met once a rocket of its own flies from elsewhere. For Turkey's, of 2018, up to " +
        "100 kg to 400 km, it is a judgement: small craft, so a small part.",
    },
    invests: { kind: "boolean", default: "false", doc: "Whether it invests in the site before it comes." },
    investment: {
      kind: "money",
      like: "fee",
      default: "0 * fee * 1 year",
      doc: "What it invests: 87 million dollars were agreed in 2019 for the first pad of the site.",
    },
    investment_time: {
      kind: "duration",
      default: "2 years",
      known: "2021-11-15",
      doc: "How long the works take. The deal of June 2019 had come to a letter of intent by November 2021.",
    },
    lease: { kind: "actor", default: "lease", doc: "The lease whose tenant must consent." },
    category: { kind: "text", default: "'fees'", doc: "The category of its fees." },
    investment_category: { kind: "text", default: "'investment'", doc: "The category of what it invests." },
  },
  variables: {
    charged_to: chargedTo("fee_due"),
    need_now: { kind: "share", initial: "need", doc: "Its need for a foreign site as it now stands." },
    substitute_known: {
      kind: "boolean",
      initial: "false",
      doc: "Whether the tenant is heard to have a substitute site under way.",
    },
    ties: { kind: "number", initial: "0", doc: "The level of dealings between tenant and candidate." },
    invited: {
      kind: "boolean",
      initial: "false",
      doc: "Whether the host itself has asked for the candidate, as it must where no tenant is left to consent.",
    },
    successor_let: {
      kind: "boolean",
      initial: "false",
      doc: "Whether the tenant lets a successor in: drawn once, when the project is agreed.",
    },
  },
  events: {
    float: {},
    invite: {},
    negotiate: {},
    review: {},
    sign: {},
    agree: {},
    consent: {},
    refuse: {},
    due: {},
    lapse: {},
    go_elsewhere: {},
    need_changes: { to: { kind: "share", doc: "The candidate's need for a foreign site; at none the bid lapses." } },
    rocket_flies: {
      here: { kind: "boolean", default: "false", doc: "Whether its own rocket is made to fly from the leased site." },
    },
    rocket_cancelled: {},
    build_site: { ready: { kind: "date", doc: "The day on which a site of the candidate's own is to work." } },
    own_site_ready: {},
    substitute_site: {
      under_way: {
        kind: "boolean",
        default: "true",
        doc: "Heard, or told: whether the tenant has a substitute site under way.",
      },
    },
    ties_moved: {
      buyer: { kind: "party", doc: "Heard of `ties`: who buys." },
      seller: { kind: "party", doc: "Heard of `ties`: who sells." },
      level: { kind: "number", doc: "Heard of `ties`: the level of dealings." },
    },
    host_stays_lessor: {},
    side_by_side_begins: {},
    side_by_side_ends: {},
  },
  initial: "dormant",
  states: {
    dormant: {
      doc: "Nothing has been said of it.",
      on: {
        float: { target: "floated" },
        invite: INVITED,
        host_stays_lessor: SOUGHT,
        need_changes: { actions: set({ need_now: "event.to" }) },
        build_site: BUILD,
        own_site_ready: OWN_SITE,
        ...rocket,
        ...swaying,
      },
    },
    talks: {
      doc: "It is talked about.",
      initial: "floated",
      on: {
        invite: { actions: set({ invited: "true" }) },
        host_stays_lessor: { guard: when("sought"), actions: set({ invited: "true" }) },
        lapse: { target: "lapsed" },
        go_elsewhere: { target: "gone_elsewhere" },
        need_changes: [{ guard: when("event.to = 0%"), target: "lapsed" }, { actions: set({ need_now: "event.to" }) }],
        build_site: BUILD,
        own_site_ready: OWN_SITE,
        ...rocket,
        ...swaying,
      },
      states: {
        floated: {
          doc: "The idea has been named in public.",
          on: { negotiate: { target: "negotiating" }, review: REVIEWED, invite: INVITED, host_stays_lessor: SOUGHT },
          after: { patience: leftAlone("talks", "negotiating") },
        },
        negotiating: {
          doc: "A proposal is being talked over.",
          on: { review: REVIEWED, sign: { target: "memorandum" } },
          after: { patience: leftAlone("paper", "memorandum") },
        },
        under_review: {
          doc: "A paper has been proposed, and the other side looks into it, as Turkey did in November 2019.",
          on: { negotiate: { target: "negotiating" }, sign: { target: "memorandum" } },
          after: { patience: leftAlone("review", "memorandum") },
        },
        memorandum: {
          doc: "A memorandum is signed; it binds nobody.",
          on: { agree: { target: "agreed" } },
          after: { patience: leftAlone("project", "agreed") },
        },
        agreed: {
          doc: "Host and partner have agreed on a project; the tenant, if there still is one, is asked.",
          entry: set({ successor_let: "successor and chance(lets_go, as: successor)" }),
          always: [
            { guard: when(CONSENT), target: "investing" },
            {
              guard: when("not is(lease, in_force) and not sought"),
              target: "lapsed",
              doc: "It was a part in a site that the tenant ran; there is none, and the host has not asked for it.",
            },
          ],
          on: { consent: { target: "investing" }, refuse: { target: "lapsed" } },
          after: { patience: { target: "lapsed" } },
        },
      },
    },
    investing: {
      doc: "The tenant has consented. A partner that invests does so now; any other passes at once.",
      initial: "deciding",
      on: {
        lapse: { target: "lapsed" },
        go_elsewhere: { target: "gone_elsewhere" },
        build_site: BUILD,
        own_site_ready: OWN_SITE,
      },
      states: {
        deciding: {
          doc: "Whether there is anything to invest.",
          always: [{ guard: when("invests"), target: "works" }, { target: "working_side_by_side" }],
        },
        works: {
          doc: "What is to be refitted is refitted with the partner's money.",
          entry: pay({ from: "partner", to: "host", amount: "investment", for: "investment_category" }),
          after: { investment_time: { target: "working_side_by_side" } },
        },
      },
    },
    working_side_by_side: {
      doc: "The teams of tenant and partner work side by side.",
      entry: announce({ event: "side_by_side_begins" }),
      exit: announce({ event: "side_by_side_ends" }),
      on: {
        lapse: { target: "lapsed" },
        go_elsewhere: { target: "gone_elsewhere" },
        build_site: BUILD,
        own_site_ready: OWN_SITE,
        "lease.ended": { target: "operating" },
        "lease.denounced": { target: "operating" },
        "lease.expired": { target: "operating" },
      },
      after: { side_by_side: { target: "operating" } },
    },
    operating: {
      doc: "The partner takes part in running the site and pays its fee.",
      invoke: { src: "calendar", input: { every: "fee_every", from: "fee_due", event: "due" } },
      entry: [cancel("own_site"), set({ charged_to: "today - 1 day" })],
      exit: onStopping(fees),
      on: {
        due: onDueDate(fees),
        lapse: { target: "lapsed" },
        go_elsewhere: { target: "gone_elsewhere" },
      },
      after: { term: { target: "lapsed" } },
    },
    lapsed: { type: "final", doc: "Nothing came of it, or it is over.", entry: cancel("own_site") },
    gone_elsewhere: {
      type: "final",
      doc: "The candidate has found, or built, another site.",
      entry: cancel("own_site"),
    },
  },
} as const satisfies MachineDefinition;
