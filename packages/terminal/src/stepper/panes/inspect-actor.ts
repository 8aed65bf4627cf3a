/** The inspector of an actor: where it is, what it holds, what may happen to it next, and the machine it runs. */
import {
  type Actor,
  activeStates,
  actorNamed,
  configurationText,
  dateText,
  type Expression,
  isDone,
  kindText,
  type Model,
  type Step,
  type Transition,
  type World,
} from "@steppe/core";
import { attempt } from "@steppe/core/measure/asked.ts";
import { formulaText } from "@steppe/core/measure/formula.ts";
import { shownKind } from "@steppe/core/measure/shares.ts";
import { actorValue } from "@steppe/core/world/reading.ts";
import { acceptedBy, branchOf, type History, worldAt } from "@steppe/walk";
import { footingText, placeText } from "../../views/places.ts";
import { causeText } from "../../views/steps.ts";
import { oneLine } from "../../views/text.ts";
import { shown } from "../../views/values.ts";
import { transitionText, writeDiagram } from "./diagram.ts";
import { widthOf } from "./fit.ts";
import { glyphsOf } from "./glyphs.ts";
import { countBelow, stepsByActor } from "./grown.ts";
import type { View } from "./pane.ts";
import { scheduledFor } from "./scheduled.ts";
import { nowStep } from "./standing.ts";
import { writeCauses } from "./write-causes.ts";
import type { Writer } from "./writer.ts";

/** What is put down for one actor: more than so many nobody needs at once. */
const NEXT = 12;

export function writeActor(writer: Writer, view: View, name: string): void {
  const world = worldAt(view.walk);
  const actor = actorNamed(world, name);
  if (!actor) {
    writer.text(`${oneLine(name)} has not been opened at this point of this branch.`);
    return;
  }
  const { history } = branchOf(view.walk);
  const own = stepsByActor(history).get(name) ?? [];
  const taken = own.slice(0, countBelow(own, nowStep(view.walk) + 1));
  writeState(writer, view, actor, history, taken);
  writeNext(writer, world, actor);
  writeVariables(writer, world, actor, history, taken);
  const { trace } = history.newest;
  const since = taken.findLast((n) => moved(trace.at(n)));
  if (since !== undefined) writeCauses(writer, history, since);
  writeAccepted(writer, view, actor);
  writeInputs(writer, world, actor);
  writer.head(`Machine ${oneLine(actor.chart.machine)}`);
  writeDiagram(writer, actor.chart, activeStates(actor), glyphsOf(view));
  writeSource(writer, world.model, actor);
}

function writeState(writer: Writer, view: View, actor: Actor, history: History, taken: readonly number[]): void {
  const { chart, opened } = actor;
  const { unicode } = view;
  const title = history.newest.model.outlines.get(chart.machine)?.title;
  writer.text(oneLine(actor.name), { style: "strong" });
  writer.text(`runs ${oneLine(chart.machine)}${title === undefined ? "" : `: ${oneLine(title)}`}`, { style: "dim" });
  if (opened) writer.text(`opened by ${oneLine(opened.opener)} into ${oneLine(opened.group)}`, { style: "dim" });
  writer.head("State");
  if (!actor.snapshot) {
    writer.text("not started", { indent: 2, style: "dim" });
    return;
  }
  const active = activeStates(actor);
  const leaves = new Set(configurationText(actor).split("+"));
  for (const path of active) {
    if (path === "") continue;
    const depth = path.split(".").length - 1;
    const key = oneLine(path.slice(path.lastIndexOf(".") + 1));
    const isLeaf = leaves.has(path);
    const sign = isLeaf ? glyphsOf({ unicode }).now : " ";
    writer.line(" ".repeat(2 * depth + 2), { text: `${sign} ${key}`, ...(isLeaf && { style: "strong" }) });
  }
  const { trace } = history.newest;
  const since = taken.findLast((n) => moved(trace.at(n)));
  const step = since === undefined ? undefined : trace.at(since);
  if (step)
    writer.text(`since ${dateText(step.date)}, step ${step.n}, from ${causeText(step)}`, { indent: 2, style: "dim" });
  if (isDone(actor)) writer.text("it is done: nothing happens to it any more", { indent: 2, style: "dim" });
}

const moved = (step: Step | undefined): boolean => step !== undefined && step.before !== step.after;

function writeVariables(writer: Writer, world: World, actor: Actor, history: History, taken: readonly number[]): void {
  const names = [...actor.chart.variables.values()];
  if (names.length === 0) return;
  writer.head("Variables, and when they were last set");
  const set = lastSet(history, taken, new Set(names.map(({ name }) => name)));
  const width = Math.max(...names.map(({ name }) => widthOf(oneLine(name))));
  for (const { name, kind } of names) {
    const answer = attempt(() => actorValue(world, actor, name));
    const value = "value" in answer ? shown(kind, answer.value) : `none: ${oneLine(answer.problem.message)}`;
    const step = set.get(name);
    const about = step ? `${dateText(step.date)}, step ${step.n}` : "";
    writer.fact(oneLine(name), value === "" ? '""' : value, about, width);
  }
}

/** The last step that set each variable, among those an actor has taken. */
function lastSet(history: History, taken: readonly number[], names: ReadonlySet<string>): ReadonlyMap<string, Step> {
  const found = new Map<string, Step>();
  const { trace } = history.newest;
  for (let i = taken.length - 1; i >= 0 && found.size < names.size; i--) {
    const step = trace.at(taken[i] as number);
    for (const effect of step?.effects ?? []) {
      if (step && effect.did === "set" && names.has(effect.name) && !found.has(effect.name)) {
        found.set(effect.name, step);
      }
    }
  }
  return found;
}

function writeInputs(writer: Writer, world: World, actor: Actor): void {
  const inputs = [...actor.chart.inputs.values()];
  if (inputs.length === 0) return;
  writer.head("Inputs");
  const width = Math.max(...inputs.map(({ name }) => widthOf(oneLine(name))));
  for (const { name, kind } of inputs) {
    const given = actor.opened ? undefined : world.model.actors[actor.index]?.inputs.get(name);
    const answer = attempt(() => actorValue(world, actor, name));
    const assumption = given && assumptionOf(given);
    const as = shownKind(world.model, kind, assumption ?? "");
    const value = "value" in answer ? shown(as, answer.value) : `none: ${oneLine(answer.problem.message)}`;
    writer.fact(oneLine(name), value === "" ? '""' : value, inputOrigin(world.model, actor, name, given), width);
  }
}

const assumptionOf = (given: Expression): string | undefined =>
  given.node === "reference" && given.reference.to === "assumption" ? given.reference.name : undefined;

/** Where the value of an input comes from: an assumption, what the actor was given, a default. */
function inputOrigin(model: Model, actor: Actor, name: string, given: Expression | undefined): string {
  if (actor.opened?.inputs.has(name)) return `given by ${oneLine(actor.opened.opener)}`;
  if (!given) return "default";
  const assumption = model.assumptions.get(assumptionOf(given) ?? "");
  if (assumption) {
    const footing = footingText(assumption, model);
    return [`assume.${oneLine(assumption.name)}`, placeText(assumption.place), footing].filter(Boolean).join(", ");
  }
  const text = given.node === "literal" ? "" : `${oneLine(formulaText(given))}, `;
  return `${text}${placeText(given.place)}`;
}

function writeNext(writer: Writer, world: World, actor: Actor): void {
  const coming = scheduledFor(world, actor.name);
  writer.section("Next", [
    ...coming.slice(0, NEXT).map(({ date, event, from }) => `${dateText(date)}  ${oneLine(event)} (${oneLine(from)})`),
    ...(coming.length > NEXT ? [`and ${coming.length - NEXT} more`] : []),
  ]);
}

function writeAccepted(writer: Writer, view: View, actor: Actor): void {
  const glyphs = glyphsOf(view);
  const active = activeStates(actor);
  const open = [...actor.chart.states.values()].filter(({ path }) => path === "" || active.has(path));
  const taking = actor.snapshot && !isDone(actor) ? open : [];
  const accepted = acceptedBy(actor);
  if (accepted.length > 0) writer.head("Takes now");
  for (const { event, fields } of accepted) {
    const given = fields.map(
      ({ name, kind, required }) => `${oneLine(name)} ${kindText(kind)}${required ? "" : " (may be left out)"}`,
    );
    writer.text(`${oneLine(event)}${given.length === 0 ? "" : `: ${given.join(", ")}`}`, { indent: 2, hang: 4 });
    const ways = taking.flatMap(({ on }) =>
      on.flatMap((one): readonly Transition[] => (one.event === event ? one.transitions : [])),
    );
    for (const way of ways) {
      const text = transitionText("", way, glyphs).trim();
      if (text !== "") writer.text(text, { indent: 4, hang: 2, style: "dim" });
    }
  }
  const waits = taking.flatMap(({ always }) => always.map((one) => transitionText("when", one, glyphs)));
  writer.section("Moves by itself", waits);
  const listens = taking.flatMap(({ on }) => on.flatMap(({ event }) => (actor.chart.events.has(event) ? [] : [event])));
  writer.section("Listens for", [...new Set(listens)].map(oneLine));
}

function writeSource(writer: Writer, model: Model, actor: Actor): void {
  const outline = model.outlines.get(actor.chart.machine);
  const owner = actor.opened ? undefined : model.actors[actor.index];
  writer.head("From");
  if (owner) writer.text(`actors.${oneLine(owner.name)}, ${placeText(owner.place)}`, { indent: 2, hang: 2 });
  const footing = owner ? footingText(owner, model) : "";
  if (footing !== "") writer.text(footing, { indent: 4, hang: 0, style: "dim" });
  if (!outline) return;
  writer.text(placeText(outline.place), { indent: 2, hang: 2 });
  if (outline.doc !== undefined) writer.text(oneLine(outline.doc), { indent: 4, hang: 0, style: "dim" });
  if (outline.source !== undefined)
    writer.text(`source: ${oneLine(outline.source)}`, { indent: 4, hang: 0, style: "dim" });
}
