/** One step as one row of the timeline, in columns that keep their places from step to step. */
import { dateText, type Posting, type Step, type World } from "@steppe/core";
import type { Branch } from "@steppe/walk";
import { changeText, eventText, fieldsText, newStates, paidText } from "../../views/steps.ts";
import { oneLine } from "../../views/text.ts";
import { cell, lineOf, widthOf } from "./fit.ts";
import { type Glyphs, glyphsOf } from "./glyphs.ts";
import { amountText, postingColumn } from "./money.ts";
import type { Line, Span, SpanStyle, View } from "./pane.ts";
import type { Scheduled } from "./scheduled.ts";

/** `within`: some microsteps of it were taken, and not all. */
export type When = "past" | "now" | "within" | "future";

/** From so many columns on, states and sums stand in columns of their own; below, a row says less beside the event. */
const WIDE = 96;
const MIDDLE = 44;
const NARROW = 26;

const DATE = "2004-01-01".length;
const SIGNS = 4;
const GAP = 2;

interface Layout {
  readonly number: number;
  readonly actor: number;
  readonly event: number;
  readonly change: number;
  readonly sum: number;
  readonly signs: number;
}

/** Columns of a timeline in a pane of so many: the same for every step of a history as far as it is known. */
function layoutOf(branch: Branch, columns: number): Layout {
  const { history } = branch;
  const number = Math.max(3, String(history.known).length);
  const signs = columns >= NARROW ? SIGNS : 0;
  if (columns < MIDDLE) {
    return { number: columns >= NARROW ? number : 0, actor: 0, event: columns, change: 0, sum: 0, signs };
  }
  const actor = Math.min(actorWidth(history.newest), Math.max(6, Math.floor(columns / 6)));
  const taken = 2 + number + 1 + DATE + GAP + actor + GAP + (signs + 1);
  if (columns < WIDE) return { number, actor, event: columns - taken, change: 0, sum: 0, signs };
  const sum = postingColumn(history).width + "owes ".length;
  const rest = columns - taken - sum - 2 * GAP;
  const event = Math.floor(rest * 0.55);
  return { number, actor, event, change: rest - event, sum, signs };
}

const widths = new WeakMap<World["opened"], number>();

function actorWidth({ model, opened }: World): number {
  let width = widths.get(opened);
  if (width === undefined) {
    const names = [...model.actorIndex.keys(), ...opened.keys()];
    width = names.reduce((most, name) => Math.max(most, widthOf(oneLine(name))), 0);
    widths.set(opened, width);
  }
  return width;
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
  const { newest } = branch.history;
  const layout = layoutOf(branch, columns);
  const style = STYLES[when];
  const own = (text: string): Span => ({ text, ...(style && { style }) });
  const gap = " ".repeat(GAP);
  const head = [
    { text: `${signOf(when, glyphsOf(view))} `, style: when === "future" ? ("dim" as const) : ("accent" as const) },
    own(headText(layout, step.n, dateText(step.date))),
  ];
  const actor = step.actor === "" ? "(assumptions)" : oneLine(step.actor);
  if (layout.sum > 0) {
    return lineOf(
      [
        ...head,
        own(`${cell(actor, layout.actor, "left", unicode)}${gap}`),
        own(`${cell(whatText(step), layout.event, "left", unicode)}${gap}`),
        own(`${cell(changeText(step), layout.change, "left", unicode)}${gap}`),
        own(`${cell(sumText(step, branch), layout.sum, "left", unicode)} `),
        { text: signs, ...(style && { style }) },
      ],
      columns,
      unicode,
    );
  }
  const what = [whatText(step), movedText(step), paidText(step, newest)].filter((text) => text !== "");
  const text = layout.actor > 0 ? what.join(" ") : `${actor}: ${what.join(" ")}`;
  const room = layout.actor > 0 ? layout.event : columns - 2 - headText(layout, 0, "").length - layout.signs - 1;
  return lineOf(
    [
      ...head,
      own(layout.actor > 0 ? `${cell(actor, layout.actor, "left", unicode)}${gap}` : ""),
      own(`${cell(text, room, "left", unicode)} `),
      own(layout.signs > 0 ? signs : ""),
    ],
    columns,
    unicode,
  );
}

/** Number and date; where there is no room for the number, the year goes too: it has a row of its own. */
function headText({ number }: Layout, n: number, date: string): string {
  if (number === 0) return `${date.slice(-5).padEnd(5)} `;
  return `${String(n).padStart(number)} ${date.padEnd(DATE)}${" ".repeat(GAP)}`;
}

/** What happened: the event with its fields; of assumptions, what they were set to. */
function whatText(step: Step): string {
  const assumed = step.effects.flatMap((effect) => (effect.did === "assumed" ? [oneLine(effect.name)] : []));
  if (step.actor === "") return `assume ${assumed.join(", ")}`;
  const fields = fieldsText(step);
  return fields === "" ? eventText(step.event) : `${eventText(step.event)}: ${fields}`;
}

const movedText = (step: Step): string => (step.before === step.after ? "" : `→ ${newStates(step)}`);

/** "pays    28,750,000.00 USD"; with more than one currency, the first and how many more there are. */
function sumText(step: Step, { history }: Branch): string {
  const { journal } = history.newest;
  const postings = step.effects.flatMap((effect): readonly Posting[] => {
    const posting = effect.did === "posting" ? journal.postings.at(effect.posting) : undefined;
    return posting ? [posting] : [];
  });
  const [first] = postings;
  if (!first) return "";
  const same = postings.filter(({ verb, currency }) => verb === first.verb && currency === first.currency);
  const minor = same.reduce((sum, one) => sum + one.minor, 0n);
  const { width, places } = postingColumn(history);
  const amount = amountText(minor, first.currency, places);
  const more = postings.length - same.length;
  const text = `${first.verb === "pay" ? "pays" : "owes"} ${cell(amount, width, "right")}`;
  return more === 0 ? text : text.replace(/^(pays|owes) /, "$1+");
}

export function scheduledLine(view: View, branch: Branch, one: Scheduled, columns: number): Line {
  const { unicode } = view;
  const { scheduled } = glyphsOf(view);
  const layout = layoutOf(branch, columns);
  const actor = one.actor === "" ? "(assumptions)" : oneLine(one.actor);
  const head = headText(layout, 0, dateText(one.date));
  const numberless = " ".repeat(layout.number) + head.slice(layout.number);
  const what = `${oneLine(one.event)} (${oneLine(one.from)})`;
  const text =
    layout.actor > 0 ? `${cell(actor, layout.actor, "left", unicode)}${" ".repeat(GAP)}${what}` : `${actor}: ${what}`;
  return lineOf([{ text: `${scheduled} ${numberless}${text}`, style: "dim" }], columns, unicode);
}
