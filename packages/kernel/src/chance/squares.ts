/**
 * The generator in code: Squares64 exactly as core's (`@steppe/core`, chance/generator.ts, which says what the choices
 * are and why), on whole 64-bit words. Tested bit for bit against it.
 */
import type { Key } from "@steppe/core/chance/generator.ts";
import { call, type Expr, f64, i64, type Program, ret, set } from "../code/index.ts";

/** A stream's key as one signed 64-bit word: what `draw` takes, as a constant or from memory. */
export function keyWord(key: Key): bigint {
  return BigInt.asIntN(64, (BigInt(key.high) << 32n) | BigInt(key.low >>> 0));
}

export interface Generator {
  /** u of draw `n` of `path` in the stream of `key`; `n` and `path` are unsigned 32-bit words. */
  draw(key: Expr<"i64">, path: Expr<"i32">, n: Expr<"i32">): Expr<"f64">;
}

/** Puts the generator into a program. */
export function generatorIn(program: Program): Generator {
  const turned = (x: Expr<"i64">) => i64.rotl(x, i64.const(32n));
  const draw = program.function("draw", { key: "i64", path: "i32", n: "i32" }, ["f64"], ({ key, path, n }, self) => {
    const [x, y, z] = self.variables("i64", "x", "y", "z");
    const counter = i64.or(i64.shl(i64.extend_i32_u(n), i64.const(32n)), i64.extend_i32_u(path));
    const round = (add: Expr<"i64">) => i64.add(i64.mul(x, x), add);
    return [
      set(y, i64.mul(counter, key)),
      set(z, i64.add(y, key)),
      set(x, turned(i64.add(i64.mul(y, y), y))),
      set(x, turned(round(z))),
      set(x, turned(round(y))),
      set(x, round(z)),
      // The fifth round on the halves changed; its upper half is added without carry.
      set(z, turned(x)),
      set(x, i64.xor(x, i64.shr_u(i64.add(i64.mul(z, z), y), i64.const(32n)))),
      // The upper 52 bits k make (2k + 1) · 2^-53: exact, since 2k + 1 has 53 bits.
      ret(f64.mul(f64.convert_i64_s(i64.or(i64.shr_u(x, i64.const(11n)), i64.const(1n))), f64.const(2 ** -53))),
    ];
  });
  return { draw: (key, path, n) => call(draw, key, path, n) };
}
