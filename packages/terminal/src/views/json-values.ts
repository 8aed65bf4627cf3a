/** Values, problems and steps as plain JSON: money and numbers as decimal text, dates as ISO text or null. */
import {
  type Comparison,
  type Duration,
  dateText,
  type EpochDay,
  type Exact,
  type Kind,
  moneyText,
  NEVER,
  numberText,
  type Posting,
  type Problem,
  roundHalfEven,
  type Step,
  type StepEffect,
  shownNumber,
  type Value,
} from "@steppe/core";
import { escapeJson } from "./problem-frame-text.ts";
import { eventText } from "./steps.ts";

/** JSON text with two spaces; what could turn a terminal's head is written as `\u…`. */
export function jsonText(document: unknown): string {
  return escapeJson(JSON.stringify(document, null, 2));
}

/** A date, or null for never. */
export const jsonDay = (day: EpochDay): string | null => (day === NEVER ? null : dateText(day));

/** The kind as a word: "money per year" for a rate of money. */
export function jsonKind(kind: Kind): string {
  if (kind.type !== "rate") return kind.type;
  return kind.currency === null ? "number per year" : "money per year";
}

/** `kind`, `value` and, for money, `currency`. A rate is per year. */
export function jsonValue(kind: Kind, value: Value): object {
  switch (kind.type) {
    case "money":
      return { kind: "money", value: money(value as Exact, kind.currency), currency: kind.currency };
    case "rate":
      return kind.currency === null
        ? { kind: jsonKind(kind), value: numberText(value as Exact) }
        : { kind: jsonKind(kind), value: money(value as Exact, kind.currency), currency: kind.currency };
    case "number":
    case "share":
      return { kind: kind.type, value: numberText(value as Exact) };
    case "date":
      return { kind: "date", value: jsonDay(value as EpochDay) };
    case "duration": {
      const { months, days } = value as Duration;
      return { kind: "duration", value: { months, days } };
    }
    default:
      return { kind: kind.type, value };
  }
}

/** A difference in the unit of its measure; of dates, in days. */
export function jsonDifference(kind: Kind, difference: Exact | number): string | number {
  if (typeof difference === "number") return difference;
  const isMoney = kind.type === "money" || (kind.type === "rate" && kind.currency !== null);
  return isMoney ? money(difference, kind.currency as string) : numberText(difference);
}

const money = (minor: Exact, currency: string): string => moneyText(roundHalfEven(minor), currency);

export function jsonProblem({ code, severity, message, place, help, notes }: Problem): object {
  return {
    code,
    severity,
    message,
    ...(place && { file: place.file, line: place.line, column: place.column }),
    ...(help && { help }),
    ...(notes && { notes }),
  };
}

export function jsonPosting(posting: Posting): object {
  const { date, verb, from, to, category, minor, settled, currency, step, note } = posting;
  return {
    n: shownNumber(posting),
    date: jsonDay(date),
    verb,
    from,
    to,
    category,
    amount: moneyText(minor, currency),
    ...(verb === "pay" && { settled: moneyText(settled, currency) }),
    currency,
    step,
    ...(note !== undefined && { note }),
  };
}

export function jsonStep(step: Step): object {
  const { n, date, actor, event, fields, sender, origin, cause, heard, before, after, effects, draws } = step;
  return {
    n,
    date: jsonDay(date),
    actor,
    event: eventText(event),
    fields: fields.map(({ name, kind, value }) => ({ name, ...jsonValue(kind, value) })),
    sender,
    origin: origin.from,
    ...(origin.from === "timeline" && { entry: origin.entry }),
    cause: cause ?? null,
    heard,
    from: before,
    to: after,
    effects: effects.map(jsonEffect),
    draws: draws.map(({ site, n: count, u }) => ({ site, n: count, u })),
  };
}

function jsonEffect(effect: StepEffect): object {
  switch (effect.did) {
    case "set":
    case "assumed":
      return { did: effect.did, name: effect.name, ...jsonValue(effect.kind, effect.value) };
    case "scheduled":
      return { did: effect.did, what: eventText(effect.id), date: jsonDay(effect.date) };
    case "unscheduled":
      return { did: effect.did, what: eventText(effect.id) };
    case "posting":
      return { did: effect.did, posting: shownNumber({ n: effect.posting }) };
    default:
      return { ...effect };
  }
}

/** Where a scenario parts from the first, with the first step of each that differs. */
export function jsonParting(parting: Comparison["partings"][number]): object | null {
  if (!parting) return null;
  const { date, base, other } = parting;
  return { date: jsonDay(date), first: base ? jsonStep(base) : null, other: other ? jsonStep(other) : null };
}
