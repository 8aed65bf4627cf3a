/**
 * A survey: many paths of one scenario, with what was asked of each and what they came to.
 *
 * Its head is plain data, the same whether the paths have just been run or are read from a file of columns: views see
 * surveys only, so both print the same.
 */

import type { SummaryResult } from "@steppe/analysis";
import type { EpochDay, Model, Sampling } from "@steppe/core";
import type { Asked, AskedColumn } from "@steppe/kernel";
import type { FanChart } from "../charts/fan-chart.ts";
import { isUncertain } from "../views/chance.ts";
import type { Ended } from "./drive.ts";
import type { Found, Pick } from "./pick.ts";

export interface SurveyHead {
  /** Of steppe. */
  readonly version: string;
  readonly engine: string;
  readonly scenario: string;
  readonly title: string;
  readonly start: EpochDay;
  readonly end: EpochDay;
  /** The last day accounted for. */
  readonly until: EpochDay;
  /** What was laid over the scenario: "--set rent=…". */
  readonly layers: readonly string[];
  readonly uncertain: boolean;
  readonly seed: string;
  readonly sampling: Sampling;
  readonly input: string;
  /** How many paths were asked for, or the most where a precision was. */
  readonly paths: number;
  /** As they were asked for: "rent_paid:1%". */
  readonly precision: readonly string[];
  readonly columns: readonly AskedColumn[];
  /** The milestones that are told, where more are kept; absent: all that are kept. */
  readonly told?: readonly string[];
}

export interface SurveyEnd {
  readonly ended: Ended;
}

export interface Survey extends SurveyEnd {
  readonly head: SurveyHead;
  readonly summary: SummaryResult;
  /** Money summed up to the end of each year, where it was drawn or is to be. */
  readonly charts: readonly FanChart[];
  /** Paths that were looked for: then they are told, and in print nothing else. */
  readonly found?: readonly FoundPath[];
}

/** A path that has a value of some rank. */
export interface FoundPath extends Found {
  readonly pick: Pick;
  readonly asked: AskedColumn;
}

export interface SurveyOptions {
  readonly told?: readonly string[];
  readonly version: string;
  readonly engine: string;
  readonly layers: readonly string[];
  readonly seed: string;
  readonly sampling: Sampling;
  readonly input: string;
  readonly paths: number;
  readonly precision: readonly string[];
}

export function surveyHead(model: Model, asked: Asked, options: SurveyOptions): SurveyHead {
  const { name, title, period } = model;
  return {
    version: options.version,
    engine: options.engine,
    scenario: name,
    title,
    start: period.start,
    end: period.end,
    until: asked.until ?? period.end,
    layers: options.layers,
    uncertain: isUncertain(model),
    seed: options.seed,
    sampling: options.sampling,
    input: options.input,
    paths: options.paths,
    precision: options.precision,
    columns: asked.columns,
    ...(options.told && { told: options.told }),
  };
}

/** The milestones among columns, by their whole paths. */
export const milestonesIn = (columns: readonly AskedColumn[]): readonly string[] =>
  columns.flatMap(({ subject }) => (subject.about === "milestone" ? [subject.state] : []));

/** Whether fewer paths were run than were asked for. */
export const isPartial = ({ ended }: SurveyEnd): boolean => ended === "interrupted" || ended === "timeout";
