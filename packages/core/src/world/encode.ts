/** Steps and values as plain JSON, and back. */
import {
  dateText,
  decodeValue,
  type EncodedValue,
  type EpochDay,
  encodeValue,
  type Kind,
  NEVER,
  parseDate,
} from "../quantity/index.ts";
import type { NamedValue, Step, StepEffect } from "./trace.ts";

export interface EncodedNamed {
  readonly name: string;
  readonly kind: Kind;
  readonly value: EncodedValue;
}

export const encodeNamed = ({ name, kind, value }: NamedValue): EncodedNamed => ({
  name,
  kind,
  value: encodeValue(kind, value),
});
export const decodeNamed = ({ name, kind, value }: EncodedNamed): NamedValue => ({
  name,
  kind,
  value: decodeValue(kind, value),
});

/** A date that may be NEVER, which JSON has no number for. */
export const encodeDay = (day: EpochDay): string => dateText(day);

export function decodeDay(text: string): EpochDay {
  if (text === "never") return NEVER;
  const parsed = parseDate(text);
  if ("reason" in parsed) throw new TypeError(`not a date: ${text}`);
  return parsed.day;
}

type Encoded<T> = T extends { readonly value: unknown } ? Omit<T, "value"> & { readonly value: EncodedValue } : T;
export type EncodedEffect = Encoded<StepEffect>;

export type EncodedStep = Omit<Step, "date" | "fields" | "effects"> & {
  readonly date: string;
  readonly fields: readonly EncodedNamed[];
  readonly effects: readonly EncodedEffect[];
};

function encodeEffect(effect: StepEffect): EncodedEffect {
  return effect.did === "set" || effect.did === "assumed"
    ? { ...effect, value: encodeValue(effect.kind, effect.value) }
    : effect;
}

function decodeEffect(effect: EncodedEffect): StepEffect {
  return effect.did === "set" || effect.did === "assumed"
    ? { ...effect, value: decodeValue(effect.kind, effect.value) }
    : effect;
}

/** A step as plain JSON: every value by its kind, dates in ISO form. */
export function encodeStep(step: Step): EncodedStep {
  const { n, date, actor, event, fields, ...rest } = step;
  return {
    n,
    date: encodeDay(date),
    actor,
    event,
    fields: fields.map(encodeNamed),
    ...rest,
    effects: step.effects.map(encodeEffect),
  };
}

export function decodeStep(step: EncodedStep): Step {
  return {
    ...step,
    date: decodeDay(step.date),
    fields: step.fields.map(decodeNamed),
    effects: step.effects.map(decodeEffect),
  };
}
