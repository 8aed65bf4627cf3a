/**
 * Tails of the normal, gamma and beta distributions, and their inverses, in doubles, the same bits
 * everywhere.
 *
 * Tails are kept as logarithms of both sides, `below` and `above`, each accurate where it is small:
 * then no draw far out loses its digits to 1 − (1 − p), and nothing underflows. Gamma is taken in
 * t = ln x and beta in t = ln(x / (1 − x)): there both log-tails are concave, so Newton's method
 * converges from anywhere, and from one side, without a bracket.
 *
 * Sources: Loader 2000, "Fast and Accurate Computation of Binomial Probabilities" (the density as
 * Stirling error and deviance, which keeps its digits at large shapes); Lentz's continued fractions
 * and the series for the incomplete gamma and beta functions (DLMF 8.9.2, 8.7.1, 8.17.22); Wichura
 * 1988, algorithm AS 241, PPND16 (the normal quantile, relative error about 1e-16).
 */
import { exp, ln, log1p } from "./elementary.ts";

/** Logarithms of the probability at or below, and above, a point; and of the density over t. */
export interface LogTails {
  readonly below: number;
  readonly above: number;
  readonly density: number;
}

const EPSILON = 2 ** -53;
const TINY = 1e-300;
const HALF_LN_2PI = 0.9189385332046727418;
const MOST_TERMS = 100_000;

/** lnΓ(a + 1) − (a + ½) ln a + a − ½ ln 2π: what Stirling's formula leaves out. Positive a. */
export function stirlingError(a: number): number {
  let n = a;
  let sum = 0;
  while (n < 16) {
    sum += (n + 0.5) * log1p(1 / n) - 1;
    n += 1;
  }
  const r = 1 / (n * n);
  const series = 1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r * (1 / 1188 - (r * 691) / 360360))));
  return sum + series / n;
}

/** lnΓ(a + 1) for positive a. */
export function lnFactorial(a: number): number {
  return stirlingError(a) + (a + 0.5) * ln(a) - a + HALF_LN_2PI;
}

/** a ln(a / x) + x − a, without cancellation where x is near a; `t` is ln x. */
function deviance(a: number, x: number, t: number): number {
  if (Math.abs(x - a) >= 0.1 * (x + a)) return a * (ln(a) - t) + x - a;
  const v = (a - x) / (a + x);
  const square = v * v;
  let sum = (a - x) * v;
  let term = 2 * a * v;
  for (let j = 3; ; j += 2) {
    term *= square;
    const next = sum + term / j;
    if (next === sum) return sum;
    sum = next;
  }
}

/** ln(1 − e^x) for x ≤ 0. */
function complement(x: number): number {
  return log1p(-exp(x));
}

function notConverging(what: string): never {
  throw new RangeError(`${what} does not converge: parameters outside what parameterProblem lets through`);
}

/** Tails of the gamma distribution of shape `a` and scale 1 at x = e^t, by t. */
export function gammaTails(a: number, t: number, error = stirlingError(a)): LogTails {
  const x = exp(t);
  // x^a e^-x / Γ(a + 1); the density over t is a times that
  const term = -error - deviance(a, x, t) - 0.5 * ln(a) - HALF_LN_2PI;
  const density = term + ln(a);
  if (x < (a < 1 ? 0.5 : a + 1)) {
    const below = term + ln(gammaSeries(a, x));
    return { below, above: complement(below), density };
  }
  const above = density + ln(gammaFraction(a, x));
  return { below: complement(above), above, density };
}

/** 1 + x/(a+1) + x²/((a+1)(a+2)) + … */
function gammaSeries(a: number, x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; k < MOST_TERMS; k += 1) {
    term *= x / (a + k);
    sum += term;
    if (term < sum * EPSILON) return sum;
  }
  return notConverging("the series of the incomplete gamma function");
}

/** Γ(a, x) x^-a e^x as a continued fraction (modified Lentz). */
function gammaFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < MOST_TERMS; i += 1) {
    const an = -i * (i - a);
    b += 2;
    d = an * d + b;
    if (Math.abs(d) < TINY) d = TINY;
    c = b + an / c;
    if (Math.abs(c) < TINY) c = TINY;
    d = 1 / d;
    const factor = d * c;
    h *= factor;
    if (Math.abs(factor - 1) <= 2 * EPSILON) return h;
  }
  return notConverging("the fraction of the incomplete gamma function");
}

/** Tails of the beta distribution at the x whose log-odds are t. `error`: what depends on a and b alone. */
export function betaTails(a: number, b: number, t: number, error = betaError(a, b)): LogTails {
  const { x, y, lnX, lnY } = fromLogOdds(t);
  const n = a + b;
  const lnN = ln(n);
  const density = error - deviance(a, n * x, lnN + lnX) - deviance(b, n * y, lnN + lnY);
  if (x < (a + 1) / (n + 2)) {
    const below = density - ln(a) + ln(betaFraction(a, b, x));
    return { below, above: complement(below), density };
  }
  const above = density - ln(b) + ln(betaFraction(b, a, y));
  return { below: complement(above), above, density };
}

function betaError(a: number, b: number): number {
  const n = a + b;
  return stirlingError(n) - stirlingError(a) - stirlingError(b) + 0.5 * (ln(a) + ln(b) - ln(n)) - HALF_LN_2PI;
}

/** x = 1/(1 + e^-t), y = 1 − x, and their logarithms, each with its own digits. */
export function fromLogOdds(t: number): { x: number; y: number; lnX: number; lnY: number } {
  const e = exp(-Math.abs(t));
  const small = e / (1 + e);
  const large = 1 / (1 + e);
  const lnLarge = -log1p(e);
  const lnSmall = lnLarge - Math.abs(t);
  return t < 0
    ? { x: small, y: large, lnX: lnSmall, lnY: lnLarge }
    : { x: large, y: small, lnX: lnLarge, lnY: lnSmall };
}

/** The continued fraction of the incomplete beta function (modified Lentz), for x below about a/(a + b). */
function betaFraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  if (Math.abs(d) < TINY) d = TINY;
  d = 1 / d;
  let h = d;
  for (let m = 1; m < MOST_TERMS; m += 1) {
    const twice = 2 * m;
    const even = (m * (b - m) * x) / ((a + twice - 1) * (a + twice));
    d = 1 + even * d;
    if (Math.abs(d) < TINY) d = TINY;
    c = 1 + even / c;
    if (Math.abs(c) < TINY) c = TINY;
    d = 1 / d;
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + twice) * (a + twice + 1));
    d = 1 + odd * d;
    if (Math.abs(d) < TINY) d = TINY;
    c = 1 + odd / c;
    if (Math.abs(c) < TINY) c = TINY;
    d = 1 / d;
    const factor = d * c;
    h *= factor;
    if (Math.abs(factor - 1) <= 2 * EPSILON) return h;
  }
  return notConverging("the fraction of the incomplete beta function");
}

/** Where a log-tail takes the value of the lesser of the two probabilities: Newton from `start`. */
function solve(tails: (t: number) => LogTails, p: number, q: number, start: number): number {
  const lower = p <= q;
  const target = ln(lower ? p : q);
  let t = start;
  for (let step = 0; step < 100; step += 1) {
    const { below, above, density } = tails(t);
    const tail = lower ? below : above;
    const delta = ((target - tail) / exp(density - tail)) * (lower ? 1 : -1);
    t += delta;
    // Newton squares its error: what is left is about 1e-18 over the width of the distribution in t,
    // at least 1e-3. A further step would only follow the last digits of the tail about.
    if (Math.abs(delta) <= 1e-9) return t;
  }
  return notConverging("Newton's method");
}

/** ln x such that P(X ≤ x) is p, for the gamma distribution of shape `a` and scale 1; q is 1 − p. */
export function gammaInverse(a: number, p: number, q: number): number {
  const error = stirlingError(a);
  // P(X ≤ x) < x^a / Γ(a + 1): never to the right of the root of the lower tail
  const power = (ln(p) + lnFactorial(a)) / a;
  // Wilson and Hilferty 1931: the cube root is nearly normal
  const cube = 1 - 1 / (9 * a) + normalInverse(p, q) / (3 * Math.sqrt(a));
  const near = cube > 0.1 ? ln(a) + 3 * ln(cube) : power;
  const start = p <= q ? Math.max(near, power) : Math.max(near, a < 0.5 ? -3 : near);
  return solve((t) => gammaTails(a, t, error), p, q, start);
}

/** The log-odds of x such that P(X ≤ x) is p, for the beta distribution; q is 1 − p. */
export function betaInverse(a: number, b: number, p: number, q: number): number {
  const error = betaError(a, b);
  // The log-odds are roughly normal, mean ψ(a) − ψ(b), variance ψ′(a) + ψ′(b).
  const mean = ln(a) - 0.5 / a - ln(b) + 0.5 / b;
  const spread = Math.sqrt(1 / a + 0.5 / (a * a) + 1 / b + 0.5 / (b * b));
  return solve((t) => betaTails(a, b, t, error), p, q, mean + spread * normalInverse(p, q));
}

/** Logarithms of the normal tails at z, by the incomplete gamma function of shape ½. */
export function normalTails(z: number): { readonly below: number; readonly above: number } {
  if (z === 0) return { below: -LN2, above: -LN2 };
  const far = gammaTails(0.5, 2 * ln(Math.abs(z)) - LN2).above - LN2;
  const near = complement(far);
  return z < 0 ? { below: far, above: near } : { below: near, above: far };
}

const LN2 = 0.6931471805599453094;

function polynomial(x: number, coefficients: readonly number[]): number {
  let value = 0;
  for (const coefficient of coefficients) value = value * x + coefficient;
  return value;
}

const CENTRE: readonly [readonly number[], readonly number[]] = [
  [
    2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457, 13731.693765509461125,
    1971.5909503065514427, 133.14166789178437745, 3.387132872796366608,
  ],
  [
    5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867, 5394.1960214247511077,
    687.1870074920579083, 42.313330701600911252, 1,
  ],
];
const MIDDLE: readonly [readonly number[], readonly number[]] = [
  [
    7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258,
    3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734,
  ],
  [
    1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
    0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1,
  ],
];
const FAR: readonly [readonly number[], readonly number[]] = [
  [
    2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093,
    0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772,
  ],
  [
    2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
    0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1,
  ],
];

/** The standard normal quantile of p, whose complement is q. */
export function normalInverse(p: number, q: number): number {
  const centred = p <= q ? p - 0.5 : 0.5 - q;
  if (Math.abs(centred) <= 0.425) {
    const r = 0.180625 - centred * centred;
    return (centred * polynomial(r, CENTRE[0])) / polynomial(r, CENTRE[1]);
  }
  const r = Math.sqrt(-ln(Math.min(p, q)));
  const z =
    r <= 5
      ? polynomial(r - 1.6, MIDDLE[0]) / polynomial(r - 1.6, MIDDLE[1])
      : polynomial(r - 5, FAR[0]) / polynomial(r - 5, FAR[1]);
  return p <= q ? -z : z;
}
