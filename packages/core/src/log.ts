/**
 * An append-only list that is a value: `append` gives a new list, the old one stays good.
 *
 * Versions share one array and differ in their length, so a history of n steps costs n places and
 * not n². Appending to a version that is no longer the newest copies its part once: a fork pays
 * for its past when it first departs from it, never again.
 */
export class Log<T> implements Iterable<T> {
  readonly length: number;
  readonly #items: T[];

  private constructor(items: T[], length: number) {
    this.#items = items;
    this.length = length;
  }

  static of<T>(items: Iterable<T> = []): Log<T> {
    const own = [...items];
    return new Log(own, own.length);
  }

  append(item: T): Log<T> {
    const items = this.#items.length === this.length ? this.#items : this.#items.slice(0, this.length);
    items.push(item);
    return new Log(items, items.length);
  }

  /** The item at an index from 0; undefined past the end. */
  at(index: number): T | undefined {
    return index >= 0 && index < this.length ? this.#items[index] : undefined;
  }

  get last(): T | undefined {
    return this.at(this.length - 1);
  }

  *[Symbol.iterator](): Iterator<T> {
    for (let i = 0; i < this.length; i++) yield this.#items[i] as T;
  }

  /** From the newest to the oldest. */
  *backwards(): Iterable<T> {
    for (let i = this.length - 1; i >= 0; i--) yield this.#items[i] as T;
  }

  /** Items from an index (included) to another (not included); what lies outside is left out. */
  slice(from: number, to: number = this.length): readonly T[] {
    return this.#items.slice(Math.max(0, from), Math.max(0, Math.min(to, this.length)));
  }

  toArray(): readonly T[] {
    return this.slice(0);
  }
}
