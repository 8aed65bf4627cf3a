/**
 * The grammar of expressions.
 *
 * A parser of our own tokens by Chevrotain; nothing of what a user wrote is ever run as code.
 * Length, nesting and height are limited, each with its own error, so that a stranger's file
 * cannot exhaust the stack.
 */
import { EmbeddedActionsParser, type IToken, tokenMatcher } from "chevrotain";
import { didYouMean } from "../nearest.ts";
import type { Problem, Result } from "../problem.ts";
import { BOOLEAN, DATE, isCurrency, moneyRate, NEVER, NUMBER_RATE } from "../quantity/index.ts";
import * as token from "./lexer.ts";
import { literal, PERIODS, type Piece, readAmount, readDate, readIsoDuration, readText } from "./literal.ts";
import { isA, misplaced, spanOf } from "./misplaced.ts";
import { type BinaryOperator, fold, type Operand, type Operator, type Prefix } from "./precedence.ts";
import { errorAt, Refused } from "./source.ts";
import type { Argument, Source, Span, Syntax } from "./tree.ts";

export const LENGTH_LIMIT = 10_000;
/** Brackets in brackets, signs before signs, powers of powers. */
export const NESTING_LIMIT = 100;
/** Operations inside one another: `a + b + c` has two. */
export const HEIGHT_LIMIT = 500;

const pieceOf = (at: IToken): Piece => ({ image: at.image, span: spanOf(at) });

const OPERATORS: ReadonlyMap<string, BinaryOperator> = new Map([
  ["And", "and"],
  ["Or", "or"],
  ["Equal", "="],
  ["Unequal", "!="],
  ["Less", "<"],
  ["LessOrEqual", "<="],
  ["More", ">"],
  ["MoreOrEqual", ">="],
  ["Plus", "+"],
  ["Minus", "-"],
  ["Times", "*"],
  ["Over", "/"],
  ["Power", "^"],
]);

/** The grammar; its own consistency is validated by a test, not at every start. */
export class ExpressionParser extends EmbeddedActionsParser {
  source!: Source;

  constructor({ validate = false } = {}) {
    super(token.TOKENS, {
      maxLookahead: 2,
      recoveryEnabled: false,
      nodeLocationTracking: "none",
      skipValidations: !validate,
    });
    this.performSelfAnalysis();
  }

  expression: () => Syntax = this.RULE("expression", () => {
    const operands: Operand[] = [];
    const operators: Operator[] = [];
    operands.push(this.SUBRULE(this.operand));
    this.MANY(() => {
      const sign = this.CONSUME(token.Infix);
      operators.push({ operator: OPERATORS.get(sign.tokenType.name) as BinaryOperator, span: spanOf(sign) });
      operands.push(this.SUBRULE2(this.operand));
    });
    return this.ACTION(() => fold(this.source, operands, operators));
  });

  operand: () => Operand = this.RULE("operand", () => {
    const prefixes: Prefix[] = [];
    this.MANY(() =>
      this.OR([
        { ALT: () => void prefixes.push({ operator: "-", span: spanOf(this.CONSUME(token.Minus)) }) },
        { ALT: () => void prefixes.push({ operator: "not", span: spanOf(this.CONSUME(token.Not)) }) },
      ]),
    );
    let value = this.SUBRULE(this.primary);
    this.MANY2(() => {
      const sign = this.OR2([{ ALT: () => this.CONSUME(token.In) }, { ALT: () => this.CONSUME(token.Per) }]);
      const unit = this.CONSUME(token.Name);
      value = this.ACTION(() =>
        tokenMatcher(sign, token.In) ? this.converted(value, unit) : this.yearly(value, unit),
      );
    });
    return { prefixes, value };
  });

  primary: () => Syntax = this.RULE("primary", () =>
    this.OR([
      { ALT: () => this.SUBRULE(this.amount) },
      { ALT: () => this.fixed(this.CONSUME(token.DateLiteral), (at) => readDate(this.source, pieceOf(at))) },
      { ALT: () => this.fixed(this.CONSUME(token.IsoDuration), (at) => readIsoDuration(this.source, pieceOf(at))) },
      { ALT: () => this.fixed(this.CONSUME(token.Text), (at) => readText(this.source, pieceOf(at))) },
      { ALT: () => this.fixed(this.CONSUME(token.True), (at) => literal(BOOLEAN, true, spanOf(at))) },
      { ALT: () => this.fixed(this.CONSUME(token.False), (at) => literal(BOOLEAN, false, spanOf(at))) },
      { ALT: () => this.fixed(this.CONSUME(token.Never), (at) => literal(DATE, NEVER, spanOf(at))) },
      {
        ALT: () => this.fixed(this.CONSUME(token.Today), (at) => ({ node: "name", path: ["today"], span: spanOf(at) })),
      },
      { ALT: () => this.SUBRULE(this.nameOrCall) },
      {
        ALT: () => {
          const open = this.CONSUME(token.Open);
          const inner = this.SUBRULE(this.expression);
          const close = this.CONSUME(token.Close);
          return this.ACTION(() => ({ ...inner, span: { start: open.startOffset, end: spanOf(close).end } }));
        },
      },
    ]),
  );

  amount: () => Syntax = this.RULE("amount", () => {
    const number = this.CONSUME(token.NumberLiteral);
    const words: IToken[] = [];
    let percent: IToken | undefined;
    this.MANY(() => words.push(this.CONSUME(token.Name)));
    this.OPTION(() => {
      percent = this.CONSUME(token.Percent);
    });
    return this.ACTION(() =>
      readAmount(this.source, pieceOf(number), words.map(pieceOf), percent === undefined ? undefined : spanOf(percent)),
    );
  });

  nameOrCall: () => Syntax = this.RULE("nameOrCall", () => {
    const first = this.OR([{ ALT: () => this.CONSUME(token.Name) }, { ALT: () => this.CONSUME(token.In) }]);
    const path = [first];
    this.MANY(() => {
      this.CONSUME(token.Dot);
      // A state may be called `today` or `in`: after a dot every word is a name.
      path.push(
        this.OR2([
          { ALT: () => this.CONSUME2(token.Name) },
          { ALT: () => this.CONSUME2(token.In) },
          { ALT: () => this.CONSUME(token.Today) },
          { ALT: () => this.CONSUME(token.Never) },
        ]),
      );
    });
    let args: Argument[] | undefined;
    this.OPTION(() => {
      this.CONSUME(token.Open);
      const found: Argument[] = [];
      args = found;
      this.MANY_SEP({ SEP: token.Comma, DEF: () => found.push(this.SUBRULE(this.argument)) });
      this.CONSUME(token.Close);
    });
    return this.ACTION(() => this.named(path, args));
  });

  argument: () => Argument = this.RULE("argument", () => {
    let name: IToken | undefined;
    this.OPTION(() => {
      name = this.OR([{ ALT: () => this.CONSUME(token.Name) }, { ALT: () => this.CONSUME(token.In) }]);
      this.CONSUME(token.Colon);
    });
    const value = this.SUBRULE(this.expression);
    return this.ACTION(() => (name === undefined ? { value } : { name: name.image, nameSpan: spanOf(name), value }));
  });

  private fixed(at: IToken, read: (at: IToken) => Syntax): Syntax {
    return this.ACTION(() => read(at));
  }

  private refuse(span: Span, code: string, message: string, help: readonly string[], label?: string): Refused {
    return new Refused(errorAt(this.source.place(span), code, message, { help, ...(label ? { label } : {}) }));
  }

  private converted(operand: Syntax, unit: IToken): Syntax {
    const currency = unit.image;
    if (!isCurrency(currency)) {
      const capitals = currency.toUpperCase();
      const help = isCurrency(capitals)
        ? [`did you mean \`${capitals}\`?`]
        : ["after `in` stands a currency: `in USD`"];
      throw this.refuse(spanOf(unit), "unknown-currency", `unknown currency \`${currency}\``, help, "no such currency");
    }
    const span = { start: operand.span.start, end: spanOf(unit).end };
    return { node: "convert", operand, currency, currencySpan: spanOf(unit), span };
  }

  private yearly(operand: Syntax, unit: IToken): Syntax {
    const times = PERIODS.get(unit.image);
    if (times === undefined) {
      const help = [...didYouMean(unit.image, PERIODS.keys()), "a rate is per year, per quarter or per month"];
      throw this.refuse(spanOf(unit), "unknown-period", `unknown period \`${unit.image}\``, help, "no such period");
    }
    const span = { start: operand.span.start, end: spanOf(unit).end };
    if (operand.node === "literal" && times === 1) {
      if (operand.kind.type === "money") return literal(moneyRate(operand.kind.currency), operand.value, span);
      if (operand.kind.type === "number") return literal(NUMBER_RATE, operand.value, span);
    }
    return { node: "per", operand, times, span };
  }

  private named(path: readonly IToken[], args: readonly Argument[] | undefined): Syntax {
    const [first, last] = [path[0] as IToken, path.at(-1) as IToken];
    const nameSpan = { start: first.startOffset, end: spanOf(last).end };
    const words = path.map((at) => at.image);
    if (args === undefined) {
      if (tokenMatcher(first, token.In) && path.length === 1) {
        throw this.refuse(nameSpan, "unexpected-token", "expected a value, found `in`", [
          "a state is asked as `in(state)`; an amount is converted as `x in USD`",
        ]);
      }
      return { node: "name", path: words, span: nameSpan };
    }
    const end = this.LA(0).startOffset + 1;
    if (path.length > 1) {
      const help = ["call a function by its name alone: `min(a, b)`"];
      throw this.refuse(nameSpan, "unknown-function", `\`${words.join(".")}\` is not a function`, help);
    }
    return { node: "call", name: first.image, nameSpan, args, span: { start: first.startOffset, end } };
  }
}

let parser: ExpressionParser | undefined;

/**
 * Reads the text of an expression. Reports every character that belongs to no expression, and
 * otherwise the first mistake of form.
 */
export function parseExpression(source: Source): Result<Syntax> {
  try {
    return { ok: true, value: parse(source), problems: [] };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, problems: [error.problem] };
    if (error instanceof Strangers) return { ok: false, problems: error.problems };
    throw error;
  }
}

class Strangers extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super("unknown characters");
    this.problems = problems;
  }
}

function parse(source: Source): Syntax {
  const tokens = read(source);
  limitNesting(source, tokens);
  parser ??= new ExpressionParser();
  parser.source = source;
  parser.input = tokens;
  const tree = parser.expression();
  const failed = parser.errors[0];
  if (failed !== undefined) throw new Refused(misplaced(source, tokens, failed.token));
  limitHeight(source, tree);
  return tree;
}

function read(source: Source): IToken[] {
  const { text } = source;
  if (text.length > LENGTH_LIMIT) {
    throw new Refused(
      errorAt(
        source.place({ start: 0, end: 1 }),
        "expression-too-long",
        "an expression has at most 10,000 characters",
        {
          label: `${text.length} characters`,
          help: ["name its parts: assumptions and variables are expressions of their own"],
        },
      ),
    );
  }
  const { tokens, errors } = token.expressionLexer().tokenize(text);
  if (errors.length > 0) throw new Strangers(errors.map(({ offset, length }) => stranger(source, offset, length)));
  if (tokens.length === 0) {
    const help = ["write a value, a name or a calculation"];
    throw new Refused(
      errorAt(source.place({ start: 0, end: text.length }), "empty-expression", "an expression is missing", { help }),
    );
  }
  return tokens;
}

function stranger(source: Source, start: number, length: number): Problem {
  const first = String.fromCodePoint(source.text.codePointAt(start) as number);
  if (first === '"' || first === "'") {
    return errorAt(source.place({ start, end: start + length }), "unfinished-text", "a text has no closing quote", {
      label: "begins here",
      help: [`close it with \`${first}\``],
    });
  }
  const end = start + Math.min(length, /[&|]/.test(first) ? 2 : first.length);
  const code = first.codePointAt(0) as number;
  const visible =
    code > 0x20 && code !== 0x7f ? `\`${first}\`` : `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  return errorAt(source.place({ start, end }), "unknown-character", `unknown character ${visible}`, {
    label: "belongs to no expression",
    help: token.strangerHelp(source.text, start),
  });
}

function limitNesting(source: Source, tokens: readonly IToken[]): void {
  let open = 0;
  let signs = 0;
  let powers = 0;
  for (const [index, at] of tokens.entries()) {
    if (isA(at, token.Open)) open += 1;
    else if (isA(at, token.Close)) open -= 1;
    else if (isA(at, token.Power)) powers += 1;
    const before = tokens[index - 1];
    const prefix =
      isA(at, token.Minus, token.Not) && (!before || tokenMatcher(before, token.Infix) || isA(before, token.Not));
    signs = prefix ? signs + 1 : 0;
    if (open > NESTING_LIMIT || signs > NESTING_LIMIT || powers > NESTING_LIMIT) {
      throw tooDeep(source, spanOf(at), `an expression is nested at most ${NESTING_LIMIT} deep`, "one level too many");
    }
  }
}

const tooDeep = (source: Source, span: Span, message: string, label: string): Refused =>
  new Refused(
    errorAt(source.place(span), "expression-too-deep", message, {
      label,
      help: ["name its parts: assumptions and variables are expressions of their own"],
    }),
  );

/** Parts of a node, for walks. */
export function partsOf(tree: Syntax): readonly Syntax[] {
  switch (tree.node) {
    case "literal":
    case "name":
      return [];
    case "unary":
    case "convert":
    case "per":
      return [tree.operand];
    case "binary":
      return [tree.left, tree.right];
    case "call":
      return tree.args.map((argument) => argument.value);
  }
}

/** Later walks recurse: here, with a stack of our own, they are promised that it is safe. */
function limitHeight(source: Source, tree: Syntax): void {
  const stack: [Syntax, number][] = [[tree, 1]];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const [node, height] = next;
    if (height > HEIGHT_LIMIT) {
      const message = `an expression has at most ${HEIGHT_LIMIT} operations one inside another`;
      throw tooDeep(source, tree.span, message, "too many operations");
    }
    for (const part of partsOf(node)) stack.push([part, height + 1]);
  }
}
