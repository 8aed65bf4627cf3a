/** From the recipe of a random program to the program (arbitrary.ts). */
import {
  again,
  block,
  both,
  type Callee,
  call,
  choose,
  type Expr,
  type FunctionCode,
  f64,
  type Global,
  i32,
  i64,
  type Label,
  type Local,
  leave,
  literal,
  loaded,
  loopWhile,
  memoryCopy,
  memoryFill,
  memoryPages,
  operation,
  Program,
  ret,
  run,
  type Stmt,
  select,
  set,
  stored,
  switchOn,
  type Type,
  take,
  trap,
  when,
} from "@steppe/kernel/code/index.ts";
import type { InstructionName } from "@steppe/kernel/wasm/index.ts";
import type { ExprRecipe, StmtRecipe } from "./arbitrary.ts";

const TYPES = ["i32", "i64", "f64"] as const;
const RESULTS: readonly (readonly Type[])[] = [["i32"], ["i64"], ["f64"], ["i32", "i64", "f64"]];
/** Where the bits of a NaN would be seen, which the specification leaves open. */
const SEES_BITS = new Set<InstructionName>(["i64.reinterpret_f64", "f64.copysign"]);

interface Shared {
  readonly globals: Readonly<Record<Type, Global>>;
  readonly fuel: Global<"i32">;
  readonly ask: Callee<readonly ["i64"]>;
  readonly canonical: Callee<readonly ["f64"]>;
}

type Variables = Readonly<Record<Type, readonly Local[]>>;

/** Builds the body of one function. */
class Builder {
  private readonly shared: Shared;
  private readonly variables: Variables;
  private readonly earlier: readonly FunctionCode[];
  private readonly results: readonly Type[];

  constructor(shared: Shared, variables: Variables, earlier: readonly FunctionCode[], results: readonly Type[]) {
    this.shared = shared;
    this.variables = variables;
    this.earlier = earlier;
    this.results = results;
  }

  private local(type: Type, n: number): Local {
    const own = this.variables[type];
    return own[n % own.length] as Local;
  }

  private exprs(recipes: readonly ExprRecipe[]): readonly Expr[] {
    return recipes.map((one) => this.expr(one));
  }

  private plain(expr: Expr): Expr {
    return expr.type === "f64" ? call(this.shared.canonical, expr) : expr;
  }

  private address(recipe: ExprRecipe, wild: boolean): Expr<"i32"> {
    const expr = this.expr(recipe) as Expr<"i32">;
    return wild ? expr : i32.and(expr, i32.const(0xff));
  }

  expr(recipe: ExprRecipe): Expr {
    switch (recipe.e) {
      case "const":
        return literal(recipe.type, recipe.value as never);
      case "local":
        return this.local(recipe.type, recipe.n);
      case "global":
        return this.shared.globals[recipe.type];
      case "op": {
        const operands = this.exprs(recipe.operands);
        return operation(recipe.name, SEES_BITS.has(recipe.name) ? operands.map((one) => this.plain(one)) : operands);
      }
      case "load":
        return this.plain(loaded(recipe.name, this.address(recipe.address, recipe.wild), 3));
      case "choose":
      case "select": {
        const [condition, then, otherwise] = this.exprs(recipe.operands) as [Expr<"i32">, Expr, Expr];
        return (recipe.e === "choose" ? choose : select)(condition, then, otherwise);
      }
      case "call": {
        const callee = this.earlier.find(({ results }) => results.length === 1 && results[0] === recipe.type);
        const operands = this.exprs(recipe.operands);
        if (callee) return call(callee as unknown as Callee<readonly [Type]>, ...operands);
        return operands[TYPES.indexOf(recipe.type)] as Expr;
      }
      case "ask":
        return call(this.shared.ask, ...this.exprs(recipe.operands));
      case "pages":
        return memoryPages;
    }
  }

  body(recipes: readonly StmtRecipe[], labels: readonly Label[]): readonly Stmt[] {
    return recipes.flatMap((one) => this.stmt(one, labels));
  }

  private stmt(recipe: StmtRecipe, labels: readonly Label[]): Stmt | readonly Stmt[] {
    switch (recipe.s) {
      case "set": {
        const value = this.expr(recipe.value);
        return set(recipe.global ? this.shared.globals[value.type] : this.local(value.type, recipe.n), value);
      }
      case "store": {
        const address = this.address(recipe.address, recipe.wild);
        return stored(recipe.name, address, this.plain(this.expr(recipe.value)), 1);
      }
      case "when": {
        const condition = this.expr(recipe.condition) as Expr<"i32">;
        return when(condition, this.body(recipe.yes, labels), this.body(recipe.no, labels));
      }
      case "block":
        return block((label) => this.body(recipe.body, [...labels, label]));
      case "while":
        return this.loop(recipe, labels);
      case "leave":
      case "again": {
        const among = recipe.s === "again" ? labels.filter(({ loops }) => loops) : labels;
        const label = among[recipe.n % among.length];
        if (!label) return [];
        return recipe.s === "again" ? again(label) : leave(label);
      }
      case "switch": {
        const cases = recipe.cases.map((one) => this.body(one, labels));
        const index = i32.rem_u(this.expr(recipe.index) as Expr<"i32">, i32.const(5));
        return switchOn(index, cases, this.body(recipe.otherwise, labels));
      }
      case "return":
        return this.returned(this.exprs(recipe.values));
      case "trap":
        return trap;
      case "run":
        return run(this.shared.ask, ...this.exprs(recipe.operands));
      case "take": {
        const several = this.earlier.find(({ results }) => results.length > 1);
        const into = TYPES.map((type) => this.local(type, 0));
        return several ? take(into, several, ...this.exprs(recipe.operands)) : [];
      }
      default:
        return this.bulk(recipe);
    }
  }

  returned(values: readonly Expr[]): Stmt {
    return ret(...this.results.map((type) => values[TYPES.indexOf(type)] as Expr));
  }

  private bulk({ s, operands }: Extract<StmtRecipe, { s: "fill" | "copy" }>): Stmt {
    const [to, other, length] = this.exprs(operands) as [Expr<"i32">, Expr<"i32">, Expr<"i32">];
    const at = (expr: Expr<"i32">) => i32.and(expr, i32.const(0x100ff));
    const short = i32.and(length, i32.const(0x1f));
    return s === "fill" ? memoryFill(at(to), other, short) : memoryCopy(at(to), at(other), short);
  }

  private loop(recipe: Extract<StmtRecipe, { s: "while" }>, labels: readonly Label[]): Stmt {
    const { fuel } = this.shared;
    const condition = both(i32.gt_s(fuel, i32.const(0)), this.expr(recipe.condition) as Expr<"i32">);
    const burn = set(fuel, i32.sub(fuel, i32.const(1)));
    const step = this.body(recipe.step, labels);
    return loopWhile(condition, (label) => [burn, ...this.body(recipe.body, [...labels, label])], step);
  }
}

/**
 * A program of `f0` to `f3`, `g3` (which may take the several results of `f3`), and `globals`; it imports `ask` and its
 * memory. `refuel` gives loops so many rounds.
 */
export function buildProgram(recipes: readonly (readonly StmtRecipe[])[]): Program {
  const program = new Program();
  program.useMemory({ initial: 1, maximum: 1, imported: true });
  const globals = {
    i32: program.global("i32", "word", 3),
    i64: program.global("i64", "wide", -5n),
    f64: program.global("f64", "real", 0.25),
  };
  const fuel = program.global("i32", "fuel", 0);
  const ask = program.importFunction("ask", TYPES, ["i64"]);
  const canonical = program.function("canonical", { x: "f64" }, ["f64"], ({ x }) => [
    ret(choose(f64.eq(x, x), x, f64.const(Number.NaN))),
  ]);
  const earlier: FunctionCode[] = [];
  for (const [i, recipe] of [...recipes, recipes[0] ?? []].entries()) {
    const results = RESULTS[Math.min(i, 3)] as readonly Type[];
    const one = program.declare(`f${i}`, { a: "i32", b: "i64", c: "f64" }, results);
    one.define(({ a, b, c }) => {
      const variables = {
        i32: [a, one.local("i32", "m")],
        i64: [b, one.local("i64", "n")],
        f64: [c, one.local("f64", "x")],
      };
      const builder = new Builder({ globals, fuel, ask, canonical }, variables, earlier, results);
      const last = [i32.add(a, variables.i32[1] as Local<"i32">), i64.xor(b, variables.i64[1] as Local<"i64">), c];
      return [...builder.body(recipe, []), builder.returned(last)];
    });
    earlier.push(one as unknown as FunctionCode);
    program.export(one);
  }
  program.export(program.function("globals", {}, TYPES, () => [ret(globals.i32, globals.i64, globals.f64)]));
  program.export(program.function("refuel", { rounds: "i32" }, [], ({ rounds }) => [set(fuel, rounds)]));
  return program;
}
