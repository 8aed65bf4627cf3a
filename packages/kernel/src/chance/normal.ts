/** The standard normal quantile in code: Wichura 1988, algorithm AS 241, PPND16, as core's chance/special.ts has it. */
import { type Callee, choose, type Expr, f64, type Program, ret, set, when } from "../code/index.ts";
import type { Elementary } from "./elementary.ts";

type Ratio = readonly [readonly number[], readonly number[]];

// From the highest power down.
const CENTRE: Ratio = [
  [
    2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457, 13731.693765509461125,
    1971.5909503065514427, 133.14166789178437745, 3.387132872796366608,
  ],
  [
    5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867, 5394.1960214247511077,
    687.1870074920579083, 42.313330701600911252, 1,
  ],
];
const MIDDLE: Ratio = [
  [
    7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258,
    3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734,
  ],
  [
    1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
    0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1,
  ],
];
const FAR: Ratio = [
  [
    2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093,
    0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772,
  ],
  [
    2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
    0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1,
  ],
];

const real = (value: number): Expr<"f64"> => f64.const(value);
const { add, sub, mul, div } = f64;

function horner(x: Expr<"f64">, [first, ...rest]: readonly number[]): Expr<"f64"> {
  return rest.reduce((value, coefficient) => add(mul(value, x), real(coefficient)), real(first as number));
}

/** Puts the standard normal quantile of u into a program. */
export function normalIn(program: Program, { ln }: Elementary): Callee<readonly ["f64"]> {
  return program.function("normalInverse", { u: "f64" }, ["f64"], ({ u }, self) => {
    const [above, centred, r, z] = self.variables("f64", "above", "centred", "r", "z");
    const lower = f64.le(u, above);
    const ratio = ([top, bottom]: Ratio) => div(horner(r, top), horner(r, bottom));
    return [
      set(above, sub(real(1), u)),
      set(centred, choose(lower, sub(u, real(0.5)), sub(real(0.5), above))),
      when(f64.le(f64.abs(centred), real(0.425)), [
        set(r, sub(real(0.180625), mul(centred, centred))),
        ret(div(mul(centred, horner(r, CENTRE[0])), horner(r, CENTRE[1]))),
      ]),
      set(r, f64.sqrt(f64.neg(ln(f64.min(u, above))))),
      when(
        f64.le(r, real(5)),
        [set(r, sub(r, real(1.6))), set(z, ratio(MIDDLE))],
        [set(r, sub(r, real(5))), set(z, ratio(FAR))],
      ),
      ret(choose(lower, f64.neg(z), z)),
    ];
  });
}
