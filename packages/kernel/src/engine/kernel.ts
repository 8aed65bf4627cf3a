/**
 * A model compiled and ready to run: one path at a time, over one memory.
 *
 * What code leaves to exact arithmetic comes here, and is answered by the World's own evaluation over that memory. A
 * path that fails in the kernel, for whatever reason, is the World's to run: it says what went wrong, or that nothing
 * did.
 */
import {
  DiscountFactors,
  type Duration,
  type Environment,
  type EpochDay,
  type Exact,
  type Expression,
  type Model,
  NEVER,
  type Place,
  type Posting,
  pathUniforms,
  toDouble,
  type Uniforms,
  type Value,
} from "@steppe/core";
import { keyOf } from "@steppe/core/chance/keys.ts";
import { fromDouble } from "@steppe/core/quantity/index.ts";
import { ASSUMING } from "@steppe/core/world/assumptions.ts";
import { chanceOf } from "@steppe/core/world/create.ts";
import { evaluate } from "@steppe/core/world/evaluate.ts";
import { known, settle } from "@steppe/core/world/settle.ts";
import { CHANCE_IMPORTS, keyWord } from "../chance/index.ts";
import type { Started, Surroundings } from "../code/index.ts";
import { ASSUMED, KNOWN } from "../lower/assumed.ts";
import { datesOf } from "../machine/timeline.ts";
import { CellOverflow, cellOf, cellOfDay, NEVER_DAY, numberOf } from "../plan/cells.ts";
import { DRAW, HEAD, NOT_STARTED } from "../plan/chart-layout.ts";
import { Memory } from "../plan/memory.ts";
import { GLOBAL, GROUP, type Plan } from "../plan/plan.ts";
import { MemoryReading } from "../plan/reading.ts";
import { NO_KEY } from "../runtime/agenda.ts";
import { emptyBlock } from "./constants.ts";
import { LeftTimeline } from "./left-timeline.ts";
import type { Made } from "./made.ts";
import { failureOf, PathFailure } from "./path-failure.ts";
import { RanAlong } from "./ran-along.ts";

/** Whose futures a kernel runs, and in which memory. */
export interface Running {
  readonly seed: string;
  /** How what is drawn once is spread over the paths; undefined: at random, as all else is drawn. */
  readonly chance?: ((path: number) => Uniforms) | undefined;
  readonly memoryOf?: ((pages: number) => WebAssembly.Memory) | undefined;
}

export class Kernel {
  readonly model: Model;
  readonly plan: Plan;
  readonly memory: Memory;
  readonly made: Made;
  /** How often exact arithmetic was asked, by site. */
  readonly asked: Float64Array;
  readonly #seed: string;
  readonly #chance: (path: number) => Uniforms;
  readonly #started: Started;
  /** By number of the rate. */
  readonly #factors: DiscountFactors[] = [];
  #reading: MemoryReading | undefined;
  #drawn: Uniforms | undefined;
  readonly #dates: ReturnType<typeof datesOf>;
  readonly #left: LeftTimeline;
  readonly #ranAlong: RanAlong;

  constructor(
    made: Made,
    start: (surroundings: Surroundings) => Started,
    {
      seed,
      chance = (path) => pathUniforms(seed, path),
      memoryOf = (initial) => new WebAssembly.Memory({ initial }),
    }: Running,
  ) {
    const { plan } = made;
    this.#chance = chance;
    this.model = plan.model;
    this.plan = plan;
    this.#seed = seed;
    this.made = made;
    this.asked = new Float64Array(made.sites.length);
    const memory = memoryOf(Math.ceil(made.memoryBytes / 65_536));
    this.#started = start({ imports: this.#imports(), memory });
    this.memory = new Memory(plan, memory.buffer as ArrayBuffer);
    this.#ranAlong = new RanAlong(this.memory, made.ranAlong);
    this.#left = new LeftTimeline({
      plan,
      memory: this.memory,
      kept: made.kept,
      functions: this.#started.functions,
      reading: () => this.reading,
    });
    this.#dates = datesOf(plan, made.kept);
    this.#fill(memory.buffer as ArrayBuffer);
    this.#settleOnce();
  }

  /** Runs what is the same on every path. Throws a PathFailure where it goes wrong: then it does on every path. */
  #settleOnce(): void {
    try {
      this.#started.functions.settleOnce?.();
    } catch (error) {
      throw failureOf(error);
    }
  }

  /** Runs a path; the memory then holds how it ended. Throws a PathFailure where the World has to be asked. */
  run(path: number): void {
    try {
      this.#started.functions.runPath?.(path);
    } catch (error) {
      throw failureOf(error);
    }
  }

  /** What is read of the path in memory, made when it is first asked. */
  get reading(): MemoryReading {
    this.#reading ??= new MemoryReading(this.memory, this.#uniforms, this.#ranAlong);
    return this.#reading;
  }

  /** The chance of the path in memory, made when it is first asked. */
  get #uniforms(): Uniforms {
    this.#drawn ??= chanceOf(this.model, this.#chance(this.memory.get(GLOBAL.path) >>> 0));
    return this.#drawn;
  }

  /** The sums of money of a batch begin at nothing. */
  clearSums(): void {
    const sums = this.made.outcomes?.sums;
    if (sums) new Uint8Array(this.memory.view.buffer, sums.address, sums.bytes).fill(0);
  }

  /**
   * Runs the paths of a batch from one place on, and takes what is asked of them. Gives the place of the first path that
   * went wrong, with the failure; undefined when none did.
   */
  batch(
    first: number,
    from: number,
    count: number,
  ): { readonly place: number; readonly failure: PathFailure } | undefined {
    try {
      this.#started.functions.batch?.(first, from, count);
      return undefined;
    } catch (error) {
      return { place: (this.memory.get(GLOBAL.path) >>> 0) - first, failure: failureOf(error) };
    }
  }

  /** The value of a measure, an expectation or another expression of the scenario as the path stands. */
  evaluate(expression: Expression): Value {
    const { reading } = this;
    const outside = (): Environment => reading.outside();
    return this.#ranAlong.within(expression, outside, () => evaluate(expression, outside()));
  }

  get postings(): readonly Posting[] {
    return Array.from({ length: this.memory.get(GLOBAL.postings) }, (_, index) => this.memory.posting(index));
  }

  /** When each expectation was first broken: NEVER for one that held. */
  broken(index: number): EpochDay {
    const day = this.memory.get(this.plan.regions.expectations.address + 4 * index);
    return day === NEVER_DAY ? NEVER : day;
  }

  // What code imports.

  #imports(): Readonly<Record<string, (...values: never[]) => unknown>> {
    const ask = (site: number, index: number, event: number, sender: number) => this.#ask(site, index, event, sender);
    return {
      ...CHANCE_IMPORTS,
      fail: (why: number) => {
        throw new PathFailure(why);
      },
      askWhole: (...args: Parameters<typeof ask>) => whole64(ask(...args) as Exact),
      askNumber: (...args: Parameters<typeof ask>) => this.#double(ask(...args) as Exact),
      askWord: (...args: Parameters<typeof ask>) => this.#word(ask(...args)),
      askSpan: (...args: Parameters<typeof ask>) => {
        const { months, days } = ask(...args) as Duration;
        return (BigInt(months) << 32n) | BigInt.asUintN(32, BigInt(days));
      },
      askAssumed: (number: number) => this.#findAssumed(number),
      drawOnce: (site: number) => this.#drawOnce(site),
      factor: (rate: number, days: number) => this.#factor(rate, days),
      keyOf: (actor: number, site: number) => this.#keyOf(actor, site),
      tellLeft: (entry: number) => this.#left.tell(entry),
      begin: () => this.#begin(),
    };
  }

  #ask(number: number, index: number, event: number, sender: number): Value {
    this.asked[number] = (this.asked[number] ?? 0) + 1;
    const site = known(this.made.sites[number], `site ${number}`);
    const { expression, kept, shape, states, entering } = site;
    if (site.single) this.#beginStep(index);
    const isStarting = this.memory.get(GLOBAL.starting) !== 0;
    const standing = site.own
      ? {
          block: this.memory.block(index),
          states: isStarting ? [...states, ...entering] : states,
          ...(shape
            ? { event: { shape, address: event, sender: this.memory.nameText(sender) } }
            : { event: { shape: { type: "", fields: [] }, address: 0, sender: this.memory.nameText(sender) } }),
        }
      : undefined;
    const value = site.own ? this.reading.in(standing, expression) : this.evaluate(expression);
    if (site.single) this.memory.set(GLOBAL.stepActor, -1);
    return kept ? settle(kept, value, expression.place) : value;
  }

  /** What code keeps of a step of many microsteps, for one whose only microstep is at hand. */
  #beginStep(index: number): void {
    const configuration = this.memory.get(this.memory.block(index).address + HEAD.configuration);
    this.memory.set(GLOBAL.stepActor, index);
    this.memory.set(GLOBAL.stepConfiguration, configuration);
    this.memory.set(GLOBAL.starting, configuration === NOT_STARTED ? 1 : 0);
  }

  #double(value: Exact): number {
    const double = toDouble(value);
    const size = Math.abs(double);
    if (size > 1e290 || (size < 1e-290 && value.n !== 0n)) throw new CellOverflow(`number ${double}`);
    return double;
  }

  #word(value: Value): number {
    if (typeof value === "boolean") return Number(value);
    if (typeof value === "number") return cellOfDay(value);
    const name = value as string;
    const opened = this.memory.indexOf(name);
    if (opened !== undefined) return -1 - opened;
    return known(this.plan.texts.known(name), `text ${JSON.stringify(name)}`);
  }

  #drawOnce(site: number): number {
    return this.#uniforms.u(ASSUMING, known(this.made.siteNames[site], `site ${site}`), 0);
  }

  #findAssumed(number: number): void {
    const name = known(this.made.kept[number], `assumption ${number}`);
    const { kind } = known(this.model.assumptions.get(name), `assumption ${name}`);
    const value = this.reading.assumption(name);
    const at = this.plan.regions.assumptions.address + number * ASSUMED.bytes;
    const { view } = this.memory;
    const cell = cellOf(kind);
    if (cell === "i64" || cell === "f64") {
      const double = toDouble(value as Exact);
      if (!Number.isFinite(double)) throw new CellOverflow(`assumption ${name}`);
      const exactly = fromDouble(double).equals(value as Exact);
      view.setFloat64(at + ASSUMED.value, double, true);
      view.setFloat64(at + ASSUMED.error, exactly ? 0 : Math.abs(double) * 2 ** -53 + 2 ** -1074, true);
    } else this.memory.coder.write(view, at + ASSUMED.value, kind, value);
    const isShort = cell === "f64" && numberOf(view.getFloat64(at + ASSUMED.value, true)).equals(value as Exact);
    view.setInt32(at + ASSUMED.known, isShort ? KNOWN.short : KNOWN.plain, true);
  }

  /** A discount factor in units of 10^-18. */
  #factor(rate: number, days: number): bigint {
    const factors = this.#factors[rate] ?? new DiscountFactors(known(this.made.rates[rate], `rate ${rate}`), NO_PLACE);
    this.#factors[rate] = factors;
    const units = factors.units(days);
    if (BigInt.asIntN(64, units) !== units) throw new CellOverflow(`a factor of ${units}`);
    return units;
  }

  #keyOf(actor: number, site: number): bigint {
    return keyWord(keyOf(this.#seed, this.memory.nameOf(actor), known(this.made.siteNames[site], `site ${site}`)));
  }

  // The timeline.

  /** Called when a path begins. */
  #begin(): void {
    this.#reading = undefined;
    this.#drawn = undefined;
    if (this.#dates === "left") this.#left.date();
  }

  /** Puts everything into memory that does not change from path to path. */
  #fill(buffer: ArrayBuffer): void {
    const { plan, made, memory } = this;
    new Uint8Array(buffer).set(made.constants.bytes, made.constants.address);
    const state = new Uint8Array(plan.stateBytes);
    const view = new DataView(state.buffer);
    for (const { address, layout, index } of plan.actors) {
      state.set(emptyBlock(layout), address);
      view.setInt32(address + HEAD.pool, -1, true);
      view.setInt32(address + HEAD.group, -1, true);
      memory.set(plan.regions.actorAddresses.address + 4 * index, address);
      // The streams of an actor of the file are the same on every path.
      for (const { site, offset } of layout.draws.values()) {
        const key = keyWord(keyOf(this.#seed, memory.nameOf(index), site));
        view.setBigInt64(address + offset + DRAW.key, key, true);
      }
    }
    for (const { address } of plan.groups.values()) {
      view.setInt32(address + GROUP.first, -1, true);
      view.setInt32(address + GROUP.last, -1, true);
    }
    for (const index of this.model.expectations.keys()) {
      view.setInt32(plan.regions.expectations.address + 4 * index, NEVER_DAY, true);
    }
    view.setBigInt64(GLOBAL.next, NO_KEY, true);
    for (const { address } of plan.slots) view.setBigInt64(address, NO_KEY, true);
    view.setInt32(GLOBAL.actors, plan.actors.length, true);
    view.setBigInt64(GLOBAL.order, 1n, true);
    view.setInt32(GLOBAL.openedTop, plan.regions.opened.address, true);
    view.setInt32(GLOBAL.stepActor, -1, true);
    new Uint8Array(buffer).set(state, made.template);
    if (this.#dates === "fixed") this.#left.date();
  }
}

const NO_PLACE: Place = { file: "", line: 1, column: 1, length: 1 };

function whole64(value: Exact): bigint {
  const minor = value.s * value.n;
  if (value.d !== 1n || BigInt.asIntN(64, minor) !== minor) throw new CellOverflow(`${minor} minor units`);
  return minor;
}
