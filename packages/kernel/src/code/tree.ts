/**
 * The intermediate code: typed expressions and statements as plain data, from which WebAssembly (`toWasm`) and readable
 * JavaScript (`toJs`) are made. Small on purpose: what both can say exactly, and no more.
 *
 * Numbers are `i32` and `i64` (two's complement; an instruction says whether it takes them as signed) and `f64`. A
 * condition is an i32, true when it is not 0. Operands are evaluated from left to right, before what they belong to.
 */
import type { InstructionName, LoadName, StoreName, ValueType } from "../wasm/index.ts";

export type Type = ValueType;
export type Literal<T extends Type> = T extends "i64" ? bigint : number;

/** A variable of one function; as an expression, its value. */
export interface Local<T extends Type = Type> {
  readonly kind: "local";
  readonly type: T;
  readonly name: string;
  readonly index: number;
  readonly owner: object;
}

/** A variable of the whole program; as an expression, its value. */
export interface Global<T extends Type = Type> {
  readonly kind: "global";
  readonly type: T;
  readonly name: string;
  readonly index: number;
  readonly initial: Literal<T>;
}

/** What can be called: a function of the program, or one it imports. */
export interface Callee<R extends readonly Type[] = readonly Type[]> {
  readonly kind: "function" | "import";
  readonly name: string;
  readonly index: number;
  readonly params: readonly Type[];
  readonly results: R;
}

export interface Call {
  readonly kind: "call";
  readonly callee: Callee;
  readonly operands: readonly Expr[];
}

/** The forms of an expression; `Expr` says the type of its value. */
export type Form =
  | { readonly kind: "const"; readonly value: number | bigint }
  | Local
  | Global
  | { readonly kind: "op"; readonly name: InstructionName; readonly operands: readonly Expr[] }
  | { readonly kind: "load"; readonly name: LoadName; readonly address: Expr; readonly offset: number }
  /** One of two values, of which only that one is evaluated. */
  | { readonly kind: "choose"; readonly condition: Expr; readonly then: Expr; readonly otherwise: Expr }
  /** One of two values, both evaluated first, then the condition: for cheap ones, without a jump. */
  | { readonly kind: "select"; readonly condition: Expr; readonly then: Expr; readonly otherwise: Expr }
  | Call
  /** Pages of memory; `grow` adds some and gives the former number, or −1. */
  | { readonly kind: "pages" }
  | { readonly kind: "grow"; readonly pages: Expr };

export type Expr<T extends Type = Type> = Form & { readonly type: T };

/** Where `leave` and `again` go: a block or a loop around them. */
export interface Label {
  readonly kind: "label";
  readonly loops: boolean;
}

export type Stmt =
  | { readonly kind: "set"; readonly target: Local | Global; readonly value: Expr }
  | {
      readonly kind: "store";
      readonly name: StoreName;
      readonly address: Expr;
      readonly value: Expr;
      readonly offset: number;
    }
  | {
      readonly kind: "when";
      readonly condition: Expr;
      readonly then: readonly Stmt[];
      readonly otherwise: readonly Stmt[];
    }
  | { readonly kind: "block"; readonly label: Label; readonly body: readonly Stmt[] }
  /** While the condition holds: body, then step. `again` in the body goes to the step. */
  | {
      readonly kind: "while";
      readonly label: Label;
      readonly condition: Expr;
      readonly body: readonly Stmt[];
      readonly step: readonly Stmt[];
    }
  | { readonly kind: "leave"; readonly label: Label }
  | { readonly kind: "again"; readonly label: Label }
  /** The case numbered `index` (unsigned), `otherwise` beyond the last; no case runs on into the next. */
  | {
      readonly kind: "switch";
      readonly index: Expr;
      readonly cases: readonly (readonly Stmt[])[];
      readonly otherwise: readonly Stmt[];
    }
  | { readonly kind: "return"; readonly values: readonly Expr[] }
  /** Ends the run with the trap `unreachable`. */
  | { readonly kind: "trap" }
  /** A call whose results go into `into`; when that is empty they are dropped. */
  | { readonly kind: "run"; readonly call: Call; readonly into: readonly Local[] }
  | { readonly kind: "fill"; readonly address: Expr; readonly value: Expr; readonly length: Expr }
  | { readonly kind: "copy"; readonly to: Expr; readonly from: Expr; readonly length: Expr };

/** A function with its code. The first `params.length` locals are its parameters. */
export interface Code extends Callee {
  readonly locals: readonly Local[];
  readonly body: readonly Stmt[];
}

/** A whole program, ready for a back end. */
export interface Unit {
  /** Whether it is to be looked through for mistakes before it is made into anything. */
  readonly isChecked: boolean;
  readonly functions: readonly Code[];
  readonly imports: readonly Callee[];
  readonly globals: readonly Global[];
  readonly exports: readonly Callee[];
  readonly data: readonly { readonly address: number; readonly bytes: Uint8Array }[];
  /** In pages of 65,536 bytes; undefined for a program without memory. */
  readonly memory: { readonly initial: number; readonly maximum?: number; readonly imported: boolean } | undefined;
}
