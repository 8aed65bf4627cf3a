/** Calendars counted from the end of a short month: later dates fall on that day, not on the month's end. */
import { constantValue } from "../expression/index.ts";
import type { Expression } from "../expression/tree.ts";
import type { Problems } from "../problems.ts";
import {
  type Duration,
  dateText,
  daysInMonth,
  durationText,
  type EpochDay,
  NEVER,
  toCivil,
  type Value,
} from "../quantity/index.ts";
import type { Chart } from "../statechart/chart.ts";
import type { ActorModel, Model } from "./model.ts";

export function checkCalendars(model: Model, problems: Problems): void {
  for (const actor of model.actors) {
    const chart = model.charts.get(actor.chart);
    for (const state of chart?.states.values() ?? []) {
      for (const calendar of state.calendars) {
        const from = fixed(calendar.from, actor, chart as Chart);
        const every = fixed(calendar.every, actor, chart as Chart);
        if (from && every) checkAnchor(from, every.value as Duration, problems);
      }
    }
  }
}

interface Fixed {
  readonly value: Value;
  readonly expression: Expression;
}

/** The value of an expression that is known at load: its own, or that of the input it names. */
function fixed(expression: Expression, actor: ActorModel, chart: Chart): Fixed | undefined {
  const { node } = expression;
  if (node === "reference" && expression.reference.to === "input") {
    const { name } = expression.reference;
    const given = actor.inputs.get(name) ?? chart.inputs.get(name)?.initial;
    return given && fixed(given, actor, chart);
  }
  const constant = constantValue(expression);
  return constant && "value" in constant ? { value: constant.value, expression } : undefined;
}

function checkAnchor({ value, expression }: Fixed, every: Duration, problems: Problems): void {
  const from = value as EpochDay;
  if (from === NEVER || every.days !== 0 || every.months % 12 === 0) return;
  const { year, month, day } = toCivil(from);
  if (day === 31 || day < daysInMonth(year, month)) return;
  problems.warning(
    "month-end-anchor",
    expression.place,
    `dates every ${durationText(every)} from ${dateText(from)} fall on day ${day} of their months, not on the last`,
    {
      label: "the end of a short month",
      help: ["for the ends of months, count from a month of 31 days, such as `2003-12-31`"],
    },
  );
}
