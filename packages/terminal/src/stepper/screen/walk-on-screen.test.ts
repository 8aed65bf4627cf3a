/** Walking, finding and stopping, as somebody at the screen does it. */
import { walkOf } from "@steppe/walk/walk-testing.ts";
import { describe, expect, it } from "vitest";
import { LEASE, sits, User } from "./screen-testing.ts";

/** A claim that is divided by the number of crashes before. */
const WRONG_PAY = "{pay: {from: tenant, to: landlord, amount: event.claimed / (crashes - 1), for: claim}}";

describe("moves", () => {
  it("go on and back by one, by a count, to the ends", () => {
    const user = sits();
    expect(user.header).toMatch(/^a\.yaml ▸ base {2}central path +start {2}2010-01-01 {2}paused$/);
    expect(user.presses("right", "right").at).toBe("base 2");
    expect(user.presses("0", "5", "right").at).toBe("base 7");
    expect(user.presses("left").at).toBe("base 6");
    expect(user.presses("1", "0", "left").at).toBe("base 0");
    expect(user.said).toBe("this is the beginning");
    const { known } = [...user.state.walk.branches.values()][0]?.history ?? { known: 0 };
    expect(user.presses("G").at).toBe(`base ${known}`);
    expect(user.presses("right").said).toBe("this is the end");
    expect(user.presses("g").at).toBe("base 0");
  });

  it("take a digit for a pane, and a number for a count that leaves the focus where it was", () => {
    const user = sits();
    expect(user.presses("5", "right").at).toBe("base 1");
    expect(user.state.focus).toBe("ledger");
    expect(user.presses("1").state.focus).toBe("actors");
    expect(user.presses("2").said).toBe("12 times …");
    expect(user.presses("right").at).toBe("base 13");
    expect(user.state.focus).toBe("ledger");
    expect(user.presses("9", "left").at).toBe("base 4");
  });

  it("go by years, by actors and by microsteps", () => {
    const user = sits();
    expect(user.presses("}").header).toContain("2010-12-31");
    expect(user.presses("}", "{").header).toContain("2010-12-31");
    user.presses("1", "down", "]");
    expect(user.header).toContain("2011-06-01");
    expect(user.presses("left", ".").at).toMatch(/\.1$/);
    expect(user.presses(",").at).not.toContain(".");
  });

  it("go to what the command line names", () => {
    const user = sits();
    expect(user.types(":12").said).toBe(":12");
    expect(user.presses("enter").at).toBe("base 13");
    expect(user.types(":+3\n").at).toBe("base 16");
    expect(user.types(":-16\n").at).toBe("base 0");
    expect(user.types(":2012-05\n").header).toContain("2012-05-31");
    expect(user.types(":2011-06-01\n").header).toContain("2011-06-01");
    expect(user.types(":step 2\n").acts.at(-1)).toEqual({ do: "step", count: 2 });
    expect(user.types(":to when paid(claim) > 10 USD\n").header).toContain("2012-06-01");
    expect(user.types(":999999\n").said).toContain("✗ there is no step 999999");
    expect(user.types(":stpe\n").said).toBe("✗ there is no command `stpe` — did you mean `step`?");
  });

  it("recall earlier lines", () => {
    const user = sits().types(":3\n").types(":5\n");
    expect(user.types(":").presses("up", "up").said).toBe(":3");
    expect(user.presses("enter").at).toBe("base 4");
  });

  it("come back to marks, and to where the last move began", () => {
    const user = sits().types("05l");
    expect(user.presses("m", "a").said).toBe("marked as a");
    expect(user.presses("G", "'", "a").at).toBe("base 5");
    user.presses("right", "g", "'", "'");
    expect(user.at).toBe("base 6");
    expect(user.presses("'", "x").said).toBe("✗ there is no mark `x` — marks: a");
  });
});

describe("a model that goes wrong", () => {
  const WRONG = LEASE.replace("{pay: {from: tenant, to: landlord, amount: event.claimed, for: claim}}", WRONG_PAY);

  it("says at its end what went wrong and where, and how to mend it", () => {
    const user = new User(walkOf(WRONG)).presses("G");
    const said = /^✗ the model went wrong: .*divi.* \(a\.yaml:\d+:\d+\); the inspector \(3\) says how to mend it$/;
    expect(user.said).toMatch(said);
    expect(user.header).toContain("2011-");
    expect(user.sees).toContain("Inspector: what went wrong");
    expect(user.sees).toContain("error[division-by-zero]");
    expect(user.sees).toMatch(/a\.yaml:\d+:\d+/);
    expect(user.presses("l").said).toMatch(said);
    expect(user.presses("h").sees).not.toContain("what went wrong");
    expect(user.presses("l").said).toMatch(said);
    expect(user.presses("h", "c").said).toMatch(said);
  });

  it("pauses a walk that plays there, and says so", () => {
    const user = new User(walkOf(WRONG)).presses("G", "h", "space");
    for (let ticks = 0; user.state.playing && ticks < 5; ticks++) user.happens({ on: "tick" });
    expect(user.said).toContain("✗ the model went wrong: ");
  });
});

describe("finding", () => {
  it("goes to the next step that says a text, and on, and back", () => {
    const user = sits().types("/crash\n");
    expect(user.header).toContain("2011-06-01");
    expect(user.presses("n").header).toContain("2012-06-01");
    expect(user.presses("n").said).toContain("✗ no step after here says `crash`");
    expect(user.presses("N").header).toContain("2011-06-01");
  });

  it("says that nothing was searched for", () => {
    expect(sits().presses("n").said).toBe("nothing was searched for yet: / searches");
  });

  it("stops at a state, at an event, at an amount, and lists the stops", () => {
    const user = sits().types(":stop at site.mending\n");
    expect(user.said).toBe("a stop at site.mending");
    expect(user.presses("c").said).toBe("stopped: site.mending");
    expect(user.header).toContain("2011-06-01");
    expect(user.presses("c").header).toContain("2012-06-01");
    expect(user.presses("c").said).toBe("this is the end");
    expect(user.presses("C").header).toContain("2012-06-01");
    user.presses("B");
    expect(user.sees).toContain("1 site.mending");
    expect(user.presses("delete", "escape").state.walk.stops).toEqual([]);
    user.presses("g", "b").types("another\n").types("over 8 USD for claim\n");
    expect(user.presses("c").said).toBe("stopped: over 8 USD for claim");
    expect(user.header).toContain("2012-06-01");
  });

  it("offers what happens here as stops", () => {
    const user = sits().types("/crash\n").presses("b");
    expect(user.sees).toContain("site.crash");
    user.types("site.crash\n");
    expect(user.state.walk.stops.map(({ text }) => text)).toEqual(["site.crash"]);
  });

  it("takes what is typed into the list of stops for one", () => {
    const user = sits().presses("b").types("over 8 USD for claim");
    expect(user.sees).toContain("a stop at over 8 USD for claim");
    expect(user.presses("enter").said).toBe("a stop at over 8 USD for claim");
    expect(user.presses("c").said).toBe("stopped: over 8 USD for claim");
    expect(user.presses("b").types("over much\n").said).toMatch(/^✗ /);
  });

  it("refuses a stop that is nothing", () => {
    expect(sits().types(":stop at nowhere\n").said).toContain("✗ `nowhere` is no state and no event of this scenario");
  });

  it("shows only steps that say some words, and all again", () => {
    const user = sits().types("\\crash\n");
    expect(user.sees).toContain("filter: crash");
    expect(user.sees).not.toContain("due");
    expect(user.presses("escape").sees).toContain("due");
  });
});

describe("playing", () => {
  it("takes a step at each tick until it is paused, and at a stop", () => {
    const user = sits().types(":stop at site.crash\n").presses("space");
    expect(user.header).toContain("playing");
    expect(user.hints).toContain("space pause");
    user.happens({ on: "tick" }).happens({ on: "tick" });
    expect(user.at).toBe("base 2");
    user.presses("space").happens({ on: "tick" });
    expect(user.at).toBe("base 2");
    user.presses("space");
    for (let i = 0; i < 100; i++) user.happens({ on: "tick" });
    expect(user.header).toContain("2011-06-01");
    expect(user.said).toBe("stopped: site.crash");
    expect(user.header).toContain("paused");
  });

  it("is quicker and slower", () => {
    const user = sits();
    expect(user.presses(">").said).toBe("8 steps a second");
    expect(user.presses("<", "<", "<").said).toBe("1 step a second");
    expect(user.presses("<").said).toBe("1 step a second");
  });

  it("ends at the end", () => {
    const user = sits().presses("G", "left", "space").happens({ on: "tick" }).happens({ on: "tick" });
    expect(user.said).toBe("this is the end");
    expect(user.state.playing).toBe(false);
  });
});
