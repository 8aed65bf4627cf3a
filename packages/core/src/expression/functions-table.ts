/** The table of functions as Markdown, for docs/expressions.md. */
import { FUNCTIONS, type FunctionEntry, type FunctionGroup } from "./functions.ts";

const TITLES: Readonly<Record<FunctionGroup, string>> = {
  choice: "Choosing",
  numbers: "Numbers",
  dates: "Dates and durations",
  money: "Money over time",
  states: "States",
  ledger: "Sums over the ledger",
  draws: "Chance",
};

/** One section for each group, one row for each function, each with its examples. */
export function functionTable(): string {
  const groups = [...new Set(FUNCTIONS.map((entry) => entry.group))];
  return groups.map((group) => section(group)).join("\n\n");
}

function section(group: FunctionGroup): string {
  const entries = FUNCTIONS.filter((entry) => entry.group === group);
  const head = [`### ${TITLES[group]}`, "", "| function | what it is |", "| --- | --- |"];
  return [...head, ...entries.map(row), "", "```expression", ...entries.flatMap(examples), "```"].join("\n");
}

const row = ({ signature, doc }: FunctionEntry): string => `| \`${signature}\` | ${doc.replaceAll("|", "\\|")} |`;

const examples = (entry: FunctionEntry): string[] =>
  entry.examples.map(({ text, result }) => `${text}  # => ${result}`);
