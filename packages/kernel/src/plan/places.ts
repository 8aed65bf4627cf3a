/**
 * Places in the agenda: which timers and calendars of an actor of the file can be put down at the same time, and which
 * can share a place because they never are.
 *
 * Most timers belong to a state, and end with it: of those of states that exclude each other, one at a time is put down.
 */
import type { Configuration, Decision, Item, Outcome } from "@steppe/core/statechart/unfold.ts";
import { outcomesOf } from "@steppe/core/statechart/unfold.ts";
import type { ChartLayout } from "./chart-layout.ts";

/** A timer or a calendar, by the offset of its slot in the block. */
type Slot = number;

/** What of a chart can be put down in each of its configurations: the least sets that hold whatever is taken. */
function standingIn(layout: ChartLayout): readonly ReadonlySet<Slot>[] {
  const configurations = layout.table.configurations as readonly Configuration[];
  const found = configurations.map(() => new Set<Slot>());
  const outcomes = (decision: Decision | undefined): readonly Outcome[] => (decision ? [...outcomesOf(decision)] : []);
  let grown = true;
  const arrive = (before: Iterable<Slot>, { items, to }: Outcome): void => {
    const there = found[to] as Set<Slot>;
    const size = there.size;
    for (const slot of after(layout, before, items)) there.add(slot);
    grown ||= there.size > size;
  };
  for (const outcome of outcomes(layout.table.start)) arrive([], outcome);
  while (grown) {
    grown = false;
    for (const [number, { on, eventless }] of configurations.entries()) {
      const decisions = [...on.values(), ...(eventless ? [eventless] : [])];
      for (const outcome of decisions.flatMap(outcomes)) arrive([...(found[number] as Set<Slot>)], outcome);
    }
  }
  return found;
}

function after({ timers, calendars }: ChartLayout, before: Iterable<Slot>, items: readonly Item[]): ReadonlySet<Slot> {
  const standing = new Set(before);
  for (const item of items) {
    if (item.is === "schedule") standing.add(timers.get(item.id)?.offset as Slot);
    else if (item.is === "unschedule") standing.delete(timers.get(item.id)?.offset as Slot);
    else if (item.effect.do === "start-calendar") standing.add(calendars.get(item.effect.calendar.id)?.offset as Slot);
    else if (item.effect.do === "end-calendar") standing.delete(calendars.get(item.effect.id)?.offset as Slot);
  }
  return standing;
}

/**
 * For each timer and calendar the number of its place within the actor, from 0. Two that are put down in the midst of
 * one microstep (one put down before another is taken out) do not share one.
 */
export function placesOf(layout: ChartLayout): ReadonlyMap<Slot, number> {
  const together = [...standingIn(layout)];
  // What an outcome puts down stands beside all that stood before it, until it is taken out.
  const configurations = layout.table.configurations as readonly Configuration[];
  for (const { items } of outcomesOf(layout.table.start)) together.push(...momentsOf(layout, [], items));
  for (const [number, { on, eventless }] of configurations.entries()) {
    for (const decision of [...on.values(), ...(eventless ? [eventless] : [])]) {
      for (const { items } of outcomesOf(decision)) together.push(...momentsOf(layout, together[number] ?? [], items));
    }
  }
  const places = new Map<Slot, number>();
  const all = [...layout.timers.values(), ...layout.calendars.values()].map(({ offset }) => offset);
  for (const slot of all) {
    const taken = new Set<number>();
    for (const some of together) {
      if (!some.has(slot)) continue;
      for (const other of some) {
        const place = places.get(other);
        if (place !== undefined) taken.add(place);
      }
    }
    let place = 0;
    while (taken.has(place)) place += 1;
    places.set(slot, place);
  }
  return places;
}

/** What stands after each item of an outcome. */
function momentsOf(layout: ChartLayout, before: Iterable<Slot>, items: readonly Item[]): readonly ReadonlySet<Slot>[] {
  return items.map((_, index) => after(layout, before, items.slice(0, index + 1)));
}
