/** Delays: what an `after` or a delayed `raise` waits. */
import type { Expression } from "../expression/tree.ts";
import type { Problems } from "../problems.ts";

/** The delay, unless it is written negative: then a problem. A computed one is checked when it is put down. */
export function checkDelay(problems: Problems, delay: Expression): Expression | undefined {
  const literal = delay.node === "negate" ? delay.operand : delay;
  const negative =
    literal.node === "literal" &&
    literal.kind.type === "duration" &&
    (delay.node === "negate") !== isNegative(literal.value as { months: number; days: number });
  if (!negative) return delay;
  problems.error("negative-delay", delay.place, "a delay cannot be negative", {
    label: "before now",
    help: ["what should happen at once is an `always` transition"],
  });
  return undefined;
}

const isNegative = ({ months, days }: { months: number; days: number }): boolean => months < 0 || days < 0;
