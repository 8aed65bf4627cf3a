/** What `y` copies: the value that is looked at, else the row under the cursor. */
import { actorsNamed, answerOn, configurationText, moneyText, valueText } from "@steppe/core";
import { branchOf, worldAt } from "@steppe/walk";
import type { Line, Subject } from "../panes/pane.ts";
import { stepLabel } from "./compare.ts";
import { insidesOf, layoutOf } from "./layout.ts";
import { contentOf, type ScreenState } from "./state.ts";
import { linesOf, rowUnder } from "./window.ts";

export interface Copied {
  readonly text: string;
  /** What it is, for the message that says so. */
  readonly what: string;
}

/** Wide enough that no row is cut. */
const WHOLE = 300;

export function copyText(state: ScreenState, plain: (line: Line) => string): Copied {
  const row = rowUnder(state);
  const subject = state.focus === "inspector" ? state.subject : row?.subject;
  const value = subject && subjectText(state, subject);
  if (value !== undefined) return value;
  if (row) return { text: plain(row.line(WHOLE)).trim(), what: "the row" };
  const content = contentOf(state, state.focus);
  if (content.kind === "list") return { text: "", what: "" };
  const columns = insidesOf(layoutOf(state)).find(({ pane }) => pane === state.focus)?.columns ?? WHOLE;
  const text = linesOf(content, columns).map((line) => plain(line).trimEnd());
  return { text: text.join("\n").trim(), what: content.title };
}

function subjectText({ walk }: ScreenState, subject: Subject): Copied | undefined {
  const world = worldAt(walk);
  const { history, model } = branchOf(walk);
  switch (subject.of) {
    case "actor": {
      const text = actorsNamed(world, subject.actor).map(configurationText).join(" ");
      return { text, what: `the state of ${subject.actor}` };
    }
    case "posting": {
      const posting = history.newest.journal.postings.at(subject.posting);
      return posting && { text: moneyText(posting.minor, posting.currency), what: "the amount" };
    }
    case "measure": {
      const measure = model.measures.find(({ name }) => name === subject.measure);
      const answer = measure && answerOn(world, measure.expression, world.today);
      if (!measure || !answer || !("value" in answer)) return undefined;
      return { text: valueText(measure.expression.kind, answer.value), what: measure.name };
    }
    case "step": {
      const step = history.newest.trace.at(subject.step);
      return step && { text: stepLabel(step), what: "the step" };
    }
    // Of these, what stands in the inspector is copied as it is.
    case "total":
    case "why":
      return undefined;
    case "branch":
      return { text: subject.branch, what: "the name" };
  }
}
