/** The shape of a machine: states, transitions and the vocabulary of actions, as people write them. */
import * as z from "zod/mini";
import {
  anyKey,
  doc,
  eventName,
  exactlyOne,
  mapping,
  names,
  noted,
  scalar,
  snakeName,
  source,
  text,
  title,
  withValues,
} from "./shape-parts.ts";

const kind = () =>
  scalar("What the value is: money, number, share, duration, date, party, boolean, text, a rate.", "money");

const declaration = () => ({
  kind: kind(),
  default: text("The value where none is given.", "3 months"),
  like: text("The input whose currency it shares.", "rent"),
  doc: doc(),
});

const declared = z.union([kind(), mapping(declaration())]);

const declaredInput = z.union([
  kind(),
  mapping({ ...declaration(), known: text("The day since which the default has been known.", "2016-12-31") }),
]);

const variable = mapping({
  kind: kind(),
  initial: scalar("The first value: an expression over inputs and assumptions.", "rent"),
  like: text("The input whose currency it shares.", "rent"),
  doc: doc(),
});

const expression = (description: string, ...examples: unknown[]) => scalar(description, ...examples);

const payment = (verb: string) =>
  mapping({
    from: expression(`The party that ${verb}s.`, "tenant"),
    to: expression("The party that receives.", "landlord"),
    amount: expression("Money; rounded to whole cents here.", "rent / 4"),
    for: scalar("The category of the posting, a name.", "rent"),
    note: text("A remark that the journal keeps."),
  });

/** What an action does, by its name: the parameters it takes. */
const PARAMETERS = {
  owe: noted(payment("owe"), "Books what falls due."),
  pay: noted(
    payment("pay"),
    "Moves money, and settles what is owed between the two under the category, as far as it goes.",
  ),
  set: noted(z.record(snakeName, expression("The new value.")), "Sets own variables.", { rent: "rent * 110%" }),
  tell: noted(
    mapping({
      actor: scalar("Who is told: an actor, or `opener`."),
      event: scalar("The event."),
      with: withValues("The fields of the event."),
    }),
    "Sends an event to one actor.",
  ),
  announce: noted(
    mapping({ event: scalar("The event."), with: withValues("The fields of the event.") }),
    "Sends an event to every actor that listens.",
  ),
  open: noted(
    mapping({
      machine: scalar("The machine of the new actor.", "claim"),
      as: text("The group it belongs to; the machine's name unless given."),
      name: text("What it is called within the group, a text: its number unless given.", "event.name"),
      with: withValues("The inputs of the new actor."),
    }),
    "Starts a new actor, e.g. a claim.",
  ),
  note: noted(mapping({ text: scalar("What the journal says."), source: source() }), "Writes into the journal."),
  raise: noted(
    mapping({
      event: scalar("The event, to the machine itself."),
      with: withValues("The fields of the event."),
      delay: text("A duration, or a name of `delays`.", "90 days"),
      id: text("A name to cancel it by."),
    }),
    "Sends an event to itself, at once or later.",
  ),
  cancel: noted(mapping({ id: scalar("The id of what was raised.") }), "Cancels what was raised with a delay."),
};

/** The names of the actions. */
export const ACTION_NAMES: readonly string[] = Object.keys(PARAMETERS);

const longAction = z.discriminatedUnion("type", [
  mapping({ type: z.literal("owe"), params: PARAMETERS.owe }),
  mapping({ type: z.literal("pay"), params: PARAMETERS.pay }),
  mapping({ type: z.literal("set"), params: PARAMETERS.set }),
  mapping({ type: z.literal("tell"), params: PARAMETERS.tell }),
  mapping({ type: z.literal("announce"), params: PARAMETERS.announce }),
  mapping({ type: z.literal("open"), params: PARAMETERS.open }),
  mapping({ type: z.literal("note"), params: PARAMETERS.note }),
  mapping({ type: z.literal("raise"), params: PARAMETERS.raise }),
  mapping({ type: z.literal("cancel"), params: PARAMETERS.cancel }),
]);

const shortAction = mapping({
  owe: z.optional(PARAMETERS.owe),
  pay: z.optional(PARAMETERS.pay),
  set: z.optional(PARAMETERS.set),
  tell: z.optional(PARAMETERS.tell),
  announce: z.optional(PARAMETERS.announce),
  open: z.optional(PARAMETERS.open),
  note: z.optional(PARAMETERS.note),
  raise: z.optional(PARAMETERS.raise),
  cancel: z.optional(PARAMETERS.cancel),
}).check(exactlyOne(ACTION_NAMES));

const action = z.union([shortAction, longAction]);
const actions = (description: string) => z.optional(noted(z.union([action, z.array(action)]), description));

const guard = z.optional(
  noted(
    z.union([
      scalar("An expression that must hold."),
      mapping({ type: z.literal("when"), params: mapping({ is: scalar("An expression that must hold.") }) }),
    ]),
    "An expression that must hold for the transition to be taken.",
    "event.claimed > 0 USD",
  ),
);

const transition = mapping({
  target: text("The state to go to; none: actions only.", "ended"),
  guard,
  actions: actions("What is done, in order."),
  reenter: z.optional(noted(z.literal(["true", "false", true, false]), "Leave and enter the state again.")),
  doc: doc(),
});
const oneTransition = z.union([scalar("The state to go to."), transition]);
const transitions = z.union([oneTransition, z.array(oneTransition)]);

const calendar = mapping({
  src: noted(z.literal("calendar"), "The one thing that can be invoked: dates that recur while the state lasts."),
  input: mapping({
    every: scalar("The time between two occurrences.", "3 months"),
    from: scalar("The first occurrence; later ones are counted from it.", "2004-03-31"),
    until: text("The last day on which one may fall, included."),
    event: scalar("The event sent on each date.", "due"),
  }),
});

const state = mapping({
  doc: doc(),
  type: z.optional(
    noted(z.enum(["parallel", "final", "history"]), "Parallel regions, an end, or the memory of where it was."),
  ),
  history: z.optional(noted(z.enum(["shallow", "deep"]), "How far down a history state remembers.")),
  target: text("Where a history state leads that remembers nothing."),
  initial: text("The state it begins in.", "running"),
  get states() {
    return z.optional(states);
  },
  entry: actions("What is done on entering."),
  exit: actions("What is done on leaving."),
  on: names(eventName, transitions, "Transitions by event.", { notice: { target: "ended" } }),
  always: z.optional(noted(transitions, "Transitions that are tried whenever something changed.")),
  after: names(anyKey, transitions, "Transitions by delay: a duration, or a name of `delays`.", { "90 days": "late" }),
  invoke: z.optional(noted(z.union([calendar, z.array(calendar)]), "Calendars that run while the state lasts.")),
});

const states: z.ZodMiniRecord<typeof snakeName, typeof state> = z.record(snakeName, state);

/** A machine of one's own, in the vocabulary of the built-in ones. */
export const machine = mapping({
  title: title(),
  doc: doc(),
  source: source(),
  inputs: names(snakeName, declaredInput, "What an actor of this machine is given.", { payer: "party" }),
  variables: names(snakeName, variable, "What it remembers.", { rent: { kind: "money per year", initial: "yearly" } }),
  events: names(snakeName, z.record(snakeName, declared), "The events it acts on, each with its fields.", {
    crash: { claimed: "money" },
  }),
  delays: names(snakeName, scalar("A duration.", "90 days"), "Durations by name."),
  type: z.optional(noted(z.enum(["parallel"]), "All states of the top level at once.")),
  initial: text("The state it begins in.", "running"),
  states: z.optional(noted(states, "The states by name.")),
  entry: actions("What is done at the start."),
  exit: actions("What is done at the end."),
  on: names(eventName, transitions, "Transitions by event, from any state."),
  always: z.optional(noted(transitions, "Transitions that are tried whenever something changed.")),
  after: names(anyKey, transitions, "Transitions by delay, counted from the start."),
  invoke: z.optional(noted(z.union([calendar, z.array(calendar)]), "Calendars that run from start to end.")),
});
