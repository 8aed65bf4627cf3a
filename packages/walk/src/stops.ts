/** Stops: where a walk halts. What other tools call breakpoints. */
import {
  answerOn,
  type Exact,
  type Expression,
  exact,
  type Model,
  type Problem,
  type Result,
  type World,
} from "@steppe/core";

export type Stop = { readonly text: string } & (
  | { readonly kind: "state"; readonly actor: string; readonly state: string }
  /** Of any actor, where none is named. */
  | { readonly kind: "event"; readonly actor?: string; readonly event: string }
  /** A posting of more than an amount, of that amount's currency. */
  | { readonly kind: "posting"; readonly above: Expression; readonly category?: string }
  /** An expression comes to hold that did not hold a step before. */
  | { readonly kind: "when"; readonly test: Expression }
);

type Ask = (model: Model, text: string, kind: "boolean" | "money") => Result<Expression>;

/**
 * A stop from its text: `lease.ended` (a state entered), `launches.crash` or `crash` (an event), `over 10 million USD`,
 * `over 10 million USD for rent` (a posting), `when paid(rent) > 1 billion USD`.
 */
export function stopOf(text: string, model: Model, ask: Ask): Result<Stop> {
  const when = /^when\s+(.+)$/s.exec(text);
  if (when) {
    const test = ask(model, when[1] as string, "boolean");
    return test.ok ? found({ text, kind: "when", test: test.value }) : test;
  }
  const over = /^over\s+(.+?)(?:\s+for\s+(\S+))?$/s.exec(text);
  if (over) return postingStop(text, over[1] as string, over[2], model, ask);
  const dot = text.indexOf(".");
  const [actor, name] = dot === -1 ? [undefined, text] : [text.slice(0, dot), text.slice(dot + 1)];
  if (actor !== undefined && stateOf(model, actor, name)) return found({ text, kind: "state", actor, state: name });
  const charts = actor === undefined ? [...model.charts.values()] : chartsOf(model, actor);
  if (charts.some(({ events, heard }) => events.has(name) || heard.has(name)))
    return found({ text, kind: "event", ...(actor !== undefined && { actor }), event: name });
  return refused(text);
}

function postingStop(text: string, amount: string, category: string | undefined, model: Model, ask: Ask): Result<Stop> {
  const above = ask(model, amount, "money");
  if (!above.ok) return above;
  if (category !== undefined && !model.categories.includes(category)) {
    const message = `nothing is paid for \`${category}\``;
    return failed({
      code: "no-such-stop",
      severity: "error",
      message,
      notes: [model.categories.length === 0 ? "nothing is paid here" : `categories: ${named(model.categories)}`],
    });
  }
  return found({ text, kind: "posting", above: above.value, ...(category !== undefined && { category }) });
}

const found = (value: Stop): Result<Stop> => ({ ok: true, value, problems: [] });
const failed = (problem: Problem): Result<Stop> => ({ ok: false, problems: [problem] });
const named = (names: readonly string[]): string => names.map((one) => `\`${one}\``).join(", ");

function refused(text: string): Result<Stop> {
  return failed({
    code: "no-such-stop",
    severity: "error",
    message: `\`${text}\` is no state and no event of this scenario`,
    help: [
      "a stop is a state (`lease.ended`), an event (`launches.crash`), a posting (`over 10 million USD for rent`) or an expression (`when paid(rent) > 1 billion USD`)",
    ],
  });
}

/** The charts of an actor of the file, of those opened into a group, or of one that may be opened into it. */
function chartsOf(model: Model, name: string) {
  const index = model.actorIndex.get(name);
  const group = model.groups.has(name)
    ? name
    : name
        .split("/")
        .slice(1, -1)
        .find((part) => model.groups.has(part));
  const machine = index === undefined && group !== undefined ? model.groups.get(group) : undefined;
  if (index !== undefined) {
    const chart = model.charts.get(model.actors[index]?.chart ?? "");
    return chart ? [chart] : [];
  }
  return machine === undefined ? [] : [...model.charts.values()].filter((chart) => chart.machine === machine);
}

/** The path of a state named whole or by its last part. */
function stateOf(model: Model, actor: string, state: string): string | undefined {
  const paths = chartsOf(model, actor).flatMap(({ states }) => [...states.keys()]);
  return paths.find((path) => path === state) ?? paths.find((path) => path.endsWith(`.${state}`));
}

/** Whether the step that led from one World to the next is one to stop at. */
export function isStop(stop: Stop, before: World, after: World): boolean {
  const step = after.trace.last;
  if (!step || after.trace.length === before.trace.length) return false;
  switch (stop.kind) {
    case "event":
      return step.event === stop.event && (stop.actor === undefined || isOf(step.actor, stop.actor, after));
    case "state":
      return isOf(step.actor, stop.actor, after) && entered(step, stop.state);
    case "posting": {
      const answer = answerOn(after, stop.above, after.today);
      if (!("value" in answer) || stop.above.kind.type !== "money") return false;
      const above = answer.value as Exact;
      const { currency } = stop.above.kind;
      return step.effects.some((effect) => {
        const posting = effect.did === "posting" ? after.journal.postings.at(effect.posting) : undefined;
        if (!posting || posting.currency !== currency) return false;
        return (
          (stop.category === undefined || posting.category === stop.category) && above.compare(exact(posting.minor)) < 0
        );
      });
    }
    case "when":
      return holds(after, stop.test) && !holds(before, stop.test);
  }
}

/** Whether an expression holds in a World as it stands; one that has no value there does not. */
export function holds(world: World, test: Expression): boolean {
  const answer = answerOn(world, test, world.today);
  return "value" in answer && answer.value === true;
}

function isOf(actor: string, name: string, world: World): boolean {
  if (actor === name) return true;
  const index = world.opened.get(actor);
  return index !== undefined && world.actors.get(index)?.opened?.group === name;
}

/** Whether a step led into a state that its actor was not in. */
function entered(step: { readonly before: string; readonly after: string }, state: string): boolean {
  const isIn = (leaves: string): boolean => leaves.split("+").some((leaf) => `.${leaf}.`.includes(`.${state}.`));
  return isIn(step.after) && !isIn(step.before);
}
