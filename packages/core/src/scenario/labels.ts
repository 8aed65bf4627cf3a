/** Labels of draws: one label names one draw of an actor, or two draws would share their luck unseen. */
import { reads } from "../expression/index.ts";
import type { Place } from "../problem.ts";
import type { Problems } from "../problems.ts";
import type { Model } from "./model.ts";
import { type Use, usesIn } from "./uses.ts";

/** An address made by the engine has a `/` in it, and a label has none. */
const isLabel = (site: string): boolean => !site.includes("/");

/** Whose draws they are: actors of one chart, the assumptions, the timeline. */
const drawer = ({ chart, by }: Use): string => chart?.key ?? by.slice(0, by.indexOf("."));

export function checkLabels(model: Model, problems: Problems): void {
  const first = new Map<string, Place>();
  for (const use of usesIn(model)) {
    for (const { site } of reads(use.expression).draws) {
      if (!isLabel(site)) continue;
      const key = JSON.stringify([drawer(use), site]);
      const before = first.get(key);
      if (!before) first.set(key, use.place);
      else {
        problems.error("draw-label-twice", use.place, `two draws are called \`${site}\``, {
          label: "used before",
          help: ["a label names one draw: give each its own"],
          related: [{ place: before, label: "first here" }],
        });
      }
    }
  }
}
