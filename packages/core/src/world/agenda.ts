/**
 * The agenda: what is put down for later dates, as a persistent priority queue.
 *
 * A leftist heap (Crane 1972; Okasaki, Purely Functional Data Structures, 1998, §3.1): `put` and
 * `rest` give a new heap and share most of the old one, so every World keeps its own agenda at the
 * cost of one path of nodes. The order is total: date, then rank, then order of being put there.
 */
import type { EpochDay } from "../quantity/index.ts";

/** Within a date: what the timeline says, then timers, then occurrences of calendars. */
export const RANK = { timer: 1, calendar: 2 } as const;

export interface Appointment {
  readonly date: EpochDay;
  readonly rank: (typeof RANK)[keyof typeof RANK];
  /** Timers: when they were put down. Calendars: when their calendar started. Unique within a rank. */
  readonly order: number;
  /** Index of the actor it is for. */
  readonly actor: number;
  /** The timer's or calendar's id within its actor. */
  readonly id: string;
}

export interface Agenda {
  readonly appointment: Appointment;
  readonly rank: number;
  readonly left: Agenda | undefined;
  readonly right: Agenda | undefined;
}

export type MaybeAgenda = Agenda | undefined;

/** Negative when `a` comes first. Never 0 for two appointments of one agenda. */
export function compareAppointments(a: Appointment, b: Appointment): number {
  return a.date - b.date || a.rank - b.rank || a.order - b.order;
}

function merge(a: MaybeAgenda, b: MaybeAgenda): MaybeAgenda {
  if (a === undefined) return b;
  if (b === undefined) return a;
  const [top, other] = compareAppointments(a.appointment, b.appointment) <= 0 ? [a, b] : [b, a];
  const merged = merge(top.right, other);
  const [left, right] = (top.left?.rank ?? 0) >= (merged?.rank ?? 0) ? [top.left, merged] : [merged, top.left];
  return { appointment: top.appointment, rank: (right?.rank ?? 0) + 1, left, right };
}

export function put(agenda: MaybeAgenda, appointment: Appointment): Agenda {
  return merge(agenda, { appointment, rank: 1, left: undefined, right: undefined }) as Agenda;
}

/** The agenda without its first appointment. */
export function rest(agenda: Agenda): MaybeAgenda {
  return merge(agenda.left, agenda.right);
}

/** Every appointment, first to last. */
export function appointments(agenda: MaybeAgenda): readonly Appointment[] {
  const found: Appointment[] = [];
  const open: Agenda[] = agenda ? [agenda] : [];
  for (let node = open.pop(); node; node = open.pop()) {
    found.push(node.appointment);
    if (node.left) open.push(node.left);
    if (node.right) open.push(node.right);
  }
  return found.sort(compareAppointments);
}
