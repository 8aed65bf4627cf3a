/**
 * What exact arithmetic reads of some days where not every posting is kept: the running sums of the expression at hand.
 *
 * The World's arithmetic reads each posting that a sum takes in. A running sum stands for all of its days: one posting of
 * its whole sum, on a day of the same rate. What is discounted is given whole, as one posting of the first day.
 */
import {
  type Environment,
  type Exact,
  type Expression,
  exact,
  type Flow,
  type LedgerQuery,
  roundHalfEven,
  visit,
} from "@steppe/core";
import { journalSum } from "@steppe/core/ledger/sums.ts";
import { evaluate } from "@steppe/core/world/evaluate.ts";
import { type LedgerNode, type Part, type Parts, totalsRead } from "../passes/running.ts";
import { CellOverflow } from "../plan/cells.ts";
import type { Memory } from "../plan/memory.ts";
import type { DatedSums } from "../plan/reading.ts";
import type { RunningPlace } from "../runtime/running.ts";
import { DECIMALS } from "../runtime/worth.ts";

/** Where running sums lie, and what is read off them. Plain data. */
export interface RanAlongData {
  /** Whether every posting is kept. */
  readonly all: boolean;
  /** Totals whose postings are kept. */
  readonly kept: ReadonlySet<number>;
  readonly parts: ReadonlyMap<Expression, Parts>;
  /** By number of the running sum. */
  readonly sums: readonly PlacedSum[];
}

interface PlacedSum extends RunningPlace {
  /** The first day of each stretch of a rate. */
  readonly starts: readonly number[];
}

/** A sum of the expression at hand that is read off running sums. */
interface Candidate {
  readonly node: LedgerNode;
  readonly parts: Parts;
}

export class RanAlong implements DatedSums {
  readonly #memory: Memory;
  readonly #data: RanAlongData;
  readonly #found = new WeakMap<Expression, readonly Candidate[]>();
  #candidates: readonly Candidate[] = [];
  #outside: (() => Environment) | undefined;

  constructor(memory: Memory, data: RanAlongData) {
    this.#memory = memory;
    this.#data = data;
  }

  /** Evaluates an expectation or a measure, of which running sums are read; `outside`: what it reads else. */
  within<T>(expression: Expression, outside: () => Environment, work: () => T): T {
    this.#candidates = this.#candidatesOf(expression);
    this.#outside = outside;
    try {
      return work();
    } finally {
      this.#candidates = [];
    }
  }

  #candidatesOf(expression: Expression): readonly Candidate[] {
    const known = this.#found.get(expression);
    if (known) return known;
    const found: Candidate[] = [];
    visit(expression, (node) => {
      const parts = this.#data.parts.get(node);
      if (parts) found.push({ node: node as LedgerNode, parts });
    });
    this.#found.set(expression, found);
    return found;
  }

  sum(query: LedgerQuery): bigint | undefined {
    if (this.#data.all) return undefined;
    const one = this.#asked(query, ({ node }) => node.node === "sum" && !node.sum.convert);
    if (!one) return this.#kept(query);
    const [part] = one.parts;
    return part ? this.#minor(part, query) : 0n;
  }

  flow(query: LedgerQuery): readonly Flow[] | undefined {
    if (this.#data.all) return undefined;
    const one = this.#asked(query, ({ node }) => node.node === "npv" || node.sum.convert);
    if (!one) return this.#kept(query);
    const { node, parts } = one;
    if (node.node === "npv") {
      const { start } = this.#memory.model.period;
      return [{ date: start, currency: node.sum.currency, minor: this.#worth(parts) }];
    }
    return parts.flatMap((part): readonly Flow[] => {
      const currency = this.#memory.plan.ledger.currencies[part.currency] as string;
      const { ratios } = part;
      const date = this.#memory.model.period.start;
      if (!ratios) return nonZero({ date, currency, minor: this.#minor(part, query) });
      const { starts } = this.#data.sums[part.sum as number] as PlacedSum;
      return ratios.flatMap((_, stretch) =>
        nonZero({ date: starts[stretch] as number, currency, minor: this.#read(part, stretch) }),
      );
    });
  }

  /** The one sum at hand that a query is of. */
  #asked(query: LedgerQuery, isSuch: (candidate: Candidate) => boolean): Candidate | undefined {
    const all = this.#candidates.filter((one) => isSuch(one) && this.#isOf(query, one.node));
    if (all.some((one) => keyOf(one) !== keyOf(all[0] as Candidate)))
      throw new CellOverflow("two sums that exact arithmetic cannot tell apart");
    return all[0];
  }

  #isOf(query: LedgerQuery, { sum }: LedgerNode): boolean {
    const { filter, quantity, party } = sum;
    const environment = (this.#outside as () => Environment)();
    const value = (expression: Expression | undefined): unknown => expression && evaluate(expression, environment);
    return (
      query.quantity === quantity &&
      query.category === filter.category &&
      query.currency === (sum.convert ? undefined : sum.currency) &&
      query.from === value(filter.from) &&
      query.to === value(filter.to) &&
      query.party === value(party) &&
      query.since === value(filter.on ?? filter.since) &&
      query.until === value(filter.on ?? filter.until)
    );
  }

  /** Undefined where the postings that are kept are all that a query takes in. */
  #kept(query: LedgerQuery): undefined {
    for (const total of totalsRead(this.#memory.plan, asNode(query))) {
      if (!this.#data.kept.has(total)) throw new CellOverflow("postings that were not kept");
    }
    return undefined;
  }

  #minor(part: Part, query: LedgerQuery): bigint {
    if (part.sum !== undefined) return this.#read(part);
    const currency = this.#memory.plan.ledger.currencies[part.currency] as string;
    const { since: _since, until: _until, ...always } = query;
    return journalSum(this.#memory.books, { ...always, currency });
  }

  #read(part: Part, stretch?: number): bigint {
    return this.#limb(part, stretch, 0) ?? 0n;
  }

  /** Undefined where the sum is of another day than today, or of another year. */
  #limb({ sum }: Part, stretch: number | undefined, offset: 0 | 8): bigint | undefined {
    const { cell, width, last } = this.#data.sums[sum as number] as PlacedSum;
    if (last !== undefined && this.#memory.today > this.#memory.get(last)) return undefined;
    return this.#memory.view.getBigInt64(cell + width * (stretch ?? 0) + offset, true);
  }

  /** What all parts are worth, rounded once. */
  #worth(parts: Parts): bigint {
    const units = (part: Part, stretch?: number): bigint =>
      ((this.#limb(part, stretch, 0) ?? 0n) << 64n) + BigInt.asUintN(64, this.#limb(part, stretch, 8) ?? 0n);
    let total: Exact = exact(0);
    for (const part of parts) {
      const { ratios } = part;
      if (!ratios) total = total.add(exact(units(part), DECIMALS));
      for (const [stretch, ratio] of (ratios ?? []).entries()) {
        const own = exact(units(part, stretch), DECIMALS);
        if (ratio) total = total.add(own.mul(ratio));
        else if (own.n !== 0n) throw new CellOverflow("a posting before the first rate");
      }
    }
    return roundHalfEven(total);
  }
}

/** Two of one key come to the same. */
const keyOf = ({ node, parts }: Candidate): string =>
  [node.node, node.sum.currency, ...parts.map(({ currency, sum }) => `${currency} ${sum}`)].join();

const nonZero = (flow: Flow): readonly Flow[] => (flow.minor === 0n ? [] : [flow]);

/** A query as the sum that asks it: the parties are names. */
function asNode(query: LedgerQuery): LedgerNode {
  const { quantity, category, from, to, party, currency } = query;
  const named = (value: string | undefined) =>
    value === undefined ? undefined : { node: "literal", kind: { type: "party" }, value, place: NO_PLACE };
  const filter = { category, from: named(from), to: named(to) };
  const sum = { quantity, filter, party: named(party), currency, convert: currency === undefined, chosen: true };
  return { node: "sum", sum, place: NO_PLACE } as unknown as LedgerNode;
}

const NO_PLACE = { file: "", line: 1, column: 1, length: 1 };
