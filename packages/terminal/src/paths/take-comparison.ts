/** Takes comparisons: the same paths of several scenarios, each under the same chance, summed up and paired. */
import { Summary } from "@steppe/analysis";
import { type Asked, askedOf, type Wanted } from "@steppe/kernel";
import type { FanChart } from "../charts/fan-chart.ts";
import { inputHash } from "../hash.ts";
import type { Io } from "../io.ts";
import { VERSION } from "../version.ts";
import { pairText } from "../views/compare-paths.ts";
import { paidFirst, paidUnder } from "./charted.ts";
import { drivePaths, endOf } from "./drive.ts";
import { askedFor, engineOf, type Job, type Kept, type MadeEngine, sendable } from "./job.ts";
import { apart, joinedEngine } from "./joined.ts";
import { openLanes, workersFor } from "./lanes.ts";
import { countedSums, type PaidByYear, paidByYear } from "./paid-by-year.ts";
import { type ComparedPaths, Pairs } from "./pairs.ts";
import { RunningSums } from "./running-sums.ts";
import { type Survey, type SurveyHead, surveyHead } from "./survey.ts";
import type { Subject, SurveyWishes } from "./take-survey.ts";
import { keepHeapSmall } from "./thrift.ts";
import { isWatched, watchOf } from "./watch.ts";

/** A scenario to be compared, the name of its column, and what was laid over it. */
export interface Side extends Subject {
  readonly name: string;
  readonly layers: readonly string[];
}

export type ComparisonWishes = Omit<SurveyWishes, "layers" | "precision" | "milestones" | "columns">;

/** What is held against each other, or tells whether a side went well. */
export const COMPARED: Kept["about"] = ["measure", "expectation"];

export interface PathComparison {
  /** A survey of each scenario, of the same paths: its measures and expectations. */
  readonly sides: readonly Survey[];
  readonly names: readonly string[];
  readonly measures: readonly ComparedPaths[];
}

interface Prepared extends Drawn {
  readonly asked: Asked;
  readonly job: Job;
  readonly engine: MadeEngine;
  readonly head: SurveyHead;
  readonly summary: Summary;
  readonly paid: PaidByYear | undefined;
}

export async function takeComparison(
  io: Io,
  sides: readonly Side[],
  wishes: ComparisonWishes,
): Promise<PathComparison> {
  keepHeapSmall(wishes.paths);
  const watch = watchOf(io, wishes);
  const category = chartedCategory(io, sides, wishes);
  const all = sides.map((side) => prepared(side, wishes, category));
  watch.tell(() => ({ done: 0, paths: wishes.paths }));
  const pairs = new Pairs(all.map(({ asked }) => asked.columns));
  const lengths = all.map(({ asked }) => asked.columns.length);
  const chart = () => chartOf(all);
  const jobs = all.map(({ job, engine }) => sendable(job, engine));
  const workers = workersFor(wishes.paths * all.length, wishes.workers, wishes.engine);
  try {
    // Pairs are of single paths: they need the columns of both.
    const wants = { columns: true };
    const lanes = openLanes(jobs, () => joinedEngine(all.map(({ engine }) => engine)), workers, wants);
    let done = 0;
    const ended = await drivePaths(lanes, {
      paths: wishes.paths,
      ...(wishes.timeoutSeconds !== undefined && { endsAt: endOf(io, wishes.timeoutSeconds) }),
      take({ columns, count }) {
        const own = columns ? apart(columns, lengths) : [];
        for (const [side, { summary, paid, sums }] of all.entries()) {
          const one = own[side];
          if (one) summary.add(one);
          if (one && paid) sums?.take(countedSums(paid, one));
        }
        pairs.add(own);
        done += count;
        watch.tell(() => ({ done, paths: wishes.paths, ...pairTold(all, pairs), chart }));
        return true;
      },
    });
    const drawn = chart();
    return {
      sides: all.map(({ head, summary }, side) => ({
        head,
        ended,
        summary: summary.result(),
        charts: side === 0 && drawn ? [drawn] : [],
      })),
      names: all.map(({ name }) => name),
      measures: pairs.results(),
    };
  } finally {
    watch.end();
  }
}

/** What is drawn: what is asked for, which the first scenario must have, or what tells most where somebody looks. */
function chartedCategory(io: Io, [first]: readonly Side[], { chart }: ComparisonWishes): string | undefined {
  if (!first) throw new RangeError("a comparison needs a scenario");
  const { model } = first.loaded;
  if (chart !== undefined) return paidUnder(chart, askedOf(model))[0]?.category;
  return isWatched(io) ? paidFirst(model, askedOf(model))?.category : undefined;
}

function prepared({ request, loaded, name, layers }: Side, wishes: ComparisonWishes, paid?: string): Prepared {
  const { model, files } = loaded;
  const { seed, sampling, paths, engine } = wishes;
  const wanted: Wanted = wishes.until === undefined ? {} : { until: wishes.until };
  const kept: Kept = { about: COMPARED, ...(paid !== undefined && { paid }) };
  const input = inputHash(model);
  const job: Job = { request, files: [...files], input, seed, sampling, paths, wanted, kept, engine };
  const asked = askedFor(model, job);
  const made = engineOf(model, job);
  const [byYear] = paidByYear(asked.columns);
  return {
    name,
    asked,
    job,
    engine: made,
    head: surveyHead(model, asked, { ...wishes, layers, precision: [], version: VERSION, engine: made.name, input }),
    summary: new Summary(asked.columns),
    paid: byYear,
    sums: byYear && new RunningSums(byYear),
  };
}

/** A scenario and what was paid in it, if its payments are drawn. */
export interface Drawn {
  readonly name: string;
  readonly sums: RunningSums | undefined;
}

/** The fan of the first scenario, with the median of the second in it. */
export function chartOf([first, second]: readonly Drawn[]): FanChart | undefined {
  const beside = first && second?.sums && { own: first.name, name: second.name, sums: second.sums };
  return first?.sums?.chart(beside);
}

/** How narrow the interval of the first measure's difference has become. */
function pairTold([first, second]: readonly Prepared[], pairs: Pairs): { readonly interval?: string } {
  const asked = first?.asked.columns[0];
  const paired = pairs.result(0, 1);
  const interval = asked && second && paired && pairText(asked, paired, second.name);
  return interval === undefined ? {} : { interval };
}
