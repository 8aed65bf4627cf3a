/** The help that comes with a value of another kind than its place wants. */
import { expect, it } from "vitest";
import { DATE, DURATION, type Kind, money, moneyRate, NUMBER, PARTY, TEXT } from "../quantity/index.ts";
import { checkText } from "./check.ts";
import { fixtureScope } from "./fixture.ts";
import { sourceOf } from "./source.ts";

it.each<[string, Kind, string, string]>([
  ["fee", moneyRate("USD"), "expected money per year (USD), found money (USD)", "write `fee per year`"],
  [
    "rent",
    money("USD"),
    "expected money (USD), found money per year (USD)",
    "a rate times a duration is money: `rent * 1 year`",
  ],
  ["fee", money("RUB"), "expected money (RUB), found money (USD)", "convert with `in RUB`: `fee in RUB`"],
  ["12", money("RUB"), "expected money (RUB), found number", "write the currency: `12 RUB`"],
  ["1 + 2", money("RUB"), "expected money (RUB), found number", "a number times money is money: `(1 + 2) * 1 RUB`"],
  ["12", moneyRate("RUB"), "expected money per year (RUB), found number", "write `12 RUB per year`"],
  ["claims", moneyRate("RUB"), "expected money per year (RUB), found number", "write `claims * 1 RUB per year`"],
  ["5", DURATION, "expected duration, found number", "write the unit: `5 years`"],
  [
    "claims",
    DURATION,
    "expected duration, found number",
    "give the unit where `claims` is defined, as in `6 years` or `exponential(6 years)`",
  ],
  [
    "exponential(6)",
    DURATION,
    "expected duration, found number",
    "give the unit to what it takes: `exponential(6 years)`",
  ],
  [
    "claims * 2",
    DURATION,
    "expected duration, found number",
    "a number times a duration is a duration: `(claims * 2) * 1 year`",
  ],
  ["2044", DATE, "expected date, found number", "a date is written YYYY-MM-DD: `2044-12-31`"],
  ["31/12/2044", DATE, "expected date, found number", "a date is written YYYY-MM-DD: `2044-12-31`"],
  ["31-12-2044", DATE, "expected date, found number", "a date is written YYYY-MM-DD: `2044-12-31`"],
  ["2/1/2044", DATE, "expected date, found number", "a date is written YYYY-MM-DD: `2044-01-02` or `2044-02-01`"],
  ["'russia'", PARTY, "expected party, found text", "a name stands without quotes of its own: `russia`"],
  ["every", NUMBER, "expected number, found duration", "`days(every)` or `years(every)` is a number"],
  ["active", NUMBER, "expected number, found boolean", "write `if(active, 1, 0)`"],
  ["tenant", TEXT, "expected text, found party", "text stands in quotes"],
  ["lease", PARTY, "expected party, found actor", "an actor is not a party: name who pays or receives"],
])("%s", (text, wanted, message, help) => {
  expect(checkText(sourceOf(text), fixtureScope(), wanted).problems[0]).toMatchObject({
    code: "kind-mismatch",
    message,
    help: [help],
  });
});
