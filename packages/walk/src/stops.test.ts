import { dateText } from "@steppe/core";
import { describe, expect, it } from "vitest";
import type { Act } from "./act.ts";
import { stepAt } from "./walk.ts";
import { doAll, LEASE, refusalOf, walkOf } from "./walk-testing.ts";

/** The first days on which a walk halts at a stop. */
function haltsAt(at: string, most = 3): readonly string[] {
  let walk = walkOf(LEASE, { do: "stop", at });
  const days: string[] = [];
  for (let i = 0; i < most; i++) {
    walk = doAll(walk, { do: "run", back: false });
    days.push(dateText(stepAt(walk)?.date ?? 0));
  }
  return days;
}

describe("a stop", () => {
  it.each([
    ["site.crash", ["2011-06-01", "2012-06-01", "2014-12-31"]],
    ["crash", ["2011-06-01", "2012-06-01", "2014-12-31"]],
    ["site.mending", ["2011-06-01", "2012-06-01", "2014-12-31"]],
    ["site.open", ["2010-01-01", "2011-07-01", "2012-07-01"]],
    ["due", ["2010-03-31", "2010-06-30", "2010-09-30"]],
    ["over 8 USD for claim", ["2012-06-01", "2014-12-31", "2014-12-31"]],
    ["over 24 USD", ["2010-03-31", "2010-06-30", "2010-09-30"]],
    ["when paid(claim) > 7 USD", ["2012-06-01", "2014-12-31", "2014-12-31"]],
  ])("at %s halts where it comes", (at, days) => {
    expect(haltsAt(at)).toEqual(days);
  });

  it("is refused where it can be nothing", () => {
    const refused = (at: string) => refusalOf(walkOf(LEASE), { do: "stop", at });
    expect(refused("site.shut")).toBe("no-such-stop: `site.shut` is no state and no event of this scenario");
    expect(refused("sight.open")).toMatch(/^no-such-stop: /);
    expect(refused("over 3 USD for fees")).toBe("no-such-stop: nothing is paid for `fees`");
    expect(refused("over 3")).toMatch(/^kind-mismatch: /);
    expect(refused("when 3 USD")).toMatch(/^kind-mismatch: /);
  });

  it("is set once, and taken away by its number", () => {
    const twice: readonly Act[] = [
      { do: "stop", at: "crash" },
      { do: "stop", at: " crash " },
      { do: "stop", at: "due" },
    ];
    const walk = walkOf(LEASE, ...twice);
    expect(walk.stops.map(({ text }) => text)).toEqual(["crash", "due"]);
    expect(doAll(walk, { do: "unstop", number: 1 }).stops.map(({ text }) => text)).toEqual(["due"]);
    expect(refusalOf(walk, { do: "unstop", number: 3 })).toBe("no-such-stop: there is no stop 3");
  });
});
