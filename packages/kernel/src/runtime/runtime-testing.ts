/** For tests of the runtime: a plan of a small model, and a program of some of its functions in both back ends. */
import { type Callee, Program, type Started, startJs, startWasm } from "../code/index.ts";
import { BERTH, modelOf } from "../kernel-testing.ts";
import { GLOBAL, type Plan, planOf } from "../plan/plan.ts";
import { type Fail, failIn } from "./fail.ts";

export class Failed extends Error {
  readonly why: number;

  constructor(why: number) {
    super(`failure ${why}`);
    this.why = why;
  }
}

export function planned(change: Partial<Plan["regions"]> = {}): Plan {
  const plan = planOf(modelOf(BERTH));
  if ("reason" in plan) throw new Error(plan.reason);
  return { ...plan, regions: { ...plan.regions, ...change } };
}

export interface Running {
  readonly functions: Started["functions"];
  readonly view: DataView;
}

/** The functions that `define` exports, started in each back end with a memory of its own. */
export function running(
  plan: Plan,
  define: (program: Program, fail: Fail) => readonly Callee[],
): Readonly<Record<"wasm" | "js", Running>> {
  const program = new Program();
  const { fail } = failIn(program);
  for (const one of define(program, fail)) program.export(one);
  const pages = Math.ceil(plan.memoryBytes / 65_536);
  program.useMemory({ initial: pages, imported: true });
  const started = (start: typeof startWasm): Running => {
    const memory = new WebAssembly.Memory({ initial: pages });
    const imports = {
      fail: (why: number) => {
        throw new Failed(why);
      },
    };
    const { functions } = start(program, { imports, memory });
    return { functions, view: new DataView(memory.buffer as ArrayBuffer) };
  };
  return { wasm: started(startWasm), js: started(startJs) };
}

/** As at the beginning of a path. */
export function cleared({ view }: Running, plan: Plan): void {
  new Uint8Array(view.buffer).fill(0, 0, plan.stateBytes);
  view.setBigInt64(GLOBAL.order, 1n, true);
}
