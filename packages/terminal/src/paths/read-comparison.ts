/** Comparisons from files of columns: the same paths of several scenarios, none of them run again. */
import { Summary } from "@steppe/analysis";
import type { Problem } from "@steppe/core";
import { assemble, type Columns, type ColumnsReader } from "@steppe/kernel";
import { CommandError } from "../exit.ts";
import { paidUnder } from "./charted.ts";
import { openColumns } from "./columns-out.ts";
import type { Ended } from "./drive.ts";
import { type Narrowing, narrowing } from "./narrowed.ts";
import { paidByYear } from "./paid-by-year.ts";
import { Pairs } from "./pairs.ts";
import { RunningSums } from "./running-sums.ts";
import type { SurveyEnd, SurveyHead } from "./survey.ts";
import { COMPARED, chartOf, type PathComparison } from "./take-comparison.ts";

export interface ReadComparisonWishes {
  /** The category whose payments are drawn. */
  readonly chart?: string;
  /** The names of the columns of the comparison, by what the files say. */
  readonly names: (heads: readonly SurveyHead[]) => readonly string[];
}

export type ReadComparison =
  /** `longer`: files with paths that not all have, which are in no figure. */
  | { readonly comparison: PathComparison; readonly longer: readonly string[] }
  | { readonly problems: readonly Problem[] };

/**
 * The comparison of the files' paths: those that all of them have. What is wrong with a file is answered with; files
 * whose paths had not the same chance end the command.
 */
export function readComparison(cwd: string, files: readonly string[], wishes: ReadComparisonWishes): ReadComparison {
  const open = files.map((file) => ({ file, ...openColumns(cwd, file) }));
  try {
    const sides = open.map(({ file, reader }) => new SideFile(file, reader));
    for (const side of sides) checkChance(side, sides[0] as SideFile);
    const comparison = compared(sides, wishes);
    const paths = comparison.sides[0]?.summary.paths ?? 0;
    return { comparison, longer: sides.filter((side) => side.paths > paths).map(({ file }) => file) };
  } catch (error) {
    if (error instanceof Unreadable) return { problems: error.problems };
    throw error;
  } finally {
    for (const { close } of open) close();
  }
}

class Unreadable extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super("a file of columns is not readable");
    this.problems = problems;
  }
}

/** A file that is read stretch by stretch. */
class SideFile {
  readonly file: string;
  readonly head: SurveyHead;
  readonly told: Narrowing;
  readonly summary: Summary;
  /** How many have been read. */
  paths = 0;
  readonly #reader: ColumnsReader;
  #end: SurveyEnd | undefined;

  constructor(file: string, reader: ColumnsReader) {
    this.file = file;
    this.#reader = reader;
    const block = this.#block();
    if (block?.tag !== "HEAD") throw new Error("a file of columns begins with its head");
    const head = block.json as SurveyHead;
    this.told = narrowing(head.columns, ({ subject }) => COMPARED.includes(subject.about));
    // Whether a run was precise enough is nothing that a comparison is asked.
    this.head = { ...head, precision: [] };
    this.summary = new Summary(this.told.columns);
  }

  /** The next stretch; undefined at the end. */
  next(): Columns | undefined {
    if (this.#end) return undefined;
    const block = this.#block();
    if (block?.tag === "PART") {
      this.paths += block.columns.count;
      return block.columns;
    }
    if (block?.tag !== "DONE") throw new Error("a file of columns ends with how it ended");
    this.#end = block.json as SurveyEnd;
    if (this.#block()) throw new Error("nothing follows the end of a file");
    return undefined;
  }

  /** How it ended, all of it read: what stands behind the last path that is compared may be damaged, too. */
  end(): Ended {
    while (this.next());
    return (this.#end as SurveyEnd).ended;
  }

  #block() {
    const read = this.#reader.next();
    if (!read.ok) throw new Unreadable(read.problems);
    return read.value;
  }
}

/** Path k of both must be drawn alike. */
function checkChance({ file, head }: SideFile, first: SideFile): void {
  const refuse = (what: string, one: string, other: string): never => {
    throw new CommandError(
      `\`${file}\` has ${what} ${one}, and \`${first.file}\` ${other}: their paths had not the same chance`,
    );
  };
  const { seed, sampling, paths } = first.head;
  if (head.seed !== seed) refuse("the seed", JSON.stringify(head.seed), JSON.stringify(seed));
  if (head.sampling !== sampling) refuse("the sampling", head.sampling, sampling);
  if (sampling === "lhs" && head.paths !== paths) refuse("a Latin hypercube of", String(head.paths), String(paths));
}

function compared(sides: readonly SideFile[], { chart, names }: ReadComparisonWishes): PathComparison {
  const own = names(sides.map(({ head }) => head));
  const drawn = chart === undefined ? [] : drawnOf(sides, own, chart);
  const pairs = new Pairs(sides.map(({ told }) => told.columns));
  let paths = 0;
  for (let isMore = true; isMore; ) {
    const read = sides.map((side) => side.next());
    const stretches = read.filter((one) => one !== undefined);
    if (stretches.length < sides.length) break;
    const count = Math.min(...stretches.map((one) => one.count));
    const same = stretches.map((columns) => assemble([{ columns, from: 0, to: count }]));
    const told = same.map((columns, index) => (sides[index] as SideFile).told.of(columns));
    for (const [index, columns] of told.entries()) sides[index]?.summary.add(columns);
    for (const [index, columns] of same.entries()) drawn[index]?.sums?.add(columns);
    pairs.add(told);
    paths += count;
    // A stretch that is not whole is the last of its file.
    isMore = stretches.every((one) => one.count === count);
  }
  const ends = sides.map((side) => side.end());
  const cut = ends.find((ended) => ended === "interrupted" || ended === "timeout");
  const fan = chartOf(drawn);
  return {
    sides: sides.map(({ head, told, summary }, index) => ({
      head: { ...head, columns: told.columns, paths: cut ? head.paths : paths },
      ended: cut ?? "complete",
      summary: summary.result(),
      charts: index === 0 && fan ? [fan] : [],
    })),
    names: own,
    measures: pairs.results(),
  };
}

/** What was paid under a category: the first file must know it. */
function drawnOf(sides: readonly SideFile[], names: readonly string[], chart: string) {
  const category = paidUnder(chart, (sides[0] as SideFile).head)[0]?.category;
  return sides.map(({ head }, index) => {
    const paid = paidByYear(head.columns).find((one) => one.category === category);
    return { name: names[index] ?? "", sums: paid && new RunningSums(paid) };
  });
}
