/**
 * Explaining one key of a scenario: what it is, who set it and over what, on what footing, who reads it.
 *
 * A key is a name (of an assumption, actor, measure, machine, timeline entry, source, …) or a dotted
 * path as `--set` takes it.
 */
import { reads } from "../expression/index.ts";
import type { Expression } from "../expression/tree.ts";
import { nearest } from "../nearest.ts";
import type { Place } from "../problem.ts";
import type { EpochDay, Kind, Value } from "../quantity/index.ts";
import { entriesOf, get, headPlace, itemsOf, leafText, type Tree } from "../source/tree.ts";
import type { MachineOutline } from "../statechart/outline.ts";
import { type Citation, citationsOf } from "./explain-citations.ts";
import { settledValue } from "./explain-value.ts";
import type {
  ActorModel,
  Correlation,
  EarlierValue,
  Expectation,
  Footing,
  Measure,
  Model,
  Observed,
  Source,
  TimelineEntry,
} from "./model.ts";
import { readersOfActor, readersOfActorValue, readersOfAssumption, type Use } from "./uses.ts";

/** One layer's word on a value, newest first in a list. */
export interface Setting {
  readonly text: string;
  /** "baikonur.yaml", "baikonur.yaml@early", "--set". */
  readonly layer: string;
  readonly place: Place;
}

/** A value that the timeline gives it later. */
export interface LaterValue {
  readonly entry: TimelineEntry;
  readonly value: Expression;
}

export interface Explanation {
  /** In full: "assume.rent". */
  readonly path: string;
  readonly what:
    | "assumption"
    | "actor"
    | "input"
    | "measure"
    | "expectation"
    | "record"
    | "machine"
    | "timeline entry"
    | "source"
    | "group"
    | "key";
  /** Other things of that name, in full. */
  readonly also: readonly string[];
  readonly settings: readonly Setting[];
  readonly kind?: Kind;
  /** What it comes to when nothing is drawn on the way. */
  readonly value?: Value;
  /** It is drawn, or reads what is drawn. */
  readonly uncertain: boolean;
  readonly doc?: string;
  readonly footing?: Footing & { readonly document?: Source };
  /** The day since which it is known, where that is told. */
  readonly known?: EpochDay;
  /** Of an assumption: what was held before that, in order of date. */
  readonly earlier: readonly EarlierValue[];
  readonly later: readonly LaterValue[];
  readonly readers: readonly Use[];
  /** Of a rate or an index: how it goes on by chance after its last value, as it is written. */
  readonly onward?: string;
  /** Of an assumption: what it is correlated with. */
  readonly correlations: readonly (Correlation & { readonly with: string })[];
  /** The assumptions it reads itself. */
  readonly reads: readonly string[];
  readonly actor?: ActorModel;
  readonly measure?: Measure;
  readonly expectation?: Expectation;
  readonly observed?: Observed;
  readonly machine?: MachineOutline;
  readonly entry?: TimelineEntry;
  readonly source?: Source;
  /** Of a source: what cites it. */
  readonly cited: readonly Citation[];
  /** Of an actor or group: the entries of the timeline that tell it something. */
  readonly told: readonly TimelineEntry[];
}

export type Explained =
  | { readonly ok: true; readonly value: Explanation }
  | { readonly ok: false; readonly suggestion?: string };

export function explainKey(model: Model, key: string): Explained {
  const paths = pathsOf(model, key);
  const [path, ...also] = paths;
  if (path === undefined) {
    const suggestion = nearest(key, knownKeys(model));
    return { ok: false, ...(suggestion !== undefined && { suggestion }) };
  }
  return { ok: true, value: { ...explainPath(model, path), also } };
}

const SECTIONS = [
  "assume",
  "actors",
  "measures",
  "expect",
  "observed",
  "machines",
  "timeline",
  "sources",
  "rates",
  "indices",
  "parties",
  "groups",
  "variants",
] as const;

/** What a key may mean, in full, the likeliest first. */
function pathsOf(model: Model, key: string): readonly string[] {
  const named = SECTIONS.map((section) => `${section}.${key}`).filter((path) => isThere(model, path));
  const inputs = inputPath(model, key);
  const whole = isThere(model, key) ? [key] : [];
  return [...new Set([...named, ...inputs, ...whole])];
}

/** `lease.rent` for `actors.lease.with.rent`. */
function inputPath(model: Model, key: string): readonly string[] {
  const [name = "", input = "", ...rest] = key.split(".");
  const actor = model.actors.find((one) => one.name === name);
  return rest.length === 0 && actor && model.outlines.get(actor.machine)?.inputs.has(input)
    ? [`actors.${name}.with.${input}`]
    : [];
}

function isThere(model: Model, path: string): boolean {
  const [section = "", name = "", ...rest] = path.split(".");
  if (section === "timeline" && name !== "") return rest.length === 0 && model.timeline.some(({ id }) => id === name);
  if (section === "expect" && name !== "") return model.expectations.some(({ id }) => path === `expect.${id}`);
  if (section === "machines" && rest.length === 0 && name !== "") return model.outlines.has(name);
  if (section === "groups") return rest.length === 0 && model.groups.has(name);
  if (section === "actors" && rest[0] === "with" && rest.length === 2)
    return inputPath(model, `${name}.${rest[1]}`).length > 0;
  return treeAt(model.tree, path) !== undefined;
}

/** The value under a dotted path; names may have dots themselves, lists go by id or by value. */
function treeAt(tree: Tree, path: string): Tree | undefined {
  if (path === "") return tree;
  if (tree.node === "list") {
    return itemsOf(tree).find((item) => leafText(get(item, "id")) === path || leafText(item) === path);
  }
  for (const [key, value] of entriesOf(tree)) {
    if (path === key) return value;
    const found = path.startsWith(`${key}.`) ? treeAt(value, path.slice(key.length + 1)) : undefined;
    if (found) return found;
  }
  return undefined;
}

function knownKeys(model: Model): readonly string[] {
  return [
    ...model.assumptions.keys(),
    ...model.actors.flatMap(({ name, machine }) => [
      name,
      ...[...(model.outlines.get(machine)?.inputs.keys() ?? [])].flatMap((input) => [
        `${name}.${input}`,
        `actors.${name}.with.${input}`,
      ]),
    ]),
    ...model.measures.map(({ name }) => name),
    ...model.expectations.map(({ id }) => id),
    ...model.observed.map(({ name }) => name),
    ...model.outlines.keys(),
    ...model.timeline.map(({ id }) => id),
    ...model.sources.keys(),
    ...model.parties.keys(),
    ...model.groups.keys(),
    ...entriesOf(model.tree).keys(),
  ];
}

type Bare = Omit<Explanation, "also">;

function explainPath(model: Model, path: string): Bare {
  const [section = "", name = "", ...rest] = path.split(".");
  const tree = treeAt(model.tree, path);
  const base = {
    path,
    settings: tree ? settingsOf(tree) : [],
    uncertain: false,
    earlier: [],
    later: [],
    readers: [],
    correlations: [],
    reads: [],
    cited: [],
    told: [],
  };
  if (section === "assume" && model.assumptions.has(name)) return { ...base, ...aboutAssumption(model, name, rest) };
  if (section === "actors" && rest[0] === "with") return { ...base, ...aboutInput(model, name, rest[1] ?? "") };
  if (section === "actors" && rest.length === 0) {
    const actor = model.actors.find((one) => one.name === name);
    if (actor)
      return {
        ...base,
        what: "actor",
        actor,
        ...about(model, actor),
        readers: readersOfActor(model, name),
        told: toldTo(model, name),
      };
  }
  const asked = aboutAsked(model, path);
  if (asked) return { ...base, ...asked };
  if (section === "machines" && rest.length === 0) {
    const machine = model.outlines.get(name);
    if (machine) return { ...base, settings: [], what: "machine", machine };
  }
  if (section === "timeline") {
    const entry = model.timeline.find(({ id }) => id === name);
    if (entry) return { ...base, what: "timeline entry", entry, ...about(model, entry) };
  }
  if (section === "groups")
    return { ...base, what: "group", readers: readersOfActor(model, name), told: toldTo(model, name) };
  const source = section === "sources" && rest.length === 0 ? model.sources.get(name) : undefined;
  if (source) return { ...base, what: "source", source, cited: citationsOf(model, name) };
  const onward = model[section === "rates" ? "rates" : "indices"].get(name)?.onward;
  const then = onward && path === `${section}.${name}` ? get(tree, "then") : undefined;
  return { ...base, what: "key", ...(onward && then && { onward: flowText(then), ...withDocument(model, onward) }) };
}

/** A measure, a record or an expectation. */
function aboutAsked(model: Model, path: string): (Partial<Bare> & Pick<Bare, "what">) | undefined {
  const measure = model.measures.find(({ name }) => path === `measures.${name}`);
  if (measure) {
    const { kind } = measure.expression;
    return {
      what: "measure",
      measure,
      kind,
      ...about(model, measure),
      reads: [...reads(measure.expression).assumptions],
    };
  }
  const observed = model.observed.find(({ name }) => path === `observed.${name}`);
  if (observed) {
    const { of } = observed;
    return {
      what: "record",
      settings: [],
      observed,
      kind: of.kind,
      ...about(model, observed),
      reads: [...reads(of).assumptions],
    };
  }
  const expectation = model.expectations.find(({ id }) => path === `expect.${id}`);
  if (!expectation) return undefined;
  return {
    what: "expectation",
    settings: [],
    expectation,
    ...about(model, expectation),
    reads: [...reads(expectation.test).assumptions],
  };
}

function toldTo(model: Model, name: string): readonly TimelineEntry[] {
  return model.timeline.filter((one) => one.does === "send" && one.actor.split("/").includes(name));
}

function aboutAssumption(
  model: Model,
  name: string,
  rest: readonly string[],
): Pick<Bare, "what" | "uncertain"> & Partial<Bare> {
  const assumption = model.assumptions.get(name);
  if (!assumption || rest.length > 0)
    return { what: "key", uncertain: false, readers: readersOfAssumption(model, name) };
  const later = model.timeline.flatMap((entry) => {
    const change = entry.does === "assume" ? entry.changes.find((one) => one.assumption === name) : undefined;
    return change ? [{ entry, value: change.value }] : [];
  });
  return {
    what: "assumption",
    kind: assumption.kind,
    ...settledValue(model, assumption.value),
    ...about(model, assumption),
    earlier: assumption.earlier,
    later,
    readers: readersOfAssumption(model, name),
    correlations: correlationsOf(model, name),
    reads: [...reads(assumption.value).assumptions],
  };
}

function correlationsOf(model: Model, name: string): Explanation["correlations"] {
  return model.correlations
    .filter(({ between }) => between.includes(name))
    .map((one) => ({ ...one, with: one.between[0] === name ? one.between[1] : one.between[0] }));
}

function aboutInput(model: Model, actorName: string, input: string): Pick<Bare, "what" | "uncertain"> & Partial<Bare> {
  const actor = model.actors.find((one) => one.name === actorName) as ActorModel;
  const declared = model.charts.get(actor.chart)?.inputs.get(input);
  const expression = actor.inputs.get(input) ?? declared?.initial;
  return {
    what: "input",
    actor,
    ...(declared && { kind: declared.kind }),
    ...(expression ? settledValue(model, expression) : { uncertain: false }),
    ...(declared?.doc !== undefined && { doc: declared.doc }),
    ...(declared?.known !== undefined && !actor.inputs.has(input) && { known: declared.known }),
    ...withDocument(model, actor),
    readers: readersOfActorValue(model, actorName, input),
    reads: expression ? [...reads(expression).assumptions] : [],
  };
}

function about(
  model: Model,
  one: Footing & { readonly doc?: string; readonly known?: EpochDay },
): Pick<Explanation, "doc" | "footing" | "known"> {
  return {
    ...(one.doc !== undefined && { doc: one.doc }),
    ...(one.known !== undefined && { known: one.known }),
    ...withDocument(model, one),
  };
}

function withDocument(model: Model, { source, judgement }: Footing): Pick<Explanation, "footing"> {
  if (source === undefined && judgement === undefined) return {};
  const document = source === undefined ? undefined : model.sources.get(source);
  const footing = {
    ...(source !== undefined && { source }),
    ...(judgement !== undefined && { judgement }),
    ...(document && { document }),
  };
  return { footing };
}

/** Each layer's value, the newest first. */
export function settingsOf(tree: Tree): readonly Setting[] {
  const settings: Setting[] = [];
  let at: Tree | undefined = tree;
  while (at) {
    const bare: Tree = at.node === "map" ? (get(at, "value") ?? get(at, "series") ?? at) : at;
    settings.push({
      text: flowText(bare),
      layer: bare.layer,
      place: bare.keyPlace && bare.node !== "leaf" ? headPlace(bare) : bare.place,
    });
    at = bare.replaced ?? at.replaced;
  }
  return settings;
}

/** A value on one line, as YAML would write it in flow style. */
export function flowText(tree: Tree): string {
  switch (tree.node) {
    case "leaf":
      return tree.text.replace(/\s+/g, " ").trim();
    case "null":
      return "nothing";
    case "list":
      return `[${tree.items.map(flowText).join(", ")}]`;
    case "map":
      return `{${[...tree.entries].map(([key, value]) => `${key}: ${flowText(value)}`).join(", ")}}`;
  }
}
