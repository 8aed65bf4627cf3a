/**
 * How many digits numbers can come to: the World refuses one of more than 3,000, so that arithmetic goes wrong where it
 * may grow without end.
 *
 * A number is bounded by its digits before and after the decimal point. A variable that is set to more than itself adds
 * to it at most so much each time, and that for as often as a path may set anything; one that is set to a multiple of
 * itself (a factor above 1, or decimals that become more) has no bound.
 */
import { type Exact, type Expression, reads, type Value } from "@steppe/core";
import type { Assignment } from "@steppe/core/statechart/chart.ts";

/** How many digits a value comes to before the decimal point at most, and how many after it. */
interface Size {
  readonly digits: number;
  readonly decimals: number;
}

/** A value as a multiple of variables whose bound is being looked for, and something beside them. */
interface Growth extends Size {
  /** The sum of the factors of those variables, and by how many decimals a product makes theirs longer. */
  readonly factor: number;
  /** The most that the value comes to, beside them; infinite where digits are all that is known. */
  readonly most: number;
  readonly longer: number;
}

/** Less than the 3,000 digits of arithmetic.ts, for what is rounded here. */
const MOST_DIGITS = 2_900;

/** The digits of how often no path sets a variable: it has a million steps at most, and each few microsteps. */
const SETS_DIGITS = 12;

/** A variable with what it begins with. */
interface Declared {
  readonly kind: Expression["kind"];
  readonly initial?: Expression;
}

export class Sizes {
  readonly #variables: ReadonlyMap<string, Declared>;
  readonly #sets: ReadonlyMap<string, readonly Expression[]>;
  readonly #input: (name: string) => Expression | undefined;
  readonly #found = new Map<string, Size | undefined>();

  /** Of the variables of one machine, all that they are ever set to, and the expressions of its inputs. */
  constructor(
    variables: ReadonlyMap<string, Declared>,
    sets: readonly Assignment[],
    input: (name: string) => Expression | undefined,
  ) {
    this.#variables = variables;
    this.#input = input;
    const all = new Map<string, Expression[]>();
    for (const [name, { initial }] of variables) if (initial) all.set(name, [initial]);
    for (const { name, value } of sets) all.set(name, [...(all.get(name) ?? []), value]);
    this.#sets = all;
  }

  /** Whether the value of an expression of numbers or money has a bound, and stays below the World's. */
  isBounded(expression: Expression): boolean {
    const size = this.#sizeOf(expression, NONE);
    return size !== undefined && fits(size);
  }

  /** `open`: the variables of which it is asked how they grow. */
  #sizeOf(expression: Expression, open: ReadonlySet<string>): Growth | undefined {
    switch (expression.node) {
      case "literal":
        return ofLiteral(expression.value);
      case "reference":
        return this.#ofReference(expression, open);
      case "negate":
        return this.#sizeOf(expression.operand, open);
      case "if":
        return greater(this.#sizeOf(expression.then, open), this.#sizeOf(expression.otherwise, open));
      case "arithmetic": {
        const [left, right] = [this.#sizeOf(expression.left, open), this.#sizeOf(expression.right, open)];
        if (!left || !right) return undefined;
        if (expression.operator === "*") return product(left, right);
        return expression.operator === "+" || expression.operator === "-" ? sum(left, right) : undefined;
      }
      default:
        return undefined;
    }
  }

  #ofReference(
    { reference }: Extract<Expression, { node: "reference" }>,
    open: ReadonlySet<string>,
  ): Growth | undefined {
    if (reference.to === "variable") {
      if (open.has(reference.name)) return { factor: 1, most: 0, longer: 0, digits: 0, decimals: 0 };
      const size = this.#ofVariable(reference.name);
      return size && { ...size, factor: 0, most: Number.POSITIVE_INFINITY, longer: 0 };
    }
    const given = reference.to === "input" ? this.#input(reference.name) : undefined;
    return given && reads(given).variables.size === 0 && reads(given).inputs.size === 0
      ? this.#sizeOf(given, NONE)
      : undefined;
  }

  #ofVariable(name: string): Size | undefined {
    if (this.#found.has(name)) return this.#found.get(name);
    const group = this.#group(name);
    const size = this.#ofGroup(group);
    for (const one of group) this.#found.set(one, size);
    return size;
  }

  /** Variables that are set to more than each other: one bound for all. */
  #ofGroup(group: ReadonlySet<string>): Size | undefined {
    const size = { digits: 0, decimals: 0 };
    for (const name of group) {
      const kind = this.#variables.get(name)?.kind.type;
      if (kind !== "number" && kind !== "money") return undefined;
      for (const value of this.#sets.get(name) ?? []) {
        const growth = this.#sizeOf(value, group);
        // Not above 1, and a number at all: nothing times what has no bound is none.
        if (!growth || !(growth.factor <= 1)) return undefined;
        // Money is rounded to whole minor units each time, and loses its decimals.
        if (kind === "number" && growth.factor > 0 && growth.longer > 0) return undefined;
        size.digits = Math.max(size.digits, growth.digits);
        if (kind === "number") size.decimals = Math.max(size.decimals, growth.decimals);
      }
    }
    return { digits: size.digits + SETS_DIGITS + 1, decimals: size.decimals };
  }

  /** A variable with those that it depends on and that depend on it. */
  #group(name: string): ReadonlySet<string> {
    const behind = this.#behind(name);
    return new Set([name, ...[...behind].filter((one) => this.#behind(one).has(name))]);
  }

  #behind(name: string): ReadonlySet<string> {
    const found = new Set<string>();
    const see = (one: string): void => {
      for (const value of this.#sets.get(one) ?? []) for (const read of reads(value).variables) found.add(read);
    };
    see(name);
    for (const one of found) see(one);
    return found;
  }
}

const NONE: ReadonlySet<string> = new Set();

const fits = ({ digits, decimals }: Size): boolean => digits + decimals < MOST_DIGITS;

const isExact = (value: Value): value is Exact => typeof value === "object" && "d" in value;

function ofLiteral(value: Value): Growth | undefined {
  if (!isExact(value)) return undefined;
  const decimals = decimalsOf(value.d);
  if (decimals === undefined) return undefined;
  const digits = value.n < value.d ? 0 : String(value.n / value.d).length;
  return { factor: 0, most: Number(value.n) / Number(value.d), longer: 0, digits, decimals };
}

/** How many decimals a fraction with such a denominator has; undefined where they do not end, or are too many. */
function decimalsOf(denominator: bigint): number | undefined {
  for (let decimals = 0, power = 1n; decimals < 100; decimals += 1, power *= 10n) {
    if (power % denominator === 0n) return decimals;
  }
  return undefined;
}

function greater(a: Growth | undefined, b: Growth | undefined): Growth | undefined {
  if (!a || !b) return undefined;
  return {
    factor: Math.max(a.factor, b.factor),
    most: Math.max(a.most, b.most),
    longer: Math.max(a.longer, b.longer),
    digits: Math.max(a.digits, b.digits),
    decimals: Math.max(a.decimals, b.decimals),
  };
}

function sum(a: Growth, b: Growth): Growth | undefined {
  const both = greater(a, b);
  return both && { ...both, factor: a.factor + b.factor, most: a.most + b.most, digits: both.digits + 1 };
}

function product(a: Growth, b: Growth): Growth | undefined {
  if (a.factor > 0 && b.factor > 0) return undefined;
  const [growing, fixed] = a.factor > 0 ? [a, b] : [b, a];
  const grows = growing.factor > 0;
  return {
    factor: grows ? growing.factor * fixed.most : 0,
    most: growing.most * fixed.most,
    longer: grows ? growing.longer + fixed.decimals : 0,
    digits: growing.digits + fixed.digits,
    decimals: growing.decimals + fixed.decimals,
  };
}
