/**
 * The ledger up to now: what each category came to and a sparkline of its years, what is owed, what each party received
 * less what it paid; then the postings, the newest first, each with the running total of its category.
 *
 * The totals stand above the postings, and are as many from step to step: the newest posting is always in one place.
 */
import { dateText, type EpochDay, type Posting, shownNumber, type Total, type World, yearOf } from "@steppe/core";
import { branchOf, type History, worldAt } from "@steppe/walk";
import { counted, oneLine } from "../../views/text.ts";
import { cell, lineOf, widthOf } from "./fit.ts";
import { type Glyphs, glyphsOf, levelOf } from "./glyphs.ts";
import { grown } from "./grown.ts";
import { amountText, postingColumn, sumColumn } from "./money.ts";
import type { Line, ListContent, Row, Subject, View } from "./pane.ts";

export function ledgerPane(view: View): ListContent {
  const { walk } = view;
  const { history } = branchOf(walk);
  const world = worldAt(walk);
  const { postings } = world.journal;
  const totals = totalRows(view, history, world);
  const heads = totals.length === 0 ? [] : [headRow(view, "Postings, the newest first")];
  const above = totals.length + heads.length;
  return {
    kind: "list",
    title: `Ledger: ${counted(postings.length, "posting")}`,
    count: above + Math.max(1, postings.length),
    ...(postings.length > 0 && { now: above }),
    row: (index) => {
      if (index < totals.length) return totals[index] as Row;
      if (index < above) return heads[0] as Row;
      const posting = postings.at(postings.length - 1 - (index - above));
      return posting ? postingRow(view, history, world, posting) : nothingRow(view);
    },
  };
}

interface Running {
  upTo: number;
  /** Of each posting, what its category came to with it: of payments the paid, of what is owed the owed. */
  readonly totals: bigint[];
  readonly paid: Map<string, bigint>;
}

/** Running totals by category, currency and verb. */
const runningTotals = grown<Running>(
  () => ({ upTo: 0, totals: [], paid: new Map() }),
  (own, _step, { journal }) => {
    for (; own.upTo < journal.postings.length; own.upTo++) {
      const { category, currency, verb, minor } = journal.postings.at(own.upTo) as Posting;
      const key = `${verb}\n${category}\n${currency}`;
      const total = (own.paid.get(key) ?? 0n) + minor;
      own.paid.set(key, total);
      own.totals.push(total);
    }
  },
);

interface Years {
  upTo: number;
  /** By "category\ncurrency", then by year. */
  readonly paid: Map<string, Map<number, bigint>>;
}

/** What was paid in each year, by category. */
const yearly = grown<Years>(
  () => ({ upTo: 0, paid: new Map() }),
  (own, _step, { journal }) => {
    for (; own.upTo < journal.postings.length; own.upTo++) {
      const { date, verb, category, currency, minor } = journal.postings.at(own.upTo) as Posting;
      if (verb !== "pay") continue;
      const key = `${category}\n${currency}`;
      const years = own.paid.get(key) ?? new Map<number, bigint>();
      own.paid.set(key, years);
      const year = yearOf(date);
      years.set(year, (years.get(year) ?? 0n) + minor);
    }
  },
);

/**
 * The years of a category as bars, one for each year of the period up to now, or for several where there is no room.
 * A full bar is the most of any year that is known: so bars do not change their height while somebody walks.
 */
function sparkline(history: History, world: World, key: string, width: number, glyphs: Glyphs): string {
  const { start, end } = world.model.period;
  const [from, to] = [yearOf(start), yearOf(end)];
  const years = yearly(history).paid.get(key);
  if (!years || width < 4) return "";
  const each = Math.ceil((to - from + 1) / width);
  const present = yearOf(world.today);
  const bars: { readonly all: bigint; readonly now: bigint }[] = [];
  for (let year = from; year <= to; year += each) {
    let [all, now] = [0n, 0n];
    for (let one = year; one < year + each; one++) {
      const sum = years.get(one) ?? 0n;
      all += sum;
      now += one < present ? sum : one === present ? (paidThisYear(world).get(key) ?? 0n) : 0n;
    }
    bars.push({ all, now });
  }
  let most = 0n;
  for (const { all } of bars) if (all > most) most = all;
  return bars.map(({ now }) => (most === 0n ? " " : levelOf(Number((now * 1000n) / most), 1000, glyphs))).join("");
}

interface PresentYear {
  readonly year: number;
  readonly sums: ReadonlyMap<string, bigint>;
}

const presentYears = new WeakMap<World["journal"], PresentYear>();

/** What was paid from the beginning of the present year until now, by category and currency. */
function paidThisYear({ journal, today }: World): ReadonlyMap<string, bigint> {
  const year = yearOf(today);
  let known = presentYears.get(journal);
  if (known?.year !== year) {
    const sums = new Map<string, bigint>();
    for (const { date, verb, category, currency, minor } of journal.postings.backwards()) {
      if (yearOf(date) < year) break;
      const key = `${category}\n${currency}`;
      if (verb === "pay") sums.set(key, (sums.get(key) ?? 0n) + minor);
    }
    known = { year, sums };
    presentYears.set(journal, known);
  }
  return known.sums;
}

/** By category and currency, in order of name: the same rows for as long as no other category comes. */
function totalRows(view: View, history: History, world: World): readonly Row[] {
  const now = byKey(world);
  const all = byKey(history.newest);
  const paid = [...all].filter(([, { paid: sum }]) => sum > 0n);
  const owing = [...all].filter(([, { due }]) => due > 0n);
  const parties = balancesOf(world, history.newest);
  return [
    ...(paid.length === 0 ? [] : [headRow(view, "Paid so far, by category and year")]),
    ...paid.map(([key, { category, currency }]) =>
      sumRow(view, history, {
        key: `paid:${key}`,
        label: category,
        minor: now.get(key)?.paid ?? 0n,
        currency,
        bars: (width) => sparkline(history, world, key, width, glyphsOf(view)),
        subject: { of: "total", total: "paid", name: category, currency },
      }),
    ),
    ...(owing.length === 0 ? [] : [headRow(view, "Owed and not yet paid")]),
    ...owing.map(([key, { category, currency }]) => {
      const total = now.get(key);
      const minor = total ? total.due - total.settled : 0n;
      const subject: Subject = { of: "total", total: "owed", name: category, currency };
      return sumRow(view, history, { key: `owed:${key}`, label: category, minor, currency, subject });
    }),
    ...(parties.length === 0 ? [] : [headRow(view, "Received less paid")]),
    ...parties.map(({ party, currency, minor }) =>
      sumRow(view, history, {
        key: `net:${party}:${currency}`,
        label: party,
        minor,
        currency,
        subject: { of: "total", total: "net", name: party, currency },
      }),
    ),
  ];
}

type Sums = Pick<Total, "category" | "currency" | "paid" | "due" | "settled">;

function byKey({ journal }: World): ReadonlyMap<string, Sums> {
  const sums = new Map<string, Sums>();
  for (const { category, currency, paid, due, settled } of journal.totals.values()) {
    const key = `${category}\n${currency}`;
    const own = sums.get(key);
    sums.set(key, {
      category,
      currency,
      paid: (own?.paid ?? 0n) + paid,
      due: (own?.due ?? 0n) + due,
      settled: (own?.settled ?? 0n) + settled,
    });
  }
  return new Map([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));
}

interface Balance {
  readonly party: string;
  readonly currency: string;
  readonly minor: bigint;
}

/** What each party received less what it paid; rows for all who do so as far as is known. */
function balancesOf(world: World, newest: World): readonly Balance[] {
  const found = new Map<string, Balance>();
  const add = (party: string, currency: string, minor: bigint): void => {
    const key = `${party}\n${currency}`;
    found.set(key, { party, currency, minor: (found.get(key)?.minor ?? 0n) + minor });
  };
  for (const { from, to, currency, paid } of newest.journal.totals.values()) {
    if (paid === 0n) continue;
    add(from, currency, 0n);
    add(to, currency, 0n);
  }
  for (const { from, to, currency, paid } of world.journal.totals.values()) {
    if (paid === 0n) continue;
    add(from, currency, -paid);
    add(to, currency, paid);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, balance]) => balance);
}

function headRow({ unicode }: View, text: string): Row {
  return { key: `head:${text}`, line: (columns) => lineOf([{ text, style: "dim" }], columns, unicode) };
}

const nothingRow = ({ unicode }: View): Row => ({
  key: "nothing",
  line: (columns) => lineOf([{ text: "nothing was paid yet", style: "dim" }], columns, unicode),
});

interface SumRow {
  readonly key: string;
  readonly label: string;
  readonly minor: bigint;
  readonly currency: string;
  readonly bars?: (width: number) => string;
  readonly subject: Subject;
}

function sumRow(view: View, history: History, { key, label, minor, currency, bars, subject }: SumRow): Row {
  const { unicode } = view;
  const { sum } = glyphsOf(view);
  return {
    key,
    subject,
    line: (columns) => {
      const column = sumColumn(history);
      const amount = amountText(minor, currency, column.places);
      // Where there is no room for both, the name is cut: an amount never is while it fits alone.
      const isNarrow = columns < widthOf(sum) + 1 + 8 + 1 + column.width;
      const width = Math.min(columns, isNarrow ? column.tight : column.width);
      const room = Math.max(0, columns - width - widthOf(sum) - 2);
      const name = Math.min(labelWidth(history.newest), room);
      const head = room > 0 ? `${sum} ${cell(oneLine(label), name, "left", unicode)} ` : "";
      const left = columns - widthOf(head) - width;
      const bar = bars && left >= 6 ? `  ${bars(Math.min(60, left - 2))}` : "";
      const text = cell(amount, width, "right", unicode);
      return lineOf(
        [head, { text, ...(minor !== 0n && { style: "strong" }) }, { text: bar, style: "accent" }],
        columns,
        unicode,
      );
    },
  };
}

const labels = new WeakMap<World["model"], number>();

/** Columns for names of categories and parties: those of the scenario, whether anything was paid yet or not. */
function labelWidth({ model }: World): number {
  let width = labels.get(model);
  if (width === undefined) {
    const names = [...model.categories, ...model.parties.keys()];
    width = Math.min(
      20,
      names.reduce((most, name) => Math.max(most, widthOf(oneLine(name))), 6),
    );
    labels.set(model, width);
  }
  return width;
}

/** From so many columns on, a posting has its number; what its category came to with it; says between whom. */
const MIDDLE = 46;
const TOTALLED = 76;
const WIDE = 106;

function postingRow(view: View, history: History, world: World, posting: Posting): Row {
  const { n, step } = posting;
  return {
    key: `posting:${n}`,
    subject: { of: "posting", posting: n },
    step: step + 1,
    line: (columns) => postingLine(view, history, world, posting, columns),
  };
}

/** A day, or its month where there is room for no more beside the amounts. */
function dayText(date: EpochDay, room: number): string {
  const day = dateText(date);
  const month = day.slice(0, -"-01".length);
  return room > day.length ? `${day} ` : room > month.length ? `${month} ` : "";
}

function postingLine(view: View, history: History, world: World, posting: Posting, columns: number): Line {
  const { unicode } = view;
  const { arrow, sum } = glyphsOf(view);
  const { n, date, from, to, category, verb, minor, currency } = posting;
  const { width, tight, places } = postingColumn(history);
  const name = labelWidth(world);
  const own = amountText(minor, currency, places);
  // In a narrow pane amounts stand at its edge, each as wide as it is: the category has the rest.
  const amount = cell(own, Math.min(columns < MIDDLE ? widthOf(own) : width, columns), "right", unicode);
  const all = String(history.newest.journal.postings.length).length;
  const number = columns >= MIDDLE ? `${String(shownNumber({ n })).padStart(Math.max(3, all))} ` : "";
  const day = dayText(date, columns - tight);
  const parties = `${cell(oneLine(from), name, "left", unicode)} ${cell(verb === "owe" ? "owes" : arrow, 4)} ${cell(oneLine(to), name, "left", unicode)} `;
  const between = columns >= WIDE ? parties : "";
  const column = sumColumn(history);
  const running = columns >= TOTALLED ? amountText(runningTotals(history).totals[n] ?? 0n, currency, places) : "";
  const total = running === "" ? "" : ` ${sum}${cell(running, column.width, "right", unicode)}`;
  const left = columns - widthOf(number + day + between + amount + total) - 1;
  const what = verb === "owe" && between === "" ? `owes ${oneLine(category)}` : oneLine(category);
  const label = left > 2 ? `${cell(what, Math.min(left, name + "owes ".length), "left", unicode)} ` : "";
  const blank = columns < MIDDLE ? " ".repeat(Math.max(0, columns - widthOf(number + day + label + amount))) : "";
  return lineOf([number, day, between, label, blank, amount, { text: total, style: "dim" }], columns, unicode);
}
