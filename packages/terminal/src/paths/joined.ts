/** Engines of several scenarios as one: the same range of paths of each, their columns side by side. */
import type { Columns, Engine, Trouble } from "@steppe/kernel";

/**
 * The columns of all engines for the same paths, one engine's after another's. What goes wrong with a path as a whole
 * has as its column -1 for the first engine, -2 for the second, and so on. Of one engine it is that engine.
 */
export function joinedEngine(engines: readonly Engine[]): Engine {
  const [head] = engines;
  if (!head) throw new RangeError("nothing to join");
  if (engines.length === 1) return head;
  return {
    name: head.name,
    run(first, count) {
      const all = engines.map((engine) => engine.run(first, count));
      let before = 0;
      const troubles: Trouble[] = [];
      for (const [index, { columns, troubles: own }] of all.entries()) {
        for (const one of own) troubles.push({ ...one, column: one.column < 0 ? -1 - index : before + one.column });
        before += columns.length;
      }
      return { first, count, columns: all.flatMap(({ columns }) => columns), troubles };
    },
  };
}

/** The columns of each engine again, which have so many columns each. */
export function apart({ first, count, columns, troubles }: Columns, lengths: readonly number[]): readonly Columns[] {
  let before = 0;
  return lengths.map((length, index) => {
    const start = before;
    before += length;
    return {
      first,
      count,
      columns: columns.slice(start, start + length),
      troubles: troubles.flatMap((one) => {
        if (one.column === -1 - index) return [{ ...one, column: -1 }];
        const own = one.column - start;
        return one.column >= 0 && own >= 0 && own < length ? [{ ...one, column: own }] : [];
      }),
    };
  });
}
