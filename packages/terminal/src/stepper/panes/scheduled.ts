/** What is put down for later and has not come yet: the end of a timeline that is not known to its end. */
import { dateText, type EpochDay, type TimelineEntry, type World } from "@steppe/core";
import { appointments, RANK } from "@steppe/core/world/agenda.ts";
import { eventText } from "../../views/steps.ts";

export interface Scheduled {
  /** The same for the same thing a step later. */
  readonly key: string;
  readonly date: EpochDay;
  /** "" for a change of assumptions. */
  readonly actor: string;
  readonly event: string;
  /** "timer", "calendar", "timeline crash-2007", "reaction". */
  readonly from: string;
  readonly entry?: TimelineEntry;
}

/** More than this nobody looks through, and a calendar of centuries would cost a frame. */
const MOST = 400;

const known = new WeakMap<World, readonly Scheduled[]>();

/** In order of date: what waits today, the timeline, timers, calendars; at most some hundreds. */
export function scheduledIn(world: World): readonly Scheduled[] {
  let found = known.get(world);
  if (!found) {
    const end = world.model.period.end;
    const all = [...waiting(world), ...entries(world), ...appointed(world)];
    found = world.ended
      ? []
      : all
          .filter(({ date }) => date <= end)
          .sort((a, b) => a.date - b.date)
          .slice(0, MOST);
    known.set(world, found);
  }
  return found;
}

function waiting({ told, reactions, actors, today }: World): readonly Scheduled[] {
  return [...told, ...reactions].slice(0, MOST).map(({ actor, event, origin }, index) => ({
    key: `waits:${index}`,
    date: today,
    actor: actors.get(actor)?.name ?? "",
    event: eventText(event),
    from: origin.from === "timeline" ? `timeline ${origin.entry}` : origin.from,
  }));
}

function entries({ timeline, timelineNext, inserted }: World): readonly Scheduled[] {
  return [...inserted.slice(0, MOST), ...timeline.slice(timelineNext, timelineNext + MOST)].map(({ date, entry }) => ({
    key: `entry:${entry.id}`,
    date,
    actor: entry.does === "send" ? entry.actor : "",
    event:
      entry.does === "send" ? entry.event : `assume ${entry.changes.map(({ assumption }) => assumption).join(", ")}`,
    from: `timeline ${entry.id}`,
    entry,
  }));
}

/** Timers and calendars; an appointment whose timer was replaced or cancelled is not kept. */
function appointed(world: World): readonly Scheduled[] {
  return appointments(world.agenda)
    .flatMap(({ date, rank, order, actor, id }): readonly Scheduled[] => {
      const owner = world.actors.get(actor);
      const pending = rank === RANK.timer ? owner?.timers[id] : owner?.calendars[id];
      if (!owner || pending?.order !== order) return [];
      const from = rank === RANK.timer ? "timer" : "calendar";
      return [{ key: `${from}:${owner.name}:${id}`, date, actor: owner.name, event: eventText(pending.event), from }];
    })
    .slice(0, MOST);
}

/** What is put down for one actor. */
export const scheduledFor = (world: World, actor: string): readonly Scheduled[] =>
  scheduledIn(world).filter((one) => one.actor === actor || actor.split("/").at(-2) === one.actor);

/** What a filter looks in. */
export const scheduledText = ({ date, actor, event, from }: Scheduled): string =>
  `${dateText(date)} ${actor} ${event} ${from}`;
