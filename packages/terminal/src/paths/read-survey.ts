/** Surveys from files of columns: what is asked of a file is answered in one passage through it. */
import { Summary } from "@steppe/analysis";
import { didYouMean, type Problem } from "@steppe/core";
import { columnType, milestonesAmong } from "@steppe/kernel";
import { CommandError, EXIT } from "../exit.ts";
import { paidUnder } from "./charted.ts";
import { openColumns } from "./columns-out.ts";
import { isTold, narrowing } from "./narrowed.ts";
import { type Pick, Picker } from "./pick.ts";
import { measureColumn, precisionRules } from "./precision.ts";
import { RunningSums } from "./running-sums.ts";
import { type FoundPath, milestonesIn, type Survey, type SurveyEnd, type SurveyHead } from "./survey.ts";

export interface ReadWishes {
  /** Paths to be found. */
  readonly picks: readonly Pick[];
  /** "lease.expired", or "all": beside those that the run told. */
  readonly milestones: readonly string[];
  /** "MEASURE:HALFWIDTH", in place of those that the run had. */
  readonly precision?: readonly string[];
  /** The category whose payments are drawn. */
  readonly chart?: string;
}

export type Read = { readonly survey: Survey } | { readonly problems: readonly Problem[] };

/** The survey in a file, or what is wrong with the file. A name that is not in it ends the command. */
export function readSurvey(cwd: string, file: string, wishes: ReadWishes): Read {
  const { reader, close } = openColumns(cwd, file);
  try {
    let reading: Reading | undefined;
    let end: SurveyEnd | undefined;
    for (;;) {
      const read = reader.next();
      if (!read.ok) return { problems: read.problems };
      const block = read.value;
      if (block === undefined) break;
      if (block.tag === "HEAD") reading = readingOf(block.json as SurveyHead, wishes);
      else if (block.tag === "PART") for (const take of reading?.takers ?? []) take(block.columns);
      else end = block.json as SurveyEnd;
    }
    if (!reading || !end) throw new Error("a file that was read to its end has a head and an end");
    return { survey: { ...reading.survey(), ended: end.ended } };
  } finally {
    close();
  }
}

interface Reading {
  readonly takers: readonly ((columns: Parameters<Summary["add"]>[0]) => void)[];
  readonly survey: () => Omit<Survey, "ended">;
}

function readingOf(written: SurveyHead, wishes: ReadWishes): Reading {
  const head = { ...written, ...(wishes.precision && { precision: wishes.precision }) };
  const told = narrowing(head.columns, isTold(milestonesTold(head, wishes.milestones)));
  precisionRules(head.precision, head);
  const summary = new Summary(told.columns);
  const sums = wishes.chart === undefined ? [] : paidUnder(wishes.chart, head).map((paid) => new RunningSums(paid));
  const finders = wishes.picks.map((pick) => new Finder(head, pick));
  return {
    takers: [
      (columns) => summary.add(told.of(columns)),
      ...sums.map((one) => one.add.bind(one)),
      ...finders.map((one) => one.add.bind(one)),
    ],
    survey: () => ({
      head,
      summary: summary.result(),
      charts: sums.flatMap((one) => one.chart() ?? []),
      ...(finders.length > 0 && { found: finders.map((one) => one.found()) }),
    }),
  };
}

/** The states that are told: those that the run told, and those that are named. */
function milestonesTold(head: SurveyHead, texts: readonly string[]): readonly string[] {
  const kept = milestonesIn(head.columns);
  const named = texts.flatMap((text) => {
    if (text === "all") return kept;
    const found = milestonesAmong(kept, text);
    if (found.length === 1) return found;
    if (found.length > 1) throw new CommandError(`\`--milestones ${text}\` may be any of ${found.join(", ")}`);
    const [hint = "`--milestones all` takes in all"] = didYouMean(text, kept);
    throw new CommandError(`\`--milestones\` names \`${text}\`, and there is no such state in the file\n(${hint})`);
  });
  return [...(head.told ?? kept), ...named];
}

/** Finds one path. */
class Finder {
  readonly #pick: Pick;
  readonly #asked: FoundPath["asked"];
  readonly #column: ReturnType<typeof narrowing>;
  readonly #picker = new Picker();

  constructor(head: SurveyHead, pick: Pick) {
    this.#pick = pick;
    this.#asked = head.columns[measureColumn(pick.measure, head, "--path")] as FoundPath["asked"];
    if (columnType(this.#asked.kind) === "text") throw new CommandError(`\`--path ${pick.text}\`: a text has no rank`);
    this.#column = narrowing(head.columns, (column) => column === this.#asked);
  }

  add(columns: Parameters<Picker["add"]>[0]): void {
    this.#picker.add(this.#column.of(columns));
  }

  found(): FoundPath {
    const found = this.#picker.found(this.#pick);
    if (found) return { ...found, pick: this.#pick, asked: this.#asked };
    throw new CommandError(`\`${this.#pick.measure}\` has no value on any of the paths`, EXIT.model);
  }
}
