/** The seed of paths when none is given: fixed, so that the same command gives the same on every day. */
export const DEFAULT_SEED = "steppe";
