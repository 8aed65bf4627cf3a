/** One step: an event delivered to its actor, the history written, those who watch asked again. */
import type { Kind, Model } from "@steppe/core";
import { assumptionKey, stateKey, valueKey, watchIndex } from "@steppe/core/world/watch.ts";
import {
  both,
  type Callee,
  call,
  type Expr,
  either,
  f64,
  i32,
  i64,
  loopOver,
  not,
  ret,
  run,
  type Stmt,
  set,
  switchOn,
  when,
} from "../code/index.ts";
import { cellOf } from "../plan/cells.ts";
import { HEAD, type Slot } from "../plan/chart-layout.ts";
import { GLOBAL, MILESTONE, type PlannedActor } from "../plan/plan.ts";
import type { Rung } from "./actor.ts";
import { type Deliver, EVENT, type Kit, n } from "./kit.ts";
import { isSingle } from "./single.ts";

export interface Delivering {
  /** (actor's index, event, sender, payload, mask): one step, or none where a question changed nothing. */
  readonly step: Callee<readonly []>;
  /** Per actor of the file, the same for it alone: (event, sender, payload, mask) → whether anything was taken. */
  readonly fileSteps: readonly (Callee<readonly ["i32"]> | undefined)[];
}

/** What delivers, once the code of the actors is there. */
export interface Delivered extends Delivering {
  /** Per actor of the file, what its timers and calendars can call in place of its step. */
  readonly rung: readonly (Rung | undefined)[];
}

/** Who is asked again when one of these is so: indices of actors of the file, and charts of opened ones. */
interface Watched {
  readonly condition: Expr<"i32">;
  readonly actors: readonly number[];
  readonly charts: ReadonlySet<string>;
}

/** What watches a key. */
export function watchersOf(model: Model, key: string): Pick<Watched, "actors" | "charts"> {
  const index = watchIndex(model);
  return { actors: index.actors.get(key) ?? [], charts: index.charts.get(key) ?? new Set() };
}

export const watchersOfAssumption = (model: Model, name: string): Pick<Watched, "actors" | "charts"> =>
  watchersOf(model, assumptionKey(name));

/** An actor without code for one step runs alone: it is told nothing. */
export function deliveringIn(
  kit: Kit,
  actors: readonly (Deliver | undefined)[],
  pools: readonly Deliver[],
): Delivering {
  const { program, plan } = kit;
  const fileSteps = plan.actors.map((actor, index) => {
    const deliver = actors[index];
    return deliver && fileStep(kit, actor, deliver);
  });
  const pooled = pools.length === 0 ? undefined : poolStep(kit, pools);
  const step = program.function(
    "step",
    { actor: "i32", event: "i32", sender: "i32", payload: "i32", mask: "i32" },
    [],
    ({ actor, event, sender, payload, mask }, self) => {
      const took = self.local("i32", "took");
      const args = [event, sender, payload, mask] as const;
      const cases = fileSteps.map((one) => (one ? [set(took, call(one, ...args))] : []));
      const opened = pooled ? [set(took, call(pooled, actor, ...args))] : [];
      return [
        switchOn(actor, cases, opened),
        when(not(both(i32.eq(event, n(EVENT.ask)), i32.eqz(took))), [
          i32.store(n(GLOBAL.steps), i32.add(i32.load(n(GLOBAL.steps)), n(1))),
        ]),
      ];
    },
  );
  return { step, fileSteps };
}

const STEP = { event: "i32", sender: "i32", payload: "i32", mask: "i32" } as const;

/** A step of an actor of the file, and who watches it. */
function fileStep(kit: Kit, actor: PlannedActor, deliver: Deliver): Callee<readonly ["i32"]> {
  const { program, plan } = kit;
  const { model } = plan;
  return program.function(`step${actor.index}`, STEP, ["i32"], ({ event, sender, payload, mask }, self) => {
    const took = self.local("i32", "took");
    const values = [...(watchIndex(model).values.get(actor.name) ?? [])].flatMap((name) => {
      const slot = actor.layout.variables.get(name);
      return slot ? [watchedValue(self, slot, n(actor.address), watchersOf(model, valueKey(actor.name, name)))] : [];
    });
    const state: Watched = {
      condition: i32.load(n(GLOBAL.entered)),
      ...watchersOf(model, stateKey(actor.name)),
    };
    return [
      ...unaskedOf(n(actor.address), event),
      ...values.flatMap(({ before }) => before),
      set(took, call(deliver, n(actor.address), n(actor.index), event, sender, payload, mask)),
      ...(isSingle(plan, actor.index) ? [] : [run(kit.history)]),
      ...asking(kit, self, [state, ...values.map(({ watched }) => watched)]),
      ret(took),
    ];
  });
}

/** A question that is put is no longer about to be. */
const unaskedOf = (block: Expr<"i32">, event: Expr<"i32">): readonly Stmt[] => [
  when(i32.eq(event, n(EVENT.ask)), [i32.store(block, n(0), HEAD.asked)]),
];

type Locals = Parameters<Parameters<Kit["program"]["function"]>[3]>[1];

/** A variable that others watch: kept before the step, compared after it. */
function watchedValue(
  self: Locals,
  { kind, offset }: Slot,
  base: Expr<"i32">,
  watchers: Pick<Watched, "actors" | "charts">,
): { readonly before: readonly Stmt[]; readonly watched: Watched } {
  const [before, same] = comparing(self, kind, base, offset);
  // Before its start it has no value: then any first one is a change.
  const started = self.local("i32", "started");
  return {
    before: [set(started, i32.ge_s(i32.load(base, HEAD.configuration), n(0))), ...before],
    watched: {
      condition: both(i32.ge_s(i32.load(base, HEAD.configuration), n(0)), either(not(started), not(same))),
      ...watchers,
    },
  };
}

function comparing(
  self: Locals,
  kind: Kind,
  base: Expr<"i32">,
  offset: number,
): readonly [readonly Stmt[], Expr<"i32">] {
  switch (cellOf(kind)) {
    case "f64": {
      const was = self.local("f64", "was");
      return [[set(was, f64.load(base, offset))], f64.eq(was, f64.load(base, offset))];
    }
    case "i32": {
      const was = self.local("i32", "was");
      return [[set(was, i32.load(base, offset))], i32.eq(was, i32.load(base, offset))];
    }
    // Months and days of a duration are compared at once.
    default: {
      const was = self.local("i64", "was");
      return [[set(was, i64.load(base, offset))], i64.eq(was, i64.load(base, offset))];
    }
  }
}

/** Asks those that watch anything that is so, once each, in the order of actors. */
export function asking(kit: Kit, self: Locals, watched: readonly Watched[]): readonly Stmt[] {
  const { plan } = kit;
  const used = watched.filter(({ actors, charts }) => actors.length > 0 || charts.size > 0);
  if (used.length === 0) return [];
  const conditions = used.map(({ condition }) => {
    const local = self.local("i32", "changed");
    return { local, statement: set(local, condition) };
  });
  const any = (indices: readonly number[]): Expr<"i32"> =>
    indices.map((index) => conditions[index]?.local as Expr<"i32">).reduce((sum, one) => either(sum, one));
  const actors = [...new Set(used.flatMap((one) => one.actors))].sort((a, b) => a - b);
  const file = actors.map((actor) =>
    when(any(used.flatMap((one, index) => (one.actors.includes(actor) ? [index] : []))), [run(kit.askAgain, n(actor))]),
  );
  const charts = [...plan.pools].filter(([key]) => used.some((one) => one.charts.has(key)));
  if (charts.length === 0) return [...conditions.map(({ statement }) => statement), ...file];
  const [index, block] = [self.local("i32", "member"), self.local("i32", "block")];
  const opened = loopOver(index, n(plan.actors.length), i32.load(n(GLOBAL.actors)), () => [
    set(block, call(kit.blockOf, index)),
    switchOn(
      i32.load(block, HEAD.pool),
      [...plan.pools.keys()].map((key) => {
        const watching = used.flatMap((one, at) => (one.charts.has(key) ? [at] : []));
        return watching.length === 0 ? [] : [when(any(watching), [run(kit.askAgain, index)])];
      }),
    ),
  ]);
  return [...conditions.map(({ statement }) => statement), ...file, ...opened];
}

/** A step of an opened actor: others may watch its group. */
function poolStep(kit: Kit, pools: readonly Deliver[]): Callee<readonly ["i32"]> {
  const { program, plan } = kit;
  return program.function("stepOpened", { actor: "i32", ...STEP }, ["i32"], (params, self) => {
    const { actor, event, sender, payload, mask } = params;
    const [block, took] = [self.local("i32", "block"), self.local("i32", "took")];
    const args = [block, actor, event, sender, payload, mask] as const;
    const groups = [...plan.groups.values()].map(({ name, number }) => ({
      condition: both(i32.load(n(GLOBAL.entered)), i32.eq(i32.load(block, HEAD.group), n(number))),
      ...watchersOf(plan.model, stateKey(name)),
    }));
    return [
      set(block, call(kit.blockOf, actor)),
      ...unaskedOf(block, event),
      switchOn(
        i32.load(block, HEAD.pool),
        pools.map((one) => [set(took, call(one, ...args))]),
      ),
      run(kit.history),
      ...asking(kit, self, groups),
      ret(took),
    ];
  });
}

/** Writes the states that the step has entered into the history. */
export function historyIn(program: Kit["program"], plan: Kit["plan"]): Callee<readonly []> {
  const { address } = plan.regions.entered;
  return program.function("history", {}, [], (_params, self) => {
    const [index, at, count] = [self.local("i32", "index"), self.local("i32", "at"), self.local("i32", "count")];
    return [
      ...loopOver(index, n(0), i32.load(n(GLOBAL.enteredCount)), () => [
        set(at, i32.load(i32.shl(index, n(2)), address)),
        set(count, i32.load(at, MILESTONE.count)),
        when(i32.eqz(count), [i32.store(at, i32.load(n(GLOBAL.today)), MILESTONE.first)]),
        i32.store(at, i32.add(count, n(1)), MILESTONE.count),
      ]),
      i32.store(n(GLOBAL.enteredCount), n(0)),
    ];
  });
}
