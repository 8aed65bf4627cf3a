/** The inspector of a step: everything it did, microstep by microstep, and the chain of causes behind it. */
import {
  type Chart,
  dateText,
  kindText,
  type Microstep,
  type Problem,
  type Step,
  type Transition,
  type World,
} from "@steppe/core";
import { transitionsOf } from "@steppe/core/scenario/uses.ts";
import { type Branch, branchOf } from "@steppe/walk";
import { placeText } from "../../views/places.ts";
import { changeText, effectText, eventText } from "../../views/steps.ts";
import { oneLine } from "../../views/text.ts";
import { shown } from "../../views/values.ts";
import { transitionText } from "./diagram.ts";
import { drawnText } from "./drawn-text.ts";
import { widthOf } from "./fit.ts";
import { type Glyphs, glyphsOf } from "./glyphs.ts";
import type { View } from "./pane.ts";
import { lastNumber } from "./standing.ts";
import { writeCauses } from "./write-causes.ts";
import type { Writer } from "./writer.ts";

export function writeStep(writer: Writer, view: View, n: number): void {
  const branch = branchOf(view.walk);
  const { history } = branch;
  const step = history.newest.trace.at(n);
  if (!step) {
    const { problem } = history.newest;
    if (problem && n >= history.known) writeProblem(writer, problem, branch);
    else writer.text(`Step ${n} is not known yet: walk on to see it.`);
    return;
  }
  const actor = step.actor === "" ? "the assumptions" : oneLine(step.actor);
  writer.text(`Step ${n}/${lastNumber(history)}`, { style: "dim" });
  writer.text(`${dateText(step.date)}  ${actor}: ${eventText(step.event)}`, { style: "strong" });
  const change = changeText(step);
  if (change !== "") writer.text(oneLine(change), { indent: 2 });
  if (!step.heard) writer.text("not heard: no transition was taken", { indent: 2, style: "warn" });
  if (step.fields.length > 0) writer.head("With");
  const width = Math.max(0, ...step.fields.map(({ name }) => widthOf(oneLine(name))));
  for (const { name, kind, value } of step.fields)
    writer.fact(oneLine(name), shown(kind, value), kindText(kind), width);
  writeDeeds(writer, view, branch, step);
  writeCauses(writer, history, n);
}

/** A part of a step: what it did between two microsteps. */
interface Part {
  readonly transitions: Step["transitions"];
  readonly effects: Step["effects"];
  readonly draws: Step["draws"];
  readonly state: string;
}

function partsOf(step: Step): readonly Part[] {
  const whole: Microstep = {
    transitions: step.transitions.length,
    effects: step.effects.length,
    draws: step.draws.length,
    state: step.after,
  };
  let last = { transitions: 0, effects: 0, draws: 0 };
  return (step.microsteps ?? [whole]).map((one) => {
    const part = {
      transitions: step.transitions.slice(last.transitions, one.transitions),
      effects: step.effects.slice(last.effects, one.effects),
      draws: step.draws.slice(last.draws, one.draws),
      state: one.state,
    };
    last = one;
    return part;
  });
}

function writeDeeds(writer: Writer, view: View, branch: Branch, step: Step): void {
  const { walk } = view;
  const glyphs = glyphsOf(view);
  const parts = partsOf(step);
  const isWithin = walk.at.microstep !== undefined && step.n === walk.at.step;
  const taken = isWithin ? (walk.at.microstep as number) : parts.length;
  parts.forEach((part, index) => {
    if (parts.length > 1) {
      const sign = isWithin ? (index === taken - 1 ? glyphs.now : index < taken ? " " : glyphs.future) : " ";
      const ahead = index >= taken ? ", not taken yet" : "";
      writer.head(`${sign} Microstep ${index + 1} of ${parts.length}: ${oneLine(part.state)}${ahead}`.trim());
    } else if (part.transitions.length + part.effects.length + part.draws.length > 0) writer.head("Did");
    writePart(writer, branch, step, part, glyphs);
  });
}

function writePart(writer: Writer, branch: Branch, step: Step, part: Part, glyphs: Glyphs): void {
  const { history } = branch;
  const world = history.newest;
  const chart = chartOf(world, step.actor);
  for (const id of part.transitions) {
    const transition = chart && transitionsIn(chart).get(id);
    const text = transition ? transitionText(causeOf(id, transition), transition, glyphs) : oneLine(id);
    writer.text(text, { indent: 2, hang: 4 });
    if (transition && !transition.place.file.startsWith("machine ")) {
      writer.text(placeText(transition.place), { indent: 4, hang: 0, style: "dim" });
    }
  }
  for (const draw of part.draws) writer.text(drawnText(branch, step, draw), { indent: 2, hang: 4 });
  for (const effect of part.effects) writer.text(effectText(effect, { world }), { indent: 2, hang: 4 });
}

function chartOf(world: World, name: string): Chart | undefined {
  const index = world.model.actorIndex.get(name) ?? world.opened.get(name);
  return index === undefined ? undefined : world.actors.get(index)?.chart;
}

/** "flying on crash 0" without its state and number is "crash". */
function causeOf(id: string, { source }: Transition): string {
  const own = id.startsWith(source) ? id.slice(source.length).trim() : id;
  return oneLine(own.replace(/^on /, "").replace(/ \d+$/, ""));
}

const ids = new WeakMap<Chart, ReadonlyMap<string, Transition>>();

function transitionsIn(chart: Chart): ReadonlyMap<string, Transition> {
  let found = ids.get(chart);
  if (!found) {
    const all = [...chart.states.values()].flatMap((state) => transitionsOf(state));
    found = new Map(all.map((one) => [one.id, one]));
    ids.set(chart, found);
  }
  return found;
}

/** What the model ran into, and where in its files. */
export function writeProblem(writer: Writer, problem: Problem, { files }: Branch): void {
  const { code, message, place, label, help = [], notes = [] } = problem;
  writer.text("The model went wrong here", { style: "strong" });
  writer.text(`error[${code}]: ${oneLine(message)}`, { style: "bad" });
  if (place) {
    writer.text(placeText(place), { indent: 2, hang: 0, style: "dim" });
    const source = files.get(place.file)?.split("\n")[place.line - 1];
    if (source !== undefined) writer.text(`${place.line} | ${oneLine(source)}`, { indent: 2, hang: 4 });
    if (label !== undefined) writer.text(oneLine(label), { indent: 4, hang: 0 });
  }
  writer.section("Help", help.map(oneLine));
  writer.section("Notes", notes.map(oneLine));
}
