/** Expressions as canonical text: what `explain` shows, and what saved overlays hold. */
import { type Duration, dateText, type Exact, exact, type Kind, minorDigits, type Value } from "../quantity/index.ts";
import { COMPARISON, PRECEDENCE } from "./precedence.ts";
import type { Syntax } from "./tree.ts";

/** Text that parses to the same tree (spans aside): one space around operators, brackets only where needed. */
export function expressionText(tree: Syntax): string {
  switch (tree.node) {
    case "literal":
      return literalText(tree.kind, tree.value, tree.percent === true);
    case "name":
      return tree.path.join(".");
    case "unary":
      return unaryText(tree);
    case "binary":
      return binaryText(tree);
    case "convert":
      return `${postfixed(tree.operand)} in ${tree.currency}`;
    case "per":
      return `${postfixed(tree.operand)} per ${tree.times === 1 ? "year" : tree.times === 4 ? "quarter" : "month"}`;
    case "call": {
      const args = tree.args.map(({ name, value }) => (name === undefined ? "" : `${name}: `) + expressionText(value));
      return `${tree.name}(${args.join(", ")})`;
    }
  }
}

const bracketed = (tree: Syntax, needed: boolean): string =>
  needed ? `(${expressionText(tree)})` : expressionText(tree);

const isOperation = (tree: Syntax): boolean => tree.node === "unary" || tree.node === "binary";

const postfixed = (tree: Syntax): string => bracketed(tree, isOperation(tree));

function precedenceOf(tree: Syntax): number {
  if (tree.node === "binary") return PRECEDENCE[tree.operator];
  if (tree.node === "unary") return tree.operator === "not" ? PRECEDENCE.not : PRECEDENCE.negate;
  return Number.POSITIVE_INFINITY;
}

function unaryText(tree: Extract<Syntax, { node: "unary" }>): string {
  const own = precedenceOf(tree);
  const operand = bracketed(tree.operand, precedenceOf(tree.operand) < own);
  return tree.operator === "not" ? `not ${operand}` : `-${operand}`;
}

function binaryText(tree: Extract<Syntax, { node: "binary" }>): string {
  const own = PRECEDENCE[tree.operator];
  const [left, right] = [precedenceOf(tree.left), precedenceOf(tree.right)];
  // Only a power takes its left operand in brackets at its own level, and needs none for `a ^ -b`.
  const power = tree.operator === "^";
  const comparison = own === COMPARISON;
  const bracketLeft = left < own || (left === own && (power || comparison));
  const bracketRight = right < own ? !(power && isNegation(tree.right)) : right === own && !power;
  return `${bracketed(tree.left, bracketLeft)} ${tree.operator} ${bracketed(tree.right, bracketRight)}`;
}

const isNegation = (tree: Syntax): boolean => tree.node === "unary" && tree.operator === "-";

function literalText(kind: Kind, value: Value, percent: boolean): string {
  switch (kind.type) {
    case "number":
    case "share":
      return percent ? `${plain((value as Exact).mul(exact(100)))}%` : plain(value as Exact);
    case "money":
      return `${major(value as Exact, kind.currency)} ${kind.currency}`;
    case "rate":
      return kind.currency === null
        ? `${plain(value as Exact)} per year`
        : `${major(value as Exact, kind.currency)} ${kind.currency} per year`;
    case "duration":
      return lengthText(value as Duration);
    case "date":
      return dateText(value as number);
    case "boolean":
      return value === true ? "true" : "false";
    default:
      return JSON.stringify(value);
  }
}

const major = (minor: Exact, currency: string): string => plain(minor.div(exact(10n ** BigInt(minorDigits(currency)))));

/** All the decimals of a decimal fraction; a literal is always one. */
function plain(x: Exact): string {
  let places = 0;
  let scale = 1n;
  while (scale % x.d !== 0n) {
    scale *= 10n;
    places += 1;
    if (places > 100) throw new TypeError("not a decimal fraction");
  }
  const digits = ((x.n * scale) / x.d).toString().padStart(places + 1, "0");
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return x.n !== 0n && x.s < 0n ? `-${text}` : text;
}

function lengthText({ months, days }: Duration): string {
  if (months === 0) return `${days} ${days === 1 ? "day" : "days"}`;
  if (days !== 0) return `P${months}M${days}D`;
  const [count, unit] = months % 12 === 0 ? [months / 12, "year"] : [months, "month"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
