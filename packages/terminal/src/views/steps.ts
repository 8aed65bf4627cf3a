/** The words for a step: its event, where it comes from, what it did. Shared by account, trace and comparison. */
import type { EpochDay, Outcome, Posting, Step, StepEffect, World } from "@steppe/core";
import { dateText, groupedMoney, shownNumber } from "@steppe/core";
import { shownKind } from "@steppe/core/measure/shares.ts";
import { LAST_YEAR, yearOf } from "@steppe/core/quantity/date.ts";
import { oneLine } from "./text.ts";
import { shown } from "./values.ts";

/** XState's own names for a start, and ours for a condition asked again, are not for people. */
export function eventText(event: string): string {
  if (event === "xstate.init") return "start";
  if (event === "steppe.ask") return "condition";
  const delayed = /^xstate\.after\..*? (after .*)\.m(?:\/.*)?$/.exec(event);
  if (delayed) return oneLine(delayed[1] ?? event);
  if (event.startsWith("xstate.done.")) return "done";
  return oneLine(event);
}

/** "claimed 60,000,000.00 USD, inside no"; what is an empty text is left out. */
export function fieldsText(step: Step): string {
  return step.fields
    .map(({ name, kind, value }) => (value === "" ? "" : `${oneLine(name)} ${withoutZeros(shown(kind, value))}`))
    .filter((text) => text !== "")
    .join(", ");
}

/** "60,000,000.00 USD" as "60,000,000 USD": within a sentence zero cents say nothing. */
const withoutZeros = (text: string): string => text.replace(/^(-?[\d,]+)\.0+(?= [A-Z]{3}$)/, "$1");

/** An event with its fields, but only one that someone sent: delays, starts and conditions go without saying. */
export function sentText(step: Step): string {
  const { from } = step.origin;
  // A change of assumptions: its effects say all.
  if (step.actor === "") return "";
  if (from === "start" || from === "timer" || step.event === "xstate.init" || step.event === "steppe.ask") return "";
  const fields = fieldsText(step);
  return fields === "" ? eventText(step.event) : `${eventText(step.event)}: ${fields}`;
}

/**
 * What is new of a configuration: of parallel regions only those that changed, and without the path that both
 * states share: "unsettled.lodged" to "unsettled.commission" is "commission".
 */
export function newStates({ before, after }: Pick<Step, "before" | "after">): string {
  const was = before.split("+");
  const changed = after.split("+").filter((state) => !was.includes(state));
  const parentOf = (state: string) => state.slice(0, state.lastIndexOf(".") + 1);
  const shortened = changed.map((state) => {
    const parent = parentOf(state);
    return parent !== "" && was.some((other) => other.startsWith(parent)) ? state.slice(parent.length) : state;
  });
  return shortened.length === 0 ? after : shortened.join("+");
}

/** "in_force.term → ended", "→ unsettled.lodged" for a start, "" where nothing changed. */
export function changeText({ before, after }: Pick<Step, "before" | "after">): string {
  if (before === after) return "";
  const states = newStates({ before, after });
  return before === "" ? `→ ${states}` : `${before} → ${states}`;
}

export function postingText(posting: Posting): string {
  const { verb, from, to, minor, currency, category } = posting;
  const [giver, taker] = [oneLine(from), oneLine(to)];
  const amount = groupedMoney(minor, currency);
  const what = verb === "pay" ? "pays" : "owes";
  return `${giver} ${what} ${taker} ${amount} for ${oneLine(category)}`;
}

/** Whether an entry of the timeline went to an actor that was not there: what it is told to has been in no state. */
export function isNobody({ origin, heard, before, after }: Step): boolean {
  return origin.from === "timeline" && !heard && before === "" && after === "";
}

/** What a step paid and booked as owed, in all: "russia pays 2,430,000 USD". */
export function paidText(step: Step, { journal }: Pick<World, "journal">): string {
  const sums = new Map<string, { head: string; currency: string; minor: bigint }>();
  for (const effect of step.effects) {
    const posting = effect.did === "posting" ? journal.postings.at(effect.posting) : undefined;
    if (!posting) continue;
    const { from, verb, currency, minor } = posting;
    const head = `${oneLine(from)} ${verb === "pay" ? "pays" : "owes"}`;
    const key = JSON.stringify([head, currency]);
    sums.set(key, { head, currency, minor: (sums.get(key)?.minor ?? 0n) + minor });
  }
  return [...sums.values()]
    .map(({ head, currency, minor }) => `${head} ${withoutZeros(groupedMoney(minor, currency))}`)
    .join(", ");
}

export function effectText(effect: StepEffect, { world }: Pick<Outcome, "world">): string {
  switch (effect.did) {
    case "posting": {
      const posting = world.journal.postings.at(effect.posting);
      if (!posting) throw new Error(`no posting ${effect.posting}`);
      return `${postingText(posting)} (posting ${shownNumber(posting)})`;
    }
    case "set":
      return `sets ${oneLine(effect.name)} to ${shown(effect.kind, effect.value)}`;
    case "told":
      return effect.listeners === 0
        ? `tells ${effect.actor === "" ? "nobody" : `${oneLine(effect.actor)}, whom there is not,`} ${oneLine(effect.event)}`
        : `tells ${oneLine(effect.actor)} ${oneLine(effect.event)}`;
    case "announced":
      return `announces ${oneLine(effect.event)}${effect.listeners === 0 ? ", to nobody" : ""}`;
    case "opened":
      return `opens ${oneLine(effect.actor)}`;
    case "noted":
      return `notes: ${oneLine(effect.text)}${effect.source === undefined ? "" : ` [${oneLine(effect.source)}]`}`;
    case "raised":
      return `raises ${oneLine(effect.event)}`;
    case "scheduled":
      return `waits until ${waitText(effect.date)}${scheduledWhat(effect.id)}`;
    case "unscheduled":
      return `waits no longer${scheduledWhat(effect.id)}`;
    case "assumed":
      return `assumes ${oneLine(effect.name)} = ${shown(shownKind(world.model, effect.kind, effect.name), effect.value)}`;
  }
}

/** What is put down for the last year there is never comes: so delays without an end are written. */
const waitText = (date: EpochDay): string => (yearOf(date) === LAST_YEAR ? "never" : dateText(date));

/** " (after build_time)" for a delay of a state, " (renew)" for an event raised to come later. */
function scheduledWhat(id: string): string {
  return ` (${eventText(id)})`;
}

/** Where a step comes from: "timeline crash-2007", "step 26, a delay", "the start". */
export function causeText(step: Step): string {
  const by = step.cause === undefined ? "" : `step ${step.cause}`;
  const from = oneLine(step.sender);
  switch (step.origin.from) {
    case "start":
      return "start";
    case "timeline":
      return `timeline ${oneLine(step.origin.entry)}`;
    case "reaction":
      return by === "" ? "start" : by;
    case "timer":
      return by === "" ? "delay" : `${by}, delay`;
    case "calendar":
      return by === "" ? "calendar" : `${by}, calendar`;
    case "user":
      return from === "" ? "you" : "told by hand";
  }
}
