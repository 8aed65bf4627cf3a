/** What it takes to make an engine, as plain data that a worker can be sent: the scenario's texts, the seed, the question. */
import { loadScenario, type Model, type Sampling, type ScenarioRequest } from "@steppe/core";
import { MACHINES } from "@steppe/core/machines/index.ts";
import {
  type Asked,
  type AskedColumn,
  askedOf,
  type Engine,
  kernelEngine,
  PASSES,
  type Packed,
  type Subject,
  type Wanted,
  worldEngine,
} from "@steppe/kernel";
import { CommandError } from "../exit.ts";
import { inputHash } from "../hash.ts";
import { placeText } from "../views/places.ts";
import type { EngineName } from "./engines.ts";
import { joinedEngine } from "./joined.ts";

export interface Job {
  readonly request: ScenarioRequest;
  /** The text of every file that was read, by name: no worker reads a file again. */
  readonly files: readonly (readonly [name: string, text: string])[];
  /** Of the model that was loaded: a worker must come to the same. */
  readonly input: string;
  readonly seed: string;
  readonly sampling: Sampling;
  /** How many there are in all: what a Latin hypercube depends on. */
  readonly paths: number;
  readonly wanted: Wanted;
  /** Which of the columns are kept; absent: all. */
  readonly kept?: Kept;
  readonly engine: EngineName;
  /** Code that was made already; absent: the World, or code that the worker makes. */
  readonly packed?: Packed;
}

/** What columns that are kept are about. */
export interface Kept {
  readonly about: readonly Subject["about"][];
  /** Payments of each year under this category as well. */
  readonly paid?: string;
}

/** What is asked of a model, as far as it is kept. */
export function askedFor(model: Model, { wanted, kept }: Pick<Job, "wanted" | "kept">): Asked {
  const asked = askedOf(model, wanted);
  if (!kept) return asked;
  const isKept = ({ subject }: AskedColumn): boolean =>
    kept.about.includes(subject.about) ||
    (subject.about === "paid" && subject.year !== null && subject.category === kept.paid);
  return { ...asked, columns: asked.columns.filter(isKept) };
}

/** The job for workers: with the code of the engine that was made for this thread, where it is code. */
export function sendable(job: Job, { packed }: MadeEngine): Job {
  return packed ? { ...job, packed } : job;
}

export type MadeEngine = Engine & { readonly packed?: Packed | undefined };

/** Throws a CommandError for a model that cannot be code. */
export function engineOf(model: Model, job: Job): MadeEngine {
  const { seed, sampling, paths, engine } = job;
  const options = { model, seed, sampling, paths, asked: askedFor(model, job) };
  if (engine === "world") return worldEngine(options);
  const made = kernelEngine({ ...options, passes: PASSES });
  if (!("reason" in made)) return made;
  const at = made.place ? ` (${placeText(made.place)})` : "";
  const why = `${made.reason}${at}`;
  throw new CommandError(`\`${model.name}\` cannot be compiled: ${why}\n(\`--engine world\` runs it, slowly)`);
}

/** One job, or several whose engines are joined. */
export type Jobs = Job | readonly Job[];

/** The engine of a job, its model made anew from the texts. Asserts that it is the same model. */
export function rebuiltEngine(jobs: Jobs): Engine {
  return "files" in jobs ? rebuilt(jobs) : joinedEngine(jobs.map(rebuilt));
}

function rebuilt(job: Job): Engine {
  const files = new Map(job.files);
  const encoder = new TextEncoder();
  const loaded = loadScenario(
    job.request,
    (path) => {
      const text = files.get(path);
      return text === undefined ? { error: "missing" } : { bytes: encoder.encode(text) };
    },
    MACHINES,
  );
  if (!loaded.ok || inputHash(loaded.model) !== job.input) throw new Error("a worker has come to another scenario");
  return engineOf(loaded.model, job);
}
