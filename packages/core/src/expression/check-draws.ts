/** Draws: the kinds of their parameters, their sites, and parameters that are wrong already at load. */
import { BOOLEAN, type Kind, kindText, NUMBER, SHARE } from "../quantity/index.ts";
import { type Bound, bind, type Call, checkAlike } from "./check-functions.ts";
import { wordOf } from "./check-ledger.ts";
import { allowed, type Checker, checkAs, isNumeric, isPlain, placeOf, quoted, report } from "./checker.ts";
import { drawProblem } from "./evaluate-draws.ts";
import { FUNCTION_BY_NAME, type FunctionEntry } from "./functions.ts";
import type { Distribution, Draw, Expression, Syntax } from "./tree.ts";

type Parts = Omit<Draw, "site">;

/** Which parameters carry the kind of the result (the others are plain numbers), by distribution. */
const SCALED: ReadonlyMap<string, readonly string[]> = new Map([
  ["uniform", ["low", "high"]],
  ["triangular", ["low", "mode", "high"]],
  ["pert", ["low", "mode", "high"]],
  ["normal", ["mean", "sd"]],
  ["lognormal", ["median"]],
  ["beta", []],
  ["gamma", ["scale"]],
  ["weibull", ["scale"]],
  ["exponential", ["mean"]],
  ["poisson", []],
]);
const DATED: ReadonlySet<string> = new Set(["uniform", "triangular", "pert"]);

export function checkDraw(checker: Checker, call: Call, bound: Bound): Expression | undefined {
  if (!allowed(checker, "draw", call.span, quoted(checker, call))) return undefined;
  checker.draws += 1;
  const number = checker.draws;
  const label = checkLabel(checker, bound.named.get("as"));
  const site = label ?? `${checker.scope.site}/${number}`;
  if (call.name === "truncate") return checkTruncate(checker, call, bound, site);
  const found = readDraw(checker, call, bound);
  return found && finish(checker, call, found.kind, { ...found.parts, site });
}

/** The label of a draw; one label names one draw. */
function checkLabel(checker: Checker, syntax: Syntax | undefined): string | undefined {
  if (syntax === undefined) return undefined;
  const label = wordOf(syntax);
  if (label === undefined || label === "" || label.includes("/")) {
    return report(checker, syntax.span, "draw-label", "a label is a name, or a text without `/`", {
      help: ["write `as: accept`"],
    });
  }
  if (checker.labels.has(label)) {
    return report(checker, syntax.span, "draw-label-twice", `two draws are called \`${label}\``, {
      label: "used before",
      help: ["a label names one draw: give each its own"],
    });
  }
  checker.labels.add(label);
  return label;
}

/** A whole draw, with parameters that are known at load looked at. */
function finish(checker: Checker, call: Call, kind: Kind, draw: Draw): Expression | undefined {
  const expression: Expression = { node: "draw", kind, draw, place: placeOf(checker, call.span) };
  const problem = drawProblem(expression);
  if (problem !== undefined) {
    checker.problems.push(problem);
    return undefined;
  }
  return expression;
}

function readDraw(checker: Checker, call: Call, bound: Bound): { kind: Kind; parts: Parts } | undefined {
  switch (call.name) {
    case "chance":
    case "bernoulli": {
      const p = checkAs(checker, bound.named.get("p") as Syntax, SHARE);
      const kind = call.name === "chance" ? BOOLEAN : NUMBER;
      return p && { kind, parts: { distribution: "bernoulli", parameters: [p] } };
    }
    case "choice":
      return readChoice(checker, call, bound);
    case "empirical": {
      const alike = checkAlike(checker, call, bound.rest);
      if (alike === undefined) return undefined;
      if (!isNumeric(alike.kind) && alike.kind.type !== "date" && alike.kind.type !== "duration") {
        const help = ["write `choice(v1, 1, v2, 1)`"];
        return report(
          checker,
          call.span,
          "kind-mismatch",
          `\`empirical\` needs an order: ${kindText(alike.kind)} has none`,
          { help },
        );
      }
      return { kind: alike.kind, parts: { distribution: "empirical", parameters: alike.values } };
    }
    default:
      return readScaled(checker, call, bound);
  }
}

function readChoice(checker: Checker, call: Call, bound: Bound): { kind: Kind; parts: Parts } | undefined {
  if (bound.rest.length < 2 || bound.rest.length % 2 !== 0) {
    const help = ["write `choice(v1, w1, v2, w2)`: a weight after each value"];
    return report(checker, call.span, "missing-argument", "`choice` takes values and weights in turn", { help });
  }
  const outcomes = checkAlike(
    checker,
    call,
    bound.rest.filter((_, i) => i % 2 === 0),
  );
  const weights = bound.rest.filter((_, i) => i % 2 === 1).map((weight) => checkAs(checker, weight, NUMBER));
  if (outcomes === undefined || !weights.every((weight) => weight !== undefined)) return undefined;
  return { kind: outcomes.kind, parts: { distribution: "discrete", parameters: weights, outcomes: outcomes.values } };
}

function readScaled(checker: Checker, call: Call, bound: Bound): { kind: Kind; parts: Parts } | undefined {
  const scaled = SCALED.get(call.name) as readonly string[];
  const entry = FUNCTION_BY_NAME.get(call.name) as FunctionEntry;
  const names = entry.parameters.filter((p) => p.name !== "as").map((p) => p.name);
  const parts = new Map<string, Expression>();
  let kind: Kind = NUMBER;
  if (scaled.length > 0) {
    const alike = checkAlike(
      checker,
      call,
      scaled.map((name) => bound.named.get(name) as Syntax),
    );
    if (alike === undefined) return undefined;
    kind = isPlain(alike.kind) ? NUMBER : alike.kind;
    const dates = kind.type === "date" && DATED.has(call.name);
    if (!isNumeric(kind) && kind.type !== "duration" && !dates) {
      return report(checker, call.span, "kind-mismatch", `\`${call.name}\` does not draw ${kindText(kind)}`, {
        help: kind.type === "date" ? ["add a drawn duration to a date"] : [],
      });
    }
    for (const [i, name] of scaled.entries()) parts.set(name, alike.values[i] as Expression);
  }
  for (const name of names) {
    if (scaled.includes(name)) continue;
    const part = checkAs(checker, bound.named.get(name) as Syntax, NUMBER);
    if (part === undefined) return undefined;
    parts.set(name, part);
  }
  const parameters = names.map((name) => parts.get(name) as Expression);
  return { kind, parts: { distribution: call.name as Distribution, parameters } };
}

function checkTruncate(checker: Checker, call: Call, bound: Bound, site: string): Expression | undefined {
  const inner = bound.named.get("draw") as Syntax;
  if (inner.node !== "call" || !SCALED.has(inner.name)) {
    return report(checker, inner.span, "expected-draw", "`truncate` takes a draw with bounds to set", {
      label: "cannot be truncated",
      help: [`one of: ${[...SCALED.keys()].join(", ")}`],
    });
  }
  const parts = bind(checker, inner, FUNCTION_BY_NAME.get(inner.name) as FunctionEntry);
  if (parts === undefined) return undefined;
  if (parts.named.has("as")) {
    const help = ["write `truncate(…, low, high, as: label)`"];
    return report(checker, inner.span, "draw-label", "the label belongs to `truncate`", { help });
  }
  const found = readDraw(checker, inner, parts);
  if (found === undefined) return undefined;
  const low = checkAs(checker, bound.named.get("low") as Syntax, found.kind);
  const high = checkAs(checker, bound.named.get("high") as Syntax, found.kind);
  if (low === undefined || high === undefined) return undefined;
  return finish(checker, call, found.kind, { ...found.parts, truncate: { low, high }, site });
}
