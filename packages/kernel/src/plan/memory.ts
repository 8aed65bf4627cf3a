/** The memory of one path, read by name: what code keeps by address, as the World's values. */
import type { Model, Posting, Value } from "@steppe/core";
import type { Total } from "@steppe/core/ledger/journal.ts";
import type { Books } from "@steppe/core/ledger/sums.ts";
import { type CellCoder, cellCoder, dayOf, type OpenedNames } from "./cells.ts";
import { type ChartLayout, HEAD, NOT_STARTED, type Slot } from "./chart-layout.ts";
import { GLOBAL, GROUP, MILESTONE, type Plan, POSTING, TOTAL } from "./plan.ts";
import { isOpenedName, openedIndex } from "./texts.ts";

/** An actor of this path, of the file or opened. */
export interface Block {
  readonly index: number;
  readonly address: number;
  readonly layout: ChartLayout;
}

export class Memory implements OpenedNames {
  readonly plan: Plan;
  readonly model: Model;
  readonly coder: CellCoder;
  view: DataView;
  readonly #byPool: readonly ChartLayout[];
  readonly #groupNames: readonly string[];

  constructor(plan: Plan, buffer: ArrayBuffer) {
    this.plan = plan;
    this.model = plan.model;
    this.view = new DataView(buffer);
    this.coder = cellCoder(plan.texts, this);
    this.#byPool = [...plan.pools.values()].map(({ layout }) => layout);
    this.#groupNames = [...plan.groups.keys()];
  }

  get(offset: number): number {
    return this.view.getInt32(offset, true);
  }

  set(offset: number, value: number): void {
    this.view.setInt32(offset, value, true);
  }

  get today(): number {
    return this.get(GLOBAL.today);
  }

  /** How many actors there are, opened ones included. */
  get size(): number {
    return this.get(GLOBAL.actors);
  }

  block(index: number): Block {
    const planned = this.plan.actors[index];
    if (planned) return planned;
    const { address, stride } = this.plan.regions.actorAddresses;
    const at = this.get(address + index * stride);
    return { index, address: at, layout: this.#byPool[this.get(at + HEAD.pool)] as ChartLayout };
  }

  /** An actor of the file, or an opened one, by name. */
  named(name: string): Block | undefined {
    const planned = this.model.actorIndex.get(name);
    if (planned !== undefined) return this.block(planned);
    const index = this.indexOf(name);
    return index === undefined ? undefined : this.block(index);
  }

  /** The index of an opened actor: "launches/claim/2007", "launches/claim/1". */
  indexOf(name: string): number | undefined {
    if (!name.includes("/")) return undefined;
    for (let index = this.plan.actors.length; index < this.size; index++) {
      if (this.nameOf(index) === name) return index;
    }
    return undefined;
  }

  nameOf(index: number): string {
    const planned = this.plan.actors[index];
    if (planned) return planned.name;
    const { address } = this.block(index);
    const opener = this.nameText(this.get(address + HEAD.opener));
    const given = this.get(address + HEAD.given);
    const last = given > 0 ? this.plan.texts.text(given) : String(this.get(address + HEAD.ordinal));
    return `${opener}/${this.#groupNames[this.get(address + HEAD.group)]}/${last}`;
  }

  /** The text behind the number of a name: of an opened actor too. */
  nameText(number: number): string {
    return isOpenedName(number) ? this.nameOf(openedIndex(number)) : this.plan.texts.text(number);
  }

  /** The members of a group in the order in which they were opened; undefined for what is no group. */
  members(group: string): readonly Block[] | undefined {
    const planned = this.plan.groups.get(group);
    if (!planned) return undefined;
    const found: Block[] = [];
    for (let index = this.get(planned.address + GROUP.first); index >= 0; ) {
      const block = this.block(index);
      found.push(block);
      index = this.get(block.address + HEAD.next);
    }
    return found;
  }

  /** Whether an opened actor was given an input. */
  isGiven({ address, layout }: Block, input: string): boolean {
    const bit = BigInt([...layout.inputs.keys()].indexOf(input));
    return (this.view.getBigInt64(address + HEAD.inputs, true) & (1n << bit)) !== 0n;
  }

  openerOf({ address }: Block): string {
    return this.nameText(this.get(address + HEAD.opener));
  }

  /** Where an actor lies as others, and it itself by its name, see it in the step at hand. */
  seenAt(block: Block): number {
    const isOwn = this.get(GLOBAL.stepActor) === block.index && this.plan.selfReading.has(block.index);
    return isOwn ? this.plan.regions.before.address : block.address;
  }

  value(block: Pick<Block, "address">, slot: Slot): Value {
    return this.coder.read(this.view, block.address + slot.offset, slot.kind);
  }

  /** The states of an actor as it was when the step at hand began; none before its start. */
  states(block: Block): readonly string[] {
    const now = this.get(block.address + HEAD.configuration);
    const at = this.get(GLOBAL.stepActor) === block.index ? this.get(GLOBAL.stepConfiguration) : now;
    return at === NOT_STARTED ? [] : (block.layout.table.configurations[at]?.states ?? []);
  }

  /** First day and count of a state; undefined for one that was never entered. */
  milestone(key: string): { readonly first: number; readonly count: number } | undefined {
    const address = this.plan.milestones.get(key);
    if (address === undefined) return undefined;
    const count = this.get(address + MILESTONE.count);
    return count === 0 ? undefined : { first: dayOf(this.get(address + MILESTONE.first)), count };
  }

  /** The ledger so far. */
  get books(): Books {
    return {
      totals: { values: () => this.#totals() },
      postings: { backwards: () => this.#backwards() },
    };
  }

  #between(number: number): Pick<Total, "from" | "to" | "category" | "currency"> {
    const { parties, categories, currencies } = this.plan.ledger;
    const currency = number % currencies.length;
    const rest = Math.trunc(number / currencies.length);
    const category = rest % categories.length;
    const pair = Math.trunc(rest / categories.length);
    return {
      from: parties[Math.trunc(pair / parties.length)] as string,
      to: parties[pair % parties.length] as string,
      category: categories[category] as string,
      currency: currencies[currency] as string,
    };
  }

  *#totals(): Iterable<Total> {
    const { address, totals } = this.plan.ledger;
    for (let number = 0; number < totals; number++) {
      const at = address + number * TOTAL.bytes;
      const due = this.view.getBigInt64(at + TOTAL.due, true);
      const paid = this.view.getBigInt64(at + TOTAL.paid, true);
      if (due === 0n && paid === 0n) continue;
      const settled = this.view.getBigInt64(at + TOTAL.settled, true);
      yield { ...this.#between(number), due, paid, settled };
    }
  }

  *#backwards(): Iterable<Posting> {
    const { address } = this.plan.regions.postings;
    for (let n = this.get(GLOBAL.postings) - 1; n >= 0; n--) yield this.posting(n, address);
  }

  posting(n: number, address = this.plan.regions.postings.address): Posting {
    const at = address + n * POSTING.bytes;
    return {
      n,
      date: this.get(at + POSTING.date),
      step: 0,
      verb: this.get(at + POSTING.verb) === 0 ? "owe" : "pay",
      ...this.#between(this.get(at + POSTING.total)),
      minor: this.view.getBigInt64(at + POSTING.minor, true),
      settled: this.view.getBigInt64(at + POSTING.settled, true),
    };
  }
}
