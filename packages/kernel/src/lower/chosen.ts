/** One of two lowered values, of which only that one is computed: both are brought into one form. */
import { type Expr, f64, type Local, type Stmt, set, type Type, when } from "../code/index.ts";
import { commonScale, isNumeric, type Lowered, type Numeric, wholeOf } from "./lowered.ts";
import { Numbers } from "./numbers.ts";
import type { Writing } from "./writing.ts";

interface Branch {
  readonly result: Lowered;
  readonly statements: readonly Stmt[];
}

/** Undefined when both branches are asked in any case. Asserts that both are of one kind. */
export function chosen(w: Writing, condition: Expr<"i32">, then: Branch, otherwise: Branch): Lowered | undefined {
  const [a, b] = [then.result, otherwise.result];
  if (a.is === "asked" && b.is === "asked") {
    w.do(...then.statements);
    return undefined;
  }
  const form = a.is === "asked" ? b : b.is === "asked" ? a : formOf(a, b);
  const { result, into } = variables(w, form);
  const branch = ({ result: value, statements }: Branch): readonly Stmt[] => {
    if (value.is === "asked") return statements;
    const stored = w.aside(() => into(value));
    return [...statements, ...stored.statements];
  };
  w.do(when(condition, branch(then), branch(otherwise)));
  return result;
}

/** A form that can hold both. */
function formOf(a: Lowered, b: Lowered): Lowered {
  if (!isNumeric(a) || !isNumeric(b)) {
    if (a.is !== b.is) throw new TypeError(`${a.is} or ${b.is}: load lets only one kind through`);
    return a;
  }
  if (a.is === "real" && b.is === "real") {
    return a.kept && b.kept ? a : { is: "real", code: a.code, error: f64.const(0) };
  }
  if (a.is === "real" || b.is === "real") return { is: "real", code: f64.const(0), error: f64.const(0) };
  const scaleOf = (x: Numeric) => (x.is === "constant" ? x.value.abs() : x.is === "whole" ? x.scale : undefined);
  const scales = [scaleOf(a), scaleOf(b)].filter((scale) => scale !== undefined && scale.n !== 0n);
  const [first, second] = scales;
  if (!first) return a;
  return wholeOf(0 as never, second ? commonScale(first, second) : first);
}

/** Variables for a form, and how a value is put into them. */
function variables(w: Writing, form: Lowered): { readonly result: Lowered; readonly into: (value: Lowered) => void } {
  const local = <T extends Type>(type: T, name: string): Local<T> => w.local(type, name);
  const numbers = new Numbers(w);
  switch (form.is) {
    case "constant":
      return { result: form, into: () => undefined };
    case "whole": {
      const code = local("i64", "chosen");
      return {
        result: wholeOf(code as Expr<"i64">, form.scale),
        into: (value) => {
          const whole = numbers.atScale(value as Numeric, form.scale);
          if (whole) w.do(set(code, whole));
          else w.ask();
        },
      };
    }
    case "real": {
      const code = local("f64", "chosen");
      const error = local("f64", "error");
      return {
        result: { is: "real", code, error, ...(form.kept && { kept: true }) },
        into: (value) => {
          const real = numbers.real(value as Numeric);
          w.do(set(code, real.code), set(error, real.error ?? f64.const(0)));
        },
      };
    }
    case "span": {
      const [months, days] = [local("i32", "months"), local("i32", "days")];
      return {
        result: { is: "span", months, days },
        into: (value) => {
          const { months: m, days: d } = value as Extract<Lowered, { is: "span" }>;
          w.do(set(months, m), set(days, d));
        },
      };
    }
    case "day":
    case "truth":
    case "name": {
      const code = local("i32", "chosen");
      return {
        result: { is: form.is, code },
        into: (value) => w.do(set(code, (value as Extract<Lowered, { is: "day" }>).code)),
      };
    }
    case "asked":
      throw new TypeError("nothing is chosen between two questions");
  }
}
