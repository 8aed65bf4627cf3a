/** Measures named in a question: each stands for its own expression, in brackets. */
import { parseExpression, partsOf } from "../expression/parser.ts";
import type { Source, Span, Syntax } from "../expression/tree.ts";
import type { Model } from "./model.ts";

/**
 * The source of a question with the expressions of measures in the place of their names. Places within one are that of
 * the name. What is no expression, and a name that means something by itself (an assumption, an actor, a group, a
 * party, a category), stays as it is.
 */
export function withMeasures(source: Source, model: Model): Source {
  const parsed = parseExpression(source);
  if (!parsed.ok) return source;
  const texts = new Map(model.measures.map(({ name, text }) => [name, text]));
  for (const taken of meanings(model)) texts.delete(taken);
  const names = namesIn(parsed.value)
    .filter(({ name }) => texts.has(name))
    .sort((a, b) => a.span.start - b.span.start);
  if (names.length === 0) return source;
  const pieces: Piece[] = [];
  let [text, from] = ["", 0];
  for (const { name, span } of names) {
    text += source.text.slice(from, span.start);
    const start = text.length;
    text += `(${texts.get(name)})`;
    pieces.push({ start, end: text.length, written: span });
    from = span.end;
  }
  text += source.text.slice(from);
  return { text, place: ({ start, end }) => source.place(writtenSpan(pieces, start, end)) };
}

function* meanings({ assumptions, actorIndex, groups, parties, categories }: Model): Iterable<string> {
  for (const names of [assumptions, actorIndex, groups, parties]) yield* names.keys();
  yield* categories;
}

/** A measure's expression in the longer text, and the name it stands for in what was written. */
interface Piece extends Span {
  readonly written: Span;
}

function writtenSpan(pieces: readonly Piece[], start: number, end: number): Span {
  return { start: offsetOf(pieces, start, "start"), end: offsetOf(pieces, end, "end") };
}

function offsetOf(pieces: readonly Piece[], offset: number, side: "start" | "end"): number {
  let shift = 0;
  for (const { start, end, written } of pieces) {
    const isBefore = side === "start" ? offset < start : offset <= start;
    if (isBefore) break;
    const isWithin = side === "start" ? offset < end : offset <= end;
    if (isWithin) return written[side];
    shift = written.end - end;
  }
  return offset + shift;
}

function namesIn(tree: Syntax): { readonly name: string; readonly span: Span }[] {
  const [name] = tree.node === "name" && tree.path.length === 1 ? tree.path : [];
  const own = name === undefined ? [] : [{ name, span: tree.span }];
  return [...own, ...partsOf(tree).flatMap(namesIn)];
}
