/** What `steppe check` says of a file in which it found nothing. */
import { counted, oneLine } from "./text.ts";

export function checkSummary(name: string, variants: readonly string[]): string {
  const also = variants.length === 0 ? "" : `, nor in its ${counted(variants.length, "variant")}`;
  return `${oneLine(name)}: no problems${also}`;
}
