/** Commands that note something, that ask, and that concern the session. */
import { act, ask, command, type Form, form, type WordCommand, why } from "./words-entry.ts";

export const NOTES: readonly WordCommand[] = [
  command(
    "mark",
    "note",
    "call this place by a name",
    [form("mark MARK", (v) => act({ do: "mark", mark: v.text("MARK") }))],
    "mark before",
  ),
  command("marks", "note", "the marks that are set", [form("marks", () => ask({ about: "marks" }))], "marks"),
  command(
    "stop",
    "note",
    "halt `run` at a state, an event, a posting above an amount, or where an expression comes to hold",
    [form("stop at TEXT", (v) => act({ do: "stop", at: v.text("TEXT") }))],
    "stop at lease.ended",
    "stop at launches.crash",
    "stop at over 10 million USD for compensation",
    "stop at when paid(rent) > 1 billion USD",
  ),
  command(
    "stops",
    "note",
    "the stops that are set, with their numbers",
    [form("stops", () => ask({ about: "stops" }))],
    "stops",
  ),
  command(
    "unstop",
    "note",
    "take a stop away by its number",
    [form("unstop N", (v) => act({ do: "unstop", number: v.number("N") }))],
    "unstop 1",
  ),
];

export const QUESTIONS: readonly WordCommand[] = [
  command("where", "ask", "where this is", [form("where", () => ask({ about: "where" }))], "where"),
  command(
    "show",
    "ask",
    "the step that was last taken, whole",
    [form("show", () => ask({ about: "step" })), form("show step", () => ask({ about: "step" }))],
    "show step",
  ),
  command(
    "why",
    "ask",
    "the chain of causes of this step, of another, of a posting, a state, a value or a measure",
    [
      form("why", () => why({ what: "here" })),
      form("why posting POSTING", (v) => why({ what: "posting", posting: v.number("POSTING") })),
      form("why step STEP", (v) => why({ what: "step", step: v.number("STEP") })),
      form("why assumption ASSUMPTION", (v) => why({ what: "assumption", assumption: v.text("ASSUMPTION") })),
      form("why MEASURE", (v) => why({ what: "name", name: v.text("MEASURE") })),
    ],
    "why",
    "why posting 12",
    "why lease",
    "why rent_paid",
  ),
  command("actors", "ask", "every actor and its state", [form("actors", () => ask({ about: "actors" }))], "actors"),
  command(
    "actor",
    "ask",
    "one actor: its state, its variables, what it waits for",
    [form("actor ACTOR", (v) => ask({ about: "actor", actor: v.text("ACTOR") }))],
    "actor lease",
  ),
  command(
    "accepts",
    "ask",
    "events that actors would take now: what `inject` may tell",
    [form("accepts [ACTOR]", (v) => ask({ about: "accepts", ...(v.has("ACTOR") && { actor: v.text("ACTOR") }) }))],
    "accepts launches",
  ),
  command(
    "ledger",
    "ask",
    "what was paid and owed so far; with a number, the last so many postings as well",
    [form("ledger [N]", (v) => ask({ about: "ledger", ...(v.has("N") && { count: v.number("N") }) }))],
    "ledger",
    "ledger 5",
  ),
  command(
    "measures",
    "ask",
    "the measures as they stand",
    [form("measures", () => ask({ about: "measures" }))],
    "measures",
  ),
  command(
    "branches",
    "ask",
    "the branches, and what made them",
    [form("branches", () => ask({ about: "branches" }))],
    "branches",
  ),
  command(
    "compare",
    "ask",
    "this branch beside its parent, or two branches: where they part, and what differs so far",
    [
      form("compare", () => ask({ about: "compare" })),
      form("compare BRANCH OTHER", (v) => ask({ about: "compare", branches: [v.text("BRANCH"), v.text("OTHER")] })),
    ],
    "compare",
    "compare base late",
  ),
  command(
    "print",
    "ask",
    "what an expression comes to here",
    [form("print EXPR", (v) => ask({ about: "value", of: v.text("EXPR") }))],
    "print paid(rent) / 1 USD",
  ),
  command(
    "draws",
    "ask",
    "what the last step drew, as `force` names it",
    [form("draws", () => ask({ about: "draws" }))],
    "draws",
  ),
];

export const SESSION: readonly WordCommand[] = [
  command(
    "shell",
    "session",
    "the shell command that leads here",
    [form("shell", () => ask({ about: "shell" }))],
    "shell",
  ),
  command(
    "save",
    "session",
    "write this branch, or one that is named, as a scenario file; `save!` over another file",
    [form("save FILE [BRANCH]", saving(false))],
    "save late.yaml",
  ),
  command(
    "save!",
    "session",
    "as `save`, over whatever the file held",
    [form("save! FILE [BRANCH]", saving(true))],
    "save! late.yaml",
  ),
  command(
    "help",
    "session",
    "all commands, or one",
    [form("help [WORD]", (v) => ({ kind: "help", ...(v.has("WORD") && { word: v.text("WORD") }) }))],
    "help inject",
  ),
  command("quit", "session", "the end; so is the end of the input", [form("quit", () => ({ kind: "quit" }))], "quit"),
];

function saving(force: boolean): Form["make"] {
  return (v) => ({ kind: "save", file: v.text("FILE"), force, ...(v.has("BRANCH") && { branch: v.text("BRANCH") }) });
}
