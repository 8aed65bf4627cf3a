/** On what footing a figure stands. */
import { didYouMean } from "../nearest.ts";
import type { Problems } from "../problems.ts";
import { get, leafText, type Tree } from "../source/tree.ts";
import type { Surroundings } from "../statechart/surroundings.ts";
import type { Footing } from "./model.ts";

const JUDGEMENT = /^judgement:\s*/;

/**
 * `source:` names an entry of `sources`; `judgement:` says why. `source: "judgement: why"` is the
 * second in the form of the first. A source that is not listed is an error.
 */
export function compileFooting(
  tree: Tree,
  around: Surroundings & { sourceIds?(): readonly string[] },
  problems: Problems,
): Footing {
  const sourceTree = get(tree, "source");
  const written = leafText(sourceTree);
  const judged = leafText(get(tree, "judgement"));
  const judgement = judged ?? (written && JUDGEMENT.test(written) ? written.replace(JUDGEMENT, "") : undefined);
  const source = written !== undefined && !JUDGEMENT.test(written) ? written : undefined;
  if (sourceTree && source !== undefined && !around.isSource(source)) {
    problems.error("unknown-source", sourceTree.place, `there is no source \`${source}\``, {
      label: "not under `sources`",
      help: [...didYouMean(source, around.sourceIds?.() ?? []), "add it under `sources`, or write `judgement: why`"],
    });
  }
  return { ...(source !== undefined && { source }), ...(judgement !== undefined && { judgement }) };
}
