/**
 * The timeline in code: what is told on known dates.
 *
 * An entry told to an actor of the file, or to one that such an actor opens, is code unless its values draw; any other
 * (told to a group, drawn values, changed assumptions) is left to `told`, which does it over the same memory.
 */
import { reads, type TimelineEntry } from "@steppe/core";
import { TIMELINE } from "@steppe/core/world/step.ts";
import {
  both,
  type Callee,
  call,
  type Expr,
  type FunctionCode,
  i32,
  i64,
  leave,
  loop,
  memoryCopy,
  run,
  type Stmt,
  set,
  switchOn,
  when,
} from "../code/index.ts";
import { Evaluations } from "../lower/evaluation.ts";
import { NEVER_DAY } from "../plan/cells.ts";
import { type ChartLayout, HEAD } from "../plan/chart-layout.ts";
import { DATED, GLOBAL, GROUP, isInserted, type Plan, type PlannedGroup } from "../plan/plan.ts";
import { FAILURE } from "../runtime/fail.ts";
import { type NamedFound, storeFound } from "./found.ts";
import { type Kit, n } from "./kit.ts";
import { identityOf } from "./opening.ts";
import { type Message, messageOf } from "./telling.ts";

export interface TimelineCode {
  /** (number of the entry) */
  readonly enter: Callee<readonly []>;
}

/** Who opens an actor, its group, and its name in it. */
interface OpenedName {
  readonly opener: string;
  readonly group: PlannedGroup;
  readonly last: string;
}

/** The parts of a name such as "launches/claim/2007", of what an actor of the file opens. */
function openedName({ model, groups }: Plan, name: string): OpenedName | undefined {
  const [opener, key, last, ...more] = name.split("/");
  const group = groups.get(key ?? "");
  if (opener === undefined || !group || last === undefined || more.length > 0) return undefined;
  return model.actorIndex.has(opener) && !model.actorIndex.has(name) && !groups.has(name)
    ? { opener, group, last }
    : undefined;
}

/** Whether an entry can be code. */
function isPlainEntry({ plan }: Kit, entry: TimelineEntry): boolean {
  if (entry.does !== "send") return false;
  if (!plan.model.actorIndex.has(entry.actor) && !openedName(plan, entry.actor)) return false;
  return entry.with.every(({ value }) => reads(value).draws.length === 0);
}

/** Whether the days of the timeline are the same on every path, so that they are put down once; else whether code finds them. */
export function datesOf({ model }: Plan, kept: readonly string[]): "fixed" | "code" | "left" {
  const all = model.timeline.map(({ on }) => reads(on));
  if (all.some(({ draws }) => draws.length > 0)) return "left";
  if (all.every(({ assumptions }) => [...assumptions].every((name) => !kept.includes(name)))) return "fixed";
  return model.timeline.some(isInserted) ? "left" : "code";
}

/**
 * (): puts the days of all entries into memory, in order: by date, within a date as in the file. Those that are the same
 * on every path are sorted when the code is made; those that assumptions decide are put between them.
 */
export function datesIn({ program, plan, tools, fail }: Omit<Kit, "findDates">): Callee<readonly []> {
  const { timeline, period } = plan.model;
  const { address } = plan.regions.timeline;
  return program.function("findDates", {}, [], (_params, self) => {
    const evaluations = new Evaluations(tools, self as never);
    const found = timeline.map(({ on }, entry) => ({ entry, date: evaluations.word(on, { states: [] }) }));
    const isFixed = ({ date }: (typeof found)[number]): boolean => date.code.kind === "const";
    const dayOf = ({ date }: (typeof found)[number]): number => (date.code as Expr & { kind: "const" }).value as number;
    const fixed = found.filter(isFixed).sort((a, b) => dayOf(a) - dayOf(b) || a.entry - b.entry);
    const moving = found.filter((one) => !isFixed(one));
    const words = new Int32Array([...fixed.flatMap((one) => [dayOf(one), one.entry]), NEVER_DAY, 0]);
    const early = fixed.some((one) => dayOf(one) < period.start);
    const [at, date] = self.variables("i32", "at", "date");
    const before = (offset: number) => i32.load(i32.sub(at, n(DATED.bytes)), address + offset);
    return [
      ...(early ? [fail(FAILURE.period)] : []),
      memoryCopy(n(address), n(tools.table(new Uint8Array(words.buffer))), n(words.byteLength)),
      ...moving.flatMap(({ entry, date: { statements, code } }, place) => [
        ...statements,
        set(date, code),
        when(i32.lt_s(date, n(period.start)), [fail(FAILURE.period)]),
        set(at, n((fixed.length + place) * DATED.bytes)),
        // The last word of all: no date comes after it.
        i64.store(n(address + (fixed.length + place + 1) * DATED.bytes), i64.const(BigInt(NEVER_DAY))),
        loop((sinking) => [
          when(i32.eqz(at), [leave(sinking)]),
          when(i32.lt_s(before(DATED.date), date), [leave(sinking)]),
          when(both(i32.eq(before(DATED.date), date), i32.lt_s(before(DATED.entry), n(entry))), [leave(sinking)]),
          i64.store(at, i64.load(i32.sub(at, n(DATED.bytes)), address), address),
          set(at, i32.sub(at, n(DATED.bytes))),
        ]),
        i32.store(at, date, address + DATED.date),
        i32.store(at, n(entry), address + DATED.entry),
      ]),
    ];
  });
}

export function timelineIn(kit: Kit, step: Callee<readonly []>, left: Callee<readonly []>): TimelineCode {
  const { program, plan } = kit;
  const enter = program.function("enterTimeline", { entry: "i32" }, [], ({ entry }, self) => {
    const evaluations = new Evaluations(kit.tools, self as never);
    const cases = plan.model.timeline.map((one, number): readonly Stmt[] => {
      if (one.does !== "send" || !isPlainEntry(kit, one)) return [run(left, n(number))];
      const found = one.with.map(
        ({ name, kind, value }): NamedFound => ({ name, kind, value: evaluations.kept(value, kind, { states: [] }) }),
      );
      const statements = found.flatMap(({ value }) => value.statements);
      const to = (index: Expr<"i32">, layout: ChartLayout): readonly Stmt[] =>
        stepped(plan, step, index, messageOf(plan, layout, one.event, found));
      const actor = plan.actors[plan.model.actorIndex.get(one.actor) ?? -1];
      if (actor) return [...statements, ...to(n(actor.index), actor.layout)];
      const opened = openedName(plan, one.actor) as OpenedName;
      return [...statements, ...toOpened(kit, self as never, opened, to)];
    });
    return [switchOn(entry, cases)];
  });
  return { enter };
}

function stepped(
  { regions, texts }: Plan,
  step: Callee<readonly []>,
  index: Expr<"i32">,
  { event, mask, values }: Message,
): readonly Stmt[] {
  const payload = n(regions.payload.address);
  return [
    ...values.flatMap(({ offset, value }) => storeFound(payload, offset, value)),
    run(step, index, event, n(texts.number(TIMELINE)), payload, n(mask)),
  ];
}

/** To the one of its group with this name, by its chart; where there is none, a step of nobody. */
function toOpened(
  { plan, blockOf }: Kit,
  code: FunctionCode,
  { opener, group, last }: OpenedName,
  to: (index: Expr<"i32">, layout: ChartLayout) => readonly Stmt[],
): readonly Stmt[] {
  const [member, block] = code.variables("i32", "member", "block");
  const nobody = i32.store(n(GLOBAL.steps), i32.add(i32.load(n(GLOBAL.steps)), n(1)));
  const identity = identityOf(plan, last);
  if (identity === undefined) return [nobody];
  const isHe = both(
    i32.eq(i32.load(block, HEAD.opener), n(plan.texts.number(opener))),
    i32.eq(i32.load(block, HEAD.identity), n(identity)),
  );
  const byChart = [...plan.pools.values()].map(({ layout }) => to(member, layout));
  return [
    set(member, i32.load(n(group.address), GROUP.first)),
    loop((found) => [
      when(i32.lt_s(member, n(0)), [leave(found)]),
      set(block, call(blockOf, member)),
      when(isHe, [leave(found)]),
      set(member, i32.load(block, HEAD.next)),
    ]),
    when(i32.lt_s(member, n(0)), [nobody], [switchOn(i32.load(block, HEAD.pool), byChart)]),
  ];
}
