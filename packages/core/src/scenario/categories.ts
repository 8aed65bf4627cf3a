/** The categories that postings of a scenario can stand under, known before any machine is compiled. */

import { leafText } from "../source/tree.ts";
import { literalText } from "../statechart/binding.ts";
import type { MachineOutline, Opening } from "../statechart/outline.ts";
import type { BoundActor } from "./surroundings.ts";

/** A machine and the texts that its text inputs are known to be. */
interface Use {
  readonly outline: MachineOutline;
  readonly texts: ReadonlyMap<string, string>;
}

/** Every category that an actor of the file can post under, and those that it opens, and so on. In order of name. */
export function categoriesOfUse(
  bound: Iterable<BoundActor>,
  outlines: ReadonlyMap<string, MachineOutline>,
): readonly string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const open: Use[] = [...bound].map(({ outline, binding }) => ({ outline, texts: binding.texts }));
  for (let use = open.pop(); use; use = open.pop()) {
    const { outline, texts } = use;
    const key = JSON.stringify([outline.name, ...[...texts].sort()]);
    if (seen.has(key)) continue;
    seen.add(key);
    for (const category of outline.categories) found.add(texts.get(category) ?? category);
    for (const opening of outline.opens) {
      const opened = outlines.get(opening.machine);
      if (opened) open.push({ outline: opened, texts: textsOf(opened, opening, texts) });
    }
  }
  return [...found].sort();
}

/** The texts of an opened machine: given in quotes, passed on by name from the opener, or by default. */
function textsOf({ inputs }: MachineOutline, { given }: Opening, ofOpener: ReadonlyMap<string, string>): Use["texts"] {
  const texts = new Map<string, string>();
  for (const [name, { kind, initial }] of inputs) {
    if (kind.type !== "text") continue;
    const value = given.get(name);
    const text = value ? (literalText(value) ?? ofOpener.get(leafText(value)?.trim() ?? "")) : literalText(initial);
    if (text !== undefined) texts.set(name, text);
  }
  return texts;
}
