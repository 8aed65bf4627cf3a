/** Every problem code of the engine, with what it means: the one table behind `steppe explain CODE`. */
import type { CodeEntry } from "./entry.ts";
import { EXPRESSION_CODES } from "./expressions.ts";
import { FILE_CODES } from "./files.ts";
import { MACHINE_CODES } from "./machines.ts";
import { RUN_CODES } from "./runs.ts";
import { SCENARIO_CODES } from "./scenarios.ts";
import { WALK_CODES } from "./walks.ts";

export type { CodeEntry } from "./entry.ts";

/** By code, in alphabetical order. */
export const CODES: ReadonlyMap<string, CodeEntry> = new Map(
  [FILE_CODES, SCENARIO_CODES, EXPRESSION_CODES, MACHINE_CODES, RUN_CODES, WALK_CODES]
    .flatMap((table) => Object.entries(table))
    .sort(([a], [b]) => (a < b ? -1 : 1)),
);
