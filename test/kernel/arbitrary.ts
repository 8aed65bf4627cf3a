/**
 * Random programs for the test that holds the two back ends together: well-typed, of bounded size, and with a store of
 * fuel that ends their loops. A program is drawn as a recipe, which fast-check can shrink, and then built.
 */

import type { Type } from "@steppe/kernel/code/index.ts";
import {
  INSTRUCTIONS,
  type InstructionName,
  LOADS,
  type LoadName,
  STORES,
  type StoreName,
} from "@steppe/kernel/wasm/index.ts";
import fc from "fast-check";

export type ExprRecipe =
  | { readonly e: "const"; readonly type: Type; readonly value: number | bigint }
  | { readonly e: "local" | "global"; readonly type: Type; readonly n: number }
  | { readonly e: "op"; readonly name: InstructionName; readonly operands: readonly ExprRecipe[] }
  | { readonly e: "load"; readonly name: LoadName; readonly address: ExprRecipe; readonly wild: boolean }
  | { readonly e: "choose" | "select"; readonly operands: readonly [ExprRecipe, ExprRecipe, ExprRecipe] }
  | { readonly e: "call"; readonly type: Type; readonly operands: readonly ExprRecipe[] }
  | { readonly e: "ask"; readonly operands: readonly ExprRecipe[] }
  | { readonly e: "pages" };

type Body = readonly StmtRecipe[];

export type StmtRecipe =
  | { readonly s: "set"; readonly global: boolean; readonly n: number; readonly value: ExprRecipe }
  | {
      readonly s: "store";
      readonly name: StoreName;
      readonly address: ExprRecipe;
      readonly value: ExprRecipe;
      readonly wild: boolean;
    }
  | { readonly s: "when"; readonly condition: ExprRecipe; readonly yes: Body; readonly no: Body }
  | { readonly s: "block"; readonly body: Body }
  | { readonly s: "while"; readonly condition: ExprRecipe; readonly body: Body; readonly step: Body }
  | { readonly s: "leave" | "again"; readonly n: number }
  | { readonly s: "switch"; readonly index: ExprRecipe; readonly cases: readonly Body[]; readonly otherwise: Body }
  | { readonly s: "return"; readonly values: readonly ExprRecipe[] }
  | { readonly s: "trap" }
  | { readonly s: "run"; readonly operands: readonly ExprRecipe[] }
  | { readonly s: "take"; readonly operands: readonly ExprRecipe[] }
  | { readonly s: "fill" | "copy"; readonly operands: readonly [ExprRecipe, ExprRecipe, ExprRecipe] };

const TYPES = ["i32", "i64", "f64"] as const;

const INTERESTING: Readonly<Record<Type, readonly (number | bigint)[]>> = {
  i32: [0, 1, -1, 2, 31, 32, 255, -0x80000000, 0x7fffffff, 0x10000, 65529],
  i64: [0n, 1n, -1n, 63n, 64n, 0xffffffffn, -(2n ** 63n), 2n ** 63n - 1n, 2n ** 53n + 1n],
  f64: [
    0,
    -0,
    1,
    -1,
    0.5,
    1.5,
    2.5,
    5e-324,
    1e308,
    -1e-7,
    2 ** 31,
    -(2 ** 31) - 1,
    2 ** 32,
    2 ** 63,
    2 ** 64,
    NaN,
    Infinity,
    -Infinity,
  ],
};

const ANY: Readonly<Record<Type, fc.Arbitrary<number | bigint>>> = {
  i32: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  i64: fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n),
  f64: fc.double({ min: -1e20, max: 1e20 }),
};

export const valueIn = (type: Type): fc.Arbitrary<number | bigint> =>
  fc.oneof(
    fc.constantFrom(...INTERESTING[type]),
    fc.integer({ min: -9, max: 99 }).map((n) => (type === "i64" ? BigInt(n) : n)),
    ANY[type],
  );

/** The instructions that give `type`, by what they take. */
function bySignature(type: Type): ReadonlyMap<string, InstructionName[]> {
  const found = new Map<string, InstructionName[]>();
  for (const name of Object.keys(INSTRUCTIONS) as InstructionName[]) {
    const { params, result } = INSTRUCTIONS[name];
    if (result === type) found.set(params.join(), [...(found.get(params.join()) ?? []), name]);
  }
  return found;
}

type Ties = Record<Type, ExprRecipe> & { body: Body; stmt: StmtRecipe };
type Tie = fc.LetrecTypedTie<Ties>;

function exprOf(type: Type, tie: Tie): fc.Arbitrary<ExprRecipe> {
  const loads = (Object.keys(LOADS) as LoadName[]).filter((name) => LOADS[name].type === type);
  const n = fc.nat({ max: 3 });
  const wild = fc.integer({ min: 0, max: 9 }).map((one) => one === 0);
  const operations = [...bySignature(type)].map(([params, names]) =>
    fc.record({
      e: fc.constant("op" as const),
      name: fc.constantFrom(...names),
      operands: fc.tuple(...params.split(",").map((one) => tie(one as Type))),
    }),
  );
  const two = fc.tuple(tie("i32"), tie(type), tie(type));
  const given = fc.tuple(tie("i32"), tie("i64"), tie("f64"));
  return fc.oneof(
    { maxDepth: 4, depthSize: "small", depthIdentifier: "expr" },
    fc.record({
      e: fc.constantFrom("local" as const, "local" as const, "global" as const),
      type: fc.constant(type),
      n,
    }),
    fc.record({ e: fc.constant("const" as const), type: fc.constant(type), value: valueIn(type) }),
    ...operations.flatMap((one) => [one, one]),
    fc.record({ e: fc.constant("load" as const), name: fc.constantFrom(...loads), address: tie("i32"), wild }),
    fc.record({ e: fc.constantFrom("choose" as const, "select" as const), operands: two }),
    fc.record({ e: fc.constant("call" as const), type: fc.constant(type), operands: given }),
    ...(type === "i64" ? [fc.record({ e: fc.constant("ask" as const), operands: given })] : []),
    ...(type === "i32" ? [fc.constant({ e: "pages" as const })] : []),
  );
}

function stmtOf(tie: Tie): fc.Arbitrary<StmtRecipe> {
  const n = fc.nat({ max: 3 });
  const given = fc.tuple(tie("i32"), tie("i64"), tie("f64"));
  const sets = TYPES.map((type) =>
    fc.record({ s: fc.constant("set" as const), global: fc.boolean(), n, value: tie(type) }),
  );
  const stores = TYPES.map((type) =>
    fc.record({
      s: fc.constant("store" as const),
      name: fc.constantFrom(...(Object.keys(STORES) as StoreName[]).filter((name) => STORES[name].type === type)),
      address: tie("i32"),
      value: tie(type),
      wild: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
    }),
  );
  const words = fc.tuple(tie("i32"), tie("i32"), tie("i32"));
  return fc.oneof(
    { maxDepth: 4, depthSize: "small", depthIdentifier: "stmt" },
    fc.record({ s: fc.constantFrom("leave" as const, "again" as const), n }),
    ...sets,
    ...sets,
    ...stores,
    fc.record({ s: fc.constant("when" as const), condition: tie("i32"), yes: tie("body"), no: tie("body") }),
    fc.record({ s: fc.constant("block" as const), body: tie("body") }),
    fc.record({ s: fc.constant("while" as const), condition: tie("i32"), body: tie("body"), step: tie("body") }),
    fc.record({
      s: fc.constant("switch" as const),
      index: tie("i32"),
      cases: fc.array(tie("body"), { maxLength: 4 }),
      otherwise: tie("body"),
    }),
    fc.record({ s: fc.constant("return" as const), values: given }),
    fc.record({ s: fc.constantFrom("run" as const, "take" as const), operands: given }),
    fc.record({ s: fc.constantFrom("fill" as const, "copy" as const), operands: words }),
    fc.constant({ s: "trap" as const }),
  );
}

const { body } = fc.letrec<Ties>((tie) => ({
  i32: exprOf("i32", tie),
  i64: exprOf("i64", tie),
  f64: exprOf("f64", tie),
  body: fc.array(tie("stmt"), { maxLength: 4, depthIdentifier: "stmt" }),
  stmt: stmtOf(tie),
}));

/** The bodies of four functions, each of which may call those before it. */
export const programRecipe: fc.Arbitrary<readonly [Body, Body, Body, Body]> = fc.tuple(body, body, body, body);
