import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Appointment, appointments, compareAppointments, type MaybeAgenda, put, RANK, rest } from "./agenda.ts";

const appointment = (date: number, rank: Appointment["rank"], order: number): Appointment => ({
  date,
  rank,
  order,
  actor: 0,
  id: "t",
});

function agendaOf(all: Iterable<Appointment>): MaybeAgenda {
  let agenda: MaybeAgenda;
  for (const one of all) agenda = put(agenda, one);
  return agenda;
}

function kept(agenda: MaybeAgenda): readonly Appointment[] {
  const found: Appointment[] = [];
  for (let at = agenda; at; at = rest(at)) found.push(at.appointment);
  return found;
}

describe("the agenda", () => {
  it("goes by date, then timers before calendars, then by order", () => {
    const all = [
      appointment(2, RANK.timer, 0),
      appointment(1, RANK.calendar, 1),
      appointment(1, RANK.timer, 9),
      appointment(1, RANK.timer, 4),
    ];
    expect(kept(agendaOf(all)).map(({ order }) => order)).toEqual([4, 9, 1, 0]);
  });

  it("gives what was put there in order, whatever order it came in, and keeps its older versions", () => {
    const some = fc.uniqueArray(
      fc.record({ date: fc.nat({ max: 9 }), rank: fc.constantFrom(RANK.timer, RANK.calendar), order: fc.nat() }),
      { selector: (one) => JSON.stringify(one), maxLength: 60 },
    );
    fc.assert(
      fc.property(some, (all) => {
        const list = all.map(({ date, rank, order }) => appointment(date, rank, order));
        const sorted = [...list].sort(compareAppointments);
        const agenda = agendaOf(list);
        expect(kept(agenda)).toEqual(sorted);
        expect(kept(agenda)).toEqual(sorted);
        expect(appointments(agenda)).toEqual(sorted);
      }),
    );
  });

  it("holds a hundred thousand without a deep call", () => {
    const many = Array.from({ length: 100_000 }, (_one, k) => appointment(k, RANK.timer, k));
    expect(kept(agendaOf(many))).toHaveLength(100_000);
    expect(kept(agendaOf(many.reverse()))).toHaveLength(100_000);
  });
});
