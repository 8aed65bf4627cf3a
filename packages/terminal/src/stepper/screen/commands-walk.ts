/** Commands that walk, find and stop. */
import { branchOf, type Walk } from "@steppe/walk";
import { doAct, endMessage } from "./acting.ts";
import { isOnPanes, type ScreenCommand } from "./command.ts";
import { askLine, type Choice, pickFrom } from "./dialog.ts";
import { span } from "./lines.ts";
import { type Message, type ScreenState, SPEEDS, say } from "./state.ts";
import { rowUnder } from "./window.ts";

export const isAtEnd = ({ at, branches }: Walk): boolean => {
  const history = branches.get(at.branch)?.history;
  return history?.isWhole === true && at.step === history.known && at.microstep === undefined;
};
export const isAtBeginning = ({ at }: Walk): boolean => at.step === 0 && at.microstep === undefined;

const onward = (state: ScreenState): boolean => isOnPanes(state) && !isAtEnd(state.walk);
const backward = (state: ScreenState): boolean => isOnPanes(state) && !isAtBeginning(state.walk);
const END = ({ walk }: ScreenState): Message => endMessage(walk);
const BEGINNING = "this is the beginning";

/** The actor that is looked at, or the one under the cursor, or that of the last step. */
export function actorOf(state: ScreenState): string | undefined {
  const { subject, walk } = state;
  if (subject?.of === "actor") return subject.actor;
  const under = rowUnder(state, "actors")?.subject;
  return under?.of === "actor" ? under.actor : walk.branches.get(walk.at.branch)?.model.actors[0]?.name;
}

function toActor(state: ScreenState, count: number): ScreenState {
  const actor = actorOf(state);
  return actor === undefined ? say(state, "there are no actors", "dim") : doAct(state, { do: "actor", actor, count });
}

function find(state: ScreenState, text: string, back: boolean): ScreenState {
  const wanted = text.trim() === "" ? state.search : text.trim();
  if (wanted === "") return state;
  return doAct({ ...state, search: wanted }, { do: "find", text: wanted, back });
}

const mark = (state: ScreenState): ScreenState => ({
  ...state,
  dialog: {
    is: "key",
    question: "mark this place as (a letter)",
    done: (next, key) => doAct(next, { do: "mark", mark: key }),
  },
});

const go = (state: ScreenState): ScreenState => {
  const marks = [...state.walk.marks.keys()];
  const there = marks.length === 0 ? "" : `; marks: ${marks.join(" ")}`;
  return {
    ...state,
    dialog: {
      is: "key",
      question: `go to mark (' back to where you were${there})`,
      done: (next, key) => doAct(next, key === "'" ? { do: "return" } : { do: "go", mark: key }),
    },
  };
};

/** Stops that what happens here suggests, and any other by its text. */
function addStop(state: ScreenState): ScreenState {
  const { walk } = state;
  const { history } = branchOf(walk);
  const step = walk.at.step === 0 ? undefined : history.world(walk.at.step).trace.last;
  const texts = new Set<string>();
  if (step && step.actor !== "") {
    for (const leaf of step.after.split("+")) if (leaf !== "") texts.add(`${step.actor}.${leaf}`);
    if (!step.event.includes(".")) texts.add(`${step.actor}.${step.event}`).add(step.event);
  }
  const actor = actorOf(state);
  const named = history.world(walk.at.step).actors.find((one) => one.name === actor);
  for (const path of named?.chart.states.keys() ?? []) if (path !== "") texts.add(`${actor}.${path}`);
  const choice = (text: string): Choice => ({
    key: text,
    text,
    line: () => [span(text)],
    done: (next) => doAct(next, { do: "stop", at: text }),
  });
  const other: Choice = {
    key: "",
    text: "another a posting an expression over when",
    line: () => [span("another …  over 10 million USD, when paid(rent) > 1 billion USD", "dim")],
    done: (next) => askLine(next, "stop at ", (then, text) => doAct(then, { do: "stop", at: text })),
  };
  const typed = (text: string): Choice => ({ ...choice(text), line: () => [span("a stop at "), span(text, "strong")] });
  return pickFrom(state, "Stop at", () => [other, ...[...texts].map(choice)], { other: typed });
}

function listStops(state: ScreenState): ScreenState {
  const choices = ({ walk }: ScreenState): readonly Choice[] =>
    walk.stops.map((stop, index) => ({
      key: `${index}`,
      text: stop.text,
      line: () => [span(`${index + 1} `, "dim"), span(stop.text)],
      done: (next) => next,
    }));
  return pickFrom(state, "Stops", choices, {
    empty: "there are no stops; b sets one",
    hint: "Del take away   Esc close",
    remove: (next, choice) => doAct(next, { do: "unstop", number: Number(choice.key) + 1 }),
  });
}

export const WALK_COMMANDS: readonly ScreenCommand[] = [
  {
    id: "step",
    keys: ["right", "l"],
    task: "walk",
    help: "one step on; 20→ takes twenty",
    hint: "step",
    words: "step [N]",
    counts: true,
    works: onward,
    idle: END,
    run: (state, count) => doAct(state, { do: "step", count }),
  },
  {
    id: "back",
    keys: ["left", "h"],
    task: "walk",
    help: "one step back",
    hint: "back",
    words: "back [N]",
    counts: true,
    works: backward,
    idle: BEGINNING,
    run: (state, count) => doAct(state, { do: "step", count: -count }),
  },
  {
    id: "year",
    keys: ["}"],
    task: "walk",
    help: "to the end of this year, or of the next",
    hint: "year",
    words: "year [N]",
    counts: true,
    works: onward,
    idle: END,
    run: (state, count) => doAct(state, { do: "year", count }),
  },
  {
    id: "year-back",
    keys: ["{"],
    task: "walk",
    help: "back to the end of the year before",
    words: "year back [N]",
    counts: true,
    works: backward,
    idle: BEGINNING,
    run: (state, count) => doAct(state, { do: "year", count: -count }),
  },
  {
    id: "actor-step",
    keys: ["]"],
    task: "walk",
    help: "to the next step of the chosen actor",
    words: "next ACTOR [N]",
    counts: true,
    works: onward,
    idle: END,
    run: toActor,
  },
  {
    id: "actor-back",
    keys: ["["],
    task: "walk",
    help: "back to the step before of the chosen actor",
    words: "prev ACTOR [N]",
    counts: true,
    works: backward,
    idle: BEGINNING,
    run: (state, count) => toActor(state, -count),
  },
  {
    id: "microstep",
    keys: ["."],
    task: "walk",
    help: "one microstep on: within a step, what a raised event does",
    words: "micro [N]",
    counts: true,
    works: onward,
    idle: END,
    run: (state, count) => doAct(state, { do: "microstep", count }),
  },
  {
    id: "microstep-back",
    keys: [","],
    task: "walk",
    help: "one microstep back",
    words: "micro back [N]",
    counts: true,
    works: backward,
    idle: BEGINNING,
    run: (state, count) => doAct(state, { do: "microstep", count: -count }),
  },
  {
    id: "run",
    keys: ["c"],
    task: "find",
    help: "on to the next stop, or to the end",
    hint: "run",
    words: "run",
    works: onward,
    idle: END,
    run: (state) => doAct(state, { do: "run", back: false }),
  },
  {
    id: "run-back",
    keys: ["C"],
    task: "find",
    help: "back to the stop before, or to the beginning",
    words: "back to stop",
    works: backward,
    idle: BEGINNING,
    run: (state) => doAct(state, { do: "run", back: true }),
  },
  {
    id: "first",
    keys: ["g", "home"],
    task: "walk",
    help: "to the beginning",
    words: "first",
    works: isOnPanes,
    run: (state) => doAct(state, { do: "first" }),
  },
  {
    id: "last",
    keys: ["G", "end"],
    task: "walk",
    help: "to the end",
    words: "last",
    works: isOnPanes,
    run: (state) => doAct(state, { do: "last" }),
  },
  {
    id: "play",
    keys: ["space"],
    task: "walk",
    help: "play and pause",
    hint: "play",
    works: (state) => onward(state) || state.playing,
    idle: END,
    run: (state) => ({ ...state, playing: !state.playing }),
  },
  {
    id: "slower",
    keys: ["<"],
    task: "walk",
    help: "play more slowly",
    works: isOnPanes,
    run: (state) => withSpeed(state, state.speed - 1),
  },
  {
    id: "faster",
    keys: [">"],
    task: "walk",
    help: "play faster",
    works: isOnPanes,
    run: (state) => withSpeed(state, state.speed + 1),
  },
  {
    id: "find",
    keys: ["/"],
    task: "find",
    help: "search: to the next step that says a text",
    hint: "find",
    words: "find TEXT",
    works: isOnPanes,
    run: (state) => askLine(state, "/", (next, text) => find(next, text, false), "", true),
  },
  {
    id: "find-next",
    keys: ["n"],
    task: "find",
    help: "to the next step that says it again",
    works: (state) => isOnPanes(state) && state.search !== "",
    idle: "nothing was searched for yet: / searches",
    run: (state) => find(state, "", false),
  },
  {
    id: "find-back",
    keys: ["N"],
    task: "find",
    help: "to the step before that says it",
    words: "find back TEXT",
    works: (state) => isOnPanes(state) && state.search !== "",
    idle: "nothing was searched for yet: / searches",
    run: (state) => find(state, "", true),
  },
  {
    id: "mark",
    keys: ["m"],
    task: "find",
    help: "mark this place with a letter",
    words: "mark MARK",
    works: isOnPanes,
    run: mark,
  },
  {
    id: "go",
    keys: ["'"],
    task: "find",
    help: "to a mark; '' goes back to where you were",
    words: "go MARK",
    works: isOnPanes,
    run: go,
  },
  {
    id: "stop",
    keys: ["b"],
    task: "find",
    help: "a stop: at a state, an event, a posting above an amount, an expression",
    hint: "stop",
    words: "stop at TEXT",
    works: isOnPanes,
    run: addStop,
  },
  {
    id: "stops",
    keys: ["B"],
    task: "find",
    help: "the stops there are; Del takes one away",
    words: "stops",
    works: isOnPanes,
    run: listStops,
  },
  {
    id: "go-there",
    keys: ["o"],
    task: "walk",
    help: "to the step under the cursor",
    words: "to STEP",
    works: (state) => isOnPanes(state) && rowUnder(state)?.step !== undefined,
    run: (state) => {
      const step = rowUnder(state)?.step;
      return step === undefined ? state : doAct(state, { do: "to-step", step });
    },
  },
];

function withSpeed(state: ScreenState, speed: number): ScreenState {
  const own = Math.max(0, Math.min(SPEEDS.length - 1, speed));
  const rate = SPEEDS[own] as number;
  return say({ ...state, speed: own }, `${rate} step${rate === 1 ? "" : "s"} a second`, "dim");
}
