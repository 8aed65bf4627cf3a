/** How a dated series goes on by chance after its last value: the process, with its parameters as numbers. */
import { checkText, constantValue } from "../expression/index.ts";
import type { Scope } from "../expression/tree.ts";
import type { Problems } from "../problems.ts";
import {
  DURATION,
  type Duration,
  type Exact,
  type Kind,
  meanDays,
  NUMBER,
  NUMBER_RATE,
  toDouble,
} from "../quantity/index.ts";
import { get, headPlace, leafText, type Tree } from "../source/tree.ts";
import type { Surroundings } from "../statechart/surroundings.ts";
import { compileFooting } from "./compile-footing.ts";
import type { Process } from "./model.ts";

const DAYS_A_YEAR = 365.2425;

interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly words: string;
}

const DRIFT: Bounds = { least: -10, most: 10, words: "from −1000 % to 1000 % per year" };
const VOLATILITY: Bounds = { least: 0, most: 10, words: "from 0 % to 1000 %" };
const REVERSION: Bounds = { least: 1e-6, most: 1000, words: "above zero, and at most 1000 per year" };
const LEVEL: Bounds = { least: 1e-150, most: 1e150, words: "greater than zero" };

/** The process of `then:`; undefined with a problem where it is none. */
export function compileProcess(
  tree: Tree,
  name: string,
  scope: Scope,
  around: Surroundings,
  problems: Problems,
): Process | undefined {
  const number = (key: string, kind: Kind, bounds: Bounds) => numberOf(get(tree, key), key, kind, bounds);
  const numberOf = (leaf: Tree | undefined, key: string, kind: Kind, bounds: Bounds): number | undefined => {
    const value = leaf && constantOf(leaf, kind, scope, problems);
    if (leaf === undefined || value === undefined) return undefined;
    const found = toDouble(value as Exact);
    if (found >= bounds.least && found <= bounds.most) return found;
    problems.error("bad-process", leaf.place, `\`${key}\` of \`${name}\` is ${bounds.words}`, {
      label: "out of range",
    });
    return undefined;
  };
  const volatility = number("volatility", NUMBER, VOLATILITY);
  const every = everyOf(get(tree, "every"), name, scope, problems);
  const footing = compileFooting(tree, around, problems);
  const base =
    volatility === undefined || !every ? undefined : { volatility, ...every, ...footing, place: headPlace(tree) };
  if (leafText(get(tree, "process")) === "mean-reverting") {
    const level = number("level", NUMBER, LEVEL);
    const reversion = number("reversion", NUMBER_RATE, REVERSION);
    if (!base || level === undefined || reversion === undefined) return undefined;
    return { ...base, process: "mean-reverting", level, reversion };
  }
  const drift = number("drift", NUMBER_RATE, DRIFT);
  return base && drift !== undefined ? { ...base, process: "geometric-brownian", drift } : undefined;
}

function constantOf(leaf: Tree, kind: Kind, scope: Scope, problems: Problems) {
  const expression = leaf.node === "leaf" ? problems.take(checkText(leaf.source, scope, kind)) : undefined;
  const constant = expression && constantValue(expression);
  if (!constant) return undefined;
  if ("value" in constant) return constant.value;
  problems.add([constant.problem]);
  return undefined;
}

/** The step, and how long it is in years: months are twelfths, a day is 1 / 365.2425. */
function everyOf(
  tree: Tree | undefined,
  name: string,
  scope: Scope,
  problems: Problems,
): { readonly every: Duration; readonly years: number } | undefined {
  const every = tree && (constantOf(tree, DURATION, scope, problems) as Duration | undefined);
  if (!tree || !every) return undefined;
  if (every.months >= 0 && every.days >= 0 && every.months + every.days > 0) {
    return { every, years: toDouble(meanDays(every)) / DAYS_A_YEAR };
  }
  problems.error("bad-process", tree.place, `\`every\` of \`${name}\` leads forward`, { label: "no time passes" });
  return undefined;
}
