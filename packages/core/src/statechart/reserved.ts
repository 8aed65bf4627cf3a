/** Names that an expression could never reach, because it reads them as words of its own. */
import type { Place } from "../problem.ts";
import type { Problems } from "../problems.ts";
import { OPENER } from "./scope.ts";

/** Words of the grammar: not even after a dot is one of them a name. */
const WORDS: ReadonlySet<string> = new Set(["true", "false", "and", "or", "not", "per"]);

/** What a bare name means, whatever the scenario calls so. */
const MEANINGS: ReadonlySet<string> = new Set(["today", "never", "event", "if", "in", OPENER]);

/** Refuses a bare name (of an assumption, a party, an input) that expressions read as a word of their own. */
export function checkReserved(name: string, what: string, place: Place | undefined, problems: Problems): void {
  if (WORDS.has(name) || MEANINGS.has(name)) refuse(name, what, place, problems);
}

/** Refuses the name of a field, which stands after a dot: `event.today` can be read, `event.and` cannot. */
export function checkReservedField(name: string, place: Place, problems: Problems): void {
  if (WORDS.has(name)) refuse(name, "a field", place, problems);
}

function refuse(name: string, what: string, place: Place | undefined, problems: Problems): void {
  problems.error("reserved-name", place, `${what} cannot be called \`${name}\`: it is a word of expressions`, {
    label: "a word of expressions",
    help: ["choose another name"],
  });
}
