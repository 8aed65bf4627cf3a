/** Takes surveys: runs the paths of a scenario, sums them up, and writes their columns where they are wanted. */
import { checkpoints, Summary } from "@steppe/analysis";
import { didYouMean, type EpochDay, type Loaded, type Model, type Sampling, type ScenarioRequest } from "@steppe/core";
import {
  type Asked,
  type AskedColumn,
  askedOf,
  columnType,
  milestonesNamed,
  milestonesOf,
  type Wanted,
} from "@steppe/kernel";
import { CommandError } from "../exit.ts";
import { inputHash } from "../hash.ts";
import type { Io } from "../io.ts";
import { VERSION } from "../version.ts";
import { intervalText } from "../views/survey.ts";
import { paidFirst, paidUnder } from "./charted.ts";
import { ColumnsOut } from "./columns-out.ts";
import { drivePaths, endOf } from "./drive.ts";
import type { EngineName } from "./engines.ts";
import { engineOf, type Job, sendable } from "./job.ts";
import { openLanes, workersFor } from "./lanes.ts";
import { isTold, type Narrowing, narrowing } from "./narrowed.ts";
import type { PaidByYear } from "./paid-by-year.ts";
import { type Pick, Picker } from "./pick.ts";
import { isContent, measureColumn, precisionRules } from "./precision.ts";
import { RunningSums } from "./running-sums.ts";
import { milestonesIn, type Survey, surveyHead } from "./survey.ts";
import { keepHeapSmall } from "./thrift.ts";
import { isWatched, watchOf } from "./watch.ts";

/** How many paths a survey runs at most where a precision is asked and no number of paths. */
export const MOST_PATHS = 1_000_000;

export interface SurveyWishes {
  readonly paths: number;
  readonly seed: string;
  readonly sampling: Sampling;
  readonly engine: EngineName;
  readonly layers: readonly string[];
  readonly workers?: number;
  readonly until?: EpochDay;
  /** "MEASURE:HALFWIDTH" */
  readonly precision: readonly string[];
  /** "lease.expired", or "all". */
  readonly milestones: readonly string[];
  readonly timeoutSeconds?: number;
  /** A file for the columns. */
  readonly columns?: string;
  /** The category whose payments are drawn; absent: on a terminal, those of the first measure of money. */
  readonly chart?: string;
  /** Whether charts are drawn in ASCII. */
  readonly ascii?: boolean;
}

/** A scenario that has been loaded, and how it was asked for. */
export interface Subject {
  readonly request: ScenarioRequest;
  readonly loaded: Loaded & { ok: true };
}

/** The job and the engine of a survey, and what is asked of each path. */
export function subjectEngine(subject: Subject, wishes: SurveyWishes) {
  keepHeapSmall(wishes.paths);
  const { model } = subject.loaded;
  const until = wishes.until !== undefined && { until: wishes.until };
  const milestones = milestonesWanted(model, wishes.milestones);
  // A file keeps every milestone: which of them are told may be asked of it again.
  const isKeptWhole = wishes.columns !== undefined;
  const wanted: Wanted = { milestones: isKeptWhole ? ["all"] : milestones, ...until };
  const told = isKeptWhole ? milestonesIn(askedOf(model, { milestones, ...until }).columns) : undefined;
  const job = jobOf(subject, wishes, wanted);
  return { job, engine: engineOf(model, job), asked: askedOf(model, wanted), ...(told && { told }) };
}

export async function takeSurvey(io: Io, subject: Subject, wishes: SurveyWishes): Promise<Survey> {
  const { model } = subject.loaded;
  const watch = watchOf(io, wishes);
  const { job, engine, asked, told } = subjectEngine(subject, wishes);
  const shown = narrowing(asked.columns, isTold(told));
  watch.tell(() => ({ done: 0, paths: wishes.paths }));
  const rules = precisionRules(wishes.precision, shown);
  const { input } = job;
  const head = surveyHead(model, asked, {
    ...wishes,
    version: VERSION,
    engine: engine.name,
    input,
    ...(told && { told }),
  });
  const summary = new Summary(shown.columns);
  const out = wishes.columns === undefined ? undefined : new ColumnsOut(io.cwd, wishes.columns, head);
  const paid = paidOf(io, model, asked, wishes);
  const sums = paid.map((one) => new RunningSums(one));
  const marks = rules.length === 0 ? [] : checkpoints();
  const asks = new Checks(marks);
  try {
    const wants = { digest: shown.places, columns: out !== undefined, sums: paid };
    const workers = workersFor(wishes.paths, wishes.workers, wishes.engine);
    const lanes = openLanes(sendable(job, engine), () => engine, workers, wants);
    const ended = await drivePaths(lanes, {
      paths: wishes.paths,
      marks: rules.length === 0 ? [] : checkpoints(),
      ...(wishes.timeoutSeconds !== undefined && { endsAt: endOf(io, wishes.timeoutSeconds) }),
      take(taken) {
        if (taken.digest) summary.take(taken.digest);
        if (taken.columns) out?.add(taken.columns);
        for (const [index, one] of sums.entries()) one.take(taken.sums[index] ?? []);
        watch.tell(() => ({
          ...progressOf(shown, summary, rules[0]?.column ?? 0, wishes.paths),
          chart: () => sums[0]?.chart(),
        }));
        return !(asks.isDue(summary.paths) && isContent(rules, summary));
      },
    });
    out?.finish({ ended });
    return { head, ended, summary: summary.result(), charts: sums.flatMap((one) => one.chart() ?? []) };
  } catch (error) {
    out?.abandon();
    throw error;
  } finally {
    watch.end();
  }
}

/** What is added up for charts: nothing where none is asked for and nobody looks. */
function paidOf(io: Io, model: Model, asked: Asked, { chart }: SurveyWishes): readonly PaidByYear[] {
  if (chart !== undefined) return paidUnder(chart, asked);
  const paid = isWatched(io) ? paidFirst(model, asked) : undefined;
  return paid ? [paid] : [];
}

/** Which counts of an ascending schedule have been reached. */
class Checks {
  readonly #marks: Iterator<number>;
  #next: IteratorResult<number>;

  constructor(marks: Iterable<number>) {
    this.#marks = marks[Symbol.iterator]();
    this.#next = this.#marks.next();
  }

  isDue(count: number): boolean {
    while (!this.#next.done && this.#next.value < count) this.#next = this.#marks.next();
    return !this.#next.done && this.#next.value === count;
  }
}

function progressOf({ columns }: Narrowing, summary: Summary, column: number, paths: number) {
  const asked = columns[column];
  const interval = asked && intervalText(asked, summary.column(column));
  return { done: summary.paths, paths, ...(interval !== undefined && { interval }) };
}

function jobOf({ request, loaded }: Subject, wishes: SurveyWishes, wanted: Wanted): Job {
  const { seed, sampling, paths, engine } = wishes;
  return { request, files: [...loaded.files], input: inputHash(loaded.model), seed, sampling, paths, wanted, engine };
}

/** The states that `--milestones` names, by their whole paths. */
function milestonesWanted(model: Model, texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => {
    if (text === "all") return [text];
    const named = milestonesNamed(model, text);
    if (named.length === 1) return named;
    if (named.length > 1) throw new CommandError(`\`--milestones ${text}\` may be any of ${named.join(", ")}`);
    const [hint = "`--milestones all` takes in all"] = didYouMean(text, [...milestonesOf(model).keys()]);
    throw new CommandError(`\`--milestones\` names \`${text}\`, and there is no such state\n(${hint})`);
  });
}

/** The path that is meant by a pick, among paths 0 to `paths` - 1 of a seed. */
export async function findPath(io: Io, subject: Subject, pick: Pick, wishes: SurveyWishes): Promise<number> {
  keepHeapSmall(wishes.paths);
  const { model } = subject.loaded;
  const until = wishes.until === undefined ? {} : { until: wishes.until };
  const column = measureColumn(pick.measure, askedOf(model), "--path");
  const wanted: Wanted = { measures: [pick.measure], measuresOnly: true, ...until };
  if (columnType((askedOf(model).columns[column] as AskedColumn).kind) === "text") {
    throw new CommandError(`\`--path ${pick.text}\`: a text has no rank`);
  }
  const job = jobOf(subject, wishes, wanted);
  const picker = new Picker();
  const watch = watchOf(io, wishes);
  let done = 0;
  const engine = engineOf(model, job);
  const workers = workersFor(wishes.paths, wishes.workers, wishes.engine);
  const lanes = openLanes(sendable(job, engine), () => engine, workers, { columns: true });
  try {
    const ended = await drivePaths(lanes, {
      paths: wishes.paths,
      take({ columns, count }) {
        if (columns) picker.add(columns);
        done += count;
        watch.tell(() => ({ done, paths: wishes.paths }));
        return true;
      },
    });
    if (ended === "interrupted") throw new CommandError("", 130);
  } finally {
    watch.end();
  }
  const path = picker.found(pick)?.path;
  if (path === undefined) throw new CommandError(`\`${pick.measure}\` has no value on any of the paths`, 3);
  return path;
}
