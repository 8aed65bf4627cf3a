/** Every step: number, date, actor, event, change, cause; below it what it did. */
import type { Outcome, Step } from "@steppe/core";
import { causeText, changeText, effectText, eventText, fieldsText, isNobody } from "./steps.ts";
import { type Cell, tableLines } from "./table.ts";
import { clip, oneLine, type Page } from "./text.ts";
import { dayText } from "./values.ts";

const EFFECT_INDENT = 8;

export function traceLines(outcome: Outcome, page: Page): readonly string[] {
  const steps = outcome.world.trace.toArray();
  const head: readonly Cell[] = ["step", "date", "actor", "event", "change", "cause"].map((text) => ({
    text,
    style: "dim",
  }));
  const rows = [head, ...steps.map(cellsOf)];
  const columns = [
    { align: "right" as const },
    {},
    { shrinkTo: 10 },
    { shrinkTo: 10 },
    { shrinkTo: 14 },
    { shrinkTo: 8, style: "dim" as const },
  ];
  const [heading = "", ...lines] = tableLines(rows, columns, page);
  return [
    heading,
    ...steps.flatMap((step, index) => [
      lines[index] ?? "",
      ...[...step.draws.map(drawText), ...step.effects.map((effect) => effectText(effect, outcome))].map((text) =>
        clip(`${" ".repeat(EFFECT_INDENT)}${text}`, page.width),
      ),
    ]),
  ];
}

/** A draw by its address: what `force` names. */
const drawText = ({ site, n, u }: Step["draws"][number]): string => `draws ${oneLine(site)}, n ${n}: u = ${u}`;

function cellsOf(step: Step): readonly Cell[] {
  const fields = fieldsText(step);
  const event = fields === "" ? eventText(step.event) : `${eventText(step.event)}: ${fields}`;
  const change = changeText(step);
  return [
    String(step.n),
    dayText(step.date),
    oneLine(step.actor),
    event,
    step.heard
      ? change
      : `${change}${change === "" ? "" : " "}(not heard${isNobody(step) ? ": nobody of that name" : ""})`,
    causeText(step),
  ];
}
