import { describe, expect, it } from "vitest";
import { checked } from "./fixture.ts";
import { reads } from "./reads.ts";
import { isConstant } from "./walk.ts";

describe("what an expression reads", () => {
  it("lists every source once", () => {
    const found = reads(
      checked(
        "if(in(ended) or is(claim, agreed) and count(claim.agreed) > 2, lease.rent * every + lease.rent * every, " +
          "(event.claimed + reserve + rent * 1 year) * settled_share + paid(from: tenant, since: since))",
      ),
    );
    expect([...found.assumptions]).toEqual(["rent", "settled_share"]);
    expect([...found.variables]).toEqual(["reserve", "since"]);
    expect([...found.inputs]).toEqual(["every", "tenant"]);
    expect([...found.fields]).toEqual(["claimed"]);
    expect(found.remotes).toEqual([{ actor: "lease", name: "rent" }]);
    expect(found.states).toEqual([{ actor: "claim", state: "agreed" }]);
    expect([...found.ownStates]).toEqual(["ended"]);
    expect(found).toMatchObject({ today: false, ledger: true, history: true, draws: [] });
  });

  it.each([
    ["today > since", true],
    ["fee in RUB", true],
    ["real(fee, 2004)", true],
    ["index(cpi)", true],
    ["index(cpi, 2010-01-01)", false],
    ["index(cpi, today)", true],
    ["since > 2004-01-01", false],
  ])("%s follows the day: %s", (text, today) => {
    expect(reads(checked(text)).today).toBe(today);
  });

  it("lists draws in the order of the text, those inside draws too", () => {
    const { draws } = reads(
      checked("normal(uniform(1, 2), 3, as: outer) + truncate(normal(0, 1), -1, 1) + bernoulli(5%)"),
    );
    expect(draws.map((draw) => [draw.site, draw.distribution])).toEqual([
      ["outer", "normal"],
      ["lease/in_force/due/2", "uniform"],
      ["lease/in_force/due/3", "normal"],
      ["lease/in_force/due/4", "bernoulli"],
    ]);
  });

  it("lists the indices", () => {
    expect([...reads(checked("index(cpi, since) * 2")).indices]).toEqual(["cpi"]);
    expect([...reads(checked("index(cpi, since) * 2")).variables]).toEqual(["since"]);
  });

  it("knows a constant", () => {
    expect(isConstant(checked("index(cpi, 2010-01-01)"))).toBe(false);
    expect(isConstant(checked("max(1 + 2, ln(5)) * 3"))).toBe(true);
    expect(isConstant(checked("max(1 + 2, claims)"))).toBe(false);
    expect(isConstant(checked("npv(paid(), 5%)"))).toBe(false);
  });
});
