/** Tables put together, for tests. */
import { type Counted, NOTHING, weave } from "./counted.ts";

export const wovenOf = (tables: readonly Counted[]): Counted =>
  tables.reduce((all, one) => {
    const room = all.counts.length + one.counts.length;
    return weave(all, one, { ordinals: new Int32Array(2 * room), counts: new Uint32Array(room) });
  }, NOTHING);
