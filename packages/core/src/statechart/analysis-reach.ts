/** Which configurations of a table can come about. */
import { type Configuration, outcomesOf, type Table } from "./unfold.ts";

/** Whether a configuration may wait for an event: its eventless transitions may all be refused, or change nothing. */
export function canRest({ eventless, done }: Configuration): boolean {
  if (done) return true;
  if (!eventless) return true;
  return [...outcomesOf(eventless)].some(({ taken, changed }) => taken.length === 0 || !changed);
}

/** Configurations that can come about: one that is always left at once hears no event. In the table's order. */
export function reachableIn(table: Table): readonly Configuration[] {
  const found = new Set<number>([table.start.to]);
  for (const at of found) {
    const configuration = table.configurations[at] as Configuration;
    const decisions = [
      ...(configuration.eventless ? [configuration.eventless] : []),
      ...(canRest(configuration) ? configuration.on.values() : []),
    ];
    for (const decision of decisions) for (const { to } of outcomesOf(decision)) found.add(to);
  }
  return table.configurations.filter((_, index) => found.has(index));
}
