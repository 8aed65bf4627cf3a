/** The figure of a measure, taken apart: its sums posting by posting, the steps behind its dates and counts. */
import {
  causesOf,
  dateText,
  type Exact,
  groupedMoney,
  groupThousands,
  moneyText,
  shownNumber,
  type World,
} from "@steppe/core";
import type { MeasureBreakdown, StateBreakdown, SumBreakdown, SumPart } from "@steppe/core/measure/breakdown.ts";
import { shownKind } from "@steppe/core/measure/shares.ts";
import { exact, numberText, roundHalfEven, roundToSignificant } from "@steppe/core/quantity/index.ts";
import { causeLines } from "./explain-posting.ts";
import { footingText, placeText } from "./places.ts";
import { type Cell, type Column, tableLines } from "./table.ts";
import { counted, oneLine, type Page, section, wrap } from "./text.ts";
import { shown } from "./values.ts";

/** Of a long list of postings: so many at its beginning, and at its end. */
const FIRST = 4;
const LAST = 3;
/** Steps into a state that are told with their causes. */
const STEPS_MAX = 6;

export function breakdownLines({ reads, sums, states }: MeasureBreakdown, world: World, page: Page): readonly string[] {
  return [
    ...section(
      page,
      "Reads",
      reads.flatMap(({ name, kind, value, place, footing }) => {
        const value_ = shown(shownKind(world.model, kind, name), value);
        const about = [place && placeText(place), footing && footingText(footing, world.model)].filter(Boolean);
        return indented([`${oneLine(name)} = ${value_}`, ...about].join(", "), 2, page);
      }),
    ),
    ...sums.flatMap((sum) => sumLines(sum, page)),
    ...states.flatMap((state) => stateLines(state, world, page)),
  ];
}

const indented = (text: string, by: number, page: Page, more = 4): readonly string[] =>
  wrap(text, Math.max(20, page.width - by - more)).map(
    (line, index) => " ".repeat(index === 0 ? by : by + more) + line,
  );

function sumLines(sum: SumBreakdown, page: Page): readonly string[] {
  const { formula, currency, minor, parts } = sum;
  const head = `${oneLine(formula)} = ${groupedMoney(minor, currency)}`;
  return [
    "",
    ...wrap(head, page.width).map((line) => page.paint("strong", line)),
    ...(parts.length === 0
      ? ["  no posting is taken in"]
      : [
          ...groupLines(sum, page),
          ...discountLines(sum, page),
          ...rateLines(sum, page),
          "",
          ...postingLines(sum, page),
        ]),
  ];
}

/** By category, parties and currency, each with what it comes to; what rounding each leaves is a line of its own. */
function groupLines({ parts, currency, minor, discount }: SumBreakdown, page: Page): readonly string[] {
  const groups = new Map<string, { part: SumPart; count: number; minor: bigint; adds: Exact }>();
  for (const part of parts) {
    const { category, from, to, currency: own, verb } = part.posting;
    const key = `${category}\n${from}\n${to}\n${own}\n${verb}`;
    const group = groups.get(key);
    groups.set(key, {
      part,
      count: (group?.count ?? 0) + 1,
      minor: (group?.minor ?? 0n) + part.minor,
      adds: group ? group.adds.add(part.adds) : part.adds,
    });
  }
  const all = [...groups.values()].sort((a, b) => (a.part.posting.category < b.part.posting.category ? -1 : 1));
  const plain = discount === undefined && parts.every(({ rate }) => rate === undefined);
  const left = minor - all.reduce((total, { adds }) => total + roundHalfEven(adds), 0n);
  const rows = all.map(({ part, count, minor: own, adds }): readonly Cell[] => [
    oneLine(part.posting.category),
    `${oneLine(part.posting.from)} ${part.posting.verb === "owe" ? "owes" : "→"} ${oneLine(part.posting.to)}`,
    { text: `${count} ×`, style: "dim" },
    groupedMoney(own, part.posting.currency),
    plain ? "" : groupThousands(moneyText(roundHalfEven(adds), currency)),
  ]);
  const rest: readonly Cell[] = ["rounding", "", "", "", groupThousands(moneyText(left, currency))];
  const total: readonly Cell[] = [
    "in all",
    "",
    { text: `${parts.length} ×`, style: "dim" },
    plain ? groupedMoney(minor, currency) : "",
    plain ? "" : groupThousands(moneyText(minor, currency)),
  ];
  const columns: readonly Column[] = [
    { shrinkTo: 14 },
    { shrinkTo: 8 },
    { align: "right" },
    { align: "number" },
    { align: "number" },
  ];
  const head = ["for", "", "", "posted", plain ? "" : currency].map((text): Cell => ({ text, style: "dim" }));
  return tableLines(
    [...(plain ? [] : [head]), ...rows, ...(left === 0n ? [] : [rest]), ...(all.length > 1 ? [total] : [])],
    columns,
    page,
  );
}

function discountLines({ discount, parts }: SumBreakdown, page: Page): readonly string[] {
  if (!discount) return [];
  const rate = `${numberText(discount.rate.mul(exact(100)))} %`;
  const factors = parts.flatMap(({ factor }) => (factor ? [factor] : []));
  const [first, last] = [factors[0], factors.at(-1)];
  const range = first && last ? `: from ${factorText(first)} to ${factorText(last)}` : "";
  return [
    "",
    ...indented(
      `discounted at ${rate} a year, each by (1 + ${rate}) ^ -(days since ${dateText(discount.from)} / 365)${range}`,
      2,
      page,
      2,
    ),
  ];
}

const factorText = (factor: Exact): string => numberText(roundToSignificant(factor, 6));

/** The rates that were used, each with the days on which it was. */
function rateLines({ parts, currency }: SumBreakdown, page: Page): readonly string[] {
  const used = new Map<string, { text: string; first: number; last: number; count: number }>();
  for (const { rate, posting } of parts) {
    if (!rate) continue;
    const text = `${rateText(rate)} ${posting.currency} for 1 ${currency}`;
    const before = used.get(text);
    used.set(text, {
      text,
      first: before?.first ?? posting.date,
      last: posting.date,
      count: (before?.count ?? 0) + 1,
    });
  }
  if (used.size === 0) return [];
  const all = [...used.values()];
  const listed = all.length > FIRST + LAST ? [...all.slice(0, FIRST), ...all.slice(-LAST)] : all;
  const lines = listed.map(({ text, first, last, count }) => {
    const days = first === last ? `on ${dateText(first)}` : `${dateText(first)} .. ${dateText(last)}`;
    return `  converted at ${text}, ${days}, ${counted(count, "posting")}`;
  });
  if (all.length > listed.length) lines.splice(FIRST, 0, `  … ${counted(all.length - listed.length, "more rate")} …`);
  return ["", ...lines.flatMap((line) => indented(line.trim(), 2, page))];
}

const rateText = (rate: Exact): string => groupThousands(numberText(roundToSignificant(rate, 8)));

/** The first and the last postings; those between are counted, with what they come to. */
function postingLines({ parts, currency }: SumBreakdown, page: Page): readonly string[] {
  const isLong = parts.length > FIRST + LAST + 1;
  const hidden = isLong ? parts.slice(FIRST, -LAST) : [];
  const plain = parts.every(({ rate, factor }) => !rate && !factor);
  const row = ({ posting, minor, rate, factor, adds }: SumPart): readonly Cell[] => [
    { text: String(shownNumber(posting)), style: "dim" },
    dateText(posting.date),
    oneLine(posting.category),
    groupedMoney(minor, posting.currency),
    rate ? rateText(rate) : "",
    factor ? factorText(factor) : "",
    plain ? "" : groupThousands(moneyText(roundHalfEven(adds), currency)),
  ];
  const between = hidden.reduce((sum, { adds }) => sum.add(adds), exact(0));
  const more: readonly Cell[] = [
    "",
    "…",
    `${hidden.length} more`,
    plain ? groupedMoney(roundHalfEven(between), currency) : "",
    "",
    "",
    plain ? "" : groupThousands(moneyText(roundHalfEven(between), currency)),
  ];
  const any = (key: "rate" | "factor", text: string) => (parts.some((part) => part[key]) ? text : "");
  const head = ["", "date", "for", "amount", any("rate", "rate"), any("factor", "factor"), plain ? "" : currency];
  const rows = isLong ? [...parts.slice(0, FIRST).map(row), more, ...parts.slice(-LAST).map(row)] : parts.map(row);
  const columns: readonly Column[] = [
    { align: "right" },
    {},
    { shrinkTo: 4 },
    { align: "number" },
    { align: "right" },
    {},
    { align: "number" },
  ];
  return tableLines([head.map((text): Cell => ({ text, style: "dim" })), ...rows], columns, page);
}

/** The steps that entered a state, with their causes; of a date, the first alone. */
function stateLines(
  { formula, node, kind, value, steps }: StateBreakdown,
  world: World,
  page: Page,
): readonly string[] {
  const told = node === "date" ? steps.slice(0, 1) : steps.slice(0, STEPS_MAX);
  const more = steps.length - told.length;
  const chains = told.flatMap((step, index) => [
    ...(index === 0 ? [] : [""]),
    ...causesOf(world, step.n).flatMap((cause) => causeLines(cause, world, page)),
  ]);
  return [
    "",
    page.paint("strong", `${oneLine(formula)} = ${shown(kind, value)}`),
    ...(steps.length === 0 ? ["  no step entered it"] : chains),
    ...(more > 0 ? [`  and entered ${counted(more, "time")} more, last on ${dateText(steps.at(-1)?.date ?? 0)}`] : []),
  ];
}
