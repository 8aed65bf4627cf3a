/** The commands by words, as one table: what is typed, what it means, its help, examples. Parser, help and pages read it. */
import { NOTES, QUESTIONS, SESSION } from "./words-asking.ts";
import type { WordCommand } from "./words-entry.ts";
import { CHANGES, MOVES } from "./words-walking.ts";

export { type Form, GROUPS, type Group, type WordCommand } from "./words-entry.ts";

/** Every command, in the order in which help lists them. */
export const WORDS: readonly WordCommand[] = [...MOVES, ...CHANGES, ...NOTES, ...QUESTIONS, ...SESSION];
