/**
 * A scenario as it was known on a day: what a forecast from that day may lean on.
 *
 * Of each assumption the last value that was known by then is taken; entries of the timeline, and
 * values of rates and indices, that were not known are left out. With hindsight the present values
 * stay, and only what is to be foretold is left out: the timeline after that day. What is needed
 * and was not known, or does not say since when it is known, is a problem; nothing is guessed.
 */
import { constantValue } from "../expression/index.ts";
import type { Problem, Result } from "../problem.ts";
import { Problems } from "../problems.ts";
import { dateText, type EpochDay } from "../quantity/index.ts";
import { type Branch, get, plainLeaf, type Tree } from "../source/tree.ts";
import { declaredKindText } from "../statechart/kinds.ts";
import { defaultsKnownLater } from "./as-of-defaults.ts";
import { assumptionsNeeded } from "./as-of-needed.ts";
import { compileScenario, type ShippedMachines } from "./compile.ts";
import type { Assumption, EarlierValue, Model, TimelineEntry } from "./model.ts";

export interface AsOfRequest {
  /** The day of the forecast: what is known at its end is known. Within the period. */
  readonly date: EpochDay;
  /** Assumptions and defaults keep the values known at present. */
  readonly hindsight: boolean;
  /** The last day of the period of the forecast. */
  readonly until: EpochDay;
}

export interface AsOf {
  /** Without measures and expectations: those are for runs of the whole scenario. */
  readonly model: Model;
  /** Entries of the timeline that were not known, in their order. */
  readonly leftOut: readonly TimelineEntry[];
  /** Values of rates and indices that were not known. */
  readonly pointsLeftOut: number;
  /** Assumptions that are needed and take a value held earlier, in the order of the file. */
  readonly earlier: readonly { readonly name: string; readonly held: EarlierValue }[];
}

/** The scenario as it was known on a day. Refuses what is needed and was not known; problems come all together. */
export function modelAsOf(model: Model, request: AsOfRequest, shipped: ShippedMachines): Result<AsOf> {
  const compiled = compileScenario(treeAsOf(model, request), model.name, shipped);
  if (!compiled.ok) return compiled;
  const cut = withoutUnknown(compiled.value, request);
  const needed = assumptionsNeeded(cut.model);
  const problems = new Problems();
  if (!request.hindsight) {
    for (const assumption of model.assumptions.values()) {
      const isSet = assumption.name === model.backtest.origin;
      if (needed.has(assumption.name) && !isSet) checkKnown(assumption, request.date, problems);
    }
    for (const problem of defaultsKnownLater(cut.model, request.date)) problems.add([problem]);
  }
  const found: readonly Problem[] = problems.sorted();
  if (problems.hasErrors) return { ok: false, problems: found };
  const earlier = request.hindsight
    ? []
    : [...model.assumptions.values()].flatMap((one) => {
        const held = heldOn(one, request.date);
        return needed.has(one.name) && held && held !== "present" ? [{ name: one.name, held }] : [];
      });
  return { ok: true, value: { ...cut, earlier }, problems: found };
}

/** What was held of an assumption on a day; undefined when nothing was, or it does not say. */
function heldOn({ known, earlier }: Assumption, date: EpochDay): "present" | EarlierValue | undefined {
  if (known === undefined) return undefined;
  return known <= date ? "present" : earlier.findLast((one) => one.known <= date);
}

function checkKnown(assumption: Assumption, date: EpochDay, problems: Problems): void {
  const { name, known, earlier, place } = assumption;
  if (heldOn(assumption, date)) return;
  if (known === undefined) {
    problems.error("known-when", place, `\`${name}\` does not say since when it is known`, {
      label: "needs `known`",
      help: ["add `known: YYYY-MM-DD`, and under `earlier` what was held before that"],
    });
    return;
  }
  const first = earlier[0]?.known ?? known;
  problems.error(
    "known-later",
    place,
    `\`${name}\` was not known on ${dateText(date)}: nothing is said to be known of it before ${dateText(first)}`,
    {
      label: `known since ${dateText(first)}`,
      help: [`add under \`earlier\` what was held by ${dateText(date)}, or judge with \`--hindsight\``],
    },
  );
}

/** The merged file with the origin set to the day and, without hindsight, each assumption as it was held. */
function treeAsOf(model: Model, { date, hindsight }: AsOfRequest): Tree {
  const assume = get(model.tree, "assume");
  if (model.tree.node !== "map" || assume?.node !== "map") return model.tree;
  const entries = new Map(assume.entries);
  for (const assumption of model.assumptions.values()) {
    const { name, written } = assumption;
    const held = hindsight ? "present" : heldOn(assumption, date);
    if (name === model.backtest.origin) entries.set(name, originAt(written, date));
    else if (held && held !== "present") entries.set(name, holding(assumption, held));
  }
  return { ...model.tree, entries: new Map(model.tree.entries).set("assume", { ...assume, entries }) };
}

function originAt(written: Tree, date: EpochDay): Tree {
  const { place, layer, keyPlace } = written;
  const leaf = plainLeaf(dateText(date), place, layer, keyPlace);
  const judgement = plainLeaf("the day of the forecast", place, layer);
  const entries = new Map<string, Tree>([
    ["value", leaf],
    ["judgement", judgement],
  ]);
  return { node: "map", entries, place, layer, ...(keyPlace && { keyPlace }) };
}

/** An assumption with what was held earlier in place of its value, and of the kind it is of now. */
function holding({ written, kind }: Assumption, held: EarlierValue): Tree {
  const { place, layer, keyPlace } = written;
  const kindLeaf = plainLeaf(declaredKindText(kind), held.place, layer);
  const item = held.written as Branch;
  const entries = new Map<string, Tree>([...item.entries, ["kind", kindLeaf]]);
  return { node: "map", entries, place, layer, ...(keyPlace && { keyPlace }) };
}

/** Leaves out what was not known of the timeline and, without hindsight, of rates and indices; cuts the period. */
function withoutUnknown(model: Model, { date, hindsight, until }: AsOfRequest): Omit<AsOf, "earlier"> {
  const timeline = model.timeline.filter((entry) => isKnownEntry(entry, date, model));
  let pointsLeftOut = 0;
  const seriesAsOf = (all: Model["rates"]): Model["rates"] =>
    new Map(
      [...all].map(([name, series]) => {
        if (hindsight || (series.known !== undefined && series.known <= date)) return [name, series];
        const points = series.points.filter((point) => point.date <= date);
        pointsLeftOut += series.points.length - points.length;
        return [name, { ...series, points }];
      }),
    );
  return {
    model: {
      ...model,
      period: { start: model.period.start, end: until },
      timeline,
      rates: seriesAsOf(model.rates),
      indices: seriesAsOf(model.indices),
      measures: [],
      expectations: [],
    },
    leftOut: model.timeline.filter((entry) => !timeline.includes(entry)),
    pointsLeftOut,
  };
}

/**
 * Whether an entry was known on a day: since its `known`, else since its own date; one whose date
 * an assumption decides is known as that is. Later values of a dated series belong to the assumption.
 */
function isKnownEntry(entry: TimelineEntry, date: EpochDay, model: Model): boolean {
  if (isOfSeries(entry, model)) return true;
  if (entry.known !== undefined) return entry.known <= date;
  const constant = constantValue(entry.on);
  return !constant || "problem" in constant || (constant.value as EpochDay) <= date;
}

const isOfSeries = ({ id, does }: TimelineEntry, { assumptions }: Model): boolean =>
  does === "assume" && [...assumptions.keys()].some((name) => id.startsWith(`assume/${name}/`));
