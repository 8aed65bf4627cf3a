/**
 * A chart as an XState machine, stepped by XState's own pure method.
 *
 * `machine.transition(snapshot, event, scope)` runs one macrostep; the scope is inert but for its
 * `actionExecutor`, which gets each effect at its place, so that an expression sees every effect
 * before it in the same step. What an effect or a guard does is up to the `Frame` that is set for
 * the duration of a step: the World's carries effects out, the unfolding's answers as an oracle.
 * The contract with XState that this leans on is held by machine.test.ts.
 */
import { type AnyActorScope, type AnyMachineSnapshot, assign, cancel, createActor, createMachine, raise } from "xstate";
import type { Expression } from "../expression/tree.ts";
import type { CalendarUse, Chart, Delayed, Effect, StateNode, Transition } from "./chart.ts";

/** An event as XState sees it: `data` holds the fields, so that no field can be named `type`. */
export interface MachineEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly sender: string;
}

export type Context = Readonly<Record<string, unknown>>;

/** What a step does with questions and effects. Set by `inFrame`, for one step at a time. */
export interface Frame {
  /** Whether a guard lets its transition (by its id) through. */
  test(guard: Expression, context: Context, event: MachineEvent, transition: string): boolean;
  /** New values of the variables that a `set` names. */
  assign(effect: Effect & { do: "set" }, context: Context, event: MachineEvent): Context;
  /** Any effect but set, immediate raise and enter-timer. */
  perform(effect: Effect, context: Context, event: MachineEvent): void;
  /** Fields of a raised event. */
  fields(effect: Effect & { do: "raise" }, context: Context, event: MachineEvent): Readonly<Record<string, unknown>>;
  /** A delay in whole days from today. */
  delay(delay: Expression, context: Context, event: MachineEvent): number;
  /** A delayed event is put down, or taken back. */
  schedule(id: string, event: MachineEvent, days: number): void;
  unschedule(id: string): void;
  /** A microstep is done: the transitions that were taken, and the paths of the states it led to. */
  took(transitions: readonly string[], states: ReadonlySet<string>): void;
  /** An event of the engine's own queue (raised, or a state that is done) came to its turn. */
  passed?(type: string): void;
}

/** The event that asks a machine's `always` again. No chart can name it. */
export const ASK = "steppe.ask";
/** Names that no event of a scenario may have: XState's own, and ours. */
export const RESERVED_EVENT = /^(xstate|steppe)(\.|$)/;
/** The pseudo-event of a start. */
export const START = "xstate.init";
/** Past this many microsteps in one step, XState gives up: a livelock. */
export const MICROSTEP_LIMIT = 10_000;

let frame: Frame | undefined;
/** Ids of the transitions whose actions ran in the current microstep: what conflicts took away is not among them. */
let taken: string[] = [];

/** Runs `body` with a frame set, and takes it back. Frames do not nest. */
export function inFrame<T>(current: Frame, body: () => T): T {
  if (frame !== undefined) throw new Error("a step was begun inside a step");
  frame = current;
  taken = [];
  try {
    return body();
  } finally {
    frame = undefined;
  }
}

function now(): Frame {
  if (frame === undefined) throw new Error("a machine was stepped outside a frame");
  return frame;
}

export interface Stepper {
  readonly chart: Chart;
  /** The configuration after the start, with everything its entry does. Call within `inFrame`. */
  start(context: Context): AnyMachineSnapshot;
  /** One macrostep. The same snapshot comes back when nothing was taken. Call within `inFrame`. */
  step(snapshot: AnyMachineSnapshot, event: MachineEvent): AnyMachineSnapshot;
  /** A snapshot as plain JSON but for its context; `restore` is the inverse. */
  save(snapshot: AnyMachineSnapshot): unknown;
  restore(saved: unknown): AnyMachineSnapshot;
  /** Event types that the current configuration reacts to, guards left aside, in document order. */
  hears(snapshot: AnyMachineSnapshot): readonly string[];
}

interface Args {
  readonly context: Context;
  readonly event: MachineEvent;
}

export interface MachineOptions {
  /**
   * Makes a step one microstep, for the unfolding: eventless transitions are taken on this event only, and an event
   * raised at once is put into XState's queue as `RAISED`, which nobody hears.
   */
  readonly eventless?: string;
  /** Microsteps in one step before it is given up as a livelock; `MICROSTEP_LIMIT` unless given. */
  readonly limit?: number;
}

/** Stands for an event raised at once, where a step is one microstep. */
export const RAISED = "steppe.raised";

/** A stepper for a chart. Cheap enough to make once per chart and keep. */
export function stepperOf(chart: Chart, options: MachineOptions = {}): Stepper {
  const machine = createMachine(configOf(chart, options) as never, { delays: delaysOf(chart) as never });
  const scope = inertScope();
  if (options.eventless !== undefined) selectEventlessAs(machine as never, options.eventless);
  const hearsCache = new WeakMap<object, readonly string[]>();
  const shared = sharing();
  return {
    chart,
    start(context) {
      const snapshot = machine.getInitialSnapshot(scope as never, context as never) as AnyMachineSnapshot;
      if (snapshot.status === "error") throw snapshot.error;
      return shared(snapshot);
    },
    step(snapshot, event) {
      const next = machine.transition(snapshot as never, event as never, scope as never) as AnyMachineSnapshot;
      return next === snapshot ? snapshot : shared(next);
    },
    save: (snapshot) => ({
      ...(machine.getPersistedSnapshot(snapshot as never, {}) as object),
      entered: nodesOf(snapshot).map(({ path }) => path.join(".")),
    }),
    restore: (saved) => {
      const snapshot = machine.restoreSnapshot(saved as never, scope as never) as AnyMachineSnapshot;
      const { entered } = saved as { entered: readonly string[] };
      const place = (node: SnapshotNode) => entered.indexOf(node.path.join("."));
      const nodes = [...nodesOf(snapshot)].sort((a, b) => place(a) - place(b));
      return shared(Object.assign(snapshot, { _nodes: nodes }));
    },
    hears(snapshot) {
      const nodes = snapshot._nodes as readonly { readonly order: number; readonly ownEvents: readonly string[] }[];
      const known = hearsCache.get(nodes);
      if (known) return known;
      const inOrder = [...nodes].sort((a, b) => a.order - b.order);
      const types = [...new Set(inOrder.flatMap((node) => node.ownEvents))].filter((type) => type !== "");
      hearsCache.set(nodes, types);
      return types;
    },
  };
}

interface SnapshotNode {
  readonly order: number;
  readonly path: readonly string[];
}

const nodesOf = (snapshot: AnyMachineSnapshot): readonly SnapshotNode[] => snapshot._nodes as readonly SnapshotNode[];

/**
 * Lets snapshots of one configuration share what depends on nothing else: their nodes, value and tags. A history of
 * a hundred thousand Worlds then holds each configuration once. The order of the nodes, in which they were entered,
 * is part of a configuration: it is the order in which eventless transitions are asked.
 */
function sharing(): (fresh: AnyMachineSnapshot) => AnyMachineSnapshot {
  const known = new Map<string, Pick<AnyMachineSnapshot, "_nodes" | "value" | "tags">>();
  return (fresh) => {
    const key = nodesOf(fresh)
      .map(({ order }) => order)
      .join();
    const first = known.get(key);
    if (first === undefined) {
      const { _nodes, value, tags } = fresh;
      known.set(key, { _nodes, value, tags });
      return fresh;
    }
    return Object.assign(fresh, first);
  };
}

interface Inspected {
  readonly type: string;
  readonly event: { readonly type: string };
  readonly snapshot: AnyMachineSnapshot;
}

interface Node {
  readonly type: string;
  readonly parent?: Node;
  next(snapshot: AnyMachineSnapshot, event: unknown): readonly object[] | undefined;
}

interface Selecting {
  getTransitionData(snapshot: AnyMachineSnapshot, event: { readonly type: string }): readonly object[];
}

/**
 * XState asks eventless transitions leaf by leaf in the order in which the leaves were entered, and those of an event
 * region by region in document order. Where `eventless` stands for the former, it is selected like the former.
 */
function selectEventlessAs(machine: Selecting, eventless: string): void {
  const selectByEvent = machine.getTransitionData.bind(machine);
  machine.getTransitionData = (snapshot, event) => {
    if (event.type !== eventless) return selectByEvent(snapshot, event);
    const selected = new Set<object>();
    for (const leaf of snapshot._nodes as unknown as readonly Node[]) {
      if (leaf.type !== "atomic" && leaf.type !== "final") continue;
      for (let node: Node | undefined = leaf; node; node = node.parent) {
        const [transition] = node.next(snapshot, event) ?? [];
        if (transition) selected.add(transition);
        if (transition) break;
      }
    }
    return [...selected];
  };
}

const statesOfNodes = new WeakMap<object, ReadonlySet<string>>();

/** Paths of every state of a snapshot, compound ones too, in document order; the root's is "". */
export function statesOf(snapshot: AnyMachineSnapshot): ReadonlySet<string> {
  const nodes = nodesOf(snapshot);
  let paths = statesOfNodes.get(nodes);
  if (!paths) {
    const inOrder = [...nodes].sort((a, b) => a.order - b.order);
    paths = new Set(inOrder.map((node) => node.path.join(".")));
    statesOfNodes.set(nodes, paths);
  }
  return paths;
}

/** A scope that does nothing but hand actions and microsteps to the frame. Its own actor is never started. */
function inertScope(): AnyActorScope {
  const base = (createActor(createMachine({})) as unknown as { _actorScope: AnyActorScope })._actorScope;
  return {
    ...base,
    system: {
      ...(base.system as object),
      _sendInspectionEvent: (inspected: Inspected) => {
        if (inspected.type !== "@xstate.microstep" || frame === undefined) return;
        frame.passed?.(inspected.event.type);
        if (taken.length === 0) return;
        const ids = taken;
        taken = [];
        frame.took(ids, statesOf(inspected.snapshot));
      },
    },
    actionExecutor: (action: { type: string; params: unknown; info: Args; exec?: (args: Args) => void }) => {
      if (action.type === "xstate.raise") {
        const { id, event, delay } = action.params as { id: string; event: MachineEvent; delay?: number };
        if (delay !== undefined) now().schedule(id ?? event.type, event, delay);
      } else if (action.type === "xstate.cancel") {
        now().unschedule((action.params as { sendId: string }).sendId);
      } else {
        action.exec?.(action.info);
      }
    },
  } as unknown as AnyActorScope;
}

function configOf(chart: Chart, options: MachineOptions): object {
  return {
    id: "m",
    context: ({ input }: { input: Context }) => input,
    options: { maxIterations: options.limit ?? MICROSTEP_LIMIT },
    ...stateConfig(chart.root, options),
  };
}

const delayName = (delayed: Delayed): string => delayed.key;

function delaysOf(chart: Chart): Record<string, (args: Args) => number> {
  const delays: Record<string, (args: Args) => number> = {};
  for (const state of chart.states.values()) {
    for (const delayed of state.after) {
      delays[delayName(delayed)] = ({ context, event }) => now().delay(delayed.delay, context, event);
    }
  }
  return delays;
}

function stateConfig(node: StateNode, options: MachineOptions): object {
  if (node.type === "history") {
    const id = idOf(node.path).slice(1);
    return { id, type: "history", history: node.history, ...(node.initial && { target: idOf(node.initial) }) };
  }
  const calendars = node.calendars;
  const start: readonly Effect[] = calendars.map((calendar) => startOf(calendar));
  const end: readonly Effect[] = calendars.map((calendar) => ({
    do: "end-calendar",
    id: calendar.id,
    place: calendar.place,
  }));
  const on: Record<string, unknown> = Object.fromEntries(
    node.on.map(({ event, transitions }) => [event, transitions.map((t) => transitionConfig(t, options))]),
  );
  const always = node.always.map((t) => transitionConfig(t, options));
  if (options.eventless !== undefined && always.length > 0) on[options.eventless] = always;
  return {
    id: idOf(node.path).slice(1),
    ...(node.type === "parallel" || node.type === "final" ? { type: node.type } : {}),
    ...(node.type === "compound" && { initial: lastSegment(node.initial as string) }),
    ...(node.children.length > 0 && {
      states: Object.fromEntries(node.children.map((child) => [child.key, stateConfig(child, options)])),
    }),
    entry: [...node.entry, ...start].map((effect) => actionOf(effect, options)),
    exit: [...node.exit, ...end].map((effect) => actionOf(effect, options)),
    on,
    ...(options.eventless === undefined && always.length > 0 && { always }),
    after: Object.fromEntries(
      node.after.map((d) => [delayName(d), d.transitions.map((t) => transitionConfig(t, options))]),
    ),
  };
}

const startOf = (calendar: CalendarUse): Effect => ({ do: "start-calendar", calendar, place: calendar.place });

const lastSegment = (path: string): string => path.slice(path.lastIndexOf(".") + 1);

/** XState's ids are global to a machine; a path makes one. The root is `m`. */
const idOf = (path: string): string => (path === "" ? "#m" : `#m/${path.replaceAll(".", "/")}`);

function transitionConfig(transition: Transition, options: MachineOptions): object {
  const { guard, id } = transition;
  return {
    ...(transition.targets.length > 0 && { target: transition.targets.map(idOf) }),
    ...(transition.reenter && { reenter: true }),
    ...(guard && { guard: ({ context, event }: Args) => now().test(guard, context, event, id) }),
    actions: [() => taken.push(id), ...transition.effects.map((effect) => actionOf(effect, options))],
  };
}

function actionOf(effect: Effect, options: MachineOptions): unknown {
  switch (effect.do) {
    case "set":
      return assign((({ context, event }: Args) => now().assign(effect, context, event)) as never);
    case "cancel":
      return cancel(effect.id);
    case "raise": {
      const make = ({ context, event }: Args): MachineEvent => ({
        type: options.eventless !== undefined && !effect.delay ? RAISED : effect.event,
        data: now().fields(effect, context, event) as MachineEvent["data"],
        sender: event.sender,
      });
      const { delay } = effect;
      if (!delay) return raise(make as never);
      return raise(make as never, {
        id: effect.id ?? effect.event,
        delay: (({ context, event }: Args) => now().delay(delay, context, event)) as never,
      });
    }
    default:
      return ({ context, event }: Args) => now().perform(effect, context, event);
  }
}
