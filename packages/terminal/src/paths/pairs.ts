/** The measures of several scenarios, each held against the first's path by path. */
import { Paired, type PairedResult } from "@steppe/analysis";
import { type Kind, sameKind } from "@steppe/core";
import { type AskedColumn, type Column, type Columns, columnType } from "@steppe/kernel";

/** A measure of several scenarios. */
export interface ComparedPaths {
  readonly name: string;
  readonly title?: string;
  /** Where it stands among the columns of each scenario; undefined where that has none of the name. */
  readonly columns: readonly (number | undefined)[];
  /** Each scenario against the first; undefined for the first, and where they have not both the measure, of one kind. */
  readonly pairs: readonly (PairedResult | undefined)[];
}

interface Measure extends Omit<ComparedPaths, "pairs"> {
  readonly paired: readonly (Paired | undefined)[];
}

export class Pairs {
  readonly #measures: readonly Measure[];

  /** `asked`: of each scenario, the first first. */
  constructor(asked: readonly (readonly AskedColumn[])[]) {
    const named = new Map<string, { readonly name: string; readonly title?: string }>();
    for (const { subject } of asked.flat()) {
      if (subject.about !== "measure" || named.has(subject.name)) continue;
      const { name, title } = subject;
      named.set(name, { name, ...(title !== undefined && { title }) });
    }
    this.#measures = [...named.values()].map((measure): Measure => {
      const columns = asked.map((own) => {
        const found = own.findIndex(({ subject }) => subject.about === "measure" && subject.name === measure.name);
        return found < 0 ? undefined : found;
      });
      const kinds = columns.map((column, side) => (column === undefined ? undefined : asked[side]?.[column]?.kind));
      return { ...measure, columns, paired: kinds.map((kind, side) => pairedOf(side, kinds[0], kind)) };
    });
  }

  /** Takes in the columns of the same paths of each scenario, in order of path. */
  add(sides: readonly Columns[]): void {
    const [base] = sides;
    if (!base) throw new RangeError("a comparison needs a scenario");
    for (const { columns, paired } of this.#measures) {
      for (const [side, one] of paired.entries()) {
        one?.add(base.columns[columns[0] as number] as Column, columnAt(sides[side], columns[side]), base);
      }
    }
  }

  results(): readonly ComparedPaths[] {
    return this.#measures.map(({ paired, ...measure }) => ({
      ...measure,
      pairs: paired.map((one) => one?.result()),
    }));
  }

  /** What one measure has come to so far, of one scenario against the first. */
  result(measure: number, side: number): PairedResult | undefined {
    return this.#measures[measure]?.paired[side]?.result();
  }
}

function pairedOf(side: number, base: Kind | undefined, kind: Kind | undefined): Paired | undefined {
  return side > 0 && base && kind && sameKind(base, kind) ? new Paired(columnType(kind)) : undefined;
}

const columnAt = (columns: Columns | undefined, column: number | undefined): Column =>
  columns?.columns[column as number] as Column;
