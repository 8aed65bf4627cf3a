/** Which future was run, and whether another luck would have given another. */
import type { Chart, Draw, Exact, Expression, Model, Outcome, Sampling } from "@steppe/core";
import { groupThousands } from "@steppe/core";
import { oneLine } from "./text.ts";

/** A path of a seed; the central path has none. */
export interface Luck {
  readonly path?: number;
  readonly seed: string;
  /** Absent: random. */
  readonly sampling?: Sampling;
  /** Of a Latin hypercube: how many paths it has. */
  readonly paths?: number;
  /** What the path was found by: "p95:rent_paid of 1,000 paths". */
  readonly found?: string;
}

type Inputs = (name: string) => Expression | undefined;

/**
 * Whether anything in the model can be drawn one way or another: a chance of 0 % or 100 % is no draw, nor
 * is a number between two bounds that are one. Only assumptions, machines and the processes of series
 * draw; load refuses it elsewhere.
 */
export function isUncertain(model: Model): boolean {
  for (const { uncertain } of model.assumptions.values()) if (uncertain) return true;
  for (const { onward } of [...model.rates.values(), ...model.indices.values()]) if (onward) return true;
  const used = new Set(model.actors.map(({ chart }) => chart));
  const opened = [...model.charts.values()].filter(({ key }) => !used.has(key));
  return (
    opened.some((chart) => chartDraws(chart, () => undefined)) ||
    model.actors.some((actor) => {
      const chart = model.charts.get(actor.chart);
      return chart && chartDraws(chart, (name) => actor.inputs.get(name) ?? chart.inputs.get(name)?.initial);
    })
  );
}

function chartDraws(chart: Chart, inputs: Inputs): boolean {
  return holdsDraw([...chart.inputs.values(), ...chart.variables.values(), chart.root], inputs);
}

/** Whether a draw stands anywhere in plain data. */
function holdsDraw(data: unknown, inputs: Inputs): boolean {
  if (typeof data !== "object" || data === null) return false;
  const { node, draw } = data as { readonly node?: unknown; readonly draw?: Draw };
  if (node === "draw" && draw) return !isSettled(draw, inputs);
  return Object.values(data).some((part) => holdsDraw(part, inputs));
}

/** Whether a chance is 0 or 1, or two bounds are one, as written or by the actor's inputs. */
function isSettled({ distribution, parameters }: Draw, inputs: Inputs): boolean {
  const [first, ...others] = parameters.map((one) => numberOf(one, inputs));
  if (first === undefined) return false;
  if (distribution === "bernoulli") return first.n === 0n || first.n === first.d;
  return distribution === "uniform" && others.every((one) => one?.equals(first) === true);
}

/** The number an expression is, where it is written or an input that is. */
function numberOf(written: Expression, inputs: Inputs): Exact | undefined {
  const isInput = written.node === "reference" && written.reference.to === "input";
  const found = isInput ? inputs(written.reference.name) : written;
  return found?.node === "literal" && typeof found.value === "object" && "n" in found.value ? found.value : undefined;
}

/** "7 of seed "steppe"", "7 of seed "steppe" in a Latin hypercube of 100 paths". */
export function pathText({ path, seed, sampling, paths }: Luck): string {
  const design =
    sampling === "lhs"
      ? ` in a Latin hypercube of ${groupThousands(String(paths))} paths`
      : sampling === "sobol"
        ? " by the Sobol sequence"
        : "";
  return `${path} of seed ${oneLine(JSON.stringify(seed))}${design}`;
}

/** In words: which path, and what that means. */
export function luckText({ model }: Outcome, luck: Luck): string {
  const uncertain = isUncertain(model);
  const named = oneLine(JSON.stringify(luck.seed));
  if (luck.path !== undefined) {
    const how = luck.found === undefined ? "" : `, found as ${oneLine(luck.found)}`;
    return `${pathText(luck)}${how}${uncertain ? "" : "; nothing in it is drawn, every path is the same"}`;
  }
  return uncertain
    ? "central: every draw at its median, so that what is unlikely each time never happens; not the mean. " +
        `\`--path 7\` draws path 7 of seed ${named}`
    : `central; nothing in it is drawn, every path is the same (seed ${named})`;
}
