/** The document of `steppe compare --json`: docs/json.md says what each part means. */
import { type Comparison, moneyText, paidByYear } from "@steppe/core";
import type { Luck } from "./chance.ts";
import { jsonHead, jsonLuck } from "./json-run.ts";
import { jsonDifference, jsonParting, jsonProblem, jsonText, jsonValue } from "./json-values.ts";

export interface JsonCompareOptions extends Luck {
  readonly version: string;
  readonly byYear: boolean;
  /** Of each scenario, what was laid over it: "--set rent=…". */
  readonly layers: readonly (readonly string[])[];
}

/** `inputs` are the hashes of the scenarios, in their order. */
export function renderCompareJson(
  { outcomes, measures, partings }: Comparison,
  inputs: readonly string[],
  { version, byYear, layers, ...luck }: JsonCompareOptions,
): string {
  return jsonText({
    schema: "steppe.compare/1",
    engine: version,
    ...jsonLuck(luck),
    scenarios: outcomes.map((outcome, index) => ({
      ...jsonHead(outcome, inputs[index] ?? ""),
      with: layers[index] ?? [],
      expectations_failed: outcome.expectations.filter(({ holds }) => !holds).map(({ expectation }) => expectation.id),
      problem: outcome.problem ? jsonProblem(outcome.problem) : null,
      parts_from_first: index === 0 ? null : jsonParting(partings[index - 1]),
    })),
    measures: measures.map(({ name, title, cells }) => ({
      name,
      ...(title !== undefined && { title }),
      cells: cells.map((cell) =>
        cell
          ? {
              ...jsonValue(cell.kind, cell.value),
              ...(cell.difference !== undefined && { difference: jsonDifference(cell.kind, cell.difference) }),
            }
          : null,
      ),
    })),
    ...(byYear && {
      by_year: paidByYear(outcomes).map(({ year, category, currency, paid }) => ({
        year,
        category,
        currency,
        paid: paid.map((minor) => moneyText(minor, currency)),
      })),
    }),
  });
}
