/** The questions of a decision and what its outcomes do, as code. */
import type { Expression } from "@steppe/core";
import type { Decision, Item, Outcome } from "@steppe/core/statechart/unfold.ts";
import { call, type Expr, type FunctionCode, i32, ret, type Stmt, set, when } from "../code/index.ts";
import type { Instance, Standing } from "../lower/place.ts";
import { HEAD } from "../plan/chart-layout.ts";
import { GLOBAL, RAISED } from "../plan/plan.ts";
import { FAILURE } from "../runtime/fail.ts";
import { type Alike, afterLeaving } from "./alike.ts";
import { Effects } from "./effects.ts";
import { EVENT, type Kit, n } from "./kit.ts";
import { ROW, type Row, TOOK } from "./settling.ts";

/** Where a decision stands: in a configuration, but for the start. */
type Here = Standing & { readonly configuration?: number };

interface Decider {
  readonly name: string;
  readonly layout: Instance["layout"];
  readonly instance: (base: Expr<"i32">, index: Expr<"i32">) => Instance;
  readonly alike: Alike;
  /** Whether each step is one microstep. */
  readonly isSingle: boolean;
  /** Guards that have one answer. */
  readonly answers: ReadonlyMap<Expression, boolean> | undefined;
}

export class Deciding {
  readonly #kit: Kit;
  readonly #of: Decider;
  /** What outcomes do alike, by its key. */
  readonly #then = new Map<string, Row>();

  constructor(kit: Kit, of: Decider) {
    this.#kit = kit;
    this.#of = of;
  }

  standing({ instance }: Effects, configuration: number, sender: Expr<"i32">): Here {
    const { states } = this.#of.layout.table.configurations[configuration] as { readonly states: readonly string[] };
    return { instance, configuration, states, sender, single: this.#of.isSingle };
  }

  /** The code of a decision; `sender` says who sent the event. */
  decide(effects: Effects, decision: Decision, standing: Here, sender: Expr<"i32">): readonly Stmt[] {
    if (decision.is === "outcome") return this.outcome(effects, decision, standing, sender);
    const answer = this.#of.answers?.get(decision.guard);
    if (answer !== undefined) return this.decide(effects, answer ? decision.yes : decision.no, standing, sender);
    const guard = effects.evaluations.word(decision.guard, standing);
    const yes = this.decide(effects, decision.yes, standing, sender);
    const no = this.decide(effects, decision.no, standing, sender);
    if (guard.code.kind === "const") return [...guard.statements, ...(guard.code.value === 0 ? no : yes)];
    return [...guard.statements, when(guard.code, yes, no)];
  }

  outcome(effects: Effects, outcome: Outcome, standing: Here, sender: Expr<"i32">): readonly Stmt[] {
    if (outcome.taken.length === 0 && outcome.items.length === 0) return [ret(n(TOOK.nothing))];
    const then = this.#thenFunction(outcome, standing);
    if (then) {
      const leaving = outcome.items.slice(0, outcome.items.length - afterLeaving(outcome).length);
      const { base, index } = effects.instance;
      const given = [base, index, n(0), sender, standing.event?.address ?? n(0)];
      return [...leaving.flatMap((item) => effects.item(item, standing)), ret(call(then, ...given))];
    }
    return this.#done(effects, outcome, outcome.items, standing, sender);
  }

  /** What an outcome does after it has left what it leaves, where others do the same. */
  #thenFunction(outcome: Outcome, { configuration, event, states }: Here): Row | undefined {
    if (configuration === undefined || !event) return undefined;
    const { shape } = event;
    const key = this.#of.alike.thenKeyOf(outcome, { number: configuration, states, type: shape.type });
    if (key === undefined) return undefined;
    const name = `${this.#of.name}Then${this.#then.size}`;
    const made =
      this.#then.get(key) ??
      this.#kit.program.function(name, ROW, ["i32"], ({ base, index, sender, payload }, self) => {
        const effects = new Effects(this.#kit, self as unknown as FunctionCode, this.#of.instance(base, index));
        const standing = { ...this.standing(effects, configuration, sender), event: { shape, address: payload } };
        return this.#done(effects, outcome, afterLeaving(outcome), standing, sender);
      });
    this.#then.set(key, made);
    return made;
  }

  #done(
    effects: Effects,
    outcome: Outcome,
    items: readonly Item[],
    standing: Here,
    sender: Expr<"i32">,
  ): readonly Stmt[] {
    const statements: Stmt[] = [];
    const raised: { readonly event: string; readonly store: (base: Expr<"i32">) => readonly Stmt[] }[] = [];
    let entering: readonly string[] = [];
    for (const item of items) {
      const here = { ...standing, entering };
      if (item.is === "effect" && item.effect.do === "raise") {
        const fields = effects.raisedFields(item.effect, here);
        statements.push(...fields.statements);
        raised.push({ event: item.effect.event, store: (base) => fields.store(base, RAISED.payload) });
        continue;
      }
      statements.push(...effects.item(item, here));
      if (item.is === "effect" && item.effect.do === "enter") entering = [...entering, item.effect.state];
    }
    for (const queued of this.#of.isSingle ? [] : outcome.queue) {
      const one = queued.is === "raised" ? raised[queued.raise] : undefined;
      statements.push(...this.#queue(effects, one, sender));
    }
    return [
      ...statements,
      ...(this.#of.isSingle ? effects.enteredNow() : []),
      ...(outcome.to === standing.configuration
        ? []
        : [i32.store(effects.instance.base, n(outcome.to), HEAD.configuration)]),
      ...(outcome.taken.length > 0 && !this.#of.isSingle ? [i32.store(n(GLOBAL.taken), n(1))] : []),
      ret(n(outcome.taken.length === 0 ? TOOK.nothing : outcome.changed ? TOOK.changed : TOOK.unchanged)),
    ];
  }

  #queue(
    effects: Effects,
    raised: { readonly event: string; readonly store: (base: Expr<"i32">) => readonly Stmt[] } | undefined,
    sender: Expr<"i32">,
  ): readonly Stmt[] {
    const { address, stride, capacity } = this.#kit.plan.regions.raised;
    const tail = effects.local("i32", "tail");
    const entry = effects.local("i32", "entry");
    const event = raised ? (this.#kit.plan.events.get(raised.event) as number) : EVENT.none;
    return [
      set(tail, i32.load(n(GLOBAL.raisedTail))),
      when(i32.ge_s(tail, n(capacity)), [this.#kit.fail(FAILURE.tooLarge)]),
      i32.store(n(GLOBAL.raisedTail), i32.add(tail, n(1))),
      set(entry, i32.add(i32.mul(tail, n(stride)), n(address))),
      i32.store(entry, n(event), RAISED.event),
      i32.store(entry, sender, RAISED.sender),
      ...(raised ? raised.store(entry) : []),
    ];
  }
}
