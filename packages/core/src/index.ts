/**
 * steppe's core: scenario files to Models, Models to Worlds, Worlds to Outcomes.
 *
 * Pure: same file, same seed, same bytes. Files, clocks and terminals are the caller's.
 */
export {
  betaInverse,
  betaTails,
  centralUniforms,
  exp,
  forcedUniforms,
  ln,
  normalInverse,
  pathUniforms,
  SAMPLINGS,
  type Sampling,
  type Uniforms,
} from "./chance/index.ts";
export * from "./expression/index.ts";
export * from "./ledger/index.ts";
export { Log } from "./log.ts";
export { type Answer, answerOn } from "./measure/asked.ts";
export { type Cause, causesOf, explainPosting } from "./measure/causes.ts";
export * from "./measure/compare.ts";
export * from "./measure/outcome.ts";
export { didYouMean, nearest } from "./nearest.ts";
export * from "./problem.ts";
export * from "./quantity/index.ts";
export { type AsOf, type AsOfRequest, modelAsOf } from "./scenario/as-of.ts";
export type { Undated } from "./scenario/as-of-literals.ts";
export type { FileRead, LayerInfo } from "./scenario/layers.ts";
export { type Loaded, loadScenario, type ScenarioRequest, splitScenario } from "./scenario/load.ts";
export type {
  ActorModel,
  Assumption,
  Backtest,
  EarlierValue,
  Expectation,
  Footing,
  ForcedDraw,
  Measure,
  Model,
  Observed,
  ObservedPoint,
  Series,
  Source as SourceDocument,
  TimelineEntry,
} from "./scenario/model.ts";
export { compileQuestion, QUESTION_FILE } from "./scenario/question.ts";
export type { Tree } from "./source/tree.ts";
export type { Chart, StateNode, Transition } from "./statechart/chart.ts";
export { createWorld, type RunOptions, run, type Told, tell } from "./world/create.ts";
export { decodeStep, type EncodedStep, encodeStep } from "./world/encode.ts";
export { isDone } from "./world/frame.ts";
export { activeStates, actorNamed, actorsNamed, configurationText } from "./world/reading.ts";
export { replay } from "./world/replay.ts";
export { sampledPaths } from "./world/sampling.ts";
export { restoreWorld, type SavedWorld, saveWorld } from "./world/save.ts";
export { nextDay, step } from "./world/step.ts";
export type * from "./world/trace.ts";
export type { Actor, World } from "./world/world.ts";
