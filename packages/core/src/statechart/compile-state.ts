/** States, their transitions and calendars, from the written form. */
import { didYouMean } from "../nearest.ts";
import { BOOLEAN, DATE, DURATION } from "../quantity/index.ts";
import { entriesOf, get, headPlace, itemsOf, leafText, type Tree } from "../source/tree.ts";
import {
  announcementType,
  type CalendarUse,
  type Declared,
  type Delayed,
  type StateNode,
  type StateType,
  type Transition,
} from "./chart.ts";
import { compileEffects } from "./compile-effects.ts";
import { byName, type ChartContext } from "./context.ts";
import { listOf } from "./outline.ts";
import { ALWAYS_REFUSES, findActorState, type PlaceInMachine } from "./scope.ts";

/** Paths of a node's children, history states too: what a target may name. */
function targetPaths(tree: Tree, path = ""): readonly string[] {
  return [...entriesOf(get(tree, "states"))].flatMap(([key, child]) => {
    const at = path === "" ? key : `${path}.${key}`;
    return [at, ...targetPaths(child, at)];
  });
}

export function compileState(context: ChartContext, machine: Tree, path: string, key: string): StateNode {
  return new StateCompiler(context, machine).state(machine, path, key);
}

/** Entry and exit may follow any of several events. */
const NO_EVENT = "entry and exit may follow several events; set a variable in the transition and read that instead";

class StateCompiler {
  readonly #context: ChartContext;
  readonly #targets: readonly string[];

  constructor(context: ChartContext, machine: Tree) {
    this.#context = context;
    this.#targets = targetPaths(machine);
  }

  state(tree: Tree, path: string, key: string): StateNode {
    const written = [...entriesOf(get(tree, "states"))].map(([name, child]) =>
      this.state(child, path === "" ? name : `${path}.${name}`, name),
    );
    // The order of keys in a file means nothing, and regions are entered in their order.
    const children =
      leafText(get(tree, "type")) === "parallel" ? [...written].sort((a, b) => (a.key < b.key ? -1 : 1)) : written;
    const type = this.#type(tree, children, path);
    const site = `${this.#context.machine}/${path}`;
    const at = (what: string): PlaceInMachine => ({ site: `${site} ${what}`, refuse: { event: NO_EVENT } });
    const entered = { do: "enter", state: path, place: headPlace(tree) } as const;
    const doc = leafText(get(tree, "doc"));
    const initial = this.#initial(tree, path, type, children);
    return {
      path,
      key,
      type,
      ...(type === "history" && { history: leafText(get(tree, "history")) === "deep" ? "deep" : "shallow" }),
      ...(initial !== undefined && { initial }),
      children,
      entry: [...(path === "" ? [] : [entered]), ...compileEffects(this.#context, get(tree, "entry"), at("entry"))],
      exit: compileEffects(this.#context, get(tree, "exit"), at("exit")),
      on: this.#heardIn(entriesOf(get(tree, "on")), path),
      always: this.#transitions(get(tree, "always"), path, "always", { refuse: ALWAYS_REFUSES }),
      // Two timers put down at once ring in this order.
      after: byName(entriesOf(get(tree, "after"))).flatMap(([delay, value]) => this.#after(delay, value, path)),
      calendars: this.#calendars(get(tree, "invoke"), path),
      ...(doc !== undefined && { doc }),
      place: headPlace(tree),
    };
  }

  #type(tree: Tree, children: readonly StateNode[], path: string): StateType {
    const written = leafText(get(tree, "type"));
    if (path !== "" && (written === "final" || written === "history")) return written;
    if (children.length === 0) return "atomic";
    return written === "parallel" ? "parallel" : "compound";
  }

  #initial(tree: Tree, path: string, type: StateType, children: readonly StateNode[]): string | undefined {
    if (type === "history") {
      const target = get(tree, "target");
      return target && this.#target(target, path);
    }
    if (type !== "compound") return undefined;
    const initialTree = get(tree, "initial");
    const initial = leafText(initialTree);
    const found = children.find((child) => child.key === initial && child.type !== "history");
    if (found) return found.path;
    const names = children.map((child) => child.key);
    this.#context.problems.error(
      initial === undefined ? "missing-initial" : "unknown-state",
      initialTree?.place ?? headPlace(tree),
      initial === undefined
        ? `${path === "" ? `machine \`${this.#context.machine}\`` : `state \`${path}\``} does not say in which state it starts`
        : `\`${initial}\` is not a state here`,
      {
        label: initial === undefined ? "needs `initial`" : "no such state",
        help: initial === undefined ? [`add \`initial: ${names[0]}\``] : didYouMean(initial, names),
        notes: [`states here: ${names.join(", ")}`],
      },
    );
    return children[0]?.path;
  }

  #heardIn(on: ReadonlyMap<string, Tree>, path: string): StateNode["on"] {
    const written = new Map<string, Tree>();
    return [...on].flatMap(([event, value]) => {
      const heard = this.#heard(event, value);
      if (!heard) return [];
      const transitions = this.#transitions(value, path, `on ${event}`, { fields: heard.fields });
      const first = written.get(heard.type);
      written.set(heard.type, first ?? value);
      if (first) this.#twice(heard.type, value, first);
      return [{ event: heard.type, transitions, place: headPlace(value) }];
    });
  }

  #twice(type: string, value: Tree, first: Tree): void {
    this.#context.problems.error("event-twice", headPlace(value), `two names of one event, \`${type}\``, {
      label: "the same event",
      related: [{ place: headPlace(first), label: "first here" }],
      help: ["write its transitions in one list, in the order in which they are to be tried"],
    });
  }

  /** The event type a key of `on` stands for, with its fields; undefined (and a problem) when it is none. */
  #heard(event: string, value: Tree): { type: string; fields: ReadonlyMap<string, Declared> } | undefined {
    const context = this.#context;
    const place = headPlace(value);
    if (/^(xstate|steppe)\./.test(event) || event === "xstate" || event.includes("*")) {
      const wild = event.includes("*");
      context.problems.error(
        wild ? "wildcard-event" : "reserved-event",
        place,
        wild
          ? "wildcard events are not part of the vocabulary"
          : `\`${event}\` is named like an event of the engine's own`,
        {
          label: wild ? "matches what is not named" : "reserved",
          help: [wild ? "name each event" : "choose another name"],
        },
      );
      return undefined;
    }
    const own = context.events.get(event);
    if (own) return { type: event, fields: own };
    const dot = event.indexOf(".");
    if (dot < 0) {
      context.problems.error(
        "undeclared-event",
        place,
        `\`${context.machine}\` hears \`${event}\`, which it does not declare`,
        {
          label: "not under `events`",
          help: [...didYouMean(event, context.events.keys()), `declare it: \`events: {${event}: {}}\``],
        },
      );
      return undefined;
    }
    const written = event.slice(0, dot);
    const actor = context.names.actors.get(written) ?? written;
    const found = findActorState(context.around.actor(actor), actor, event.slice(dot + 1), context.around.actorNames());
    if ("state" in found) return { type: announcementType(actor, found.state), fields: new Map() };
    context.problems.error("unknown-event", place, found.reason, {
      label: "nobody announces this",
      help: didYouMean(context.around.actor(actor) ? event.slice(dot + 1) : actor, found.known),
      ...(found.known.length > 0 && { notes: [`known: ${found.known.join(", ")}`] }),
    });
    return undefined;
  }

  #after(written: string, value: Tree, path: string): readonly Delayed[] {
    const place = headPlace(value);
    const key = `${path} after ${written}`;
    const source = {
      text: written,
      place: ({ start, end }: { start: number; end: number }) => ({
        ...place,
        column: place.column + start,
        length: Math.max(1, end - start),
      }),
    };
    const keyLeaf: Tree = { node: "leaf", text: written, quoted: false, source, place, layer: value.layer };
    const delay = this.#context.delay(keyLeaf, {
      site: `${this.#context.machine}/${key}`,
      refuse: { event: NO_EVENT },
    });
    const transitions = this.#transitions(value, path, `after ${written}`, {});
    return delay ? [{ key, written, delay, transitions, place }] : [];
  }

  #transitions(
    tree: Tree | undefined,
    path: string,
    what: string,
    at: Omit<PlaceInMachine, "site">,
  ): readonly Transition[] {
    return listOf(tree).map((item, index) => this.#transition(item, path, `${path} ${what} ${index}`.trim(), at));
  }

  #transition(tree: Tree, source: string, id: string, at: Omit<PlaceInMachine, "site">): Transition {
    const place: PlaceInMachine = { ...at, site: `${this.#context.machine}/${id}` };
    const effectPlace: PlaceInMachine =
      at.refuse === ALWAYS_REFUSES ? { site: place.site, refuse: { event: NO_EVENT } } : place;
    const targetTree = tree.node === "leaf" ? tree : get(tree, "target");
    const targetTrees = listOf(targetTree);
    const guardTree = get(tree, "guard");
    const guardLeaf = guardTree?.node === "map" ? get(guardTree, "params", "is") : guardTree;
    const guard = this.#context.expression(guardLeaf, place, BOOLEAN);
    const guardText = leafText(guardLeaf);
    const doc = leafText(get(tree, "doc"));
    return {
      id,
      source,
      targets: targetTrees.flatMap((target) => this.#target(target, source) ?? []),
      reenter: leafText(get(tree, "reenter")) === "true",
      ...(guard && { guard }),
      ...(guardText !== undefined && { guardText }),
      effects: compileEffects(this.#context, get(tree, "actions"), effectPlace),
      ...(doc !== undefined && { doc }),
      place: headPlace(tree),
    };
  }

  /** A sibling, `.child`, a path from the root or a leaf name that is unique: as a path. */
  #target(tree: Tree, source: string): string | undefined {
    const name = leafText(tree);
    if (name === undefined) return undefined;
    const parent = source.includes(".") ? source.slice(0, source.lastIndexOf(".")) : "";
    const under = (base: string, rest: string) => (base === "" ? rest : `${base}.${rest}`);
    const direct = name.startsWith(".") ? under(source, name.slice(1)) : under(source === "" ? "" : parent, name);
    if (this.#targets.includes(direct)) return direct;
    if (this.#targets.includes(name)) return name;
    const ends = name.startsWith(".") ? [] : this.#targets.filter((path) => path.endsWith(`.${name}`));
    if (ends.length === 1) return ends[0];
    this.#context.problems.error(
      ends.length > 1 ? "ambiguous-state" : "unknown-state",
      tree.place,
      ends.length > 1
        ? `\`${name}\` names ${ends.length} states of \`${this.#context.machine}\``
        : `transition target \`${name}\` is not a state of \`${this.#context.machine}\``,
      {
        label: ends.length > 1 ? "which one?" : "no such state",
        help:
          ends.length > 1
            ? [`write the path: ${ends.map((p) => `\`${p}\``).join(" or ")}`]
            : didYouMean(name, this.#targets),
        notes: [`states of \`${this.#context.machine}\`: ${this.#targets.join(", ")}`],
      },
    );
    return undefined;
  }

  #calendars(tree: Tree | undefined, path: string): readonly CalendarUse[] {
    const items = tree?.node === "list" ? itemsOf(tree) : tree ? [tree] : [];
    const ids = new Set<string>();
    return items.flatMap((item) => {
      const name =
        `${path} calendar ${leafText(get(item, "id")) ?? leafText(get(item, "input", "event")) ?? ""}`.trim();
      let id = name;
      for (let k = 2; ids.has(id); k++) id = `${name} ${k}`;
      ids.add(id);
      return this.#calendar(item, id);
    });
  }

  #calendar(tree: Tree, id: string): readonly CalendarUse[] {
    const context = this.#context;
    const input = get(tree, "input");
    const eventTree = get(input, "event");
    const event = leafText(eventTree);
    if (event === undefined || !eventTree) return [];
    if (!context.events.has(event)) {
      context.problems.error(
        "undeclared-event",
        eventTree.place,
        `the calendar sends \`${event}\`, which \`${context.machine}\` does not declare`,
        {
          label: "not under `events`",
          help: [...didYouMean(event, context.events.keys()), `declare it: \`events: {${event}: {}}\``],
        },
      );
      return [];
    }
    const at: PlaceInMachine = { site: `${context.machine}/${id}`, refuse: { event: NO_EVENT } };
    const every = context.expression(get(input, "every"), at, DURATION);
    const from = context.expression(get(input, "from"), at, DATE);
    const untilTree = get(input, "until");
    const until = context.expression(untilTree, at, DATE);
    if (!every || !from || (untilTree && !until)) return [];
    return [{ id, every, from, ...(until && { until }), event, place: headPlace(tree) }];
  }
}
