/** Why code ended in a trap: one name for each reason, whichever back end ran it. */
/// <reference path="../wasm/webassembly.d.ts" />

export type TrapReason =
  | "division-by-zero"
  | "division-overflow"
  | "conversion-overflow"
  | "memory-bounds"
  | "unreachable";

/** What generated JavaScript throws where WebAssembly would trap. */
export class Trap extends Error {
  readonly reason: TrapReason;

  constructor(reason: TrapReason) {
    super(reason);
    this.name = "Trap";
    this.reason = reason;
  }
}

// The specification names the traps and leaves their messages to the engine: these are V8's.
const MESSAGES: readonly (readonly [RegExp, TrapReason])[] = [
  [/divide by zero|remainder by zero/, "division-by-zero"],
  [/divide result unrepresentable/, "division-overflow"],
  [/float unrepresentable in integer range/, "conversion-overflow"],
  [/memory access out of bounds/, "memory-bounds"],
  [/unreachable/, "unreachable"],
];

/** The reason of a trap that was caught; undefined for any other error. */
export function trapReason(error: unknown): TrapReason | undefined {
  if (error instanceof Trap) return error.reason;
  if (!(error instanceof WebAssembly.RuntimeError)) return undefined;
  return MESSAGES.find(([pattern]) => pattern.test(error.message))?.[1];
}
