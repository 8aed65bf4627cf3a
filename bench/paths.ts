/** Many paths of scenarios/baikonur.yaml@uncertain: how many a second, by the engine alone and by the whole command. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { loadScenario } from "@steppe/core";
import { MACHINES } from "@steppe/core/machines/index.ts";
import { askedOf, worldEngine } from "@steppe/kernel";

const ROOT = new URL("..", import.meta.url).pathname;
const SCENARIO = "scenarios/baikonur.yaml@uncertain";
const PATHS = 1000;

type Row = (what: string, value: string) => void;

const perSecond = (paths: number, work: () => void): string => {
  const begun = process.hrtime.bigint();
  work();
  return `${(paths / (Number(process.hrtime.bigint() - begun) / 1e9)).toFixed(0)} a second`;
};

/** Adds its rows; the first range only warms the engine up. */
export function paths(row: Row): void {
  const loaded = loadScenario({ scenario: `${ROOT}${SCENARIO}` }, (path) => ({ bytes: readFileSync(path) }), MACHINES);
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join("; "));
  const engine = worldEngine({ model: loaded.model, seed: "bench", asked: askedOf(loaded.model) });
  engine.run(0, 200);
  row(
    `paths of ${SCENARIO}`,
    perSecond(PATHS, () => engine.run(200, PATHS)),
  );
  for (const workers of ["1", "2"]) {
    const args = ["run", SCENARIO, "--paths", String(PATHS), "--workers", workers];
    const ran = (): void => {
      const { status } = spawnSync(`${ROOT}steppe`, args, { cwd: ROOT, stdio: "ignore" });
      if (status !== 0) throw new Error(`steppe ${args.join(" ")} ended with ${status}`);
    };
    row(`  ${PATHS} by the whole command, --workers ${workers}`, perSecond(PATHS, ran));
  }
}
