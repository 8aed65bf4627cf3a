/** The inspector: all there is to say of one thing. */
import { dateText, explainPosting } from "@steppe/core";
import { amountOf } from "@steppe/core/measure/amount.ts";
import { breakdownOf } from "@steppe/core/measure/breakdown.ts";
import { branchOf, type Walk, worldAt } from "@steppe/walk";
import { breakdownLines } from "../../views/explain-measure.ts";
import { postingLines } from "../../views/explain-posting.ts";
import { oneLine } from "../../views/text.ts";
import { writeActor } from "./inspect-actor.ts";
import { writeBranch } from "./inspect-branch.ts";
import { writeProblem, writeStep } from "./inspect-step.ts";
import { TOTAL_NAMES, writeTotal } from "./inspect-total.ts";
import { measured, valueText } from "./measures.ts";
import type { Line, Subject, TextContent, View } from "./pane.ts";
import { isWrongHere, nowStep } from "./standing.ts";
import { writeCauses } from "./write-causes.ts";
import { Writer } from "./writer.ts";

export function inspectorPane(view: View): TextContent {
  const subject = view.subject ?? takenLast(view.walk);
  return {
    kind: "text",
    title: `Inspector: ${isAtFault(view) ? "what went wrong" : subject ? nameOf(subject) : "the beginning"}`,
    lines: (columns) => kept(view, subject, columns),
  };
}

/** Whether there is a mistake of the model to tell of, before the step that was taken last. */
const isAtFault = ({ walk, subject }: View): boolean => subject === undefined && isWrongHere(walk);

/** The step that was taken last; undefined before the first. */
function takenLast(walk: Walk): Subject | undefined {
  const step = nowStep(walk);
  return step < 0 ? undefined : { of: "step", step };
}

function nameOf(subject: Subject): string {
  switch (subject.of) {
    case "actor":
      return oneLine(subject.actor);
    case "step":
      return `step ${subject.step}`;
    case "posting":
      return `posting ${subject.posting + 1}`;
    case "measure":
      return oneLine(subject.measure);
    case "total":
      return `${oneLine(subject.name)}, ${TOTAL_NAMES[subject.total]}`;
    case "why":
      return `why ${oneLine(subject.target)}`;
    case "branch":
      return oneLine(subject.branch);
  }
}

const written = new WeakMap<Walk, Map<string, readonly Line[]>>();

/** The lines of a subject, written once for a walk and a width: a cursor moves without it. */
function kept(view: View, subject: Subject | undefined, columns: number): readonly Line[] {
  const { walk, unicode } = view;
  let own = written.get(walk);
  if (!own) {
    own = new Map();
    written.set(walk, own);
  }
  const { history } = branchOf(walk);
  // What is known of the future is part of what is shown of a step or of a branch.
  const key = JSON.stringify([subject, isAtFault(view), columns, unicode, history.known, history.isWhole]);
  let lines = own.get(key);
  if (!lines) {
    const writer = new Writer(columns, unicode);
    const { problem } = history.newest;
    if (problem && isAtFault(view)) {
      writeProblem(writer, problem, branchOf(walk));
      if (subject) writer.head("The step before it");
    }
    if (subject || !isAtFault(view)) write(writer, view, subject);
    lines = writer.lines;
    own.set(key, lines);
  }
  return lines;
}

function write(writer: Writer, view: View, subject: Subject | undefined): void {
  if (subject === undefined) writeBeginning(writer, view);
  else if (subject.of === "actor") writeActor(writer, view, subject.actor);
  else if (subject.of === "step") writeStep(writer, view, subject.step);
  else if (subject.of === "posting") writePosting(writer, view, subject.posting);
  else if (subject.of === "measure") writeMeasure(writer, view, subject.measure);
  else if (subject.of === "total") writeTotal(writer, view, subject);
  else if (subject.of === "why") throw new Error("`why` is answered by a pane of its own");
  else writeBranch(writer, view, subject.branch);
}

/** Before the first step there is the scenario itself. */
function writeBeginning(writer: Writer, { walk }: View): void {
  const { model } = branchOf(walk);
  const { start, end } = model.period;
  writer.text(oneLine(model.title), { style: "strong" });
  writer.text(`${dateText(start)} .. ${dateText(end)}`, { style: "dim" });
  if (model.doc !== undefined) writer.head("About").text(oneLine(model.doc));
  writer.section(
    "Measures",
    model.measures.map(({ name, title }) =>
      title === undefined ? oneLine(name) : `${oneLine(name)}: ${oneLine(title)}`,
    ),
  );
  writer.head("Nothing has happened yet").text("Take a step: the actors start.");
}

function writePosting(writer: Writer, { walk }: View, n: number): void {
  const { history } = branchOf(walk);
  const world = history.newest;
  const found = explainPosting(world, n);
  if (!found) {
    writer.text(`Posting ${n + 1} is not known yet in this branch: walk on to see it.`);
    return;
  }
  const amount = amountOf(world, found.posting, history.world(found.posting.step));
  const all = world.journal.postings.length;
  // The chain is written here: of a long one, not the whole.
  writer.view((page) => postingLines({ ...found, causes: [], all, ...(amount && { amount }) }, world, page));
  writeCauses(writer, history, found.posting.step);
}

function writeMeasure(writer: Writer, { walk }: View, name: string): void {
  const world = worldAt(walk);
  const measure = world.model.measures.find((one) => one.name === name);
  if (!measure) {
    writer.text(`There is no measure ${oneLine(name)} in this branch.`);
    return;
  }
  const { today } = world;
  writer.text(`${oneLine(name)}${measure.title === undefined ? "" : `: ${oneLine(measure.title)}`}`, {
    style: "strong",
  });
  writer.text(`${valueText(measured(world, measure, today))}, as of ${dateText(today)}`, { indent: 2 });
  writer.text(oneLine(measure.text), { indent: 2, style: "dim" });
  if (measure.doc !== undefined) writer.text(oneLine(measure.doc), { indent: 2, hang: 0 });
  writer.view((page) => breakdownLines(breakdownOf(world, measure, today), world, page), "table");
}
