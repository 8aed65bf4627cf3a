/**
 * The words of an expression.
 *
 * Units (`USD`, `million`, `years`) are names to the lexer: they mean something only after a number.
 */
import { createToken, Lexer, type TokenType } from "chevrotain";

const word = (name: string, image: string, longer: TokenType, label = `\`${image}\``): TokenType =>
  createToken({ name, pattern: image, longer_alt: longer, label });
const sign = (name: string, pattern: string | RegExp, label: string, categories: TokenType[] = []): TokenType =>
  createToken({ name, pattern, label, categories });

export const White = createToken({
  name: "White",
  pattern: /[ \t\r\n\u00a0]+/,
  line_breaks: true,
  group: Lexer.SKIPPED,
});
export const Name = createToken({ name: "Name", pattern: /[A-Za-z_][A-Za-z0-9_]*/, label: "a name" });
export const DateLiteral = createToken({
  name: "DateLiteral",
  pattern: /\d{4}-\d{1,2}-\d{1,2}(?![\d_])/,
  label: "a date",
});
/** Anything that begins like an ISO 8601 duration; `literal.ts` says what is wrong with it. */
export const IsoDuration = createToken({
  name: "IsoDuration",
  pattern: /P(?=\d|T\d)[0-9A-Za-z.]+/,
  label: "a duration",
});
export const NumberLiteral = createToken({
  name: "NumberLiteral",
  pattern: /\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?/,
  label: "a number",
});
export const Text = createToken({
  name: "Text",
  pattern: /"(?:[^"\\\n]|\\[^\n])*"|'(?:[^'\\\n]|\\[^\n])*'/,
  label: "a text",
});

/** Any of the operators that stand between two operands. */
export const Infix = createToken({ name: "Infix", pattern: Lexer.NA, label: "an operator" });

export const And = createToken({ name: "And", pattern: "and", longer_alt: Name, label: "`and`", categories: [Infix] });
export const Or = createToken({ name: "Or", pattern: "or", longer_alt: Name, label: "`or`", categories: [Infix] });
export const Not = word("Not", "not", Name);
export const True = word("True", "true", Name);
export const False = word("False", "false", Name);
export const Never = word("Never", "never", Name);
export const Today = word("Today", "today", Name);
export const In = word("In", "in", Name);
export const Per = word("Per", "per", Name);

export const LessOrEqual = sign("LessOrEqual", /<=|≤/, "`<=`", [Infix]);
export const MoreOrEqual = sign("MoreOrEqual", />=|≥/, "`>=`", [Infix]);
export const Unequal = sign("Unequal", /!=|≠/, "`!=`", [Infix]);
export const Equal = sign("Equal", /==?/, "`=`", [Infix]);
export const Less = sign("Less", "<", "`<`", [Infix]);
export const More = sign("More", ">", "`>`", [Infix]);
export const Plus = sign("Plus", "+", "`+`", [Infix]);
export const Minus = sign("Minus", /[-−]/, "`-`", [Infix]);
export const Times = sign("Times", /[*×]/, "`*`", [Infix]);
export const Over = sign("Over", /[/÷]/, "`/`", [Infix]);
export const Power = sign("Power", "^", "`^`", [Infix]);
export const Percent = sign("Percent", "%", "`%`");
export const Open = sign("Open", "(", "`(`");
export const Close = sign("Close", ")", "`)`");
export const Comma = sign("Comma", ",", "`,`");
export const Colon = sign("Colon", ":", "`:`");
export const Dot = sign("Dot", ".", "`.`");

/** In order of preference; a keyword gives way to a longer name. */
export const TOKENS: TokenType[] = [
  White,
  DateLiteral,
  NumberLiteral,
  IsoDuration,
  Text,
  ...[And, Or, Not, True, False, Never, Today, In, Per],
  Name,
  ...[LessOrEqual, MoreOrEqual, Unequal, Equal, Less, More, Plus, Minus, Times, Over, Power],
  ...[Percent, Open, Close, Comma, Colon, Dot],
  Infix,
];

let lexer: Lexer | undefined;

/** The one lexer, made at its first use. Its definition is validated by a test, not at every start. */
export function expressionLexer(): Lexer {
  lexer ??= new Lexer(TOKENS, { positionTracking: "onlyOffset", skipValidations: true, ensureOptimizations: false });
  return lexer;
}

/** What a person likely meant by a character that no expression has. */
export function strangerHelp(text: string, offset: number): readonly string[] {
  const two = text.slice(offset, offset + 2);
  if (two === "&&") return ["write `and`"];
  if (two === "||") return ["write `or`"];
  switch (text[offset]) {
    case "&":
      return ["write `and`"];
    case "|":
      return ["write `or`"];
    case "!":
      return ["write `not`, or `!=` for unequal"];
    case "$":
    case "€":
    case "£":
    case "₽":
    case "₸":
      return ["write the code of the currency after the number: `5 million USD`"];
    case "“":
    case "”":
    case "‘":
    case "’":
      return [
        `\`${text[offset]}\` is no quote here: text stands between straight ones, "…" or '…', numbers and names without`,
      ];
    case "–":
    case "—":
      return ["write a minus as `-`"];
    case "[":
    case "{":
      return ["group with round brackets: `( )`"];
    case "?":
      return ["a choice between two values is `if(condition, a, b)`"];
    default:
      return [];
  }
}
