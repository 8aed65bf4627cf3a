/** A branch: one future, and the changes that make it another than the one it was forked from. */
import { createWorld, type Loaded, type Model, type Problem, type Uniforms } from "@steppe/core";
import type { Change } from "./change.ts";
import { History } from "./history.ts";
import { overlayText } from "./overlay.ts";

/** Where a walk begins: a scenario, and the luck of one path. */
export interface Base {
  /** The scenario as the user named it. */
  readonly name: string;
  /** The scenario with an overlay laid over everything else; "" for none. */
  readonly load: (overlay: string) => Loaded;
  readonly chance: (model: Model) => Uniforms;
}

export interface Branch {
  readonly name: string;
  /** The branch it was forked from, and after how many of its steps; absent for the first. */
  readonly parent?: { readonly branch: string; readonly step: number };
  /** All that makes it another than the first, in the order it was done. */
  readonly changes: readonly Change[];
  /** The texts of the files it came from, by the name that places use. */
  readonly files: ReadonlyMap<string, string>;
  readonly model: Model;
  readonly history: History;
}

/** The name of the branch that a walk begins with. */
export const FIRST_BRANCH = "base";

export type Made =
  | { readonly ok: true; readonly branch: Branch }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly files: ReadonlyMap<string, string> };

/** The branch a walk begins with; or the problems of its scenario. */
export function firstBranch(base: Base): Made {
  return make(base, "", { name: FIRST_BRANCH, changes: [] });
}

/** A branch of another, with one change more (or none). Refuses what the scenario with it refuses. */
export function forked(base: Base, first: Branch, parent: Branch, step: number, name: string, change?: Change): Made {
  const changes = change ? [...parent.changes, change] : parent.changes;
  const about = { name, parent: { branch: parent.name, step }, changes };
  return make(base, overlayText(first.model, changes), about);
}

function make(base: Base, overlay: string, about: Pick<Branch, "name" | "parent" | "changes">): Made {
  const loaded = base.load(overlay);
  const { files } = loaded;
  if (!loaded.ok) {
    const problems = loaded.problems.filter(({ severity }) => severity === "error");
    return { ok: false, problems, files };
  }
  const { model } = loaded;
  return { ok: true, branch: { ...about, files, model, history: new History(createWorld(model, base.chance(model))) } };
}
