/** What became of `--precision`: reached, or how far from it and how many paths would do. */
import { exact, fromDouble, groupThousands } from "@steppe/core";
import { type Precision, precisionsOf } from "../paths/precision.ts";
import type { Survey } from "../paths/survey.ts";
import { roundedUp } from "./leaning.ts";
import { keyExact, scaleOf } from "./scale.ts";
import { counted, oneLine } from "./text.ts";

/** One text where all were reached, else one for each. */
export function precisionTexts(survey: Survey): readonly string[] {
  const all = precisionsOf(survey);
  if (all.every(({ reached }) => reached)) return [`${all.map(({ text }) => oneLine(text)).join(", ")}: reached`];
  return all.map((one) => `${oneLine(one.text)}: ${one.reached ? "reached" : missedText(one, survey)}`);
}

/** "not reached with 250 paths: ± 12.4 %; about 39,000 paths would do". */
function missedText(precision: Precision, { summary }: Survey): string {
  const width = widthText(precision);
  const missed = `not reached with ${counted(summary.paths, "path")}`;
  return width === undefined ? missed : `${missed}: ± ${width}${enoughText(precision)}`;
}

/** Half the width that was reached, in the terms of what was asked: a share of the mean, or an amount. */
function widthText({ asked: { kind }, result, target, halfWidth, wanted }: Precision): string | undefined {
  if (halfWidth === undefined) return undefined;
  const half = fromDouble(halfWidth);
  if ("relative" in target && wanted !== undefined && wanted.n !== 0n) {
    const scale = scaleOf({ type: "share" }, exact(1));
    return `${scale.size(half.mul(target.relative).div(wanted))} ${scale.unit}`;
  }
  const greatest = "spread" in result && result.spread ? keyExact(result.spread.greatest.value) : exact(1);
  const scale = scaleOf(kind, greatest.abs());
  return `${scale.size(half)}${scale.unit === "" ? "" : ` ${scale.unit}`}`;
}

/** A seed has no more. */
const MOST = 2 ** 32;

function enoughText({ paths }: Precision): string {
  if (paths === undefined) return "";
  if (paths > MOST) return `; all ${groupThousands(String(MOST))} paths of the seed would not do`;
  return `; about ${counted(roundedUp(paths), "path")} would do`;
}
