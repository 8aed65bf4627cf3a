/**
 * The functions of the language: the one table behind the checker, the docs and the tests.
 *
 * Every example is run by a test, in the small scenario of `fixture.ts`, on the central path.
 */
export interface Parameter {
  readonly name: string;
  readonly optional?: true;
  /** Must be written with its name: `for: rent`. */
  readonly named?: true;
  /** Takes all the positional arguments that are left; at least one, unless optional. */
  readonly rest?: true;
}

export interface Example {
  readonly text: string;
  readonly result: string;
}

export type FunctionGroup = "choice" | "numbers" | "dates" | "money" | "states" | "ledger" | "draws";

export interface FunctionEntry {
  readonly name: string;
  readonly group: FunctionGroup;
  readonly parameters: readonly Parameter[];
  readonly signature: string;
  /** One or more sentences, for the table of the docs. */
  readonly doc: string;
  readonly examples: readonly Example[];
}

/** "x", "places?" (optional), "for:" (by name only), "year?:", "values..." */
function parameter(text: string): Parameter {
  const name = text.replace(/[?:.]/g, "");
  return {
    name,
    ...(text.includes("?") ? { optional: true as const } : {}),
    ...(text.includes(":") ? { named: true as const } : {}),
    ...(text.includes("...") ? { rest: true as const } : {}),
  };
}

function entry(
  group: FunctionGroup,
  name: string,
  parameters: string,
  doc: string,
  examples: readonly (readonly [string, string])[],
  signature?: string,
): FunctionEntry {
  const list = parameters === "" ? [] : parameters.split(" ").map(parameter);
  return {
    name,
    group,
    parameters: list,
    signature: signature ?? `${name}(${list.map((p) => p.name + (p.optional ? "?" : "")).join(", ")})`,
    doc,
    examples: examples.map(([text, result]) => ({ text, result })),
  };
}

const LEDGER = "for? from?: to?: on?: since?: until?: year?: in?: currency?:";
const LEDGER_SIGNATURE = "for, from, to, on, since, until, year, in, currency";

const CHOICE = [
  entry(
    "choice",
    "if",
    "condition then otherwise",
    "`then` when the condition holds, else `otherwise`; only the one needed is evaluated. Both are of one kind.",
    [
      ["if(2 > 1, 5 years, 3 years)", "5 years"],
      ["if(today < 2018-01-01, 0%, 1/2)", "0.5"],
    ],
  ),
  entry(
    "choice",
    "min",
    "values...",
    "The least of two or more values of one kind: numbers, money, rates, dates, durations.",
    [
      ["min(3, 5, 4)", "3"],
      ["min(2030-01-01, never)", "2030-01-01"],
    ],
    "min(a, b, …)",
  ),
  entry(
    "choice",
    "max",
    "values...",
    "The greatest of two or more values of one kind.",
    [["max(rent * 1 year, 100 million USD)", "115,000,000.00 USD"]],
    "max(a, b, …)",
  ),
];

const NUMBERS = [
  entry(
    "numbers",
    "round",
    "x places?",
    "`x` rounded half-even to `places` decimals (0 if absent; -6 is millions). Money counts its decimals in whole units of the currency: `round(x)` is whole dollars, `round(x, 2)` cents.",
    [
      ["round(2.5)", "2"],
      ["round(2 / 3, 4)", "0.6667"],
      ["round(1234567.89 USD, -3)", "1,235,000.00 USD"],
    ],
  ),
  entry("numbers", "floor", "x", "The greatest whole number (or whole unit of the currency) not above `x`.", [
    ["floor(-2.5)", "-3"],
    ["floor(9.99 USD)", "9.00 USD"],
  ]),
  entry("numbers", "ceil", "x", "The least whole number (or whole unit of the currency) not below `x`.", [
    ["ceil(2.1)", "3"],
  ]),
  entry("numbers", "abs", "x", "`x` without its sign: a number, money or a rate.", [
    ["abs(3 USD - 5 USD)", "2.00 USD"],
  ]),
  entry("numbers", "sqrt", "x", "The square root, to 34 digits. Below zero is an error.", [
    ["sqrt(2)", "1.4142135623731"],
    ["sqrt(9)", "3"],
  ]),
  entry("numbers", "exp", "x", "e to the power `x`, to 34 digits.", [["exp(1)", "2.71828182845905"]]),
  entry("numbers", "ln", "x", "The natural logarithm, to 34 digits. Zero or less is an error.", [
    ["ln(10)", "2.30258509299405"],
  ]),
];

const DATES = [
  entry("dates", "year", "date", "The year of a date, as a number.", [["year(2018-11-14)", "2018"]]),
  entry("dates", "month", "date", "The month of a date, 1 to 12.", [["month(2018-11-14)", "11"]]),
  entry("dates", "day", "date", "The day of the month, 1 to 31.", [["day(2018-11-14)", "14"]]),
  entry(
    "dates",
    "day_of",
    "year month day",
    "The date of a year, a month and a day; one that does not exist is an error.",
    [["day_of(year(today), 12, 31)", "2020-12-31"]],
  ),
  entry(
    "dates",
    "due_before",
    "date from every",
    "The last date of a calendar before a date, counted from its anchor; before the first, the one that would come before it.",
    [
      ["due_before(2018-11-15, 2004-03-31, 3 months)", "2018-09-30"],
      ["due_before(2004-01-01, 2004-03-31, 3 months)", "2003-12-31"],
    ],
  ),
  entry(
    "dates",
    "days",
    "duration",
    "A duration as a number of days. A difference of dates is exact; a month counts 365.2425 / 12 days.",
    [
      ["days(2018-11-14 - 2018-10-01)", "44"],
      ["days(1 year)", "365.2425"],
    ],
  ),
  entry(
    "dates",
    "years",
    "duration",
    "A duration as a number of years: months are exact twelfths, a day is 1/365.2425.",
    [["years(18 months)", "1.5"]],
  ),
  entry(
    "dates",
    "prorata",
    "rate from: to: every: anchor:",
    "What a yearly rate comes to for the days `from` … `to`, both in force: for each period that they touch, rate × `every` × days in force ÷ days of the period. Periods end on the dates anchor + k × every, counted from the anchor. `every` is in months. Nothing if `to` is before `from`.",
    [
      ["prorata(rent, from: 2018-10-01, to: 2018-11-14, every: 3 months, anchor: 2004-03-31)", "14,062,500.00 USD"],
      ["prorata(rent, from: 2018-10-01, to: 2018-12-31, every: 3 months, anchor: 2004-03-31)", "28,750,000.00 USD"],
    ],
    "prorata(rate, from:, to:, every:, anchor:)",
  ),
];

const MONEY = [
  entry(
    "money",
    "index",
    "name date?",
    "The value of a dated index, a series under `indices`: today, or on a date. It holds from its date until the next; before the first is an error.",
    [
      ["index(cpi)", "120"],
      ["index(cpi) / index(cpi, 2004-06-30)", "1.2"],
      ["rent * index(cpi) / index(cpi, 2004-06-30)", "138,000,000.00 USD per year"],
    ],
  ),
  entry(
    "money",
    "npv",
    "sum rate",
    "The worth on the first day of the period of the postings in a sum (`paid`, `due` or `net`): each times (1 + rate)^-(days since then / 365), that factor rounded to 18 decimals; the sum rounded once, to the minor unit.",
    [
      ["npv(paid(for: rent), 0%)", "57,500,000.00 USD"],
      ["npv(paid(for: rent), 5%)", "56,468,950.05 USD"],
    ],
    "npv(sum, rate)",
  ),
  entry(
    "money",
    "real",
    "x year index?",
    "`x`, in money of today, as money of a year: times the index on 1 July of that year, divided by the index today. The index may be left out when the scenario has one only.",
    [
      ["real(120 USD, 2004)", "100.00 USD"],
      ["real(120 USD, 2004, cpi)", "100.00 USD"],
    ],
  ),
];

const STATES = [
  entry("states", "in", "state", "Whether the machine itself is in a state, by leaf name or path.", [
    ["in(in_force)", "yes"],
  ]),
  entry("states", "is", "actor state", "Whether an actor (or any of a group) is in a state.", [
    ["is(lease, in_force)", "yes"],
    ["is(claim, agreed)", "no"],
  ]),
  entry(
    "states",
    "count",
    "state",
    "How often a state was entered, over a whole group if the actor is one.",
    [["count(claim.agreed)", "2"]],
    "count(actor.state)",
  ),
  entry(
    "states",
    "date",
    "state",
    "The first date on which a state was entered, or `never`.",
    [
      ["date(claim.agreed)", "2008-03-01"],
      ["date(lease.ended)", "never"],
    ],
    "date(actor.state)",
  ),
];

const SUMS = [
  entry(
    "ledger",
    "paid",
    LEDGER,
    "What has been paid so far. `for` takes in a category, `from` and `to` parties, `on`, `since`, `until`, `year` dates (ends included). The sum is in the scenario's currency, and what it takes in must all be; `currency: RUB` takes in postings in roubles alone; `in: USD` takes in every currency, each posting converted at its date's rate (what is owed, at today's).",
    [
      ["paid(rent)", "57,500,000.00 USD"],
      ["paid(for: rent)", "57,500,000.00 USD"],
      ["paid(for: rent, year: 2004)", "57,500,000.00 USD"],
      ["paid(for: rent, on: 2004-06-30)", "28,750,000.00 USD"],
      ["paid(for: city, currency: RUB)", "301,300,000.00 RUB"],
      ["paid(in: USD)", "67,500,000.00 USD"],
    ],
    `paid(${LEDGER_SIGNATURE})`,
  ),
  entry(
    "ledger",
    "owed",
    "for? from?: to?: in?: currency?:",
    "What is owed now and not yet paid. Takes no dates.",
    [["owed(to: kazakhstan)", "5,000,000.00 USD"]],
    "owed(for, from, to, in, currency)",
  ),
  entry(
    "ledger",
    "due",
    LEDGER,
    "What has fallen due so far, paid or not; the same filters as `paid`.",
    [["due(for: compensation)", "5,000,000.00 USD"]],
    `due(${LEDGER_SIGNATURE})`,
  ),
  entry(
    "ledger",
    "net",
    "party for? on?: since?: until?: year?: in?: currency?:",
    "What a party has received less what it has paid, in cash.",
    [
      ["net(kazakhstan)", "57,500,000.00 USD"],
      ["net(russia, in: USD)", "-67,500,000.00 USD"],
    ],
    "net(party, for, on, since, until, year, in, currency)",
  ),
];

const AS = "as?:";
const VALUE = "money, a rate, a number or a duration (in mean days; what is drawn is whole days)";
const draw = (
  name: string,
  parameters: string,
  doc: string,
  examples: readonly (readonly [string, string])[],
  signature?: string,
): FunctionEntry => {
  const names = parameters.replace(/ /g, ", ");
  return entry("draws", name, `${parameters} ${AS}`, doc, examples, signature ?? `${name}(${names}, as?)`);
};

const DRAWS = [
  draw("chance", "p", "Happens with probability `p`: true when u < p. On the central path, when p > 1/2.", [
    ["chance(30%)", "no"],
    ["chance(60%, as: accept)", "yes"],
  ]),
  draw("bernoulli", "p", "1 with probability `p`, else 0.", [["bernoulli(60%)", "1"]]),
  draw("uniform", "low high", `Between two bounds, all alike: ${VALUE}, or dates. Exact.`, [
    ["uniform(0 USD, 10 million USD)", "5,000,000.00 USD"],
    ["uniform(2020-01-01, 2020-01-31)", "2020-01-16"],
  ]),
  draw("triangular", "low mode high", "Between two bounds, likeliest at the mode; kinds as for `uniform`.", [
    ["triangular(0, 1, 2)", "1"],
  ]),
  draw(
    "pert",
    "low mode high",
    "A smooth triangular: the beta distribution of PERT, the mode weighing 4 (Malcolm et al. 1959); kinds as for `uniform`.",
    [["pert(0%, 50%, 100%)", "0.5"]],
  ),
  draw("normal", "mean sd", `The normal distribution by its mean and standard deviation: ${VALUE}.`, [
    ["normal(60 million USD, 5 million USD)", "60,000,000.00 USD"],
  ]),
  draw(
    "lognormal",
    "median sigma",
    "`median` × e^(`sigma` × z), z standard normal: `sigma` is the standard deviation of the logarithm.",
    [["round(lognormal(10 USD, 0.5), 2)", "10.00 USD"]],
  ),
  draw("beta", "a b", "The beta distribution with shapes `a` and `b`: a number from 0 to 1.", [
    ["round(beta(2, 2), 9)", "0.5"],
  ]),
  draw("gamma", "shape scale", "The gamma distribution: its mean is shape × scale.", [
    ["round(gamma(1, 10), 6)", "6.931472"],
  ]),
  draw("weibull", "shape scale", "The Weibull distribution: 63.2 % lie below `scale`.", [
    ["round(weibull(1, 10), 6)", "6.931472"],
  ]),
  draw("exponential", "mean", "The exponential distribution by its mean: the wait for what comes at a steady rate.", [
    ["exponential(4 years)", "1013 days"],
  ]),
  draw("poisson", "mean", "How many of what happens `mean` times on average: a whole number.", [["poisson(3)", "3"]]),
  draw(
    "choice",
    "values...",
    "One of the values, by weights that need not add up to 1: `choice(v1, w1, v2, w2, …)`. Values of any one kind. On the central path the likeliest, the first on a tie.",
    [
      ["choice('stay', 3, 'leave', 2)", "stay"],
      ["choice(1 year, 1, 2 years, 1)", "1 year"],
    ],
    "choice(v1, w1, v2, w2, …, as?)",
  ),
  draw(
    "empirical",
    "values...",
    "One of the values observed, all alike; its median on the central path. Numbers, money, rates, dates or durations.",
    [["empirical(5, 1, 9)", "5"]],
    "empirical(v1, v2, …, as?)",
  ),
  draw(
    "truncate",
    "draw low high",
    "A draw given that it lies from `low` to `high` (one u, nothing is drawn again). Not of `chance`, `bernoulli`, `choice`, `empirical`.",
    [["truncate(uniform(0, 10), 4, 8)", "6"]],
  ),
];

/** All functions, in the order of the docs. */
export const FUNCTIONS: readonly FunctionEntry[] = [
  ...CHOICE,
  ...NUMBERS,
  ...DATES,
  ...MONEY,
  ...STATES,
  ...SUMS,
  ...DRAWS,
];

export const FUNCTION_BY_NAME: ReadonlyMap<string, FunctionEntry> = new Map(FUNCTIONS.map((f) => [f.name, f]));
