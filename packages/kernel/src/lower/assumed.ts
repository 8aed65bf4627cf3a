/** Assumptions in code: which have one value in every path, and where the others are kept. */
import type { Value } from "@steppe/core";

export type Assumption =
  | { readonly is: "fixed"; readonly value: Value }
  /** Found when it is first read on a path, and kept at an address. */
  | { readonly is: "kept"; readonly number: number; readonly address: number };

/**
 * A kept assumption: whether it is known (i32; KNOWN.short: as a number of at most 15 digits), its value (8 bytes), how
 * far off that may be (f64).
 */
export const ASSUMED = { known: 0, value: 8, error: 16, bytes: 24 } as const;

export const KNOWN = { not: 0, plain: 1, short: 2 } as const;

export interface Assumed {
  of(name: string): Assumption;
}
