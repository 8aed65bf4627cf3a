import { outcomeOf, valueText } from "@steppe/core";
import { describe, expect, it } from "vitest";
import { LEASE, tell } from "./leasing.ts";
import { endOf, paymentsOf, textOf } from "./walking.ts";

describe("other terms", () => {
  const payments = (timeline: readonly string[], inputs: readonly string[] = []) =>
    paymentsOf(endOf(textOf(LEASE, { timeline, with: inputs })));

  it("raise the rent from the next due date on", () => {
    expect(payments([tell("2005-01-01", "set_rent", "to: 800 USD per year")]).slice(-3)).toEqual([
      "2004-12-31 100.00 rent",
      "2005-03-31 200.00 rent",
      "2005-06-30 200.00 rent",
    ]);
  });

  it("raise it once they are ratified, and a rent assumed later is not asked for", () => {
    const timeline = [
      tell("2004-02-15", "set_rent", "to: 800 USD per year"),
      "on: 2005-04-01, assume: {rent: 4000 USD per year}",
    ];
    expect(payments(timeline, ["ratification: 1 year"]).slice(-3)).toEqual([
      "2004-12-31 100.00 rent",
      "2005-03-31 200.00 rent",
      "2005-06-30 200.00 rent",
    ]);
  });

  it("raise it by the step that talks left alone agree on", () => {
    expect(payments([tell("2004-01-30", "negotiate")], ["rent_raised: 100%"]).slice(2, 5)).toEqual([
      "2004-09-30 100.00 rent",
      "2004-12-31 170.00 rent",
      "2005-03-31 170.00 rent",
    ]);
  });

  it("raise a rent that was raised already as often as is said of such a one", () => {
    const twice = [tell("2004-01-05", "negotiate"), tell("2004-12-15", "negotiate")];
    const last = (inputs: readonly string[]) => payments(twice, ["talks_last: 90 days", ...inputs]).at(-1);
    expect(last(["rent_raised: 100%", "raised_again: 100%"])).toBe("2005-06-30 289.00 rent");
    expect(last(["rent_raised: 100%", "raised_again: 0%"])).toBe("2005-06-30 170.00 rent");
    expect(last(["rent_raised: 0%", "raised_again: 100%"])).toBe("2005-06-30 100.00 rent");
  });

  it("raise nothing while a tenant that resists has no site that can take over", () => {
    const talked = (timeline: readonly string[]) =>
      payments([tell("2004-01-30", "negotiate"), ...timeline], ["rent_raised: 100%", "resists: true"]).slice(3, 5);
    const works = (on: string, programme: string) => tell(on, "programme_moved", `programme: "'${programme}'"`);
    const kept = ["2004-12-31 100.00 rent", "2005-03-31 100.00 rent"];
    expect(talked([])).toEqual(kept);
    expect(talked([works("2004-12-01", "crewed")])).toEqual(kept);
    expect(talked([works("2004-12-24", "")])).toEqual(kept);
    expect(talked([works("2004-12-22", "")])).toEqual(["2004-12-31 170.00 rent", "2005-03-31 170.00 rent"]);
  });

  it("let land go without a cut in rent, unless one was agreed", () => {
    expect(payments([tell("2005-01-01", "give_up", "hectares: 11600")]).at(-1)).toBe("2005-06-30 100.00 rent");
    const cut = [
      tell("2005-01-01", "give_up", "pads: 1, rent_cut: 10%"),
      tell("2005-04-01", "give_up", "rent_cut: 50%"),
    ];
    expect(payments(cut).slice(-2)).toEqual(["2005-03-31 90.00 rent", "2005-06-30 45.00 rent"]);
  });

  it("count what went back, and all of what was given up while more was on its way", () => {
    const text = textOf(LEASE, {
      with: ["handover: 90 days"],
      timeline: [
        tell("2004-02-01", "give_up", "hectares: 100, rent_cut: 10%"),
        tell("2004-03-01", "give_up", "hectares: 20, pads: 1, rent_cut: 10%"),
      ],
    }).replace("timeline:", "measures: {land: lease.hectares_returned, pads: lease.pads_returned}\ntimeline:");
    const world = endOf(text);
    const { measures } = outcomeOf(world);
    expect(measures.map(({ kind, result }) => "value" in result && valueText(kind, result.value))).toEqual([
      "120",
      "1",
    ]);
    expect(paymentsOf(world).slice(0, 2)).toEqual(["2004-03-31 100.00 rent", "2004-06-30 81.00 rent"]);
  });
});
