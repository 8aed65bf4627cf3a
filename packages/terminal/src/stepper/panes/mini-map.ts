/**
 * The mini-map: the whole period on one line, how much happens when, where somebody stands, what is marked; below it the
 * years.
 */
import { dateText, type EpochDay, toEpochDay, yearOf } from "@steppe/core";
import { type Branch, branchOf, type History, worldAt } from "@steppe/walk";
import { cell, lineOf, textOf } from "./fit.ts";
import { glyphsOf, levelOf } from "./glyphs.ts";
import type { Line, MapMark, Span, View } from "./pane.ts";
import { failuresIn, forksAt, isStopped, isTold, marksAt } from "./standing.ts";

/** One line or two: the map, and the years under it where there is room for some. */
export function miniMapLines(view: View, columns: number): readonly Line[] {
  if (columns < 8) return [lineOf([dateText(worldAt(view.walk).today)], columns, view.unicode)];
  const places = columns - 2;
  const { edge } = glyphsOf(view);
  return [
    lineOf([edge[0], ...mapSpans(view, places), edge[1]], columns, view.unicode),
    lineOf([` ${yearsText(view, places)}`], columns, view.unicode),
  ];
}

/** Where a day stands on a map of so many columns. */
function placeOf({ model }: Branch, date: EpochDay, places: number): number {
  const { start, end } = model.period;
  const share = (date - start) / Math.max(1, end - start + 1);
  return Math.max(0, Math.min(places - 1, Math.floor(share * places)));
}

function mapSpans(view: View, places: number): readonly Span[] {
  const branch = branchOf(view.walk);
  const glyphs = glyphsOf(view);
  const counts = densityOf(branch, places);
  const most = fullBar(counts);
  const now = placeOf(branch, worldAt(view.walk).today, places);
  const spans: Span[] = [...counts].map((count, index) => {
    const text = levelOf(count, most, glyphs);
    return index > now ? { text, style: "dim" as const } : { text };
  });
  for (const { date, glyph } of marksOf(view, branch)) {
    spans[placeOf(branch, date, places)] = { text: glyph, style: glyph === glyphs.failure ? "bad" : "warn" };
  }
  spans[now] = { text: glyphs.bar, style: "inverse" };
  return spans;
}

/** A full bar: the most there is, but not more than four times what is usual, or one crowded month hides all others. */
function fullBar(counts: Uint32Array): number {
  let [most, sum, some] = [1, 0, 0];
  for (const count of counts) {
    if (count > most) most = count;
    if (count > 0) some += 1;
    sum += count;
  }
  return some === 0 ? most : Math.min(most, Math.ceil((4 * sum) / some));
}

interface Density {
  readonly counts: Uint32Array;
  upTo: number;
}

const densities = new WeakMap<History, Map<number, Density>>();

/** How many steps and postings fall on each column of a map, as far as they are known. */
function densityOf(branch: Branch, places: number): Uint32Array {
  const { history } = branch;
  let widths = densities.get(history);
  if (!widths) {
    widths = new Map();
    densities.set(history, widths);
  }
  let own = widths.get(places);
  if (!own) {
    // One width at a time: a terminal that is dragged would leave hundreds behind.
    widths.clear();
    own = { counts: new Uint32Array(places), upTo: 0 };
    widths.set(places, own);
  }
  const { trace } = history.newest;
  for (; own.upTo < trace.length; own.upTo++) {
    const step = trace.at(own.upTo);
    if (!step) break;
    const place = placeOf(branch, step.date, places);
    own.counts[place] = (own.counts[place] ?? 0) + 1 + step.effects.filter(({ did }) => did === "posting").length;
  }
  return own.counts;
}

/** What is to be seen on the map, the weightiest last: it covers what stands in the same column. */
function marksOf({ walk, unicode }: View, branch: Branch): readonly MapMark[] {
  const glyphs = glyphsOf({ unicode });
  const { newest } = branch.history;
  const dateOf = (step: number): EpochDay => newest.trace.at(step)?.date ?? branch.model.period.start;
  const marked = (steps: Iterable<number>, glyph: string): readonly MapMark[] =>
    [...steps].map((step) => ({ date: dateOf(step), glyph }));
  return [
    ...marked(stopped(walk, branch), glyphs.stop),
    ...marked(told(walk, branch), glyphs.told),
    ...marked(
      [...forksAt(walk, branch)].map((at) => at - 1),
      glyphs.fork,
    ),
    ...marked(
      [...marksAt(walk, branch).keys()].map((at) => at - 1),
      glyphs.mark,
    ),
    ...marked(failuresIn(newest), glyphs.failure),
    ...(newest.problem ? [{ date: newest.today, glyph: glyphs.failure }] : []),
  ];
}

interface Found {
  readonly steps: number[];
  upTo: number;
}

const tolds = new WeakMap<Branch, Found>();

function told(walk: View["walk"], branch: Branch): readonly number[] {
  if (branch.changes.length === 0) return [];
  let own = tolds.get(branch);
  if (!own) {
    own = { steps: [], upTo: 0 };
    tolds.set(branch, own);
  }
  const { trace } = branch.history.newest;
  for (; own.upTo < trace.length; own.upTo++) {
    const step = trace.at(own.upTo);
    if (step && isTold(walk, branch, step)) own.steps.push(own.upTo);
  }
  return own.steps;
}

const stops = new WeakMap<View["walk"]["stops"], WeakMap<History, Found>>();

function stopped(walk: View["walk"], { history }: Branch): readonly number[] {
  if (walk.stops.length === 0) return [];
  let histories = stops.get(walk.stops);
  if (!histories) {
    histories = new WeakMap();
    stops.set(walk.stops, histories);
  }
  let own = histories.get(history);
  if (!own) {
    own = { steps: [], upTo: 0 };
    histories.set(history, own);
  }
  const { newest } = history;
  for (; own.upTo < newest.trace.length; own.upTo++) {
    const step = newest.trace.at(own.upTo);
    if (step && isStopped(walk, step, newest)) own.steps.push(own.upTo);
  }
  return own.steps;
}

const LABEL = "2004".length;

/** As many years as fit with a blank between them: every year, every second, fifth, tenth, …; always the first. */
function yearsText(view: View, places: number): string {
  const branch = branchOf(view.walk);
  const { start, end } = branch.model.period;
  const [from, to] = [yearOf(start), yearOf(end)];
  const every = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000].find(
    (count) => (places / Math.max(1, to - from + 1)) * count >= LABEL + 2,
  );
  let text = cell(String(from).padStart(LABEL, "0"), Math.min(LABEL, places));
  if (every === undefined) return text;
  for (let year = Math.ceil((from + 1) / every) * every; year <= to; year += every) {
    const place = placeOf(branch, toEpochDay(year, 1, 1), places);
    if (place < text.length + 1 || place + LABEL > places) continue;
    text = text.padEnd(place) + String(year).padStart(LABEL, "0");
  }
  return text;
}

/** The map as text, for line mode and tests. */
export const miniMapText = (view: View, columns: number): readonly string[] => miniMapLines(view, columns).map(textOf);
