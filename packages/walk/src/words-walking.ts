/** Commands that move through a walk, and that change it. */
import { act, ask, asOf, command, form, type WordCommand } from "./words-entry.ts";

export const MOVES: readonly WordCommand[] = [
  command(
    "step",
    "move",
    "one step on, or so many",
    [form("step [N]", (v) => act({ do: "step", count: v.number("N", 1) }))],
    "step",
    "step 20",
  ),
  command(
    "back",
    "move",
    "one step back, or so many; back to the stop before; back to where something held",
    [
      form("back [N]", (v) => act({ do: "step", count: -v.number("N", 1) })),
      form("back to stop", () => act({ do: "run", back: true })),
      form("back to when EXPR", (v) => act({ do: "to-when", when: v.text("EXPR"), back: true })),
    ],
    "back 3",
    "back to stop",
    "back to when is(lease, in_force)",
  ),
  command(
    "micro",
    "move",
    "one microstep on or back: within a step, what set off what",
    [
      form("micro [N]", (v) => act({ do: "microstep", count: v.number("N", 1) })),
      form("micro back [N]", (v) => act({ do: "microstep", count: -v.number("N", 1) })),
    ],
    "micro",
    "micro back",
  ),
  command(
    "next",
    "move",
    "to the next step of an actor; alone: what is put down to come",
    [
      form("next", () => ask({ about: "coming", count: 10 })),
      form("next ACTOR [N]", (v) => act({ do: "actor", actor: v.text("ACTOR"), count: v.number("N", 1) })),
    ],
    "next launches",
    "next lease 4",
  ),
  command(
    "prev",
    "move",
    "back to the step of an actor before this one",
    [form("prev ACTOR [N]", (v) => act({ do: "actor", actor: v.text("ACTOR"), count: -v.number("N", 1) }))],
    "prev lease",
  ),
  command(
    "year",
    "move",
    "to the end of this year, then of the next; or back to the end of the year before",
    [
      form("year [N]", (v) => act({ do: "year", count: v.number("N", 1) })),
      form("year back [N]", (v) => act({ do: "year", count: -v.number("N", 1) })),
    ],
    "year",
    "year 5",
    "year back",
  ),
  command(
    "to",
    "move",
    "to the end of a date, to after a step by its number, or to where an expression holds; to start: before the first",
    [
      form("to DATE", (v) => act({ do: "to-date", date: v.number("DATE") })),
      form("to STEP", (v) => act({ do: "to-step", step: v.number("STEP") + 1 })),
      form("to when EXPR", (v) => act({ do: "to-when", when: v.text("EXPR"), back: false })),
      form("to start", () => act({ do: "to-step", step: 0 })),
    ],
    "to 2016-04-28",
    "to 57",
    "to when rent_paid > 1 billion USD",
  ),
  command(
    "run",
    "move",
    "to the next stop, or to the end",
    [form("run", () => act({ do: "run", back: false }))],
    "run",
  ),
  command("first", "move", "before the first step", [form("first", () => act({ do: "first" }))], "first"),
  command("last", "move", "after the last step", [form("last", () => act({ do: "last" }))], "last"),
  command(
    "find",
    "move",
    "to the next step that says a text (date, actor, event, states, fields, notes, postings), or back to one",
    [
      form("find back TEXT", (v) => act({ do: "find", text: v.text("TEXT"), back: true })),
      form("find TEXT", (v) => act({ do: "find", text: v.text("TEXT"), back: false })),
    ],
    "find crash",
    "find back compensation",
  ),
  command("go", "move", "to a mark", [form("go MARK", (v) => act({ do: "go", mark: v.text("MARK") }))], "go before"),
  command(
    "return",
    "move",
    "back to where the last move began",
    [form("return", () => act({ do: "return" }))],
    "return",
  ),
  command(
    "switch",
    "move",
    "to the same place in another branch",
    [form("switch BRANCH", (v) => act({ do: "switch", branch: v.text("BRANCH") }))],
    "switch base",
  ),
];

export const CHANGES: readonly WordCommand[] = [
  command(
    "inject",
    "change",
    "tell an actor an event that it would take now, in a fork",
    [
      form("inject ACTOR.EVENT [FIELD=VALUE…] [as NAME]", (v) => {
        const [actor, event] = v.pair("ACTOR.EVENT");
        return act({ do: "inject", actor, event, with: v.fields("FIELD=VALUE…"), ...asOf(v) });
      }),
    ],
    'inject launches.crash claimed="89 million USD" as worse',
    "inject launches/claim/2013.waive",
  ),
  command(
    "assume",
    "change",
    "give an assumption another value from here on, in a fork",
    [
      form("assume NAME=EXPR [as NAME]", (v) => {
        const [assumption, value] = v.pair("NAME=EXPR");
        return act({ do: "assume", assumption, value, ...asOf(v) });
      }),
    ],
    "assume rent=130 million USD per year",
    'assume rent="130 million USD per year" as dear',
  ),
  command(
    "move",
    "change",
    "put an entry of the timeline on another date, in a fork",
    [
      form("move ENTRY to DATE [as NAME]", (v) =>
        act({ do: "move", entry: v.text("ENTRY"), on: v.number("DATE"), ...asOf(v) }),
      ),
    ],
    "move crash-2013 to 2014-01-15",
  ),
  command(
    "remove",
    "change",
    "take an entry of the timeline out, in a fork",
    [form("remove ENTRY [as NAME]", (v) => act({ do: "remove", entry: v.text("ENTRY"), ...asOf(v) }))],
    "remove settlement-2013 as open",
  ),
  command(
    "force",
    "change",
    "fix a draw of an actor at a site, its first or another, in a fork",
    [
      form("force ACTOR SITE [INDEX] = VALUE [as NAME]", (v) =>
        act({
          do: "force",
          actor: v.text("ACTOR"),
          site: v.text("SITE"),
          n: v.number("INDEX", 0),
          value: v.text("VALUE"),
          ...asOf(v),
        }),
      ),
    ],
    "force launches/claim/2013 accept = false",
  ),
  command(
    "fork",
    "change",
    "a branch like this one, for the next change to go into",
    [form("fork NAME", (v) => act({ do: "fork", as: v.text("NAME") }))],
    "fork late",
  ),
  command(
    "rename",
    "change",
    "give this branch, or one that is named, another name",
    [
      form("rename NAME", (v, branch) => act({ do: "rename", branch, as: v.text("NAME") })),
      form("rename BRANCH NAME", (v) => act({ do: "rename", branch: v.text("BRANCH"), as: v.text("NAME") })),
    ],
    "rename fork-1 late",
  ),
  command(
    "drop",
    "change",
    "take a branch and those made of it away",
    [form("drop BRANCH", (v) => act({ do: "drop", branch: v.text("BRANCH") }))],
    "drop late",
  ),
  command(
    "undo",
    "change",
    "take back what was last changed, marked or stopped at",
    [form("undo", () => act({ do: "undo" }))],
    "undo",
  ),
  command("redo", "change", "do again what was taken back", [form("redo", () => act({ do: "redo" }))], "redo"),
];
