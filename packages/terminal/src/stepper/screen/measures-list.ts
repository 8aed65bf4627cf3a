/** All measures as they stand, in a list: each leads to how it comes about. */
import { dateText, type Measure } from "@steppe/core";
import { branchOf, worldAt } from "@steppe/walk";
import { oneLine } from "../../views/text.ts";
import { changeOn, measured, valueText } from "../panes/measures.ts";
import { type Choice, pickFrom } from "./dialog.ts";
import { columnsOf, fitLine, span } from "./lines.ts";
import { lookAt } from "./looking.ts";
import type { ScreenState } from "./state.ts";

/** Opens the list; in a fork it says of each what it is more than in the branch it came from. */
export function openMeasures(state: ScreenState): ScreenState {
  const { today } = worldAt(state.walk);
  return pickFrom(state, `Measures, as of ${dateText(today)}`, measureChoices, {
    empty: "the scenario has no measures",
    hint: "type to search   Enter why   Esc close",
  });
}

function measureChoices({ walk }: ScreenState): readonly Choice[] {
  const { parent, history, model } = branchOf(walk);
  const world = worldAt(walk);
  const from = parent && walk.branches.get(parent.branch)?.history;
  const shown = model.measures.map((measure) => ({
    measure,
    value: valueText(measured(world, measure)),
    change: from ? changeOn(from, history, measure, world.today) : "",
  }));
  const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(columnsOf));
  const widths = {
    name: widest(model.measures.map(({ name }) => oneLine(name))),
    value: widest(shown.map(({ value }) => value)),
    change: widest(shown.map(({ change }) => change)),
  };
  return shown.map(({ measure, value, change }) => ({
    key: measure.name,
    text: `${measure.name} ${measure.title ?? ""} ${value}`,
    line: (columns) => {
      const more = widths.change === 0 ? "" : `  ${" ".repeat(widths.change - columnsOf(change))}${change}`;
      const own = ` ${" ".repeat(widths.value - columnsOf(value))}${value}`;
      const name = Math.max(8, Math.min(widths.name, columns - columnsOf(own + more)));
      return [
        ...fitLine([span(oneLine(measure.name), "strong")], name),
        span(own),
        span(more, "warn"),
        span(titleOf(measure), "dim"),
      ];
    },
    done: (state) => lookAt(state, { of: "measure", measure: measure.name }),
  }));
}

const titleOf = ({ title }: Measure): string => (title === undefined ? "" : `  ${oneLine(title)}`);
