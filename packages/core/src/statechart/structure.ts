/** Structures that XState takes in silence and does harm with: refused when a chart is compiled. */
import type { Problems } from "../problems.ts";
import type { Chart, StateNode, Transition } from "./chart.ts";
import { unfold } from "./unfold.ts";

/** Configurations of a state below this are never too many rows: few machines have more than ten events. */
const FEW = 200;

/**
 * How many configurations a state has at most, history left aside: regions multiply. It is cheap, and tells for nearly
 * every machine that its unfolding need not be tried at load.
 */
export function configurationsAtMost({ type, children }: StateNode): number {
  if (children.length === 0) return 1;
  const counts = children.filter((child) => child.type !== "history").map(configurationsAtMost);
  return counts.reduce((all, count) => (type === "parallel" ? all * count : all + count), type === "parallel" ? 1 : 0);
}

/** A machine that unfolds into too many rows is refused at load, not when it is compiled or checked. */
export function checkSize(chart: Chart, problems: Problems): void {
  if (configurationsAtMost(chart.root) > FEW) problems.take(unfold(chart));
}

export function checkStructure(machine: string, states: ReadonlyMap<string, StateNode>, problems: Problems): void {
  for (const state of states.values()) {
    checkAlways(state, states, problems);
    for (const transition of transitionsOf(state)) checkHistory(machine, state, transition, states, problems);
  }
}

function transitionsOf(state: StateNode): readonly Transition[] {
  return [...state.on, ...state.after].flatMap((one) => one.transitions).concat(state.always);
}

const isBelow = (path: string, above: string): boolean =>
  above === "" || path === above || path.startsWith(`${above}.`);

/** XState asks an `always` above parallel regions once for each region. */
function checkAlways(state: StateNode, states: ReadonlyMap<string, StateNode>, problems: Problems): void {
  const [first] = state.always;
  if (!first || ![...states.values()].some((one) => one.type === "parallel" && isBelow(one.path, state.path))) return;
  problems.error(
    "always-above-parallel",
    first.place,
    "an `always` above parallel regions is asked once for each region",
    {
      label: "asked more than once",
      help: ["put it into one of the regions, or make the regions actors of their own"],
    },
  );
}

/**
 * XState works out what is left before it remembers, and what is entered after: where a history state is a target from
 * within its own parent, the two disagree, and the parent may be left without being entered again.
 */
function checkHistory(
  machine: string,
  state: StateNode,
  transition: Transition,
  states: ReadonlyMap<string, StateNode>,
  problems: Problems,
): void {
  for (const target of transition.targets) {
    const parent = target.slice(0, Math.max(0, target.lastIndexOf(".")));
    if (states.get(target)?.type !== "history" || !isBelow(state.path, parent)) continue;
    const owner = parent === "" ? `machine \`${machine}\`` : `\`${parent}\``;
    problems.error(
      "history-from-within",
      transition.place,
      `history state \`${target}\` is a target from within ${owner}`,
      {
        label: "still there, not yet remembered",
        help: ["name the state that is meant, or lead to the history state from outside"],
      },
    );
  }
}
