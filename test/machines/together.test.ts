/** Machines that hear of each other by announced events: the years from 2009 to 2026 from four things told. */
import { dateText, type World } from "@steppe/core";
import { describe, expect, it } from "vitest";
import { endOf, pathOf } from "./walking.ts";

const HEAD = `
steppe: 1
period: 2009-01-01 .. 2026-12-31
currency: USD
parties: [kazakhstan, russia, israel, visitors]
actors:
  lease:
    machine: lease
    with: {landlord: kazakhstan, tenant: russia, rent: 115 million USD per year, from: 2009-03-31, until: 2050-12-31}
`;

const ACTORS: Readonly<Record<string, string>> = {
  drones: "machine: ties, with: {buyer: russia, seller: israel, price: 50 million USD}",
  bid: "machine: partner-bid, with: {host: kazakhstan, partner: israel, fee: 25 million USD per year, tenant_consents: false}",
  agency: "machine: voice, with: {side: kazakhstan}",
  foreign_ministry: "machine: voice, with: {side: kazakhstan, denies: true}",
  russian_ministry: "machine: voice, with: {side: russia, denies: true}",
  notes: "machine: notes, with: {sender: russia, receiver: kazakhstan}",
  talks: "machine: talks, with: {host: kazakhstan}",
  roadmap: "machine: roadmap, with: {}",
  know_how: "machine: know-how, with: {known: 4}",
  tourism: "machine: tourism, with: {host: kazakhstan, guests: visitors, price: 5400 USD}",
};

const TOLD: readonly (readonly [string, string, string])[] = [
  ["2009-04-07", "drones", "event: purchase"],
  ["2009-04-07", "bid", "event: substitute_site"],
  ["2009-04-07", "bid", "event: float"],
  ["2009-04-07", "bid", "event: negotiate"],
  ["2009-06-30", "bid", "event: sign"],
  ["2010-01-01", "bid", "event: agree"],
  ["2012-12-10", "agency", "event: threaten"],
  ["2013-01-09", "notes", "event: ask"],
  ["2013-01-18", "notes", "event: threaten_stop"],
  ["2013-01-24", "notes", "event: leak"],
  ["2025-07-19", "tourism", "event: pad_returned, with: {museum: true}"],
];

function world(without: readonly string[] = []): World {
  const actors = Object.entries(ACTORS).filter(([name]) => !without.includes(name));
  const told = TOLD.filter(([, actor]) => !without.includes(actor));
  return endOf(
    HEAD +
      actors.map(([name, text]) => `  ${name}: {${text}}\n`).join("") +
      "timeline:\n" +
      told.map(([on, actor, event]) => `  - {on: ${on}, actor: ${actor}, ${event}}\n`).join(""),
  );
}

/** "2013-01-18 threat_standing": what one actor came to. */
const path = ({ trace }: World, name: string): readonly string[] =>
  [...trace]
    .filter(({ actor, before, after }) => actor === name && before !== after)
    .map(({ date, after }) => `${dateText(date)} ${after}`);

describe("machines that hear of each other", () => {
  const all = world();

  it("let a guest in, whom the tenant would not, for a substitute and ties; its teams teach the landlord's", () => {
    expect(path(all, "bid").slice(-2)).toEqual(["2010-01-01 working_side_by_side", "2015-01-01 operating"]);
    expect(path(all, "know_how")).toEqual([
      "2009-01-01 beside_tenant.dependent",
      "2010-12-31 beside_tenant.partly_trained",
      "2018-03-05 beside_tenant.runs_pad",
    ]);
  });

  it("go from the speech of 2012 to the roadmap of 2013 and the concept of 2016", () => {
    expect(path(all, "agency")).toEqual([
      "2009-01-01 official_line",
      "2012-12-10 dissonant",
      "2013-01-10 official_line",
    ]);
    expect(path(all, "russian_ministry").slice(1)).toEqual(["2013-01-24 playing_down", "2013-01-25 official_line"]);
    expect(path(all, "notes").slice(-2)).toEqual(["2013-01-18 threat_standing", "2013-03-28 quiet"]);
    expect(path(all, "talks").slice(-3)).toEqual([
      "2013-10-31 working.overdue",
      "2013-12-24 working.roadmap",
      "2016-12-26 working.concept",
    ]);
    expect(path(all, "roadmap").slice(0, 3)).toEqual([
      "2009-01-01 none",
      "2013-12-24 signed",
      "2014-01-01 in_force.on_time",
    ]);
    expect(pathOf(all, "lease")).toEqual([
      "2009-01-01 in_force.term",
      "2012-12-10 in_force.reopening_demanded",
      "2013-01-10 in_force.term",
      "2013-01-30 in_force.renegotiating",
      "2013-12-24 in_force.term",
      "2018-03-05 in_force.shrinking",
      "2018-03-05 in_force.term",
    ]);
  });

  it("open a museum in the pad that is returned for one", () => {
    expect(path(all, "tourism")).toEqual(["2009-01-01 closed", "2025-07-19 museum_site"]);
  });

  it.each(Object.keys(ACTORS))("need no %s", (name) => {
    expect(path(world([name]), "lease").at(-1)).toMatch(/in_force\.term$/);
  });

  it("do without what they do not hear of", () => {
    expect(path(world(["drones"]), "bid").at(-1)).toBe("2018-01-01 lapsed");
    expect(path(world(["agency"]), "talks")).toEqual(["2009-01-01 dormant"]);
    expect(path(world(["talks"]), "roadmap")).toEqual(["2009-01-01 none"]);
    expect(path(world(["roadmap"]), "know_how").at(-1)).toBe("2010-12-31 beside_tenant.partly_trained");
  });
});
