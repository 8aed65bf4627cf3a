/**
 * What differs between two scenarios as they are written: the files, not what they come to.
 *
 * Each difference has a section, a subject and what stood before and stands after; who prints it
 * finds the words. Docs and the texts of sources are not compared: they change no result.
 */
import { entriesOf, get, itemsOf, leafText, type Tree } from "../source/tree.ts";
import { machineParts } from "./difference-machines.ts";
import { flowText } from "./explain.ts";
import type { Footing, Model } from "./model.ts";

export type DifferenceSection =
  | "period"
  | "parties"
  | "assumptions"
  | "correlations"
  | "rates"
  | "actors"
  | "machines"
  | "timeline"
  | "measures"
  | "expectations"
  | "records"
  | "draws";

export interface Difference {
  readonly section: DifferenceSection;
  /** "rent", "lease.until", "crash-2007". */
  readonly subject: string;
  /** Absent: it is new. */
  readonly before?: string;
  /** Absent: it is gone. */
  readonly after?: string;
  /** Of an assumption or entry: on what footing each stands. */
  readonly beforeFooting?: Footing;
  readonly afterFooting?: Footing;
}

/** Every difference, section by section; none when both are written alike. */
export function differencesBetween(a: Model, b: Model): readonly Difference[] {
  const section = (name: string) => [get(a.tree, name), get(b.tree, name)] as const;
  return [
    ...headDifferences(a, b),
    ...assumptionDifferences(...section("assume")),
    ...correlationDifferences(a, b),
    ...[...maps("rates", ...section("rates"), plain), ...maps("rates", ...section("indices"), plain)],
    ...actorDifferences(...section("actors")),
    ...machineDifferences(a, b),
    ...timelineDifferences(itemsOf(get(a.tree, "timeline")), itemsOf(get(b.tree, "timeline"))),
    ...maps("measures", ...section("measures"), plain),
    ...lists("expectations", ...section("expect")),
    ...maps("records", ...section("observed"), cited),
    ...maps("records", ...section("backtest"), plain).map((one) => ({ ...one, subject: `backtest.${one.subject}` })),
    ...lists("draws", ...section("force")),
  ];
}

interface Written {
  readonly text: string;
  readonly footing?: Footing;
}

const plain = (tree: Tree): Written => ({ text: flowText(silent(tree)) });

const SILENT: ReadonlySet<string> = new Set(["doc", "title", "source", "judgement", "known", "earlier"]);

/** A mapping without what changes no result; one that then holds a value alone is that value. */
function silent(tree: Tree): Tree {
  if (tree.node !== "map") return tree;
  const entries = new Map([...tree.entries].filter(([key]) => !SILENT.has(key)));
  const only = entries.size === 1 ? (entries.get("value") ?? entries.get("series")) : undefined;
  return only ?? { ...tree, entries };
}

/** Values, and apart from them since when they are known and what was held before: those change backtests only. */
function assumptionDifferences(a: Tree | undefined, b: Tree | undefined): readonly Difference[] {
  return keysOf(a, b).flatMap((name) => {
    const [x, y] = [entriesOf(a).get(name), entriesOf(b).get(name)];
    const parts = ["known", "earlier"].flatMap((key) => {
      const [p, q] = [x && y && get(x, key), x && y && get(y, key)];
      if (!p && !q) return [];
      return difference("assumptions", `${name}.${key}`, p && { text: flowText(p) }, q && { text: flowText(q) });
    });
    return [...difference("assumptions", name, x && cited(x), y && cited(y)), ...parts];
  });
}

function cited(tree: Tree): Written {
  return { ...plain(tree), footing: footingOf(tree) };
}

function footingOf(tree: Tree): Footing {
  const source = leafText(get(tree, "source"));
  const judgement = leafText(get(tree, "judgement"));
  if (judgement !== undefined) return { judgement };
  if (source === undefined) return {};
  return source.startsWith("judgement:") ? { judgement: source.slice("judgement:".length).trim() } : { source };
}

const sameFooting = (a: Footing = {}, b: Footing = {}): boolean => a.source === b.source && a.judgement === b.judgement;

function difference(section: DifferenceSection, subject: string, a?: Written, b?: Written): readonly Difference[] {
  if (a && b && a.text === b.text && sameFooting(a.footing, b.footing)) return [];
  return [
    {
      section,
      subject,
      ...(a && { before: a.text }),
      ...(b && { after: b.text }),
      ...(a?.footing && { beforeFooting: a.footing }),
      ...(b?.footing && { afterFooting: b.footing }),
    },
  ];
}

const keysOf = (a: Tree | undefined, b: Tree | undefined): readonly string[] => [
  ...new Set([...entriesOf(a).keys(), ...entriesOf(b).keys()]),
];

function maps(section: DifferenceSection, a: Tree | undefined, b: Tree | undefined, written: (tree: Tree) => Written) {
  return keysOf(a, b).flatMap((key) => {
    const [x, y] = [entriesOf(a).get(key), entriesOf(b).get(key)];
    return difference(section, key, x && written(x), y && written(y));
  });
}

/** Pair by pair, whichever of the two is named first. */
function correlationDifferences(a: Model, b: Model): readonly Difference[] {
  const [before, after] = [a, b].map(
    ({ correlations }) =>
      new Map(
        correlations.map(({ between, rank, source, judgement }) => [
          [...between].sort().join(" and "),
          {
            text: String(rank),
            footing: { ...(source !== undefined && { source }), ...(judgement !== undefined && { judgement }) },
          },
        ]),
      ),
  ) as [Map<string, Written>, Map<string, Written>];
  const pairs = [...new Set([...before.keys(), ...after.keys()])];
  return pairs.flatMap((pair) => difference("correlations", pair, before.get(pair), after.get(pair)));
}

function headDifferences(a: Model, b: Model): readonly Difference[] {
  const texts = (["period", "currency"] as const).flatMap((key) => {
    const [x, y] = [a, b].map((model) => get(model.tree, key));
    return difference("period", key, x && plain(x), y && plain(y));
  });
  const names = (model: Model) => [...model.parties.keys()];
  const gone = names(a).filter((name) => !b.parties.has(name));
  const come = names(b).filter((name) => !a.parties.has(name));
  return [
    ...texts,
    ...gone.map((name): Difference => ({ section: "parties", subject: name, before: name })),
    ...come.map((name): Difference => ({ section: "parties", subject: name, after: name })),
  ];
}

function actorDifferences(a: Tree | undefined, b: Tree | undefined): readonly Difference[] {
  const found = keysOf(a, b).flatMap((name): readonly Difference[] => {
    const [x, y] = [entriesOf(a).get(name), entriesOf(b).get(name)];
    if (!x || !y) return difference("actors", name, x && plain(x), y && plain(y));
    const machines = [x, y].map((one) => get(one, "machine"));
    return [
      ...difference("actors", `${name}.machine`, machines[0] && plain(machines[0]), machines[1] && plain(machines[1])),
      ...maps("actors", get(x, "with"), get(y, "with"), plain).map((one) => ({
        ...one,
        subject: `${name}.${one.subject}`,
      })),
    ];
  });
  const [before, after] = [a, b].map((tree) => [...entriesOf(tree).keys()]) as [string[], string[]];
  const shared = (names: string[], others: string[]) => names.filter((name) => others.includes(name)).join(", ");
  const [first, second] = [shared(before, after), shared(after, before)];
  const order: Difference[] =
    first === second ? [] : [{ section: "actors", subject: "order of starting", before: first, after: second }];
  return [...found, ...order];
}

function machineDifferences(a: Model, b: Model): readonly Difference[] {
  const own = [a, b].map((model) => entriesOf(get(model.tree, "machines")));
  const names = [...new Set(own.flatMap((one) => [...one.keys()]))];
  return names.flatMap((name): readonly Difference[] => {
    const [x, y] = [own[0]?.has(name), own[1]?.has(name)];
    const title = (model: Model) => `a machine of ${model.outlines.get(name)?.states.length ?? 0} states`;
    if (!x || !y)
      return [{ section: "machines", subject: name, ...(x && { before: title(a) }), ...(y && { after: title(b) }) }];
    const [before, after] = [a, b].map((model) => machineParts(model.outlines.get(name)?.tree));
    const parts = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])];
    return parts.flatMap((part) => {
      const [p, q] = [before?.get(part), after?.get(part)];
      return difference(
        "machines",
        `${name}: ${part}`,
        p === undefined ? undefined : { text: p },
        q === undefined ? undefined : { text: q },
      );
    });
  });
}

/** An entry without what says when, and what says why. */
const NOT_DONE: ReadonlySet<string> = new Set([...SILENT, "on", "id", "after"]);

function deedOf(entry: Tree): string {
  const actor = leafText(get(entry, "actor"));
  const event = leafText(get(entry, "event"));
  const given = get(entry, "with");
  if (actor !== undefined) return `${actor}: ${event ?? "?"}${given ? ` ${flowText(given)}` : ""}`;
  const rest = [...entriesOf(entry)].filter(([key]) => !NOT_DONE.has(key));
  return rest.map(([key, value]) => `${key} ${flowText(value)}`).join(", ");
}

const whenOf = (entry: Tree): string => {
  const after = leafText(get(entry, "after"));
  const known = leafText(get(entry, "known"));
  const told = known === undefined ? "" : `, known ${known}`;
  return `${leafText(get(entry, "on")) ?? "?"}${after === undefined ? "" : `, after step ${after}`}${told}`;
};

const entryText = (entry: Tree): Written => ({ text: `${whenOf(entry)} ${deedOf(entry)}`, footing: footingOf(entry) });

/**
 * Entries with one id are compared; the others are the same when they do the same on the same day,
 * and moved when they do the same on another.
 */
function timelineDifferences(a: readonly Tree[], b: readonly Tree[]): readonly Difference[] {
  const idOf = (entry: Tree) => leafText(get(entry, "id"));
  const [before, after] = [[...a], [...b]];
  const pairs: (readonly [Tree, Tree])[] = [];
  const pair = (matches: (x: Tree, y: Tree) => boolean): void => {
    for (const x of [...before]) {
      const y = after.find((one) => matches(x, one));
      if (!y) continue;
      pairs.push([x, y]);
      before.splice(before.indexOf(x), 1);
      after.splice(after.indexOf(y), 1);
    }
  };
  pair((x, y) => idOf(x) !== undefined && idOf(x) === idOf(y));
  pair((x, y) => idOf(x) === idOf(y) && entryText(x).text === entryText(y).text);
  pair((x, y) => idOf(x) === undefined && idOf(y) === undefined && deedOf(x) === deedOf(y));
  const subject = (entry: Tree) => idOf(entry) ?? deedOf(entry);
  return [
    ...pairs.flatMap(([x, y]) => {
      const [p, q] = [entryText(x), entryText(y)];
      // What does the same on another day has moved: the days say it all.
      const moved = deedOf(x) === deedOf(y) && p.text !== q.text;
      return moved
        ? difference("timeline", subject(x), { ...p, text: whenOf(x) }, { ...q, text: whenOf(y) })
        : difference("timeline", subject(x), p, q);
    }),
    ...before.flatMap((x) => difference("timeline", subject(x), entryText(x), undefined)),
    ...after.flatMap((y) => difference("timeline", subject(y), undefined, entryText(y))),
  ];
}

/** Lists whose items have no names: what is in one and not in the other. */
function lists(section: DifferenceSection, a: Tree | undefined, b: Tree | undefined): readonly Difference[] {
  const texts = (tree: Tree | undefined) => itemsOf(tree).map((item) => plain(item).text);
  const [before, after] = [texts(a), texts(b)];
  return [
    ...before
      .filter((text) => !after.includes(text))
      .map((text): Difference => ({ section, subject: text, before: text })),
    ...after
      .filter((text) => !before.includes(text))
      .map((text): Difference => ({ section, subject: text, after: text })),
  ];
}
