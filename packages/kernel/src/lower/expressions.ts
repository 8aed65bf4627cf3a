/**
 * Expressions as code.
 *
 * Everything the World computes exactly is computed exactly here or asked of it: an expression that code does not say
 * itself (a sum with dates, a conversion) goes to exact arithmetic whole. Evaluation is from left to right, and of
 * `if`, `and`, `or` only what is needed, as in the World: draws come in the same order.
 */
import { type Exact, type Expression, exact, isConstant, type Kind, ModelError, NEVER, type Value } from "@steppe/core";
import { NOTHING_TO_READ } from "@steppe/core/world/assumptions.ts";
import { evaluate } from "@steppe/core/world/evaluate.ts";
import { type Expr, either, f64, i32, i64, not, run, select, set, when } from "../code/index.ts";
import { cellOf, NEVER_DAY } from "../plan/cells.ts";
import { HEAD, NOT_STARTED, type Slot } from "../plan/chart-layout.ts";
import { GLOBAL } from "../plan/plan.ts";
import { ASSUMED, KNOWN } from "./assumed.ts";
import { chosen } from "./chosen.ts";
import { lowerDraw } from "./draws.ts";
import { lowerFunction, lowerProrata } from "./functions.ts";
import { lowerNpv, lowerSum } from "./ledger.ts";
import { ASKED, constant, day, isNumeric, type Lowered, type Numeric, span, truth, wholeOf } from "./lowered.ts";
import { Numbers } from "./numbers.ts";
import type { Instance, Standing } from "./place.ts";
import { Spans } from "./spans.ts";
import { lowerIn, lowerIs, lowerMilestone } from "./states.ts";
import type { Toolbox } from "./toolbox.ts";
import type { Writing } from "./writing.ts";

type Node<N extends Expression["node"]> = Extract<Expression, { node: N }>;
export type Reference = Node<"reference">["reference"];

const n = (value: number): Expr<"i32"> => i32.const(value);

export class Lowering {
  readonly w: Writing;
  readonly tools: Toolbox;
  readonly standing: Standing;
  readonly numbers: Numbers;
  readonly spans: Spans;
  /** Whether a rate for part of a period is reckoned, with a bound on how far off that is; else only for whole ones. */
  readonly breaks: boolean;

  constructor(writing: Writing, tools: Toolbox, standing: Standing, breaks = false) {
    this.breaks = breaks;
    this.w = writing;
    this.tools = tools;
    this.standing = standing;
    this.numbers = new Numbers(writing);
    this.spans = new Spans(writing, tools, this.numbers);
  }

  lower(expression: Expression): Lowered {
    if (expression.node !== "literal" && isConstant(expression)) return this.#constant(expression);
    switch (expression.node) {
      case "literal":
        return this.literal(expression.kind, expression.value);
      case "reference":
        return this.#reference(expression);
      case "today":
        return { is: "day", code: i32.load(n(GLOBAL.today)) };
      case "negate":
        return this.#negate(expression);
      case "not": {
        const operand = this.lower(expression.operand);
        return operand.is === "truth" ? { is: "truth", code: not(operand.code) } : ASKED;
      }
      case "logic":
        return this.#logic(expression);
      case "per": {
        const operand = this.lower(expression.operand);
        const times = constant(wholeExact(expression.times));
        return isNumeric(operand) ? this.numbers.multiply(operand, times) : ASKED;
      }
      case "if":
        return this.#if(expression);
      case "arithmetic":
        return this.#arithmetic(expression);
      case "compare":
        return this.#compare(expression);
      case "function":
        return lowerFunction(this, expression);
      case "in":
        return lowerIn(this, expression.state);
      case "is":
        return lowerIs(this, expression.state);
      case "count":
        return lowerMilestone(this, expression.state, "count");
      case "date":
        return lowerMilestone(this, expression.state, "first");
      case "sum":
        return lowerSum(this, expression);
      case "draw":
        return lowerDraw(this, expression);
      case "prorata":
        return lowerProrata(this, expression);
      case "npv":
        return lowerNpv(this, expression);
      case "convert":
      case "real":
      case "index":
        return this.ask();
    }
  }

  /** What is the same everywhere is found once, by the World's arithmetic. */
  #constant(expression: Expression): Lowered {
    try {
      return this.literal(expression.kind, evaluate(expression, NOTHING_TO_READ));
    } catch (error) {
      if (error instanceof ModelError) return this.ask();
      throw error;
    }
  }

  /** Leaves for exact arithmetic. */
  ask(): Lowered {
    this.w.ask();
    return ASKED;
  }

  /** A number; undefined when it was asked. Asserts that the expression is one. */
  number(expression: Expression): Numeric | undefined {
    const lowered = this.lower(expression);
    if (lowered.is === "asked") return undefined;
    if (!isNumeric(lowered)) throw new TypeError(`a ${lowered.is} where load lets only numbers stand`);
    return lowered;
  }

  literal(kind: Kind, value: Value): Lowered {
    switch (kind.type) {
      case "money":
      case "rate":
      case "number":
      case "share":
        return constant(value as never);
      case "duration": {
        const { months, days } = value as { readonly months: number; readonly days: number };
        return span(months, days);
      }
      case "date":
        return day(value === NEVER ? NEVER_DAY : (value as number));
      case "boolean":
        return truth(value as boolean);
      default:
        return { is: "name", code: n(this.tools.plan.texts.number(value as string)) };
    }
  }

  /** What a cell in memory holds. */
  cell(kind: Kind, base: Expr<"i32">, offset: number): Lowered {
    switch (cellOf(kind)) {
      case "i64":
        return wholeOf(this.w.keep(i64.load(base, offset)));
      case "f64": {
        const code = this.w.keep(f64.load(base, offset));
        // A whole double is the number itself; any other is the one nearest to it.
        const half = f64.mul(f64.abs(code), f64.const(2 ** -53));
        const error = this.w.keep(selectWhole(code, half), "error");
        return { is: "real", code, error, kept: true };
      }
      case "duration":
        return {
          is: "span",
          months: this.w.keep(i32.load(base, offset)),
          days: this.w.keep(i32.load(base, offset + 4)),
        };
      case "i32": {
        const code = this.w.keep(i32.load(base, offset));
        if (kind.type === "date") return { is: "day", code };
        return { is: kind.type === "boolean" ? "truth" : "name", code };
      }
    }
  }

  #slot(slot: Slot, base: Expr<"i32">): Lowered {
    return this.cell(slot.kind, base, slot.offset);
  }

  #reference({ reference: to }: Node<"reference">): Lowered {
    const { instance, event, sender } = this.standing;
    switch (to.to) {
      case "variable": {
        if (!instance) throw new TypeError("a variable outside an actor");
        return this.#slot(instance.layout.variables.get(to.name) as Slot, instance.base);
      }
      case "input": {
        if (!instance) throw new TypeError("an input outside an actor");
        return this.#input(instance, to.name);
      }
      case "field": {
        const slot = event?.shape.fields.find(({ name }) => name === to.name);
        if (!event || !slot) throw new TypeError(`no field ${to.name} here`);
        return this.#slot(slot, event.address);
      }
      case "sender":
        return sender ? { is: "name", code: sender } : this.ask();
      case "assumption":
        return this.#assumption(to.name);
      case "remote":
        return this.#remote(to.actor, to.name);
    }
  }

  #input(instance: Instance, name: string): Lowered {
    const { layout, fileIndex, base } = instance;
    const declared = layout.chart.inputs.get(name);
    if (!declared) {
      // Only `opener` is an input that nobody declares.
      if (fileIndex !== undefined) return { is: "name", code: n(0) };
      return { is: "name", code: this.w.keep(i32.load(base, HEAD.opener)) };
    }
    if (fileIndex !== undefined) {
      const given = this.tools.plan.model.actors[fileIndex]?.inputs.get(name) ?? declared.initial;
      return given ? this.inRange(declared.kind, this.lower(given)) : this.ask();
    }
    const slot = layout.inputs.get(name) as Slot;
    if (!declared.initial) return this.#slot(slot, base);
    const bit = BigInt([...layout.inputs.keys()].indexOf(name));
    const isGiven = this.w.keep(
      i64.ne(i64.and(i64.load(base, HEAD.inputs), i64.const(BigInt.asIntN(64, 1n << bit))), i64.const(0n)),
      "isGiven",
    );
    const initial = declared.initial;
    const given = this.w.aside(() => this.#slot(slot, base));
    const otherwise = this.w.aside(() => this.inRange(declared.kind, this.lower(initial)));
    return chosen(this.w, isGiven, given, otherwise) ?? ASKED;
  }

  /** A share from 0 to 1, asked otherwise: exact arithmetic says what is wrong. */
  inRange(kind: Kind, value: Lowered): Lowered {
    if (kind.type !== "share" || !isNumeric(value)) return value;
    const zero = constant(wholeExact(0));
    const one = constant(wholeExact(1));
    if (value.is === "constant") {
      return value.value.s >= 0n && value.value.n <= value.value.d ? value : this.ask();
    }
    const real = this.numbers.real(value);
    const x = this.w.keep(real.code);
    if (!real.error) {
      this.w.askIf(either(f64.lt(x, f64.const(0)), f64.gt(x, f64.const(1))));
      return value;
    }
    this.w.askIf(not(this.numbers.compare(value, zero, ">=")));
    this.w.askIf(not(this.numbers.compare(value, one, "<=")));
    return value;
  }

  #assumption(name: string): Lowered {
    const { kind } = this.tools.plan.model.assumptions.get(name) as { readonly kind: Kind };
    const found = this.tools.assumed.of(name);
    if (found.is === "fixed") return this.literal(kind, found.value);
    const { address } = found;
    this.w.do(when(i32.eqz(i32.load(n(address), ASSUMED.known)), [run(this.tools.findAssumed, n(found.number))]));
    switch (cellOf(kind)) {
      case "i64":
      case "f64": {
        const code = this.w.keep(f64.load(n(address), ASSUMED.value));
        const error = this.w.keep(f64.load(n(address), ASSUMED.error), "error");
        const short = this.w.keep(i32.eq(i32.load(n(address), ASSUMED.known), n(KNOWN.short)), "short");
        return { is: "real", code, error, short, assumption: name };
      }
      default:
        return this.cell(kind, n(address), ASSUMED.value);
    }
  }

  #remote(actor: string, name: string): Lowered {
    const index = this.tools.plan.model.actorIndex.get(actor);
    const owner = index === undefined ? undefined : this.tools.plan.actors[index];
    if (!owner || owner.index === this.standing.instance?.fileIndex) return this.ask();
    const base = n(owner.address);
    const slot = owner.layout.variables.get(name);
    if (slot) {
      this.w.askIf(i32.eq(i32.load(base, HEAD.configuration), n(NOT_STARTED)));
      return this.#slot(slot, base);
    }
    const other: Instance = { fileIndex: owner.index, layout: owner.layout, base, index: n(owner.index) };
    const outside = new Lowering(this.w, this.tools, { instance: other, states: [] });
    return outside.#input(other, name);
  }

  #negate(expression: Node<"negate">): Lowered {
    const operand = this.lower(expression.operand);
    if (operand.is === "span") return this.spans.negate(operand);
    return isNumeric(operand) ? this.numbers.negate(operand) : ASKED;
  }

  /** The condition of what is to come; undefined when it was asked. */
  condition(expression: Expression): Expr<"i32"> | undefined {
    const lowered = this.lower(expression);
    if (lowered.is === "asked") return undefined;
    if (lowered.is !== "truth") throw new TypeError(`a ${lowered.is} where load lets only truths stand`);
    return lowered.code;
  }

  #logic({ operator, left, right }: Node<"logic">): Lowered {
    const first = this.condition(left);
    if (!first) return ASKED;
    const known = first.kind === "const" ? first.value !== 0 : undefined;
    if (known !== undefined) return known === (operator === "and") ? this.lower(right) : truth(known);
    const result = this.w.local("i32", "holds");
    this.w.do(set(result, first));
    const second = this.w.aside(() => {
      const condition = this.condition(right);
      if (condition) this.w.do(set(result, condition));
    });
    this.w.do(when(operator === "and" ? result : not(result), second.statements));
    return { is: "truth", code: result };
  }

  #if({ test, then, otherwise }: Node<"if">): Lowered {
    const condition = this.condition(test);
    if (!condition) return ASKED;
    if (condition.kind === "const") return this.lower(condition.value === 0 ? otherwise : then);
    const kept = this.w.keep(condition, "condition");
    const [yes, no] = [this.w.aside(() => this.lower(then)), this.w.aside(() => this.lower(otherwise))];
    return chosen(this.w, kept, yes, no) ?? ASKED;
  }

  #arithmetic({ operator, left, right }: Node<"arithmetic">): Lowered {
    const a = this.lower(left);
    const b = this.lower(right);
    if (a.is === "asked" || b.is === "asked") return ASKED;
    if (isNumeric(a) && isNumeric(b)) return this.#numeric(operator, a, b);
    const back = operator === "-";
    if (a.is === "day" && b.is === "day") return this.spans.between(a.code, b.code);
    if (a.is === "day" && b.is === "span") return this.spans.shift(a.code, b, back);
    if (a.is === "span" && b.is === "day") return this.spans.shift(b.code, a, back);
    if (a.is === "span" && b.is === "span") return this.spans.add(a, b, back ? -1 : 1);
    const [length, number] = a.is === "span" ? [a, b] : [b, a];
    if (length.is !== "span" || !isNumeric(number)) throw new TypeError(`${a.is} ${operator} ${b.is}`);
    const other = a.is === "span" ? right.kind : left.kind;
    if (other.type === "rate") return this.spans.rateTimes(number, length);
    return operator === "/" ? this.spans.divide(length, number) : this.spans.multiply(length, number);
  }

  #numeric(operator: Node<"arithmetic">["operator"], a: Numeric, b: Numeric): Lowered {
    switch (operator) {
      case "+":
        return this.numbers.add(a, b);
      case "-":
        return this.numbers.add(a, b, -1);
      case "*":
        return this.numbers.multiply(a, b);
      case "/":
        return this.numbers.divide(a, b) ?? ASKED;
      case "^":
        return this.numbers.power(a, b, this.tools.powerOf) ?? ASKED;
    }
  }

  #compare({ operator, left, right }: Node<"compare">): Lowered {
    const a = this.lower(left);
    const b = this.lower(right);
    if (a.is === "asked" || b.is === "asked") return ASKED;
    if (isNumeric(a) && isNumeric(b)) return { is: "truth", code: this.w.keep(this.numbers.compare(a, b, operator)) };
    if (a.is === "span" && b.is === "span") {
      return {
        is: "truth",
        code: this.w.keep(this.spans.compare(a, b, (order) => WORD_COMPARE[operator](order, n(0)))),
      };
    }
    const [x, y] = [a as { code: Expr<"i32"> }, b as { code: Expr<"i32"> }];
    return { is: "truth", code: this.w.keep(WORD_COMPARE[operator](x.code, y.code)) };
  }
}

const WORD_COMPARE: Readonly<Record<Node<"compare">["operator"], (a: Expr<"i32">, b: Expr<"i32">) => Expr<"i32">>> = {
  "=": (a, b) => i32.eq(a, b),
  "!=": (a, b) => i32.ne(a, b),
  "<": (a, b) => i32.lt_s(a, b),
  "<=": (a, b) => i32.le_s(a, b),
  ">": (a, b) => i32.gt_s(a, b),
  ">=": (a, b) => i32.ge_s(a, b),
};

const wholeExact = (value: number): Exact => exact(value);
const selectWhole = (x: Expr<"f64">, otherwise: Expr<"f64">): Expr<"f64"> =>
  select(f64.eq(f64.nearest(x), x), f64.const(0), otherwise);
