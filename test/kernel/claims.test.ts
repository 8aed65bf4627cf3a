/**
 * The floors together, as a compiled model uses them: on each path claims arrive at exponential intervals, a share of
 * each is paid, and what was paid goes into a column. Held to the same story told with core's own functions.
 */
import { drawUniform, quantile, streamKey } from "@steppe/core/chance/index.ts";
import { CHANCE_IMPORTS, code, exactIn, FAULTS, generatorIn, keyWord, quantilesIn } from "@steppe/kernel";
import { expect, test } from "vitest";

const { call, f64, i32, i64, loop, loopOver, Program, ret, set, startJs, startWasm, when } = code;

const DAYS = 3650;
const INTERVAL = 200;
const CLAIMED = { median: 60_000_00, sigma: 0.8 };
/** Where tables lie in the page, behind the column. */
const TABLES = 32_768;
/** A half: every second whole amount is a tie. */
const SHARE = { numerator: 1n, denominator: 2n };
const arrivals = streamKey("42", "launches", "arrival");
const amounts = streamKey("42", "launches", "claim");

/** `run(from, to, column)` writes cents paid, 8 bytes a path; a path with a fault counts in what it gives. */
function claimsProgram(): code.Program {
  const program = new Program();
  program.useMemory({ initial: 1, imported: true });
  const { draw } = generatorIn(program);
  const { quantile: quantileOf } = quantilesIn(program, (bytes) => {
    program.place(TABLES, bytes);
    return TABLES;
  });
  const exact = exactIn(program);
  const real = f64.const;

  // A path is a function of its own: only a function that is called again gets V8's faster code, not one that loops on.
  const path = program.function("path", { path: "i32" }, ["i64"], ({ path }, self) => {
    const n = self.local("i32", "n");
    const day = self.local("f64", "day");
    const [claimed, paid] = self.variables("i64", "claimed", "paid");
    const interval = quantileOf("exponential", [real(INTERVAL)], draw(i64.const(keyWord(arrivals)), path, n));
    const amount = quantileOf(
      "lognormal",
      [real(CLAIMED.median), real(CLAIMED.sigma)],
      draw(i64.const(keyWord(amounts)), path, n),
    );
    return [
      set(exact.fault, i32.const(FAULTS.none)),
      loop((ended) => [
        set(day, f64.add(day, f64.nearest(interval))),
        when(f64.gt(day, real(DAYS)), [code.leave(ended)]),
        set(claimed, i64.trunc_f64_s(f64.nearest(amount))),
        set(paid, exact.add(paid, exact.mulDiv(claimed, i64.const(SHARE.numerator), i64.const(SHARE.denominator)))),
        set(n, i32.add(n, i32.const(1))),
      ]),
      ret(paid),
    ];
  });
  program.export(
    program.function("run", { from: "i32", to: "i32", column: "i32" }, ["i32"], ({ from, to, column }, self) => {
      const [index, failed] = self.variables("i32", "index", "failed");
      return [
        ...loopOver(index, from, to, () => [
          i64.store(column, call(path, index)),
          when(exact.fault, [set(failed, i32.add(failed, i32.const(1)))]),
          set(column, i32.add(column, i32.const(8))),
        ]),
        ret(failed),
      ];
    }),
  );
  return program;
}

/** Half to even of a half. */
function half(cents: bigint): bigint {
  const down = cents / 2n;
  return cents % 2n === 0n || down % 2n === 0n ? down : down + 1n;
}

/** The story told with core's functions. */
function paidOn(path: number): bigint {
  let day = 0;
  let paid = 0n;
  for (let n = 0; ; n += 1) {
    day += nearest(quantile("exponential", [INTERVAL], drawUniform(arrivals, path, n)));
    if (day > DAYS) return paid;
    const claimed = quantile("lognormal", [CLAIMED.median, CLAIMED.sigma], drawUniform(amounts, path, n));
    paid += half(BigInt(nearest(claimed)));
  }
}

function nearest(x: number): number {
  const down = Math.floor(x);
  const rest = x - down;
  return rest < 0.5 || (rest === 0.5 && down % 2 === 0) ? down : down + 1;
}

test("claims on 500 paths are core's to the cent, in both back ends and in any ranges", () => {
  const paths = 500;
  const expected = Array.from({ length: paths }, (_, path) => paidOn(path));
  for (const start of [startWasm, startJs]) {
    for (const width of [paths, 170]) {
      const memory = new WebAssembly.Memory({ initial: 1 });
      const { functions } = start(claimsProgram(), { imports: CHANCE_IMPORTS, memory });
      for (let from = 0; from < paths; from += width) {
        expect(functions.run?.(from, Math.min(paths, from + width), 8 * from)).toBe(0);
      }
      expect([...new BigInt64Array(memory.buffer, 0, paths)]).toEqual(expected);
    }
  }
});
