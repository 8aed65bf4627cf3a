/**
 * Whole numbers of two limbs in code: a product of two i64 has 128 bits, a signed upper and an unsigned lower limb.
 *
 * WebAssembly multiplies and divides 64 bits at most. The product goes by halves of 32 bits; the quotient is Knuth's
 * algorithm D for two digits (The Art of Computer Programming, volume 2, 4.3.1), as in Warren, "Hacker's Delight", 9-4.
 */
import {
  both,
  choose,
  type Expr,
  type FunctionCode,
  i32,
  i64,
  type Local,
  loopWhile,
  type Program,
  ret,
  type Stmt,
  select,
  set,
  when,
} from "../code/index.ts";

type Wide = Expr<"i64">;
/** Where a piece of code finds variables of its own. */
type Scope = Pick<FunctionCode, "local" | "variables">;

export const wide = (value: bigint): Wide => i64.const(value);
const HALF = 32n;
const high = (x: Wide): Wide => i64.shr_u(x, wide(HALF));
const low = (x: Wide): Wide => i64.and(x, wide(0xffffffffn));
const { add, sub, mul } = i64;

/** Sets `hi` to the upper 64 bits of the unsigned product; its lower ones are `i64.mul(a, b)`. a and b are variables. */
export function setProductHigh(self: Scope, a: Local<"i64">, b: Local<"i64">, hi: Local<"i64">): readonly Stmt[] {
  const [cross, middle] = self.variables("i64", "cross", "middle");
  return [
    set(cross, mul(low(a), high(b))),
    // At most (2^32 − 1)² + 2 (2^32 − 1) = 2^64 − 1: no carry is lost.
    set(middle, add(add(high(mul(low(a), low(b))), low(cross)), mul(high(a), low(b)))),
    set(hi, add(add(mul(high(a), high(b)), high(cross)), high(middle))),
  ];
}

/** (a, b) to (hi, lo): the signed product. */
export function mulWideIn(program: Program) {
  return program.function("mulWide", { a: "i64", b: "i64" }, ["i64", "i64"], ({ a, b }, self) => {
    const hi = self.local("i64", "hi");
    const negative = (x: Wide) => i64.shr_s(x, wide(63n));
    return [
      ...setProductHigh(self, a, b, hi),
      // As unsigned, a negative number is 2^64 more than it is.
      ret(sub(sub(hi, i64.and(negative(a), b)), i64.and(negative(b), a)), mul(a, b)),
    ];
  });
}

/**
 * (hi, lo, divisor) to (quotient, rest), all unsigned, for hi < divisor: else the quotient would not fit. It traps for a
 * divisor of 0.
 */
export function divideUnsignedIn(program: Program) {
  const params = { hi: "i64", lo: "i64", divisor: "i64" } as const;
  return program.function("divideUnsigned", params, ["i64", "i64"], ({ hi, lo, divisor }, self) => {
    const [quotient, part, shift] = self.variables("i64", "quotient", "part", "shift");
    const { div_u, rem_u } = i64;
    const digit = (rest: Wide, next: Wide) => i64.or(i64.shl(rest, wide(HALF)), next);
    return [
      when(i64.eqz(hi), [ret(div_u(lo, divisor), rem_u(lo, divisor))]),
      // One digit: two steps of long division.
      when(i64.eqz(high(divisor)), [
        set(part, digit(hi, high(lo))),
        set(quotient, div_u(part, divisor)),
        set(part, digit(sub(part, mul(quotient, divisor)), low(lo))),
        set(hi, div_u(part, divisor)),
        ret(digit(quotient, hi), sub(part, mul(hi, divisor))),
      ]),
      set(shift, i64.clz(divisor)),
      set(divisor, i64.shl(divisor, shift)),
      // A shift by 64 would be one by 0.
      set(part, select(i64.eqz(shift), wide(0n), i64.shr_u(lo, sub(wide(64n), shift)))),
      set(hi, i64.or(i64.shl(hi, shift), part)),
      set(lo, i64.shl(lo, shift)),
      ...digitOf(self, hi, divisor, high(lo), quotient),
      set(hi, sub(digit(hi, high(lo)), mul(quotient, divisor))),
      ...digitOf(self, hi, divisor, low(lo), part),
      ret(digit(quotient, part), i64.shr_u(sub(digit(hi, low(lo)), mul(part, divisor)), shift)),
    ];
  });
}

/** Sets `digit` to the 32-bit quotient of (rest, next) by a divisor whose top bit is 1: a guess, lowered at most twice. */
function digitOf(self: Scope, rest: Local<"i64">, divisor: Wide, next: Wide, digit: Local<"i64">): readonly Stmt[] {
  const left = self.local("i64", "left");
  // A guess of more than 32 bits is caught too: it is at most 2^32 + 1, and its product still fits.
  const tooGreat = i64.gt_u(mul(digit, low(divisor)), i64.or(i64.shl(left, wide(HALF)), next));
  return [
    set(digit, i64.div_u(rest, high(divisor))),
    set(left, sub(rest, mul(digit, high(divisor)))),
    loopWhile(both(i64.eqz(high(left)), tooGreat), () => [
      set(digit, sub(digit, wide(1n))),
      set(left, add(left, high(divisor))),
    ]),
  ];
}

/** −1, 0 or 1: how the signed (hi, lo) of one number lies to that of another. */
export function compareWideIn(program: Program) {
  const params = { aHigh: "i64", aLow: "i64", bHigh: "i64", bLow: "i64" } as const;
  return program.function("compareWide", params, ["i32"], ({ aHigh, aLow, bHigh, bLow }) => [
    when(i64.ne(aHigh, bHigh), [ret(choose(i64.lt_s(aHigh, bHigh), i32.const(-1), i32.const(1)))]),
    ret(i32.sub(i64.gt_u(aLow, bLow), i64.lt_u(aLow, bLow))),
  ]);
}
