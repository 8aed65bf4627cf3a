/**
 * What is asked of a path, taken off its memory when it is over: one place in the columns of its batch for each answer.
 *
 * Columns lie side by side in memory, so that a batch of paths runs without leaving the code, and each column is then
 * taken away whole.
 */
import { type EpochDay, type Expression, type Kind, type Model, yearOf } from "@steppe/core";
import type { Asked, AskedColumn } from "../asked.ts";
import {
  type Callee,
  call,
  type Expr,
  f64,
  type Global,
  i32,
  i64,
  leave,
  loop,
  type Program,
  run,
  type Stmt,
  set,
  when,
} from "../code/index.ts";
import { type ColumnType, columnType } from "../columns.ts";
import { Evaluations } from "../lower/evaluation.ts";
import { NEVER_DAY } from "../plan/cells.ts";
import { HEAD } from "../plan/chart-layout.ts";
import { GLOBAL, MILESTONE, type Plan, POSTING } from "../plan/plan.ts";
import { FAILURE } from "../runtime/fail.ts";
import { type Kit, n } from "./kit.ts";

/** Paths of one batch. */
export const BATCH = 512;

/** Where a column lies; a duration has its months first, then its days. Texts are numbers of names or configurations. */
export interface Placed {
  readonly type: ColumnType;
  readonly address: number;
  readonly of: "name" | "configuration" | undefined;
}

export interface Outcomes {
  /** (place in the batch): takes what is asked of the path that has just been run. */
  readonly take: Callee<readonly []>;
  /** (first path, place, how many): runs and takes them. */
  readonly batch: Callee<readonly []>;
  readonly columns: readonly Placed[];
  /** What is cleared before a batch: the sums of money. */
  readonly sums: { readonly address: number; readonly bytes: number };
}

const bytesOf = (type: ColumnType): number => (type === "whole" || type === "number" ? 8 : type === "duration" ? 8 : 4);

/** Room that the columns of a batch take, in bytes. */
export function outcomeBytes({ columns }: Asked): number {
  return columns.reduce((sum, { kind }) => sum + BATCH * bytesOf(columnType(kind)), 0);
}

/** Where the columns of a batch lie. */
export interface Columned extends Pick<Outcomes, "columns" | "sums"> {
  /** The place of the path that runs. */
  readonly place: Global<"i32">;
}

export function columnsIn(program: Program, asked: Asked, place: (bytes: number) => number): Columned {
  const types = asked.columns.map(({ kind }) => columnType(kind));
  // Sums of money lie together, so that they are cleared at once.
  const isSum = ({ subject }: AskedColumn): boolean => subject.about === "paid";
  const sumsAt = place(0);
  const sums = asked.columns.map((column, index) =>
    isSum(column) ? place(BATCH * bytesOf(types[index] as ColumnType)) : 0,
  );
  const sumBytes = place(0) - sumsAt;
  const columns = asked.columns.map((column, index): Placed => {
    const type = types[index] as ColumnType;
    const of = type !== "text" ? undefined : column.subject.about === "ending" ? "configuration" : "name";
    return { type, address: isSum(column) ? (sums[index] as number) : place(BATCH * bytesOf(type)), of };
  });
  return { columns, sums: { address: sumsAt, bytes: sumBytes }, place: program.global("i32", "place", 0) };
}

/** `paid`: the columns of sums of money, where payments do not go into them one by one (runtime/sums.ts). */
export function outcomesIn(
  kit: Kit,
  asked: Asked,
  path: Callee<readonly []>,
  columned: Columned,
  paidColumns: PaidColumns | undefined,
): Outcomes {
  const { program, plan } = kit;
  const { columns, sums } = columned;
  const measures = asked.columns.map(({ subject, kind }, index) => {
    if (subject.about !== "measure") return undefined;
    const { expression } = measureNamed(plan.model, subject.name);
    return measureFunction(kit, `measure${index}`, expression, kind, columns[index] as Placed);
  });
  const paid = paidColumns && paidFunction(kit, paidColumns);
  const take = program.function("take", { place: "i32" }, [], ({ place: at }) => [
    ...asked.columns.flatMap((column, index) => {
      const measure = measures[index];
      return measure ? [run(measure, at)] : taken(kit, column, columns[index] as Placed, at);
    }),
    ...(paid ? [run(paid, at)] : []),
  ]);
  const batch = program.function(
    "batch",
    { first: "i32", place: "i32", count: "i32" },
    [],
    ({ first, place: from, count }, self) => {
      const [at] = self.variables("i32", "at");
      return [
        set(at, from),
        loop((paths) => [
          when(i32.ge_s(at, count), [leave(paths)]),
          set(columned.place, at),
          // A path in a function of its own: the loop around it stays as it was first compiled.
          run(path, i32.add(first, at)),
          run(take, at),
          set(at, i32.add(at, n(1))),
        ]),
      ];
    },
  );
  return { take, batch, columns, sums };
}

/** What lies in memory as it is: a milestone, an expectation, where an actor ended. */
function taken({ plan }: Kit, { subject }: AskedColumn, { address }: Placed, at: Expr<"i32">): readonly Stmt[] {
  const word = i32.add(i32.shl(at, n(2)), n(address));
  switch (subject.about) {
    case "milestone": {
      const milestone = plan.milestones.get(subject.state);
      if (milestone === undefined) throw new Error(`no milestone ${subject.state}`);
      return [
        i32.store(word, n(NEVER_DAY)),
        when(i32.load(n(milestone), MILESTONE.count), [i32.store(word, i32.load(n(milestone), MILESTONE.first))]),
      ];
    }
    case "expectation": {
      const number = plan.model.expectations.findIndex(({ id }) => id === subject.id);
      return [i32.store(word, i32.load(n(plan.regions.expectations.address + 4 * number)))];
    }
    case "ending": {
      const actor = plan.actors[plan.model.actorIndex.get(subject.actor) as number];
      return [i32.store(word, i32.load(n((actor?.address as number) + HEAD.configuration)))];
    }
    case "measure":
    case "paid":
      return [];
  }
}

function measureNamed(model: Model, name: string): { readonly expression: Expression } {
  const measure = model.measures.find((one) => one.name === name);
  if (!measure) throw new RangeError(`\`${name}\` is no measure of the model`);
  return measure;
}

function measureFunction(
  kit: Kit,
  name: string,
  expression: Expression,
  kind: Kind,
  { type, address }: Placed,
): Callee<readonly []> {
  return kit.program.function(name, { place: "i32" }, [], ({ place }, self) => {
    // A share that is shown as one is a number: it need not lie from 0 to 1.
    const shown: Kind = kind.type === "share" ? { type: "number" } : kind;
    const found = new Evaluations(kit.tools, self as never).kept(expression, shown, { states: [] });
    const at = (width: number, offset = 0): Expr<"i32"> => i32.add(i32.mul(place, n(width)), n(address + offset));
    switch (found.cell) {
      case "i64":
        return [...found.statements, i64.store(at(8), found.code)];
      case "f64":
        return [...found.statements, f64.store(at(8), found.code)];
      case "duration":
        return [...found.statements, i32.store(at(4), found.months), i32.store(at(4, 4 * BATCH), found.days)];
      case "i32":
        if (type === "boolean" || type === "date" || type === "text") {
          return [...found.statements, i32.store(at(4), found.code)];
        }
        throw new Error(`a measure of ${type} in a word`);
    }
  });
}

/** Columns of what is paid, found by category, currency and year. */
export interface PaidColumns {
  /** A table of i32: for each pair of category and currency the address of each year's column, then the whole's; or 0. */
  readonly table: number;
  readonly firstYear: number;
  readonly years: number;
}

/** The columns of what is paid; undefined where none is asked for. */
export function paidColumnsIn(
  plan: Plan,
  { columns: asked, until }: Asked,
  { columns }: Columned,
  place: (bytes: Uint8Array) => number,
): PaidColumns | undefined {
  const { ledger, model } = plan;
  const sums = asked.flatMap((column, index) => (column.subject.about === "paid" ? [{ column, index }] : []));
  if (sums.length === 0) return undefined;
  const last: EpochDay = until ?? model.period.end;
  const [firstYear, years] = [yearOf(model.period.start), yearOf(last) - yearOf(model.period.start) + 1];
  const width = years + 1;
  const table = new Uint8Array(4 * ledger.categories.length * ledger.currencies.length * width);
  const view = new DataView(table.buffer);
  for (const { column, index } of sums) {
    const { subject, kind } = column;
    if (subject.about !== "paid" || kind.type !== "money") throw new Error("what is paid is money");
    const [category, currency] = [
      ledger.categories.indexOf(subject.category),
      ledger.currencies.indexOf(kind.currency),
    ];
    if (category < 0 || currency < 0) continue;
    const at = subject.year === null ? years : subject.year - firstYear;
    const pair = category * ledger.currencies.length + currency;
    view.setInt32(4 * (pair * width + at), (columns[index] as Placed).address, true);
  }
  return { table: place(table), firstYear, years };
}

/** (place): adds up every payment by category, currency and year, and in all. */
function paidFunction(kit: Kit, { table, firstYear, years }: PaidColumns): Callee<readonly []> {
  const { program, plan, tools } = kit;
  const { ledger } = plan;
  const width = years + 1;
  const journal = plan.regions.postings.address;
  const pairs = ledger.categories.length * ledger.currencies.length;
  return program.function("paid", { place: "i32" }, [], ({ place }, self) => {
    const [at, row, year, column] = self.variables("i32", "at", "row", "year", "column");
    const [minor, sum] = self.variables("i64", "minor", "sum");
    const add = (index: Expr<"i32">): readonly Stmt[] => [
      set(column, i32.load(i32.shl(i32.add(row, index), n(2)), table)),
      when(column, [
        set(column, i32.add(column, i32.shl(place, n(3)))),
        set(sum, i64.add(i64.load(column), minor)),
        when(i64.lt_s(sum, i64.const(0n)), [kit.fail(FAILURE.tooLarge)]),
        i64.store(column, sum),
      ]),
    ];
    return [
      set(at, i32.mul(i32.load(n(GLOBAL.postings)), n(POSTING.bytes))),
      loop((postings) => [
        set(at, i32.sub(at, n(POSTING.bytes))),
        when(i32.lt_s(at, n(0)), [leave(postings)]),
        when(i32.load(at, journal + POSTING.verb), [
          set(minor, i64.load(at, journal + POSTING.minor)),
          set(row, i32.mul(i32.rem_u(i32.load(at, journal + POSTING.total), n(pairs)), n(width))),
          set(year, i32.sub(call(tools.calendar.year, i32.load(at, journal + POSTING.date)), n(firstYear))),
          ...add(year),
          ...add(n(years)),
        ]),
      ]),
    ];
  });
}
