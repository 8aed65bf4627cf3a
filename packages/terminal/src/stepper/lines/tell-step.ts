/** A step in sentences: what line mode says after a move. */
import { dateText, type Problem, type Step, type World } from "@steppe/core";
import { branchOf, FIRST_BRANCH, type Halt, type Position, stepAt, type Walk, worldAt } from "@steppe/walk";
import { placeText } from "../../views/places.ts";
import { causeText, changeText, effectText, eventText, fieldsText, isNobody } from "../../views/steps.ts";
import { oneLine } from "../../views/text.ts";
import { CHANGES_FILE } from "../ground.ts";

/** Arrows as words: a screen reader says them. */
export const spoken = (line: string): string =>
  line.replaceAll(/(^\s*|[,;:]\s+)→ /g, "$1now ").replaceAll(" → ", " to ");

/** Where somebody stands, and what the step did that led there; of a date on which nothing happens, that it is so. */
export function hereLines(walk: Walk): readonly string[] {
  const { at } = walk;
  const step = stepAt(walk);
  if (at.date !== undefined && at.date !== step?.date) return [`${placeLine(walk)}: nothing happens`];
  if (!step) return [beginningLine(walk)];
  const world = at.microstep === undefined ? worldAt(walk) : branchOf(walk).history.newest;
  const micro = at.microstep === undefined ? [] : [microText(step, at.microstep)];
  const failed = at.microstep === undefined ? failedLines(step, branchOf(walk).history.newest) : [];
  return [headLine(step, at), ...micro, ...stepLines(step, world, at.microstep), ...failed].map(spoken);
}

/**
 * What was expected of the scenario, and does not hold at the end of the date that a step closed: which is known only
 * after the next step.
 */
const failedLines = ({ n }: Step, { violations }: World): readonly string[] =>
  violations
    .filter(({ step }) => step === n)
    .map(({ expectation }) => `  the expectation ${oneLine(expectation)} does not hold after this`);

/** "step 57 of base, 2013-07-02"; "2013-08-01, after step 57 of base, 2013-07-02". */
export function placeLine(walk: Walk): string {
  const { at } = walk;
  const step = stepAt(walk);
  const place = step ? `step ${step.n}${branchText(at)}, ${dateText(step.date)}` : beginningLine(walk);
  return at.date === undefined || at.date === step?.date
    ? place
    : `${dateText(at.date)}, ${step ? "after " : ""}${place}`;
}

function beginningLine(walk: Walk): string {
  return `before the first step${branchText(walk.at)}, ${dateText(worldAt(walk).model.period.start)}`;
}

const branchText = ({ branch }: Position): string => (branch === FIRST_BRANCH ? "" : ` of ${oneLine(branch)}`);

function headLine(step: Step, at: Position): string {
  const fields = fieldsText(step);
  const what = `${eventText(step.event)}${fields === "" ? "" : ` (${fields})`}`;
  const who = step.actor === "" ? "the assumptions" : oneLine(step.actor);
  const deaf = step.heard ? "" : isNobody(step) ? "; there is nobody of that name" : "; not heard";
  return `step ${step.n}${branchText(at)}, ${dateText(step.date)}: ${who}: ${what}${deaf}`;
}

function microText(step: Step, microstep: number): string {
  const all = step.microsteps?.length ?? 1;
  return `  after microstep ${microstep} of ${all}`;
}

/** What a step changed and did, where it came from, what it drew; within it, up to a microstep. */
export function stepLines(step: Step, world: World, microstep?: number): readonly string[] {
  const until = microstep === undefined ? undefined : step.microsteps?.[microstep - 1];
  const effects = until ? step.effects.slice(0, until.effects) : step.effects;
  const draws = until ? step.draws.slice(0, until.draws) : step.draws;
  const change = changeText(until ? { before: step.before, after: until.state } : step);
  return [
    ...(change === "" ? [] : [`  ${oneLine(change)}`]),
    ...effects.map((effect) => `  ${effectText(effect, { world })}`),
    ...draws.map(({ site, n, u }) => `  draws ${oneLine(site)} ${n}: u = ${u}`),
    `  from ${causeText(step)}${entryText(step, world)}`,
  ];
}

function entryText({ origin }: Step, { model }: World): string {
  if (origin.from !== "timeline") return "";
  const entry = model.timeline.find(({ id }) => id === origin.entry);
  if (!entry) return "";
  return entry.place.file === CHANGES_FILE ? ", told by you" : `, ${placeText(entry.place)}`;
}

/** Why a move ended where it did. */
export function haltLine(halt: Halt | undefined, walk: Walk): readonly string[] {
  switch (halt?.at) {
    case undefined:
      return [];
    case "beginning":
      return ["nothing comes before"];
    case "end":
      return [endLine(worldAt(walk))];
    case "stop":
      return [`stopped at ${oneLine(halt.stop.text)}`];
  }
}

/** Why the model goes wrong in the step that would come next; undefined where it does not. */
export function problemAhead(walk: Walk): Problem | undefined {
  const { history } = branchOf(walk);
  return walk.at.step === history.known ? history.newest.problem : undefined;
}

/** The same in words: what is wrong, and where. */
export function aheadLines(walk: Walk): readonly string[] {
  const problem = problemAhead(walk);
  if (!problem) return [];
  const { message, place } = problem;
  return [`  ${WRONG}: ${oneLine(message)}${place ? `, ${placeText(place)}` : ""}`];
}

const WRONG = "the model goes wrong in the step that would come next";

const endLine = ({ problem, model }: World): string =>
  problem ? WRONG : `nothing more happens up to ${dateText(model.period.end)}`;
