/**
 * The natural logarithm in code: core's (`@steppe/core`, chance/logarithm.ts, which says the method), operation for
 * operation, its table in memory. Tested bit for bit against it: whoever changes one changes both.
 */
import { COEFFICIENTS, LEAST_Z, LN2 } from "@steppe/core/chance/logarithm.ts";
import { LN_TABLE } from "@steppe/core/chance/logarithm-table.ts";
import { type Callee, choose, type Expr, f64, i32, i64, not, type Program, ret, set, when } from "../code/index.ts";
import { BodyLines, type Lines } from "./lines.ts";

const TWO_54 = 18014398509481984;

const { add, sub, mul } = f64;
const real = (value: number): Expr<"f64"> => f64.const(value);
const word = (value: bigint): Expr<"i64"> => i64.const(value);

/** The bytes of the table as code reads it. */
export function lnTable(): Uint8Array {
  const bytes = new Uint8Array(8 * LN_TABLE.length);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of LN_TABLE.entries()) view.setFloat64(8 * index, value, true);
  return bytes;
}

/** The logarithm of the normal double with these bits, times 2^-`below`; its table at an address. */
export function lnOfBits(w: Lines, table: number, bits: Expr<"i64">, below?: Expr<"i64">): Expr<"f64"> {
  const [c0, c1, c2, c3, c4, c5] = COEFFICIENTS;
  const above = w.keep(i64.sub(bits, word(BigInt(LEAST_Z) << 32n)), "above");
  const row = i64.mul(i64.and(i64.shr_u(above, word(45n)), word(127n)), word(24n));
  const at = w.keep(i32.wrap_i64(row), "at");
  const power = i64.shr_s(above, word(52n));
  const k = w.keep(f64.convert_i64_s(below ? i64.sub(power, below) : power), "k");
  const z = f64.reinterpret_i64(i64.sub(bits, i64.and(above, word(-1n << 52n))));
  const r = w.keep(mul(sub(z, f64.load(at, table + 16)), f64.load(at, table)), "r");
  const whole = w.keep(add(mul(k, real(LN2.high)), f64.load(at, table + 8)), "whole");
  const high = w.keep(add(whole, r), "high");
  const square = w.keep(mul(r, r), "square");
  const inner = add(add(real(c2), mul(r, real(c3))), mul(square, add(real(c4), mul(r, real(c5)))));
  const rest = add(add(real(c0), mul(r, real(c1))), mul(square, inner));
  return add(add(add(add(sub(whole, high), r), mul(k, real(LN2.low))), mul(square, rest)), high);
}

/** Puts the logarithm into a program. */
export function lnIn(program: Program, table: number): Callee<readonly ["f64"]> {
  return program.function("ln", { x: "f64" }, ["f64"], ({ x }, self) => {
    const [bits, below] = self.variables("i64", "bits", "below");
    const isNormal = i64.lt_u(i64.sub(bits, word(1n << 52n)), word((0x7ffn << 52n) - (1n << 52n)));
    const w = new BodyLines(self);
    w.do(
      set(bits, i64.reinterpret_f64(x)),
      when(not(isNormal), [
        when(not(f64.gt(x, real(0))), [
          ret(choose(f64.eq(x, real(0)), real(Number.NEGATIVE_INFINITY), real(Number.NaN))),
        ]),
        when(f64.eq(x, real(Number.POSITIVE_INFINITY)), [ret(x)]),
        set(bits, i64.reinterpret_f64(mul(x, real(TWO_54)))),
        set(below, word(54n)),
      ]),
    );
    w.do(ret(lnOfBits(w, table, bits, below)));
    return w.statements;
  });
}
