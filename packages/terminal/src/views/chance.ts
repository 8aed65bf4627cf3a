/** Which future was run, and whether another luck would have given another. */
import { type Expression, type Model, type Outcome, reads, type StateNode, type Transition } from "@steppe/core";

/** A path of a seed; the central path has none. */
export interface Luck {
  readonly path?: number;
  readonly seed: string;
}

/** Whether anything in the model is drawn, on any path. */
export function isUncertain(model: Model): boolean {
  for (const { uncertain } of model.assumptions.values()) if (uncertain) return true;
  const expressions = [
    ...model.timeline.flatMap((entry) => [
      entry.on,
      ...(entry.does === "send" ? entry.with : entry.changes).map(({ value }) => value),
    ]),
    ...model.actors.flatMap(({ inputs }) => [...inputs.values()]),
  ];
  if (expressions.some(draws)) return true;
  return [...model.charts.values()].some(
    ({ inputs, variables, states }) =>
      [...inputs.values(), ...variables.values()].some(({ initial }) => initial !== undefined && draws(initial)) ||
      [...states.values()].some(stateDraws),
  );
}

const draws = (expression: Expression): boolean => reads(expression).draws.length > 0;

function stateDraws(state: StateNode): boolean {
  const transitions: readonly Transition[] = [
    ...state.on.flatMap((one) => one.transitions),
    ...state.always,
    ...state.after.flatMap((one) => one.transitions),
  ];
  const effects = [...state.entry, ...state.exit, ...transitions.flatMap((one) => one.effects)];
  const own = [
    ...transitions.flatMap(({ guard }) => (guard ? [guard] : [])),
    ...state.after.map(({ delay }) => delay),
    ...state.calendars.flatMap(({ every, from, until }) => (until ? [every, from, until] : [every, from])),
  ];
  return own.some(draws) || effects.some(holdsDraw);
}

/** Whether a draw stands anywhere in plain data. */
function holdsDraw(data: unknown): boolean {
  if (typeof data !== "object" || data === null) return false;
  if ((data as { node?: unknown }).node === "draw") return true;
  return Object.values(data).some(holdsDraw);
}

/** In words: which path, and what that means. */
export function luckText({ model }: Outcome, { path, seed }: Luck): string {
  const uncertain = isUncertain(model);
  if (path !== undefined) {
    return `${path} of seed ${JSON.stringify(seed)}${uncertain ? "" : "; nothing in it is drawn, every path is the same"}`;
  }
  return uncertain
    ? "central: every draw at its median, so that what is unlikely each time never happens; not the mean. " +
        `\`--path 7\` draws path 7 of seed ${JSON.stringify(seed)}`
    : `central; nothing in it is drawn, every path is the same (seed ${JSON.stringify(seed)})`;
}
