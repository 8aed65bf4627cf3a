import { dateText, moneyText, parseDate } from "@steppe/core";
import { describe, expect, it } from "vitest";
import type { Act } from "./act.ts";
import { perform } from "./perform.ts";
import { branchOf, lineOf, stepAt, type Walk, worldAt } from "./walk.ts";
import { doAll, LEASE, refusalOf, walkOf } from "./walk-testing.ts";

const day = (text: string): number => (parseDate(text) as { day: number }).day;
const to = (date: string): Act => ({ do: "to-date", date: day(date) });
const inject = (claimed: string, as?: string): Act => ({
  do: "inject",
  actor: "site",
  event: "crash",
  with: { claimed },
  ...(as !== undefined && { as }),
});

/** What a branch comes to in the end: claims paid, and the dates of crashes. */
function endOf(walk: Walk, name?: string): string {
  const { history } = branchOf(walk, name);
  history.whole();
  const { journal, trace } = history.newest;
  const sum = [...journal.postings]
    .filter(({ category }) => category === "claim")
    .reduce((all, one) => all + one.minor, 0n);
  const crashes = [...trace].filter(({ event }) => event === "crash").map(({ date }) => dateText(date));
  return `${moneyText(sum, "USD")}: ${crashes.join(", ")}`;
}

const BASE = "16.00: 2011-06-01, 2012-06-01";

/** Two crashes on one day, of which the second goes wrong. */
const TWICE = LEASE.replace("amount: event.claimed", "amount: event.claimed / (2 - crashes)")
  .replace(/ +target: closed\n/, "")
  .replace(/ +- \{raise: \{event: mend\}\}\n/, "")
  .replace("on: 2012-06-01", "on: 2011-06-01");

describe("an event that is told", () => {
  it("makes a branch, in which it comes next; the one it was told in stays as it was", () => {
    const walk = walkOf(LEASE, to("2010-06-30"), inject("3 USD", "early"));
    expect(walk.at).toEqual({ branch: "early", step: 5 });
    expect(stepAt(walk)).toMatchObject({ event: "crash", date: day("2010-06-30"), after: "mending" });
    expect(endOf(walk)).toBe("19.00: 2010-06-30, 2011-06-01, 2012-06-01");
    expect(endOf(walk, "base")).toBe(BASE);
    expect(branchOf(walk)).toMatchObject({ parent: { branch: "base", step: 4 }, changes: [{ does: "inject" }] });
  });

  it("comes after the steps that were taken on its day, in the order of telling", () => {
    const walk = walkOf(LEASE, to("2010-06-30"), inject("3 USD"), {
      do: "inject",
      actor: "lease",
      event: "end",
      with: {},
    });
    expect(stepAt(walk)).toMatchObject({ actor: "lease", event: "end", date: day("2010-06-30") });
    expect([...branchOf(walk).history.newest.trace].slice(3, 6).map(({ event }) => event)).toEqual([
      "due",
      "crash",
      "end",
    ]);
  });

  it("comes on the date that was gone to, where nothing happens on it", () => {
    const walk = walkOf(LEASE, to("2010-08-15"));
    expect(walk.at).toEqual({ branch: "base", step: 4, date: day("2010-08-15") });
    expect(worldAt(walk)).toMatchObject({ today: day("2010-08-15"), stepsToday: 0 });
    const told = doAll(walk, inject("3 USD", "late"));
    expect(branchOf(told, "late").changes).toMatchObject([{ on: day("2010-08-15"), after: 0 }]);
    expect(endOf(told, "late")).toBe("19.00: 2010-08-15, 2011-06-01, 2012-06-01");
    const second = doAll(told, { do: "inject", actor: "lease", event: "end", with: {} });
    expect(branchOf(second).changes).toMatchObject([{}, { on: day("2010-08-15"), after: 1 }]);
    expect(stepAt(second)).toMatchObject({ actor: "lease", event: "end", date: day("2010-08-15") });
    const dear = doAll(walk, { do: "assume", assumption: "rent", value: "200 USD per year" });
    expect(stepAt(dear)).toMatchObject({ actor: "", date: day("2010-08-15") });
    const short = LEASE.replace("2014-12-31", "2012-12-31").replace("every: 3 months", "every: 5 years");
    const last = walkOf(short, to("2012-07-01"), { do: "inject", actor: "lease", event: "end", with: {} });
    expect(stepAt(last)).toMatchObject({ event: "end", date: day("2012-07-01") });
    const ended = walkOf(LEASE, to("2014-12-31"), to("2012-02-01"), inject("3 USD"));
    expect(stepAt(ended)).toMatchObject({ date: day("2012-02-01") });
  });

  it("is refused after the last step of a model that goes wrong in the next one", () => {
    const wrong = LEASE.replace("amount: event.claimed", "amount: event.claimed / (2 - crashes)");
    const walk = walkOf(wrong, { do: "last" });
    expect(refusalOf(walkOf(TWICE, { do: "last" }), inject("3 USD"))).toBe(
      "model-went-wrong: the model goes wrong before this would come about",
    );
    expect(branchOf(doAll(walk, inject("3 USD"))).history.newest.problem?.notes).toEqual([
      expect.stringMatching(/^on 2012-03-31/),
    ]);
    const between = doAll(walk, to("2012-05-05"));
    expect(between.at).toMatchObject({ date: day("2012-05-05") });
    expect(doAll(between, { do: "inject", actor: "lease", event: "end", with: {} }).at.step).toBe(between.at.step + 1);
    expect(doAll(walk, to("2012-06-01")).at.date).toBeUndefined();
  });

  it("has names of its own where none is given, and the one that is free", () => {
    const walk = walkOf(LEASE, to("2010-06-30"), inject("1 USD"), { do: "switch", branch: "base" }, inject("2 USD"));
    expect([...walk.branches.keys()]).toEqual(["base", "fork-1", "fork-2"]);
    expect(
      doAll(walk, { do: "drop", branch: "fork-1" }, { do: "switch", branch: "base" }, inject("2 USD")).at.branch,
    ).toBe("fork-1");
  });

  it("is refused where nobody would take it, and where a field is missing or wrong", () => {
    const walk = walkOf(LEASE, to("2010-06-30"));
    const told = (actor: string, event: string, fields: Readonly<Record<string, string>> = {}) =>
      refusalOf(walk, { do: "inject", actor, event, with: fields });
    expect(told("sight", "crash")).toBe("no-such-actor: there is no actor `sight`");
    expect(told("site", "mend")).toBe("not-accepted: `site` would not take `mend` on 2010-06-30");
    expect(told("site", "crash")).toBe("missing-field: `crash` needs a value for `claimed`, of kind money");
    expect(told("site", "crash", { claimed: "3" })).toMatch(/^kind-mismatch: /);
    expect(told("site", "crash", { claimed: "3 USD", depth: "4" })).toMatch(/^unknown-field: /);
    expect(refusalOf(walkOf(LEASE), inject("3 USD"))).toBe("not-accepted: `site` has not started: take a step first");
    expect(refusalOf(walk, inject("3 USD", "base"))).toBe("branch-taken: there is a branch `base` already");
    expect(refusalOf(walk, inject("3 USD", "a b"))).toBe("bad-branch-name: `a b` is no name of a branch");
  });
});

describe("a change", () => {
  it("of an assumption holds from here on", () => {
    const walk = walkOf(LEASE, to("2012-12-31"), { do: "assume", assumption: "rent", value: "200 USD per year" });
    branchOf(walk).history.whole();
    const rents = [...branchOf(walk).history.newest.journal.postings]
      .filter(({ category }) => category === "rent")
      .map(({ minor }) => minor);
    expect(rents.slice(0, 12).every((minor) => minor === 2500n)).toBe(true);
    expect(rents.slice(12).every((minor) => minor === 5000n)).toBe(true);
    expect(rents).toHaveLength(20);
    expect(refusalOf(walk, { do: "assume", assumption: "rnt", value: "1 USD" })).toMatch(/^unknown-assumption: /);
  });

  it("of an entry's date moves it, in the past too; then somebody stands before what is another", () => {
    const walk = walkOf(LEASE, { do: "last" }, { do: "move", entry: "crash-2011", on: day("2013-02-01"), as: "late" });
    expect(endOf(walk)).toBe("16.00: 2012-06-01, 2013-02-01");
    expect(stepAt(walk)).toMatchObject({ n: 6, date: day("2011-03-31") });
    const again = doAll(walk, { do: "move", entry: "crash-2011", on: day("2010-02-01") });
    expect(endOf(again)).toBe("16.00: 2010-02-01, 2012-06-01");
    expect(endOf(again, "late")).toBe("16.00: 2012-06-01, 2013-02-01");
  });

  it("may take out an entry, one of its own telling too", () => {
    const walk = walkOf(LEASE, to("2010-06-30"), inject("3 USD"), { do: "remove", entry: "crash-2011" });
    expect(endOf(walk)).toBe("12.00: 2010-06-30, 2012-06-01");
    const { timeline } = branchOf(walk).model;
    const own = timeline.find(({ id }) => id.startsWith("what-if"))?.id ?? "";
    expect(endOf(doAll(walk, { do: "remove", entry: own }))).toBe("9.00: 2012-06-01");
    expect(endOf(doAll(walk, { do: "move", entry: own, on: day("2010-02-01") }))).toBe("12.00: 2010-02-01, 2012-06-01");
  });

  it("names an entry by its id", () => {
    const walk = walkOf(LEASE);
    expect(refusalOf(walk, { do: "remove", entry: "crash-2014" })).toBe(
      "no-such-entry: the timeline has no entry `crash-2014`",
    );
    expect(refusalOf(walk, { do: "remove", entry: "timeline/2" })).toBe(
      "entry-without-id: the entry `timeline/2` has no `id` by which a change could name it",
    );
    const gone = doAll(walk, { do: "remove", entry: "crash-2011" });
    expect(refusalOf(gone, { do: "remove", entry: "crash-2011" })).toMatch(/^no-such-entry: /);
  });
});

describe("a field of kind text", () => {
  const named = LEASE.replace("claimed: {kind: money}", "claimed: {kind: money}, name: {kind: text, default: \"''\"}");
  const namedBy = (name: string): unknown => {
    const act = inject("1 USD");
    const walk = walkOf(named, to("2010-06-30"), act.do === "inject" ? { ...act, with: { ...act.with, name } } : act);
    return stepAt(walk)?.fields.find((one) => one.name === "name")?.value;
  };
  it("takes plain text, and a quoted one", () => {
    expect(["late", "x y", "'late'", '"it\'s"', "it's"].map(namedBy)).toEqual(["late", "x y", "late", "it's", "it's"]);
  });
});

describe("a forced draw", () => {
  const DICE = LEASE.replace(
    "on: {mend: mending}",
    "on: {mend: [{target: mending, guard: 'chance(10%, as: slow)'}, open]}",
  );

  it("takes hold where it is drawn, and is the last that was said of it", () => {
    const force = (value: string): Act => ({ do: "force", actor: "site", site: "slow", n: 1, value });
    const slow = walkOf(DICE, { do: "last" }, force("true"));
    expect(stepAt(slow)?.date).toBeLessThan(day("2012-06-01"));
    const [first, second] = [...branchOf(doAll(slow, { do: "last" })).history.newest.trace].filter(
      ({ event }) => event === "crash",
    );
    expect([first?.after, second?.after]).toEqual(["open", "mending"]);
    const not = doAll(slow, force("false"), { do: "last" });
    expect(
      [...branchOf(not).history.newest.trace].filter(({ event }) => event === "crash").map((one) => one.after),
    ).toEqual(["open", "open"]);
    expect(refusalOf(slow, { do: "force", actor: "site", site: "slwo", n: 0, value: "true" })).toMatch(
      /^unknown-site: /,
    );
  });
});

describe("a branch", () => {
  it("that is empty takes the next change in; one that is not, or is named, does not", () => {
    const walk = walkOf(LEASE, to("2010-06-30"), { do: "fork", as: "late" }, inject("3 USD"));
    expect([...walk.branches.keys()]).toEqual(["base", "late"]);
    expect(endOf(walk)).toMatch(/^19\.00/);
    expect([...doAll(walk, { do: "remove", entry: "crash-2011" }).branches.keys()]).toEqual(["base", "late", "fork-1"]);
    const named = walkOf(LEASE, to("2010-06-30"), { do: "fork", as: "late" }, inject("3 USD", "x"));
    expect([...named.branches.keys()]).toEqual(["base", "late", "x"]);
  });

  it("is renamed with all that names it", () => {
    const walk = walkOf(
      LEASE,
      to("2010-06-30"),
      inject("3 USD", "a"),
      { do: "mark", mark: "m" },
      { do: "remove", entry: "crash-2011", as: "b" },
    );
    const renamed = doAll(walk, { do: "rename", branch: "a", as: "c" });
    expect(lineOf(renamed, "b").map(({ name }) => name)).toEqual(["base", "c", "b"]);
    expect(renamed.marks.get("m")?.branch).toBe("c");
    expect(doAll(renamed, { do: "return" }).at.branch).toBe("c");
    expect(refusalOf(walk, { do: "rename", branch: "base", as: "x" })).toMatch(/^first-branch: /);
    expect(refusalOf(walk, { do: "rename", branch: "x", as: "y" })).toBe("no-such-branch: there is no branch `x`");
    expect(refusalOf(walk, { do: "rename", branch: "a", as: "b" })).toMatch(/^branch-taken: /);
  });

  it("is dropped with those made of it, and whoever stood there stands where it began", () => {
    const walk = walkOf(
      LEASE,
      to("2010-06-30"),
      inject("3 USD", "a"),
      { do: "mark", mark: "m" },
      { do: "remove", entry: "crash-2011", as: "b" },
    );
    const dropped = doAll(walk, { do: "drop", branch: "a" });
    expect([...dropped.branches.keys()]).toEqual(["base"]);
    expect(dropped.at).toEqual({ branch: "base", step: 4 });
    expect(dropped.marks.size).toBe(0);
    expect(refusalOf(dropped, { do: "return" })).toMatch(/^no-way-back: /);
    expect(doAll(dropped, { do: "undo" })).toMatchObject({ at: walk.at });
    expect(refusalOf(walk, { do: "drop", branch: "base" })).toMatch(/^first-branch: /);
  });

  it("is switched to at the same step where both are the same, else at the end of the same day", () => {
    const walk = walkOf(LEASE, to("2011-06-01"), { do: "remove", entry: "crash-2011", as: "none" });
    expect(walk.at.step).toBe(7);
    const later = doAll(walk, to("2011-09-30"), { do: "switch", branch: "base" });
    expect(dateText(worldAt(later).today)).toBe("2011-09-30");
    expect(doAll(walk, { do: "switch", branch: "base" }).at).toEqual({ branch: "base", step: 7 });
    expect(refusalOf(walk, { do: "switch", branch: "x" })).toBe("no-such-branch: there is no branch `x`");
  });
});

describe("undo", () => {
  it("takes back changes, marks and stops, each the last, and never a move", () => {
    const walk = walkOf(LEASE, to("2010-06-30"), { do: "mark", mark: "m" }, { do: "step", count: 2 }, inject("3 USD"), {
      do: "stop",
      at: "crash",
    });
    const once = doAll(walk, { do: "undo" });
    expect({ stops: once.stops.length, branches: once.branches.size }).toEqual({ stops: 0, branches: 2 });
    const twice = doAll(once, { do: "undo" });
    expect({ at: twice.at, branches: twice.branches.size, marks: twice.marks.size }).toEqual({
      at: { branch: "base", step: 6 },
      branches: 1,
      marks: 1,
    });
    expect(doAll(twice, { do: "undo" }).marks.size).toBe(0);
    expect(refusalOf(doAll(twice, { do: "undo" }), { do: "undo" })).toBe("nothing-to-undo: there is nothing to undo");
  });

  it("is taken back by redo, until something else is done", () => {
    const walk = walkOf(LEASE, to("2010-06-30"), inject("3 USD"), { do: "mark", mark: "m" });
    const back = doAll(walk, { do: "undo" }, { do: "undo" });
    const again = doAll(back, { do: "redo" }, { do: "redo" });
    expect({ at: again.at, marks: again.marks }).toEqual({ at: walk.at, marks: walk.marks });
    expect(refusalOf(again, { do: "redo" })).toBe("nothing-to-redo: there is nothing to redo");
    expect(refusalOf(doAll(back, { do: "mark", mark: "n" }), { do: "redo" })).toMatch(/^nothing-to-redo: /);
  });

  it("leaves an act that is refused without a trace", () => {
    const walk = walkOf(LEASE, to("2010-06-30"));
    const refused = perform(walk, inject("3"));
    expect(refused.ok).toBe(false);
    expect(refusalOf(walk, { do: "undo" })).toMatch(/^nothing-to-undo: /);
  });
});
