/** Measures as they stand at a day of a branch: for a header, which every frame draws. */
import {
  answerOn,
  type ComparedCell,
  type EpochDay,
  type Exact,
  type Kind,
  type LedgerSum,
  type Measure,
  sameKind,
  type Value,
  visit,
  type World,
} from "@steppe/core";
import { shownKindOf } from "@steppe/core/measure/shares.ts";
import type { History } from "@steppe/walk";
import { differenceText, sameShown, shown } from "../../views/values.ts";

export interface MeasuredNow {
  readonly measure: Measure;
  readonly kind: Kind;
  /** Absent where it has none. */
  readonly value?: Value;
}

const known = new WeakMap<World, Map<string, MeasuredNow>>();

/** A measure in a World, as of a day. */
export function measured(world: World, measure: Measure, on: EpochDay = world.today): MeasuredNow {
  let own = known.get(world);
  if (!own) {
    own = new Map();
    known.set(world, own);
  }
  const key = `${measure.name}\n${on}`;
  let found = own.get(key);
  if (!found) {
    const answer = answerOn(world, measure.expression, on);
    const kind = shownKindOf(world.model, measure.expression, measure.text);
    found = { measure, kind, ...("value" in answer && { value: answer.value }) };
    own.set(key, found);
  }
  return found;
}

/** The World of a history at the end of a day, as far as it is known; walks on to that day. */
export const worldOn = (history: History, date: EpochDay): World => history.world(history.stepsUpTo(date));

/**
 * What a measure of one future is more than in another, both at the end of a day; "" where they are the same. Within a day
 * two futures are not at the same place: one has more steps still to come.
 */
export function changeOn(before: History, now: History, { name }: Measure, on: EpochDay): string {
  const [one, two] = [before, now].map((history) => {
    const world = worldOn(history, on);
    const own = world.model.measures.find((measure) => measure.name === name);
    return own && measured(world, own, on);
  });
  return one && two ? changeOf(one, two) : "";
}

/** So many postings can be gone through in every frame. */
const FEW = 500;

/** Whether a measure can be asked in every frame: one that goes through all postings, in a short ledger only. */
export function isQuick({ expression }: Measure, { journal }: World): boolean {
  if (journal.postings.length <= FEW) return true;
  let quick = true;
  visit(expression, (node) => {
    if (node.node === "npv" || (node.node === "sum" && isLong(node.sum))) quick = false;
  });
  return quick;
}

/** Sums without dates and in one currency are read off the running totals. */
const isLong = ({ convert, filter }: LedgerSum): boolean =>
  convert || filter.since !== undefined || filter.until !== undefined || filter.on !== undefined;

export const valueText = ({ kind, value }: MeasuredNow): string => (value === undefined ? "none" : shown(kind, value));

const isFigure = ({ type }: Kind): boolean =>
  type === "money" || type === "rate" || type === "number" || type === "share";

/** 1 where a figure rose, -1 where it fell, 0 where it did not or is no figure. */
export function moveOf(before: MeasuredNow, now: MeasuredNow): number {
  if (before.value === undefined || now.value === undefined || !isFigure(now.kind)) return 0;
  return (now.value as Exact).compare(before.value as Exact);
}

/** "+2,430,000.00 USD", "was never": what one is more than another, with its sign; "" where they are the same. */
export function changeOf(before: MeasuredNow, now: MeasuredNow): string {
  if (before.value === undefined || now.value === undefined) {
    return before.value === now.value ? "" : `was ${valueText(before)}`;
  }
  if (sameShown(now.kind, before.value, now.value)) return "";
  const { kind, value } = now;
  if (isFigure(kind) && sameKind(before.kind, kind)) {
    const difference = (value as Exact).sub(before.value as Exact);
    return differenceText({ kind, value, difference } as ComparedCell);
  }
  return `was ${valueText(before)}`;
}
