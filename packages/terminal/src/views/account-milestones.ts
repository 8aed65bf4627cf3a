/** What happened, by date: the record's events with their sources, and every change of state. */
import type { Outcome, Step, TimelineEntry, World } from "@steppe/core";
import { foldRuns } from "./fold.ts";
import { widthOf } from "./problem-frame-text.ts";
import { effectText, eventText, isNobody, newStates, paidText, sentText } from "./steps.ts";
import { type Cell, tableLines } from "./table.ts";
import { clip, labelled, oneLine, type Page, type Style, wrap } from "./text.ts";
import { dayText } from "./values.ts";

interface Row {
  readonly step: Step;
  readonly actor: string;
  readonly text: string;
  readonly source: string;
  readonly style?: Style;
}

const DATE = "2004-01-01".length;
const ACTOR_MOST = 28;
const SOURCE_MOST = 24;
/** The columns that a text should have beside its source, and beside its actor. */
const TEXT_GOOD = 36;
const TEXT_LEAST = 30;

export function milestoneLines(outcome: Outcome, page: Page): readonly string[] {
  const entries = new Map(outcome.model.timeline.map((entry) => [entry.id, entry]));
  const steps = outcome.world.trace.toArray();
  const starts = steps.filter(({ origin, event }) => origin.from === "start" && event === "xstate.init");
  const rows = foldOften(
    steps.filter((step) => !starts.includes(step)).flatMap((step) => rowsOf(step, entries, outcome)),
  );
  const start = starts.map((step) => startText(step, outcome.world)).join(", ");
  return [
    ...(start === "" ? [] : labelled(page, dayText(outcome.model.period.start), start, DATE)),
    ...tableLines(wrapRows(rows, page), [{}, {}, {}, { style: "dim" }], page),
  ];
}

/** "lease in_force.term", with what is paid at once. */
function startText(step: Step, world: World): string {
  const paid = paidText(step, world);
  return `${oneLine(step.actor)} ${step.after}${paid === "" ? "" : ` (${paid})`}`;
}

/** Dates once, and texts wrapped within their column: what happened is never cut. */
function wrapRows(rows: readonly Row[], page: Page): readonly (readonly Cell[])[] {
  const { actors, sources, room } = layoutOf(rows, page);
  let last = "";
  return rows.flatMap(({ step, actor, text, source, style }) => {
    const date = dayText(step.date);
    const shownDate = date === last ? "" : date;
    last = date;
    const words = [actors === 0 ? `${actor}:` : "", text, sources === 0 ? source : ""].filter((part) => part !== "");
    return wrapped(words.join(" "), room).map((line, index): readonly Cell[] => {
      const cell = style ? { text: line, style } : line;
      return index === 0 ? [shownDate, clip(actor, actors), cell, clip(source, sources)] : ["", "", cell, ""];
    });
  });
}

/** Columns for actor and source; 0 where there is no room for them beside the text, and they join it. */
function layoutOf(rows: readonly Row[], page: Page): { actors: number; sources: number; room: number } {
  const widest = (key: "actor" | "source", most: number) =>
    Math.min(most, Math.max(0, ...rows.map((row) => widthOf(row[key]))));
  const [actors, sources] = [widest("actor", ACTOR_MOST), widest("source", SOURCE_MOST)];
  const free = page.width - 2 - DATE - 2;
  if (free - actors - 2 - sources - 2 >= TEXT_GOOD) return { actors, sources, room: free - actors - 2 - sources - 2 };
  if (free - actors - 2 >= TEXT_LEAST) return { actors, sources: 0, room: free - actors - 2 };
  return { actors: 0, sources: 0, room: Math.max(10, free) };
}

/** An arrow stays with the state it leads to. */
const wrapped = (text: string, room: number): readonly string[] =>
  wrap(text.replaceAll("→ ", "→\u00a0"), room).map((line) => line.replaceAll("→\u00a0", "→ "));

function rowsOf(step: Step, entries: ReadonlyMap<string, TimelineEntry>, outcome: Outcome): readonly Row[] {
  const { origin, before, after } = step;
  const { world } = outcome;
  const entry = origin.from === "timeline" ? entries.get(origin.entry) : undefined;
  const notes = step.effects.filter((effect) => effect.did === "noted");
  const change = before === after ? "" : `→ ${newStates(step)}`;
  // What falls due by a calendar is told in sums below; what is paid for any other reason happened.
  const paid = change === "" && isRegular(step, world) ? "" : paidText(step, world);
  if (!entry && change === "" && paid === "" && notes.length === 0) return [];
  const actor = step.actor === "" ? "assumptions" : oneLine(step.actor);
  const assumed = step.effects.filter((effect) => effect.did === "assumed").map((one) => effectText(one, outcome));
  const what = step.actor === "" ? assumed.join(", ") : sentText(step);
  const unheard = step.heard ? "" : isNobody(step) ? "(not heard: nobody of that name)" : "(not heard)";
  const told = [what, change, unheard].filter((text) => text !== "").join(" ");
  return [
    {
      step,
      actor,
      text: [told === "" && paid !== "" ? eventText(step.event) : told, paid].filter((text) => text !== "").join("; "),
      source: footingOf(entry),
      ...(!step.heard && { style: "dim" as const }),
    },
    ...notes.map(({ text, source: noted }) => ({
      step,
      actor: "",
      text: oneLine(text),
      source: noted === undefined ? "" : `[${oneLine(noted)}]`,
    })),
  ].filter(({ text }) => text !== "");
}

/** Whether a step is an occurrence of a calendar, or a reaction to one on the same day. */
function isRegular({ origin, cause, date }: Step, world: World): boolean {
  if (origin.from === "calendar") return true;
  if (origin.from !== "reaction" || cause === undefined) return false;
  const before = world.trace.at(cause);
  return before !== undefined && before.date === date && isRegular(before, world);
}

function footingOf(entry: TimelineEntry | undefined): string {
  if (!entry) return "";
  if (entry.source !== undefined) return `[${oneLine(entry.source)}]`;
  return entry.judgement === undefined ? "" : "[judgement]";
}

/** A run of the same row of one actor, with nothing else of that actor between, is told at its first. */
function foldOften(rows: readonly Row[]): readonly Row[] {
  return foldRuns(
    rows,
    ({ step, text, source, actor }) => ({ of: step.actor, key: JSON.stringify([actor, text, source]) }),
    ({ step }) => step.date,
  ).map(({ row, often }) => ({ ...row, text: row.text + often }));
}
