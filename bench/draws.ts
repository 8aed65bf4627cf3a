/**
 * `node bench/draws.ts`: prints what a draw of each distribution costs in compiled code, the generator's u included, and
 * what an exact product costs; judges nothing. Each is a loop of a million, timed in turn with the others.
 */
import { cpus } from "node:os";
import { CHANCE_IMPORTS, code, exactIn, generatorIn, keyWord, pageOf, quantilesIn } from "@steppe/kernel";

const { f64, i32, i64, loopOver, Program, ret, set, startWasm } = code;
const COUNT = 1_000_000;
const ROUNDS = 15;
const KEY = keyWord({ high: 0x2c3b1a4d, low: 0x7f8e9b65 });

const program = new Program();
const { draw } = generatorIn(program);
const chance = quantilesIn(program, pageOf(program));
const exact = exactIn(program);
type Real = code.Expr<"f64">;
const real = (value: number): Real => f64.const(value);

const DRAWN: Readonly<Record<string, (u: Real) => Real>> = {
  u: (u) => u,
  bernoulli: (u) => f64.convert_i32_s(chance.happens(real(0.3), u)),
  uniform: (u) => chance.quantile("uniform", [real(-2), real(3)], u),
  triangular: (u) => chance.quantile("triangular", [real(0), real(0.04), real(0.3)], u),
  exponential: (u) => chance.quantile("exponential", [real(400)], u),
  normal: (u) => chance.quantile("normal", [real(10), real(2)], u),
  lognormal: (u) => chance.quantile("lognormal", [real(10), real(0.5)], u),
  weibull: (u) => chance.quantile("weibull", [real(1.5), real(400)], u),
  gamma: (u) => chance.quantile("gamma", [real(2), real(3)], u),
};

for (const [name, value] of Object.entries(DRAWN)) {
  program.export(
    program.function(name, { count: "i32" }, ["f64"], ({ count }, self) => {
      const i = self.local("i32", "i");
      const sum = self.local("f64", "sum");
      const u = draw(i64.const(KEY), i, i32.const(0));
      return [...loopOver(i, i32.const(0), count, () => [set(sum, f64.add(sum, value(u)))]), ret(sum)];
    }),
  );
}

/** Amounts that change with the round: so that nothing is worked out once. */
type Whole = code.Expr<"i64">;
const EXACT: Readonly<Record<string, (amount: Whole) => Whole>> = {
  add: (amount) => exact.add(amount, i64.const(12_345n)),
  mul: (amount) => exact.mul(amount, i64.const(17n)),
  "mulDiv, one limb": (amount) =>
    exact.mulDiv(i64.and(amount, i64.const(0xffff_ffffn)), i64.const(45n), i64.const(92n)),
  "mulDiv, product in one limb": (amount) => exact.mulDiv(amount, i64.const(45n), i64.const(92n)),
  "mulDiv, two limbs by one digit": (amount) =>
    exact.mulDiv(i64.or(amount, i64.const(2n ** 44n)), i64.const(2n ** 31n - 1n), i64.const(2n ** 30n + 3n)),
  "mulDiv, two limbs by two digits": (amount) =>
    exact.mulDiv(i64.or(amount, i64.const(2n ** 44n)), i64.const(2n ** 44n - 1n), i64.const(2n ** 44n + 3n)),
  div: (amount) => exact.div(amount, i64.const(92n)),
};
const exactNames = Object.keys(EXACT).map((_, i) => `exact${i}`);
for (const [i, value] of Object.values(EXACT).entries()) {
  program.export(
    program.function(exactNames[i] as string, { count: "i32" }, ["i64"], ({ count }, self) => {
      const [k, sum] = [self.local("i32", "k"), self.local("i64", "sum")];
      const amount = i64.mul(i64.extend_i32_s(k), i64.const(1_000_003n));
      return [...loopOver(k, i32.const(0), count, () => [set(sum, i64.xor(sum, value(amount)))]), ret(sum)];
    }),
  );
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] as number;
}

const { functions } = startWasm(program, { imports: CHANCE_IMPORTS });
const labels = new Map([
  ...Object.keys(DRAWN).map((name) => [name, name] as const),
  ...Object.keys(EXACT).map((name, i) => [exactNames[i] as string, name] as const),
]);
const times = new Map<string, number[]>([...labels.keys()].map((name) => [name, []]));
for (let round = 0; round <= ROUNDS; round += 1) {
  for (const [name, taken] of times) {
    const count = name === "gamma" ? COUNT / 20 : COUNT;
    const begun = process.hrtime.bigint();
    functions[name]?.(count);
    if (round > 0) taken.push(Number(process.hrtime.bigint() - begun) / count); // the first warms up
  }
}
process.stdout.write(
  `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, medians and least of ${ROUNDS} rounds\n`,
);
for (const [name, taken] of times) {
  const figures = [median(taken), Math.min(...taken)].map((value) => value.toFixed(1).padStart(10));
  process.stdout.write(`${(labels.get(name) as string).padEnd(36)}${figures.join(" ns")} ns\n`);
}
