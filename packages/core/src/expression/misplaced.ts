/** Mistakes of form, said in words: what stood there, and what could have. */
import { EOF, type IToken, type TokenType, tokenLabel, tokenMatcher } from "chevrotain";
import type { Problem } from "../problem.ts";
import { dateHelp } from "./date-help.ts";
import * as token from "./lexer.ts";
import { errorAt } from "./source.ts";
import type { Source, Span } from "./tree.ts";

export const spanOf = (at: IToken): Span => ({ start: at.startOffset, end: at.startOffset + at.image.length });

export const isA = (at: IToken, ...types: TokenType[]): boolean => types.includes(at.tokenType);

/** The first token that no rule could take, and what could have stood in its place. */
export function misplaced(source: Source, tokens: readonly IToken[], at: IToken): Problem {
  const ends = at.tokenType === EOF || Number.isNaN(at.startOffset);
  const index = ends ? tokens.length : tokens.indexOf(at);
  const before = tokens[index - 1];
  const last = tokens.at(-1) as IToken;
  const span = ends ? { start: spanOf(last).end - 1, end: spanOf(last).end } : spanOf(at);
  const [wanted, expected] = expectation(tokens, index, before, ends ? undefined : at);
  const help = dottedDate(source, tokens, index) ?? expected;
  const found = ends ? "the text ends" : `found ${foundText(at)}`;
  return errorAt(source.place(span), ends ? "unexpected-end" : "unexpected-token", `expected ${wanted}, ${found}`, {
    help,
  });
}

/** `31.12.2044` is a number, a point and a number to the lexer. */
function dottedDate(source: Source, tokens: readonly IToken[], index: number): readonly string[] | undefined {
  const [before, at, after] = tokens.slice(Math.max(0, index - 1), index + 2);
  if (!before || !at || !after || !isA(at, token.Dot)) return undefined;
  const help = dateHelp(source.text.slice(spanOf(before).start, spanOf(after).end));
  return help === undefined ? undefined : [help];
}

const foundText = (at: IToken): string => (at.image.length > 30 ? tokenLabel(at.tokenType) : `\`${at.image}\``);

/** What may follow, said by what came before; the grammar is small enough to say it in words. */
function expectation(
  tokens: readonly IToken[],
  index: number,
  before: IToken | undefined,
  at: IToken | undefined,
): [string, readonly string[]] {
  const operandNext =
    before === undefined ||
    tokenMatcher(before, token.Infix) ||
    isA(before, token.Not, token.Open, token.Comma, token.Colon);
  if (before !== undefined && isA(before, token.Per)) return ["`year`, `quarter` or `month`", []];
  if (before !== undefined && isA(before, token.In)) return ["a currency or `(`", ["`x in USD` or `in(state)`"]];
  if (before !== undefined && isA(before, token.Dot)) return ["a name", []];
  if (operandNext) return ["a value", valueHelp(before, at)];
  const depth = tokens
    .slice(0, index)
    .reduce((sum, t) => sum + (isA(t, token.Open) ? 1 : isA(t, token.Close) ? -1 : 0), 0);
  const inCall = depth > 0 && isCallOpen(tokens, index);
  const wanted = depth > 0 ? (inCall ? "an operator, `,` or `)`" : "an operator or `)`") : "an operator";
  return [wanted, operatorHelp(before as IToken, at, depth)];
}

/** Whether the innermost open bracket before `index` is that of a call. */
function isCallOpen(tokens: readonly IToken[], index: number): boolean {
  let closed = 0;
  for (let i = index - 1; i >= 0; i -= 1) {
    const at = tokens[i] as IToken;
    if (isA(at, token.Close)) closed += 1;
    else if (isA(at, token.Open)) {
      if (closed === 0) return i > 0 && isA(tokens[i - 1] as IToken, token.Name, token.In);
      closed -= 1;
    }
  }
  return false;
}

function valueHelp(before: IToken | undefined, at: IToken | undefined): readonly string[] {
  if (at === undefined) return [];
  if (isA(at, token.Dot)) return ["write a number with a digit before the point: `0.5`"];
  if (isA(at, token.Plus)) return ["a number needs no `+` before it"];
  if (isA(at, token.Equal) && before !== undefined && isA(before, token.Less, token.More)) {
    return [`write \`${before.image}=\` in one`];
  }
  if (isA(at, token.More, token.Less) && before !== undefined && isA(before, token.Equal)) {
    return [`write \`${at.image}=\``];
  }
  if (isA(at, token.Close) && before !== undefined && isA(before, token.Comma)) return ["take out the last `,`"];
  return [];
}

function operatorHelp(before: IToken, at: IToken | undefined, depth: number): readonly string[] {
  if (at === undefined) return depth > 0 ? ["a `(` is not closed"] : [];
  if (isA(at, token.Close) && depth === 0) return ["this `)` closes nothing"];
  if (isA(at, token.Comma) && isA(before, token.NumberLiteral)) return ["write thousands with `_`: `1_000`"];
  if (isA(at, token.Dot) && isA(before, token.NumberLiteral)) return ["write a digit after the point: `5.0`"];
  if (isA(at, token.Open)) return ["the result of a call cannot be called; to multiply write `*`"];
  if (isA(at, token.Percent)) return ["`%` stands right after a number: `30%`"];
  if (isA(before, token.Name) && isA(at, token.NumberLiteral)) return ["the unit stands after the number: `5 USD`"];
  if (isA(at, token.Colon)) return ["a name before `:` is the name of an argument, inside a call"];
  return [];
}
