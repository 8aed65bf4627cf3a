/** One step as one row of the timeline, in columns that keep their places from step to step. */
import { dateText, groupedMoney, type Posting, type Step, type World } from "@steppe/core";
import type { Branch } from "@steppe/walk";
import { changeText, effectText, eventText, fieldsText, newStates } from "../../views/steps.ts";
import { oneLine } from "../../views/text.ts";
import { cell, lineOf, widthOf } from "./fit.ts";
import { type Glyphs, glyphsOf } from "./glyphs.ts";
import { amountText, postingColumn } from "./money.ts";
import type { Line, SpanStyle, View } from "./pane.ts";
import type { Scheduled } from "./scheduled.ts";

/** `within`: some microsteps of it were taken, and not all. */
export type When = "past" | "now" | "within" | "future";

/** From so many columns on, changes of state stand in a column of their own; from so many on, sums do. */
const WIDEST = 140;
const WIDE = 96;
/** Below, a row has no column for the actor and no number; below that, no year either: years have rows of their own. */
const MIDDLE = 50;
const NARROW = 40;

const DATE = "2004-01-01".length;
const DAY = "01-01".length;
/** Between columns; in a pane of middle width one has to do. */
const GAP = 2;
const CLOSE = 70;

interface Layout {
  /** Columns of the number; 0 for none. */
  readonly number: number;
  /** Whether the date has its year. */
  readonly dated: boolean;
  /** Blanks between columns. */
  readonly gap: number;
  readonly actor: number;
  readonly event: number;
  readonly change: number;
  readonly sum: number;
  readonly signs: number;
}

/** Columns of a timeline in a pane of so many: the same for every step of a history as far as it is known. */
function layoutOf(branch: Branch, columns: number): Layout {
  const { history } = branch;
  const dated = columns >= NARROW;
  if (columns < MIDDLE) {
    const signs = columns < 24 ? 0 : 2;
    const event = columns - 2 - (dated ? DATE : DAY) - 1 - (signs > 0 ? signs + 1 : 0);
    return { number: 0, dated, gap: 1, actor: 0, event: Math.max(1, event), change: 0, sum: 0, signs };
  }
  const signs = 4;
  const number = Math.max(3, String(history.known).length);
  const actor = Math.min(actorWidth(history.newest), Math.floor(columns / 5));
  const gap = columns < CLOSE ? 1 : GAP;
  const taken = 2 + number + 1 + DATE + gap + actor + gap + (signs + 1);
  const base = { number, dated, gap, actor, change: 0, sum: 0, signs };
  if (columns < WIDE) return { ...base, event: columns - taken };
  const sum = postingColumn(history).width + "owes ".length;
  const rest = columns - taken - sum - GAP;
  if (columns < WIDEST) return { ...base, event: rest, sum };
  const event = Math.floor((rest - GAP) * 0.55);
  return { ...base, event, change: rest - GAP - event, sum };
}

const widths = new WeakMap<World["model"], { opened: World["opened"]; width: number }>();

/** Columns of the longest name of an actor: of the file, opened as far as is known, or such as may yet be opened. */
function actorWidth({ model, opened }: World): number {
  let known = widths.get(model);
  if (known?.opened !== opened) {
    const coming = model.actors.flatMap(({ name, machine }) =>
      (model.outlines.get(machine)?.opens ?? []).map(({ group }) => `${name}/${group}/2000`),
    );
    const names = [...model.actorIndex.keys(), ...opened.keys(), ...coming];
    known = { opened, width: names.reduce((most, name) => Math.max(most, widthOf(oneLine(name))), 0) };
    widths.set(model, known);
  }
  return known.width;
}

const STYLES: Readonly<Record<When, SpanStyle | undefined>> = {
  past: undefined,
  now: "strong",
  within: "strong",
  future: "dim",
};

const signOf = (when: When, glyphs: Glyphs): string =>
  when === "now" ? glyphs.now : when === "within" ? glyphs.within : when === "future" ? glyphs.future : " ";

export function stepLine(view: View, branch: Branch, step: Step, when: When, signs: string, columns: number): Line {
  const { unicode } = view;
  const layout = layoutOf(branch, columns);
  const style = STYLES[when];
  const gap = " ".repeat(layout.gap);
  const actor = step.actor === "" ? "(assumptions)" : oneLine(step.actor);
  const sum = layout.sum > 0 ? "" : shortSum(step, branch);
  const what = [...deedText(step, branch, layout), sum, ...notesOf(step)].filter((one) => one !== "").join(" ");
  const text = layout.actor > 0 ? what : `${lastParts(actor)}: ${what}`;
  const parts = [
    headText(layout, String(step.n), dateText(step.date)),
    layout.actor > 0 ? `${cell(shortActor(actor, layout.actor), layout.actor, "left", unicode)}${gap}` : "",
    cell(text, layout.event, "left", unicode),
    layout.change > 0 ? `${gap}${cell(changeText(step), layout.change, "left", unicode)}` : "",
    layout.sum > 0 ? `${gap}${cell(sumText(step, branch), layout.sum, "left", unicode)}` : "",
    layout.signs > 0 ? ` ${cell(signs, layout.signs, "left", unicode)}` : "",
  ];
  return lineOf(
    [
      { text: `${signOf(when, glyphsOf(view))} `, style: when === "future" ? "dim" : "accent" },
      { text: parts.join(""), ...(style && { style }) },
    ],
    columns,
    unicode,
  );
}

/** "launches/claim/2013" as "claim/2013": of an opened actor, its group and number say most. */
const lastParts = (actor: string): string => actor.split("/").slice(-2).join("/");

const shortActor = (actor: string, width: number): string => (widthOf(actor) <= width ? actor : lastParts(actor));

/** Number and date. */
function headText({ number, dated, gap }: Layout, n: string, date: string): string {
  const day = dated ? date : date.slice(-DAY);
  return number === 0 ? `${day} ` : `${n.padStart(number)} ${day}${" ".repeat(gap)}`;
}

/** What happened: the event with its fields; of assumptions, what they were set to. */
export function whatText(step: Step, world: World): string {
  if (step.actor === "") {
    const told = step.effects.filter(({ did }) => did === "assumed");
    return told.map((effect) => effectText(effect, { world }).replace(/^assumes /, "")).join(", ");
  }
  const fields = fieldsText(step);
  return fields === "" ? eventText(step.event) : `${eventText(step.event)}: ${fields}`;
}

/** The event and where it led; where there is no room for both, what a delay is called says less than its end. */
function deedText(step: Step, branch: Branch, { change, sum }: Layout): readonly string[] {
  const event = whatText(step, branch.history.newest);
  if (change > 0) return [event];
  const moved = movedText(step);
  const isByItself = step.origin.from === "timer" || step.before === "";
  return sum === 0 && moved !== "" && isByItself ? [moved, `(${event})`] : [event, moved];
}

const notesOf = ({ effects }: Step): readonly string[] =>
  effects.flatMap((effect) => (effect.did === "noted" ? [`"${oneLine(effect.text)}"`] : []));

const movedText = (step: Step): string => (step.before === step.after ? "" : `→ ${newStates(step)}`);

/** What a step paid, or else booked as owed, in the currency of its first posting. */
function sumOf(step: Step, { history }: Branch) {
  const { journal } = history.newest;
  const postings = step.effects.flatMap((effect): readonly Posting[] => {
    const posting = effect.did === "posting" ? journal.postings.at(effect.posting) : undefined;
    return posting ? [posting] : [];
  });
  const [first] = postings;
  if (!first) return undefined;
  const { verb, currency } = first;
  const same = postings.filter((one) => one.verb === verb && one.currency === currency);
  const minor = same.reduce((sum, one) => sum + one.minor, 0n);
  return { verb: verb === "pay" ? "pays" : "owes", currency, minor, isAll: same.length === postings.length };
}

/** "pays    28,750,000.00 USD"; "pays+" where there is more, of another currency or owed. */
function sumText(step: Step, branch: Branch): string {
  const sum = sumOf(step, branch);
  if (!sum) return "";
  const { width, places } = postingColumn(branch.history);
  return `${sum.verb}${sum.isAll ? " " : "+"}${cell(amountText(sum.minor, sum.currency, places), width, "right")}`;
}

/** "28,750,000 USD", "owes 2,430,000 USD". */
function shortSum(step: Step, branch: Branch): string {
  const sum = sumOf(step, branch);
  if (!sum) return "";
  const amount = groupedMoney(sum.minor, sum.currency).replace(/\.0+(?= )/, "");
  return `${sum.verb === "owes" ? "owes " : ""}${amount}${sum.isAll ? "" : "+"}`;
}

export function scheduledLine(view: View, branch: Branch, one: Scheduled, columns: number): Line {
  const { unicode } = view;
  const { scheduled } = glyphsOf(view);
  const layout = layoutOf(branch, columns);
  const actor = one.actor === "" ? "(assumptions)" : oneLine(one.actor);
  const what = one.from === one.event ? oneLine(one.event) : `${oneLine(one.event)} (${oneLine(one.from)})`;
  const { actor: width } = layout;
  const text =
    width > 0
      ? `${cell(shortActor(actor, width), width, "left", unicode)}${" ".repeat(layout.gap)}${what}`
      : `${lastParts(actor)}: ${what}`;
  const head = headText(layout, "", dateText(one.date));
  return lineOf([{ text: `${scheduled} ${head}${text}`, style: "dim" }], columns, unicode);
}
