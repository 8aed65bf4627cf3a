/** The timeline: what happens on known dates. */
import { checkText, constantValue, reads } from "../expression/index.ts";
import type { Expression } from "../expression/tree.ts";
import { didYouMean } from "../nearest.ts";
import type { Place } from "../problem.ts";
import type { Problems } from "../problems.ts";
import { DATE, dateText, type EpochDay, type Kind } from "../quantity/index.ts";
import { entriesOf, get, headPlace, itemsOf, leafText, type Tree } from "../source/tree.ts";
import type { Assignment, Declared } from "../statechart/chart.ts";
import { byName } from "../statechart/context.ts";
import { type PlaceInMachine, scenarioScope } from "../statechart/scope.ts";
import { compileFooting } from "./compile-footing.ts";
import { compileKnown } from "./compile-known.ts";
import type { TimelineEntry } from "./model.ts";
import type { ScenarioSurroundings } from "./surroundings.ts";

const DATE_REFUSES: PlaceInMachine["refuse"] = {
  today: "a date of the timeline is known before anything happens",
  ledger: "a date of the timeline is known before anything is paid",
  remote: "a date of the timeline is known before any actor starts",
  history: "a date of the timeline is known before anything happens",
  draw: "give the draw a name under `assume` and use the name here",
};

export interface TimelineContext {
  readonly around: ScenarioSurroundings;
  readonly problems: Problems;
  readonly period: { readonly start: EpochDay; readonly end: EpochDay };
  readonly assumptionKind: (name: string) => Kind | undefined;
  readonly assumptionNames: () => readonly string[];
}

export function compileTimeline(tree: Tree | undefined, context: TimelineContext): readonly TimelineEntry[] {
  const seen = new Map<string, Place>();
  return itemsOf(tree).flatMap((item, index) => {
    const written = leafText(get(item, "id"));
    const id = written ?? `timeline/${index + 1}`;
    const first = seen.get(id);
    if (first) {
      context.problems.error(
        "duplicate-id",
        get(item, "id")?.place ?? item.place,
        `two timeline entries have the id \`${id}\``,
        {
          label: "again",
          related: [{ place: first, label: "first here" }],
        },
      );
    }
    seen.set(id, get(item, "id")?.place ?? item.place);
    return compileEntry(id, item, context);
  });
}

function compileEntry(id: string, tree: Tree, context: TimelineContext): readonly TimelineEntry[] {
  const on = compileDate(id, tree, context);
  const changes = get(tree, "assume");
  const actor = get(tree, "actor");
  if (!changes && !actor) {
    context.problems.error("empty-entry", headPlace(tree), `timeline entry \`${id}\` does nothing`, {
      label: "does nothing",
      help: ["give it `actor` and `event`, or `assume`"],
    });
  }
  if (changes && actor) {
    context.problems.error(
      "two-in-one-entry",
      headPlace(actor),
      `timeline entry \`${id}\` both tells an actor and changes assumptions`,
      {
        label: "one or the other",
        help: ["write two entries of the same date"],
      },
    );
  }
  if (!on) return [];
  const after = countOf(get(tree, "after"), "`after`", context.problems);
  const doc = leafText(get(tree, "doc"));
  const base = {
    id,
    on,
    ...(after !== undefined && { after }),
    ...compileKnown(tree, context.problems),
    ...compileFooting(tree, context.around, context.problems),
    ...(doc !== undefined && { doc }),
    place: headPlace(tree),
  };
  if (changes) {
    const values = compileChanges(id, changes, context);
    checkDraws(tree, values, context);
    return [{ ...base, does: "assume", changes: values }];
  }
  const sent = actor && compileSend(id, tree, actor, context);
  if (sent) checkDraws(tree, sent.with, context);
  return sent ? [{ ...base, ...sent }] : [];
}

/** The luck of a draw belongs to its entry's id: the place in the list is none, since another entry may come before it. */
function checkDraws(
  tree: Tree,
  values: readonly { readonly value: Expression }[],
  { problems }: TimelineContext,
): void {
  if (get(tree, "id") || !values.some(({ value }) => reads(value).draws.length > 0)) return;
  problems.error("draw-without-id", headPlace(tree), "a timeline entry that draws needs an `id`", {
    label: "draws",
    help: ["add `id: …`: its luck then stays the same whatever is put before it"],
  });
}

function compileDate(id: string, tree: Tree, { around, problems, period }: TimelineContext): Expression | undefined {
  const dateTree = get(tree, "on");
  if (dateTree?.node !== "leaf") {
    problems.error("missing-date", headPlace(tree), `timeline entry \`${id}\` has no date`, {
      label: "needs `on`",
      help: ["add `on: 2004-01-01`"],
    });
    return undefined;
  }
  const on = problems.take(checkText(dateTree.source, scenarioScope(around, `${id}/on`, DATE_REFUSES), DATE));
  const constant = on && constantValue(on);
  if (!on || !constant || "problem" in constant) return on;
  const date = constant.value as EpochDay;
  if (date < period.start) {
    problems.error(
      "before-period",
      dateTree.place,
      `${dateText(date)} lies before the period, which begins on ${dateText(period.start)}`,
      {
        label: "before the first day",
      },
    );
  } else if (date > period.end) {
    problems.warning(
      "after-period",
      dateTree.place,
      `${dateText(date)} lies after the period, which ends on ${dateText(period.end)}: this never happens`,
      {
        label: "after the last day",
      },
    );
  }
  return on;
}

function compileChanges(
  id: string,
  tree: Tree,
  context: TimelineContext,
): (TimelineEntry & { does: "assume" })["changes"] {
  return byName(entriesOf(tree)).flatMap(([name, about]) => {
    const kind = context.assumptionKind(name);
    if (!kind) {
      context.problems.error("unknown-assumption", headPlace(about), `there is no assumption \`${name}\``, {
        label: "not under `assume`",
        help: didYouMean(name, context.assumptionNames()),
      });
      return [];
    }
    const leaf = about.node === "leaf" ? about : get(about, "value");
    if (leaf?.node !== "leaf") return [];
    const value = context.problems.take(checkText(leaf.source, scenarioScope(context.around, `${id}/${name}`), kind));
    return value ? [{ assumption: name, value }] : [];
  });
}

/** A whole number from 0; undefined where there is none, or (with a problem) something else. */
export function countOf(tree: Tree | undefined, what: string, problems: Problems): number | undefined {
  const text = leafText(tree)?.trim();
  if (!tree || text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  problems.error("bad-count", tree.place, `${what} is a whole number from 0, and this is \`${text}\``, {
    label: "not a count",
  });
  return undefined;
}

/** Who an address means: an actor, a group, or one that an actor opens: `launches/claim/2007`. */
export function receiver(address: string, around: ScenarioSurroundings): ReturnType<ScenarioSurroundings["actor"]> {
  const [opener = "", ...opened] = address.split("/");
  if (opened.length === 0) return around.actor(address);
  const groups = opened.filter((_part, index) => index % 2 === 0).map((group) => around.actor(group));
  const isAddress = opened.length % 2 === 0 && around.actor(opener) && groups.every((shape) => shape?.group);
  return isAddress ? groups.at(-1) : undefined;
}

export function unknownActor(tree: Tree, actor: string, { around, problems }: TimelineContext): undefined {
  const help = actor.includes("/") ? ["an opened actor is `opener/group/number` or `opener/group/name`"] : [];
  problems.error("unknown-actor", tree.place, `there is no actor or group \`${actor}\``, {
    label: "nobody of that name",
    help: [...didYouMean(actor, around.actorNames()), ...help],
    notes: [`actors: ${around.actorNames().join(", ")}`],
  });
}

function compileSend(id: string, tree: Tree, actorTree: Tree, context: TimelineContext) {
  const { problems, around } = context;
  const actor = leafText(actorTree);
  const eventTree = get(tree, "event");
  const event = leafText(eventTree);
  if (actor === undefined) return undefined;
  const shape = receiver(actor, around);
  if (!shape) return unknownActor(actorTree, actor, context);
  if (event === undefined || !eventTree) {
    problems.error("missing-event", headPlace(tree), `timeline entry \`${id}\` tells \`${actor}\` nothing`, {
      label: "needs `event`",
    });
    return undefined;
  }
  const fields = shape.events.get(event);
  if (!fields) {
    problems.error("unknown-event", eventTree.place, `\`${actor}\` has no event \`${event}\``, {
      label: "no such event",
      help: didYouMean(event, shape.events.keys()),
      notes: [`events of \`${shape.machine}\`: ${[...shape.events.keys()].join(", ") || "none"}`],
    });
    return undefined;
  }
  return {
    does: "send" as const,
    actor,
    event,
    with: compileFields(id, event, fields, tree, eventTree.place, context),
  };
}

function compileFields(
  id: string,
  event: string,
  fields: ReadonlyMap<string, Declared>,
  tree: Tree,
  place: Place,
  { around, problems }: TimelineContext,
): readonly Assignment[] {
  const given = entriesOf(get(tree, "with"));
  for (const [name, field] of fields) {
    if (field.initial || given.has(name)) continue;
    problems.error("missing-field", place, `event \`${event}\` needs a value for \`${name}\``, {
      label: `needs \`${name}\``,
      help: [`add \`with: {${name}: …}\``],
    });
  }
  return byName(given).flatMap(([name, value]) => {
    const field = fields.get(name);
    if (!field) {
      problems.error("unknown-field", headPlace(value), `event \`${event}\` has no field \`${name}\``, {
        label: "no such field",
        help: didYouMean(name, fields.keys()),
        notes: [`fields of \`${event}\`: ${[...fields.keys()].join(", ") || "none"}`],
      });
      return [];
    }
    if (value.node !== "leaf") return [];
    const expression = problems.take(checkText(value.source, scenarioScope(around, `${id}/${name}`), field.kind));
    return expression ? [{ name, kind: field.kind, value: expression }] : [];
  });
}
