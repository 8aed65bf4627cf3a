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
  "too-many-steps": entry(
    "a run does not come to its end",
    "So many steps are a model that does too much too often: a calendar of a day over thousands of years, actors that open actors. Make the period shorter, or the calendar longer.",
  ),
  "too-many-actors": entry(
    "a model never stops opening actors",
    "Something opens actors again and again: let it come to an end, or let one actor count.",
  ),
  "value-too-large": entry(
    "a value is too large for the results of many paths",
    "Many paths keep what each came to in columns of fixed width: amounts in 64 bits of the smallest unit, numbers as doubles. One path (`--path K`) has numbers of any size.",
  ),
  "bad-opened-name": entry(
    "a text cannot name an opened actor",
    "Names begin with a letter or digit, and have letters, digits, spaces, `.`, `_` and `-` in them.",
  ),
  livelock: entry(
    "a model goes round in circles",
    "Transitions set each other off without waiting for anything. The notes name them; give one a guard that ends it, or a delay of a day.",
  ),
};
