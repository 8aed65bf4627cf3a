/** Where an expression stands, and the problems that point into it. */
import type { Place, Problem } from "../problem.ts";
import type { Source, Span } from "./tree.ts";

export interface Details {
  readonly label?: string;
  readonly help?: readonly string[];
  readonly notes?: readonly string[];
  readonly related?: Problem["related"];
}

/** An error at a place. Empty lists are left out. */
export function errorAt(place: Place, code: string, message: string, details: Details = {}): Problem {
  return {
    code,
    severity: "error",
    message,
    place,
    ...(details.label === undefined ? {} : { label: details.label }),
    ...(details.help === undefined || details.help.length === 0 ? {} : { help: details.help }),
    ...(details.notes === undefined || details.notes.length === 0 ? {} : { notes: details.notes }),
    ...(details.related === undefined ? {} : { related: details.related }),
  };
}

/** Ends the reading of one expression; caught in `parseExpression` and `checkExpression`, never seen outside. */
export class Refused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** A source for text that stands alone: an option of the command line, a test. One line, from column 1. */
export function sourceOf(text: string, file = "expression", line = 1, column = 1): Source {
  return {
    text,
    place: (span) => ({ file, line, column: column + span.start, length: Math.max(1, span.end - span.start) }),
  };
}

const EXCERPT = 60;

/** The stretch of text in backticks, on one line, cut in the middle when long. */
export function excerpt(source: Source, span: Span): string {
  const text = source.text.slice(span.start, span.end).replace(/\s+/g, " ");
  return text.length <= EXCERPT ? `\`${text}\`` : `\`${text.slice(0, EXCERPT / 2)} … ${text.slice(1 - EXCERPT / 2)}\``;
}
