/** Assumptions: values with their footing, dated series, and which of them depend on which. */
import { checkText, reads } from "../expression/index.ts";
import type { Expression } from "../expression/tree.ts";
import { didYouMean } from "../nearest.ts";
import type { Problems } from "../problems.ts";
import { dateText, type EpochDay, type Kind, parseDate } from "../quantity/index.ts";
import { entriesOf, get, headPlace, leafText, type Tree } from "../source/tree.ts";
import { closeKind, currencyOf, DECLARABLE_KINDS, parseDeclaredKind } from "../statechart/kinds.ts";
import { type PlaceInMachine, scenarioScope } from "../statechart/scope.ts";
import type { Surroundings } from "../statechart/surroundings.ts";
import { compileEarlier } from "./compile-earlier.ts";
import { compileFooting } from "./compile-footing.ts";
import { checkCurrency } from "./compile-header.ts";
import { compileKnown } from "./compile-known.ts";
import type { Assumption, EarlierValue, TimelineEntry } from "./model.ts";

/** What an assumption may not read: it is one value, known before anything happens. */
export const ASSUMPTION_REFUSES: PlaceInMachine["refuse"] = {
  today:
    "an assumption is known before anything happens; give a dated series, `{2004-01-01: …, 2030-01-01: …}`, or " +
    "calculate it where an actor is given it, under `with`",
  ledger: "an assumption is known before anything is paid",
  remote: "an assumption is known before any actor starts",
  history: "an assumption is known before anything happens",
  own: "an assumption is not inside a machine",
};

/**
 * Assumptions that read each other in a row are compiled, and evaluated, one inside the other: this is the most that
 * they may weigh together. One weighs as many as its text has characters, which bounds how deep it goes, from 20 to
 * 500 (an expression goes no deeper): a hundred short ones, four very long ones.
 */
const MAX_CHAIN = 2000;

/** What an assumption weighs; of a dated series, its longest value. */
function weightOf(tree: Tree): number {
  const values = tree.node === "map" ? [...tree.entries.values()] : [tree];
  const lengths = values.map((value) => (value.node === "map" ? weightOf(value) : (leafText(value)?.length ?? 0)));
  return Math.min(500, Math.max(20, ...lengths));
}

export class AssumptionCompiler {
  readonly #tree: Tree | undefined;
  readonly #around: Surroundings;
  readonly #problems: Problems;
  readonly #start: EpochDay;
  readonly #done = new Map<string, Assumption | undefined>();
  readonly #open: string[] = [];
  /** What is open weighs together, and what the heaviest row weighs that begins with one. */
  #openWeight = 0;
  readonly #chains = new Map<string, number>();
  readonly #changes: TimelineEntry[] = [];

  constructor(tree: Tree | undefined, around: Surroundings, start: EpochDay, problems: Problems) {
    this.#tree = tree;
    this.#around = around;
    this.#start = start;
    this.#problems = problems;
  }

  all(): ReadonlyMap<string, Assumption> {
    const found = new Map<string, Assumption>();
    for (const name of entriesOf(this.#tree).keys()) {
      const assumption = this.get(name);
      if (assumption) found.set(name, assumption);
    }
    // Once all are known: what was held earlier may read any of them, and is read by none.
    for (const assumption of found.values()) {
      const earlier = this.#earlier(assumption);
      if (earlier.length > 0) found.set(assumption.name, { ...assumption, earlier });
    }
    return found;
  }

  #earlier(assumption: Assumption): readonly EarlierValue[] {
    return compileEarlier(assumption, {
      around: this.#around,
      problems: this.#problems,
      valueOf: (item) => {
        const series = seriesOf(item);
        const value = this.#firstValue(assumption.name, item, series, assumption.kind);
        for (const { date, tree } of series ?? []) {
          if (date > this.#start && tree.node === "leaf") this.expression(tree, assumption.name, assumption.kind);
        }
        return value;
      },
    });
  }

  /** Later values of dated series, as timeline entries: by name, since the order of keys means nothing. */
  get changes(): readonly TimelineEntry[] {
    return [...this.#changes].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  }

  names(): readonly string[] {
    return [...entriesOf(this.#tree).keys()];
  }

  /** An assumption by name, compiled when first asked for: its kind may follow from others. */
  get(name: string): Assumption | undefined {
    if (this.#done.has(name)) return this.#done.get(name);
    const tree = entriesOf(this.#tree).get(name);
    if (!tree || tree.node === "null") return undefined;
    if (this.#open.includes(name)) {
      const cycle = [...this.#open.slice(this.#open.indexOf(name)), name];
      this.#problems.error("assumption-cycle", headPlace(tree), `assumption \`${name}\` depends on itself`, {
        label: "in a circle",
        notes: [cycle.map((one) => `\`${one}\``).join(" reads ")],
      });
      this.#done.set(name, undefined);
      return undefined;
    }
    // Whatever comes first, the end of a chain or its beginning: one that is too long is found.
    const weight = weightOf(tree);
    if (this.#openWeight + weight > MAX_CHAIN) return this.#refuseChain(name, tree);
    this.#open.push(name);
    this.#openWeight += weight;
    const assumption = this.#compile(name, tree);
    this.#openWeight -= weight;
    this.#open.pop();
    const next = assumption ? [...reads(assumption.value).assumptions].map((one) => this.#chains.get(one) ?? 0) : [];
    const chain = weight + Math.max(0, ...next);
    this.#chains.set(name, chain);
    if (chain > MAX_CHAIN) return this.#refuseChain(name, tree);
    if (!this.#done.has(name)) this.#done.set(name, assumption);
    return this.#done.get(name);
  }

  #refuseChain(name: string, tree: Tree): undefined {
    this.#done.set(name, undefined);
    const message = "too many assumptions read each other in a row";
    this.#problems.error("assumption-chain", headPlace(tree), message, {
      label: "one too many",
      help: ["let some of them be computed from what the others are computed from"],
    });
    return undefined;
  }

  kindOf(name: string): Kind | undefined {
    return this.get(name)?.kind;
  }

  #compile(name: string, tree: Tree): Assumption | undefined {
    const wanted = this.#declaredKind(tree);
    const series = seriesOf(tree);
    const footing = compileFooting(tree, this.#around, this.#problems);
    const value = this.#firstValue(name, tree, series, wanted);
    if (!value) return undefined;
    if (!footing.source && !footing.judgement) {
      // A value that a later layer laid over another does not keep the footing of that one: it is the one that lacks it.
      const first = series ? undefined : (get(tree, "value") ?? tree);
      const place = first?.replaced ? first.place : headPlace(tree);
      this.#problems.warning(
        "uncited-assumption",
        place,
        `assumption \`${name}\` has neither a source nor a judgement`,
        {
          label: "says who?",
          help: ["add `source: …` naming an entry of `sources`, or `judgement: why`"],
        },
      );
    }
    if (series) this.#later(name, series, value.kind, footing);
    const doc = leafText(get(tree, "doc"));
    return {
      name,
      kind: wanted ?? value.kind,
      value,
      uncertain: reads(value).draws.length > 0,
      ...compileKnown(tree, this.#problems),
      earlier: [],
      ...footing,
      ...(doc !== undefined && { doc }),
      place: headPlace(tree),
      written: tree,
    };
  }

  /** The value itself; of a dated series, that of the day on which the period begins. */
  #firstValue(name: string, tree: Tree, series: Dated[] | undefined, wanted: Kind | undefined): Expression | undefined {
    for (const { key, reason, tree: value } of badSeriesDates(tree)) {
      this.#problems.error("bad-date", headPlace(value), `\`${key}\` is not a date: ${reason}`, {
        label: "no such day",
      });
    }
    const first = series ? this.#firstOf(name, series, tree) : tree.node === "leaf" ? tree : get(tree, "value");
    return first?.node === "leaf" ? this.expression(first, name, wanted) : undefined;
  }

  expression(leaf: Tree & { node: "leaf" }, site: string, wanted?: Kind): Expression | undefined {
    return this.#problems.take(checkText(leaf.source, scenarioScope(this.#around, site, ASSUMPTION_REFUSES), wanted));
  }

  #declaredKind(tree: Tree): Kind | undefined {
    const kindTree = get(tree, "kind");
    const text = leafText(kindTree);
    if (!kindTree || text === undefined) return undefined;
    const kind = parseDeclaredKind(text);
    const currency = kind && currencyOf(kind);
    if (currency !== undefined && !checkCurrency(currency, kindTree.place, this.#problems)) return undefined;
    if (kind) return closeKind(kind, this.#around.currency);
    this.#problems.error("unknown-kind", kindTree.place, `\`${text}\` is not a kind`, {
      label: "no such kind",
      help: didYouMean(text, DECLARABLE_KINDS),
      notes: [`kinds: ${DECLARABLE_KINDS.join(", ")}`],
    });
    return undefined;
  }

  #firstOf(name: string, series: Dated[], tree: Tree): Tree | undefined {
    const before = series.filter(({ date }) => date <= this.#start);
    const last = before.at(-1);
    if (last || badSeriesDates(tree).length > 0) return last?.tree;
    this.#problems.error(
      "before-first-date",
      headPlace(tree),
      `\`${name}\` has no value when the period begins, on ${dateText(this.#start)}`,
      {
        label: "begins too late",
        help: [`add a value for ${dateText(this.#start)} or earlier`],
      },
    );
    return undefined;
  }

  #later(name: string, series: Dated[], kind: Kind, footing: ReturnType<typeof compileFooting>): void {
    for (const { date, tree } of series) {
      if (date <= this.#start || tree.node !== "leaf") continue;
      const value = this.expression(tree, `${name}/${dateText(date)}`, kind);
      if (!value) continue;
      this.#changes.push({
        id: `assume/${name}/${dateText(date)}`,
        on: { node: "literal", kind: { type: "date" }, value: date, place: headPlace(tree) },
        does: "assume",
        changes: [{ assumption: name, value }],
        ...footing,
        place: headPlace(tree),
      });
    }
  }
}

interface Dated {
  readonly date: EpochDay;
  readonly tree: Tree;
}

/** The dated values of an assumption, in order of date; undefined when it is not a series. */
function seriesOf(tree: Tree): Dated[] | undefined {
  const series = get(tree, "series") ?? tree;
  if (series.node !== "map" || get(tree, "value")) return undefined;
  const entries = [...series.entries];
  if (!entries.every(([key]) => /^\d{4}-\d{2}-\d{2}$/.test(key))) return undefined;
  return entries
    .flatMap(([key, value]) => {
      const parsed = parseDate(key);
      return "day" in parsed ? [{ date: parsed.day, tree: value }] : [];
    })
    .sort((a, b) => a.date - b.date);
}

/** The dates of a series that are none, for its problems. */
function badSeriesDates(tree: Tree): readonly { readonly tree: Tree; readonly key: string; readonly reason: string }[] {
  return [...entriesOf(get(tree, "series") ?? tree)].flatMap(([key, value]) => {
    const parsed = /^\d{4}-\d{2}-\d{2}$/.test(key) ? parseDate(key) : { day: 0 };
    return "reason" in parsed ? [{ tree: value, key, reason: parsed.reason }] : [];
  });
}
