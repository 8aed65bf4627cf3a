/**
 * The timeline in code: what is told on known dates.
 *
 * An entry whose receiver is an actor of the file and whose values do not draw is code; any other (told to a group or to
 * an opened actor, drawn values, changed assumptions) is left to `told`, which does it over the same memory.
 */
import { reads, type TimelineEntry } from "@steppe/core";
import { TIMELINE } from "@steppe/core/world/step.ts";
import {
  both,
  type Callee,
  type Expr,
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
import type { Plan } from "../plan/plan.ts";
import { DATED, isInserted } from "../plan/plan.ts";
import { FAILURE } from "../runtime/fail.ts";
import { storeFound } from "./found.ts";
import { type Kit, n } from "./kit.ts";

export interface TimelineCode {
  /** (number of the entry) */
  readonly enter: Callee<readonly []>;
}

/** Whether an entry can be code. */
export function isPlainEntry(kit: Kit, entry: TimelineEntry): boolean {
  if (entry.does !== "send" || !kit.plan.model.actorIndex.has(entry.actor)) return false;
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
      const index = plan.model.actorIndex.get(one.actor) as number;
      const layout = plan.actors[index]?.layout;
      const shape = layout?.events.get(one.event);
      const declared = [...(layout?.chart.events.get(one.event)?.keys() ?? [])];
      const found = one.with.map(({ name, kind, value }) => ({
        bit: declared.indexOf(name),
        value: evaluations.kept(value, kind, { states: [] }),
      }));
      const mask = found.reduce((sum, { bit }) => sum | (1 << bit), 0);
      const payload = plan.regions.payload.address;
      return [
        ...found.flatMap(({ value }) => value.statements),
        ...found.flatMap(({ bit, value }) => storeFound(n(payload), shape?.fields[bit]?.offset ?? 0, value)),
        run(
          step,
          n(index),
          n(plan.events.get(one.event) as number),
          n(plan.texts.number(TIMELINE)),
          n(payload),
          n(mask),
        ),
      ];
    });
    return [switchOn(entry, cases)];
  });
  return { enter };
}
