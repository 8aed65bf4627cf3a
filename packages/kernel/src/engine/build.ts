/** A model as a program: everything put together, ready for a back end. */
import { type Exact, type Model, yearOf } from "@steppe/core";
import type { Asked } from "../asked.ts";
import { generatorIn, quantilesIn } from "../chance/index.ts";
import {
  both,
  call,
  type Expr,
  i32,
  i64,
  leave,
  loop,
  memoryCopy,
  Program,
  ret,
  type Stmt,
  set,
  switchOn,
  when,
} from "../code/index.ts";
import { ASSUMED, type Assumed, type Assumption } from "../lower/assumed.ts";
import type { Site, Toolbox } from "../lower/toolbox.ts";
import { ActorCode } from "../machine/actor.ts";
import { deliveringIn, historyIn } from "../machine/delivering.ts";
import { DELIVER, type Deliver, EVENT, type Kit, n } from "../machine/kit.ts";
import { type Outcomes, outcomeBytes, outcomesIn } from "../machine/outcome.ts";
import { pathIn } from "../machine/path.ts";
import { timelineIn } from "../machine/timeline.ts";
import { CALENDAR, type ChartLayout, DRAW, HEAD } from "../plan/chart-layout.ts";
import { GLOBAL, GROUP, type Plan } from "../plan/plan.ts";
import { agendaOf } from "../runtime/agenda.ts";
import { flowIn, postIn, roundDivideIn } from "../runtime/books.ts";
import { calendarOf, dateTable } from "../runtime/calendar.ts";
import { powerIn, powersOfTen, shortIn } from "../runtime/digits.ts";
import { FAILURE, type Fail, failIn } from "../runtime/fail.ts";
import { askAgainIn, blockIn, reactIn } from "../runtime/queues.ts";
import { worthIn } from "../runtime/worth.ts";
import { fixedAssumptions } from "./fixed.ts";

export interface Built {
  readonly plan: Plan;
  readonly program: Program;
  readonly sites: readonly Site[];
  /** Names of the sites of draws, by number. */
  readonly siteNames: readonly string[];
  /** Yearly rates of discount, by number. */
  readonly rates: readonly Exact[];
  /** Assumptions that are found on each path, by number. */
  readonly kept: readonly string[];
  /** Bytes that never change, and where they begin. */
  readonly constants: { readonly address: number; readonly bytes: Uint8Array };
  /** Where the state before anything has happened lies, and what is put into it. */
  readonly template: number;
  /** Where the empty block of each pool lies. */
  readonly poolTemplates: readonly number[];
  readonly memoryBytes: number;
  readonly outcomes: Outcomes | undefined;
}

/** Openings within openings, as the World bounds them. */
const MOST_DEEP = 50;
/** Rates of discount that a model may have. */
const MOST_RATES = 4;
const IDENTITY_OF_TEXT = 1 << 24;
/** Dates that are reckoned with mostly lie in the period or near it. */
const YEARS_BEFORE = 20;
const YEARS_AFTER = 3;

/** With `asked`, what is asked of every path is taken off it by code. */
export function build(model: Model, plan: Plan, asked?: Asked): Built {
  return new Builder(model, plan, asked).build();
}

class Builder {
  readonly #model: Model;
  readonly #plan: Plan;
  readonly #program = new Program();
  readonly #sites: Site[] = [];
  readonly #siteNames: string[] = [];
  readonly #rates: Exact[] = [];
  readonly #constants: Uint8Array[] = [];
  readonly #constantsAt: number;
  #constantsTop: number;
  #resultsTop: number;
  readonly #asked: Asked | undefined;

  constructor(model: Model, plan: Plan, asked: Asked | undefined) {
    this.#model = model;
    this.#plan = plan;
    this.#asked = asked;
    this.#resultsTop = plan.memoryBytes;
    this.#constantsAt = plan.memoryBytes + (asked ? outcomeBytes(asked) : 0);
    this.#constantsTop = this.#constantsAt;
  }

  #table(bytes: Uint8Array): number {
    const address = this.#constantsTop;
    const padded = new Uint8Array(Math.ceil(bytes.length / 8) * 8);
    padded.set(bytes);
    this.#constants.push(padded);
    this.#constantsTop += padded.length;
    return address;
  }

  /** Room for a column of a batch. */
  #result(bytes: number): number {
    const address = this.#resultsTop;
    this.#resultsTop += bytes;
    if (this.#resultsTop > this.#constantsAt) throw new Error("a column lies over what never changes");
    return address;
  }

  build(): Built {
    const [program, plan] = [this.#program, this.#plan];
    const { kept, assumed } = assumedIn(this.#model, plan);
    const { fail } = failIn(program);
    const { start, end } = this.#model.period;
    const years = [Math.max(1, yearOf(start) - YEARS_BEFORE), Math.min(9999, yearOf(end) + YEARS_AFTER)] as const;
    const calendar = calendarOf(
      program,
      dateTable(...years, (bytes) => this.#table(bytes)),
    );
    const nameTable = this.#table(this.#opensAs());
    const tools: Toolbox = {
      plan,
      calendar,
      asks: {
        whole: program.importFunction("askWhole", ["i32", "i32", "i32", "i32"], ["i64"]),
        number: program.importFunction("askNumber", ["i32", "i32", "i32", "i32"], ["f64"]),
        word: program.importFunction("askWord", ["i32", "i32", "i32", "i32"], ["i32"]),
        span: program.importFunction("askSpan", ["i32", "i32", "i32", "i32"], ["i64"]),
      },
      roundDivide: roundDivideIn(program),
      draw: this.#drawFunction(),
      short: shortIn(program, this.#table(powersOfTen())),
      powerOf: powerIn(program),
      worth: worthIn(program, plan, fail, (days) => this.#factorTable(days)),
      rateNumber: (rate) => this.#rateNumber(rate),
      flow: flowIn(program, plan, fail),
      quantiles: quantilesIn(program),
      findAssumed: program.importFunction("findAssumed", ["i32"], []),
      siteNumber: (site) => this.#siteNumber(site),
      isForced: ({ fileIndex }, site) =>
        this.#model.forced.some(
          (one) => one.site === site && (fileIndex === undefined || one.actor === this.#model.actors[fileIndex]?.name),
        ),
      sites: this.#sites,
      nameTable,
      table: (bytes) => this.#table(bytes),
      assumed,
    };
    const layouts = [...new Set(plan.layouts.values())];
    const pools = [...plan.pools.keys()];
    const poolTemplates = pools.map((key) => this.#table(emptyBlock(plan.layouts.get(key) as ChartLayout)));
    const kit = this.#kit(tools, fail, layouts, poolTemplates);
    const actors = plan.actors.map(({ index }) => this.#deliver(`actor${index}`));
    const opened = pools.map((_, number) => this.#deliver(`pool${number}`));
    const { step } = deliveringIn(kit, actors, opened);
    plan.actors.forEach(({ index }, at) => {
      new ActorCode(kit, { file: index }, `actor${index}`).define(actors[at] as Deliver);
    });
    pools.forEach((pool, number) => {
      new ActorCode(kit, { pool }, `pool${number}`).define(opened[number] as Deliver);
    });
    const left = program.importFunction("tellLeft", ["i32"], []);
    const { enter } = timelineIn(kit, step, left);
    const template = this.#table(new Uint8Array(plan.stateBytes));
    const path = pathIn(kit, step, enter, template, this.#asked?.until ?? null);
    program.export(path);
    const outcomes = this.#asked && outcomesIn(kit, this.#asked, path, (bytes) => this.#result(bytes));
    if (outcomes) {
      program.export(outcomes.take);
      program.export(outcomes.batch);
    }
    program.export(step);
    program.export(kit.react);
    program.export(kit.askAgain);
    program.useMemory({ initial: Math.ceil(this.#constantsTop / 65_536), imported: true });
    return {
      plan,
      program,
      sites: this.#sites,
      siteNames: this.#siteNames,
      rates: this.#rates,
      kept,
      constants: { address: this.#constantsAt, bytes: joined(this.#constants) },
      template,
      poolTemplates,
      memoryBytes: this.#constantsTop,
      outcomes,
    };
  }

  #rateNumber(rate: Exact): number {
    const known = this.#rates.findIndex((one) => one.equals(rate));
    if (known >= 0) return known;
    if (this.#rates.length >= MOST_RATES) return -1;
    this.#rates.push(rate);
    return this.#rates.length - 1;
  }

  /** Room for the discount factors of every day of the period, for every rate that there may be. */
  #factorTable(days: number): number {
    return this.#table(new Uint8Array(8 * days * MOST_RATES));
  }

  #siteNumber(site: string): number {
    const known = this.#siteNames.indexOf(site);
    if (known >= 0) return known;
    this.#siteNames.push(site);
    return this.#siteNames.length - 1;
  }

  #deliver(name: string): Deliver {
    return this.#program.declare(name, DELIVER, ["i32"]);
  }

  /** A byte for each text: 1 when an opened actor may be called so, or when it is empty. */
  #opensAs(): Uint8Array {
    const { texts } = this.#plan;
    const isName = /^[\p{L}\p{N}][\p{L}\p{N}._ -]*$/u;
    return Uint8Array.from({ length: texts.size }, (_, number) =>
      Number(number === 0 || isName.test(texts.text(number))),
    );
  }

  /** (slot's address, actor's index, number of the site) → u */
  #drawFunction() {
    const program = this.#program;
    const generator = generatorIn(program);
    const keyOf = program.importFunction("keyOf", ["i32", "i32"], ["i64"]);
    return program.function(
      "drawn",
      { slot: "i32", actor: "i32", site: "i32" },
      ["f64"],
      ({ slot, actor, site }, self) => {
        const [key] = self.variables("i64", "key");
        const [count] = self.variables("i32", "count");
        return [
          set(key, i64.load(slot, DRAW.key)),
          when(i64.eqz(key), [set(key, call(keyOf, actor, site)), i64.store(slot, key, DRAW.key)]),
          set(count, i32.load(slot, DRAW.count)),
          i32.store(slot, i32.add(count, n(1)), DRAW.count),
          ret(generator.draw(key, i32.load(n(GLOBAL.path)), count)),
        ];
      },
    );
  }

  #kit(tools: Toolbox, fail: Fail, layouts: readonly ChartLayout[], poolTemplates: readonly number[]): Kit {
    const [program, plan] = [this.#program, this.#plan];
    const blockOf = blockIn(program, plan);
    const react = reactIn(program, plan, fail);
    const numberOf = new Map(layouts.map((layout, number) => [layout, number]));
    const ofActors = this.#table(words(plan.actors.map(({ layout }) => numberOf.get(layout) as number)));
    const ofPools = this.#table(words([...plan.pools.values()].map(({ layout }) => numberOf.get(layout) as number)));
    const isFile = (index: Expr<"i32">): Expr<"i32"> => i32.lt_s(index, n(plan.actors.length));
    const layoutNumber = program.function(
      "layoutNumber",
      { index: "i32", block: "i32" },
      ["i32"],
      ({ index, block }) => [
        when(isFile(index), [ret(i32.load(i32.shl(index, n(2)), ofActors))]),
        ret(i32.load(i32.shl(i32.load(block, HEAD.pool), n(2)), ofPools)),
      ],
    );
    // For each layout the address of its bytes: 0 for one that has not started, then one for each configuration.
    const doneTables = layouts.map(({ table }) =>
      this.#table(Uint8Array.from([0, ...table.configurations.map(({ done }) => Number(done))])),
    );
    const doneAt = this.#table(words(doneTables));
    const isDone = program.function("isDone", { index: "i32", block: "i32" }, ["i32"], ({ index, block }) => [
      ret(
        i32.load8_u(
          i32.add(
            i32.load(i32.shl(call(layoutNumber, index, block), n(2)), doneAt),
            i32.add(i32.load(block, HEAD.configuration), n(1)),
          ),
        ),
      ),
    ]);
    const actorNames = this.#table(words(plan.actors.map(({ name }) => plan.texts.number(name))));
    const nameOf = program.function("nameOf", { index: "i32" }, ["i32"], ({ index }) => [
      when(isFile(index), [ret(i32.load(i32.shl(index, n(2)), actorNames))]),
      ret(i32.sub(n(-1), index)),
    ]);
    const payloads = this.#table(words(layouts.map(({ payloadBytes }) => payloadBytes)));
    const payloadBytes = program.function("payloadBytes", { index: "i32" }, ["i32"], ({ index }) => [
      ret(i32.load(i32.shl(call(layoutNumber, index, call(blockOf, index)), n(2)), payloads)),
    ]);
    const calendarEvent = program.function(
      "calendarEvent",
      { index: "i32", slot: "i32" },
      ["i32"],
      ({ index, slot }) => {
        const cases = layouts.map(({ calendars }): readonly Stmt[] =>
          [...calendars.values()].map(({ offset, event }) =>
            when(i32.eq(slot, n(offset)), [ret(n(plan.events.get(event) as number))]),
          ),
        );
        return [switchOn(call(layoutNumber, index, call(blockOf, index)), cases), ret(n(EVENT.none))];
      },
    );
    const texts = Array.from({ length: plan.texts.size }, (_, number) => plan.texts.text(number));
    return {
      program,
      plan,
      tools,
      fail,
      agenda: agendaOf(program, plan, fail),
      post: postIn(program, plan, fail),
      react,
      history: historyIn(program, plan),
      askAgain: askAgainIn(program, blockOf, react, isDone, EVENT.ask),
      blockOf,
      layoutNumber,
      isDone,
      actorTable: this.#table(words(texts.map((text) => this.#model.actorIndex.get(text) ?? -1))),
      groupTable: this.#table(words(texts.map((text) => plan.groups.get(text)?.number ?? -1))),
      nameOf,
      payloadBytes,
      calendarEvent,
      dateTimeline: program.importFunction("dateTimeline", [], []),
      open: this.#openFunction(fail, blockOf, poolTemplates),
      layouts,
    };
  }

  /** (pool, opener's block, opener's name, group, given text, ordinal) → index of the new actor */
  #openFunction(fail: Fail, blockOf: ReturnType<typeof blockIn>, poolTemplates: readonly number[]) {
    const [program, plan] = [this.#program, this.#plan];
    const { opened, actorAddresses } = plan.regions;
    const pools = [...plan.pools.values()];
    const bytesAt = this.#table(words(pools.map(({ layout }) => layout.bytes)));
    const templatesAt = this.#table(words(poolTemplates));
    const groupsAt = [...plan.groups.values()][0]?.address ?? 0;
    // A name that reads as a number is that ordinal.
    const ordinals = words(
      Array.from({ length: plan.texts.size }, (_, number) => {
        const text = plan.texts.text(number);
        return /^[1-9]\d{0,6}$/.test(text) ? Number(text) : IDENTITY_OF_TEXT + number;
      }),
    );
    const identities = this.#table(ordinals);
    return program.function(
      "open",
      { pool: "i32", openerBlock: "i32", opener: "i32", group: "i32", given: "i32", ordinal: "i32" },
      ["i32"],
      ({ pool, openerBlock, opener, group, given, ordinal }, self) => {
        const [index, block, bytes, depth] = self.variables("i32", "index", "block", "bytes", "depth");
        const [identity, member, at, last] = self.variables("i32", "identity", "member", "at", "last");
        const word = (address: number, number: Expr<"i32">) => i32.load(i32.shl(number, n(2)), address);
        const groupBlock = i32.add(i32.mul(group, n(GROUP.bytes)), n(groupsAt));
        return [
          set(index, i32.load(n(GLOBAL.actors))),
          set(bytes, word(bytesAt, pool)),
          set(block, i32.load(n(GLOBAL.openedTop))),
          when(i32.ge_s(index, n(actorAddresses.capacity)), [fail(FAILURE.tooLarge)]),
          when(i32.gt_s(i32.add(block, bytes), n(opened.address + opened.bytes)), [fail(FAILURE.tooLarge)]),
          set(depth, i32.add(i32.load(openerBlock, HEAD.depth), n(1))),
          when(i32.ge_s(depth, n(MOST_DEEP)), [fail(FAILURE.tooLarge)]),
          set(identity, ordinal),
          when(given, [set(identity, word(identities, given))]),
          set(member, i32.load(groupBlock, GROUP.first)),
          loop((looking) => [
            when(i32.lt_s(member, n(0)), [leave(looking)]),
            set(at, call(blockOf, member)),
            when(both(i32.eq(i32.load(at, HEAD.opener), opener), i32.eq(i32.load(at, HEAD.identity), identity)), [
              fail(FAILURE.openedName),
            ]),
            set(member, i32.load(at, HEAD.next)),
          ]),
          memoryCopy(block, word(templatesAt, pool), bytes),
          i32.store(block, pool, HEAD.pool),
          i32.store(block, opener, HEAD.opener),
          i32.store(block, group, HEAD.group),
          i32.store(block, given, HEAD.given),
          i32.store(block, ordinal, HEAD.ordinal),
          i32.store(block, identity, HEAD.identity),
          i32.store(block, depth, HEAD.depth),
          i32.store(block, n(-1), HEAD.next),
          set(last, i32.load(groupBlock, GROUP.last)),
          when(
            i32.lt_s(last, n(0)),
            [i32.store(groupBlock, index, GROUP.first)],
            [i32.store(call(blockOf, last), index, HEAD.next)],
          ),
          i32.store(groupBlock, index, GROUP.last),
          i32.store(groupBlock, i32.add(i32.load(groupBlock, GROUP.size), n(1)), GROUP.size),
          i32.store(i32.shl(index, n(2)), block, actorAddresses.address),
          i32.store(n(GLOBAL.openedTop), i32.add(block, bytes)),
          i32.store(n(GLOBAL.actors), i32.add(index, n(1))),
          ret(index),
        ];
      },
    );
  }
}

/** Which assumptions are the same on every path, and where the others are kept. */
function assumedIn(model: Model, plan: Plan): { readonly kept: readonly string[]; readonly assumed: Assumed } {
  const fixed = fixedAssumptions(model);
  const kept = [...model.assumptions.keys()].filter((name) => !fixed.has(name));
  const { address } = plan.regions.assumptions;
  const of = new Map<string, Assumption>([
    ...[...fixed].map(([name, value]) => [name, { is: "fixed", value }] as const),
    ...kept.map((name, number) => [name, { is: "kept", number, address: address + number * ASSUMED.bytes }] as const),
  ]);
  return {
    kept,
    assumed: {
      of(name) {
        const found = of.get(name);
        if (!found) throw new Error(`no assumption ${name}`);
        return found;
      },
    },
  };
}

/** A block before anything has happened in it. */
export function emptyBlock(layout: ChartLayout): Uint8Array {
  const bytes = new Uint8Array(layout.bytes);
  const view = new DataView(bytes.buffer);
  view.setInt32(HEAD.configuration, -1, true);
  for (const { offset } of layout.calendars.values()) view.setInt32(offset + CALENDAR.last, -0x8000_0000, true);
  return bytes;
}

function words(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) view.setInt32(4 * index, value, true);
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
