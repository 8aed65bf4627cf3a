/** Where a future parts from the first, in words: the date, and what each of the two then did. */
import type { Comparison, Outcome, Step } from "@steppe/core";
import { widthOf } from "./problem-frame-text.ts";
import { changeText, effectText, sentText } from "./steps.ts";
import { clip, labelled, oneLine, type Page } from "./text.ts";
import { dayText } from "./values.ts";

export function partingLines(comparison: Comparison, heads: readonly string[], page: Page): readonly string[] {
  const { outcomes, partings } = comparison;
  const [first] = outcomes;
  if (!first) throw new Error("a comparison needs a scenario");
  const labels = Math.min(30, Math.max(...heads.map(widthOf)));
  return partings.flatMap((parting, index) => {
    const other = outcomes[index + 1];
    const [head, base] = [heads[index + 1] ?? "", heads[0] ?? ""];
    if (!other) return [];
    if (!parting) return labelled(page, clip(head, labels), "never: step by step the same", labels);
    const { date } = parting;
    const lines = [
      labelled(page, clip(head, labels), `${dayText(date)}: ${stepText(parting.other, other, date)}`, labels),
      labelled(page, "", `in ${base}: ${stepText(parting.base, first, date)}`, labels),
    ];
    return lines.flat();
  });
}

/** What a step came to on the date of the parting; a later one means that nothing more happened on it. */
export function stepText(step: Step | undefined, outcome: Outcome, date: number): string {
  if (!step) return "nothing more happens";
  const later = step.date > date ? `nothing until ${dayText(step.date)}, then ` : "";
  const actor = step.actor === "" ? "" : `${oneLine(step.actor)} `;
  const effects = step.effects
    .filter(({ did }) => did === "posting" || did === "assumed" || did === "opened" || did === "scheduled")
    .map((effect) => effectText(effect, outcome).replace(/ \(posting \d+\)$/, ""));
  const what = [sentText(step), changeText(step)].filter((text) => text !== "").join(", ");
  return later + [`${actor}${what}`.trim(), ...effects].filter((text) => text !== "").join("; ");
}
