/** What cannot be made into code is known from the model alone, as planning it finds it. */
import { expect, test } from "vitest";
import { BERTH, modelOf } from "../kernel-testing.ts";
import { planOf } from "./plan.ts";
import { unplannedIn, unplannedProblem } from "./unplanned.ts";

const named = (count: number, name: (index: number) => string) => Array.from({ length: count }, (_, at) => name(at));
/** The berth with so many parties; it pays under two categories in one currency. */
const parties = (count: number) =>
  BERTH.replace("[harbour, carrier]", `[harbour, carrier, ${named(count - 2, (at) => `p${at}`).join(", ")}]`);

test("a model that can be planned is none", () => {
  expect(unplannedIn(modelOf(BERTH))).toBe(undefined);
  expect(unplannedIn(modelOf(parties(100)))).toBe(undefined);
});

test("a ledger that is too large has the place of the posting that is the first too many", () => {
  const text = parties(101);
  const line = 1 + text.split("\n").findIndex((one) => one.includes("for: audit"));
  const unplanned = unplannedIn(modelOf(text));
  expect(unplanned).toEqual({
    reason: "the ledger has 20402 possible totals, more than 20000 (parties: 101 by 101, categories: 2, currencies: 1)",
    place: expect.objectContaining({ file: "test.yaml", line }),
  });
  expect(planOf(modelOf(text))).toEqual(unplanned);
});

test("inputs and fields that are too many are found as planning finds them", () => {
  for (const text of [
    BERTH.replace(
      "yearly: money}",
      `yearly: money, ${named(64, (at) => `i${at}: {kind: money, default: 1 EUR}`).join(", ")}}`,
    ),
    BERTH.replace("due: {}", `due: {${named(32, (at) => `f${at}: {kind: money, default: 1 EUR}`).join(", ")}}`),
  ]) {
    const unplanned = unplannedIn(modelOf(text));
    expect(unplanned?.reason).toMatch(/has (65 inputs, more than 63|32 fields, more than 31)$/);
    expect(planOf(modelOf(text))).toEqual(unplanned);
  }
});

test("a posting that can never be made is none that counts", () => {
  const unreached = parties(90).replace(
    "      looking:",
    `      never: {entry: ${JSON.stringify(["x", "y"].map((category) => ({ pay: { from: "carrier", to: "harbour", amount: "1 EUR", for: category } })))}}\n      looking:`,
  );
  expect(unplannedIn(modelOf(unreached))).toBe(undefined);
  expect("reason" in planOf(modelOf(unreached))).toBe(false);
});

test("it is told as a warning, with what runs it", () => {
  const place = { file: "a.yaml", line: 3, column: 5, length: 2 };
  expect(unplannedProblem({ reason: "it is too much", place })).toEqual({
    code: "not-compiled",
    severity: "warning",
    message: "many paths of this cannot be run by code: it is too much",
    place,
    label: "the first that is too many",
    help: ["`steppe run FILE --paths N --engine world` runs it, slowly"],
  });
});
