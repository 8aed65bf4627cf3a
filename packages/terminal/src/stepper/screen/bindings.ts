/** Keys of the user's own, from the configuration. */
import type { Key } from "./keys.ts";

/** Keys by the command they are for; of those not named the keys are as they come. */
export type Bindings = ReadonlyMap<string, readonly Key[]>;

export const NO_BINDINGS: Bindings = new Map();
