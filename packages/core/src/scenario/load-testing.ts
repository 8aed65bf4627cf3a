/** For tests: a scenario from its text, and its problems on one line each. */
import type { Problem } from "../problem.ts";
import { utf8 } from "../source/read-testing.ts";
import { type Loaded, loadScenario } from "./load.ts";
import type { Model } from "./model.ts";

/** The head that most scenarios of tests share. */
export const HEAD = "steppe: 1\nperiod: 2010-01-01 .. 2010-12-31\ncurrency: USD\nparties: [a, b]\n";

/** A scenario of one text, without the machines that come with steppe; `over` are files laid over it. */
export function loadText(text: string, over: readonly string[] = [], scenario = "t.yaml"): Loaded {
  const layers = over.map((one, index) => [`over-${index}.yaml`, one] as const);
  const files = new Map([["t.yaml", text], ...layers]);
  const read = (path: string) => {
    const found = files.get(path);
    return found === undefined ? ({ error: "missing" } as const) : { bytes: utf8(found) };
  };
  return loadScenario({ scenario, over: layers.map(([name]) => name) }, read, new Map());
}

/** The Model of a text that must be sound. */
export function modelOf(text: string, over: readonly string[] = []): Model {
  const loaded = loadText(text, over);
  if (loaded.ok) return loaded.model;
  throw new Error(loaded.problems.map(problemLine).join("\n"));
}

/** "6:12 unknown-kind `cash` is not a kind": warnings have a `?` before the code. */
export function problemLine({ place, code, severity, message }: Problem): string {
  return `${place ? `${place.line}:${place.column}` : "-"} ${severity === "error" ? "" : "?"}${code} ${message}`;
}

/** The problems of a text, in order. Assumptions without a source are left aside, as most tests have some. */
export function problemsOf(text: string): readonly string[] {
  return loadText(text)
    .problems.filter(({ code }) => code !== "uncited-assumption")
    .map(problemLine);
}
