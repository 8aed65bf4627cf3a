/** A lease: rent in arrears on calendar dates, until it expires, is ended by agreement or denounced. */
import { type Arrears, chargedTo, onDueDate, onStopping } from "./arrears.ts";
import { type MachineDefinition, set, when } from "./definition.ts";
import { until } from "./until.ts";

const rent: Arrears = { from: "tenant", to: "landlord", rate: "rent", every: "every", anchor: "from", for: "category" };

export const lease = {
  title: "Lease",
  doc:
    "A tenant pays a landlord a yearly rent in equal parts, each at the close of its period. `until` is the last " +
    "day in force and is paid for; the lease expires on the day after. An ending by agreement or by denunciation " +
    "takes effect at the start of its day, which is not paid for. What is due for a broken period, by days in " +
    "force over days of that period, is paid on the day the lease ends. Needs no notice: where a contract has " +
    "one, give the event on the day the notice runs out.",
  inputs: {
    landlord: { kind: "party", doc: "Who receives the rent." },
    tenant: { kind: "party", doc: "Who pays it." },
    rent: {
      kind: "money per year",
      doc: "The rent. A change is felt from the next payment on, for the whole of what is then paid for.",
    },
    every: { kind: "duration", default: "3 months", doc: "The time between two payments, in months." },
    from: {
      kind: "date",
      doc: "The first due date. Later ones are counted from it: from 31 January come 28 February and 31 March.",
    },
    until: {
      kind: "date",
      doc: "The last day in force, which is paid for, or `never`. It is read at the start; `extend` moves it later.",
    },
    starts: {
      kind: "date",
      default: "from - every + 1 day",
      doc: "The first day that is paid for; unless given, that of the period which the first due date closes.",
    },
    category: { kind: "text", default: "'rent'", doc: "The category of its postings." },
  },
  variables: {
    charged_to: chargedTo("starts - 1 day"),
    last_day: { kind: "date", initial: "until", doc: "The last day in force, extensions included." },
  },
  events: {
    due: {},
    extend: { until: { kind: "date", doc: "The new last day in force; today or later." } },
    end: {},
    denounce: {},
  },
  delays: { to_expiry: until("last_day + 1 day") },
  initial: "in_force",
  states: {
    in_force: {
      doc: "The tenant holds the site and pays.",
      initial: "term",
      invoke: { src: "calendar", input: { every: "every", from: "from", event: "due" } },
      exit: onStopping(rent),
      on: {
        due: onDueDate(rent),
        extend: {
          target: ".term",
          guard: when("event.until >= today"),
          actions: set({ last_day: "event.until" }),
          doc: "The term is counted anew; the due dates go on as they were. A term may also be cut short.",
        },
        end: { target: "ended" },
        denounce: { target: "denounced" },
      },
      states: {
        term: {
          doc: "The term is running.",
          after: { to_expiry: { target: "expired" } },
        },
      },
    },
    ended: { type: "final", doc: "Both sides agreed to end it." },
    denounced: { type: "final", doc: "One side has ended it." },
    expired: { type: "final", doc: "The term is over." },
  },
} as const satisfies MachineDefinition;
