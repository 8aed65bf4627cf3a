/**
 * Why: the chain of causes behind a posting, a state, a variable, a measure, an assumption or a step, as lines of text.
 *
 * What line mode prints for `why`, and what a test reads. Names are those of the branch somebody stands in, values those
 * of where they stand.
 */
import {
  type Actor,
  actorNamed,
  configurationText,
  dateText,
  didYouMean,
  type Problem,
  type Step,
  type World,
} from "@steppe/core";
import { attempt } from "@steppe/core/measure/asked.ts";
import { drawnOn } from "@steppe/core/measure/drawn.ts";
import { shownKind } from "@steppe/core/measure/shares.ts";
import { explainKey } from "@steppe/core/scenario/explain.ts";
import { actorValue } from "@steppe/core/world/reading.ts";
import { branchOf, type Refused, worldAt } from "@steppe/walk";
import { keyLines } from "../../views/explain-key.ts";
import { oneLine } from "../../views/text.ts";
import { shown } from "../../views/values.ts";
import { countBelow, stepsByActor } from "./grown.ts";
import { inspectorPane } from "./inspector.ts";
import type { Line, Subject, TextContent, View } from "./pane.ts";
import { nowStep } from "./standing.ts";
import { writeCauses } from "./write-causes.ts";
import { Writer } from "./writer.ts";

export type Why = { readonly ok: true; readonly lines: readonly Line[] } | Refused;

/** Where nobody says how wide a line may be. */
const COLUMNS = 80;

/**
 * The lines of `why TARGET`. A target is `posting 12` (or `12`; postings are numbered from 1), `step 40` (from 0), a
 * measure, an actor, `actor.state`, `actor.variable`, `actor.input`, an assumption; without one, the last step. Refuses
 * what is nothing of these, or is not there yet.
 */
export function whyLines(view: View, target: string, columns: number = COLUMNS): Why {
  const { walk } = view;
  const text = target.trim().replace(/\s+/g, " ");
  const numbered = /^(?:(posting|step) )?#?(\d{1,9})$/.exec(text);
  if (text === "" || text === "step") return inspected(view, undefined, columns);
  if (numbered) return ofNumber(view, numbered[1] === "step" ? "step" : "posting", Number(numbered[2]), columns);
  const world = worldAt(walk);
  const { measures, assumptions } = world.model;
  const [, kind, bare = text] = /^(actor|measure|assumption|assume|branch) (.+)$/.exec(text) ?? [];
  const may = (...kinds: readonly string[]): boolean => kind === undefined || kinds.includes(kind);
  if (may("actor") && actorNamed(world, bare))
    return written(view, columns, (writer) => writeActorWhy(writer, view, bare));
  if (may("measure") && measures.some(({ name }) => name === bare)) {
    return inspected(view, { of: "measure", measure: bare }, columns);
  }
  if (may("assumption", "assume") && assumptions.has(bare.replace(/^assume\./, ""))) {
    return written(view, columns, (writer) => writeKeyWhy(writer, view, `assume.${bare.replace(/^assume\./, "")}`));
  }
  if (may("branch") && walk.branches.has(bare)) return inspected(view, { of: "branch", branch: bare }, columns);
  return ofPart(view, bare, columns) ?? nothing(view, text);
}

/** What stands in the inspector while `why` of something is asked there. */
export function whyPane(view: View, target: string): TextContent {
  return {
    kind: "text",
    title: `Inspector: why ${oneLine(target)}`,
    lines: (columns) => {
      const found = whyLines(view, target, columns);
      if (found.ok) return found.lines;
      const [problem] = found.problems;
      return new Writer(columns, view.unicode).text(problem?.message ?? "").lines;
    },
  };
}

function inspected(view: View, subject: Subject | undefined, columns: number): Why {
  const { subject: _subject, ...rest } = view;
  const pane = inspectorPane(subject ? { ...rest, subject } : rest);
  return { ok: true, lines: pane.lines(columns) };
}

function written({ unicode }: View, columns: number, write: (writer: Writer) => void): Why {
  const writer = new Writer(columns, unicode);
  write(writer);
  return { ok: true, lines: writer.lines };
}

function ofNumber(view: View, of: "posting" | "step", number: number, columns: number): Why {
  const { newest } = branchOf(view.walk).history;
  if (of === "step") {
    return newest.trace.at(number)
      ? inspected(view, { of, step: number }, columns)
      : refusal("no-such-step", `there is no step ${number} yet`, {
          notes: [`so far the last is step ${newest.trace.length - 1}`],
        });
  }
  const { postings } = newest.journal;
  return postings.at(number - 1)
    ? inspected(view, { of, posting: number - 1 }, columns)
    : refusal("no-such-posting", `there is no posting ${number} yet`, {
        notes: [`so far there are ${postings.length}`],
      });
}

const refusal = (code: string, message: string, more: Partial<Problem> = {}): Refused => ({
  ok: false,
  problems: [{ code, severity: "error", message, ...more }],
  files: new Map(),
});

/** `lease.ended`, `lease.rent`: a state, a variable or an input of an actor. */
function ofPart(view: View, text: string, columns: number): Why | undefined {
  const world = worldAt(view.walk);
  const [name = "", ...rest] = text.split(".");
  const part = rest.join(".");
  const actor = part === "" ? undefined : actorNamed(world, name);
  if (!actor) return undefined;
  const { states, variables, inputs } = actor.chart;
  if (variables.has(part)) return written(view, columns, (writer) => writeVariable(writer, view, actor, part));
  if (inputs.has(part)) {
    return written(view, columns, (writer) =>
      actor.opened ? writeGiven(writer, view, actor, part) : writeKeyWhy(writer, view, text),
    );
  }
  const state = states.has(part) ? part : [...states.keys()].find((path) => path.endsWith(`.${part}`));
  return state === undefined
    ? undefined
    : written(view, columns, (writer) => writeStateWhy(writer, view, actor, state));
}

/** The steps that an actor has taken up to now. */
function takenBy({ walk }: View, actor: string): readonly Step[] {
  const { history } = branchOf(walk);
  const own = stepsByActor(history).get(actor) ?? [];
  return own.slice(0, countBelow(own, nowStep(walk) + 1)).map((n) => history.newest.trace.at(n) as Step);
}

const writeChain = (writer: Writer, { walk }: View, { n }: Step): void =>
  writeCauses(writer, branchOf(walk).history, n);

function writeActorWhy(writer: Writer, view: View, name: string): void {
  const actor = actorNamed(worldAt(view.walk), name) as Actor;
  if (!actor.snapshot) {
    writer.text(`${oneLine(name)} has not started.`);
    return;
  }
  const step = takenBy(view, name).findLast(({ before, after }) => before !== after);
  const since = step ? `, since ${dateText(step.date)}` : "";
  writer.text(`${oneLine(name)} is ${oneLine(configurationText(actor))}${since}`);
  if (step) writeChain(writer, view, step);
}

function writeStateWhy(writer: Writer, view: View, actor: Actor, state: string): void {
  const isIn = (leaves: string): boolean => leaves.split("+").some((leaf) => `${leaf}.`.startsWith(`${state}.`));
  const label = `${oneLine(actor.name)}.${oneLine(state)}`;
  const steps = takenBy(view, actor.name).filter(
    ({ before, after, microsteps = [] }) => !isIn(before) && (isIn(after) || microsteps.some((one) => isIn(one.state))),
  );
  const last = steps.at(-1);
  if (!last) {
    writer.text(`${label} has not been entered up to ${dateText(worldAt(view.walk).today)}`);
    return;
  }
  const often = steps.length === 1 ? "" : `, for the ${ordinal(steps.length)} time`;
  const now = isIn(configurationText(actor)) ? "and is so now" : "and has been left since";
  writer.text(`${label} was entered on ${dateText(last.date)}${often}, ${now}`);
  writeChain(writer, view, last);
}

function ordinal(count: number): string {
  const teens = count % 100 >= 11 && count % 100 <= 13;
  const ending = teens ? "th" : (["th", "st", "nd", "rd"][count % 10] ?? "th");
  return `${count}${ending}`;
}

function writeVariable(writer: Writer, view: View, actor: Actor, name: string): void {
  const world = worldAt(view.walk);
  const kind = actor.chart.variables.get(name)?.kind;
  const answer = attempt(() => actorValue(world, actor, name));
  const value = "value" in answer && kind ? shown(kind, answer.value) : "without a value";
  const label = `${oneLine(actor.name)}.${oneLine(name)}`;
  const step = takenBy(view, actor.name).findLast(({ effects }) =>
    effects.some((one) => one.did === "set" && one.name === name),
  );
  if (!step) {
    writer.text(`${label} is ${value}: its first value, nothing has set it yet`);
    return;
  }
  writer.text(`${label} is ${value}, set on ${dateText(step.date)}`);
  writeChain(writer, view, step);
}

/** An input of an actor that another one opened: what it was opened with. */
function writeGiven(writer: Writer, view: View, actor: Actor, name: string): void {
  const world = worldAt(view.walk);
  const kind = actor.chart.inputs.get(name)?.kind;
  const answer = attempt(() => actorValue(world, actor, name));
  const value = "value" in answer && kind ? shown(shownKind(world.model, kind, ""), answer.value) : "without a value";
  const by = actor.opened?.inputs.has(name) ? `given by ${oneLine(actor.opened.opener)}` : "the default of its machine";
  writer.text(`${oneLine(actor.name)}.${oneLine(name)} is ${value}, ${by}`);
  const [first] = takenBy(view, actor.name);
  if (first) writeChain(writer, view, first);
}

/** An assumption, or an input that an actor of the file was given: where it stands; and what changed it on the way. */
function writeKeyWhy(writer: Writer, view: View, key: string): void {
  const world = worldAt(view.walk);
  const { model, uniforms } = world;
  const explained = explainKey(model, key);
  if (!explained.ok) return;
  const { value: explanation } = explained;
  const name = key.replace(/^assume\./, "");
  const assumption = model.assumptions.get(name);
  if (assumption && key.startsWith("assume.")) {
    const answer = attempt(() => world.assumptions.value(name));
    const kind = shownKind(model, assumption.kind, name);
    if ("value" in answer) writer.text(`${oneLine(name)} is ${shown(kind, answer.value)} on ${dateText(world.today)}`);
    const changed = lastAssumed(view, world, name);
    if (changed) writeChain(writer, view, changed);
    writer.head("Where it stands");
  }
  const drawn = explanation.uncertain ? drawnOn(explanation, model, uniforms) : undefined;
  const where = uniforms.central ? "" : " on this path";
  writer.view(
    (page) => keyLines(explanation, { where, until: world.today, ...(drawn && { drawn }) }, model, page),
    "table",
  );
}

function lastAssumed(view: View, { trace }: World, name: string): Step | undefined {
  const upTo = nowStep(view.walk);
  for (const step of trace.backwards()) {
    if (step.n > upTo || step.actor !== "") continue;
    if (step.effects.some((one) => one.did === "assumed" && one.name === name)) return step;
  }
  return undefined;
}

function nothing({ walk }: View, text: string): Refused {
  const world = worldAt(walk);
  const { measures, assumptions, actorIndex } = world.model;
  const names = [
    ...measures.map(({ name }) => name),
    ...actorIndex.keys(),
    ...world.opened.keys(),
    ...assumptions.keys(),
  ];
  return refusal("no-such-name", `there is no \`${oneLine(text)}\` to ask about`, {
    help: [
      ...didYouMean(text, names).map(oneLine),
      "ask about a posting or step by its number, a measure, an assumption, an actor, its state or a variable: `lease.rent`",
    ],
  });
}
