/** Acts that make branches: a change always forks, and nothing is overwritten. */
import { type Actor, actorsNamed, dateText, didYouMean, type EpochDay, type World } from "@steppe/core";
import { type Accepted, acceptedBy } from "./accepted.ts";
import type { Making } from "./act.ts";
import { type Branch, FIRST_BRANCH, forked } from "./branch.ts";
import type { Change } from "./change.ts";
import { branchOf, type Position, type Refused, refused, stepsOn, type Walk, worldAt } from "./walk.ts";

export type MadeWalk = { readonly ok: true; readonly walk: Walk; readonly branch?: Branch } | Refused;

/** The Walk with a branch more, or another name for one, or one less. */
export function making(walk: Walk, act: Making): MadeWalk {
  switch (act.do) {
    case "fork":
      return unused(walk, act.as) ?? fork(walk, act.as);
    case "rename":
      return rename(walk, act.branch, act.as);
    case "drop":
      return drop(walk, act.branch);
    default: {
      const taken = act.as === undefined ? undefined : unused(walk, act.as);
      if (taken) return taken;
      const change = changeOf(walk, act);
      return "ok" in change ? change : changed(walk, change, act.as);
    }
  }
}

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u;

function unused(walk: Walk, name: string): Refused | undefined {
  if (!NAME.test(name)) {
    return refused("bad-branch-name", `\`${name}\` is no name of a branch`, {
      help: ["a name has letters, digits, `.`, `_` and `-`, and begins with a letter or a digit"],
    });
  }
  return walk.branches.has(name) ? refused("branch-taken", `there is a branch \`${name}\` already`) : undefined;
}

function nextName(walk: Walk): string {
  for (let n = 1; ; n++) if (!walk.branches.has(`fork-${n}`)) return `fork-${n}`;
}

function missing(walk: Walk, name: string): Refused {
  return refused("no-such-branch", `there is no branch \`${name}\``, { help: didYouMean(name, walk.branches.keys()) });
}

/** Where a change takes hold: a step that is being taken is not yet. */
function changeOf(walk: Walk, act: Exclude<Making, { do: "fork" | "rename" | "drop" }>): Change | Refused {
  const world = worldAt(walk);
  const here = placeOf(world, walk.at);
  switch (act.do) {
    case "inject": {
      const { actor, event } = act;
      return (
        notAccepted(world, actor, event) ??
        fieldMissing(world, act) ?? { does: "inject", ...here, actor, event, with: quotedTexts(world, act) }
      );
    }
    case "assume":
      return { does: "assume", ...here, assumption: act.assumption, value: act.value };
    case "move":
      return notMovable(walk, act.entry) ?? { does: "move", entry: act.entry, on: act.on };
    case "remove":
      return notMovable(walk, act.entry) ?? { does: "remove", entry: act.entry };
    case "force":
      return { does: "force", actor: act.actor, site: act.site, n: act.n, value: act.value };
  }
}

/**
 * At its end a World stands on the last day of the period, whenever its last step was; one that went wrong stands on the
 * date of the step that does, and what is told then comes on that of its last step.
 */
function placeOf(world: World, { date }: Position): { readonly on: EpochDay; readonly after: number } {
  const { trace, today, ended, problem, stepsToday, model } = world;
  const on = problem && date === undefined ? (trace.last?.date ?? model.period.start) : today;
  return { on, after: ended || problem ? stepsOn(world, on) : stepsToday };
}

function notAccepted(world: World, actor: string, event: string): Refused | undefined {
  const actors = actorsNamed(world, actor);
  const accepted = actors.flatMap(acceptedBy);
  if (accepted.some((one) => one.event === event)) return undefined;
  const { model } = world;
  if (actors.length === 0) {
    const names = [...model.actorIndex.keys(), ...model.groups.keys(), ...world.opened.keys()];
    const message = model.groups.has(actor)
      ? `no actor of the group \`${actor}\` has been opened yet`
      : `there is no actor \`${actor}\``;
    return refused("no-such-actor", message, { help: didYouMean(actor, names) });
  }
  const when = `on ${dateText(world.today)}`;
  const started = actors.some(({ snapshot }) => snapshot !== undefined);
  const message = started
    ? `\`${actor}\` would not take \`${event}\` ${when}`
    : `\`${actor}\` has not started: take a step first`;
  return refused("not-accepted", message, {
    help: didYouMean(event, eventsOf(accepted)),
    notes: started ? takenBy(actor, actors) : [],
  });
}

/** What would be taken: by an actor, or by each of a group. */
function takenBy(name: string, actors: readonly Actor[]): readonly string[] {
  return actors.map((actor) => {
    const who = actor.name === name ? "it" : `\`${actor.name}\``;
    return `${who} would take: ${eventsOf(acceptedBy(actor)).join(", ") || "nothing"}`;
  });
}

/** A field that has no default is told with the event. */
function fieldMissing(world: World, { actor, event, with: given }: Making & { do: "inject" }): Refused | undefined {
  const taken = actorsNamed(world, actor)
    .flatMap(acceptedBy)
    .filter((one) => one.event === event);
  const missing = taken
    .flatMap(({ fields }) => fields)
    .find(({ name, required }) => required && !Object.hasOwn(given, name));
  if (!missing) return undefined;
  const { name, kind } = missing;
  return refused("missing-field", `\`${event}\` needs a value for \`${name}\`, of kind ${kind.type}`, {
    help: [`give it as \`${name}=…\``],
  });
}

/** The fields of an event: plain text for one of kind text is that text. */
function quotedTexts(world: World, { actor, event, with: given }: Making & { do: "inject" }) {
  const fields = actorsNamed(world, actor)
    .flatMap(acceptedBy)
    .filter((one) => one.event === event)
    .flatMap((one) => one.fields);
  const texts = new Set(fields.filter(({ kind }) => kind.type === "text").map(({ name }) => name));
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, texts.has(name) ? asText(value) : value]),
  );
}

/** A text as an expression writes it. One that is in quotes already, or holds both kinds, is left as it is. */
function asText(value: string): string {
  if (/^(["'])(?:(?!\1).)*\1$/s.test(value)) return value;
  if (!value.includes("'")) return `'${value}'`;
  return value.includes('"') ? value : `"${value}"`;
}

const eventsOf = (accepted: readonly Accepted[]): readonly string[] => [
  ...new Set(accepted.map(({ event }) => `${event}`)),
];

function notMovable(walk: Walk, id: string): Refused | undefined {
  const { model, files } = branchOf(walk);
  const { timeline } = model;
  const entry = timeline.find((one) => one.id === id);
  const written = timeline.map((one) => one.id).filter(hasOwnId);
  if (!entry) {
    return refused("no-such-entry", `the timeline has no entry \`${id}\``, {
      help: didYouMean(id, written),
      notes: [`its entries: ${written.join(", ")}`],
    });
  }
  if (hasOwnId(id)) return undefined;
  const refusal = refused("entry-without-id", `the entry \`${id}\` has no \`id\` by which a change could name it`, {
    place: entry.place,
    label: "without an id",
    help: ["give it an `id` in the scenario"],
  });
  return { ...refusal, files };
}

/** An entry without an id is numbered; a point of a dated series is named by its path. */
const hasOwnId = (id: string): boolean => !/^timeline\/\d+$|^assume\./.test(id);

/** The branch that a change makes: into the branch itself where it is a fork that nothing was changed in yet. */
function changed(walk: Walk, change: Change, as?: string): MadeWalk {
  const here = branchOf(walk);
  const fills = as === undefined && isEmptyFork(walk, here);
  const parent = fills ? branchOf(walk, here.parent?.branch) : here;
  const name = fills ? here.name : (as ?? nextName(walk));
  const { step } = walk.at;
  const made = forked(walk.ground, branchOf(walk, FIRST_BRANCH), parent, step, name, change);
  if (!made.ok) return siteRefused(walk, parent, change) ?? made;
  const { branch } = made;
  const untold = neverTold(branch, parent, step, change);
  if (untold) return untold;
  const branches = new Map(walk.branches).set(name, branch);
  const at = standAt(branch, walk.at, standIn(branch, parent, step, change));
  return { ok: true, walk: { ...walk, branches, at, from: walk.at }, branch };
}

/** Of a draw that there is not, that is said before what is wrong with its value. */
function siteRefused({ ground, branches }: Walk, parent: Branch, change: Change): Refused | undefined {
  if (change.does !== "force") return undefined;
  const first = branches.get(FIRST_BRANCH) as Branch;
  const made = forked(ground, first, parent, 0, parent.name, { ...change, value: "0.5" });
  return made.ok ? undefined : made;
}

/** What is told after the last step of a model that goes wrong in the next one, on the same date, never comes about. */
function neverTold({ history }: Branch, parent: Branch, step: number, change: Change): Refused | undefined {
  if (change.does !== "inject" && change.does !== "assume") return undefined;
  history.reach(step + 1);
  const before = parent.history.world(step).problem;
  const { problem } = history.newest;
  // The notes of a problem say on which date it came up, and in what: what is told may go wrong by itself.
  if (history.known > step || !before || `${before.notes}` !== `${problem?.notes}`) return undefined;
  return refused("model-went-wrong", "the model goes wrong before this would come about", {
    notes: [`${before.code}: ${before.message}`, ...(before.notes ?? [])],
    help: ["change something before the step that goes wrong: go back first"],
  });
}

function isEmptyFork(walk: Walk, { name, parent, changes }: Branch): boolean {
  if (!parent || changes.length !== branchOf(walk, parent.branch).changes.length) return false;
  return [...walk.branches.values()].every((other) => other.parent?.branch !== name);
}

/** On the date that was stood on, where nothing happens up to it in the branch either. */
function standAt({ name, history }: Branch, { step, date }: Position, stand: number): Position {
  const isThere = date !== undefined && stand === step && history.stepsUpTo(date) === step;
  return { branch: name, step: stand, ...(isThere && { date }) };
}

/** After the step in which a change is told; before the first step that it makes another. */
function standIn({ history }: Branch, parent: Branch, step: number, change: Change): number {
  const told = change.does === "inject" || change.does === "assume" ? 1 : 0;
  history.reach(step + told);
  // The parent of an empty fork need not have been walked as far as the fork.
  parent.history.reach(step);
  const [own, old] = [history.newest.trace, parent.history.newest.trace];
  for (let i = 0; i < step; i++) {
    const [one, two] = [own.at(i), old.at(i)];
    const same = one && two && one.date === two.date && one.actor === two.actor && one.event === two.event;
    if (!same || one.after !== two.after || one.effects.length !== two.effects.length)
      return Math.min(i, history.known);
  }
  return Math.min(step + told, history.known);
}

function fork(walk: Walk, name: string): MadeWalk {
  const parent = branchOf(walk);
  const made = forked(walk.ground, branchOf(walk, FIRST_BRANCH), parent, walk.at.step, name);
  if (!made.ok) return made;
  const branches = new Map(walk.branches).set(name, made.branch);
  return {
    ok: true,
    walk: { ...walk, branches, at: { ...walk.at, branch: name }, from: walk.at },
    branch: made.branch,
  };
}

function rename(walk: Walk, old: string, name: string): MadeWalk {
  const branch = walk.branches.get(old);
  if (!branch) return missing(walk, old);
  if (old === FIRST_BRANCH)
    return refused("first-branch", `\`${FIRST_BRANCH}\` is the scenario itself: it keeps its name`);
  const taken = unused(walk, name);
  if (taken) return taken;
  const renamed = (one: Position): Position => (one.branch === old ? { ...one, branch: name } : one);
  const branches = [...walk.branches.values()].map((one): Branch => {
    const own = one === branch ? { ...one, name } : one;
    return own.parent?.branch === old ? { ...own, parent: { ...own.parent, branch: name } } : own;
  });
  return {
    ok: true,
    walk: {
      ...walk,
      branches: new Map(branches.map((one) => [one.name, one])),
      marks: new Map([...walk.marks].map(([mark, one]) => [mark, renamed(one)])),
      at: renamed(walk.at),
      ...(walk.from && { from: renamed(walk.from) }),
    },
  };
}

function drop(walk: Walk, name: string): MadeWalk {
  const branch = walk.branches.get(name);
  if (!branch) return missing(walk, name);
  if (!branch.parent)
    return refused("first-branch", `\`${FIRST_BRANCH}\` is the scenario itself: it cannot be dropped`);
  const gone = new Set([name]);
  for (const one of walk.branches.values()) if (one.parent && gone.has(one.parent.branch)) gone.add(one.name);
  const { from, ...rest } = walk;
  const at = gone.has(walk.at.branch) ? branch.parent : walk.at;
  return {
    ok: true,
    walk: {
      ...rest,
      branches: new Map([...walk.branches].filter(([one]) => !gone.has(one))),
      marks: new Map([...walk.marks].filter(([, one]) => !gone.has(one.branch))),
      at,
      ...(from && !gone.has(from.branch) && { from }),
    },
  };
}
