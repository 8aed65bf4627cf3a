/**
 * The pass `postings`: payments go into sums, and are kept one by one only for those who read them so.
 *
 * What expectations and measures read of days they mostly read off running sums (running.ts). Of a sum that none can
 * take the place of, the postings of its totals are kept, and of no others.
 */
import { type EpochDay, type Expression, type Value, visit } from "@steppe/core";
import type { Asked } from "../asked.ts";
import type { Plan } from "../plan/plan.ts";
import { possiblePostings } from "../plan/possible.ts";
import { possibleTotals } from "../plan/totals.ts";
import { constantsOutside } from "./constants.ts";
import type { Note } from "./note.ts";
import { type LedgerNode, type Parts, type RunningSum, RunningSums, totalsRead } from "./running.ts";
import { type Read, readInTheRun } from "./said.ts";

export interface Postings {
  /** Why every posting is kept; undefined where they go into sums. */
  readonly off: Note | undefined;
  /** Totals whose postings are kept, each with the first that reads them one by one. */
  readonly kept: ReadonlyMap<number, Note>;
  readonly sums: readonly RunningSum[];
  /** How sums of expectations and measures are read off running sums. */
  readonly parts: ReadonlyMap<Expression, Parts>;
  /** Who reads running sums, and who reads postings one by one. */
  readonly read: readonly Note[];
}

export const everyPosting = (off: Note): Postings => ({ off, kept: new Map(), sums: [], parts: new Map(), read: [] });

/** `last`: the last day that is run. */
export function postingsOf(plan: Plan, asked: Asked, fixed: ReadonlyMap<string, Value>, last: EpochDay): Postings {
  const found = new Finding(plan);
  const daily = constantsOutside(plan.model, fixed);
  const atTheEnd = constantsOutside(plan.model, fixed, last);
  for (const { expression, who, outside } of readInTheRun(plan)) {
    for (const node of datedIn(expression)) {
      if (outside) found.read(node, who, found.running.partsOf(node, daily));
      else found.read(node, who, "it is read in the course of a step");
    }
  }
  for (const { expression, who } of readAtTheEnd(plan, asked)) {
    for (const node of datedIn(expression)) found.read(node, who, found.running.partsOf(node, atTheEnd));
  }
  const { kept, parts, notes, running } = found;
  return { off: undefined, kept, parts, sums: running.sums, read: notes };
}

class Finding {
  readonly running: RunningSums;
  readonly kept = new Map<number, Note>();
  readonly parts = new Map<Expression, Parts>();
  readonly notes: Note[] = [];
  readonly #plan: Plan;

  constructor(plan: Plan) {
    this.#plan = plan;
    this.running = new RunningSums(plan);
  }

  read(node: LedgerNode, who: string, parts: Parts | string): void {
    const { place } = node;
    if (typeof parts === "string") {
      const note = { text: `${who} reads single postings: ${parts}`, place };
      this.notes.push(note);
      for (const total of totalsRead(this.#plan, node)) if (!this.kept.has(total)) this.kept.set(total, note);
      return;
    }
    this.parts.set(node, parts);
    if (parts.some(({ sum }) => sum !== undefined)) this.notes.push({ text: `${who} reads a running sum`, place });
  }
}

/** What is evaluated when a run is over. */
export function readAtTheEnd({ model }: Plan, { columns }: Asked): readonly Read[] {
  const measures = columns.flatMap(({ subject }) => {
    const measure = subject.about === "measure" && model.measures.find(({ name }) => name === subject.name);
    return measure ? [{ expression: measure.expression, who: `the measure \`${measure.name}\`` }] : [];
  });
  const expectations = model.expectations.flatMap(({ when, id, test }) =>
    when === "at_end" ? [{ expression: test, who: `the expectation \`${id}\`` }] : [],
  );
  return [...measures, ...expectations];
}

/** The sums of an expression that totals do not say: of some days, converted, discounted. */
function datedIn(expression: Expression): readonly LedgerNode[] {
  const found: LedgerNode[] = [];
  visit(expression, (part) => {
    if (part.node === "npv") found.push(part);
    if (part.node !== "sum") return;
    const { convert, filter, quantity } = part.sum;
    if ((convert && quantity !== "owed") || filter.on || filter.since || filter.until) found.push(part);
  });
  return found;
}

/** The totals under which something may be owed. */
export function owedTotals({ model, layouts, ledger }: Plan): ReadonlySet<number> {
  return possibleTotals(
    ledger,
    possiblePostings(model, layouts).filter(({ verb }) => verb === "owe"),
  );
}
