/** The intermediate code of the kernel and its two back ends. */
export {
  again,
  block,
  both,
  call,
  choose,
  either,
  f64,
  i32,
  i64,
  leave,
  literal,
  loaded,
  loop,
  loopOver,
  loopWhile,
  memoryCopy,
  memoryFill,
  memoryGrow,
  memoryPages,
  not,
  operation,
  ret,
  run,
  select,
  set,
  stored,
  switchOn,
  take,
  trap,
  when,
  whenever,
} from "./make.ts";
export { once } from "./once.ts";
export { FunctionCode, Program, type ProgramMemory } from "./program.ts";
export { type Exported, type Started, type Surroundings, startJs, startModule, startWasm } from "./run.ts";
export { toJs } from "./to-js.ts";
export { toWasm } from "./to-wasm.ts";
export { Trap, type TrapReason, trapReason } from "./trap.ts";
export type { Call, Callee, Code, Expr, Global, Label, Literal, Local, Stmt, Type, Unit } from "./tree.ts";
export { childrenOf, expressionsOf } from "./walk.ts";
