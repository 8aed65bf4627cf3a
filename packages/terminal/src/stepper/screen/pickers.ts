/** What can be changed where a walk stands: pickers and forms. */
import {
  type Assumption,
  constantValue,
  dateText,
  type EpochDay,
  type Expression,
  parseDate,
  type TimelineEntry,
} from "@steppe/core";
import { drawsOf } from "@steppe/core/scenario/sites.ts";
import { type Accepted, acceptedIn, branchOf, worldAt } from "@steppe/walk";
import { shown } from "../../views/values.ts";
import { doAct } from "./acting.ts";
import { askLine, type Choice, type FormField, pickFrom } from "./dialog.ts";
import { span } from "./lines.ts";
import { type ScreenState, say, without } from "./state.ts";

/** The events that some actor would take now. */
export function pickInjection(state: ScreenState): ScreenState {
  return pickFrom(state, "Inject an event", ({ walk }) => acceptedIn(worldAt(walk)).map(injectionChoice), {
    empty: "no actor takes any event here: take a step first",
  });
}

function injectionChoice(one: Accepted): Choice {
  const { actor, event, fields, guarded, targets, recurs } = one;
  const needs = fields.map(({ name, required }) => (required ? name : `[${name}]`)).join(", ");
  const more = [
    targets.length > 0 ? `→ ${targets.join(", ")}` : "stays",
    ...(guarded ? ["if its guard lets it"] : []),
    ...(recurs ? ["comes by itself too"] : []),
  ].join("; ");
  return {
    key: `${actor}.${event}`,
    text: `${actor}.${event} ${actor} ${event} ${needs}`,
    line: () => [
      span(`${actor}.`),
      span(event, "strong"),
      span(needs === "" ? "" : `(${needs})`),
      span(`  ${more}`, "dim"),
    ],
    done: (state) => injectionForm(state, one),
  };
}

function injectionForm(state: ScreenState, { actor, event, fields }: Accepted): ScreenState {
  const { model } = branchOf(state.walk);
  const chart = worldAt(state.walk).actors.find(({ name }) => name === actor)?.chart;
  const written = chart?.events.get(event);
  const own = fields.map((field): FormField => {
    const initial = written?.get(field.name)?.initial;
    return {
      name: field.name,
      kind: field.kind,
      required: field.required,
      text: "",
      ...(field.doc !== undefined && { doc: field.doc }),
      ...(initial && { otherwise: initialText(initial) }),
    };
  });
  const on = worldAt(state.walk).today;
  return {
    ...state,
    dialog: {
      is: "form",
      title: `Inject ${actor}.${event}`,
      about: [
        `on ${dateText(on)}, after what has happened so far; values are expressions, such as 10 million ${model.currency}`,
      ],
      // What has to be given comes first.
      fields: [...own.filter(({ required }) => required), ...own.filter(({ required }) => !required), branchField()],
      index: 0,
      at: 0,
      act: (values) => {
        const { [BRANCH]: as, ...given } = values;
        return { do: "inject", actor, event, with: given, ...(as !== undefined && { as }) };
      },
    },
  };
}

/** What a field is where nothing is given for it. */
function initialText(initial: Expression): string {
  const constant = constantValue(initial);
  return constant && "value" in constant ? shown(initial.kind, constant.value) : "what the machine says";
}

/** No field of an event is called so: it holds a space. */
const BRANCH = "new branch";

const branchField = (): FormField => ({
  name: BRANCH,
  required: false,
  text: "",
  otherwise: "a name of its own",
  isBranch: true,
});

/** The assumptions, with what they are now. */
export function pickAssumption(state: ScreenState): ScreenState {
  return pickFrom(
    state,
    "Change an assumption from here on",
    ({ walk }) => [...branchOf(walk).model.assumptions.values()].map((one) => assumptionChoice(state, one)),
    { empty: "the scenario assumes nothing" },
  );
}

/** The value of an assumption where the walk stands, as text; "" where it has none yet. */
function assumedText({ walk }: ScreenState, { name, kind }: Assumption): string {
  try {
    return shown(kind, worldAt(walk).assumptions.value(name));
  } catch {
    // One that hangs on what has not happened yet has no value here.
    return "";
  }
}

function assumptionChoice(state: ScreenState, assumption: Assumption): Choice {
  const { name, kind, doc } = assumption;
  const value = assumedText(state, assumption);
  return {
    key: name,
    text: `${name} ${value} ${doc ?? ""}`,
    line: () => [span(name, "strong"), span(`  ${value}`), span(`  ${doc ?? ""}`, "dim")],
    done: (next) => ({
      ...next,
      dialog: {
        is: "form",
        title: `Change ${name} from here on`,
        about: [`now ${value}${doc === undefined ? "" : `; ${doc}`}`],
        fields: [{ name: "value", kind, required: true, text: "" }, branchField()],
        index: 0,
        at: 0,
        act: ({ value: wanted = "", [BRANCH]: as }) => ({
          do: "assume",
          assumption: name,
          value: wanted,
          ...(as !== undefined && { as }),
        }),
      },
    }),
  };
}

/** The dated entries of the timeline: to move, or to take out. */
export function pickEntry(state: ScreenState): ScreenState {
  const choices = ({ walk }: ScreenState): readonly Choice[] => {
    const world = worldAt(walk);
    return world.timeline.map(({ date, entry }) => entryChoice(date, entry, date < world.today));
  };
  return pickFrom(state, "Move or remove an entry of the timeline", choices, {
    empty: "the timeline of this scenario is empty",
    hint: "type to search   Enter move   Del remove   Esc close",
    remove: (next, { key }) => doAct(without(next, "dialog"), { do: "remove", entry: key }),
  });
}

function entryText(entry: TimelineEntry): string {
  if (entry.does === "send") return `${entry.actor}.${entry.event}`;
  return entry.changes.map(({ assumption }) => `${assumption} changes`).join(", ");
}

function entryChoice(date: EpochDay, entry: TimelineEntry, past: boolean): Choice {
  const what = entryText(entry);
  const { id, doc } = entry;
  return {
    key: id,
    text: `${id} ${dateText(date)} ${what} ${doc ?? ""}`,
    line: () => [
      span(dateText(date), past ? "dim" : undefined),
      span(`  ${what}`, past ? "dim" : "strong"),
      span(`  ${id}`, "dim"),
    ],
    done: (state) =>
      askLine(state, `move ${id} to (YYYY-MM-DD) `, (next, text) => moveEntry(next, id, text), dateText(date)),
  };
}

function moveEntry(state: ScreenState, entry: string, text: string): ScreenState {
  const parsed = parseDate(text.trim());
  return "day" in parsed ? doAct(state, { do: "move", entry, on: parsed.day }) : say(state, parsed.reason, "bad");
}

/** Draws ahead are shown from so many of the steps that are known. */
const STEPS_AHEAD = 500;

/** The draws of the step that was last taken, and those known ahead. */
export function pickDraw(state: ScreenState): ScreenState {
  return pickFrom(state, "Force a draw", drawChoices, {
    empty: "nothing was drawn in this step, and nothing is drawn in those known ahead",
  });
}

function drawChoices({ walk }: ScreenState): readonly Choice[] {
  const { history, model } = branchOf(walk);
  const { trace } = history.newest;
  const choices: Choice[] = [];
  const from = Math.max(0, walk.at.step - 1);
  for (let i = from; i < trace.length && i < from + STEPS_AHEAD; i++) {
    const step = trace.at(i);
    for (const { site, n, u } of step?.draws ?? []) {
      const own = drawsOf(model, step?.actor ?? "").get(site);
      const actor = own ? (step?.actor ?? "") : "timeline";
      const drawn = (own ?? drawsOf(model, actor).get(site))?.distribution;
      const what = drawn === "bernoulli" ? "chance" : (drawn ?? "draw");
      const wanted = drawn === "bernoulli" ? "true or false" : "the share of outcomes below, between 0 and 1";
      const when = `${dateText(step?.date ?? 0)}${i < walk.at.step ? " here" : ""}`;
      choices.push({
        key: `${actor} ${site} ${n}`,
        text: `${actor} ${site} ${when} ${what}`,
        line: () => [
          span(`${when}  `, "dim"),
          span(actor, "strong"),
          span(`  ${site} #${n}`),
          span(`  ${what}, u = ${u.toFixed(6)}`, "dim"),
        ],
        done: (state) =>
          askLine(state, `${actor} ${site} #${n} is (${wanted}) `, (next, text) =>
            text.trim() === "" ? next : doAct(next, { do: "force", actor, site, n, value: text.trim() }),
          ),
      });
    }
  }
  return choices;
}
