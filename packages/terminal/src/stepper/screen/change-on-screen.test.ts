/** Changing, forking, comparing, undoing, as somebody at the screen does it. */
import { walkOf } from "@steppe/walk/walk-testing.ts";
import { describe, expect, it } from "vitest";
import { LEASE, sits, User } from "./screen-testing.ts";

const NAMED = `
steppe: 1
period: 2010-01-01 .. 2012-12-31
currency: USD
parties: [one, two]
machines:
  pad:
    events: {launch: {name: {kind: text}}, lend: {borrower: {kind: party}}}
    variables: {last: {kind: text, initial: "'none'"}}
    initial: ready
    states:
      ready:
        on:
          launch: {actions: [{set: {last: event.name}}]}
          lend: {actions: [{pay: {from: one, to: event.borrower, amount: 5 USD, for: loan}}]}
actors:
  pad: {machine: pad}
measures:
  lent: paid(loan)
`;

describe("injecting", () => {
  it("offers what actors would take, asks for the fields, and makes a fork", () => {
    const user = sits().types(":2010-06-30\n").presses("e");
    expect(user.sees).toContain("site.crash(claimed)");
    user.types("crash\n");
    expect(user.sees).toContain("Inject site.crash");
    expect(user.sees).toContain("money (USD)");
    user.types("5 USD").presses("tab").types("worse").presses("enter");
    expect(user.said).toBe("this is now worse, forked from base");
    expect(user.acts.at(-1)).toEqual({
      do: "inject",
      actor: "site",
      event: "crash",
      with: { claimed: "5 USD" },
      as: "worse",
    });
    expect(user.header).toContain("a.yaml ▸ worse");
    expect(user.sees).toContain("crash");
  });

  it("says what is missing and what is of another kind, before anything is done", () => {
    const user = sits().types("05l").presses("e").types("crash\n").presses("tab", "enter");
    expect(user.sees).toContain("this has to be given");
    user.types("3 days").presses("tab");
    expect(user.sees).toContain("this is duration, and money (USD) is wanted");
    user.presses("up", "ctrl+u").types("nonsense").presses("tab");
    expect(user.sees).toContain("nonsense");
    expect(user.acts.map((act) => act.do)).toEqual(["step"]);
    expect(user.presses("escape").state.dialog).toBeUndefined();
  });

  it("takes the words of a text as they stand, or quoted, or an expression", () => {
    for (const [typed, given] of [
      ["Proton M", '"Proton M"'],
      ["Proton", '"Proton"'],
      ["'Proton M'", "'Proton M'"],
      ['say "no"', '"say \\"no\\""'],
    ]) {
      const user = new User(walkOf(NAMED)).presses("right").presses("e").types("launch\n").types(`${typed}`);
      user.presses("tab").presses("enter");
      expect(user.said).toBe("this is now fork-1, forked from base");
      expect(user.acts.at(-1)).toEqual({ do: "inject", actor: "pad", event: "launch", with: { name: given } });
    }
  });

  it("says in the form which name no branch can have", () => {
    const user = sits().types("05l").presses("e").types("crash\n").types("5 USD").presses("tab");
    user.types("two words").presses("enter");
    expect(user.sees).toContain("`two words` is no name of a branch");
    user.presses("ctrl+u").types("base").presses("shift+tab");
    expect(user.sees).toContain("there is a branch `base` already");
    expect(user.acts.map(({ do: did }) => did)).toEqual(["step"]);
  });

  it("opens the form again at the field for which it was refused, with all that was typed", () => {
    const user = new User(walkOf(NAMED)).presses("right").presses("e").types("lend\n");
    user.types("nobody").presses("tab").types("other").presses("enter");
    const { dialog } = user.state;
    expect(dialog?.is === "form" && dialog.fields.map(({ text }) => text)).toEqual(["nobody", "other"]);
    expect(dialog?.is === "form" && dialog.index).toBe(0);
    expect(user.said).toMatch(/^✗ .*`nobody`/);
    expect(user.sees).toMatch(/borrower {3,}.*nobody/);
    user.presses("ctrl+u").types("two").presses("tab", "enter");
    expect(user.said).toBe("this is now other, forked from base");
  });

  it("lets go of keys pressed after what is refused, and keeps saying why", () => {
    const user = sits().types("05l").types(":inject site.crash claimed=5 as base");
    for (const key of ["enter", "right", "right"]) user.happens({ on: "key", key });
    expect(user.waits().at).toBe("base 5");
    expect(user.said).toContain("✗ there is a branch `base` already");
  });

  it("says that nothing is taken before the first step", () => {
    expect(sits().presses("e").sees).toContain("no actor takes any event here: take a step first");
  });
});

describe("other changes", () => {
  it("give an assumption another value from here on", () => {
    const user = sits().types("05l").presses("a");
    expect(user.sees).toContain("100.00 USD per year");
    user.types("rent\n").types("120 USD per year").presses("enter", "enter");
    expect(user.acts.at(-1)).toEqual({ do: "assume", assumption: "rent", value: "120 USD per year" });
    expect(user.at).toMatch(/^fork-1 /);
  });

  it("move and remove a dated entry", () => {
    const user = sits().presses("t").types("2011").presses("enter");
    expect(user.said).toBe("move crash-2011 to (YYYY-MM-DD) 2011-06-01");
    user.presses("ctrl+u").types("2011-07-05\n");
    expect(user.said).toBe("this is now fork-1, forked from base");
    expect(user.types("/crash\n").header).toContain("2011-07-05");
    user.presses("t").types("crash-2011").presses("delete");
    expect(user.said).toBe("this is now fork-2, forked from fork-1");
    expect(user.presses("g").types("/crash\n").header).toContain("2012-06-01");
  });

  it("say what is no date, and which entry cannot be named", () => {
    const user = sits().presses("t", "enter", "ctrl+u").types("soon\n");
    expect(user.said).toBe("✗ a date is written YYYY-MM-DD");
    user.presses("t").types("2012\n").presses("enter");
    expect(user.said).toContain("✗ the entry `timeline/2` has no `id` by which a change could name it");
  });

  it("say that nothing was drawn", () => {
    expect(sits().presses("F").sees).toContain("nothing was drawn in this step");
  });
});

describe("forcing", () => {
  const LOTTERY = `
steppe: 1
period: 2010-01-01 .. 2012-12-31
currency: USD
parties: [one, two]
machines:
  lottery:
    events: {play: {}}
    initial: playing
    states:
      playing:
        invoke: {src: calendar, input: {every: 1 year, from: 2010-06-30, event: play}}
        on:
          play:
            - {guard: "chance(0.5, as: win)", target: won}
            - playing
      won: {type: final}
actors:
  club: {machine: lottery}
measures:
  wins: count(club.won)
`;

  it("offers the draws of this step and of those ahead, and makes a fork where it came otherwise", () => {
    const user = new User(walkOf(LOTTERY));
    user.presses("F");
    const sees = user.sees;
    expect(sees).toMatch(/2010-06-30 {2}club {2}win #0 {2}chance, u = 0\.\d{6}/);
    const other = /won/.test(user.presses("escape", "G").sees) ? "false" : "true";
    user.presses("g", "F").types("club win").presses("enter");
    expect(user.said).toBe("club win #0 is (true or false)");
    user.types(`${other}\n`);
    expect(user.said).toBe("this is now fork-1, forked from base");
    expect(user.acts.at(-1)).toEqual({ do: "force", actor: "club", site: "win", n: 0, value: other });
    user.presses("F").presses("enter").types("maybe\n");
    expect(user.said).toMatch(/^✗ /);
  });
});

describe("reading the files again", () => {
  it("is asked for, and leaves the user where they were told", () => {
    const user = sits().presses("r");
    expect(user.asked).toEqual([{ do: "reload" }]);
    const walk = walkOf(LEASE, { do: "step", count: 4 });
    user.happens({ on: "reloaded", walk, message: { text: "the files were read again" } });
    expect([user.at, user.said]).toEqual(["base 4", "the files were read again"]);
  });
});

describe("forks", () => {
  it("are made with a name, switched, renamed, dropped, and brought back", () => {
    const user = sits().types("05l").presses("f").types("late\n");
    expect(user.at).toBe("late 5");
    user.presses("4", "home", "up", "enter");
    expect(user.at).toMatch(/^base /);
    user.presses("down").presses("R").presses("ctrl+u").types("later\n");
    expect(user.said).toBe("late is now later");
    user.presses("x");
    expect([...user.state.walk.branches.keys()]).toEqual(["base"]);
    expect(user.said).toBe("later is gone; undo brings it back");
    expect([...user.presses("u").state.walk.branches.keys()]).toEqual(["base", "later"]);
    expect([...user.presses("ctrl+r").state.walk.branches.keys()]).toEqual(["base"]);
    expect(user.presses("x").said).toBe("base is the scenario itself: it cannot be dropped");
  });

  it("need a name that is free", () => {
    const user = sits().presses("f").types("base\n");
    expect(user.said).toContain("✗ there is a branch `base` already");
    expect(user.presses("f", "enter").said).toBe("a fork needs a name");
  });

  it("are undone and done again", () => {
    const user = sits().types("05l").presses("f").types("a\n").presses("u");
    expect(user.at).toBe("base 5");
    expect(user.said).toBe("undone; redo gives it again");
    expect(user.presses("u").said).toBe("there is nothing to undo");
    expect(user.presses("ctrl+r").at).toBe("a 5");
  });
});

describe("beside each other", () => {
  const forked = () => sits().types(":2010-06-30\n").types(':inject site.crash claimed="5 USD" as worse\n');

  it("say where they part and what differs so far in every measure", () => {
    const user = forked().presses("G", "=");
    expect(user.sees).toContain("base beside worse, up to 2014-12-31");
    expect(user.sees).toMatch(/they part at step \d+ +p goes there/);
    expect(user.sees).toMatch(/worse: 2010-06-30 {2}site: crash, open → mending/);
    expect(user.sees).toContain("1 of 2 measures differ so far");
    expect(user.sees).toMatch(/claims_paid +16\.00 USD +21\.00 USD +\+5\.00 USD/);
    expect(user.sees).toMatch(/rent_paid +.* =/);
  });

  it("go to the next difference, hide what is the same, and go to where they part", () => {
    const user = forked().presses("=");
    expect(user.presses("e").sees).toContain("base beside worse, up to 2014-12-31");
    expect(user.presses("e").sees).toContain("base beside worse, up to 2010-06-30");
    user.presses("n");
    expect(user.lines.find((line) => line.includes("▌"))).toContain("claims_paid");
    expect(user.presses("n").said).toBe("no later measure differs");
    expect(user.presses("d").sees).not.toMatch(/rent_paid.*=/);
    user.presses("p");
    expect([user.state.dialog, user.header]).toEqual([undefined, expect.stringContaining("2010-06-30")]);
  });

  it("lead to how a measure comes about", () => {
    const user = forked().presses("=", "n", "enter");
    expect(user.state.subject).toEqual({ of: "measure", measure: "claims_paid" });
    expect(user.state.focus).toBe("inspector");
  });

  it("need a fork", () => {
    expect(sits().presses("=").said).toBe("there is one future only: a change or a fork makes another");
  });
});

describe("keeping", () => {
  it("asks for a file, and asks before forks are lost", () => {
    const user = sits().types("05l").presses("f").types("late\n").types(":assume rent=1 USD per year\n");
    user.presses("s", "enter");
    expect(user.asked.at(-1)).toEqual({ do: "save", file: "late.yaml", branch: "late", force: false });
    user.presses("q");
    expect(user.said).toBe("not saved: late; s saves one. Leave nevertheless? (y/n)");
    expect(user.presses("n").asked.some((one) => one.do === "quit")).toBe(false);
    user.happens({ on: "told", message: { text: "saved" }, saved: "late" }).presses("q");
    expect(user.asked.at(-1)).toEqual({ do: "quit", code: 0 });
  });

  it("asks for each fork that is not saved, though another is, and again when one is changed further", () => {
    const user = sits().types("05l").types(":assume rent=1 USD per year as one\n");
    user.types(":switch base\n").types(":assume rent=2 USD per year as two\n");
    user.happens({ on: "told", message: { text: "saved" }, saved: "one" }).presses("q");
    expect(user.said).toContain("not saved: two; s saves one.");
    user.presses("n").happens({ on: "told", message: { text: "saved" }, saved: "two" });
    // What a file holds is the changes: another name loses none.
    user.types(":rename two three\n").presses("l").types(":assume rent=3 USD per year as four\n").presses("q");
    expect(user.said).toContain("not saved: four; s saves one.");
    expect(user.asked.some((one) => one.do === "quit")).toBe(false);
    expect(user.presses("y").asked.at(-1)).toEqual({ do: "quit", code: 0 });
  });

  it("shows how to answer on a small screen, too", () => {
    const user = sits({ size: { columns: 50, rows: 15 } }).types("05l");
    user.types(":assume rent=1 USD per year as a-fork-with-a-rather-long-name\n").presses("q");
    expect(user.hints).toMatch(/^not saved: a-fork-with.*… \(y\/n\)$/);
  });

  it("does not ask for forks that it was opened with", () => {
    const user = sits({}, { do: "step", count: 5 }, { do: "assume", assumption: "rent", value: "1 USD per year" });
    expect(user.presses("q").asked.at(-1)).toEqual({ do: "quit", code: 0 });
  });

  it("leaves at once where nothing is lost, or a log keeps it", () => {
    expect(sits().presses("right", "q").asked.at(-1)).toEqual({ do: "quit", code: 0 });
    const logged = sits({ logged: true }).presses("f").types("late\n").presses("q");
    expect(logged.asked.at(-1)).toEqual({ do: "quit", code: 0 });
  });

  it("leaves with 130 at Ctrl-C, whatever is open", () => {
    expect(sits().presses("e", "ctrl+c").asked).toEqual([{ do: "quit", code: 130 }]);
    expect(sits().types(":abc").presses("ctrl+c").asked).toEqual([{ do: "quit", code: 130 }]);
  });
});
