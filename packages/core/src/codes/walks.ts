/** Codes of a walk: what `steppe step` refuses while somebody walks through a future, and of the log that keeps it. */
import { type CodeTable, entry } from "./entry.ts";

export const WALK_CODES: CodeTable = {
  "unknown-command": entry(
    "a line begins with no command",
    "`help` lists the commands; each may be cut short as long as it can be no other.",
  ),
  "ambiguous-command": entry(
    "a command is cut so short that it may be several",
    "Type a letter or two more: the message names those it may be.",
  ),
  "command-form": entry(
    "the words after a command do not fit it",
    "The help line shows how it is typed: small letters as they stand, capitals stand for something, brackets are around what may be left out. What holds spaces stands in quotes.",
  ),
  "unclosed-quote": entry(
    "a line ends within quotes",
    'Quotes come in pairs. Within double quotes, `\\"` is a quote; a single quote may stand there as it is.',
  ),
  "no-such-actor": entry(
    "an actor that is not there",
    "Actors are those of the file, and those that others have opened up to here: `actors` lists them. A change may have kept one from being opened.",
  ),
  "not-accepted": entry(
    "an event that its actor would not take now",
    "Only what a state that the actor is in has a transition for can be told. `accepts` lists it.",
  ),
  "model-went-wrong": entry(
    "a change after which the model goes wrong before it comes about",
    "What is told after the last step comes after the step that goes wrong, which is never taken. Go back, and change what leads to the mistake.",
  ),
  "no-such-entry": entry(
    "an entry of the timeline that is not there",
    "`move` and `remove` name an entry by its `id`. What a machine does by itself, such as a calendar, is no entry: tell the actor something, or change an assumption.",
  ),
  "entry-without-id": entry(
    "an entry of the timeline that has no name",
    "A change names an entry by its `id`. Give it one in the scenario.",
  ),
  "no-such-branch": entry(
    "a branch that is not there",
    "`branches` lists them. It may have been dropped: `undo` brings it back.",
  ),
  "bad-branch-name": entry(
    "a name of a branch has signs that it may not have",
    "A name has letters, digits, `.`, `_` and `-`, and begins with a letter or a digit.",
  ),
  "branch-taken": entry(
    "a name that another branch has",
    "Each branch has a name of its own. Choose another, or `rename` the one that has it.",
  ),
  "first-branch": entry(
    "the branch that a walk begins with is to be changed",
    "`base` is the scenario itself. It keeps its name, and stays as long as the walk.",
  ),
  "no-such-step": entry(
    "a step that this future does not have",
    "Steps are numbered from 0, as `run --trace` shows them. `last` goes after the last.",
  ),
  "no-such-mark": entry("a mark that was not set", "`mark NAME` sets one where the walk stands; `marks` lists them."),
  "no-such-stop": entry(
    "a stop that cannot be, or is not there",
    "A stop is a state (`lease.ended`), an event (`launches.crash`), a posting (`over 10 million USD for rent`) or an expression (`when paid(rent) > 1 billion USD`). `stops` lists those that are set, with their numbers.",
  ),
  "not-found": entry(
    "nothing of the kind lies that way",
    "The walk stays where it is. Look the other way: `find back`, `prev`, `back to when`.",
  ),
  "no-way-back": entry("no move was made yet", "`return` goes back to where the last move began."),
  "nothing-to-undo": entry(
    "nothing was changed, marked or stopped at",
    "`undo` takes back what the user did, never simulated time: `back` does that.",
  ),
  "nothing-to-redo": entry(
    "nothing was taken back",
    "`redo` does again what `undo` took back, until something else is done.",
  ),
  "no-such-posting": entry(
    "a posting that has not been made",
    "Postings are numbered from 1, and `ledger 10` shows the last ten. What lies ahead has no cause yet: go there first.",
  ),
  "no-such-name": entry(
    "a name that nothing has",
    "`why` asks after an actor (`lease`), a variable or an input of one (`lease.rent`), a measure or an assumption.",
  ),
  "nothing-to-save": entry(
    "a branch in which nothing was changed",
    "What is saved is what makes a branch another than the scenario. Change something first.",
  ),
  "file-there": entry(
    "a file holds something else",
    "`save` writes over nothing. `save!` does, or choose another name.",
  ),
  "not-saved": entry("a file cannot be written", "The system's reason stands in the message. The walk goes on."),
  "not-a-log": entry(
    "a file is no log of a walk",
    "The first line of a log says what was walked through. `steppe step SCENARIO --log FILE` writes one.",
  ),
  "bad-log-line": entry(
    "a line of a log says nothing that can be done",
    'Each line after the first is one act, as `steppe step --log` writes it, or a line of a screen, `{"view": …}`.',
  ),
  "log-of-another": entry(
    "a log was made of another scenario, or on another path",
    "Its acts would mean something else. The notes say what differs; `--anyway` plays them all the same, as far as they are accepted.",
  ),
  "no-such-key": entry(
    "a configuration names a key that a command cannot have",
    "A key is one character that is no digit, `ctrl+` and a letter, or one with a name, such as `right` or `pageup`. A terminal sends Ctrl-H, Ctrl-I, Ctrl-J and Ctrl-M as other keys, and function keys not at all.",
    "keys:\n  step: F10",
    "keys:\n  step: [n, right]",
  ),
  "key-taken": entry(
    "a configuration gives one key to two commands",
    "On the panes each key has one meaning, and in the comparison one. Leave it to one of the two commands.",
    "keys:\n  step: n\n  back: n",
    "keys:\n  step: n\n  back: b",
  ),
};
