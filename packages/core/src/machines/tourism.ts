/** Visitors at the site: what they bring is small beside a rent. Dossier B9, C10. */
import { type Arrears, chargedTo, onDueDate, onStopping } from "./arrears.ts";
import { type MachineDefinition, set, when } from "./definition.ts";

const takings: Arrears = {
  from: "guests",
  to: "host",
  rate: "takings",
  every: "every",
  anchor: "due_on",
  for: "category",
};

/** Of each way in which the site is open: so many come a year, and so much do they pay. */
const open = (visitors: string, paid: string) =>
  ({
    invoke: { src: "calendar", input: { every: "every", from: "due_on", event: "due" } },
    entry: set({ charged_to: "today - 1 day", visitors, takings: `(${paid}) per year` }),
    exit: onStopping(takings),
  }) as const;

const ON_LAUNCH_DAYS = "guests_per_launch * launches";
const due = onDueDate(takings);
const CLOSE = { target: "closed" } as const;

/** A pad is returned for a museum: told, or heard of a lease. */
const museum = {
  pad_returned: { guard: when("event.museum"), target: "museum_site" },
  part_returned: { guard: when("event.museum and event.pads >= 1"), target: "museum_site" },
} as const;

/** How many of a season's launches guests may see. */
const counted = set({ launches: "floor(event.launches * with_guests)" });
const heard = { actions: counted } as const;

/** Another number of launches is counted from its day. */
const season = (state: string) => ({ target: state, reenter: true, actions: counted }) as const;

export const tourism = {
  title: "Tourism",
  doc:
    "Visitors at a site that works, as its landlord would have them: by invitation, on the days of launches, and in a " +
    "museum once a pad is returned for one. They are taken together as one party that pays at the close of each year. " +
    "Kazakhstan wished for them in 2013; the Russian agency had seen little profit in 2007 in anything but launches. " +
    "Numbers and prices are assumptions: no sound source for visitors was found.",
  inputs: {
    host: { kind: "party", doc: "Who receives what visitors pay." },
    guests: { kind: "party", doc: "The visitors, taken as one party." },
    price: {
      kind: "money",
      doc: "What a visitor pays to see a launch: 5,400 dollars were asked in 2014, flights and hotel included.",
    },
    invited: {
      kind: "number",
      default: "0",
      doc: "Guests by invitation a year who pay that price. A judgement: those invited do not pay.",
    },
    guests_per_launch: {
      kind: "number",
      default: "120",
      known: "2015-12-31",
      doc: "Guests that a launch can hold, as was said around 2010 to 2015; a weak source.",
    },
    launches_with_guests: {
      kind: "number",
      default: "4",
      known: "2015-12-31",
      doc: "Launches a year with guests at the start; from the same source.",
    },
    with_guests: {
      kind: "share",
      default: "100%",
      doc: "What part of a season's launches may be seen, where the season is heard of a launch programme.",
    },
    museum_visitors: {
      kind: "number",
      default: "5000",
      known: "2025-12-31",
      doc: "Visitors of a museum a year. A judgement: a tenth of the 50,000 that were aimed at for 2029.",
    },
    museum_price: {
      kind: "money",
      like: "price",
      default: "price / 100",
      doc: "What a visitor pays for the museum. A judgement: a hundredth of a journey to a launch.",
    },
    tenant_objects: {
      kind: "boolean",
      default: "false",
      doc: "Whether the tenant keeps visitors from launches: it saw little profit in them, and yet they came.",
    },
    every: { kind: "duration", default: "1 year", doc: "The time between two payments, in months." },
    due_on: {
      kind: "date",
      default: "1999-12-31",
      doc: "Any one due date, however early. Unless given, the close of each year.",
    },
    category: { kind: "text", default: "'tourism'", doc: "The category of its postings." },
  },
  variables: {
    charged_to: chargedTo("due_on"),
    launches: { kind: "number", initial: "launches_with_guests", doc: "Launches a year that guests may see." },
    visitors: { kind: "number", initial: "0", doc: "How many come a year as things stand." },
    takings: { kind: "money per year", like: "price", initial: "(0 * price) per year", doc: "What they pay a year." },
  },
  events: {
    invite: {},
    open: {},
    close: {},
    due: {},
    season: { launches: { kind: "number", doc: "How many launches there are a year from now on." } },
    part_returned: {
      pads: { kind: "number", default: "0", doc: "Heard of `lease`: how many pads are returned with the rest." },
      museum: { kind: "boolean", default: "false", doc: "Heard of `lease`: whether they are for a museum." },
    },
    pad_returned: {
      museum: {
        kind: "boolean",
        default: "false",
        doc: "Heard, or told: whether the pad is for a museum, as that of the first launches in 2025.",
      },
    },
  },
  initial: "closed",
  states: {
    closed: {
      doc: "Nobody comes who has no business there.",
      entry: set({ visitors: "0", takings: "(0 * price) per year" }),
      on: {
        season: heard,
        invite: { target: "by_invitation" },
        open: { guard: when("not tenant_objects"), target: "launch_days" },
        ...museum,
      },
    },
    by_invitation: {
      doc: "Some are let in, by name.",
      ...open("invited", "invited * price"),
      on: {
        due,
        season: heard,
        close: CLOSE,
        open: {
          guard: when("not tenant_objects"),
          target: "launch_days",
          doc: "An agreement on visitors, such as was expected in 2009.",
        },
        ...museum,
      },
    },
    launch_days: {
      doc: "Whoever pays may see a launch.",
      ...open(ON_LAUNCH_DAYS, `${ON_LAUNCH_DAYS} * price`),
      on: {
        due,
        close: CLOSE,
        season: season("launch_days"),
        ...museum,
      },
    },
    museum_site: {
      doc: "A pad out of use is a museum, and launches may be seen beside it where the tenant does not object.",
      ...open(
        `museum_visitors + if(tenant_objects, 0, ${ON_LAUNCH_DAYS})`,
        `museum_visitors * museum_price + if(tenant_objects, 0, ${ON_LAUNCH_DAYS}) * price`,
      ),
      on: { due, close: CLOSE, season: season("museum_site") },
    },
  },
} as const satisfies MachineDefinition;
