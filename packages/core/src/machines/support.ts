/** A payment that lasts as long as a lease does: the city that stands beside the site, its upkeep. */
import { type Arrears, chargedTo, onDueDate, onStopping } from "./arrears.ts";
import type { MachineDefinition } from "./definition.ts";

const upkeep: Arrears = {
  from: "payer",
  to: "receiver",
  rate: "yearly",
  every: "every",
  anchor: "from",
  for: "category",
};

export const support = {
  title: "Support",
  doc:
    "A yearly payment at the close of each period, which stops when a lease does: the day on which the lease is " +
    "over is not paid for, and what is due for the broken period is paid on that day.",
  inputs: {
    payer: { kind: "party", doc: "Who pays." },
    receiver: { kind: "party", doc: "Who receives." },
    yearly: { kind: "money per year", doc: "What is paid a year. A change is felt from the next payment on." },
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
    category: { kind: "text", default: "'support'", doc: "The category of its postings." },
  },
  variables: { charged_to: chargedTo("starts - 1 day") },
  events: { due: {}, stop: {} },
  initial: "running",
  states: {
    running: {
      doc: "It is paid.",
      invoke: { src: "calendar", input: { every: "every", from: "from", event: "due" } },
      exit: onStopping(upkeep),
      on: {
        due: onDueDate(upkeep),
        stop: { target: "stopped" },
        "lease.ended": { target: "stopped" },
        "lease.denounced": { target: "stopped" },
        "lease.expired": { target: "stopped" },
      },
    },
    stopped: { type: "final", doc: "The lease is over, or the payer has stopped." },
  },
} as const satisfies MachineDefinition;
