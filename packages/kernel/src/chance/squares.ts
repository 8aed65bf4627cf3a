/**
 * The generator in code: Squares64 exactly as core's (`@steppe/core`, chance/generator.ts, which says what the choices
 * are and why), on whole 64-bit words. Tested bit for bit against it.
 */
import type { Key } from "@steppe/core/chance/generator.ts";
import { call, type Expr, f64, i64, type Program, ret } from "../code/index.ts";
import { BodyLines, type Lines } from "./lines.ts";

/** A stream's key as one signed 64-bit word: what `draw` takes, as a constant or from memory. */
export function keyWord(key: Key): bigint {
  return BigInt.asIntN(64, (BigInt(key.high) << 32n) | BigInt(key.low >>> 0));
}

/** u of draw `n` of `path` in the stream of `key`; `n` and `path` are unsigned 32-bit words. */
export function drawn(w: Lines, key: Expr<"i64">, path: Expr<"i32">, n: Expr<"i32">): Expr<"f64"> {
  const turned = (x: Expr<"i64">) => i64.rotl(x, i64.const(32n));
  const counter = i64.or(i64.shl(i64.extend_i32_u(n), i64.const(32n)), i64.extend_i32_u(path));
  const y = w.keep(i64.mul(counter, key), "y");
  const z = w.keep(i64.add(y, key), "z");
  const round = (x: Expr<"i64">, add: Expr<"i64">) => w.keep(i64.add(i64.mul(x, x), add));
  const first = w.keep(turned(round(y, y)));
  const second = w.keep(turned(round(first, z)));
  const third = w.keep(turned(round(second, y)));
  const fourth = round(third, z);
  // The fifth round on the halves changed; its upper half is added without carry.
  const halves = w.keep(turned(fourth));
  const bits = i64.xor(fourth, i64.shr_u(i64.add(i64.mul(halves, halves), y), i64.const(32n)));
  // The upper 52 bits k make (2k + 1) · 2^-53: exact, since 2k + 1 has 53 bits.
  return f64.mul(f64.convert_i64_s(i64.or(i64.shr_u(bits, i64.const(11n)), i64.const(1n))), f64.const(2 ** -53));
}

export interface Generator {
  /** As `drawn`, by a call. */
  draw(key: Expr<"i64">, path: Expr<"i32">, n: Expr<"i32">): Expr<"f64">;
}

/** Puts the generator into a program. */
export function generatorIn(program: Program): Generator {
  const draw = program.function("draw", { key: "i64", path: "i32", n: "i32" }, ["f64"], ({ key, path, n }, self) => {
    const w = new BodyLines(self);
    w.do(ret(drawn(w, key, path, n)));
    return w.statements;
  });
  return { draw: (key, path, n) => call(draw, key, path, n) };
}
