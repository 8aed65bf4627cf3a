/** Codes of a run: what shows only while a scenario runs. */
import { type CodeTable, entry } from "./entry.ts";

export const RUN_CODES: CodeTable = {
  "negative-amount": entry(
    "a posting of less than nothing",
    "`owe` and `pay` move money from one party to another: to move it back, turn `from` and `to` round.",
  ),
  "same-party": entry(
    "a party owes or pays itself",
    "`from` and `to` are the same. Look at what the inputs are bound to.",
  ),
  "period-not-positive": entry("a calendar does not lead forward", "`every` is longer than nothing."),
  livelock: entry(
    "a model goes round in circles",
    "Transitions set each other off without waiting for anything. The notes name them; give one a guard that ends it, or a delay of a day.",
  ),
};
