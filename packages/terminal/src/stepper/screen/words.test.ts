/** What is asked by words is shown in panes. */
import { describe, expect, it } from "vitest";
import { sits, type User } from "./screen-testing.ts";

const asks = (line: string): User => sits().types("05l").types(`:${line}\n`);

describe("a question by words", () => {
  it("looks at what it asks for", () => {
    expect(asks("actors").state.focus).toBe("actors");
    expect(asks("ledger").state.focus).toBe("ledger");
    expect(asks("branches").state.focus).toBe("branches");
    expect(asks("actor site").state.subject).toEqual({ of: "actor", actor: "site" });
    expect(asks("why rent_paid").state.subject).toEqual({ of: "measure", measure: "rent_paid" });
    expect(asks("why posting 2").state.subject).toEqual({ of: "posting", posting: 1 });
    expect(asks("why step 3").state.subject).toEqual({ of: "step", step: 3 });
    expect(asks("why").state.focus).toBe("inspector");
  });

  it("says why a state, an assumption, an input or an actor is as it is, in the inspector", () => {
    const wide = { size: { columns: 200, rows: 50 } };
    const sees = (line: string): string => sits(wide).types("05l").types(`:${line}\n`).sees;
    expect(sees("why rent")).toContain("Inspector: why rent─");
    expect(sees("why rent")).toContain("rent is 100.00 USD per year on 2010-09-30");
    expect(sees("why assumption rent")).toContain("Inspector: why assumption rent");
    expect(sees("why site.mending")).toContain("site.mending has not been entered up to 2010-09-30");
    expect(sees("why site.crashes")).toMatch(/site\.crashes is 0: its first value/);
    expect(sees("why site")).toMatch(/site is open, since 2010-01-01/);
    const user = sits(wide).types("05l").types(":why site.mending\n").types("/crash\n");
    expect(user.sees).toContain("site.mending was entered on 2011-06-01, and is so now");
    expect(user.presses("escape").sees).toContain("Inspector: step");
  });

  it("lists all measures, each of which leads to how it comes about", () => {
    const user = asks("measures");
    expect(user.sees).toContain("Measures, as of 2010-09-30");
    expect(user.sees).toMatch(/rent_paid +75\.00 USD/);
    expect(user.sees).toMatch(/claims_paid +0\.00 USD/);
    user.types("claims").presses("enter");
    expect(user.state.subject).toEqual({ of: "measure", measure: "claims_paid" });
    expect([user.state.focus, user.state.dialog]).toEqual(["inspector", undefined]);
    const forked = asks("assume rent=200 USD per year as dear").types(":to 2010-12-31\n").presses("M");
    expect(forked.sees).toMatch(/rent_paid +125\.00 USD +\+25\.00 USD/);
    expect(sits({ size: { columns: 50, rows: 15 } }).types("05lM").sees).toMatch(/rent_paid +75\.00 USD/);
  });

  it("opens what a key would open", () => {
    expect(asks("accepts").sees).toContain("Inject an event");
    expect(asks("stops").sees).toContain("there are no stops");
    expect(asks("draws").sees).toContain("Force a draw");
    expect(asks("help").sees).toContain("search:");
    expect(asks("marks").said).toContain("go to mark");
  });

  it("is answered in one line where that is enough", () => {
    expect(asks("where").said).toBe("base, step 4/25, 2010-09-30");
    expect(asks("print paid(rent)").said).toBe("paid(rent): 75.00 USD");
    expect(asks("print rent").said).toBe("rent: 100.00 USD per year");
    expect(asks("print rentt").said).toMatch(/^✗ .*rentt/);
  });

  it("is refused where there is no such thing", () => {
    expect(asks("why posting 99").said).toBe("✗ there is no posting 99 yet — so far there are 22");
    expect(asks("why step 99").said).toBe("✗ there is no step 99 yet — so far the last is step 25");
    expect(asks("why nobody").said).toMatch(/^✗ there is no `nobody` to ask about — ask about a posting or step/);
    expect(asks("compare base late").said).toBe("✗ there is no branch `late`");
    expect(asks("compare").said).toBe("there is one future only: a change or a fork makes another");
  });

  it("saves, copies and leaves as the keys do", () => {
    const changed = asks("fork late").types(":save late.yaml\n");
    expect(changed.asked.at(-1)).toEqual({ do: "save", file: "late.yaml", branch: "late", force: false });
    expect(changed.types(":save! late.yaml base\n").asked.at(-1)).toMatchObject({ branch: "base", force: true });
    expect(changed.types(":shell\n").asked.at(-1)).toEqual({ do: "copy-command" });
    expect(asks("quit").asked.at(-1)).toEqual({ do: "quit", code: 0 });
    expect(asks("q").asked.at(-1)).toEqual({ do: "quit", code: 0 });
  });

  it("is nothing where nothing is typed", () => {
    expect(asks("  ").said).toBe("");
    expect(asks("# a remark").said).toBe("");
  });
});
