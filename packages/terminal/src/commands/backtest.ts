/** `steppe backtest`: runs a scenario from what was known on a day, and holds the forecast against the record. */
import { forecast, pointsBetween, score } from "@steppe/analysis";
import { type AsOf, dateText, type EpochDay, type Model, modelAsOf, type Problem } from "@steppe/core";
import { MACHINES } from "@steppe/core/machines/index.ts";
import { InvalidArgumentError } from "commander";
import type { Register } from "../command.ts";
import { CommandError, EXIT, type ExitCode } from "../exit.ts";
import { inputHash } from "../hash.ts";
import type { Session } from "../session.ts";
import { VERSION } from "../version.ts";
import { type BacktestResult, renderBacktest, type Side } from "../views/backtest.ts";
import { DRAWN, type Glyphs, TYPED } from "../views/backtest-picture.ts";
import { renderBacktestJson } from "../views/json-backtest.ts";
import { oneLine } from "../views/text.ts";
import {
  addLayerOptions,
  addSeedOption,
  addUntilOption,
  checkUntil,
  type LayerOptions,
  layerTexts,
  parseDay,
  scenarioRequests,
} from "./options.ts";

interface BacktestCommandOptions extends LayerOptions {
  readonly from: EpochDay;
  readonly hindsight?: boolean;
  readonly paths: number;
  readonly until?: EpochDay;
  readonly seed: string;
  readonly json?: boolean;
}

const EXAMPLES = `Examples:
  steppe backtest pier.yaml --from 2014-12-31
  steppe backtest pier.yaml --from 2014-12-31 --hindsight --paths 1000
  steppe backtest pier.yaml --from 2014-12-31 --json | jq .forecast.total
`;

const AFTER = `
The forecast takes of each assumption the last value known on the day, and is
refused (exit 1) where something it needs was not known or does not say since
when it is. With --hindsight the values known at present are run as well, and
shown as a fit; then a refused forecast is told, and ends with 0.
docs/backtesting.md says what the scores mean.
`;

type One = ReturnType<Session["model"]>;

const DEFAULT_PATHS = 200;
const MOST_PATHS = 100_000;

export const register: Register = (program, session, finish) => {
  const command = program
    .command("backtest")
    .description("Forecast the record of a scenario from what was known on a day, and score the forecast.")
    .argument("<scenario>", "FILE or FILE@VARIANT, with a record under `observed`")
    .requiredOption("--from <date>", "the day of the forecast (YYYY-MM-DD)", parseDay)
    .option("--hindsight", "run it with the values known at present, too")
    .option("--paths <n>", "how many paths are run", parsePaths, DEFAULT_PATHS)
    .addHelpText("before", EXAMPLES)
    .addHelpText("after", AFTER);
  addSeedOption(addUntilOption(addLayerOptions(command)))
    .option("--json", "print one JSON document (docs/json.md)")
    .action((scenario: string, options: BacktestCommandOptions) => {
      finish(backtest(session, scenario, options));
    });
};

function parsePaths(text: string): number {
  const paths = /^[1-9]\d{0,5}$/.test(text) ? Number(text) : Number.NaN;
  if (paths <= MOST_PATHS) return paths;
  throw new InvalidArgumentError(`A number of paths is a whole number from 1 to ${MOST_PATHS}.`);
}

function backtest(session: Session, scenario: string, options: BacktestCommandOptions): ExitCode {
  const one = session.model(scenarioRequests([scenario], options)[0] ?? { scenario });
  const { model, files } = one;
  checkUntil(options.until, model);
  const until = lastDate(model, options);
  checkRecord(model, options.from, until);
  const honest = modelAsOf(model, { date: options.from, hindsight: false, until }, MACHINES);
  if (!honest.ok && !options.hindsight) {
    const refused = errorsIn(honest.problems);
    if (options.json) show(session, { ...base(model, until, options), forecast: { refused } }, options);
    session.problems(refused, files);
    return EXIT.failed;
  }
  const hindsight = options.hindsight ? fitted(session, one, until, options) : undefined;
  const result: BacktestResult = {
    ...base(model, until, options),
    forecast: honest.ok
      ? ran(session, "forecast", honest.value, until, options)
      : { refused: errorsIn(honest.problems) },
    ...(hindsight && { fit: ran(session, "fit", hindsight, until, options) }),
  };
  show(session, result, options);
  const sides = [result.forecast, result.fit].flatMap((side) => (side && "failed" in side ? [side] : []));
  return sides.some(({ failed }) => failed.length > 0) ? EXIT.model : EXIT.done;
}

const base = (model: Model, until: EpochDay, { from, paths, seed }: BacktestCommandOptions) => ({
  model,
  from,
  until,
  paths,
  seed,
});

const errorsIn = (problems: readonly Problem[]): readonly Problem[] =>
  problems.filter(({ severity }) => severity === "error");

/** The last date compared: as asked for, as the scenario says, else the last that the record has within the period. */
function lastDate({ backtest: { until }, observed, period }: Model, options: BacktestCommandOptions): EpochDay {
  const dates = observed.flatMap(({ points }) => points.map(({ date }) => date)).filter((date) => date <= period.end);
  return options.until ?? until ?? Math.max(period.start, ...dates);
}

function checkRecord(model: Model, from: EpochDay, until: EpochDay): void {
  const { name, period, observed } = model;
  const shown = `\`${oneLine(name)}\``;
  if (observed.length === 0) {
    throw new CommandError(`${shown} has no record to hold a forecast against: it has nothing under \`observed\``);
  }
  if (from < period.start || from > period.end) {
    const days = `${dateText(period.start)} .. ${dateText(period.end)}`;
    throw new CommandError(`\`--from ${dateText(from)}\` lies outside the period of ${shown}, ${days}`);
  }
  if (observed.every((one) => pointsBetween(one, from, until).length === 0)) {
    const last = `the last date compared is ${dateText(until)}`;
    throw new CommandError(`nothing of the record of ${shown} lies after ${dateText(from)}: ${last}`);
  }
}

/** The scenario with hindsight: what refuses it is wrong in the file, such as what the day makes of the origin. */
function fitted(session: Session, { model, files }: One, until: EpochDay, { from }: BacktestCommandOptions): AsOf {
  const fit = modelAsOf(model, { date: from, hindsight: true, until }, MACHINES);
  if (fit.ok) return fit.value;
  session.problems(errorsIn(fit.problems), files);
  throw new CommandError("", EXIT.wrong);
}

function ran(session: Session, name: string, asOf: AsOf, until: EpochDay, options: BacktestCommandOptions): Side {
  const { from, paths, seed } = options;
  const onPath = progress(session, name, paths);
  const made = forecast(asOf.model, { from, until, paths, seed, ...(onPath && { onPath }) });
  return { asOf, scores: score(made, from), failed: made.failed };
}

/** Tells on a terminal how far it is, and clears the line at the end; a file or a pipe gets nothing. */
function progress({ io: { stderr } }: Session, name: string, paths: number): ((done: number) => void) | undefined {
  if (!stderr.isTTY) return undefined;
  return (done) => {
    if (done === paths) stderr.write("\r\x1b[K");
    else if (done % 10 === 0) stderr.write(`\r${name}: path ${done} of ${paths}`);
  };
}

function show(session: Session, result: BacktestResult, options: BacktestCommandOptions): void {
  const shared = { version: VERSION, input: inputHash(result.model) };
  if (options.json) session.out(renderBacktestJson(result, shared));
  else {
    const layers = layerTexts(options);
    session.out(renderBacktest(result, { ...shared, layers, glyphs: glyphsFor(session) }, session.page));
  }
}

/** ASCII where the locale is one that has no more. */
function glyphsFor({ io: { env } }: Session): Glyphs {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || "";
  return locale === "C" || locale === "POSIX" ? TYPED : DRAWN;
}
