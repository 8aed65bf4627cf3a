/** The lines above the panes: which future this is, where in it somebody stands, and what the measures are so far. */
import { dateText } from "@steppe/core";
import { branchOf, worldAt } from "@steppe/walk";
import { oneLine } from "../../views/text.ts";
import { cell, lineOf, widthOf } from "./fit.ts";
import { type Glyphs, glyphsOf } from "./glyphs.ts";
import { changeOn, isQuick, type MeasuredNow, measured, moveOf, valueText } from "./measures.ts";
import type { Line, Span, View } from "./pane.ts";
import { lastNumber, nowStep, stepNumber, worldBefore } from "./standing.ts";

export interface HeaderAbout {
  /** The scenario as the user named it. */
  readonly scenario: string;
  readonly seed: string;
  /** "central", or the number of the path. */
  readonly path: string;
  readonly playing: boolean;
}

/**
 * "baikonur.yaml ▸ notice-2019  seed steppe, path 7  step 412/1998  2020-04-01  paused". What has no room is left out,
 * the least needed first: the number of the step always stays.
 */
export function headerLine(view: View, columns: number, about: HeaderAbout): Line {
  const { walk, unicode } = view;
  const { branch, microstep } = walk.at;
  const glyphs = glyphsOf(view);
  const last = lastNumber(branchOf(walk).history, nowStep(walk));
  const within = microstep === undefined ? "" : ` microstep ${microstep}`;
  // As wide from step to step: what comes after it keeps its place.
  const number = `${stepNumber(walk).padStart(2 * last.length + 1)}${within}`;
  const full = `${oneLine(about.scenario)} ${glyphs.into} ${oneLine(branch)}`;
  const luck = about.path === "central" ? "central path" : `seed ${oneLine(about.seed)}, path ${oneLine(about.path)}`;
  const parts: readonly Span[] = [
    { text: full, style: "strong" },
    { text: luck, style: "dim" },
    { text: `${nowStep(walk) < 0 ? "    " : "step"} ${number}` },
    { text: dateText(worldAt(walk).today), style: "accent" },
    { text: about.playing ? `${glyphs.into} playing` : "paused", style: about.playing ? "good" : "dim" },
  ];
  const named = (text: string): readonly Span[] => [{ text, style: "strong" }, ...parts.slice(2, 4)];
  const short: Span = { text: number };
  const day = parts[3] as Span;
  // A long name is cut rather than left out.
  const room = columns - widthOf(number) - widthOf(day.text) - 4;
  const cutName: Span = { text: cell(oneLine(branch), Math.max(0, room), "left", unicode), style: "strong" };
  const forms: readonly (readonly Span[])[] = [
    parts,
    parts.slice(0, 4),
    named(full),
    named(oneLine(branch)),
    [{ text: oneLine(branch), style: "strong" }, short, day],
    ...(room >= 6 ? [[cutName, short, day]] : []),
    [short, day],
    [short],
  ];
  const fits = forms.find((form) => form.reduce((sum, { text }) => sum + widthOf(text) + 2, -2) <= columns);
  return lineOf(
    (fits ?? [short]).map((span, index) => (index === 0 ? span : { ...span, text: `  ${span.text}` })),
    columns,
    unicode,
  );
}

/**
 * The measures as of today, as many as there is room for. In a fork those that are another at the end of today than in
 * the branch it came from stand first, with `*` and what they are more then; what the last step raised or lowered has `▲`
 * or `▼`. Measures that go through a long ledger posting by posting are left out: the inspector has them.
 */
export function measuresLine(view: View, columns: number): Line {
  const { unicode } = view;
  const glyphs = glyphsOf(view);
  const all = measuresNow(view).sort((a, b) => Number(a.change === "") - Number(b.change === ""));
  const spans: Span[] = [];
  let room = columns;
  for (const one of all) {
    const text = measureText(one, glyphs);
    const lead = spans.length === 0 ? "" : "  ";
    room -= widthOf(lead + text);
    if (room < 0 && spans.length > 0) break;
    spans.push({ text: lead + text, ...(one.change !== "" && { style: "warn" }) });
  }
  return lineOf(spans, columns, unicode);
}

/** Columns kept for a kind: what is owed comes and goes, and a day may never come. */
const LEAST: Readonly<Record<string, number>> = { money: "9,999,999.99 USD".length, date: "2004-01-01".length };

interface Shown {
  readonly now: MeasuredNow;
  /** Columns of the widest of its values that is likely: as it is now, or as far as this future is known. */
  readonly width: number;
  /** What it is more than in the branch it came from, at the end of today; "" for nothing. */
  readonly change: string;
  /** Whether the last step raised it (1) or lowered it (-1). */
  readonly moved: number;
}

function measuresNow({ walk }: View): Shown[] {
  const branch = branchOf(walk);
  const world = worldAt(walk);
  const last = worldBefore(walk);
  const { today } = world;
  const parent = branch.parent && walk.branches.get(branch.parent.branch);
  return branch.model.measures.flatMap((measure) => {
    if (!isQuick(measure, world)) return [];
    const now = measured(world, measure, today);
    const change = parent ? changeOn(parent.history, branch.history, measure, today) : "";
    const { newest } = branch.history;
    const latest = isQuick(measure, newest) ? valueText(measured(newest, measure)) : "";
    const width = Math.max(LEAST[now.kind.type] ?? 0, widthOf(valueText(now)), widthOf(latest));
    return [{ now, width, change, moved: last && last !== world ? moveOf(measured(last, measure), now) : 0 }];
  });
}

/** A blank stands where a sign may, and a value is as wide as it comes to be: what comes after it keeps its place. */
function measureText({ now, width, change, moved }: Shown, glyphs: Glyphs): string {
  const sign = moved > 0 ? glyphs.up : moved < 0 ? glyphs.down : " ";
  return `${oneLine(now.measure.name)} ${valueText(now).padStart(width)} ${sign}${change === "" ? "" : ` ${glyphs.changed}${change}`}`;
}
