/**
 * The evaluation of an expression at one place of the code: computed there, and asked of exact arithmetic when a value
 * is too close to call. Either way comes out what the World would keep.
 */
import { type Exact, type Expression, exact, type Kind, visit } from "@steppe/core";
import { roundToSignificant } from "@steppe/core/quantity/index.ts";
import {
  block,
  both,
  call,
  type Expr,
  either,
  type FunctionCode,
  f64,
  i32,
  i64,
  type Label,
  type Local,
  leave,
  not,
  type Stmt,
  set,
  when,
} from "../code/index.ts";
import { CellOverflow, cellOf, cellOfNumber } from "../plan/cells.ts";
import { DRAW } from "../plan/chart-layout.ts";
import { Lowering } from "./expressions.ts";
import { isNumeric, type Lowered } from "./lowered.ts";
import type { Standing } from "./place.ts";
import type { Toolbox } from "./toolbox.ts";
import { Writing } from "./writing.ts";

const n = (value: number): Expr<"i32"> => i32.const(value);

/** A value in the form of a cell, and the statements that find it. */
export type Found =
  | { readonly cell: "i64"; readonly statements: readonly Stmt[]; readonly code: Expr<"i64"> }
  | { readonly cell: "f64"; readonly statements: readonly Stmt[]; readonly code: Expr<"f64"> }
  | { readonly cell: "i32"; readonly statements: readonly Stmt[]; readonly code: Expr<"i32"> }
  | {
      readonly cell: "duration";
      readonly statements: readonly Stmt[];
      readonly months: Expr<"i32">;
      readonly days: Expr<"i32">;
    };

export class Evaluations {
  readonly #tools: Toolbox;
  readonly #code: FunctionCode;

  constructor(tools: Toolbox, code: FunctionCode) {
    this.#tools = tools;
    this.#code = code;
  }

  /** The value as a variable, a field or an input of this kind keeps it. */
  kept(expression: Expression, kind: Kind, standing: Standing): Found {
    return this.#find(expression, kind, standing, true);
  }

  /** An amount that is posted: whole minor units. */
  amount(expression: Expression, standing: Standing): Extract<Found, { cell: "i64" }> {
    return this.#find(expression, expression.kind, standing, true) as Extract<Found, { cell: "i64" }>;
  }

  /** A truth, a date, a name, as they are. */
  word(expression: Expression, standing: Standing): Extract<Found, { cell: "i32" }> {
    return this.#find(expression, expression.kind, standing, false) as Extract<Found, { cell: "i32" }>;
  }

  span(expression: Expression, standing: Standing): Extract<Found, { cell: "duration" }> {
    return this.#find(expression, expression.kind, standing, false) as Extract<Found, { cell: "duration" }>;
  }

  #find(expression: Expression, kind: Kind, standing: Standing, keeps: boolean): Found {
    const site = this.#site(expression, keeps ? kind : undefined, standing);
    const cell = cellOf(kind);
    const into = this.#variables(cell);
    const { before, back } = this.#counters(expression, standing);
    const write = (breaks: boolean): Written => {
      const doubt: Label = { kind: "label", loops: false };
      const w = new Writing(this.#code, doubt);
      const lowered = new Lowering(w, this.#tools, standing, breaks).lower(expression);
      // Kept at once: what follows may change what the code reads.
      const plain = this.#direct(w, lowered, kind)?.map((one) => w.keep(one as Expr<"i32">));
      return { w, doubt, lowered, plain };
    };
    const asking = this.#asked(site, standing, into);
    const first = write(false);
    if (first.lowered.is === "asked" && before.length === 0 && !breaksPeriods(expression)) {
      return this.#found(into, asking);
    }
    const { w, plain } = first;
    if (plain && !w.asks) return plainFound(cell, plain, w.statements);
    const attempts = breaksPeriods(expression) ? [first, write(true)] : [first];
    const outer = block((done) => [
      ...attempts.flatMap(({ w, doubt, plain }) => {
        const stored = plain ? into.set(plain) : [];
        const body = [...before, ...w.statements, ...stored, leave(done)];
        return [{ kind: "block" as const, label: doubt, body }, ...back];
      }),
      ...asking,
    ]);
    const found = this.#found(into, [outer]);
    return found.cell === "duration" && drawsDays(expression) ? { ...found, months: n(0) } : found;
  }

  /** What the value is as a cell; undefined when it was asked in any case. */
  #direct(w: Writing, lowered: Lowered, kind: Kind): readonly Expr[] | undefined {
    switch (lowered.is) {
      case "asked":
        return undefined;
      case "span":
        return [lowered.months, lowered.days];
      case "day":
      case "truth":
      case "name":
        return [lowered.code];
      default: {
        const code = cellOf(kind) === "i64" ? this.#minor(w, lowered) : this.#number(w, lowered, kind);
        return code && [code];
      }
    }
  }

  #minor(w: Writing, lowered: Lowered): Expr<"i64"> | undefined {
    if (!isNumeric(lowered)) throw new TypeError(`a ${lowered.is} is no money`);
    return new Lowering(w, this.#tools, { states: [] }).spans.rounded(lowered);
  }

  /** A number of at most 15 significant digits; undefined when it was asked. */
  #number(w: Writing, given: Lowered, kind: Kind): Expr<"f64"> | undefined {
    const lowered = new Lowering(w, this.#tools, { states: [] }).inRange(kind, given);
    if (lowered.is === "constant") {
      try {
        return f64.const(cellOfNumber(roundToSignificant(lowered.value, 15)));
      } catch (error) {
        if (!(error instanceof CellOverflow)) throw error;
        w.ask();
        return undefined;
      }
    }
    if (lowered.is === "real" && lowered.kept) return lowered.code;
    if (lowered.is === "whole" && lowered.scale.d === 1n && lowered.scale.n === 1n) {
      const code = w.keep(lowered.code);
      w.askIf(either(i64.ge_s(code, i64.const(10n ** 15n)), i64.le_s(code, i64.const(-(10n ** 15n)))));
      return f64.convert_i64_s(code);
    }
    if (lowered.is === "whole") {
      const decimal = decimalPlaces(lowered.scale);
      const units = decimal === undefined ? undefined : this.#units(w, lowered, decimal);
      if (units && decimal !== undefined) return f64.div(f64.convert_i64_s(units), f64.const(Number(`1e${decimal}`)));
    }
    if (isNumeric(lowered)) {
      const real = new Lowering(w, this.#tools, { states: [] }).numbers.real(lowered);
      const [x, error] = [w.keep(real.code), w.keep(real.error ?? f64.const(0), "error")];
      const short = w.local("f64", "short");
      // A whole number of at most 15 digits is its own rounding; what is added makes 0 of -0.
      const own = both(
        both(f64.eq(error, f64.const(0)), f64.eq(f64.nearest(x), x)),
        f64.lt(f64.abs(x), f64.const(1e15)),
      );
      const other = w.aside(() => {
        w.do(set(short, call(this.#tools.short, x, error)));
        w.askIf(f64.ne(short, short));
      });
      w.do(set(short, f64.add(x, f64.const(0))), when(not(own), other.statements));
      return short;
    }
    w.ask();
    return undefined;
  }

  /** A whole number of 10^-places, of at most 15 digits. */
  #units(w: Writing, value: Extract<Lowered, { is: "whole" }>, places: number): Expr<"i64"> | undefined {
    const { numbers } = new Lowering(w, this.#tools, { states: [] });
    const units = numbers.atScale(value, exact(1n, 10n ** BigInt(places)));
    if (!units) return undefined;
    const code = w.keep(units, "units");
    w.askIf(either(i64.ge_s(code, i64.const(10n ** 15n)), i64.le_s(code, i64.const(-(10n ** 15n)))));
    return code;
  }

  #site(expression: Expression, kept: Kind | undefined, standing: Standing): number {
    const { instance, states, entering = [], event, single = false } = standing;
    const own = instance !== undefined;
    this.#tools.sites.push({ expression, kept, states, entering, shape: event?.shape, single, own });
    return this.#tools.sites.length - 1;
  }

  #asked(site: number, { instance, event, sender }: Standing, into: Variables): readonly Stmt[] {
    const index = instance?.index ?? n(-1);
    const operands = [n(site), index, event?.address ?? n(0), sender ?? n(0)];
    const { asks } = this.#tools;
    switch (into.cell) {
      case "i64":
        return into.set([call(asks.whole, ...operands)]);
      case "f64":
        return into.set([call(asks.number, ...operands)]);
      case "i32":
        return into.set([call(asks.word, ...operands)]);
      case "duration": {
        const packed = this.#code.local("i64", "packed");
        return [
          set(packed, call(asks.span, ...operands)),
          ...into.set([i32.wrap_i64(i64.shr_s(packed, i64.const(32n))), i32.wrap_i64(packed)]),
        ];
      }
    }
  }

  /**
   * How many draws were made at the sites of an expression before it, and putting that back: exact arithmetic then draws
   * the same once more, since a draw is a function of its number.
   */
  #counters(
    expression: Expression,
    { instance }: Standing,
  ): { readonly before: readonly Stmt[]; readonly back: readonly Stmt[] } {
    const sites = instance ? drawnIn(expression) : [];
    const each = sites.flatMap((site) => {
      const slot = instance?.layout.draws.get(site);
      if (!instance || !slot) return [];
      const count = this.#code.local("i32", "count");
      const load = i32.load(instance.base, slot.offset + DRAW.count);
      return [{ before: set(count, load), back: i32.store(instance.base, count, slot.offset + DRAW.count) }];
    });
    return { before: each.map(({ before }) => before), back: each.map(({ back }) => back) };
  }

  #variables(cell: Found["cell"]): Variables {
    const types = { i64: ["i64"], f64: ["f64"], i32: ["i32"], duration: ["i32", "i32"] } as const;
    const locals = types[cell].map((type) => this.#code.local(type, "found")) as Local[];
    return {
      cell,
      locals,
      set: (values) => locals.map((local, index) => set(local as Local<"i32">, values[index] as Expr<"i32">)),
    };
  }

  #found({ cell, locals }: Variables, statements: readonly Stmt[]): Found {
    return plainFound(cell, locals as readonly Expr[], statements);
  }
}

/** One way to find a value, up to where it is in doubt. */
interface Written {
  readonly w: Writing;
  readonly doubt: Label;
  readonly lowered: Lowered;
  /** The value as a cell; undefined where it was asked in any case. */
  readonly plain: readonly Expr[] | undefined;
}

interface Variables {
  readonly cell: Found["cell"];
  readonly locals: readonly Local[];
  set(values: readonly Expr[]): readonly Stmt[];
}

function plainFound(cell: Found["cell"], codes: readonly Expr[], statements: readonly Stmt[]): Found {
  const [first, second] = codes;
  if (cell === "duration") {
    return { cell, statements, months: first as Expr<"i32">, days: second as Expr<"i32"> };
  }
  return { cell, statements, code: first } as Found;
}

/** Whether it is a duration that is drawn as a number of days, whoever finds it: any but one of given durations. */
function drawsDays(expression: Expression): boolean {
  return expression.node === "draw" && !["discrete", "empirical"].includes(expression.draw.distribution);
}

/** Whether it may be about a part of a period: then it is written twice, exactly for whole ones and with a bound for any. */
const breaksPeriods = (expression: Expression): boolean => {
  let breaks = false;
  visit(expression, ({ node }) => {
    breaks ||= node === "prorata";
  });
  return breaks;
};

// Actors of one chart share its expressions.
const drawn = new WeakMap<Expression, readonly string[]>();

/** The sites at which the expression draws, by itself. */
function drawnIn(expression: Expression): readonly string[] {
  const known = drawn.get(expression);
  if (known) return known;
  const found = new Set<string>();
  visit(expression, (one) => {
    if (one.node === "draw") found.add(one.draw.site);
  });
  drawn.set(expression, [...found]);
  return [...found];
}

/** How many decimals a fraction has; undefined when it has no end, or more than a double's powers of ten. */
function decimalPlaces({ d }: Exact): number | undefined {
  for (let places = 0; places <= 22; places += 1) if (10n ** BigInt(places) % d === 0n) return places;
  return undefined;
}
