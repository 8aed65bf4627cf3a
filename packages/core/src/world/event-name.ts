/** Events as people call them: the engine's own have names of XState's or of ours. */
import { ASK, START } from "../statechart/machine.ts";

/** "start", "condition" (asked again), "after 5 years in open", "done"; else the event's own name. */
export function eventName(event: string): string {
  if (event === START) return "start";
  if (event === ASK) return "condition";
  const [, state, delay] = /^xstate\.after\.(.*?) ?(after .*)\.m(?:\/.*)?$/.exec(event) ?? [];
  if (delay !== undefined) return state ? `${delay} in ${state}` : delay;
  return event.startsWith("xstate.done.") ? "done" : event;
}
