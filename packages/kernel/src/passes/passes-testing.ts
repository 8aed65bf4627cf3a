/** For tests of passes: a small scenario told by the World and by code with passes. */
import { type Asked, askedOf, type Wanted } from "../asked.ts";
import { kernelEngine } from "../engine/kernel-engine.ts";
import { modelOf } from "../kernel-testing.ts";
import { worldEngine } from "../world-engine.ts";
import { type Decisions, PASSES, type PassName } from "./decide.ts";

const HEAD = `steppe: 1
title: t
period: 2019-11-01 .. 2024-12-31
currency: USD
parties: [pa, pb]
`;

export interface Tried {
  readonly decisions: Decisions;
  /** The first column that code has otherwise than the World; undefined: none. */
  readonly differs: unknown;
  /** How many paths code left to the World. */
  readonly left: number;
  /** How often exact arithmetic was asked. */
  readonly asked: number;
  /** On how many paths the World goes wrong. */
  readonly wrong: number;
  /** Why an actor runs together with others; undefined where it runs alone. */
  together(actor: string): string | undefined;
}

interface Trying {
  readonly passes?: readonly PassName[];
  readonly wanted?: Wanted;
  readonly paths?: number;
}

/** `text`: what follows the head of the file. */
export function tried(text: string, { passes = PASSES, wanted = {}, paths = 6 }: Trying = {}): Tried {
  const model = modelOf(HEAD + text);
  const asked = askedOf(model, wanted);
  const options = { model, seed: "3", asked };
  const world = worldEngine(options).run(0, paths);
  const engines = (["wasm", "js"] as const).map((backEnd) => {
    const engine = kernelEngine({ ...options, passes }, backEnd);
    if ("reason" in engine) throw new Error(engine.reason);
    return { engine, columns: engine.run(0, paths) };
  });
  const [{ engine }] = engines as [(typeof engines)[0]];
  const { decisions } = engine;
  return {
    decisions,
    differs: engines.flatMap(({ columns }) => differing(asked, world, columns))[0],
    left: engine.left(),
    asked: engine.kernel.asked.reduce((all, one) => all + one, 0),
    wrong: new Set(world.troubles.map(({ path }) => path)).size,
    together: (actor) => decisions.alone.together.get(model.actorIndex.get(actor) as number)?.text,
  };
}

type Ran = ReturnType<ReturnType<typeof worldEngine>["run"]>;

const text = (value: unknown): string =>
  JSON.stringify(value, (_, one) => {
    if (typeof one === "bigint") return String(one);
    return ArrayBuffer.isView(one) ? Array.from(one as unknown as ArrayLike<unknown>, String) : one;
  });

function differing({ columns }: Asked, world: Ran, code: Ran): readonly unknown[] {
  const found = columns.flatMap(({ subject }, index) => {
    const [a, b] = [world.columns[index], code.columns[index]];
    return text(a) === text(b) ? [] : [{ subject, world: a, code: b }];
  });
  const troubles = [world, code].map((one) => one.troubles.map(({ path, problem }) => [path, problem.code]));
  return text(troubles[0]) === text(troubles[1]) ? found : [...found, { troubles }];
}

/** A site that fails at random and is repaired, with what it costs. */
export const SITE = `  site:
    inputs: {cost: {kind: money, default: 5 USD}}
    variables: {failures: {kind: number, initial: 0}}
    initial: working
    states:
      working:
        after:
          "exponential(100 days, as: wait)":
            target: stopped
            actions: [{pay: {from: pa, to: pb, amount: cost, for: repair}}, {set: {failures: failures + 1}}]
      stopped: {after: {"exponential(20 days, as: repair)": working}}
`;
