/**
 * Literals: numbers with their scale and unit, dates, durations, texts.
 *
 * Sizes are limited before anything is computed: `1e999999999` costs nothing but its error.
 */

import { didYouMean } from "../nearest.ts";
import {
  CURRENCIES,
  DATE,
  DURATION,
  type Duration,
  type Exact,
  exact,
  isCurrency,
  isWhole,
  type Kind,
  minorDigits,
  money,
  NUMBER,
  numberText,
  parseDate,
  signed,
  TEXT,
} from "../quantity/index.ts";
import { errorAt, Refused } from "./source.ts";
import type { Source, Span, Syntax } from "./tree.ts";

export const DIGITS_LIMIT = 40;
export const EXPONENT_LIMIT = 30;
/** No duration is longer than the years a scenario may speak of. */
export const MONTHS_LIMIT = 120_000;
export const DAYS_LIMIT = 4_000_000;

export type Literal = Extract<Syntax, { node: "literal" }>;

/** A token's text and where it stands. */
export interface Piece {
  readonly image: string;
  readonly span: Span;
}

const SCALES: ReadonlyMap<string, number> = new Map([
  ["thousand", 3],
  ["million", 6],
  ["billion", 9],
  ["trillion", 12],
]);

const DURATION_UNITS: ReadonlyMap<string, Duration> = new Map(
  (
    [
      ["day", { months: 0, days: 1 }],
      ["week", { months: 0, days: 7 }],
      ["month", { months: 1, days: 0 }],
      ["quarter", { months: 3, days: 0 }],
      ["year", { months: 12, days: 0 }],
    ] as const
  ).flatMap(([name, unit]) => [[name, unit] as const, [`${name}s`, unit] as const]),
);

/** `per year`, `per quarter`, `per month`: how many of them a year has. */
export const PERIODS: ReadonlyMap<string, number> = new Map([
  ["year", 1],
  ["quarter", 4],
  ["month", 12],
]);

const refuse = (source: Source, span: Span, code: string, message: string, label?: string, help?: readonly string[]) =>
  new Refused(errorAt(source.place(span), code, message, { ...(label ? { label } : {}), ...(help ? { help } : {}) }));

/** The exact value of digits like `1_000.5e3`. */
export function readNumber(source: Source, { image, span }: Piece): Exact {
  const parts = /^([\d_]+)(?:\.([\d_]+))?(?:[eE]([+-]?\d+))?$/.exec(image);
  if (!parts) throw new TypeError(`not a number token: ${image}`);
  const [, whole = "", decimals = "", power = "0"] = parts;
  if (/__|_$|_\./.test(image) || decimals.startsWith("_") || /_[eE]/.test(image)) {
    throw refuse(source, span, "number-form", `\`${short(image)}\` is not a number`, "`_` stands between two digits");
  }
  const digits = (whole + decimals).replaceAll("_", "");
  if (digits.replace(/^0+/, "").length > DIGITS_LIMIT || digits.length > 10 * DIGITS_LIMIT) {
    throw refuse(source, span, "number-too-long", `a number has at most ${DIGITS_LIMIT} digits`, "too many digits");
  }
  if (power.length > 5 || Math.abs(Number(power)) > EXPONENT_LIMIT) {
    const message = `an exponent is between -${EXPONENT_LIMIT} and ${EXPONENT_LIMIT}`;
    throw refuse(source, span, "number-too-large", message, "exponent out of range");
  }
  return scaled(BigInt(digits), Number(power) - decimals.replaceAll("_", "").length);
}

const short = (image: string): string => (image.length > 50 ? `${image.slice(0, 50)}…` : image);

function scaled(units: bigint, exponent: number): Exact {
  return exponent >= 0 ? exact(units * 10n ** BigInt(exponent)) : exact(units, 10n ** BigInt(-exponent));
}

/**
 * A number and the words after it: `115 million USD`, `30 %`, `5 years`, `2 thousand`.
 * `percent` is the sign's span.
 */
export function readAmount(source: Source, number: Piece, words: readonly Piece[], percent: Span | undefined): Literal {
  let value = readNumber(source, number);
  let rest = words;
  const scale = rest[0] === undefined ? undefined : SCALES.get(rest[0].image);
  if (scale !== undefined) {
    value = value.mul(scaled(1n, scale));
    rest = rest.slice(1);
  }
  if (value.n >= 10n ** BigInt(DIGITS_LIMIT) * value.d) {
    throw refuse(source, number.span, "number-too-large", `a number has at most ${DIGITS_LIMIT} digits`, "too large");
  }
  const [unit, extra] = rest;
  const end = percent ?? unit?.span ?? words.at(-1)?.span ?? number.span;
  const span = { start: number.span.start, end: end.end };
  if (extra !== undefined) {
    const message = `\`${extra.image}\` after ${unitName(source, unit as Piece)}`;
    const yearly = words
      .map((word) => word.image)
      .find((word) => PERIODS.has(word) || /^(yearly|annually|pa)$/.test(word));
    const amount = source.text.slice(number.span.start, (unit as Piece).span.end);
    const help = yearly
      ? `write \`${amount} per ${PERIODS.has(yearly) ? yearly : "year"}\``
      : "a value has one unit; between two values stands an operator";
    throw refuse(source, extra.span, "unexpected-word", message, "a second unit", [help]);
  }
  if (percent !== undefined) {
    if (words.length > 0) {
      throw refuse(source, percent, "unexpected-percent", "`%` stands right after a number", "a second unit");
    }
    return { node: "literal", kind: NUMBER, value: value.div(exact(100)), percent: true, span };
  }
  if (unit === undefined) return { node: "literal", kind: NUMBER, value, span };
  if (isCurrency(unit.image)) {
    const minor = value.mul(exact(10n ** BigInt(minorDigits(unit.image))));
    return { node: "literal", kind: money(unit.image), value: minor, span };
  }
  const length = DURATION_UNITS.get(unit.image);
  if (length === undefined) throw unknownUnit(source, unit, scale === undefined);
  return { node: "literal", kind: DURATION, value: wholeDuration(source, span, value, length, unit.image), span };
}

function unitName(source: Source, unit: Piece): string {
  if (isCurrency(unit.image)) return "a currency";
  if (DURATION_UNITS.has(unit.image)) return "a unit of time";
  throw unknownUnit(source, unit, true);
}

function unknownUnit(source: Source, unit: Piece, mayScale: boolean): Refused {
  const words = [...DURATION_UNITS.keys(), ...(mayScale ? SCALES.keys() : [])];
  const capitals = unit.image.toUpperCase();
  // Three letters are near to many of 150 codes: only capitals were meant as one.
  const known = unit.image === capitals ? CURRENCIES : words;
  const suggestion = isCurrency(capitals) ? [`did you mean \`${capitals}\`?`] : didYouMean(unit.image, known);
  const help = suggestion.length > 0 ? suggestion : ["after a number: a currency (`USD`), `%`, `million`, `years`"];
  return refuse(source, unit.span, "unknown-unit", `unknown unit \`${short(unit.image)}\``, "no such unit", help);
}

function wholeDuration(source: Source, span: Span, count: Exact, unit: Duration, name: string): Duration {
  if (!isWhole(count)) {
    const months = count.mul(exact(unit.months));
    const help =
      unit.months > 0 && isWhole(months)
        ? [`write \`${numberText(months)} months\``]
        : [`for a mean length in days write \`${numberText(count)} * 1 ${name.replace(/s$/, "")}\``];
    throw refuse(
      source,
      span,
      "duration-not-whole",
      `a duration is a whole number of ${plural(name)}`,
      undefined,
      help,
    );
  }
  const times = signed(count);
  if (times * BigInt(unit.months) > BigInt(MONTHS_LIMIT) || times * BigInt(unit.days) > BigInt(DAYS_LIMIT)) {
    throw refuse(source, span, "duration-too-long", "a duration is at most 10,000 years", "too long");
  }
  return { months: Number(times) * unit.months, days: Number(times) * unit.days };
}

const plural = (unit: string): string => (unit.endsWith("s") ? unit : `${unit}s`);

/** `2004-01-01`; 30 February is refused with its reason. */
export function readDate(source: Source, { image, span }: Piece): Literal {
  const parsed = parseDate(image);
  if ("reason" in parsed) {
    const help = /^\d{4}-\d\d-\d\d$/.test(image)
      ? []
      : [`write \`${image.replace(/-(?=\d(?!\d))/g, "-0")}\`, or put spaces around \`-\` to subtract`];
    throw refuse(source, span, "no-such-date", `\`${image}\` is not a date`, parsed.reason, help);
  }
  return { node: "literal", kind: DATE, value: parsed.day, span };
}

/** `P1Y6M`, `P90D`, `P2W`: whole years, months, weeks and days. */
export function readIsoDuration(source: Source, { image, span }: Piece): Literal {
  const parts = /^P(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})W)?(?:(\d{1,9})D)?$/.exec(image);
  if (!parts) {
    const label = image.includes("T") ? "the smallest unit of time is a day" : "written like `P1Y6M` or `P90D`";
    throw refuse(source, span, "duration-form", `\`${short(image)}\` is not a duration`, label);
  }
  const [years, months, weeks, days] = parts.slice(1).map((part) => Number(part ?? "0")) as [
    number,
    number,
    number,
    number,
  ];
  const value = { months: years * 12 + months, days: weeks * 7 + days };
  if (value.months > MONTHS_LIMIT || value.days > DAYS_LIMIT) {
    throw refuse(source, span, "duration-too-long", "a duration is at most 10,000 years", "too long");
  }
  return { node: "literal", kind: DURATION, value, span };
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
  ["b", "\b"],
  ["f", "\f"],
  ["/", "/"],
  ["\\", "\\"],
  ['"', '"'],
  ["'", "'"],
]);

/** A text between quotes, with the escapes of JSON and `\'`. */
export function readText(source: Source, { image, span }: Piece): Literal {
  const value = image.slice(1, -1).replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (all, code, letter, offset: number) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    const found = ESCAPES.get(letter);
    if (found !== undefined) return found;
    const start = span.start + 1 + offset;
    const help = ["a backslash itself is written `\\\\`"];
    throw refuse(
      source,
      { start, end: start + all.length },
      "unknown-escape",
      `\`${all}\` means nothing`,
      undefined,
      help,
    );
  });
  return { node: "literal", kind: TEXT, value, span };
}

export function literal(kind: Kind, value: Literal["value"], span: Span): Literal {
  return { node: "literal", kind, value, span };
}
