/** `why` in lines: of a step, a posting, a state, a value or a measure, the chain of causes that led to it. */
import { type Actor, actorNamed, causesOf, didYouMean, explainPosting, type Step, type World } from "@steppe/core";
import { amountOf } from "@steppe/core/measure/amount.ts";
import { breakdownOf } from "@steppe/core/measure/breakdown.ts";
import { explainKey } from "@steppe/core/scenario/explain.ts";
import { stepAt, type Walk, type WhyOf, worldAt } from "@steppe/walk";
import { keyLines } from "../../views/explain-key.ts";
import { causeLines, postingLines } from "../../views/explain-posting.ts";
import { counted, oneLine, type Page } from "../../views/text.ts";
import { type Answered, answered, refusal } from "./answered.ts";

export function why(walk: Walk, of: WhyOf, page: Page): Answered {
  const world = worldAt(walk);
  switch (of.what) {
    case "here": {
      const step = stepAt(walk);
      return step ? causes(world, step.n, page) : answered(["before the first step there is nothing to ask why"]);
    }
    case "step":
      return causes(world, of.step, page);
    case "posting": {
      const found = explainPosting(world, of.posting - 1);
      const all = world.journal.postings.length;
      if (!found) {
        return refusal("no-such-posting", `there is no posting ${of.posting} yet: ${counted(all, "posting")} so far`);
      }
      const amount = amountOf(world, found.posting);
      return answered(postingLines({ ...found, all, ...(amount && { amount }) }, world, page));
    }
    case "assumption":
      if (!world.model.assumptions.has(of.assumption)) return noSuchName(world, of.assumption);
      return whyAssumption(world, of.assumption, page);
    case "name":
      return whyNamed(world, of.name, page);
  }
}

function causes(world: World, step: number, page: Page): Answered {
  const chain = causesOf(world, step);
  if (chain.length === 0) {
    return refusal("no-such-step", `there is no step ${step} yet: ${counted(world.trace.length, "step")} so far`);
  }
  return answered(chain.flatMap((cause) => causeLines(cause, world, page)));
}

/** An actor's state, a variable or an input of one, a measure, or an assumption: in this order. */
function whyNamed(world: World, name: string, page: Page): Answered {
  const { model } = world;
  const actor = actorNamed(world, name);
  if (actor)
    return since(
      world,
      lastStep(world, (step) => step.actor === name && step.before !== step.after),
      page,
      `${oneLine(name)} has not started`,
    );
  const measure = model.measures.find((one) => one.name === name);
  if (measure) return explained(world, name, page);
  if (model.assumptions.has(name)) return whyAssumption(world, name, page);
  const dot = name.lastIndexOf(".");
  const owner = dot > 0 ? actorNamed(world, name.slice(0, dot)) : undefined;
  if (owner) return whyOwn(world, owner, name.slice(dot + 1), page);
  return noSuchName(world, name);
}

function whyOwn(world: World, actor: Actor, name: string, page: Page): Answered {
  const { chart } = actor;
  if (chart.variables.has(name)) {
    const set = lastStep(
      world,
      (step) => step.actor === actor.name && step.effects.some((one) => one.did === "set" && one.name === name),
    );
    const began = lastStep(world, (step) => step.actor === actor.name && step.before === "");
    return since(world, set ?? began, page, `${oneLine(actor.name)} has not started`);
  }
  if (!chart.inputs.has(name)) {
    return refusal("no-such-name", `\`${actor.name}\` has no variable and no input \`${name}\``, {
      help: didYouMean(name, [...chart.variables.keys(), ...chart.inputs.keys()]),
    });
  }
  if (!actor.opened) return explained(world, `${actor.name}.${name}`, page);
  const began = lastStep(world, (step) => step.actor === actor.name && step.before === "");
  return since(world, began, page, `${oneLine(actor.name)} has not started`);
}

/** The step that changed it, if any did; then where its value comes from. */
function whyAssumption(world: World, name: string, page: Page): Answered {
  const step = lastStep(world, ({ effects }) => effects.some((one) => one.did === "assumed" && one.name === name));
  return step ? causes(world, step.n, page) : explained(world, name, page);
}

/** What `steppe explain` says, as of today. */
function explained(world: World, key: string, page: Page): Answered {
  const { model, today } = world;
  const found = explainKey(model, key);
  if (!found.ok) return noSuchName(world, key);
  const { measure } = found.value;
  const about = { where: "", until: today, world, ...(measure && { breakdown: breakdownOf(world, measure, today) }) };
  return answered(keyLines(found.value, about, model, page));
}

function since(world: World, step: Step | undefined, page: Page, otherwise: string): Answered {
  return step ? causes(world, step.n, page) : answered([otherwise]);
}

function lastStep(world: World, is: (step: Step) => boolean): Step | undefined {
  for (const step of world.trace.backwards()) if (is(step)) return step;
  return undefined;
}

function noSuchName(world: World, name: string): Answered {
  const { model } = world;
  const names = [
    ...model.actorIndex.keys(),
    ...world.opened.keys(),
    ...model.measures.map((one) => one.name),
    ...model.assumptions.keys(),
  ];
  return refusal("no-such-name", `there is no actor, measure or assumption \`${name}\` here`, {
    help: didYouMean(name, names),
  });
}
