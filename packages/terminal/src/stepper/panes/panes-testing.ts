/** Panes of shipped scenarios at named places, as text. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  centralUniforms,
  compileQuestion,
  type FileRead,
  loadScenario,
  pathUniforms,
  type ScenarioRequest,
} from "@steppe/core";
import { MACHINES } from "@steppe/core/machines/index.ts";
import { type Act, beginWalk, type Ground, perform, type Walk } from "@steppe/walk";
import { textOf } from "./fit.ts";
import type { Content, Line, View } from "./pane.ts";

const ROOT = join(import.meta.dirname, "../../../../..");

/** A file of the repository, `baikonur.yaml` and `baikonur.yaml@uncertain` being among the scenarios. */
export function groundOf(scenario: string, path?: number): Ground {
  const name = scenario.includes("/") ? scenario : `scenarios/${scenario}`;
  const read =
    (overlay: string) =>
    (file: string): FileRead => {
      if (file === "fork.yaml") return { bytes: new TextEncoder().encode(overlay) };
      try {
        return { bytes: readFileSync(join(ROOT, file)) };
      } catch {
        return { error: "missing" };
      }
    };
  return {
    name: scenario,
    chance: () => (path === undefined ? centralUniforms : pathUniforms("steppe", path)),
    load: (overlay) => {
      const request: ScenarioRequest = { scenario: name, over: overlay === "" ? [] : ["fork.yaml"] };
      return loadScenario(request, read(overlay), MACHINES);
    },
    ask: (model, question, kind) => compileQuestion(model, question, MACHINES, kind),
  };
}

/** A scenario that is written in a test. */
export function writtenGround(text: string, path?: number): Ground {
  const encoder = new TextEncoder();
  return {
    ...groundOf("a.yaml", path),
    load: (overlay) => {
      const files = new Map([
        ["a.yaml", text],
        ["fork.yaml", overlay],
      ]);
      const read = (file: string): FileRead => {
        const found = files.get(file);
        return found === undefined ? { error: "missing" } : { bytes: encoder.encode(found) };
      };
      return loadScenario({ scenario: "a.yaml", over: overlay === "" ? [] : ["fork.yaml"] }, read, MACHINES);
    },
  };
}

/** A walk, so many acts on. Asserts that none is refused. */
export function walked(ground: Ground, ...acts: readonly Act[]): Walk {
  const begun = beginWalk(ground);
  if (!begun.ok) throw new Error(begun.problems.map(({ message }) => message).join("; "));
  return going(begun.walk, ...acts);
}

export function going(walk: Walk, ...acts: readonly Act[]): Walk {
  return acts.reduce((at, act) => {
    const done = perform(at, act);
    if (!done.ok) throw new Error(`${act.do}: ${done.problems.map(({ message }) => message).join("; ")}`);
    return done.walk;
  }, walk);
}

export const viewOf = (walk: Walk, more: Partial<View> = {}): View => ({ walk, filter: "", unicode: true, ...more });

export const textsOf = (lines: readonly Line[]): readonly string[] => lines.map(textOf);

/** Every line of a pane; of a list, rows from one to another. */
export function paneTexts(
  content: Content,
  columns: number,
  from = 0,
  to = Number.POSITIVE_INFINITY,
): readonly string[] {
  if (content.kind === "text") return textsOf(content.lines(columns)).slice(from, to);
  const rows: string[] = [];
  for (let i = Math.max(0, from); i < Math.min(content.count, to); i++) rows.push(textOf(content.row(i).line(columns)));
  return rows;
}
