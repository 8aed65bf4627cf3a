/** The functions of expressions that neither read the ledger nor draw. */
import { type Expression, exact, minorDigits } from "@steppe/core";
import { both, call, type Expr, either, f64, i32, i64, leave, select, set, when } from "../code/index.ts";
import { NEVER_DAY } from "../plan/cells.ts";
import { PART_PERIODS_ERROR } from "../runtime/calendar.ts";
import type { Lowering } from "./expressions.ts";
import { ASKED, isNumeric, type Lowered, type Numeric, wholeOf } from "./lowered.ts";

type FunctionNode = Extract<Expression, { node: "function" }>;

const n = (value: number): Expr<"i32"> => i32.const(value);

export function lowerFunction(at: Lowering, node: FunctionNode): Lowered {
  const [first] = node.args;
  if (!first) return at.ask();
  switch (node.name) {
    case "min":
    case "max":
      return extreme(at, node, node.name);
    case "abs": {
      const value = at.number(first);
      return value ? at.numbers.absolute(value) : ASKED;
    }
    case "round":
    case "floor":
    case "ceil":
      if (node.name === "round") return toPlaces(at, node);
      return node.kind.type === "number" ? whole(at, node.name, first) : at.ask();
    case "year":
    case "month":
    case "day":
      return calendarPart(at, node.name, first);
    case "days":
    case "years": {
      const span = at.lower(first);
      if (span.is !== "span") return ASKED;
      return node.name === "days" ? at.spans.meanDays(span) : at.spans.years(span);
    }
    case "day_of":
      return dayOf(at, node.args);
    case "due_before":
      return dueBefore(at, node.args);
    default:
      return at.ask();
  }
}

/** The last occurrence before a date. */
function dueBefore(at: Lowering, args: readonly Expression[]): Lowered {
  const [date, from, every] = args.map((one) => at.lower(one));
  if (date?.is !== "day" || from?.is !== "day" || every?.is !== "span") return at.ask();
  const { w } = at;
  const [day, anchor] = [w.keep(date.code, "day"), w.keep(from.code, "anchor")];
  const [months, days] = [w.keep(every.months, "months"), w.keep(every.days, "days")];
  const never = (one: Expr<"i32">) => i32.eq(one, n(NEVER_DAY));
  w.askIf(either(never(day), never(anchor)));
  const backward = either(either(i32.lt_s(months, n(0)), i32.lt_s(days, n(0))), i32.eqz(i32.or(months, days)));
  w.askIf(backward);
  const { firstFrom, occurrence } = at.tools.calendar;
  const k = w.keep(i32.sub(call(firstFrom, anchor, months, days, day), n(1)), "k");
  return { is: "day", code: w.keep(call(occurrence, anchor, months, days, k), "before") };
}

/** A date of a year that is reckoned, and a month and a day that every year has. */
function dayOf(at: Lowering, [year, month, day]: readonly Expression[]): Lowered {
  if (!year || !month || !day) return at.ask();
  const [y, m, d] = [at.number(year), at.number(month), at.number(day)];
  if (!y || m?.is !== "constant" || d?.is !== "constant") return at.ask();
  const [monthNumber, dayNumber] = [Number(m.value.n), Number(d.value.n)];
  const known = m.value.d === 1n && d.value.d === 1n && m.value.s > 0n && d.value.s > 0n;
  const longest = monthNumber === 2 ? 28 : [4, 6, 9, 11].includes(monthNumber) ? 30 : 31;
  if (!known || monthNumber < 1 || monthNumber > 12 || dayNumber < 1 || dayNumber > longest) return at.ask();
  const whole = at.numbers.atScale(y, exact(1));
  if (!whole) return at.ask();
  const kept = at.w.keep(whole, "year");
  at.w.askIf(either(i64.lt_s(kept, i64.const(1n)), i64.gt_s(kept, i64.const(9999n))));
  const code = call(at.tools.calendar.epoch, i32.wrap_i64(kept), n(monthNumber), n(dayNumber));
  return { is: "day", code: at.w.keep(code, "day") };
}

/** A yearly rate for whole periods, exactly; a broken one goes on to what can be reckoned with its parts, or is asked. */
export function lowerProrata(at: Lowering, node: Extract<Expression, { node: "prorata" }>): Lowered {
  const rate = at.number(node.rate);
  const [from, to, every, anchor] = [node.from, node.to, node.every, node.anchor].map((one) => at.lower(one));
  if (!rate || from?.is !== "day" || to?.is !== "day" || every?.is !== "span" || anchor?.is !== "day") return at.ask();
  const { w } = at;
  const months = w.keep(every.months, "months");
  w.askIf(either(i32.ne(every.days, n(0)), i32.le_s(months, n(0))));
  const [first, last, start] = [w.keep(from.code, "first"), w.keep(to.code, "last"), w.keep(anchor.code, "anchor")];
  const never = (day: Expr<"i32">) => i32.eq(day, n(NEVER_DAY));
  w.askIf(either(never(last), never(start)));
  const days = { first, last, months, start };
  return at.numbers.multiply(rate, at.breaks ? partPeriods(at, days) : wholePeriods(at, days));
}

interface Days {
  readonly first: Expr<"i32">;
  readonly last: Expr<"i32">;
  readonly months: Expr<"i32">;
  /** The anchor. */
  readonly start: Expr<"i32">;
}

/** How many years whole periods are. */
function wholePeriods({ w, tools }: Lowering, { first, last, months, start }: Days): Numeric {
  const count = w.local("i32", "count");
  const found = [set(count, tools.periods(first, last, months, start)), when(i32.lt_s(count, n(0)), [leave(w.doubt)])];
  w.do(set(count, n(0)), when(i32.le_s(first, last), found));
  const periods = i64.mul(i64.extend_i32_s(count), i64.extend_i32_s(months));
  return wholeOf(w.keep(periods, "periods"), exact(1n, 12n));
}

/** How many years periods and parts of them are: their days have no denominator in common, so as a double. */
function partPeriods({ w, tools, numbers }: Lowering, { first, last, months, start }: Days): Numeric {
  const { relative, absolute } = PART_PERIODS_ERROR;
  const share = w.local("f64", "share");
  w.do(
    set(share, f64.const(0)),
    when(i32.le_s(first, last), [set(share, call(tools.calendar.partPeriods, first, last, months, start))]),
  );
  w.askIf(f64.ne(share, share));
  const error = w.keep(f64.add(f64.mul(share, f64.const(relative)), f64.const(absolute)), "error");
  const part: Numeric = { is: "real", code: share, error };
  const length = wholeOf(i64.extend_i32_s(months), exact(1n, 12n));
  return numbers.multiply(length, part);
}

function extreme(at: Lowering, { args }: FunctionNode, which: "min" | "max"): Lowered {
  const values = args.map((one) => at.lower(one));
  if (values.some(({ is }) => is === "asked")) return ASKED;
  const [first, ...others] = values as [Lowered, ...Lowered[]];
  return others.reduce((best, one) => better(at, best, one, which), first);
}

function better(at: Lowering, best: Lowered, one: Lowered, which: "min" | "max"): Lowered {
  if (isNumeric(best) && isNumeric(one)) return at.numbers.extreme(best, one, which);
  if (best.is === "day" && one.is === "day") {
    const [a, b] = [at.w.keep(best.code, "day"), at.w.keep(one.code, "day")];
    const first = which === "min" ? i32.le_s(a, b) : i32.ge_s(a, b);
    return { is: "day", code: at.w.keep(select(first, a, b), "day") };
  }
  if (best.is !== "span" || one.is !== "span") return at.ask();
  const keep = (x: Expr<"i32">) => at.w.keep(x);
  const [a, b] = [
    { is: "span" as const, months: keep(best.months), days: keep(best.days) },
    { is: "span" as const, months: keep(one.months), days: keep(one.days) },
  ];
  const first = keep(
    at.spans.compare(a, b, (order) => (which === "min" ? i32.le_s(order, n(0)) : i32.ge_s(order, n(0)))),
  );
  return { is: "span", months: keep(select(first, a.months, b.months)), days: keep(select(first, a.days, b.days)) };
}

/** Rounded to a number of decimals that is known; of money, in whole units of its currency. */
function toPlaces(at: Lowering, { args, kind }: FunctionNode): Lowered {
  const [of, places] = args;
  const value = of && at.number(of);
  const decimals = places && at.number(places);
  if (!value || (places && decimals?.is !== "constant")) return ASKED;
  const count = decimals?.is === "constant" ? Number(decimals.value.s * decimals.value.n) : 0;
  const currency = kind.type === "money" || kind.type === "rate" ? kind.currency : null;
  const step = exact(10n ** BigInt(currency === null ? 0 : minorDigits(currency))).div(
    count >= 0 ? exact(10n ** BigInt(count)) : exact(1n, 10n ** BigInt(-count)),
  );
  const found = at.spans.rounded(at.numbers.multiply(value, { is: "constant", value: step.inverse() }));
  return found ? wholeOf(at.w.keep(found, "rounded"), step) : ASKED;
}

/** A number made whole; asked where it is too close to the next. */
function whole(at: Lowering, how: "floor" | "ceil", of: Expression): Lowered {
  const value = at.number(of);
  if (!value) return ASKED;
  if (value.is === "whole" && value.scale.d === 1n) return value;
  if (value.is !== "real") return at.ask();
  const x = at.w.keep(value.code);
  at.w.askIf(f64.gt(f64.abs(x), f64.const(2 ** 51)));
  if (value.error) {
    const error = at.w.keep(value.error, "error");
    const off = f64.abs(f64.sub(x, f64.nearest(x)));
    at.w.askIf(both(f64.le(off, error), f64.ne(error, f64.const(0))));
  }
  return wholeOf(at.w.keep(i64.trunc_sat_f64_s(how === "floor" ? f64.floor(x) : f64.ceil(x))), exact(1));
}

function calendarPart(at: Lowering, part: "year" | "month" | "day", of: Expression): Lowered {
  const date = at.lower(of);
  if (date.is !== "day") return ASKED;
  const day = at.w.keep(date.code, "day");
  at.w.askIf(i32.eq(day, n(NEVER_DAY)));
  const civil = call(at.tools.calendar.civil, day);
  const code =
    part === "year"
      ? i32.div_s(civil, n(512))
      : part === "month"
        ? i32.and(i32.shr_u(civil, n(5)), n(15))
        : i32.and(civil, n(31));
  return wholeOf(i64.extend_i32_s(at.w.keep(code, part)));
}
