/** The lines above the panes: which future this is, where in it somebody stands, and what the measures are so far. */
import { dateText } from "@steppe/core";
import { branchOf, worldAt } from "@steppe/walk";
import { oneLine } from "../../views/text.ts";
import { cut, lineOf, widthOf } from "./fit.ts";
import { type Glyphs, glyphsOf } from "./glyphs.ts";
import { changeOf, isQuick, type MeasuredNow, measured, valueText, worldOn } from "./measures.ts";
import type { Line, Span, View } from "./pane.ts";

export interface HeaderAbout {
  /** The scenario as the user named it. */
  readonly scenario: string;
  readonly seed: string;
  /** "central", or the number of the path. */
  readonly path: string;
  readonly playing: boolean;
}

/**
 * "baikonur.yaml ▸ notice-2019  seed steppe path 7  step 412/1999  2020-04-01  paused". What has no room is left out,
 * the least needed first: where somebody stands is always there.
 */
export function headerLine(view: View, columns: number, about: HeaderAbout): Line {
  const { walk, unicode } = view;
  const { branch, step, microstep } = walk.at;
  const glyphs = glyphsOf(view);
  const { history } = branchOf(walk);
  const all = `${history.known}${history.isWhole ? "" : "+"}`;
  const within = microstep === undefined ? "" : `, microstep ${microstep}`;
  const stand = `step ${String(step).padStart(all.length)}/${all}${within}`;
  const date = dateText(worldAt(walk).today);
  const playing = about.playing ? `${glyphs.into} playing` : "paused";
  const luck = about.path === "central" ? "central path" : `seed ${oneLine(about.seed)}, path ${oneLine(about.path)}`;
  const name = `${oneLine(about.scenario)} ${glyphs.into} ${oneLine(branch)}`;
  // The last of the parts go first, but for the name, which is cut.
  const parts = [name, stand, date, playing, luck];
  for (let kept = parts.length; kept > 1; kept--) {
    const shown = parts.slice(0, kept);
    const others = shown.slice(1).reduce((sum, text) => sum + widthOf(text) + 2, 0);
    if (columns - others < Math.min(widthOf(name), kept === 2 ? 8 : 24)) continue;
    return spansOf([cut(name, columns - others, unicode), ...shown.slice(1)], columns, unicode, about.playing);
  }
  return lineOf([stand], columns, unicode);
}

function spansOf(
  [name, stand, date, playing, luck]: readonly string[],
  columns: number,
  unicode: boolean,
  plays: boolean,
) {
  const spans: Span[] = [{ text: name ?? "", style: "strong" }];
  if (luck !== undefined) spans.push({ text: `  ${luck}`, style: "dim" });
  if (stand !== undefined) spans.push({ text: `  ${stand}` });
  if (date !== undefined) spans.push({ text: `  ${date}`, style: "accent" });
  if (playing !== undefined) spans.push({ text: `  ${playing}`, ...(plays ? { style: "good" } : { style: "dim" }) });
  return lineOf(spans, columns, unicode);
}

/**
 * The measures as of today, as many as there is room for. In a fork one that is another than in the branch it came from
 * has `*` and what it is more; what the last step changed has `▲` or `▼`. Those that cannot be asked in every frame are
 * left out.
 */
export function measuresLine(view: View, columns: number): Line {
  const { walk, unicode } = view;
  const glyphs = glyphsOf(view);
  const branch = branchOf(walk);
  const world = worldAt(walk);
  const { today } = world;
  const parent = branch.parent && walk.branches.get(branch.parent.branch);
  const spans: Span[] = [];
  let room = columns;
  for (const measure of branch.model.measures) {
    if (!isQuick(measure, world)) continue;
    const now = measured(world, measure, today);
    const before = parent?.model.measures.find(({ name }) => name === measure.name);
    const change = parent && before ? changeOf(measured(worldOn(parent.history, today), before, today), now) : "";
    const text = measureText(now, change, glyphs);
    const lead = spans.length === 0 ? "" : "  ";
    room -= widthOf(lead + text);
    if (room < 0 && spans.length > 0) break;
    spans.push({ text: lead + text, ...(change !== "" && { style: "warn" }) });
  }
  return lineOf(spans, columns, unicode);
}

function measureText(now: MeasuredNow, change: string, glyphs: Glyphs): string {
  const name = oneLine(now.measure.name);
  return `${name} ${valueText(now)}${change === "" ? "" : ` ${glyphs.changed}${change}`}`;
}
