/** Codes of machines: states, transitions, the vocabulary. */
import { type CodeTable, entry } from "./entry.ts";

export const MACHINE_CODES: CodeTable = {
  "missing-initial": entry(
    "it is not said how something begins",
    "A machine with states says in which it starts, a variable has a first value.",
    "states: {running: {}}",
    "initial: running\nstates: {running: {}}",
  ),
  "undeclared-event": entry(
    "a machine hears or sends an event that it does not declare",
    "Events stand under `events` with their fields.",
    "on: {due: paid}",
    "events: {due: {}}",
  ),
  "reserved-event": entry(
    "an event has a name of the engine's own",
    "Names that begin with `xstate.` or `steppe.` would set off what no file should.",
    "on: {xstate.init: ended}",
    "on: {begin: ended}",
  ),
  "wildcard-event": entry(
    "an event is named with `*`",
    "Name each event that is meant: a machine that hears everything hears mistakes, too.",
  ),
  "unknown-action": entry(
    "there is no such action",
    "Actions are owe, pay, set, tell, announce, open, note, raise and cancel.",
    "actions: {send: {}}",
    "actions: {tell: {actor: lease, event: end}}",
  ),
  "unknown-variable": entry("a machine has no such variable", "`set` changes variables that stand under `variables`."),
  "negative-delay": entry(
    "a delay is negative",
    "Nothing happens before it is caused.",
    "after: {-3 days: ended}",
    "after: {3 days: ended}",
  ),
  "always-above-parallel": entry(
    "an `always` above parallel regions",
    "It would be asked once for each region. Put it into one of them.",
  ),
  "history-from-within": entry(
    "a history state is a target from within its parent",
    "What it would remember is still there. Name the state that is meant, or lead to it from outside.",
  ),
  "unreachable-state": entry(
    "nothing leads to a state",
    "No transition, taken in any order with any answers, enters it. Name it as a target, or remove it.",
  ),
  "dead-transition": entry(
    "a transition can never be taken",
    "Another always comes first, its state is never entered, or its guard is always false. The message says which.",
    "due: [{target: paid}, {target: late}]",
    "due: [{guard: on_time, target: paid}, {target: late}]",
  ),
  "zero-delay-loop": entry(
    "transitions form a circle in which no time passes",
    "With answers that keep it going it never comes to rest. Give one of them a delay, or a guard that ends it.",
  ),
  "set-by-two-regions": entry(
    "two parallel regions set one variable on one event",
    "The later one wins, and which that is depends on their names. Let one of them set it.",
  ),
  "final-state-left": entry(
    "a final state has transitions",
    "Entering it ends its parent: what it says is never asked. Leave out `type: final`, or the transitions.",
  ),
  "too-many-configurations": entry(
    "a machine unfolds into too many rows",
    "Parallel regions multiply: make them actors, which hear each other.",
  ),
  "not-compiled": entry(
    "a scenario is too large to be made into code",
    "`steppe run --paths` runs code that is made of the scenario, which holds 63 inputs of a machine, 31 fields of an event " +
      "and 20,000 totals (pairs of parties by categories and currencies). `--engine world` runs any scenario, slowly.",
  ),
};
