/** Keys as prose writes them: `timeline crash-2007`, `assume rent`, `machine claim.contested`. */
import type { Model } from "./model.ts";

const WORDS: ReadonlyMap<string, string> = new Map([
  ["assume", "assume"],
  ["assumption", "assume"],
  ["actor", "actors"],
  ["measure", "measures"],
  ["expect", "expect"],
  ["expectation", "expect"],
  ["record", "observed"],
  ["machine", "machines"],
  ["timeline", "timeline"],
  ["source", "sources"],
  ["rate", "rates"],
  ["index", "indices"],
  ["party", "parties"],
  ["group", "groups"],
  ["variant", "variants"],
]);

/**
 * The dotted path that a key of two words means; any other key as it is. What is named of a machine, a state or an
 * event, means the machine, which is explained as a whole.
 */
export function ofProse(model: Model, key: string): string {
  const [, word = "", name = ""] = /^(\S+)\s+(\S.*)$/.exec(key.trim()) ?? [];
  const section = WORDS.get(word);
  if (section === undefined) return key;
  const [machine = ""] = name.split(".");
  return section === "machines" && model.outlines.has(machine) ? `machines.${machine}` : `${section}.${name}`;
}
