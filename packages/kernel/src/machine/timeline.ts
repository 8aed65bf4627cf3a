/**
 * The timeline in code: what is told on known dates.
 *
 * An entry whose receiver is an actor of the file and whose values do not draw is code; any other (told to a group or to
 * an opened actor, drawn values, changed assumptions) is left to `told`, which does it over the same memory.
 */
import { reads, type TimelineEntry } from "@steppe/core";
import { TIMELINE } from "@steppe/core/world/step.ts";
import { type Callee, run, type Stmt, switchOn } from "../code/index.ts";
import { Evaluations } from "../lower/evaluation.ts";
import { storeFound } from "./effects.ts";
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
