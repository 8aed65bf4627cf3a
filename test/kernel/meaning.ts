/**
 * One path told twice: by the World, and by the kernel over its memory. Both are written down in the same words, so
 * that whatever differs can be shown line by line.
 */
import {
  type Actor,
  createWorld,
  type Duration,
  dateText,
  type EpochDay,
  type Exact,
  type Expression,
  type Kind,
  type Model,
  ModelError,
  outcomeOf,
  type Posting,
  pathUniforms,
  run,
  type Uniforms,
  type Value,
  type World,
} from "@steppe/core";
import { evaluate } from "@steppe/core/world/evaluate.ts";
import { activeStates, scenarioEnvironment } from "@steppe/core/world/reading.ts";
import type { Kernel } from "@steppe/kernel/engine/kernel.ts";
import { PathFailure } from "@steppe/kernel/engine/path-failure.ts";
import { CellOverflow } from "@steppe/kernel/plan/cells.ts";
import { GLOBAL } from "@steppe/kernel/plan/plan.ts";
import { FAILURE } from "@steppe/kernel/runtime/fail.ts";

/** What a path came to, line by line; or why it has no end. */
export type Told =
  | { readonly lines: readonly string[]; readonly steps: number; readonly postings: number }
  | { readonly problem: string; readonly tooLarge: boolean };

function valueText(kind: Kind, value: Value | undefined): string {
  if (value === undefined) return "nothing";
  switch (kind.type) {
    case "money":
    case "rate":
    case "number":
    case "share":
      return (value as Exact).toFraction();
    case "duration":
      return `${(value as Duration).months} months ${(value as Duration).days} days`;
    case "date":
      return dayText(value as EpochDay);
    default:
      return String(value);
  }
}

const dayText = (day: EpochDay): string => (Number.isFinite(day) ? dateText(day) : "never");

const postingText = ({ date, verb, from, to, category, currency, minor, settled }: Posting): string =>
  `${dateText(date)} ${verb} ${from} ${to} ${category} ${currency} ${minor} settled ${settled}`;

const milestoneText = (key: string, first: EpochDay, count: number): string =>
  `milestone ${key}: ${dateText(first)}, ${count}`;

/** The path as the World has it. */
export function toldByWorld(model: Model, seed: string, path: number): Told {
  return toldBy(run(createWorld(model, pathUniforms(seed, path))));
}

/** Past this a path is too long to be told in JavaScript as well; one that goes in circles is not. */
const LONG = { steps: 4000, aDay: 1500, actors: 300 };

/** The World at the end of a path; undefined for a path that is too long to be worth the time. */
export function ranIfShort(model: Model, chance: Uniforms): World | undefined {
  const isLong = ({ trace, stepsToday, actors }: World) =>
    actors.size > LONG.actors || (trace.length > LONG.steps && stepsToday < LONG.aDay);
  const world = run(createWorld(model, chance), { stop: isLong });
  return world.ended || world.problem ? world : undefined;
}

/** What a World at the end of its path came to. */
export function toldBy(world: World): Told {
  const { model } = world;
  if (world.problem) return { problem: world.problem.code, tooLarge: false };
  const outcome = outcomeOf(world);
  const end = scenarioEnvironment({ ...world, today: model.period.end });
  const milestones = [...world.milestones]
    .filter(([key]) => !key.includes("/"))
    .map(([key, { first, count }]) => milestoneText(key, first, count));
  const lines = [
    ...[...world.journal.postings].map(postingText),
    ...milestones.sort(),
    ...[...world.actors].flatMap(actorLines),
    ...model.measures.map(
      ({ name, expression }) => `measure ${name}: ${measured(expression, () => evaluate(expression, end))}`,
    ),
    ...outcome.expectations.map(
      ({ expectation, date }) => `expectation ${expectation.id}: ${date === undefined ? "held" : dateText(date)}`,
    ),
    `steps: ${world.trace.length}`,
  ];
  return { lines, steps: world.trace.length, postings: world.journal.postings.length };
}

function actorLines(actor: Actor): readonly string[] {
  const { name, chart, snapshot, opened } = actor;
  const context = (snapshot?.context ?? {}) as Readonly<Record<string, Value>>;
  return [
    `actor ${name} in ${[...activeStates(actor)].sort().join(" ")}`,
    ...[...chart.variables.values()].map((one) => `${name}.${one.name} = ${valueText(one.kind, context[one.name])}`),
    ...[...chart.inputs.values()].flatMap((one) =>
      opened?.inputs.has(one.name)
        ? [`${name} given ${one.name} = ${valueText(one.kind, opened.inputs.get(one.name))}`]
        : [],
    ),
  ];
}

/** The path as the kernel has it. */
export function toldByKernel(kernel: Kernel, path: number): Told {
  const { model, memory, plan } = kernel;
  try {
    kernel.run(path);
  } catch (error) {
    if (!(error instanceof PathFailure)) throw error;
    const { why } = error;
    const tooLarge = why instanceof CellOverflow || why === FAILURE.tooLarge;
    return { problem: why instanceof ModelError ? why.problem.code : error.message, tooLarge };
  }
  const milestones = [...plan.milestones.keys()].flatMap((key) => {
    const found = memory.milestone(key);
    return found ? [milestoneText(key, found.first, found.count)] : [];
  });
  const steps = memory.get(GLOBAL.steps);
  const postings = kernel.postings;
  const lines = [
    ...postings.map(postingText),
    ...milestones.sort(),
    ...Array.from({ length: memory.size }, (_, index) => blockLines(kernel, index)).flat(),
    ...model.measures.map(
      ({ name, expression }) => `measure ${name}: ${measured(expression, () => kernel.evaluate(expression))}`,
    ),
    ...model.expectations.map(({ id }, index) => {
      const date = kernel.broken(index);
      return `expectation ${id}: ${Number.isFinite(date) ? dateText(date) : "held"}`;
    }),
    `steps: ${steps}`,
  ];
  return { lines, steps, postings: postings.length };
}

function blockLines({ memory }: Kernel, index: number): readonly string[] {
  const block = memory.block(index);
  const { layout } = block;
  const name = memory.nameOf(index);
  const isOpened = index >= memory.plan.actors.length;
  return [
    `actor ${name} in ${[...memory.states(block)].sort().join(" ")}`,
    ...[...layout.variables.values()].map(
      (one) => `${name}.${one.name} = ${valueText(one.kind, memory.value(block, one))}`,
    ),
    ...[...layout.inputs.values()].flatMap((one) =>
      isOpened && memory.isGiven(block, one.name)
        ? [`${name} given ${one.name} = ${valueText(one.kind, memory.value(block, one))}`]
        : [],
    ),
  ];
}

/** The exact value of a measure, before it is rounded to be shown. */
function measured({ kind }: Expression, value: () => Value): string {
  try {
    return valueText(kind, value());
  } catch (error) {
    if (error instanceof ModelError) return error.problem.code;
    throw error;
  }
}

/** Lines that only one of the two has, the first few of each; undefined when both say the same. */
export function difference(world: Told, kernel: Told): string | undefined {
  if ("problem" in world) {
    return "problem" in kernel ? undefined : `the World has the problem ${world.problem}, the kernel none`;
  }
  if ("problem" in kernel)
    return kernel.tooLarge ? undefined : `the kernel fails (${kernel.problem}), the World does not`;
  if (world.lines.join("\n") === kernel.lines.join("\n")) return undefined;
  const at = world.lines.findIndex((line, index) => line !== kernel.lines[index]);
  const from = Math.max(0, at);
  return [
    `from line ${from}, the World`,
    ...world.lines.slice(from, from + 4),
    "and the kernel",
    ...kernel.lines.slice(from, from + 4),
  ].join("\n  ");
}
