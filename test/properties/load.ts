/** Loading scenario text in tests. */
import { loadScenario, type Model } from "@steppe/core";
import { MACHINES } from "@steppe/core/machines/index.ts";

/** The Model of one file's text; throws with every problem when it has errors. */
export function modelOf(text: string, over: readonly string[] = []): Model {
  const files = new Map([["test.yaml", text], ...over.map((one, index) => [`over-${index}.yaml`, one] as const)]);
  const loaded = loadScenario(
    { scenario: "test.yaml", over: over.map((_one, index) => `over-${index}.yaml`) },
    (path) => {
      const found = files.get(path);
      return found === undefined ? { error: "missing" } : { bytes: new TextEncoder().encode(found) };
    },
    MACHINES,
  );
  if (loaded.ok) return loaded.model;
  throw new Error(
    loaded.problems.map((one) => `${one.place?.line}:${one.place?.column} ${one.code} ${one.message}`).join("\n"),
  );
}
