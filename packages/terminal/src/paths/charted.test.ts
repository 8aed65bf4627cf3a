/** Which payments a chart is of. */
import { askedOf } from "@steppe/kernel";
import { BERTH, modelOf } from "@steppe/kernel/kernel-testing.ts";
import { describe, expect, it } from "vitest";
import { paidFirst, paidUnder } from "./charted.ts";

/** The category and the currency that are drawn where nobody says which. */
function firstOf(text: string): string | undefined {
  const model = modelOf(text);
  const paid = paidFirst(model, askedOf(model));
  return paid && `${paid.category} ${paid.kind.type === "money" ? paid.kind.currency : ""}`;
}

describe("the payments of a chart", () => {
  it("are those of the first measure of money", () => {
    expect(firstOf(BERTH)).toBe("rent EUR");
    expect(firstOf(BERTH.replace("paid: {value: paid(rent)", "paid: {value: paid(audit)"))).toBe("audit EUR");
  });

  it("are the first there are where no measure adds any up", () => {
    expect(firstOf(BERTH.replace("paid: {value: paid(rent)", "paid: {value: owed(rent)"))).toBe("audit EUR");
  });

  it("are those that are named, and a name that is none ends the command", () => {
    const asked = askedOf(modelOf(BERTH));
    expect(paidUnder("rent", asked).map(({ category, years }) => [category, years.length])).toEqual([["rent", 4]]);
    expect(() => paidUnder("rant", asked)).toThrow(
      "`--chart` names `rant`, and nothing is paid under it\n(did you mean `rent`?)",
    );
    expect(() => paidUnder("xylophones", asked)).toThrow("(categories: audit, rent)");
  });
});
