/**
 * Values in ascending order, each once, with how often it came.
 *
 * Most columns of most scenarios have few different values: so a stretch of paths is sorted once, and all that is done
 * with a value is done once for all paths that had it.
 */

/** Money in whole minor units, or a double. One table holds one of the two. */
export type Key = bigint | number;
export type Keys = BigInt64Array | Float64Array;

/** A byte each where that is enough, as where most values come once. */
export type Counts = Uint8Array | Uint32Array;

export interface Counted {
  readonly keys: Keys;
  readonly counts: Counts;
}

export const blankKeys = (isWhole: boolean, length: number): Keys =>
  isWhole ? new BigInt64Array(length) : new Float64Array(length);

export const nothingCounted = (isWhole: boolean): Counted => ({
  keys: blankKeys(isWhole, 0),
  counts: new Uint32Array(0),
});

/** The values of an array, counted; the array is left as it is. It must hold no NaN; -0 counts as 0. */
export function countedOf(values: Keys): Counted {
  const sorted = values.slice().sort() as Keys;
  const counts = new Uint32Array(sorted.length);
  let length = 0;
  let last: Key | undefined;
  for (let i = 0; i < sorted.length; i += 1) {
    const key = sorted[i] as Key;
    if (key !== last) {
      last = key === 0 ? 0 : key;
      sorted[length] = last as never;
      length += 1;
    }
    counts[length - 1] = (counts[length - 1] as number) + 1;
  }
  return { keys: sorted.slice(0, length) as Keys, counts: counts.slice(0, length) };
}

/** Two tables as one. */
export function weave(a: Counted, b: Counted): Counted {
  if (a.keys.length === 0) return b;
  if (b.keys.length === 0) return a;
  const keys = blankKeys(a.keys instanceof BigInt64Array, a.keys.length + b.keys.length);
  const counts = new Uint32Array(keys.length);
  let [i, j, length] = [0, 0, 0];
  while (i < a.keys.length || j < b.keys.length) {
    const isFromA = j >= b.keys.length || (i < a.keys.length && (a.keys[i] as Key) <= (b.keys[j] as Key));
    const key = (isFromA ? a.keys[i] : b.keys[j]) as Key;
    let count = 0;
    if (i < a.keys.length && a.keys[i] === key) count += a.counts[i++] as number;
    if (j < b.keys.length && b.keys[j] === key) count += b.counts[j++] as number;
    keys[length] = key as never;
    counts[length] = count;
    length += 1;
  }
  return { keys: cut(keys, length), counts: narrow(counts, length) };
}

function narrow(counts: Uint32Array, length: number): Counts {
  for (let i = 0; i < length; i += 1) if ((counts[i] as number) > 255) return cut(counts, length);
  return Uint8Array.from(counts.subarray(0, length));
}

/** The beginning of an array: a copy where much of it would be kept for nothing, since a long one costs as much again. */
function cut<T extends Keys | Counts>(array: T, length: number): T {
  return (length > 0.9 * array.length ? array.subarray(0, length) : array.slice(0, length)) as T;
}

/** Many tables as one, in pairs, so that none is copied more often than it must. */
export function weaveAll(tables: readonly Counted[], isWhole: boolean): Counted {
  if (tables.length <= 1) return tables[0] ?? nothingCounted(isWhole);
  const middle = tables.length >> 1;
  return weave(weaveAll(tables.slice(0, middle), isWhole), weaveAll(tables.slice(middle), isWhole));
}
