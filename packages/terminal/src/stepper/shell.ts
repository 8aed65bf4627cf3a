/** The shell command that leads to a point of a walk: what `Y` copies, and `shell` prints. */
import type { ScenarioRequest } from "@steppe/core";
import { type Act, FIRST_BRANCH, isMaking, isRemark, type Position, wordsOf } from "@steppe/walk";
import type { PathOptions } from "../commands/sampling.ts";
import { DEFAULT_SEED } from "../seed.ts";
import { shellWord } from "../views/shell-word.ts";
import type { Done, Walked } from "./session.ts";

/** `steppe step FILE … --do '…'`: the same branches, marks and stops, standing at the same point. */
export function shellCommand({ request, chance, done }: Omit<Walked, "walk">): string {
  const acts = shortest(done).flatMap((act) => ["--do", shellWord(wordsOf(act))]);
  return ["steppe step", ...scenarioWords(request), ...chanceWords(chance), ...acts].join(" ");
}

/** A scenario with all that is laid over it, as words of a command line. */
export function scenarioWords({ scenario, variants = [], over = [], set = [] }: ScenarioRequest): readonly string[] {
  return [
    shellWord(scenario),
    ...variants.flatMap((name) => ["--variant", shellWord(name)]),
    ...over.flatMap((file) => ["--over", shellWord(file)]),
    ...set.flatMap((text) => ["--set", shellWord(text)]),
  ];
}

/** Which path of which seed; nothing for the central path of the usual seed. */
export function chanceWords({ path, seed, sampling, paths }: PathOptions): readonly string[] {
  return [
    ...(path === undefined ? [] : ["--path", String(path)]),
    ...(seed === DEFAULT_SEED ? [] : ["--seed", shellWord(seed)]),
    ...(sampling === undefined ? [] : ["--sampling", sampling]),
    ...(paths === undefined ? [] : ["--paths", String(paths)]),
  ];
}

const isMove = (act: Act | undefined): boolean => act !== undefined && !isMaking(act) && !isRemark(act);

/** Acts that lead to the same walk: of moves one after the other, only where they led, where that is known. */
function shortest(done: readonly Done[]): readonly Act[] {
  const acts: Act[] = [];
  let at: Position | undefined = { branch: FIRST_BRANCH, step: 0 };
  let moves: Act[] = [];
  for (const [index, { act, at: to }] of done.entries()) {
    if (isMove(act)) moves.push(act);
    else acts.push(act);
    if (isMove(act) && isMove(done[index + 1]?.act)) continue;
    if (isMove(act)) acts.push(...(at && to ? movesTo(at, to) : moves));
    moves = [];
    at = to;
  }
  return acts;
}

function movesTo(from: Position, to: Position): readonly Act[] {
  const { branch, step, microstep, date } = to;
  const here = from.branch === branch && from.step === step && from.date === undefined;
  if (from.branch === branch && from.step === step && from.microstep === microstep && from.date === date) return [];
  return [
    ...(from.branch === branch ? [] : [{ do: "switch", branch } as const]),
    ...(date === undefined
      ? here && from.microstep === undefined
        ? []
        : [{ do: "to-step", step } as const]
      : [{ do: "to-date", date } as const]),
    ...(microstep === undefined ? [] : [{ do: "microstep", count: microstep } as const]),
  ];
}
