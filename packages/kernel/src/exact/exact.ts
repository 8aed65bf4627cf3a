/**
 * Exact whole arithmetic in code: what does not fit in an i64 is a fault, never a number that has gone round.
 *
 * A fault is noted in a variable of the program, `fault`, and the value is 0; the first fault stays until somebody sets
 * the variable to `FAULTS.none`. So these are plain expressions, and whoever posts or sets a value asks for the fault
 * once, after a whole expression.
 *
 * What they cost in WebAssembly, by `node bench/draws.ts` (2 × AMD EPYC, Node 26.10, least of 15 rounds on a busy
 * machine), in ns: a sum 0.7, a product 1.8, a · b / c 4 while a · b fits in 64 bits, beyond 7 with a divisor below 2^32,
 * else 10.
 */

import {
  type Callee,
  call,
  choose,
  type Expr,
  type Global,
  i32,
  i64,
  type Local,
  once,
  type Program,
  ret,
  type Stmt,
  select,
  set,
  take,
  when,
} from "../code/index.ts";
import { compareWideIn, divideUnsignedIn, mulWideIn, setProductHigh, wide } from "./limbs.ts";

type Whole = Expr<"i64">;
type WholeFunction = Callee<readonly ["i64"]>;
type Two = Callee<readonly ["i64", "i64"]>;

/** What `fault` can be. */
export const FAULTS = { none: 0, overflow: 1, divisor: 2 } as const;

const negative = (x: Whole): Expr<"i32"> => i64.lt_s(x, wide(0n));
const magnitude = (x: Whole): Whole => select(negative(x), i64.sub(wide(0n), x), x);

/** Notes a fault if none is noted yet, and gives 0. */
function failing(fault: Global<"i32">, code: number): readonly Stmt[] {
  return [noted(fault, code), ret(wide(0n))];
}

function failingWide(fault: Global<"i32">, code: number): readonly Stmt[] {
  return [noted(fault, code), ret(wide(0n), wide(0n))];
}

function noted(fault: Global<"i32">, code: number): Stmt {
  return when(i32.eqz(fault), [set(fault, i32.const(code))]);
}

function addIn(program: Program, fault: Global<"i32">): WholeFunction {
  return program.function("addExact", { a: "i64", b: "i64" }, ["i64"], ({ a, b }, self) => {
    const sum = self.local("i64", "sum");
    return [
      set(sum, i64.add(a, b)),
      // Both differ from the sum in sign: only then has it gone round (Hacker's Delight, 2-13).
      when(negative(i64.and(i64.xor(a, sum), i64.xor(b, sum))), failing(fault, FAULTS.overflow)),
      ret(sum),
    ];
  });
}

function subIn(program: Program, fault: Global<"i32">): WholeFunction {
  return program.function("subExact", { a: "i64", b: "i64" }, ["i64"], ({ a, b }, self) => {
    const rest = self.local("i64", "rest");
    return [
      set(rest, i64.sub(a, b)),
      when(negative(i64.and(i64.xor(a, b), i64.xor(a, rest))), failing(fault, FAULTS.overflow)),
      ret(rest),
    ];
  });
}

function mulIn(program: Program, fault: Global<"i32">, mulWide: Two): WholeFunction {
  return program.function("mulExact", { a: "i64", b: "i64" }, ["i64"], ({ a, b }, self) => {
    const [hi, lo] = self.variables("i64", "hi", "lo");
    const zeros = (x: Whole) => i64.clz(i64.xor(x, i64.shr_s(x, wide(63n))));
    return [
      // With n leading zeros a magnitude is at most 2^(64 − n): the product is at most 2^62.
      when(i64.ge_u(i64.add(zeros(a), zeros(b)), wide(66n)), [ret(i64.mul(a, b))]),
      take([hi, lo], mulWide, a, b),
      when(i64.ne(hi, i64.shr_s(lo, wide(63n))), failing(fault, FAULTS.overflow)),
      ret(lo),
    ];
  });
}

/** Half to even, from the quotient and rest of magnitudes; `limit` is the greatest magnitude that fits. */
function rounded(
  fault: Global<"i32">,
  parts: Readonly<Record<"quotient" | "rest" | "up" | "minus" | "divisor", Local<"i64">>>,
): readonly Stmt[] {
  const { quotient, rest, up, minus, divisor } = parts;
  const other = i64.sub(divisor, rest);
  const tieUp = i32.and(i64.eq(rest, other), i32.wrap_i64(i64.and(quotient, wide(1n))));
  // 2^63 − 1 is the greatest, but −2^63 the least.
  const limit = i64.sub(i64.sub(wide(2n ** 63n - 1n), minus), up);
  return [
    set(up, i64.extend_i32_u(i32.or(i64.gt_s(rest, other), tieUp))),
    when(i64.gt_u(quotient, limit), failing(fault, FAULTS.overflow)),
    set(quotient, i64.add(quotient, up)),
    // With minus −1: the complement and one more.
    ret(i64.sub(i64.xor(quotient, minus), minus)),
  ];
}

/** a · b / c, half to even, through two limbs where the product needs them. */
function mulDivIn(program: Program, fault: Global<"i32">, divide: Two): WholeFunction {
  return program.function("mulDiv", { a: "i64", b: "i64", c: "i64" }, ["i64"], ({ a, b, c }, self) => {
    const [hi, quotient, rest, up, minus] = self.variables("i64", "hi", "quotient", "rest", "up", "minus");
    return [
      when(i64.le_s(c, wide(0n)), failing(fault, FAULTS.divisor)),
      set(minus, i64.shr_s(i64.xor(a, b), wide(63n))),
      set(a, magnitude(a)),
      set(b, magnitude(b)),
      when(i64.lt_u(i64.add(i64.clz(a), i64.clz(b)), wide(64n)), setProductHigh(self, a, b, hi)),
      set(a, i64.mul(a, b)),
      when(
        i64.eqz(hi),
        [set(quotient, i64.div_u(a, c)), set(rest, i64.sub(a, i64.mul(quotient, c)))],
        [when(i64.ge_u(hi, c), failing(fault, FAULTS.overflow)), take([quotient, rest], divide, hi, a, c)],
      ),
      ...rounded(fault, { quotient, rest, up, minus, divisor: c }),
    ];
  });
}

/** a / c, half to even: nothing can overflow. */
function divIn(program: Program, fault: Global<"i32">): WholeFunction {
  return program.function("divRound", { a: "i64", c: "i64" }, ["i64"], ({ a, c }, self) => {
    const [quotient, rest, other] = self.variables("i64", "quotient", "rest", "other");
    const odd = i32.wrap_i64(i64.and(quotient, wide(1n)));
    const away = i32.or(i64.gt_s(rest, other), i32.and(i64.eq(rest, other), odd));
    const step = select(negative(a), wide(-1n), wide(1n));
    return [
      when(i64.le_s(c, wide(0n)), failing(fault, FAULTS.divisor)),
      set(quotient, i64.div_s(a, c)),
      set(rest, magnitude(i64.sub(a, i64.mul(quotient, c)))),
      set(other, i64.sub(c, rest)),
      ret(choose(away, i64.add(quotient, step), quotient)),
    ];
  });
}

/** Makes (hi, lo) its own magnitude; `minus` is −1 where it is negative, else 0. */
function setMagnitude(hi: Local<"i64">, lo: Local<"i64">, minus: Local<"i64">): readonly Stmt[] {
  return [
    // The complement and one more, which goes on to the upper limb when the lower is 0.
    set(lo, i64.sub(i64.xor(lo, minus), minus)),
    set(hi, i64.add(i64.xor(hi, minus), i64.and(i64.extend_i32_u(i64.eqz(lo)), i64.and(minus, wide(1n))))),
  ];
}

/** (hi, lo, c) to (quotient, rest) towards zero, signed, for c > 0; the rest has the sign of what is divided. */
function divWideIn(program: Program, fault: Global<"i32">, divide: Two): Two {
  return program.function("divWide", { hi: "i64", lo: "i64", c: "i64" }, ["i64", "i64"], ({ hi, lo, c }, self) => {
    const [minus, quotient, rest] = self.variables("i64", "minus", "quotient", "rest");
    const signed = (x: Whole) => i64.sub(i64.xor(x, minus), minus);
    return [
      when(i64.le_s(c, wide(0n)), failingWide(fault, FAULTS.divisor)),
      set(minus, i64.shr_s(hi, wide(63n))),
      ...setMagnitude(hi, lo, minus),
      when(i64.ge_u(hi, c), failingWide(fault, FAULTS.overflow)),
      take([quotient, rest], divide, hi, lo, c),
      when(i64.gt_u(quotient, i64.sub(wide(2n ** 63n - 1n), minus)), failingWide(fault, FAULTS.overflow)),
      ret(signed(quotient), signed(rest)),
    ];
  });
}

/** (hi, lo, c) to the signed quotient, half to even, for c > 0: what sums of products are divided by. */
function roundWideIn(program: Program, fault: Global<"i32">, divide: Two): WholeFunction {
  return program.function("roundWide", { hi: "i64", lo: "i64", c: "i64" }, ["i64"], ({ hi, lo, c }, self) => {
    const [minus, quotient, rest, up] = self.variables("i64", "minus", "quotient", "rest", "up");
    return [
      when(i64.le_s(c, wide(0n)), failing(fault, FAULTS.divisor)),
      set(minus, i64.shr_s(hi, wide(63n))),
      ...setMagnitude(hi, lo, minus),
      when(i64.ge_u(hi, c), failing(fault, FAULTS.overflow)),
      take([quotient, rest], divide, hi, lo, c),
      ...rounded(fault, { quotient, rest, up, minus, divisor: c }),
    ];
  });
}

/** Two limbs and two limbs to their sum; a fault, and 0, when it does not fit in two. */
function addWideIn(program: Program, fault: Global<"i32">): Two {
  const params = { aHigh: "i64", aLow: "i64", bHigh: "i64", bLow: "i64" } as const;
  return program.function("addWide", params, ["i64", "i64"], ({ aHigh, aLow, bHigh, bLow }, self) => {
    const [hi, lo] = self.variables("i64", "hi", "lo");
    return [
      set(lo, i64.add(aLow, bLow)),
      set(hi, i64.add(i64.add(aHigh, bHigh), i64.extend_i32_u(i64.lt_u(lo, aLow)))),
      when(negative(i64.and(i64.xor(aHigh, hi), i64.xor(bHigh, hi))), failingWide(fault, FAULTS.overflow)),
      ret(hi, lo),
    ];
  });
}

/** How a · b lies to c · d: −1, 0 or 1. */
function compareIn(program: Program, mulWide: Two): Callee<readonly ["i32"]> {
  const params = { a: "i64", b: "i64", c: "i64", d: "i64" } as const;
  const compare = compareWideIn(program);
  return program.function("compareProducts", params, ["i32"], ({ a, b, c, d }, self) => {
    const [hi, lo, otherHi, otherLo] = self.variables("i64", "hi", "lo", "otherHi", "otherLo");
    return [
      take([hi, lo], mulWide, a, b),
      take([otherHi, otherLo], mulWide, c, d),
      ret(call(compare, hi, lo, otherHi, otherLo)),
    ];
  });
}

export interface Exact {
  /** One of `FAULTS`. Set it to `none` before, ask for it after. */
  readonly fault: Global<"i32">;
  readonly add: (a: Whole, b: Whole) => Whole;
  readonly sub: (a: Whole, b: Whole) => Whole;
  readonly mul: (a: Whole, b: Whole) => Whole;
  /** a · b / c, half to even; c must be greater than 0. */
  readonly mulDiv: (a: Whole, b: Whole, c: Whole) => Whole;
  /** a / c, half to even; c must be greater than 0. */
  readonly div: (a: Whole, c: Whole) => Whole;
  /** The signed (hi, lo) / c, half to even; c must be greater than 0. */
  readonly roundWide: (hi: Whole, lo: Whole, c: Whole) => Whole;
  /** −1, 0 or 1 as a · b is less than, equal to or greater than c · d: fractions are compared so. */
  readonly compareProducts: (a: Whole, b: Whole, c: Whole, d: Whole) => Expr<"i32">;
  /** For `take`: (a, b) to (hi, lo), signed. */
  readonly mulWide: () => Two;
  /** For `take`: (hi, lo, hi, lo) to the sum (hi, lo), signed. */
  readonly addWide: () => Two;
  /** For `take`: (hi, lo, c) to (quotient, rest) towards zero, signed; c must be greater than 0. */
  readonly divWide: () => Two;
}

/** Exact arithmetic for the code of a program; each function becomes part of it when it is first used. */
export function exactIn(program: Program): Exact {
  const fault = program.global("i32", "fault", FAULTS.none);
  const mulWide = once<Two>(() => mulWideIn(program));
  const divide = once<Two>(() => divideUnsignedIn(program));
  const add = once(() => addIn(program, fault));
  const sub = once(() => subIn(program, fault));
  const mul = once(() => mulIn(program, fault, mulWide()));
  const mulDiv = once(() => mulDivIn(program, fault, divide()));
  const div = once(() => divIn(program, fault));
  const roundWide = once(() => roundWideIn(program, fault, divide()));
  const compare = once(() => compareIn(program, mulWide()));
  return {
    fault,
    add: (a, b) => call(add(), a, b),
    sub: (a, b) => call(sub(), a, b),
    mul: (a, b) => call(mul(), a, b),
    mulDiv: (a, b, c) => call(mulDiv(), a, b, c),
    div: (a, c) => call(div(), a, c),
    roundWide: (hi, lo, c) => call(roundWide(), hi, lo, c),
    compareProducts: (a, b, c, d) => call(compare(), a, b, c, d),
    mulWide,
    addWide: once<Two>(() => addWideIn(program, fault)),
    divWide: once<Two>(() => divWideIn(program, fault, divide())),
  };
}
