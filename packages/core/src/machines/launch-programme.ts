/** Launches from the leased site, as far as the lease feels them: an accident opens a claim. */
import type { MachineDefinition } from "./definition.ts";

export const launchProgramme = {
  title: "Launch programme",
  doc:
    "The operator's launches, as long as its lease lasts. An accident opens a claim of its own, however many are " +
    "open already. Which rockets fly, how often they fail and how long they are then grounded is not modelled.",
  inputs: {
    landlord: { kind: "party", doc: "Who claims after an accident." },
    operator: { kind: "party", doc: "Who answers for it." },
    settled_share: {
      kind: "share",
      default: "4%",
      doc: "What part of a claim is agreed on when nobody says otherwise: an input of `claim`.",
    },
    claims_waived: { kind: "boolean", default: "false", doc: "Whether the landlord gives its claims up." },
    lease: { kind: "actor", default: "lease", doc: "The lease under which the operator launches." },
  },
  variables: {},
  events: {
    crash: {
      name: { kind: "text", default: "''", doc: "What its claim is called; a number unless given." },
      claimed: { kind: "money", doc: "The sum claimed." },
      inside: { kind: "boolean", default: "false", doc: "Whether the wreck fell inside the leased land." },
    },
  },
  initial: "flying",
  states: {
    flying: {
      doc: "Rockets are launched.",
      on: {
        crash: {
          actions: {
            type: "open",
            params: {
              machine: "claim",
              name: "event.name",
              with: {
                claimant: "landlord",
                respondent: "operator",
                claimed: "event.claimed",
                inside: "event.inside",
                settled_share: "settled_share",
                waives: "claims_waived",
              },
            },
          },
        },
        "lease.ended": { target: "over" },
        "lease.denounced": { target: "over" },
        "lease.expired": { target: "over" },
      },
    },
    over: { type: "final", doc: "The operator has left; claims that are open go on." },
  },
} as const satisfies MachineDefinition;
