/** The pass `postings`: where nothing reads single postings, payments go into sums and are not kept one by one. */
import { type Expression, type Place, visit } from "@steppe/core";
import type { Asked } from "../asked.ts";
import type { Plan } from "../plan/plan.ts";
import { possiblePostings } from "../plan/possible.ts";
import { possibleTotals } from "../plan/totals.ts";
import type { Note } from "./note.ts";
import { readInTheRun } from "./said.ts";

/**
 * Why postings must be kept; undefined when sums are enough. A sum over dates, one that converts at the rates of their
 * days, and what they are worth today read them one by one.
 */
export function whyPostingsAreKept(plan: Plan, asked: Asked): Note | undefined {
  for (const { expression, who } of [...readInTheRun(plan), ...readAtTheEnd(plan, asked)]) {
    const place = readsPostings(expression);
    if (place) return { text: `${who} reads single postings`, place };
  }
  return undefined;
}

/** What is evaluated when a run is over. */
export function readAtTheEnd({ model }: Plan, { columns }: Asked): readonly { expression: Expression; who: string }[] {
  const measures = columns.flatMap(({ subject }) => {
    const measure = subject.about === "measure" && model.measures.find(({ name }) => name === subject.name);
    return measure ? [{ expression: measure.expression, who: `the measure \`${measure.name}\`` }] : [];
  });
  const expectations = model.expectations.flatMap(({ when, id, test }) =>
    when === "at_end" ? [{ expression: test, who: `the expectation \`${id}\`` }] : [],
  );
  return [...measures, ...expectations];
}

function readsPostings(expression: Expression): Place | undefined {
  let found: Place | undefined;
  visit(expression, (part) => {
    if (part.node === "npv") found = part.place;
    if (part.node !== "sum") return;
    const { convert, filter } = part.sum;
    if (convert || filter.on || filter.since || filter.until) found = part.place;
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
