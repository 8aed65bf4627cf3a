/** What a partner pays and invests, how often luck lets it in, and whose ties count. */
import { describe, expect, it } from "vitest";
import { AGREED, BID, FLOATED, INVESTS, REFUSES, tell } from "./bidding.ts";
import { endOf, pathOf, pathsOf, paymentsOf, textOf } from "./walking.ts";

describe("a partner", () => {
  const fees = (timeline: readonly string[], inputs: readonly string[] = []) =>
    paymentsOf(endOf(textOf(BID, { timeline, with: inputs }))).filter((line) => line.endsWith("fees"));

  it("pays its fee at the close of each year in which it operates", () => {
    const paid = fees(AGREED);
    expect(paid).toHaveLength(20);
    expect([paid[0], paid.at(-1)]).toEqual(["2015-12-31 365.00 fees", "2034-12-31 365.00 fees"]);
  });

  it("pays for the days in which it operates in a broken year", () => {
    // From 1 July to 31 December 2012 are 184 of 366 days; from 1 January to 31 May 2013, 151 of 365.
    const timeline = [...AGREED, tell("2012-07-01", "end", "lease"), tell("2013-06-01", "lapse")];
    expect(fees(timeline)).toEqual(["2012-12-31 183.50 fees", "2013-06-01 151.00 fees"]);
  });

  it("invests what it says, once, and nothing when it does not", () => {
    const invested = (inputs: readonly string[]) =>
      paymentsOf(endOf(textOf(BID, { timeline: AGREED, with: inputs }))).filter((line) => line.endsWith("investment"));
    expect(invested(INVESTS)).toEqual(["2010-01-01 87.00 investment"]);
    expect(invested([])).toEqual([]);
  });

  it("is let in as a successor as often as the tenant lets go", { timeout: 60_000 }, () => {
    const text = textOf(BID, { timeline: AGREED, with: ["successor: true", "lets_go: 30%"] });
    const letIn = pathsOf(text, "bids", 200).filter((world) =>
      pathOf(world, "partner-bid").includes("2010-01-01 working_side_by_side"),
    ).length;
    // 60 of 200 expected, with a standard deviation of 6.5.
    expect(letIn).toBeGreaterThan(34);
    expect(letIn).toBeLessThan(86);
  });

  it("does not feel ties between others, or of others with the tenant", () => {
    const text = textOf(BID, {
      timeline: [tell("2009-01-07", "purchase", "drones"), ...AGREED],
      with: [...REFUSES, "substitute: true"],
    });
    const other = text.replace("buyer: holder, seller: guest", "buyer: owner, seller: guest");
    expect(pathOf(endOf(text), "partner-bid")).toContain("2010-01-01 working_side_by_side");
    expect(pathOf(endOf(other), "partner-bid")).toContain("2010-01-01 talks.agreed");
    const seller = text.replace("buyer: holder, seller: guest", "buyer: guest, seller: holder");
    expect(pathOf(endOf(seller), "partner-bid")).toContain("2010-01-01 working_side_by_side");
  });

  it("climbs by luck as often as it is said to", { timeout: 60_000 }, () => {
    const text = textOf(BID, { timeline: [FLOATED], with: ["climbs: 30%"] });
    const climbed = pathsOf(text, "bids", 200).filter((world) =>
      pathOf(world, "partner-bid").includes("2017-04-07 talks.negotiating"),
    ).length;
    // 60 of 200 expected, with a standard deviation of 6.5.
    expect(climbed).toBeGreaterThan(34);
    expect(climbed).toBeLessThan(86);
  });
});
