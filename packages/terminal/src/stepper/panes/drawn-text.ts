/** A draw of a step in words: its site, the distribution, u, and what came of it. */
import {
  actorNamed,
  type Draw,
  type Environment,
  type Expression,
  ModelError,
  type Step,
  visit,
  type World,
} from "@steppe/core";
import { attempt } from "@steppe/core/measure/asked.ts";
import { formulaText } from "@steppe/core/measure/formula.ts";
import { usesIn } from "@steppe/core/scenario/uses.ts";
import { evaluate } from "@steppe/core/world/evaluate.ts";
import { actorValue, inputOf, scenarioEnvironment } from "@steppe/core/world/reading.ts";
import type { Branch } from "@steppe/walk";
import { oneLine } from "../../views/text.ts";
import { shownRoughly } from "../../views/values.ts";

type DrawNode = Extract<Expression, { readonly node: "draw" }>;

/** "draws flying/crash: chance(2 %) = no (u = 0.31, number 4)". */
export function drawnText(branch: Branch, step: Step, draw: Step["draws"][number]): string {
  const { site, n, u } = draw;
  const luck = `u = ${u}, number ${n + 1}`;
  const node = drawNode(branch, step, site);
  if (!node) return `draws ${oneLine(site)}: ${luck}`;
  const before = branch.history.world(step.n);
  const answer = attempt(() => evaluate(node, environmentOf(before, step, draw)));
  const value = "value" in answer ? ` = ${shownRoughly(node.kind, answer.value)}` : "";
  return `draws ${oneLine(site)}: ${oneLine(formulaText(node))}${value} (${luck})`;
}

const nodes = new WeakMap<Branch, Map<string, DrawNode | undefined>>();

function drawNode(branch: Branch, step: Step, site: string): DrawNode | undefined {
  const { history, model } = branch;
  const actor = actorNamed(history.newest, step.actor);
  const owner = step.origin.from === "timeline" ? `timeline.${step.origin.entry}` : "";
  let known = nodes.get(branch);
  if (!known) {
    known = new Map();
    nodes.set(branch, known);
  }
  const key = `${actor?.chart.key ?? ""}\n${owner}\n${site}`;
  if (known.has(key)) return known.get(key);
  let found: DrawNode | undefined;
  for (const { by, chart, expression } of usesIn(model)) {
    if (chart ? chart !== actor?.chart : by !== owner) continue;
    visit(expression, (part) => {
      if (part.node === "draw" && (part.draw as Draw).site === site) found = part;
    });
    if (found) break;
  }
  known.set(key, found);
  return found;
}

/**
 * What the parameters of a draw may read, as it was before the step. What the step itself set before it drew is refused:
 * no value is shown then, rather than a wrong one.
 */
function environmentOf(before: World, step: Step, { u }: Step["draws"][number]): Environment {
  const scenario = scenarioEnvironment({ ...before, today: step.date });
  const actor = actorNamed(before, step.actor);
  if (!actor) return { ...scenario, draw: () => u };
  const set = new Set(step.effects.flatMap((effect) => (effect.did === "set" ? [effect.name] : [])));
  const fields = new Map(step.fields.map(({ name, value }) => [name, value]));
  const own: Environment = {
    ...scenario,
    draw: () => u,
    variable: (name) => {
      if (set.has(name)) throw changed(name);
      return actorValue(before, actor, name);
    },
    input: (name) => inputOf(before, actor, name, scenario),
    field: (name) => {
      const given = fields.get(name);
      if (given === undefined) throw changed(name);
      return given;
    },
    sender: () => step.sender,
  };
  return own;
}

const changed = (name: string): ModelError =>
  new ModelError({ code: "unknown-name", severity: "error", message: `\`${name}\` is not known before the step` });
