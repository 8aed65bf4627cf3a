/** Expectations: what an author says must always, never or at the end be so. */
import { ModelError } from "../problem.ts";
import { evaluate } from "./evaluate.ts";
import { scenarioEnvironment } from "./reading.ts";
import type { Violation, World } from "./world.ts";

/** The World with the expectations of its date asked, when a step was taken on it. Each is reported once. */
export function closeDay(world: World): World {
  if (world.stepsToday === 0) return world;
  return ask(world, ["always", "never"]);
}

/** The World with `at_end` asked. Asserts that it has ended. */
export function closeWorld(world: World): World {
  if (!world.ended) throw new Error("the end has not come");
  return ask(world, ["at_end"]);
}

function ask(world: World, when: readonly string[]): World {
  const broken = new Set(world.violations.map(({ expectation }) => expectation));
  const asked = world.model.expectations.filter((one) => when.includes(one.when) && !broken.has(one.id));
  if (asked.length === 0) return world;
  const environment = scenarioEnvironment(world);
  const found: Violation[] = [];
  for (const { id, when: kind, test } of asked) {
    try {
      const holds = evaluate(test, environment) as boolean;
      if (holds === (kind === "never"))
        found.push({ expectation: id, date: world.today, step: world.trace.length - 1 });
    } catch (error) {
      if (error instanceof ModelError) return { ...world, problem: error.problem };
      throw error;
    }
  }
  return found.length === 0 ? world : { ...world, violations: [...world.violations, ...found] };
}
