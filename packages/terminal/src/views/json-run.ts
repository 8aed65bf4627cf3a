/** The document of `steppe run --json`: docs/json.md says what each part means. */
import type { Kind, LayerInfo, MeasureResult, Outcome, Problem } from "@steppe/core";
import { moneyText } from "@steppe/core";
import { isUncertain, type Luck } from "./chance.ts";
import { jsonDay, jsonKind, jsonPosting, jsonProblem, jsonStep, jsonText, jsonValue } from "./json-values.ts";

export interface RunResult {
  readonly outcome: Outcome;
  readonly layers: readonly LayerInfo[];
  readonly warnings: readonly Problem[];
  readonly input: string;
}

export interface JsonRunOptions extends Luck {
  readonly version: string;
  readonly trace: boolean;
}

export function renderRunJson(
  results: readonly RunResult[],
  { version, found, trace, ...luck }: JsonRunOptions,
): string {
  return jsonText({
    schema: "steppe.run/1",
    engine: version,
    ...jsonLuck(luck),
    ...(found !== undefined && { found }),
    runs: results.map((result) => runOf(result, trace)),
  });
}

function runOf({ outcome, layers, warnings, input }: RunResult, trace: boolean): object {
  const { model, world, problem } = outcome;
  return {
    ...jsonHead(outcome, input),
    layers: layers.map(({ kind, name }) => ({ kind, name })),
    drawn: outcome.drawn.map(({ name, kind, result }) => ({ name, ...jsonResult(kind, result) })),
    measures: outcome.measures.map(({ measure, kind, result }) => ({
      name: measure.name,
      ...(measure.title !== undefined && { title: measure.title }),
      ...jsonResult(kind, result),
    })),
    totals: outcome.totals.map(({ category, from, to, payments, paid, owed, currency }) => ({
      category,
      from,
      to,
      payments,
      paid: moneyText(paid, currency),
      owed: moneyText(owed, currency),
      currency,
    })),
    milestones: outcome.milestones.map(({ step, date, actor, before, after }) => {
      const entry = step.origin.from === "timeline" ? step.origin.entry : undefined;
      const source = entry === undefined ? undefined : model.timeline.find(({ id }) => id === entry)?.source;
      return {
        step: step.n,
        date: jsonDay(date),
        actor,
        from: before,
        to: after,
        ...(entry !== undefined && { entry }),
        ...(source !== undefined && { source }),
      };
    }),
    never_entered: outcome.neverEntered.map(({ actor, states }) => ({ actor, states })),
    expectations: outcome.expectations.map(({ expectation, holds, date, step }) => ({
      id: expectation.id,
      when: expectation.when,
      test: expectation.text,
      holds: holds && expectation.when === "at_end" && !world.ended ? null : holds,
      ...(date !== undefined && { date: jsonDay(date) }),
      ...(step !== undefined && { step }),
    })),
    postings: [...world.journal.postings].map(jsonPosting),
    warnings: warnings.map(jsonProblem),
    problem: problem ? jsonProblem(problem) : null,
    ...(trace && { trace: [...world.trace].map(jsonStep) }),
  };
}

/** Which path it was; how paths are sampled is there when it is not at random. */
export function jsonLuck({ seed, path, sampling, paths }: Luck): object {
  return {
    seed,
    path: path ?? null,
    ...(sampling !== undefined && { sampling }),
    ...(paths !== undefined && { paths }),
  };
}

/** What says which run it was: the same in every document. */
export function jsonHead({ model, world, until, problem }: Outcome, input: string): object {
  const { start, end } = model.period;
  return {
    scenario: model.name,
    title: model.title,
    input: `sha256:${input}`,
    period: { start: jsonDay(start), end: jsonDay(end) },
    until: jsonDay(until),
    complete: world.ended && !problem,
    uncertain: isUncertain(model),
    steps: world.trace.length,
  };
}

/** A value, or null and why there is none. */
function jsonResult(kind: Kind, result: MeasureResult["result"]): object {
  if ("value" in result) return jsonValue(kind, result.value);
  return { kind: jsonKind(kind), value: null, problem: jsonProblem(result.problem) };
}
