/** Structures that XState takes in silence and does harm with: refused when a chart is compiled. */
import type { Problems } from "../problems.ts";
import type { StateNode, Transition } from "./chart.ts";

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
