/** For tests of what is lowered: a function of some numbers in code, that says where it would have asked. */
import { type Exact, exact, fromDouble } from "@steppe/core";
import {
  type Exported,
  type Expr,
  f64,
  i32,
  i64,
  type Label,
  Program,
  ret,
  type Started,
  type Stmt,
  startJs,
  startWasm,
} from "../code/index.ts";
import { roundDivideIn } from "../runtime/books.ts";
import { calendarOf } from "../runtime/calendar.ts";
import { powerIn } from "../runtime/digits.ts";
import { type Numeric, wholeOf } from "./lowered.ts";
import { Numbers } from "./numbers.ts";
import { Spans } from "./spans.ts";
import type { Toolbox } from "./toolbox.ts";
import { Writing } from "./writing.ts";

/** A number that code is given: whole minor units at a scale, a number of 15 digits, an exact double, or a constant. */
export type Given =
  | { readonly as: "whole"; readonly units: bigint; readonly scale: Exact }
  | { readonly as: "short"; readonly value: Exact; readonly double: number }
  | { readonly as: "double"; readonly double: number }
  | { readonly as: "constant"; readonly value: Exact };

export const exactOf = (given: Given): Exact => {
  switch (given.as) {
    case "whole":
      return exact(given.units).mul(given.scale);
    case "double":
      return fromDouble(given.double);
    default:
      return given.value;
  }
};

/** What lowering writes with. */
export interface Bench {
  readonly numbers: Numbers;
  readonly spans: Spans;
  readonly writing: Writing;
  readonly powerOf: Toolbox["powerOf"];
  readonly given: readonly Numeric[];
  readonly words: readonly Expr<"i32">[];
}

const VALUES = ["a", "b", "c", "d"] as const;
const WORDS = ["p", "q", "r", "s"] as const;

/**
 * Runs what `write` lowers, in both back ends: its results, or "asked". Each number of `given` is a parameter of the
 * code, so that it is not known when the code is written.
 */
export function lowered(
  given: readonly Given[],
  words: readonly number[],
  write: (bench: Bench) => readonly Expr[] | undefined,
): { readonly wasm: readonly (number | bigint)[] | "asked"; readonly js: readonly (number | bigint)[] | "asked" } {
  const program = new Program();
  const calendar = calendarOf(program);
  const tools = { calendar, roundDivide: roundDivideIn(program) } as unknown as Toolbox;
  const powerOf = powerIn(program);
  const whole = Object.fromEntries(VALUES.map((name) => [`${name}Whole`, "i64" as const]));
  const real = Object.fromEntries(VALUES.map((name) => [`${name}Real`, "f64" as const]));
  const word = Object.fromEntries(WORDS.map((name) => [name, "i32" as const]));
  const results = ["i32", "i64", "i64", "f64", "f64"] as const;
  const made = program.function("made", { ...whole, ...real, ...word }, results, (params, self) => {
    const at = params as unknown as Readonly<Record<string, Expr>>;
    const doubt: Label = { kind: "label", loops: false };
    const w = new Writing(self as never, doubt);
    const numbers = new Numbers(w);
    const numerics = given.map((one, index) =>
      numericOf(one, at[`${VALUES[index]}Whole`] as Expr<"i64">, at[`${VALUES[index]}Real`] as Expr<"f64">, w),
    );
    const found = write({
      numbers,
      spans: new Spans(w, tools, numbers),
      writing: w,
      powerOf,
      given: numerics,
      words: words.map((_, index) => at[WORDS[index] as string] as Expr<"i32">),
    });
    const places: Expr[] = [i32.const(0), i64.const(0n), i64.const(0n), f64.const(0), f64.const(0)];
    const wide = { next: 1 };
    const deep = { next: 3 };
    for (const one of found ?? []) {
      if (one.type === "f64") places[deep.next++] = one;
      else places[wide.next++] = one.type === "i32" ? i64.extend_i32_s(one as Expr<"i32">) : one;
    }
    const body: readonly Stmt[] = [...w.statements, ...(found ? [ret(...places)] : [])];
    return [
      { kind: "block", label: doubt, body },
      ret(i32.const(1), i64.const(0n), i64.const(0n), f64.const(0), f64.const(0)),
    ];
  });
  program.export(made);
  const operands = [
    ...VALUES.map((_, index) => (given[index]?.as === "whole" ? (given[index] as { units: bigint }).units : 0n)),
    ...VALUES.map((_, index) => doubleOf(given[index])),
    ...WORDS.map((_, index) => words[index] ?? 0),
  ];
  const outcome = ({ functions }: Started) => {
    const [asked, ...values] = (functions.made as Exported)(...operands) as readonly (number | bigint)[];
    return asked === 1 ? ("asked" as const) : values;
  };
  return { wasm: outcome(startWasm(program)), js: outcome(startJs(program)) };
}

const doubleOf = (given: Given | undefined): number =>
  given?.as === "short" || given?.as === "double" ? given.double : 0;

/** As memory gives it: see `Lowering.cell`. */
function numericOf(given: Given, units: Expr<"i64">, double: Expr<"f64">, w: Writing): Numeric {
  switch (given.as) {
    case "whole":
      return wholeOf(units, given.scale);
    case "constant":
      return { is: "constant", value: given.value };
    case "double":
      return { is: "real", code: double };
    case "short": {
      const error = w.keep(f64.mul(f64.abs(double), f64.const(2 ** -53)), "error");
      return { is: "real", code: double, error, kept: true };
    }
  }
}
