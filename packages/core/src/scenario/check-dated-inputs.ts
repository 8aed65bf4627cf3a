/**
 * Inputs that follow the date, where the guard of an `always` reads them.
 *
 * Such a guard is asked again when what it reads has changed; the date changes unseen, so it would
 * keep an answer of another day.
 */
import { reads } from "../expression/index.ts";
import type { Expression } from "../expression/tree.ts";
import type { Place } from "../problem.ts";
import type { Problems } from "../problems.ts";
import type { Chart } from "../statechart/chart.ts";
import type { ActorModel } from "./model.ts";

/** An input as it is read of an actor of the file, or of an opened one (there only defaults follow the date). */
interface Owner {
  readonly chart: Chart;
  readonly actor?: ActorModel;
}

/** Refuses, at the value given or the default, every input that follows the date and is read by a guard of an `always`. */
export function checkDatedInputs(
  actors: readonly ActorModel[],
  charts: ReadonlyMap<string, Chart>,
  problems: Problems,
): void {
  const owners: Owner[] = actors.flatMap((actor) => {
    const chart = charts.get(actor.chart);
    return chart ? [{ chart, actor }] : [];
  });
  const named = new Map(owners.map((owner) => [owner.actor?.name, owner]));
  const run = new Set(actors.map(({ chart }) => chart));
  const opened = [...charts.values()].filter(({ key }) => !run.has(key)).map((chart): Owner => ({ chart }));
  for (const owner of [...owners, ...opened]) {
    for (const guard of alwaysGuards(owner.chart)) {
      const { inputs, remotes } = reads(guard);
      for (const name of inputs) refuse(owner, name, owner.chart.machine, guard.place, problems);
      for (const { actor, name } of remotes) {
        const other = named.get(actor);
        if (other) refuse(other, name, owner.chart.machine, guard.place, problems);
      }
    }
  }
}

const alwaysGuards = ({ states }: Chart): readonly Expression[] =>
  [...states.values()].flatMap(({ always }) => always.flatMap(({ guard }) => guard ?? []));

function refuse(owner: Owner, name: string, machine: string, guard: Place, problems: Problems): void {
  const value = datedValue(owner, name, new Set());
  if (!value) return;
  const message = `input \`${name}\` follows the date, and the guard of an \`always\` of \`${machine}\` reads it`;
  // A machine that comes with steppe stands in no file of the user's.
  const shown = guard.file !== `machine ${machine}`;
  problems.error("not-allowed-here", value.place, message, {
    label: "follows the date",
    help: ["let the machine wait with `after`, or give a dated series under `assume` and use its name here"],
    notes: ["such a guard is asked again when what it reads changes, and the date changes unseen"],
    ...(shown && { related: [{ place: guard, label: "read here" }] }),
  });
}

/** The expression that makes an input follow the date: its value, its default, or that of an input which the default reads. */
function datedValue({ chart, actor }: Owner, name: string, seen: Set<string>): Expression | undefined {
  if (seen.has(name)) return undefined;
  seen.add(name);
  const value = actor?.inputs.get(name) ?? chart.inputs.get(name)?.initial;
  if (!value) return undefined;
  const { today, inputs } = reads(value);
  if (today) return value;
  for (const other of inputs) {
    const found = datedValue({ chart, ...(actor && { actor }) }, other, seen);
    if (found) return found;
  }
  return undefined;
}
