/** Places in the changes of a fork, which nobody wrote as a file, as places in the line that was typed for them. */
import type { Place, Problem } from "@steppe/core";
import type { Act } from "./act.ts";
import type { ArgumentName } from "./words-form.ts";
import { LINE_FILE } from "./words-line.ts";

/** A line that was typed, and what it asked. */
export interface TypedAct {
  readonly line: string;
  readonly act: Act;
  /** Where each argument stands in the line. */
  readonly places: ReadonlyMap<ArgumentName, Place>;
}

/**
 * Problems of an act with their places in `changes`, a file of the changes as they were laid over the scenario, put into
 * the line: at the value or the name they are about. One that is about neither has no place then.
 */
export function placedInAct(
  problems: readonly Problem[],
  typed: TypedAct,
  changes: { readonly file: string; readonly text: string },
): readonly Problem[] {
  const rows = changes.text.split("\n");
  return problems.map((problem) => {
    const { place, related: _related, ...rest } = problem;
    if (place?.file !== changes.file) return problem;
    const own = inLine(place, rows[place.line - 1] ?? "", typed);
    return own ? { ...rest, place: own } : rest;
  });
}

/** What an act gives by name, after which word of its entry it is written, and after which column of the line. */
function givenBy({ act, places }: TypedAct): {
  given: readonly (readonly [string, string])[];
  after: string;
  from: number;
} {
  const endOf = (name: ArgumentName): number => {
    const { column = 1, length = 0 } = places.get(name) ?? {};
    return column - 1 + length;
  };
  switch (act.do) {
    case "inject":
      return { given: Object.entries(act.with), after: "with: {", from: endOf("ACTOR.EVENT") };
    case "assume":
      return { given: [[act.assumption, act.value]], after: "assume: {", from: 0 };
    case "force":
      return { given: [["value", act.value]], after: "n: ", from: endOf("SITE") };
    default:
      return { given: [], after: "", from: 0 };
  }
}

function inLine(place: Place, row: string, typed: TypedAct): Place | undefined {
  const { line } = typed;
  const { given, after, from } = givenBy(typed);
  const begin = row.indexOf(after) + after.length;
  const column = place.column - 1;
  for (const [name, value] of given) {
    const key = row.indexOf(`${name}: `, begin);
    const written = row.indexOf(value, key + name.length + 2);
    const typedName = line.indexOf(name, from);
    if (key === column && typedName !== -1) return placeOf(typedName, name.length);
    if (key === -1 || written === -1 || column < written || column > written + value.length) continue;
    const typedValue = line.indexOf(value, typed.act.do === "force" ? from : typedName + name.length);
    if (typedValue !== -1) return placeOf(typedValue + column - written, place.length ?? 1);
  }
  return undefined;
}

const placeOf = (start: number, length: number): Place => ({
  file: LINE_FILE,
  line: 1,
  column: start + 1,
  length: Math.max(1, length),
});
