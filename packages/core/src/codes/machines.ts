/** Codes of machines: states, transitions, the vocabulary. */
import { type CodeTable, entry } from "./entry.ts";

export const MACHINE_CODES: CodeTable = {
  "missing-initial": entry("it is not said how something begins", "A machine with states says in which it starts, a variable has a first value.", "states: {running: {}}", "initial: running\nstates: {running: {}}"),
  "undeclared-event": entry("a machine hears or sends an event that it does not declare", "Events stand under `events` with their fields.", "on: {due: paid}", "events: {due: {}}"),
  "reserved-event": entry("an event has a name of the engine's own", "Names that begin with `xstate.` or `steppe.` would set off what no file should.", "on: {xstate.init: ended}", "on: {begin: ended}"),
  "wildcard-event": entry("an event is named with `*`", "Name each event that is meant: a machine that hears everything hears mistakes, too."),
  "unknown-action": entry("there is no such action", "Actions are owe, pay, set, tell, announce, open, note, raise and cancel.", "actions: {send: {}}", "actions: {tell: {actor: lease, event: end}}"),
  "unknown-variable": entry("a machine has no such variable", "`set` changes variables that stand under `variables`."),
  "negative-delay": entry("a delay is negative", "Nothing happens before it is caused.", "after: {-3 days: ended}", "after: {3 days: ended}"),
  "always-above-parallel": entry("an `always` above parallel regions", "It would be asked once for each region. Put it into one of them."),
  "too-many-configurations": entry("a machine unfolds into too many rows", "Parallel regions multiply: make them actors, which hear each other."),
};
