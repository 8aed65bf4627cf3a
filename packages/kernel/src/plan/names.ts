/** Every name of a model that a run can meet: types of events, texts of expressions. */
import { type Expression, type Model, visit } from "@steppe/core";
import { type ChartLayout, expressionsOf, itemsOf } from "./chart-layout.ts";

/** Types that an actor can be told, in a fixed order. */
export function eventTypesOf(model: Model, layouts: ReadonlyMap<string, ChartLayout>): readonly string[] {
  const found = new Set<string>();
  for (const { chart, table } of layouts.values()) {
    for (const type of chart.events.keys()) found.add(type);
    for (const type of chart.heard) found.add(type);
    for (const { on } of table.configurations) for (const type of on.keys()) found.add(type);
    for (const item of itemsOf(table)) {
      if (item.is === "schedule") found.add(item.event);
      else if (item.is === "effect" && "event" in item.effect) found.add(item.effect.event);
    }
  }
  for (const entry of model.timeline) if (entry.does === "send") found.add(entry.event);
  return [...found];
}

/** Every expression of a model that a path can evaluate. */
export function* modelExpressions(model: Model, layouts: ReadonlyMap<string, ChartLayout>): Iterable<Expression> {
  for (const { chart, table } of layouts.values()) yield* expressionsOf(chart, table);
  for (const { inputs } of model.actors) yield* inputs.values();
  for (const { value } of model.assumptions.values()) yield value;
  for (const entry of model.timeline) {
    yield entry.on;
    for (const { value } of entry.does === "send" ? entry.with : entry.changes) yield value;
  }
  for (const { expression } of model.measures) yield expression;
  for (const { test } of model.expectations) yield test;
}

/** Texts, parties and names of actors that expressions and addresses of the timeline hold. */
export function textsIn(model: Model, layouts: ReadonlyMap<string, ChartLayout>): readonly string[] {
  const found = new Set<string>();
  for (const expression of modelExpressions(model, layouts)) {
    visit(expression, (node) => {
      if (node.node === "literal" && typeof node.value === "string") found.add(node.value);
    });
  }
  for (const entry of model.timeline) {
    if (entry.does === "send") for (const part of entry.actor.split("/")) found.add(part);
  }
  return [...found];
}
