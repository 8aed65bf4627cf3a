/**
 * Rates and indices as they are on one path: the known values, and after the last of them what its process draws.
 *
 * Step k of a series, from 1, draws once: u(actor `rates` or `indices`, site the name of the series, n = k − 1). So the
 * series of a path is there whole, whoever reads it and when, and reading it draws nothing for anybody else.
 */
import { exp, expm1, ln, normalInverse, type Uniforms } from "../chance/index.ts";
import { ModelError, type Place } from "../problem.ts";
import { type EpochDay, type Exact, firstFrom, fromDouble, roundToSignificant, toDouble } from "../quantity/index.ts";
import type { Model, Process, Series } from "../scenario/model.ts";
import { known, NUMBER_DIGITS } from "./settle.ts";

/** A model on one path: what the value of a series depends on. */
export interface OnPath {
  readonly model: Model;
  readonly uniforms: Uniforms;
}

/** Units of `from` for one unit of `to` on a date, from a series written either way round. */
export function rateOn(path: OnPath, from: string, to: string, date: EpochDay, place: Place): Exact {
  const { rates } = path.model;
  const direct = rates.get(`${from}/${to}`);
  if (direct) return valueOn(path, "rates", direct, date, place);
  const inverse = rates.get(`${to}/${from}`);
  if (inverse) return valueOn(path, "rates", inverse, date, place).inverse();
  throw new ModelError({
    code: "no-rate",
    severity: "error",
    message: `no rate between ${from} and ${to} is known`,
    place,
    help: [`give one under \`rates\`: \`${from}/${to}: {YYYY-MM-DD: …}\``],
  });
}

/** The value of an index on a date. */
export function indexOn(path: OnPath, name: string, date: EpochDay, place: Place): Exact {
  return valueOn(path, "indices", known(path.model.indices.get(name), `index ${name}`), date, place);
}

type Section = "rates" | "indices";

function valueOn({ uniforms }: OnPath, section: Section, series: Series, date: EpochDay, place: Place): Exact {
  const { points, onward } = series;
  const last = points.at(-1);
  if (onward && last && date >= last.date) {
    const step = firstFrom(last.date, onward.every, date + 1) - 1;
    if (step > 0) return drawnValue(uniforms, section, series, onward, step, place);
  }
  let found: Exact | undefined;
  for (const point of points) {
    if (point.date > date) break;
    found = point.value;
  }
  if (found) return found;
  throw new ModelError({
    code: "before-first-date",
    severity: "error",
    message: `\`${series.name}\` is not known that early`,
    place,
    label: "needs an earlier value",
    help: [`add a value for an earlier date to \`${series.name}\``],
  });
}

/** Logarithms of the values of a series by step, on one path; pure in path and series, so it is kept. */
const logarithms = new WeakMap<Uniforms, WeakMap<Series, number[]>>();

function logarithmsOf(uniforms: Uniforms, series: Series): number[] {
  const bySeries = logarithms.get(uniforms) ?? new WeakMap<Series, number[]>();
  logarithms.set(uniforms, bySeries);
  const kept = bySeries.get(series) ?? [ln(toDouble(known(series.points.at(-1), series.name).value))];
  bySeries.set(series, kept);
  return kept;
}

/** Beyond e^±500 a series has left all that is measured; its squares would leave the doubles. */
const FARTHEST = 500;

function drawnValue(
  uniforms: Uniforms,
  section: Section,
  series: Series,
  onward: Process,
  step: number,
  place: Place,
): Exact {
  const logs = logarithmsOf(uniforms, series);
  const move = moveOf(onward);
  for (let k = logs.length; k <= step; k += 1) {
    const u = uniforms.u(section, series.name, k - 1);
    logs.push(move(logs[k - 1] as number, normalInverse(u, 1 - u)));
  }
  const log = logs[step] as number;
  if (Math.abs(log) <= FARTHEST) return roundToSignificant(fromDouble(exp(log)), NUMBER_DIGITS);
  throw new ModelError({
    code: "number-too-large",
    severity: "error",
    message: `\`${series.name}\` has gone out of range after ${step} steps`,
    place,
    help: ["lessen its drift or its volatility"],
  });
}

/**
 * One step of the logarithm x, given a standard normal z: the exact solutions over a step of dt years.
 *
 * Geometric Brownian motion, dS = μ S dt + σ S dW: x + (μ − σ²/2) dt + σ √dt z. Mean reversion, the first model of
 * Schwartz 1997 ("The Stochastic Behavior of Commodity Prices"), dx = κ (ln level − x) dt + σ dW:
 * ln level + (x − ln level) e^(−κ dt) + σ √((1 − e^(−2κ dt)) / 2κ) z.
 */
function moveOf(onward: Process): (x: number, z: number) => number {
  const { volatility: sigma, years: dt } = onward;
  if (onward.process === "geometric-brownian") {
    const mean = (onward.drift - (sigma * sigma) / 2) * dt;
    const spread = sigma * Math.sqrt(dt);
    return (x, z) => x + mean + spread * z;
  }
  const { reversion: kappa } = onward;
  const level = ln(onward.level);
  const stays = exp(-kappa * dt);
  const spread = sigma * Math.sqrt(-expm1(-2 * kappa * dt) / (2 * kappa));
  return (x, z) => level + (x - level) * stays + spread * z;
}
