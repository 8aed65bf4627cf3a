import { describe, expect, it } from "vitest";
import { createMachine } from "xstate";
import { MACHINES } from "../machines/index.ts";
import { Problems } from "../problems.ts";
import { treeOfPlain } from "../source/plain-tree.ts";
import type { Branch } from "../source/tree.ts";
import { NO_BINDING } from "./binding.ts";
import type { Chart, Transition } from "./chart.ts";
import { compileChart } from "./compile.ts";
import { type MachineOutline, outlineOf } from "./outline.ts";
import type { Surroundings } from "./surroundings.ts";
import { xstateConfig } from "./written.ts";

/** Everything a target, a guard or an action may look like. */
const bid = {
  title: "A bid",
  doc: "It is made and may be taken.",
  inputs: { fee: { kind: "money", doc: "What it costs." } },
  events: { go: {}, stop: { by: "number" } },
  delays: { review: "90 days" },
  initial: "open",
  on: { stop: [{ target: "closed", guard: "event.by > 1" }, "fallen"] },
  states: {
    open: {
      doc: "Waiting.",
      initial: "first",
      entry: { note: "opened" },
      exit: [{ cancel: "late" }, { type: "set", params: { fee: "fee * 2" } }],
      invoke: { src: "calendar", input: { every: "1 year", from: "2004-12-31", event: "go" } },
      after: { review: { target: "closed" }, "10 days": { target: ".second", reenter: true } },
      states: {
        first: { on: { go: "second", stop: { target: "open.second", doc: "At once." } } },
        second: { always: { guard: { type: "when", params: { is: "fee > 0 USD" } }, target: "fallen" } },
        was: { type: "history", history: "deep", target: "second" },
      },
    },
    closed: {
      type: "parallel",
      states: { a: { on: { go: { target: "was" } } }, b: { on: { go: { actions: { raise: { event: "stop" } } } } } },
    },
    ruin: { initial: "fallen", states: { fallen: { type: "final" } } },
  },
};

/** What a machine is, as paths: its states with their types and transitions, by our reading or by XState's. */
type Shape = Readonly<Record<string, unknown>>;

function chartShape(chart: Chart): Shape {
  const targets = (transitions: readonly Transition[]) =>
    transitions.map((one) => [one.targets, one.reenter, one.guardText]);
  return Object.fromEntries(
    [...chart.states.values()].map((state) => [
      state.path,
      {
        type: state.type,
        initial: state.type === "compound" ? state.initial : undefined,
        history: state.history,
        doc: state.path === "" ? undefined : state.doc,
        on: Object.fromEntries(state.on.map(({ event, transitions }) => [event, targets(transitions)])),
        always: targets(state.always),
        after: Object.fromEntries(state.after.map(({ written, transitions }) => [written, targets(transitions)])),
        entry: state.entry.filter((effect) => effect.do !== "enter").map((effect) => effect.do),
        exit: state.exit.map((effect) => effect.do),
        calendars: state.calendars.map(({ event }) => event),
      },
    ]),
  );
}

interface XStateTransition {
  readonly target?: readonly XStateNode[];
  readonly reenter: boolean;
  readonly guard?: { readonly type: string; readonly params: { readonly is: string } };
}

interface XStateNode {
  readonly id: string;
  readonly path: readonly string[];
  readonly type: string;
  readonly history?: string | false;
  readonly description?: string;
  readonly initial?: { readonly target: readonly XStateNode[] };
  readonly states: Readonly<Record<string, XStateNode>>;
  readonly transitions: ReadonlyMap<string, readonly XStateTransition[]>;
  readonly always?: readonly XStateTransition[];
  readonly entry: readonly { readonly type: string }[];
  readonly exit: readonly { readonly type: string }[];
  readonly invoke: readonly { readonly src: string; readonly input: { readonly event: string } }[];
}

function xstateShape(node: XStateNode): Shape {
  const pathOf = (one: XStateNode): string => one.path.join(".");
  const targets = (transitions: readonly XStateTransition[] = []) =>
    transitions.map((one) => [(one.target ?? []).map(pathOf), one.reenter, one.guard?.params.is]);
  const own = [...node.transitions].map(([event, transitions]) => [event, targets(transitions)] as const);
  const delay = (event: string) => event.slice("xstate.after.".length, -`.${node.id}`.length);
  const delays = own.filter(([event]) => event.startsWith("xstate.after."));
  const types = (actions: XStateNode["entry"]) =>
    actions.map(({ type }) => type).filter((type) => !type.startsWith("xstate."));
  return {
    [pathOf(node)]: {
      type: node.type,
      initial: node.initial && node.type === "compound" ? node.initial.target.map(pathOf).join() : undefined,
      history: node.history || undefined,
      doc: node.path.length === 0 ? undefined : node.description,
      on: Object.fromEntries(own.filter(([event]) => !event.startsWith("xstate.") && event !== "")),
      always: targets(node.always),
      after: Object.fromEntries(delays.map(([event, to]) => [delay(event), to])),
      entry: types(node.entry),
      exit: types(node.exit),
      calendars: node.invoke.map(({ input }) => input.event),
    },
    ...Object.assign({}, ...Object.values(node.states).map(xstateShape)),
  };
}

const outlineOfPlain = (name: string, plain: unknown) =>
  outlineOf(name, treeOfPlain(plain, "m.yaml") as Branch, new Problems());

/** A machine beside a lease, whose states others listen to. */
const besideLease: Surroundings = {
  currency: "USD",
  assumption: () => undefined,
  isParty: () => false,
  actor: (name) => {
    if (name !== "lease") return undefined;
    const { states } = outlineOfPlain("lease", MACHINES.get("lease"));
    return { name, group: false, machine: "lease", states, values: new Map(), events: new Map() };
  },
  names: () => [],
  actorNames: () => [],
  categories: () => [],
  hasRate: () => false,
  indices: () => [],
  machineNames: () => [],
  isSource: () => true,
  inputsOf: () => undefined,
  chart: (machine) => machine,
};

const chartOfOutline = (outline: MachineOutline): Chart =>
  compileChart(outline, NO_BINDING, besideLease, new Problems());

describe("a machine for XState", () => {
  it.each([...MACHINES, ["bid", bid] as const])(
    "is taken by createMachine, which reads it as we do (%s)",
    (name, plain) => {
      const outline = outlineOfPlain(name, plain);
      const config = xstateConfig(outline);
      expect(JSON.parse(JSON.stringify(config))).toEqual(config);
      const { root } = createMachine(config as never);
      expect(xstateShape(root as unknown as XStateNode)).toEqual(chartShape(chartOfOutline(outline)));
    },
  );

  const config = xstateConfig(outlineOfPlain("bid", bid));
  const open = (config.states as { open: unknown }).open;

  it("has short forms written out, and names that XState resolves alike", () => {
    expect(open).toEqual({
      description: "Waiting.",
      initial: "first",
      entry: [{ type: "note", params: { text: "opened" } }],
      exit: [
        { type: "cancel", params: { id: "late" } },
        { type: "set", params: { fee: "fee * 2" } },
      ],
      invoke: [{ src: "calendar", input: { every: "1 year", from: "2004-12-31", event: "go" } }],
      after: { review: [{ target: "closed" }], "10 days": [{ target: ".second", reenter: true }] },
      states: {
        first: { on: { go: [{ target: "second" }], stop: [{ description: "At once.", target: "second" }] } },
        second: { always: [{ target: "#bid.ruin.fallen", guard: { type: "when", params: { is: "fee > 0 USD" } } }] },
        was: { type: "history", history: "deep", target: "#bid.open.second" },
      },
    });
    expect(config.on).toEqual({
      stop: [
        { target: ".closed", guard: { type: "when", params: { is: "event.by > 1" } } },
        { target: "#bid.ruin.fallen" },
      ],
    });
  });

  it("keeps in `meta` what XState has no place for", () => {
    expect(config).toMatchObject({
      id: "bid",
      description: "A bid\n\nIt is made and may be taken.",
      meta: { inputs: bid.inputs, events: bid.events, delays: bid.delays },
    });
    expect(config).not.toHaveProperty("inputs");
  });
});
