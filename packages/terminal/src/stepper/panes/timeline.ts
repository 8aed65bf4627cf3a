/**
 * The timeline: every step that is known, with a row for each year; what is put down for later where the end is not
 * known; the end itself, or the mistake that the model ran into.
 *
 * A row costs the same whether it is one of ten or of a million: it is found by its index and written when it is drawn.
 */
import { dateText, type Problem, type Step } from "@steppe/core";
import { type Branch, branchOf } from "@steppe/walk";
import { oneLine } from "../../views/text.ts";
import { letsText, rowsOf } from "./filter.ts";
import { lineOf } from "./fit.ts";
import { type Glyphs, glyphsOf } from "./glyphs.ts";
import type { ListContent, Row, View } from "./pane.ts";
import { type Scheduled, scheduledIn, scheduledText } from "./scheduled.ts";
import { failuresIn, forksAt, isStopped, isTold, marksAt, nowStep, stepNumber } from "./standing.ts";
import { scheduledLine, stepLine, type When } from "./timeline-row.ts";

export function timelinePane(view: View): ListContent {
  const { walk, filter } = view;
  const branch = branchOf(walk);
  const { history } = branch;
  const rows = rowsOf(history, filter);
  const tail = tailOf(view, branch);
  const signs = signsOf(view, branch);
  const place = nowStep(walk) < 0 ? "the start" : `step ${stepNumber(walk)}`;
  const title = [`Timeline: ${place}`, ...(filter.trim() === "" ? [] : [`filter: ${oneLine(filter)}`])];
  return {
    kind: "list",
    title: title.join(", "),
    count: 1 + rows.length + tail.length,
    now: nowRow(rows, nowStep(walk)),
    row: (index) => {
      if (index === 0) return beginning(view, branch, signs);
      if (index > rows.length) return tail[index - 1 - rows.length] as Row;
      const own = rows[index - 1] as number;
      // Step 0 is a step, and no scenario has a year 0.
      return own < 0 ? yearRow(view, -own, rows[index] as number) : stepRow(view, branch, own, signs);
    },
  };
}

/** The row of a step, or of the last before it that the filter lets through; the beginning, where there is none. */
function nowRow(rows: readonly number[], now: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const own = rows[middle] as number;
    // A year stands for the step after it.
    const step = own < 0 ? (rows[middle + 1] as number) : own;
    if (step <= now) low = middle + 1;
    else high = middle;
  }
  return low > 0 && (rows[low - 1] as number) < 0 ? low - 1 : low;
}

type Signs = (step: number) => string;

/** The glyphs of a row: what went wrong first, then what the user did there, then what it did. */
function signsOf({ walk, unicode }: View, branch: Branch): Signs {
  const glyphs = glyphsOf({ unicode });
  const forks = forksAt(walk, branch);
  const marks = marksAt(walk, branch);
  const { newest } = branch.history;
  const failures = failuresIn(newest);
  return (n) => {
    const step = newest.trace.at(n);
    const at = n + 1;
    return [
      failures.has(n) ? glyphs.failure : "",
      step && isTold(walk, branch, step) ? glyphs.told : "",
      forks.has(at) ? glyphs.fork : "",
      marks.has(at) ? glyphs.mark : "",
      step && isStopped(walk, step, newest) ? glyphs.stop : "",
      step ? deedSigns(step, glyphs) : "",
    ].join("");
  };
}

function deedSigns({ effects, heard }: Step, glyphs: Glyphs): string {
  const [posts, notes] = [has(effects, "posting"), has(effects, "noted")];
  return `${posts ? glyphs.posting : ""}${notes ? glyphs.note : ""}${heard ? "" : glyphs.unheard}`;
}

const has = (effects: Step["effects"], did: string): boolean => effects.some((one) => one.did === did);

function beginning({ walk, unicode }: View, branch: Branch, signs: Signs): Row {
  const glyphs = glyphsOf({ unicode });
  const { start } = branch.model.period;
  const isNow = nowStep(walk) < 0;
  return {
    key: "beginning",
    step: 0,
    line: (columns) =>
      lineOf(
        [
          { text: `${isNow ? glyphs.now : " "} `, style: "accent" },
          { text: `${dateText(start)}  the beginning ${signs(-1)}`, ...(isNow && { style: "strong" }) },
        ],
        columns,
        unicode,
      ),
  };
}

function yearRow({ unicode }: View, year: number, step: number): Row {
  const { rule } = glyphsOf({ unicode });
  return {
    key: `year:${year}`,
    step,
    line: (columns) => {
      const head = `${rule}${rule} ${year} `;
      return lineOf([{ text: head + rule.repeat(Math.max(0, columns - head.length)), style: "dim" }], columns, unicode);
    },
  };
}

function stepRow(view: View, branch: Branch, n: number, signs: Signs): Row {
  const { walk } = view;
  const step = branch.history.newest.trace.at(n) as Step;
  const now = nowStep(walk);
  const when: When = n < now ? "past" : n > now ? "future" : walk.at.microstep === undefined ? "now" : "within";
  return {
    key: `step:${n}`,
    step: n + 1,
    subject: { of: "step", step: n },
    line: (columns) => stepLine(view, branch, step, when, signs(n), columns),
  };
}

/** What stands below the steps. */
function tailOf(view: View, branch: Branch): readonly Row[] {
  const { history } = branch;
  const { newest } = history;
  if (newest.problem) return [problemRow(view, newest.problem, history.known)];
  if (history.isWhole) return [endRow(view, branch)];
  const coming = scheduledIn(newest).filter((one) => letsText(view.filter, scheduledText(one)));
  return [scheduledHead(view, coming.length), ...coming.map((one) => scheduledRow(view, branch, one))];
}

function problemRow({ unicode }: View, { message }: Problem, known: number): Row {
  const glyphs = glyphsOf({ unicode });
  return {
    key: "problem",
    step: known,
    subject: { of: "step", step: known },
    line: (columns) =>
      lineOf([{ text: `${glyphs.failure} the model went wrong: ${oneLine(message)}`, style: "bad" }], columns, unicode),
  };
}

function endRow({ unicode }: View, { model, history }: Branch): Row {
  const { rule } = glyphsOf({ unicode });
  const text = `${rule}${rule} ${dateText(model.period.end)}  the end `;
  return {
    key: "end",
    step: history.known,
    line: (columns) =>
      lineOf([{ text: text + rule.repeat(Math.max(0, columns - text.length)), style: "dim" }], columns, unicode),
  };
}

function scheduledHead({ unicode }: View, count: number): Row {
  const { rule } = glyphsOf({ unicode });
  const text = `${rule}${rule} put down for later${count === 0 ? ": nothing" : ""} `;
  return {
    key: "scheduled",
    line: (columns) =>
      lineOf([{ text: text + rule.repeat(Math.max(0, columns - text.length)), style: "dim" }], columns, unicode),
  };
}

function scheduledRow(view: View, branch: Branch, one: Scheduled): Row {
  return {
    key: one.key,
    ...(one.actor !== "" && { subject: { of: "actor", actor: one.actor } as const }),
    line: (columns) => scheduledLine(view, branch, one, columns),
  };
}
