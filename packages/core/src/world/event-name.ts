/** Events as people call them: the engine's own have names of XState's or of ours. */
import { ASK, START } from "../statechart/machine.ts";

/** "start", "condition" (asked again), "after 5 years", "done"; else the event's own name. */
export function eventName(event: string): string {
  if (event === START) return "start";
  if (event === ASK) return "condition";
  const delayed = /^xstate\.after\..*? (after .*)\.m(?:\/.*)?$/.exec(event);
  if (delayed) return delayed[1] ?? event;
  return event.startsWith("xstate.done.") ? "done" : event;
}
