import { type Exact, moneyText, parseDate, roundHalfEven } from "@steppe/core";
import { describe, expect, it } from "vitest";
import { sidesOf } from "./sides.ts";
import { LEASE, walkOf } from "./walk-testing.ts";

const day = (text: string): number => (parseDate(text) as { day: number }).day;

describe("two branches beside each other", () => {
  const walk = walkOf(
    LEASE,
    { do: "to-date", date: day("2011-01-01") },
    { do: "remove", entry: "crash-2011", as: "none" },
  );
  const paidOn = (date: string) => {
    const { comparison, parts } = sidesOf(walk, "base", "none", day(date));
    const claims = comparison.measures.find(({ name }) => name === "claims_paid");
    const sums = claims?.cells.map((cell) => moneyText(roundHalfEven(cell?.value as Exact), "USD"));
    return { sums, parts };
  };

  it("are compared up to a day, and part where they part", () => {
    expect(paidOn("2011-05-31")).toEqual({ sums: ["0.00", "0.00"], parts: 7 });
    expect(paidOn("2011-06-01")).toEqual({ sums: ["7.00", "0.00"], parts: 7 });
    expect(paidOn("2014-12-31")).toEqual({ sums: ["16.00", "9.00"], parts: 7 });
  });

  it("that are the same never part", () => {
    const same = walkOf(LEASE, { do: "fork", as: "same" });
    expect(sidesOf(same, "base", "same", day("2014-12-31"))).not.toHaveProperty("parts");
  });
});
