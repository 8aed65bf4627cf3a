import { describe, expect, it } from "vitest";
import { exact, type Kind, kindText, NUMBER, PARTY, SHARE } from "../quantity/index.ts";
import { checkText, shareProblem } from "./check.ts";
import { checked, type FixtureOptions, fixtureScope } from "./fixture.ts";
import { sourceOf } from "./source.ts";

const problems = (text: string, wanted?: Kind, options?: FixtureOptions) =>
  checkText(sourceOf(text), fixtureScope(options), wanted).problems;

describe("kinds", () => {
  it.each([
    ["rent * every", "money (USD)"],
    ["every * rent", "money (USD)"],
    ["(5 per year) * 1 year", "number"],
    ["reserve / fee", "number"],
    ["rent / rent", "number"],
    ["rent / 2", "money per year (USD)"],
    ["reserve * settled_share", "money (USD)"],
    ["settled_share + 1", "number"],
    ["-settled_share", "number"],
    ["since + 1 year", "date"],
    ["1 year + since", "date"],
    ["today - since", "duration"],
    ["every * 2", "duration"],
    ["reserve per month", "money per year (USD)"],
    ["claims per year", "number per year"],
    ["reserve in RUB", "money (RUB)"],
    ["reserve in USD", "money (USD)"],
    ["rent in RUB", "money per year (RUB)"],
    ["if(active, settled_share, 2)", "number"],
    ["tenant = russia", "boolean"],
    ["event.actor", "actor"],
    ["event.reason", "text"],
    ["lease", "actor"],
    ["paid(currency: RUB)", "money (RUB)"],
    ["owed()", "money (USD)"],
    ["date(lease.ended) < today", "boolean"],
    ["chance(settled_share)", "boolean"],
    ["bernoulli(10%)", "number"],
    ["uniform(1 year, 2 years)", "duration"],
    ["choice(kazakhstan, 1, russia, 2)", "party"],
    ["uniform(rent, rent * 2)", "money per year (USD)"],
    ["prorata(5 per year, from: since, to: today, every: every, anchor: since)", "number"],
  ])("%s is %s", (text, kind) => {
    expect(kindText(checked(text).kind)).toBe(kind);
  });
});

describe("refusing", () => {
  it.each<[string, string, string, string?]>([
    ["rent + 5 years", "kind-mismatch", "`rent + 5 years` adds money per year (USD) and duration"],
    ["reserve - today", "kind-mismatch", "`reserve - today` subtracts date from money (USD)"],
    ["reserve * fee", "kind-mismatch", "`reserve * fee` multiplies money (USD) by money (USD)"],
    [
      "reserve * 1 year",
      "kind-mismatch",
      "`reserve * 1 year` multiplies money (USD) by duration",
      "what is multiplied by time is a rate: `… per year`",
    ],
    ["5 / 1 year", "kind-mismatch", "`5 / 1 year` divides number by duration"],
    [
      "1 year / 1 month",
      "kind-mismatch",
      "`1 year / 1 month` divides duration by duration",
      "divide numbers: `days(…) / days(…)`",
    ],
    ["reserve ^ 2", "kind-mismatch", "`reserve ^ 2` raises money (USD) to number", "powers are of numbers"],
    ["reserve > 5", "kind-mismatch", "`reserve > 5` compares money (USD) with number"],
    [
      "tenant < russia",
      "kind-mismatch",
      "`tenant < russia` compares party with party",
      "only `=` and `!=` compare these",
    ],
    [
      "fee + city_support * 1 year",
      "mixed-currencies",
      "`fee + city_support * 1 year` adds money (USD) and money (RUB)",
      "convert one of them with `in USD` or `in RUB`",
    ],
    [
      "fee = 5 RUB",
      "mixed-currencies",
      "`fee = 5 RUB` compares money (USD) with money (RUB)",
      "convert one of them with `in USD` or `in RUB`",
    ],
    ["-active", "kind-mismatch", "`-active` takes the opposite of a boolean", "the opposite of a condition is `not …`"],
    ["claims and active", "kind-mismatch", "expected boolean, found number"],
    [
      "rent per year",
      "kind-mismatch",
      "`rent` is money per year (USD): only money and numbers are taken per year",
      "take out one of the two",
    ],
    [
      "fee in EUR",
      "no-rate",
      "no rate between USD and EUR is known",
      "give one under `rates`: `USD/EUR: {YYYY-MM-DD: …}`",
    ],
    ["fee / 0", "division-by-zero", "`fee / 0` divides by zero"],
    ["fee / (1 - 1)", "division-by-zero", "`fee / (1 - 1)` divides by zero"],
    ["rnt", "unknown-name", "unknown name `rnt`", "did you mean `rent`?"],
    ["USD", "unknown-name", "unknown name `USD`", "an amount stands before its currency: `5 USD`"],
    [
      "paid",
      "unknown-name",
      "unknown name `paid`",
      "call it: `paid(for, from, to, on, since, until, year, in, currency)`",
    ],
    [
      "__proto__",
      "unknown-name",
      "unknown name `__proto__`",
      "give it a value under `assume`, or put it in quotes if it is text",
    ],
    ["constructor.name", "unknown-name", "unknown name `constructor`"],
    ["toString()", "unknown-function", "unknown function `toString`"],
    ["rond(1)", "unknown-function", "unknown function `rond`", "did you mean `round`?"],
    ["event.claim", "unknown-field", "the event has no field `claim`", "did you mean `claimed`?"],
    ["event", "unknown-name", "unknown name `event`", "a field of the event: `event.name`"],
    [
      "rent.length",
      "no-parts",
      "`rent` is an assumption and has no `.length`",
      "only actors have variables, only `event` has fields",
    ],
    [
      "lease.ended",
      "unknown-variable",
      "`lease` has no variable `ended`",
      "`ended` is a state: `is(lease, ended)`, or `date(lease.ended)`",
    ],
    ["lease.rnt", "unknown-variable", "`lease` has no variable `rnt`", "did you mean `lease.rent`?"],
    ["is(lease, endd)", "unknown-state", "`lease` has no state `endd`", "did you mean `ended`?"],
    ["is(leese, ended)", "unknown-actor", "unknown actor `leese`", "did you mean `lease`?"],
    ["is(rent, ended)", "unknown-actor", "`rent` is an assumption, not an actor"],
    ["date(ended)", "expected-state", "`ended` does not say whose state it is", "write `date(actor.state)`"],
    ["count(1)", "expected-state", "expected a state of an actor", "write `count(actor.state)`"],
    ["paid(for: rnt)", "unknown-category", "nothing is owed or paid for `rnt`", "did you mean `rent`?"],
    [
      "paid(rent, russia)",
      "argument-needs-name",
      "this argument of `paid` needs its name",
      "write `from: russia` or `to: russia`",
    ],
    ["paid(rent, 2030)", "argument-needs-name", "this argument of `paid` needs its name", "write `year: 2030`"],
    [
      "paid(rent, 2030-01-01)",
      "argument-needs-name",
      "this argument of `paid` needs its name",
      "write `on: 2030-01-01` or `since: 2030-01-01`",
    ],
    [
      "paid(rent, today)",
      "argument-needs-name",
      "this argument of `paid` needs its name",
      "write `on: today` or `until: today`",
    ],
    [
      "paid(rent, RUB)",
      "argument-needs-name",
      "this argument of `paid` needs its name",
      "write `in: RUB` or `currency: RUB`",
    ],
    [
      "owed(rent, 2030)",
      "argument-needs-name",
      "this argument of `owed` needs its name",
      "write `owed(for, from, to, in, currency)`",
    ],
    ["12 million USD/year", "unknown-name", "unknown name `year`", "write `12 million USD per year`"],
    ["rent + 3 * 1 USD / month", "unknown-name", "unknown name `month`", "write `1 USD per month`"],
    ["cpi * 2", "unknown-name", "unknown name `cpi`", "write `index(cpi)`"],
    ["index(cpj)", "unknown-index", "unknown index `cpj`", "did you mean `cpi`?"],
    ["index(cpi, 2004)", "kind-mismatch", "expected date, found number", "a date is written YYYY-MM-DD: `2004-12-31`"],
    [
      "today > 2044/12/31",
      "kind-mismatch",
      "`today > 2044/12/31` compares date with number",
      "a date is written YYYY-MM-DD: `2044-12-31`",
    ],
    [
      "2044 < today",
      "kind-mismatch",
      "`2044 < today` compares number with date",
      "a date is written YYYY-MM-DD: `2044-12-31`",
    ],
    ["paid(from: rusia)", "unknown-name", "unknown name `rusia`", "did you mean `russia`?"],
    ["paid(from: china)", "unknown-name", "unknown name `china`", "add it under `parties`"],
    ["paid(on: today, year: 2004)", "dates-twice", "`year` cannot be given beside `on`"],
    ["paid(in: USD, currency: RUB)", "currency-twice", "`currency` cannot be given beside `in`"],
    ["paid(in: usd)", "unknown-currency", "unknown currency `usd`", "did you mean `USD`?"],
    [
      "paid(from: lease)",
      "kind-mismatch",
      "expected party, found actor",
      "an actor is not a party: name who pays or receives",
    ],
    ["owed(on: today)", "unknown-argument", "`owed` has no argument `on`"],
    ["net()", "missing-argument", "`net` lacks `party`"],
    [
      "npv(5 USD, 5%)",
      "expected-sum",
      "`npv` takes a sum over dated postings",
      "write `npv(paid(…), 5%)`, or `due(…)` or `net(party)`",
    ],
    ["npv(owed(), 5%)", "expected-sum", "`npv` takes a sum over dated postings"],
    ["round(1, 2, 3)", "too-many-arguments", "`round` takes fewer arguments"],
    ["round(1, x: 2)", "argument-twice", "`x` is given twice"],
    ["round(1, palces: 2)", "unknown-argument", "`round` has no argument `palces`", "did you mean `places`?"],
    ["round(1, claims)", "round-places", "the decimals of `round` are a whole number from -30 to 30"],
    ["min(1)", "missing-argument", "`min` takes two values or more"],
    ["min(1, 2 USD)", "kind-mismatch", "`min` takes values of one kind: number and money (USD) differ"],
    [
      "if(active, 1, 2 USD)",
      "kind-mismatch",
      "`if(active, 1, 2 USD)` is either number or money (USD)",
      "both values of an `if` are of one kind",
    ],
    ["ln(0)", "no-logarithm", "only a number above zero has a logarithm"],
    ["9 ^ 9 ^ 9", "number-too-large", "the result is too large: 10^1000 or more"],
    ["normal(1, 0)", "draw-parameters", "`sd` must be greater than 0, not 0"],
    [
      "triangular(5 USD, 1 USD, 9 USD)",
      "draw-parameters",
      "the bounds of `triangular` are in order, the last above the first: `low` 5.00 USD, `mode` 1.00 USD, `high` 9.00 USD",
    ],
    ["choice(1, 0)", "draw-parameters", "one weight at least is above 0"],
    [
      "choice(1, 2, 3)",
      "missing-argument",
      "`choice` takes values and weights in turn",
      "write `choice(v1, w1, v2, w2)`: a weight after each value",
    ],
    ["normal(today, 5)", "kind-mismatch", "`normal` takes values of one kind: date and number differ"],
    ["exponential(today)", "kind-mismatch", "`exponential` does not draw date", "add a drawn duration to a date"],
    [
      "empirical('a', 'b')",
      "kind-mismatch",
      "`empirical` needs an order: text has none",
      "write `choice(v1, 1, v2, 1)`",
    ],
    ["truncate(chance(5%), 0, 1)", "expected-draw", "`truncate` takes a draw with bounds to set"],
    [
      "chance(5%, as: a) or chance(6%, as: a)",
      "draw-label-twice",
      "two draws are called `a`",
      "a label names one draw: give each its own",
    ],
    ["chance(5%, as: 'a/b')", "draw-label", "a label is a name, or a text without `/`", "write `as: accept`"],
    ["real(5, 2004)", "kind-mismatch", "`real` takes money or a rate, not number"],
    ["real(fee, 2004, cpj)", "unknown-index", "unknown index `cpj`", "did you mean `cpi`?"],
    [
      "prorata(fee, from: since, to: today, every: every, anchor: since)",
      "kind-mismatch",
      "`prorata` takes a rate, not money (USD)",
      "a rate is written `… per year`",
    ],
  ])("%s", (text, code, message, help) => {
    const found = problems(text);
    expect(found[0]).toMatchObject({ code, message, severity: "error" });
    if (help !== undefined) expect(found[0]?.help).toContain(help);
  });

  it("points at the part that is wrong, and reports every part", () => {
    const found = problems("rnt * every + min(fee, 5 RUB) + ln(ative)");
    expect(found.map((p) => [p.code, p.place?.column, p.place?.length])).toEqual([
      ["unknown-name", 1, 3],
      ["kind-mismatch", 24, 5],
      ["unknown-name", 36, 5],
    ]);
  });

  it("bounds the work of an expression that only grows", () => {
    const grows = `${"(".repeat(60)}9${"^900)".repeat(60)}`;
    expect(problems(grows)[0]?.code).toBe("number-too-large");
    const product = Array.from({ length: 99 }, () => "9^900").join("*");
    expect(problems(product)[0]).toMatchObject({ code: "number-too-large" });
  });
});

describe("what a place wants", () => {
  it("takes a number for a share and checks a constant's range", () => {
    expect(problems("0.3", SHARE)).toEqual([]);
    expect(problems("claims", SHARE)).toEqual([]);
    expect(problems("130%", SHARE)[0]).toMatchObject({
      code: "share-out-of-range",
      message: "a share is from 0 % to 100 %",
      label: "is 130 %",
      place: { column: 1, length: 4 },
    });
    expect(problems("0 - 5%", SHARE)[0]?.code).toBe("share-out-of-range");
    const place = { file: "f", line: 1, column: 1, length: 1 };
    expect(shareProblem(exact(1), place)).toBeUndefined();
    expect(shareProblem(exact(0), place)).toBeUndefined();
    expect(shareProblem(exact(-1, 100), place)?.label).toBe("is -1 %");
  });

  it("says of an unknown name where it could be given, by what is wanted", () => {
    expect(problems("china", PARTY)[0]).toMatchObject({ code: "unknown-name", help: ["add it under `parties`"] });
    expect(problems("china", NUMBER)[0]?.help).toEqual([
      "give it a value under `assume`, or put it in quotes if it is text",
    ]);
  });

  it("lists the variables of an actor that has not the one named", () => {
    expect(problems("lease.rnt")[0]?.notes).toEqual(["variables and inputs of `lease`: rent, until"]);
  });

  it("takes the index of a fixed date where the day may not be read", () => {
    expect(problems("index(cpi, 2010-01-01)", undefined, { refuse: { today: "it never changes" } })).toEqual([]);
  });

  it("takes a party by name, and an input that holds one", () => {
    expect(checked("kazakhstan", PARTY)).toMatchObject({ node: "literal", value: "kazakhstan" });
    expect(checked("tenant", PARTY)).toMatchObject({ node: "reference", reference: { to: "input" } });
  });
});

describe("what a place may not use", () => {
  it.each<[string, keyof NonNullable<FixtureOptions["refuse"]>, string]>([
    ["today > since", "today", "`today` cannot be used here: it never changes"],
    ["fee in RUB", "today", "`in RUB`, which takes the rate of the day, cannot be used here: it never changes"],
    ["real(fee, 2004)", "today", "`real`, which takes the index of the day, cannot be used here: it never changes"],
    ["index(cpi) > 1", "today", "`index(cpi)`, the index of the day, cannot be used here: it never changes"],
    ["paid() > fee", "ledger", "`paid()` cannot be used here: it never changes"],
    ["chance(5%)", "draw", "`chance(5%)` cannot be used here: it never changes"],
    ["event.claimed", "event", "`event.claimed` cannot be used here: it never changes"],
    ["lease.rent", "remote", "`lease.rent` cannot be used here: it never changes"],
    ["is(lease, ended)", "remote", "`is(lease, ended)` cannot be used here: it never changes"],
    ["claims", "own", "the variable `claims` cannot be used here: it never changes"],
    ["in(ended)", "own", "`in(ended)` cannot be used here: it never changes"],
    ["count(lease.ended)", "history", "`count(lease.ended)` cannot be used here: it never changes"],
  ])("%s", (text, facility, message) => {
    const refuse = { [facility]: "it never changes; keep it in a variable" };
    expect(problems(text, undefined, { refuse })).toMatchObject([
      { code: "not-allowed-here", message, help: ["keep it in a variable"] },
    ]);
    expect(problems(text)).toEqual([]);
  });

  it("needs the index by name when there are two, and says so when there is none", () => {
    expect(problems("real(fee, 2004)", undefined, { indices: ["cpi", "ppi"] })[0]?.message).toBe(
      "`real` must say by which index",
    );
    expect(problems("real(fee, 2004)", undefined, { indices: [] })[0]?.message).toBe("the scenario has no index");
  });
});
