/**
 * The natural logarithm in code: core's (`@steppe/core`, chance/logarithm.ts, which says the method), operation for
 * operation, its table in memory. Tested bit for bit against it: whoever changes one changes both.
 */
import { COEFFICIENTS, LEAST_Z, LN2 } from "@steppe/core/chance/logarithm.ts";
import { LN_TABLE } from "@steppe/core/chance/logarithm-table.ts";
import { type Callee, choose, type Expr, f64, i32, i64, not, type Program, ret, set, when } from "../code/index.ts";

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

/** Puts the logarithm into a program, its table at an address of the program's memory. */
export function lnIn(program: Program, table: number): Callee<readonly ["f64"]> {
  const [c0, c1, c2, c3, c4, c5] = COEFFICIENTS.map(real) as Expr<"f64">[] as [
    Expr<"f64">,
    Expr<"f64">,
    Expr<"f64">,
    Expr<"f64">,
    Expr<"f64">,
    Expr<"f64">,
  ];
  return program.function("ln", { x: "f64" }, ["f64"], ({ x }, self) => {
    const [bits, above, below] = self.variables("i64", "bits", "above", "below");
    const at = self.local("i32", "at");
    const [k, r, whole, high, square] = self.variables("f64", "k", "r", "whole", "high", "square");
    const isNormal = i64.lt_u(i64.sub(bits, word(1n << 52n)), word((0x7ffn << 52n) - (1n << 52n)));
    const row = i64.mul(i64.and(i64.shr_u(above, word(45n)), word(127n)), word(24n));
    const z = f64.reinterpret_i64(i64.sub(bits, i64.and(above, word(-1n << 52n))));
    const inner = add(add(c2, mul(r, c3)), mul(square, add(c4, mul(r, c5))));
    const rest = add(add(c0, mul(r, c1)), mul(square, inner));
    return [
      set(bits, i64.reinterpret_f64(x)),
      when(not(isNormal), [
        when(not(f64.gt(x, real(0))), [
          ret(choose(f64.eq(x, real(0)), real(Number.NEGATIVE_INFINITY), real(Number.NaN))),
        ]),
        when(f64.eq(x, real(Number.POSITIVE_INFINITY)), [ret(x)]),
        set(bits, i64.reinterpret_f64(mul(x, real(TWO_54)))),
        set(below, word(54n)),
      ]),
      set(above, i64.sub(bits, word(BigInt(LEAST_Z) << 32n))),
      set(at, i32.wrap_i64(row)),
      set(k, f64.convert_i64_s(i64.sub(i64.shr_s(above, word(52n)), below))),
      set(r, mul(sub(z, f64.load(at, table + 16)), f64.load(at, table))),
      set(whole, add(mul(k, real(LN2.high)), f64.load(at, table + 8))),
      set(high, add(whole, r)),
      set(square, mul(r, r)),
      ret(add(add(add(add(sub(whole, high), r), mul(k, real(LN2.low))), mul(square, rest)), high)),
    ];
  });
}
