/** A branch as a scenario file: it runs, compares and tests like any other. */
import { readFileSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { type Problem, type ScenarioRequest, splitScenario } from "@steppe/core";
import { branchOf, FIRST_BRANCH, overlayText } from "@steppe/walk";
import type { Session } from "../session.ts";
import { shellWord } from "../views/shell-word.ts";
import { absolutePath } from "./log-file.ts";
import type { Walked } from "./session.ts";
import { chanceWords, scenarioWords, shellCommand } from "./shell.ts";

export interface SaveWish {
  readonly file: string;
  /** The branch that is stood in, where none is named. */
  readonly branch?: string;
  /** Over whatever the file held. */
  readonly force: boolean;
}

export type Saved =
  | {
      readonly ok: true;
      readonly branch: string;
      /** The command that runs it. */
      readonly run: string;
    }
  | { readonly ok: false; readonly problem: Problem };

/**
 * Writes a branch as an overlay. Of a walk that began with a bare FILE, a file in FILE's folder or above it extends it
 * and runs by itself; any other is laid over what the walk began with. Refuses a branch without a change, and a file
 * that holds something else.
 */
export function saveBranch({ io }: Session, walked: Walked, { file, branch: name, force }: SaveWish): Saved {
  const { walk, request, chance } = walked;
  if (name !== undefined && !walk.branches.has(name)) return failed("no-such-branch", `there is no branch \`${name}\``);
  const branch = branchOf(walk, name);
  const { model } = branchOf(walk, FIRST_BRANCH);
  if (branch.changes.length === 0) {
    return failed("nothing-to-save", `nothing is changed in the branch \`${branch.name}\``, [
      "change something first: `help` lists what changes a future",
    ]);
  }
  const path = absolutePath(io.cwd, file);
  const extended = extendedFrom(path, request, io.cwd);
  const luck = chanceWords(chance);
  const runs =
    extended === undefined
      ? ["steppe run", ...scenarioWords({ ...request, over: [...(request.over ?? []), file] }), ...luck]
      : ["steppe run", shellWord(file), ...luck];
  const run = runs.join(" ");
  const text = overlayText(model, branch.changes, {
    comment: [
      `A fork of ${request.scenario}, made while stepping through it:`,
      `  ${shellCommand(walked)}`,
      "Run by",
      `  ${run}`,
    ],
    ...(extended !== undefined && { extends: extended }),
    title: `${model.title}: ${branch.name}`,
  });
  const refusal = write(path, file, text, force);
  return refusal ?? { ok: true, branch: branch.name, run };
}

const failed = (code: string, message: string, help: readonly string[] = []): Saved & { ok: false } => ({
  ok: false,
  problem: { code, severity: "error", message, ...(help.length > 0 && { help }) },
});

/** The scenario's file as one in the folder of `path` names it; undefined where it cannot, or where more was laid over it. */
function extendedFrom(path: string, request: ScenarioRequest, cwd: string): string | undefined {
  const { file, variants } = splitScenario(request.scenario);
  const laid = [...variants, ...(request.variants ?? []), ...(request.over ?? []), ...(request.set ?? [])];
  if (laid.length > 0) return undefined;
  try {
    const way = relative(realpathSync(dirname(path)), realpathSync(resolve(cwd, file)));
    return way.startsWith("..") || way === "" ? undefined : way.split(sep).join("/");
  } catch {
    // There is no such folder: writing will say so.
    return undefined;
  }
}

function write(path: string, file: string, text: string, force: boolean): (Saved & { ok: false }) | undefined {
  try {
    writeFileSync(path, text, { flag: force ? "w" : "wx" });
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EEXIST") return failed("not-saved", `\`${file}\` cannot be written: ${code}`);
  }
  if (readFileSync(path, "utf8") === text) return undefined;
  return failed("file-there", `\`${file}\` is there already, and holds something else`, [
    `\`save! ${file}\` writes over it; another name leaves it alone`,
  ]);
}
