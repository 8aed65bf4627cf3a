/** Suggestions: the known name a person most likely meant. */
import { distance } from "fastest-levenshtein";

/**
 * The candidate nearest to `name` within a third of its length (at least one edit), ignoring case;
 * undefined when none is near, or when it is `name` itself. Two neighbouring letters in the wrong order are one edit. Ties go to
 * the first candidate in code-unit order.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  const known = [...candidates];
  if (known.includes(name)) return undefined;
  const limit = Math.max(1, Math.ceil(name.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of known) {
    // Each edit changes the length by one at most.
    if (Math.abs(candidate.length - name.length) > Math.min(limit, bestDistance)) continue;
    const d = edits(name.toLowerCase(), candidate.toLowerCase());
    if (d < bestDistance || (d === bestDistance && best !== undefined && candidate < best)) {
      best = candidate;
      bestDistance = d;
    }
  }
  return best;
}

function edits(name: string, candidate: string): number {
  return isSwapped(name, candidate) ? 1 : distance(name, candidate);
}

/** Whether two neighbouring letters in the wrong order are all that sets them apart. */
function isSwapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

/** A help line for `nearest`, or none: spread into `help`. */
export function didYouMean(name: string, candidates: Iterable<string>): readonly string[] {
  const found = nearest(name, candidates);
  return found === undefined ? [] : [`did you mean \`${found}\`?`];
}
