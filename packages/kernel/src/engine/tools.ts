/** The toolbox of a model: what code for its expressions is written with. */
import { type Exact, type Model, yearOf } from "@steppe/core";
import { keyOf } from "@steppe/core/chance/keys.ts";
import { ASSUMING } from "@steppe/core/world/assumptions.ts";
import { BodyLines, drawn, keyWord, quantilesIn } from "../chance/index.ts";
import { call, i32, i64, type Program, ret, set, when } from "../code/index.ts";
import { ASSUMED, type Assumed, type Assumption } from "../lower/assumed.ts";
import type { Site, Toolbox } from "../lower/toolbox.ts";
import { n } from "../machine/kit.ts";
import type { Postings } from "../passes/postings.ts";
import { MOST_RATES, type RunningSum } from "../passes/running.ts";
import { DRAW } from "../plan/chart-layout.ts";
import { GLOBAL, type Plan } from "../plan/plan.ts";
import { flowIn, roundDivideIn } from "../runtime/books.ts";
import { calendarOf, dateTable } from "../runtime/calendar.ts";
import { powerIn, powersOfTen, shortIn } from "../runtime/digits.ts";
import { periodsOf } from "../runtime/endings.ts";
import type { Fail } from "../runtime/fail.ts";
import { runningIn } from "../runtime/running.ts";
import { worthIn } from "../runtime/worth.ts";
import type { Constants } from "./constants.ts";
import { fixedAssumptions } from "./fixed.ts";

/** Dates that are reckoned with mostly lie in the period or near it. */
const YEARS_BEFORE = 20;
const YEARS_AFTER = 3;

/** What code refers to by number, and is asked for while paths run. */
export interface Numbered {
  readonly sites: Site[];
  /** Names of the sites of draws. */
  readonly siteNames: string[];
  /** Yearly rates of discount. */
  readonly rates: Exact[];
  /** Assumptions that are found on each path. */
  readonly kept: readonly string[];
}

/** `seedOnce`: of what is drawn once, where it is drawn at random as all else; else its u is asked for. */
export function toolsOf(
  program: Program,
  plan: Plan,
  constants: Constants,
  fail: Fail,
  { postings, seedOnce }: { readonly postings: Postings; readonly seedOnce: string | undefined },
): { readonly tools: Toolbox; readonly numbered: Numbered } {
  const { model } = plan;
  const { kept, assumed } = assumedIn(model, plan);
  const numbered: Numbered = { sites: [], siteNames: [], rates: [], kept };
  const table = (bytes: Uint8Array): number => constants.table(bytes);
  const dates = datesOf(model, constants);
  const calendar = calendarOf(program, dates);
  const worth = worthIn(program, plan, fail, (days) => constants.table(new Uint8Array(8 * days * MOST_RATES)));
  const numberOfRate = ({ rate }: RunningSum): number => (rate ? rateNumber(numbered.rates, rate) : -1);
  // Before any other rate gets a number.
  for (const sum of postings.sums) numberOfRate(sum);
  const around = { plan, sums: postings.sums, calendar, worth, rateNumber: numberOfRate, fail, table };
  const asks = ["i32", "i32", "i32", "i32"] as const;
  const tools: Toolbox = {
    plan,
    calendar,
    periods: periodsOf(program, calendar, dates, table),
    asks: {
      whole: program.importFunction("askWhole", asks, ["i64"]),
      number: program.importFunction("askNumber", asks, ["f64"]),
      word: program.importFunction("askWord", asks, ["i32"]),
      span: program.importFunction("askSpan", asks, ["i64"]),
    },
    roundDivide: roundDivideIn(program),
    ...drawsIn(program),
    short: shortIn(program, constants.table(powersOfTen())),
    powerOf: powerIn(program),
    worth,
    rateNumber: (rate) => rateNumber(numbered.rates, rate),
    flow: flowIn(program, plan, fail),
    parts: postings.parts,
    running: runningIn(around),
    quantiles: quantilesIn(program, table),
    findAssumed: program.declare("findAssumed", { number: "i32" }, []),
    askAssumed: program.importFunction("askAssumed", ["i32"], []),
    drawOnce: drawsOnceIn(program, numbered.siteNames, seedOnce),
    siteNumber: (site) => siteNumber(numbered.siteNames, site),
    isForced: ({ fileIndex }, site) =>
      model.forced.some(
        (one) => one.site === site && (fileIndex === undefined || one.actor === model.actors[fileIndex]?.name),
      ),
    sites: numbered.sites,
    nameTable: constants.table(opensAs(plan)),
    table,
    assumed,
  };
  return { tools, numbered };
}

function datesOf({ period: { start, end } }: Model, constants: Constants) {
  const years = [Math.max(1, yearOf(start) - YEARS_BEFORE), Math.min(9999, yearOf(end) + YEARS_AFTER)] as const;
  return dateTable(...years, (bytes) => constants.table(bytes));
}

/** The number of a rate; -1 when there are too many. */
function rateNumber(rates: Exact[], rate: Exact): number {
  const known = rates.findIndex((one) => one.equals(rate));
  if (known >= 0) return known;
  return rates.length >= MOST_RATES ? -1 : rates.push(rate) - 1;
}

function siteNumber(names: string[], site: string): number {
  const known = names.indexOf(site);
  return known >= 0 ? known : names.push(site) - 1;
}

/** A byte for each text: 1 when an opened actor may be called so, or when it is empty. */
function opensAs({ texts }: Plan): Uint8Array {
  const isName = /^[\p{L}\p{N}][\p{L}\p{N}._ -]*$/u;
  return Uint8Array.from({ length: texts.size }, (_, number) =>
    Number(number === 0 || isName.test(texts.text(number))),
  );
}

/** (slot's address, actor's index, number of the site) → u */
function drawsIn(program: Program): Pick<Toolbox, "draw" | "drawHere"> {
  const keyOf = program.importFunction("keyOf", ["i32", "i32"], ["i64"]);
  const here: Toolbox["drawHere"] = (w, slot, index, site) => {
    const key = w.local("i64", "key");
    w.do(
      set(key, i64.load(slot, DRAW.key)),
      when(i64.eqz(key), [set(key, call(keyOf, index, site)), i64.store(slot, key, DRAW.key)]),
    );
    const count = w.keep(i32.load(slot, DRAW.count), "count");
    w.do(i32.store(slot, i32.add(count, n(1)), DRAW.count));
    return drawn(w, key, i32.load(n(GLOBAL.path)), count);
  };
  const params = { slot: "i32", actor: "i32", site: "i32" } as const;
  const draw = program.function("drawn", params, ["f64"], ({ slot, actor, site }, self) => {
    const w = new BodyLines(self);
    w.do(ret(here(w, slot, actor, site)));
    return w.statements;
  });
  return { draw, drawHere: here };
}

/** u of what assumptions draw at a site. */
function drawsOnceIn(program: Program, siteNames: string[], seed: string | undefined): Toolbox["drawOnce"] {
  if (seed !== undefined) {
    return (w, site) => drawn(w, i64.const(keyWord(keyOf(seed, ASSUMING, site))), i32.load(n(GLOBAL.path)), n(0));
  }
  const asked = program.importFunction("drawOnce", ["i32"], ["f64"]);
  return (_w, site) => call(asked, n(siteNumber(siteNames, site)));
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
