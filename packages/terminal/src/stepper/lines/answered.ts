/** What a question comes to: lines, or why there is no answer. */
import type { Problem } from "@steppe/core";

export type Answered =
  | { readonly ok: true; readonly lines: readonly string[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export const answered = (lines: readonly string[]): Answered => ({ ok: true, lines });

export function refusal(code: string, message: string, more: Partial<Problem> = {}): Answered & { ok: false } {
  return { ok: false, problems: [{ code, severity: "error", message, ...more }] };
}
