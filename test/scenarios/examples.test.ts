import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { loadShipped, measureText, outcomeOfShipped, paymentsFor, problemText } from "./running.ts";

const files = readdirSync(resolve(import.meta.dirname, "../../examples")).filter((name) => name.endsWith(".yaml"));

describe("every example", () => {
  it.each(files)("%s loads without a word of complaint and keeps what it expects of itself", (name) => {
    expect(loadShipped(`examples/${name}`).problems.map(problemText)).toEqual([]);
    const { expectations } = outcomeOfShipped(`examples/${name}`);
    expect(expectations.filter(({ holds }) => !holds)).toEqual([]);
  });
});

describe("manas.yaml", () => {
  it("ends a year after the second vote, and pays for the broken quarter", () => {
    const outcome = outcomeOfShipped("examples/manas.yaml");
    expect(measureText(outcome, "lease_end")).toBe("2014-06-03");
    expect(measureText(outcome, "votes")).toBe("2");
    // 1 April to 2 June are 63 of 91 days of 15 million: 10,384,615.38.
    expect(paymentsFor(outcome, "rent").at(-1)).toEqual({ date: "2014-06-03", minor: 1_038_461_538n });
  });

  it("pays half a year at the old rent and half at the new in 2009", () => {
    // 8.7 and 30 million.
    expect(measureText(outcomeOfShipped("examples/manas.yaml"), "paid_in_2009")).toBe("38,700,000.00 USD");
  });

  it("runs on without the second vote", () => {
    const outcome = outcomeOfShipped("examples/manas.yaml@no-second-vote");
    expect(measureText(outcome, "lease_end")).toBe("never");
    // 1.5 years at 17.4 and 9.5 at 60 million.
    expect(measureText(outcome, "rent_paid")).toBe("596,100,000.00 USD");
  });

  it("is over in March 2010 where the first vote is final", () => {
    expect(measureText(outcomeOfShipped("examples/manas.yaml@no-raise"), "lease_end")).toBe("2010-03-01");
  });
});
