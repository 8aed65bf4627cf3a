/** Paths that were looked for among many: the value of each, how sure it is, and the command that shows it. */
import { groupThousands } from "@steppe/core";
import { NEVER_DAY } from "@steppe/kernel";
import type { FoundPath, Survey } from "../paths/survey.ts";
import { pathCommand } from "./open-path.ts";
import { keyExact, scaleOf } from "./scale.ts";
import { footLines, headLines } from "./survey.ts";
import { oneLine, type Page, section, wrap } from "./text.ts";

export function renderFound(survey: Survey, page: Page): string {
  return [
    ...headLines(survey, page),
    ...section(page, "Found", survey.found?.flatMap((one) => foundLines(one, survey, page)) ?? []),
    "",
    ...footLines(survey, page),
  ].join("\n");
}

function foundLines(found: FoundPath, { head }: Survey, page: Page): readonly string[] {
  const value = `${oneLine(found.pick.text)}  ${valueText(found)}`;
  const which = found.paths === 1 ? `path ${found.path}` : `path ${found.path}, the first of ${countText(found)}`;
  return [
    ...wrap(value, page.width - 2).map((line) => `  ${line}`),
    ...wrap(`on ${which}`, page.width - 4).map((line) => `    ${line}`),
    // Never broken: it is there to be copied.
    `    ${pathCommand(head, found.path)}`,
  ];
}

const countText = ({ paths, count }: FoundPath): string =>
  `${groupThousands(String(paths))} that have it, of ${groupThousands(String(count))} with a value`;

/** "49.17 million USD (30.08 .. 176.33)". */
function valueText({ asked: { kind }, pick, value, low, high }: FoundPath): string {
  const keys = [value, low, high].filter((key) => key !== undefined).map((key) => keyExact(key).abs());
  const scale = scaleOf(
    kind,
    keys.reduce((most, one) => (one.compare(most) > 0 ? one : most)),
  );
  const unit = scale.unit === "" ? "" : ` ${scale.unit}`;
  const show = (key: bigint | number | undefined): string => {
    if (key === undefined) return "–";
    if (kind.type === "date" && key === NEVER_DAY) return "never";
    return kind.type === "boolean" ? (key === 1 ? "yes" : "no") : scale.value(keyExact(key));
  };
  return `${show(value)}${value === NEVER_DAY ? "" : unit}${pick.rank === "quantile" ? ` (${show(low)} .. ${show(high)})` : ""}`;
}
