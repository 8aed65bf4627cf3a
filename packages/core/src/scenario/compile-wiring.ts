/** How the parts of a scenario hear of each other: groups, listeners, and names that must not clash. */
import type { Place } from "../problem.ts";
import type { Problems } from "../problems.ts";
import { fits, kindText } from "../quantity/index.ts";
import { entriesOf, get, headPlace, itemsOf, leafText, type Tree } from "../source/tree.ts";
import type { Chart, Effect } from "../statechart/chart.ts";
import type { MachineOutline } from "../statechart/outline.ts";
import { checkReserved } from "../statechart/reserved.ts";
import { OPENER } from "../statechart/scope.ts";
import type { ActorModel, Assumption, Listeners } from "./model.ts";

/** The machines of the actors, those that these can open, and so on. */
export function usedMachines(
  actorMachines: ReadonlyMap<string, string>,
  outlines: ReadonlyMap<string, MachineOutline>,
): readonly MachineOutline[] {
  const used = new Map<string, MachineOutline>();
  const open = [...actorMachines.values()];
  for (let machine = open.shift(); machine !== undefined; machine = open.shift()) {
    const outline = outlines.get(machine);
    if (!outline || used.has(machine)) continue;
    used.set(machine, outline);
    open.push(...outline.opens.map((one) => one.machine));
  }
  return [...used.values()];
}

/** Groups that machines in use can open: the machine of each. */
export function groupsOf(used: readonly MachineOutline[]): ReadonlyMap<string, string> {
  const groups = new Map<string, string>();
  for (const { group, machine } of used.flatMap((outline) => outline.opens)) {
    if (!groups.has(group)) groups.set(group, machine);
  }
  return groups;
}

/** A group is of one machine, so that its states and events are known. */
export function checkGroups(used: readonly MachineOutline[], problems: Problems): void {
  const machines = new Map<string, string>();
  for (const outline of used) {
    for (const { group, machine, place } of outline.opens) {
      const first = machines.get(group) ?? machine;
      machines.set(group, first);
      if (first === machine) continue;
      problems.error(
        "group-of-two-machines",
        place,
        `group \`${group}\` is opened with machine \`${machine}\` here and \`${first}\` elsewhere`,
        {
          label: "another machine",
          help: ["give one of them another name with `as`"],
        },
      );
    }
  }
}

interface Named {
  readonly parties: Iterable<string>;
  readonly assumptions: ReadonlyMap<string, Assumption>;
  readonly actors: readonly ActorModel[];
  readonly groups: ReadonlyMap<string, string>;
  readonly used: readonly MachineOutline[];
}

/** A name means one thing: expressions know parties, assumptions, actors and groups by bare names. */
export function checkNames(
  { parties, assumptions, actors, groups, used }: Named,
  tree: Tree,
  problems: Problems,
): void {
  const taken = new Map<string, string>();
  const partyPlace = (name: string): Place | undefined => {
    const list = get(tree, "parties");
    const item = itemsOf(list).find((one) => leafText(one) === name) ?? entriesOf(list).get(name);
    return item && headPlace(item);
  };
  const claim = (name: string, what: string, place: Place | undefined): void => {
    checkReserved(name, what, place, problems);
    const other = taken.get(name);
    if (other === undefined) taken.set(name, what);
    else {
      problems.error("name-taken", place, `\`${name}\` is ${what} here and ${other} elsewhere`, {
        label: "means two things",
        help: ["rename one of them"],
      });
    }
  };
  for (const name of parties) claim(name, "a party", partyPlace(name));
  for (const { name, place } of assumptions.values()) claim(name, "an assumption", place);
  for (const { name, place } of actors) claim(name, "an actor", place);
  const openings = used.flatMap((outline) => outline.opens);
  for (const name of groups.keys()) claim(name, "a group", openings.find(({ group }) => group === name)?.place);
}

/** Every effect of a chart, in document order. */
export function* effectsOf(chart: Chart): Iterable<Effect> {
  for (const state of chart.states.values()) {
    yield* state.entry;
    yield* state.exit;
    const transitions = [
      ...state.on.flatMap((one) => one.transitions),
      ...state.always,
      ...state.after.flatMap((one) => one.transitions),
    ];
    for (const transition of transitions) yield* transition.effects;
  }
}

/** What an opened actor tells its opener, the opener must declare. */
export function checkTells(charts: ReadonlyMap<string, Chart>, problems: Problems): void {
  for (const opener of charts.values()) {
    for (const effect of effectsOf(opener)) {
      const opened = effect.do === "open" ? charts.get(effect.chart) : undefined;
      if (opened) checkOpener(opener, opened, problems);
    }
  }
}

function checkOpener(opener: Chart, opened: Chart, problems: Problems): void {
  for (const effect of effectsOf(opened)) {
    if (effect.do !== "tell") continue;
    const { to } = effect;
    if (to.node !== "reference" || to.reference.to !== "input" || to.reference.name !== OPENER) continue;
    const fields = opener.events.get(effect.event);
    if (!fields) {
      problems.error(
        "unknown-event",
        effect.place,
        `\`${opened.machine}\` tells its opener \`${effect.event}\`, which \`${opener.machine}\` does not declare`,
        {
          label: "no such event",
          help: [`declare it in \`${opener.machine}\`: \`events: {${effect.event}: {}}\``],
        },
      );
      continue;
    }
    for (const { name, kind, value } of effect.with) {
      const field = fields.get(name);
      if (field && fits(kind, field.kind)) continue;
      problems.error(
        "kind-mismatch",
        value.place,
        field
          ? `\`${opener.machine}\` wants ${kindText(field.kind)} for \`${name}\`, and this is ${kindText(kind)}`
          : `event \`${effect.event}\` of \`${opener.machine}\` has no field \`${name}\``,
        {
          label: kindText(kind),
        },
      );
    }
    for (const { name, initial } of fields.values()) {
      if (initial || effect.with.some((one) => one.name === name)) continue;
      problems.error(
        "missing-field",
        effect.place,
        `event \`${effect.event}\` of \`${opener.machine}\` needs a value for \`${name}\``,
        {
          label: `needs \`${name}\``,
          help: [`add \`${name}: …\` under \`with\``],
        },
      );
    }
  }
}

/** Who hears what: actors of the file by index, and groups by name. */
export function listenersOf(
  actors: readonly ActorModel[],
  charts: ReadonlyMap<string, Chart>,
  groups: ReadonlyMap<string, string>,
): ReadonlyMap<string, Listeners> {
  const found = new Map<string, { actors: number[]; groups: string[] }>();
  const at = (event: string) => {
    const known = found.get(event) ?? { actors: [], groups: [] };
    found.set(event, known);
    return known;
  };
  actors.forEach((actor, index) => {
    for (const event of charts.get(actor.chart)?.heard ?? []) at(event).actors.push(index);
  });
  for (const [group, machine] of groups) {
    const events = new Set(
      [...charts.values()].filter((chart) => chart.machine === machine).flatMap((chart) => [...chart.heard]),
    );
    for (const event of events) at(event).groups.push(group);
  }
  return found;
}
