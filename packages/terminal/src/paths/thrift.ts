/** How much memory many paths may take beside what they need. */
import { setFlagsFromString } from "node:v8";

/** Old objects may grow by so much before they are collected: many paths leave much behind and keep little. */
const GARBAGE_PERCENT = 30;

/** Fewer paths are done before garbage has grown, and collecting it sooner would take a tenth of their time. */
const MANY = 30_000;

/**
 * Before many paths: has garbage collected sooner from now on, in all threads. Else it may grow to several times what is
 * in use, in each of them. To be called before code is made: how far the heap may grow is settled when it is collected,
 * seldom thereafter.
 */
export function keepHeapSmall(paths: number): void {
  if (paths >= MANY) setFlagsFromString(`--heap-growing-percent=${GARBAGE_PERCENT}`);
}
