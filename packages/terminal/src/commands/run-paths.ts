/** `steppe run --paths`: many paths of each scenario, summed up; and the path that is found among them. */
import type { EpochDay, Loaded, Problem, ScenarioRequest } from "@steppe/core";
import { glyphsFor } from "../charts/glyphs.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import type { Io } from "../io.ts";
import type { Pick } from "../paths/pick.ts";
import { precisionsOf } from "../paths/precision.ts";
import { isPartial, type Survey } from "../paths/survey.ts";
import { findPath, MOST_PATHS, type SurveyWishes, takeSurvey } from "../paths/take-survey.ts";
import type { Session } from "../session.ts";
import { renderFound } from "../views/found-paths.ts";
import { renderPathsJson } from "../views/json-paths.ts";
import { pathsText } from "../views/scale.ts";
import { renderSurvey } from "../views/survey.ts";
import type { FanShape } from "../views/survey-fan-chart.ts";
import { oneLine } from "../views/text.ts";
import { type LayerOptions, layerTexts } from "./options.ts";
import type { PathsOptions } from "./path-options.ts";

export interface SurveyOptions extends LayerOptions, PathsOptions {
  readonly seed: string;
  readonly until?: EpochDay;
  readonly by?: string;
  readonly json?: boolean;
}

type Sound = Loaded & { ok: true };

/** Surveys of all scenarios, one after the other; the first that is cut short is the last. */
export async function surveyScenarios(
  session: Session,
  requests: readonly ScenarioRequest[],
  loaded: readonly Sound[],
  options: SurveyOptions,
): Promise<ExitCode> {
  const surveys: Survey[] = [];
  for (const [index, request] of requests.entries()) {
    const survey = await takeSurvey(session.io, { request, loaded: loaded[index] as Sound }, wishesOf(options));
    surveys.push(survey);
    if (isPartial(survey)) break;
  }
  for (const { scenario } of requests.slice(surveys.length)) session.err(`\`${oneLine(scenario)}\` was not begun`);
  const files = new Map(loaded.flatMap((one) => [...one.files]));
  return tellSurveys(session, surveys, options, files);
}

/** Prints surveys, or the paths that were looked for in them, and answers as `surveysCode` does. */
export function tellSurveys(
  session: Session,
  surveys: readonly Survey[],
  { json, by, allowFailedPaths, chart, ascii }: TellOptions,
  files: ReadonlyMap<string, string>,
): ExitCode {
  const { page } = session;
  if (json) session.out(renderPathsJson(surveys));
  else {
    const byYear = by === "year";
    const fans = chart !== undefined || !byYear ? fanShape(session.io, chart !== undefined, ascii) : undefined;
    const shape = { byYear, ...(fans && { fans }) };
    const texts = surveys.map((survey) =>
      survey.found ? renderFound(survey, page) : renderSurvey(survey, shape, page),
    );
    session.out(texts.join(`\n\n${page.paint("dim", "─".repeat(Math.min(page.width, 100)))}\n\n`));
  }
  return surveysCode(session, surveys, allowFailedPaths ?? false, files);
}

/** Shows on stderr what went wrong, and answers with the gravest of what was found. */
export function surveysCode(
  session: Session,
  surveys: readonly Survey[],
  allowFailedPaths: boolean,
  files: ReadonlyMap<string, string>,
): ExitCode {
  const wrong = allowFailedPaths ? [] : surveys.flatMap(problemsOf);
  if (wrong.length > 0) session.problems(wrong, files);
  if (surveys.some(({ ended }) => ended === "interrupted")) return EXIT.interrupted;
  if (surveys.some(({ ended }) => ended === "timeout")) return EXIT.timeout;
  if (wrong.length > 0) return EXIT.model;
  return surveys.some((survey) => isBroken(survey) || isImprecise(survey)) ? EXIT.failed : EXIT.done;
}

/** How many lines a picture has where nobody says how many there are. */
const PICTURE_HEIGHT = 18;

/**
 * How fans are shown: with their numbers where a chart was asked for, else as what was drawn before it came to this.
 * A screen reader gets numbers only. Undefined: not at all.
 */
export function fanShape({ stdout, env }: Io, asked: boolean, ascii?: boolean): FanShape | undefined {
  const isRead = (env.ACCESSIBLE ?? "") !== "";
  if (isRead && !asked) return undefined;
  const room = asked ? PICTURE_HEIGHT : Math.min(PICTURE_HEIGHT, (stdout.rows ?? 0) - 2);
  return { glyphs: glyphsFor(env, ascii), height: isRead ? 0 : room, numbers: asked };
}

interface TellOptions {
  readonly chart?: string;
  readonly ascii?: boolean;
  readonly json?: boolean;
  readonly by?: string;
  readonly allowFailedPaths?: boolean;
}

/** What went wrong, each once, with the paths it went wrong on. */
function problemsOf({ summary }: Survey): readonly Problem[] {
  return summary.troubles.map(({ problem, examples, count }) => ({
    ...problem,
    notes: [...(problem.notes ?? []), `on ${pathsText(examples, count)}`],
  }));
}

/** Whether an expectation was broken on any path. */
const isBroken = ({ summary }: Survey): boolean =>
  summary.columns.some(
    ({ asked, result }) => asked.subject.about === "expectation" && result.type === "date" && result.came > 0,
  );

/** Whether some `--precision` was not reached by the paths that were run. */
const isImprecise = (survey: Survey): boolean => precisionsOf(survey).some(({ reached }) => !reached);

/** The number of the path that `--path p95:MEASURE` and its like mean. */
export function pickedPath(
  session: Session,
  [request]: readonly ScenarioRequest[],
  [loaded]: readonly Sound[],
  pick: Pick,
  options: SurveyOptions,
): Promise<number> {
  if (!request || !loaded) throw new Error("one scenario is one request");
  return findPath(session.io, { request, loaded }, pick, wishesOf(options));
}

/** What options wish of a survey. */
export function wishesOf(options: SurveyOptions): SurveyWishes {
  return {
    paths: options.paths ?? MOST_PATHS,
    seed: options.seed,
    layers: layerTexts(options),
    precision: options.precision ?? [],
    milestones: options.milestones ?? [],
    sampling: options.sampling ?? "random",
    engine: options.engine ?? "kernel",
    ...(options.workers !== undefined && { workers: options.workers }),
    ...(options.until !== undefined && { until: options.until }),
    ...(options.timeout !== undefined && { timeoutSeconds: options.timeout }),
    ...(options.columns !== undefined && { columns: options.columns }),
    ...(options.chart !== undefined && { chart: options.chart }),
    ...(options.ascii !== undefined && { ascii: options.ascii }),
  };
}
