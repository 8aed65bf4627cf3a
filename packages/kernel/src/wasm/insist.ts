/** Throws a TypeError: the program that builds the code is wrong. */
export function insist(condition: boolean, message: () => string): asserts condition {
  if (!condition) throw new TypeError(message());
}
