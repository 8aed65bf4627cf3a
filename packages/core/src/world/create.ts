/** Worlds begun, told, run. */
import { List, Map as PersistentMap } from "immutable";
import { correlatedUniforms, forcedUniforms, type Uniforms } from "../chance/index.ts";
import { EMPTY_JOURNAL } from "../ledger/index.ts";
import { Log } from "../log.ts";
import { ModelError, type Problem } from "../problem.ts";
import { dateText, type EpochDay } from "../quantity/index.ts";
import type { Model } from "../scenario/model.ts";
import { RESERVED_EVENT, START } from "../statechart/machine.ts";
import { Assumptions } from "./assumptions.ts";
import { evaluate } from "./evaluate.ts";
import { actorsNamed, scenarioEnvironment } from "./reading.ts";
import { known } from "./settle.ts";
import { step } from "./step.ts";
import type { NamedValue } from "./trace.ts";
import type { Actor, Dated, Delivery, World } from "./world.ts";

/** The World at the beginning of the period, before anything has happened: every actor is about to start. */
export function createWorld(model: Model, chance: Uniforms): World {
  const uniforms = chanceOf(model, chance);
  const actors: Actor[] = model.actors.map(({ name, chart }, index) => ({
    index,
    name,
    chart: known(model.charts.get(chart), `chart ${chart}`),
    draws: {},
    timers: {},
    calendars: {},
    lastOccurrence: {},
    opens: {},
  }));
  const starts: Delivery[] = actors.map(({ index }) => ({
    actor: index,
    event: START,
    fields: [],
    sender: "",
    origin: { from: "start" },
  }));
  const world: World = {
    model,
    uniforms,
    today: model.period.start,
    stepsToday: 0,
    actors: List(actors),
    opened: PersistentMap(),
    groups: PersistentMap(),
    told: [],
    reactions: starts,
    timeline: [],
    timelineNext: 0,
    inserted: [],
    agenda: undefined,
    order: 0,
    journal: EMPTY_JOURNAL,
    trace: Log.of(),
    milestones: PersistentMap(),
    assumptions: new Assumptions(model, uniforms),
    violations: [],
    ended: false,
  };
  return withTimeline(world);
}

const made = new WeakMap<Uniforms, Model>();

/**
 * Chance as the scenario bends it: its correlations, and over them its fixed draws. Chance that a World of the scenario
 * has already is that World's: correlating twice would not be the same.
 */
export function chanceOf(model: Model, chance: Uniforms): Uniforms {
  if (made.get(chance) === model) return chance;
  const correlated = correlatedUniforms(chance, model.correlated);
  const bent = forcedUniforms(correlated, model.forced);
  if (bent !== chance) made.set(bent, model);
  return bent;
}

/** The timeline with its dates, which assumptions may decide: by date, within a date as in the file. */
function withTimeline(world: World): World {
  const environment = {
    ...scenarioEnvironment(world),
    draw: (site: string) => world.uniforms.u("timeline", site, 0),
  };
  const dated: Dated[] = [];
  for (const entry of world.model.timeline) {
    try {
      const date = evaluate(entry.on, environment) as EpochDay;
      if (date < world.model.period.start) throw new ModelError(beforePeriod(entry.id, entry.on.place));
      dated.push({ date, entry });
    } catch (error) {
      if (error instanceof ModelError) return { ...world, problem: error.problem };
      throw error;
    }
  }
  const byDate = (a: Dated, b: Dated) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0);
  const byStep = (a: Dated, b: Dated) => byDate(a, b) || (a.entry.after ?? 0) - (b.entry.after ?? 0);
  return {
    ...world,
    timeline: dated.filter(({ entry }) => entry.after === undefined).sort(byDate),
    inserted: dated.filter(({ entry }) => entry.after !== undefined).sort(byStep),
  };
}

function beforePeriod(id: string, place: Problem["place"]): Problem {
  return {
    code: "before-period",
    severity: "error",
    message: `timeline entry \`${id}\` lies before the period begins`,
    ...(place && { place }),
    label: "before the first day",
  };
}

export interface Told {
  /** An actor, an opened actor or a group, by name. */
  readonly actor: string;
  readonly event: string;
  readonly fields?: readonly NamedValue[];
}

/**
 * The World in which someone has told an actor something: it is delivered next (to an actor that
 * has not started, once it has). Undefined when nobody of that name exists. Fields not given take
 * their defaults. Asserts that the event is not one of the engine's own, such as a timer's.
 */
export function tell(world: World, { actor, event, fields = [] }: Told): World | undefined {
  if (RESERVED_EVENT.test(event)) throw new RangeError(`\`${event}\` is an event of the engine's own`);
  const targets = actorsNamed(world, actor);
  if (targets.length === 0) return undefined;
  const deliveries = targets.map(
    ({ index }): Delivery => ({ actor: index, event, fields, sender: "user", origin: { from: "user" } }),
  );
  return { ...world, told: [...world.told, ...deliveries] };
}

/** So many steps in one run are a model that does too much too often: about a gigabyte of history. */
const MOST_STEPS = 1_000_000;

function tooManySteps({ today, actors }: World): Problem {
  return {
    code: "too-many-steps",
    severity: "error",
    message: `the run is at ${dateText(today)} after ${MOST_STEPS} steps, with ${actors.size} actors`,
    help: ["make the period shorter, or what recurs rarer; `--until` runs a part"],
  };
}

export interface RunOptions {
  /** The last day to run (included); absent: to the end of the period. */
  readonly until?: EpochDay;
  /** Stops before the step for which it says so. */
  readonly stop?: (world: World) => boolean;
}

/**
 * Runs to the end of the period, to a date, to a stop, or until the model goes wrong. A run to a
 * date asks the expectations of its last day.
 */
export function run(world: World, { until, stop }: RunOptions = {}): World {
  let at = world;
  const most = world.trace.length + MOST_STEPS;
  while (!at.ended && !at.problem && !stop?.(at)) {
    if (at.trace.length >= most) return { ...at, problem: tooManySteps(at) };
    const next = step(at, until);
    if (next.trace.length === at.trace.length) return next;
    at = next;
  }
  return at;
}
