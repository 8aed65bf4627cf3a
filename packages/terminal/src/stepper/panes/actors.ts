/**
 * The actors: each with the state it is in, what the last step changed, and when something of its own is due.
 *
 * Actors that were opened stand under their group, which counts them; of many, those that are done are only counted.
 */
import {
  type Actor,
  configurationText,
  dateText,
  type EpochDay,
  type Exact,
  isDone,
  type StepEffect,
  type World,
} from "@steppe/core";
import { stepAt, worldAt } from "@steppe/walk";
import { oneLine } from "../../views/text.ts";
import { cell, cutPath, lineOf, widthOf } from "./fit.ts";
import { type Glyphs, glyphsOf } from "./glyphs.ts";
import type { ListContent, Row, SpanStyle, View } from "./pane.ts";
import { scheduledIn } from "./scheduled.ts";
import { worldBefore } from "./standing.ts";

/** Of a group of more, only those are listed that go on. */
const LISTED = 6;
/** Narrower than this, dates are left out. */
const DATED = 40;

export function actorsPane(view: View): ListContent {
  const world = worldAt(view.walk);
  const rows = rowsIn(view, world);
  return { kind: "list", title: "Actors", count: rows.length, row: (index) => rows[index] as Row };
}

function rowsIn(view: View, world: World): readonly Row[] {
  const about = aboutOf(view, world);
  const opened = new Map<string, Actor[]>();
  for (const index of world.opened.values()) {
    const actor = world.actors.get(index);
    if (!actor?.opened) continue;
    const key = `${actor.opened.opener}\n${actor.opened.group}`;
    const group = opened.get(key);
    if (group) group.push(actor);
    else opened.set(key, [actor]);
  }
  const ofOpener = (opener: string, depth: number): readonly Row[] =>
    [...opened].flatMap(([key, members]) => {
      const [by, group = ""] = key.split("\n");
      if (by !== opener) return [];
      const listed =
        members.length > LISTED ? members.filter((one) => !isDone(one) || one.name === about.taken) : members;
      return [
        groupRow(about, opener, group, members, depth),
        ...listed.flatMap((one) => [...actorRows(about, one, depth + 2), ...ofOpener(one.name, depth + 2)]),
      ];
    });
  return world.model.actors.flatMap((_, index) => {
    const actor = world.actors.get(index);
    return actor ? [...actorRows(about, actor, 0), ...ofOpener(actor.name, 1)] : [];
  });
}

interface About {
  readonly view: View;
  readonly world: World;
  readonly glyphs: Glyphs;
  /** Who took the last step. */
  readonly taken: string | undefined;
  readonly mark: string;
  readonly next: ReadonlyMap<string, { readonly date: EpochDay; readonly count: number }>;
  readonly nameWidth: number;
}

function aboutOf(view: View, world: World): About {
  const glyphs = glyphsOf(view);
  const step = stepAt(view.walk);
  const next = new Map<string, { date: EpochDay; count: number }>();
  for (const { actor, date, from } of scheduledIn(world)) {
    if (from !== "timer" && from !== "calendar") continue;
    const own = next.get(actor);
    next.set(actor, { date: own?.date ?? date, count: (own?.count ?? 0) + 1 });
  }
  const names = world.model.actors.map(({ name }) => widthOf(oneLine(name)));
  const mark = step ? markOf(view, step.actor, step.before === step.after, step.effects, glyphs) : "";
  return { view, world, glyphs, taken: step?.actor, mark, next, nameWidth: Math.max(4, ...names) };
}

/** `*` for another state or another value, `▲` `▼` where what changed is one figure, and rose or fell. */
function markOf(view: View, actor: string, stays: boolean, effects: readonly StepEffect[], glyphs: Glyphs): string {
  if (!stays) return glyphs.changed;
  const set = effects.filter((effect) => effect.did === "set");
  if (set.length === 0) return "";
  const moved = set.flatMap(({ name, kind, value }) => {
    if (kind.type !== "money" && kind.type !== "number" && kind.type !== "rate" && kind.type !== "share") return [];
    const before = valueBefore(view, actor, name);
    const sign = before === undefined ? 0 : (value as Exact).compare(before);
    return sign === 0 ? [] : [sign > 0 ? glyphs.up : glyphs.down];
  });
  return moved.length === 1 ? (moved[0] as string) : glyphs.changed;
}

function valueBefore({ walk }: View, actor: string, name: string): Exact | undefined {
  const world = worldBefore(walk);
  const index = world?.model.actorIndex.get(actor) ?? world?.opened.get(actor);
  const snapshot = index === undefined ? undefined : world?.actors.get(index)?.snapshot;
  return (snapshot?.context as Record<string, Exact> | undefined)?.[name];
}

/** One row; of a machine with regions one more for each of them. */
function actorRows(about: About, actor: Actor, depth: number): readonly Row[] {
  const { name } = actor;
  const label = actor.opened ? (name.split("/").at(-1) ?? name) : name;
  const leaves = actor.snapshot ? configurationText(actor).split("+") : [];
  const [only] = leaves;
  const text = !actor.snapshot ? "not started" : leaves.length === 1 ? (only as string) : `${leaves.length} regions`;
  const head = rowOf(about, { key: name, actor: name, label, text, depth, isPath: leaves.length === 1 });
  if (leaves.length < 2) return [head];
  return [
    head,
    ...leaves.map((leaf, index) =>
      rowOf(about, {
        key: `${name}:${leaf.split(".")[0]}:${index}`,
        actor: name,
        label: index === leaves.length - 1 ? about.glyphs.lastBranch.trimEnd() : about.glyphs.branch.trimEnd(),
        text: leaf,
        depth: depth + 1,
        isPath: true,
        isRegion: true,
      }),
    ),
  ];
}

interface Written {
  readonly key: string;
  readonly actor: string;
  readonly label: string;
  readonly text: string;
  readonly depth: number;
  readonly isPath: boolean;
  readonly isRegion?: boolean;
}

function rowOf(about: About, { key, actor, label, text, depth, isPath, isRegion = false }: Written): Row {
  const { view, glyphs, world } = about;
  const { unicode } = view;
  const index = world.model.actorIndex.get(actor) ?? world.opened.get(actor);
  const one = index === undefined ? undefined : world.actors.get(index);
  const isTaken = actor === about.taken && !isRegion;
  const style: SpanStyle | undefined = !one?.snapshot || isDone(one) ? "dim" : isTaken ? "strong" : undefined;
  const due = about.next.get(actor);
  return {
    key,
    subject: { of: "actor", actor },
    line: (columns) => {
      const sign = isTaken ? glyphs.now : " ";
      const dated = columns >= DATED && due !== undefined && !isRegion;
      const more = dated && due.count > 1 ? ` +${due.count - 1}` : "   ";
      const date = columns >= DATED ? cell(dated ? `${dateText(due.date)}${more}` : "", 13, "left", unicode) : "";
      const indent = " ".repeat(Math.min(depth, Math.floor(columns / 6)));
      const name = Math.min(about.nameWidth, Math.max(4, Math.floor(columns * 0.45)));
      const own = isRegion
        ? `${indent}${label} `
        : `${indent}${cell(oneLine(label), Math.max(1, name - indent.length), "left", unicode)} `;
      const room = Math.max(1, columns - 2 - widthOf(own) - 2 - widthOf(date) - (date === "" ? 0 : 1));
      const state = isPath ? cutPath(oneLine(text), room, unicode) : oneLine(text);
      return lineOf(
        [
          { text: `${sign} `, style: "accent" },
          { text: own, ...(style && { style }) },
          { text: cell(state, room, "left", unicode), ...(style && { style }) },
          { text: ` ${isTaken ? cell(about.mark, 1) : " "}`, style: "warn" },
          { text: date === "" ? "" : ` ${date}`, style: "dim" },
        ],
        columns,
        unicode,
      );
    },
  };
}

function groupRow(about: About, opener: string, group: string, members: readonly Actor[], depth: number): Row {
  const { unicode } = about.view;
  const done = members.filter(isDone).length;
  const open = members.length - done;
  const counts = [open > 0 ? `${open} open` : "", done > 0 ? `${done} done` : ""].filter((text) => text !== "");
  return {
    key: `group:${opener}/${group}`,
    line: (columns) =>
      lineOf(
        [
          {
            text: `  ${" ".repeat(depth)}${oneLine(group)}: ${counts.join(", ")}`,
            ...(open === 0 && { style: "dim" }),
          },
        ],
        columns,
        unicode,
      ),
  };
}
