/** Exact numbers that went to another thread: a structured clone keeps their parts, and not what they are. */
import Fraction from "fraction.js";

/** The same data, in which all that has the parts of an exact number is one again, in place. */
export function revived<T>(data: T): T {
  const seen = new Set<unknown>();
  const found: unknown[] = [data];
  const look = (one: unknown): void => {
    if (typeof one !== "object" || one === null || seen.has(one)) return;
    seen.add(one);
    found.push(one);
  };
  for (let one = found.pop(); one !== undefined; one = found.pop()) {
    if (one instanceof Map) {
      for (const [key, value] of one) {
        look(key);
        look(value);
      }
    } else if (Array.isArray(one) || one instanceof Set) for (const item of one) look(item);
    else if (!ArrayBuffer.isView(one)) {
      if (isParts(one)) Object.setPrototypeOf(one, Fraction.prototype);
      else for (const key in one as object) look((one as Record<string, unknown>)[key]);
    }
  }
  return data;
}

function isParts(one: unknown): boolean {
  const { s, n, d } = one as Record<string, unknown>;
  return typeof s === "bigint" && typeof n === "bigint" && typeof d === "bigint";
}
