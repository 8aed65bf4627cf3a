/** Where a walk begins: the files of a scenario, read once, with the changes of a fork laid over all of them. */
import { compileQuestion, type FileRead, type Loaded, loadScenario, type ScenarioRequest } from "@steppe/core";
import { MACHINES } from "@steppe/core/machines/index.ts";
import type { Ground } from "@steppe/walk";
import { type PathOptions, uniformsOf } from "../commands/sampling.ts";
import type { Session } from "../session.ts";

/** The name that places in the changes of a fork carry. */
export const CHANGES_FILE = "(changes)";

/**
 * The ground of a scenario under one luck. A file is read once: what changes on disk meanwhile changes no fork of this
 * walk.
 */
export function groundOf(session: Session, request: ScenarioRequest, chance: PathOptions): Ground {
  const read = onceRead(session.readerFor(request));
  const encoder = new TextEncoder();
  let bare: Loaded | undefined;
  const load = (overlay: string): Loaded => {
    if (overlay === "") {
      bare ??= loadScenario(request, read, MACHINES);
      return bare;
    }
    const withChanges = { ...request, over: [...(request.over ?? []), CHANGES_FILE] };
    const reader = (path: string): FileRead =>
      path === CHANGES_FILE ? { bytes: encoder.encode(overlay) } : read(path);
    return loadScenario(withChanges, reader, MACHINES);
  };
  return {
    name: request.scenario,
    load,
    chance: (model) => uniformsOf(chance, model),
    ask: (model, text, kind) => compileQuestion(model, text, MACHINES, kind),
  };
}

function onceRead(read: (path: string) => FileRead): (path: string) => FileRead {
  const files = new Map<string, FileRead>();
  return (path) => {
    let found = files.get(path);
    if (!found) {
      found = read(path);
      files.set(path, found);
    }
    return found;
  };
}
