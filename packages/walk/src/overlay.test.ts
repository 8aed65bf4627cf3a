import { parseDate } from "@steppe/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Change } from "./change.ts";
import { type OverlayHead, overlayText } from "./overlay.ts";
import { branchOf, toldBy } from "./walk.ts";
import { LEASE, walkOf } from "./walk-testing.ts";

const day = (text: string): number => (parseDate(text) as { day: number }).day;

const textOf = (changes: readonly Change[], head?: OverlayHead, scenario = LEASE): readonly string[] =>
  overlayText(branchOf(walkOf(scenario)).model, changes, head)
    .split("\n")
    .slice(0, -1);

const told = (actor: string, fields: Readonly<Record<string, string>>): Change => ({
  does: "inject",
  on: day("2010-06-30"),
  after: 1,
  actor,
  event: "crash",
  with: fields,
});

describe("the change that an entry is of", () => {
  it("is what told it or moved it; what the scenario says is of none", () => {
    const walk = walkOf(
      LEASE,
      { do: "step", count: 3 },
      { do: "inject", actor: "site", event: "crash", with: { claimed: "1 USD" } },
      { do: "move", entry: "crash-2011", on: 15_000 },
    );
    expect(toldBy(walk, branchOf(walk), "what-if-1")).toMatchObject({ does: "inject", actor: "site" });
    expect(toldBy(walk, branchOf(walk), "crash-2011")).toMatchObject({ does: "move", on: 15_000 });
    expect(toldBy(walk, branchOf(walk), "timeline/2")).toBeUndefined();
  });
});

describe("the overlay of changes", () => {
  it("says each as a scenario file would, in their order", () => {
    const changes: readonly Change[] = [
      told("site", { claimed: "3 USD" }),
      { does: "assume", on: day("2012-12-31"), after: 2, assumption: "rent", value: "2 USD per year" },
      { does: "remove", entry: "crash-2011" },
      { does: "force", actor: "site", site: "slow", n: 0, value: "true" },
    ];
    expect(textOf(changes)).toEqual([
      "timeline:",
      '  - {id: what-if-1, on: 2010-06-30, after: 1, actor: site, event: crash, with: {claimed: 3 USD}, judgement: "a what-if, told while stepping"}',
      '  - {id: what-if-2, on: 2012-12-31, after: 2, assume: {rent: 2 USD per year}, judgement: "a what-if, told while stepping"}',
      "  - {id: crash-2011, remove: true}",
      "force:",
      "  - {actor: site, site: slow, n: 0, value: true}",
    ]);
  });

  it("is nothing where nothing is changed, or all was taken back", () => {
    expect(textOf([])).toEqual([]);
    expect(textOf([told("site", { claimed: "3 USD" }), { does: "remove", entry: "what-if-1" }])).toEqual([]);
  });

  it("moves an entry with all that it says, but for a source that tells of another day", () => {
    const cited = LEASE.replace("claimed: 7 USD}, judgement: test", "claimed: 7 USD}, source: log, doc: Seen.").replace(
      "timeline:",
      "sources: {log: {title: A log}}\ntimeline:",
    );
    const moved: Change = { does: "move", entry: "crash-2011", on: day("2013-01-01") };
    expect(textOf([moved], {}, cited)).toEqual([
      "timeline:",
      '  - {id: crash-2011, on: 2013-01-01, actor: site, event: crash, with: {claimed: 7 USD}, doc: Seen., judgement: "a what-if, told while stepping"}',
    ]);
    const own = [told("site", { claimed: "3 USD" }), { ...moved, entry: "what-if-1" }];
    expect(textOf(own)[1]).toMatch(/^ {2}- \{id: what-if-1, on: 2013-01-01, actor: site, /);
  });

  it("names what is told by an id that the scenario does not have", () => {
    const taken = LEASE.replace("id: crash-2011", "id: what-if-1");
    expect(textOf([told("site", { claimed: "3 USD" })], {}, taken)[1]).toMatch(/^ {2}- \{id: what-if-2, /);
  });

  it("keeps the draws that the scenario forces, but for one that is forced anew", () => {
    const forced = `${LEASE.replace("on: {mend: mending}", "on: {mend: [{target: mending, guard: 'chance(10%, as: slow)'}, open]}")}
force: [{actor: site, site: slow, n: 0, value: true}, {actor: site, site: slow, n: 1, value: true}]
`;
    expect(textOf([{ does: "force", actor: "site", site: "slow", n: 1, value: "false" }], {}, forced)).toEqual([
      "force:",
      "  - {actor: site, site: slow, n: 0, value: true}",
      "  - {actor: site, site: slow, n: 1, value: false}",
    ]);
  });

  it("may stand in a file of its own", () => {
    const head = { comment: ["Made by hand.", "  indented"], extends: "lease.yaml", title: "A lease: late" };
    expect(textOf([{ does: "remove", entry: "crash-2011" }], head)).toEqual([
      "# Made by hand.",
      "#   indented",
      "",
      "steppe: 1",
      "extends: lease.yaml",
      'title: "A lease: late"',
      "timeline:",
      "  - {id: crash-2011, remove: true}",
    ]);
  });

  it("says any text so that it is read again as it was", () => {
    const base = branchOf(walkOf(LEASE)).model;
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 20 }), fc.string({ minLength: 1 }), (value, actor) => {
        const text = overlayText(base, [told(actor, { claimed: value })]);
        const [entry] = parse(text, { schema: "failsafe" }).timeline;
        expect(entry).toMatchObject({ actor, with: { claimed: value } });
      }),
    );
  });
});
