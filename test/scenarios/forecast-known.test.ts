/** What the forecast file holds known when: no reason and no entry is later than its day. */
import { createWorld, dateText, modelAsOf, pathUniforms, run } from "@steppe/core";
import { MACHINES } from "@steppe/core/machines/index.ts";
import { describe, expect, it } from "vitest";
import { dayOf, heldOn, LOST, model, ORIGINS, resumed, writtenAs, yearsIn } from "./forecast.ts";
import { problemText } from "./running.ts";

describe("what was known when", () => {
  it("rests on no document that is later than it says", () => {
    const late = [...model.assumptions.values()].flatMap(({ name, known, source, earlier }) =>
      [{ known, source }, ...earlier].flatMap((held) => {
        const document = held.source === undefined ? undefined : model.sources.get(held.source);
        if (held.known === undefined || !document) return [];
        const day = document.date ?? (document.year ? `${document.year}-01-01` : "0000-01-01");
        return day > dateText(held.known) ? [name] : [];
      }),
    );
    expect(late).toEqual([]);
  });

  it("gives no reason that names a later year than it was known in, but for the year promised", () => {
    const later = [...model.assumptions.values()].flatMap(({ name, known, doc, judgement, source, written, earlier }) =>
      [{ known, doc, judgement, source, written }, ...earlier].flatMap((held) => {
        if (held.known === undefined) return [];
        const promised = held.written.node === "map" ? held.written.entries.get("value") : undefined;
        const last = Math.max(
          ...yearsIn(dateText(held.known)),
          ...yearsIn(promised?.node === "leaf" ? promised.text : ""),
        );
        const named = yearsIn(`${held.doc} ${held.judgement} ${held.source}`).filter((year) => year > last);
        return named.map((year) => `${name}, known on ${dateText(held.known ?? 0)}: ${year}`);
      }),
    );
    expect(later).toEqual([]);
  });

  it("leaves the lease of 1994 without a last day, and takes the day agreed on in 2004 once it is agreed on", () => {
    expect(heldOn("first_term_ends", "2003-12-31")).toBe("never");
    expect(heldOn("first_term_ends", "2004-01-10")).toBe("lease_until");
  });

  it("tells of a crash no more than its day knew: no sum, and no end of the stop", () => {
    const told = model.timeline.flatMap((entry) =>
      entry.does === "send" && entry.event === "crash" && entry.actor !== "launches"
        ? [
            `${writtenAs(entry.on)} ${entry.actor} ${entry.with.map(({ name, value }) => `${name} ${writtenAs(value)}`)}`,
          ]
        : [],
    );
    // GCAT has the loss of September 2007 a day earlier, in universal time.
    const expected = LOST.filter(([on]) => on >= "2004").map(
      ([on, family]) => `${on === "2007-09-05" ? "2007-09-06" : on} ${family} claimed 0.00 USD`,
    );
    expect(told.toSorted()).toEqual(expected);
  });

  it("opens a claim on the day the first sum was named, and has Russia reject that of 2013 when it did", () => {
    const told = model.timeline.flatMap((entry) => {
      if (entry.does !== "send" || !(entry.event === "reject" || entry.event === "crash")) return [];
      const claimed = entry.with.find(({ name }) => name === "claimed");
      const opens = entry.actor === "launches" && claimed ? writtenAs(claimed.value) : "";
      return opens || entry.event === "reject" ? [`${writtenAs(entry.on)} ${entry.event} ${opens}`] : [];
    });
    expect(told.toSorted()).toEqual([
      "2006-08-09 crash 340,000,000.00 USD",
      "2007-10-03 crash 8,500,000.00 USD",
      "2013-11-22 crash 89,500,000.00 USD",
      "2013-12-27 reject ",
    ]);
  });

  it("tells on its own day that a family flies again, as long after its crash as it did", () => {
    const told = model.timeline.flatMap((entry) =>
      entry.does === "send" && entry.event === "resume" ? [`${writtenAs(entry.on)} ${entry.actor}`] : [],
    );
    const since2004 = LOST.filter(([on]) => on >= "2004");
    expect(told).toEqual(since2004.map(([on, family]) => `${resumed(on)} ${family}`));
  });

  it("draws from the summer of 2013 how long Proton stands and what is claimed, and from its end neither", () => {
    const between = (from: string) =>
      [0, 1, 2, 3].map((path) => {
        const asOf = modelAsOf(model, { date: dayOf(from), hindsight: false, until: dayOf("2015-12-31") }, MACHINES);
        if (!asOf.ok) throw new Error(asOf.problems.map(problemText).join("\n"));
        const { trace, ...world } = run(createWorld(asOf.value.model, pathUniforms("steppe", path)));
        if (world.problem) throw new Error(problemText(world.problem));
        const again = [...trace].find(
          (step) =>
            step.actor === "proton" &&
            step.before.endsWith("grounded") &&
            step.after.endsWith("flying") &&
            step.date > dayOf("2013-07-02"),
        );
        return again && dateText(again.date);
      });
    expect(new Set(between("2013-07-31")).size).toBeGreaterThan(1);
    expect(between("2013-12-31").filter((day) => day !== undefined && day > "2013-09-29")).toEqual([]);
  });

  it.each(["2003-12-31", "2006-08-01", "2007-11-07", "2009-12-31", "2013-08-31", "2016-12-31", "2021-12-31"])(
    "is enough for a forecast from %s",
    (from) => {
      const asOf = modelAsOf(model, { date: dayOf(from), hindsight: false, until: dayOf("2025-12-31") }, MACHINES);
      if (!asOf.ok) throw new Error(asOf.problems.map(problemText).join("\n"));
      const world = run(createWorld(asOf.value.model, pathUniforms("steppe", 0)));
      expect(world.problem && problemText(world.problem)).toBeUndefined();
    },
  );

  for (const from of ORIGINS) {
    it(`is not refused from ${from}, and leaves nothing of the future in the timeline`, () => {
      const asOf = modelAsOf(model, { date: dayOf(from), hindsight: false, until: dayOf("2025-12-31") }, MACHINES);
      expect(asOf.ok ? [] : asOf.problems.map(problemText)).toEqual([]);
      if (!asOf.ok) return;
      expect(asOf.value.leftOut.length + asOf.value.model.timeline.length).toBe(model.timeline.length);
      expect(asOf.value.leftOut.map(({ id }) => id)).toEqual(
        expect.arrayContaining(["first-launch-2016", "heavy-2024", "settlement-2013", "crash-2018"]),
      );
      for (const path of [0, 1, 2]) {
        const world = run(createWorld(asOf.value.model, pathUniforms("steppe", path)));
        expect(world.problem && problemText(world.problem)).toBeUndefined();
      }
    });
  }
});
