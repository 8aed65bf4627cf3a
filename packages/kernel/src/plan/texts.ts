/**
 * Names as numbers: every text, party and actor name that a model can ever compare or pass on.
 *
 * No expression makes a new text, so all of them are known before a path is run, but for the names of actors that
 * are opened on the way: these are numbers below zero, -1 - the index of the actor.
 */

export class Texts {
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [];

  constructor() {
    this.number(""); // nobody is 0
  }

  /** Those whose texts are `all`, in the order of their numbers. */
  static of(all: readonly string[]): Texts {
    const made = new Texts();
    for (const text of all) made.number(text);
    return made;
  }

  get all(): readonly string[] {
    return this.#texts;
  }

  /** The number of a text; a new one is taken in. */
  number(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#texts.length;
    this.#numbers.set(text, number);
    this.#texts.push(text);
    return number;
  }

  /** The number of a text that was taken in before; undefined for any other. */
  known(text: string): number | undefined {
    return this.#numbers.get(text);
  }

  /** The text of a number. Asserts that it is one of a text. */
  text(number: number): string {
    const text = this.#texts[number];
    if (text === undefined) throw new RangeError(`no text has the number ${number}`);
    return text;
  }

  get size(): number {
    return this.#texts.length;
  }
}

/** The number that names an opened actor, and its inverse. */
export const openedName = (index: number): number => -1 - index;
export const isOpenedName = (number: number): boolean => number < 0;
export const openedIndex = (number: number): number => -1 - number;
