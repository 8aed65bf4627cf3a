/** The command that runs one path of a survey, for the shell of whoever reads it. */
import { dateText } from "@steppe/core";
import type { SurveyHead } from "../paths/survey.ts";
import { DEFAULT_SEED } from "../seed.ts";
import { shellWord } from "./shell-word.ts";

/** `steppe run FILE --path 7`, with all that the survey's paths depend on. */
export function pathCommand(head: SurveyHead, path: number): string {
  const { scenario, layers, seed, sampling, paths, until, end } = head;
  return [
    "steppe run",
    shellWord(scenario),
    ...layers.map(layerWords),
    `--path ${path}`,
    ...(seed === DEFAULT_SEED ? [] : [`--seed ${shellWord(seed)}`]),
    ...(sampling === "random" ? [] : [`--sampling ${sampling}`]),
    ...(sampling === "lhs" ? [`--paths ${paths}`] : []),
    ...(until < end ? [`--until ${dateText(until)}`] : []),
  ].join(" ");
}

/** "--set rent=9 USD" as it must be typed. */
function layerWords(layer: string): string {
  const space = layer.indexOf(" ");
  return `${layer.slice(0, space)} ${shellWord(layer.slice(space + 1))}`;
}
