/**
 * Figures written where things are wired up: under an actor's `with`, as a default of the file's own
 * machines, in an entry of the timeline. Unlike an assumption such a place need not say since when
 * its figure is known.
 */
import { isConstant, parts } from "../expression/index.ts";
import type { Expression } from "../expression/tree.ts";
import type { Problem } from "../problem.ts";
import { Problems } from "../problems.ts";
import { type Duration, dateText, type EpochDay, type Exact, exact, NEVER } from "../quantity/index.ts";
import { get, leafText, type Tree } from "../source/tree.ts";
import type { ActorModel, Model } from "./model.ts";

/** A figure that a forecast takes as known, though nothing says since when it is. */
export interface Undated {
  readonly actor: string;
  readonly input: string;
  /** As written. */
  readonly text: string;
  /** Whether the actor leaves the input, and this is the default of a machine of the file. */
  readonly isDefault: boolean;
}

/** Kinds whose literals name somebody or something, and measure nothing. */
const NAMES: ReadonlySet<string> = new Set(["party", "actor", "text"]);

/**
 * Whether an expression has a figure of its own: a number, share, sum, rate, duration, date, yes or
 * no that is written in it. Names are none. Standing alone anything else is one, be it 0 or `never`,
 * since a chance of 0 % may be what the record taught; within a formula 0, 1, `never`, yes and no, and
 * the digits to which it rounds, are its form.
 */
export function hasFigure(expression: Expression): boolean {
  if (expression.node === "literal") return !NAMES.has(expression.kind.type);
  return figureWithin(expression);
}

function figureWithin(expression: Expression): boolean {
  if (expression.node === "literal") return !isForm(expression);
  const within = parts(expression);
  const isRounding = expression.node === "function" && expression.name === "round";
  return (isRounding ? within.slice(0, 1) : within).some(figureWithin);
}

function isForm({ kind, value }: Expression & { node: "literal" }): boolean {
  switch (kind.type) {
    case "party":
    case "actor":
    case "text":
    case "boolean":
      return true;
    case "date":
      return (value as EpochDay) === NEVER;
    case "duration": {
      const { months, days } = value as Duration;
      return months === 0 && days === 0;
    }
    case "number":
      return [0, 1].some((one) => (value as Exact).equals(exact(one)));
    default:
      return (value as Exact).equals(exact(0));
  }
}

/** Figures of actors that do not say since when they are known, in the order of the file. */
export function undatedFigures(model: Model): readonly Undated[] {
  return model.actors.flatMap((actor) => [
    ...[...actor.inputs].flatMap(([input, value]): readonly Undated[] => {
      const written = writtenOf(model, actor.name, input);
      if (!hasFigure(value) || isDated(model, actor, written)) return [];
      return [{ actor: actor.name, input, text: leafText(written)?.trim() ?? "", isDefault: false }];
    }),
    ...ownDefaults(model, actor),
  ]);
}

/** One problem for each actor whose figures are known since a later day. */
export function figuresKnownLater(model: Model, date: EpochDay): readonly Problem[] {
  const problems = new Problems();
  for (const actor of model.actors) {
    const { known } = actor;
    if (known === undefined || known <= date) continue;
    const inputs = [...actor.inputs].filter(
      ([input, value]) => hasFigure(value) && isDated(model, actor, writtenOf(model, actor.name, input)),
    );
    if (inputs.length === 0) continue;
    const names = inputs.map(([input]) => `\`${input}\``).join(", ");
    problems.error(
      "known-later",
      actor.place,
      `what \`${actor.name}\` gives ${names} was not known on ${dateText(date)}`,
      {
        label: `known since ${dateText(known)}`,
        help: ["name an assumption there, with what was held before under `earlier`, or judge with `--hindsight`"],
      },
    );
  }
  return problems.sorted();
}

/** One problem for each entry whose date is calculated, that has figures of its own, and does not say since when. */
export function entriesWithoutKnown(model: Model): readonly Problem[] {
  const problems = new Problems();
  for (const entry of model.timeline) {
    if (entry.known !== undefined || isConstant(entry.on) || !entryHasFigure(entry)) continue;
    problems.error("known-when", entry.place, `\`${entry.id}\` does not say since when it is known`, {
      label: "needs `known`",
      help: ["its date is calculated, and it has figures of its own: add `known: YYYY-MM-DD`"],
    });
  }
  return problems.sorted();
}

/** Whether an entry of the timeline has a figure of its own, in its date or in what it brings. */
export function entryHasFigure(entry: Model["timeline"][number]): boolean {
  const values = entry.does === "send" ? entry.with : entry.changes;
  return figureWithin(entry.on) || values.some(({ value }) => hasFigure(value));
}

const writtenOf = ({ tree }: Model, actor: string, input: string): Tree | undefined =>
  get(tree, "actors", actor, "with", input);

/** `known` of an actor speaks of what its own layer gives: an overlay's new value has not been known as long. */
function isDated({ tree }: Model, actor: ActorModel, written: Tree | undefined): boolean {
  const known = get(tree, "actors", actor.name, "known");
  return actor.known !== undefined && known !== undefined && known.layer === written?.layer;
}

function ownDefaults(model: Model, actor: ActorModel): readonly Undated[] {
  const machine = get(model.tree, "machines", actor.machine);
  const chart = model.charts.get(actor.chart);
  if (!machine || !chart) return [];
  return [...chart.inputs.values()].flatMap(({ name, initial, known }): readonly Undated[] => {
    if (!initial || known !== undefined || actor.inputs.has(name) || !hasFigure(initial)) return [];
    const text = leafText(get(machine, "inputs", name, "default"))?.trim() ?? "";
    return [{ actor: actor.name, input: name, text, isDefault: true }];
  });
}
