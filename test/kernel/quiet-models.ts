/**
 * Random scenarios of actors that mostly have nothing to do with each other: what the passes look for. Now and then
 * something makes their order matter after all: one hears another, the timeline changes an assumption, an expectation
 * reads the ledger, a measure reads single postings.
 */
import type { Choices } from "../conformance/machines.ts";

const PERIOD = "2011-11-15 .. 2014-03-31";
const ASSUME = `  fee: {value: 1234.56 USD, judgement: a test}
  yearly: {value: 115 million USD per year, judgement: a test}
  share: {value: 12.5%, judgement: a test}
  luck: {value: "uniform(10 USD, 99.99 USD)", judgement: a test}
  drawn: {value: "uniform(100 million USD, 200 million USD) per year", judgement: a test}
  open: {value: "chance(50%)", judgement: a test}
  hard: {value: "true", judgement: a test}
  drawn_day: {value: "2012-06-30 + uniform(1 day, 300 days)", judgement: a test}
  drawn_rate: {value: "uniform(1%, 9%)", judgement: a test}
`;

export function quietScenarioText(choices: Choices): string {
  // With payments in a second currency, what is in the first says so.
  const isMixed = choices.happens(1, 3);
  const own = isMixed ? "currency: USD" : "";
  const among = (sum: string): string => (isMixed ? sum.replace(")", ", currency: USD)").replace("(,", "(") : sum);
  const machines = Array.from({ length: 1 + choices.below(3) }, (_, index) => new Machine(choices, index, isMixed));
  const actors = Array.from({ length: 1 + choices.below(4) }, (_, index) => {
    const machine = choices.pick(machines.map(({ name }) => name));
    const rate = choices.pick(["yearly", "yearly", "drawn", "100 million USD per year"]);
    const seen = choices.happens(1, 3) ? ', seen: "year(today) * 10 + month(today) / 12"' : "";
    return `  x${index}: {machine: ${machine}, with: {rate: ${rate}, on: ${choices.pick(["true", "false", "open", "hard"])}${seen}}}`;
  });
  const count = actors.length;
  if (choices.happens(9, 10)) actors.push(lease(choices, count));
  if (choices.happens(1, 5)) {
    machines.push({ name: "ears", text: EARS } as Machine);
    actors.push("  ears: {machine: ears}");
  }
  const x = `x${choices.below(count)}`;
  return [
    `steppe: 1\ntitle: quiet\nperiod: ${PERIOD}\ncurrency: USD\nparties: [pa, pb, pc]\n${isMixed ? RATES : ""}assume:\n${ASSUME}machines:`,
    ...machines.map(({ text }) => text),
    "actors:",
    ...actors,
    ...(choices.happens(1, 6) ? [`timeline:\n  - ${choices.pick(TIMELINE).replaceAll("X", x)}`] : []),
    "measures:",
    `  all: ${JSON.stringify(among("paid(from: pa)"))}`,
    `  back: ${JSON.stringify(among("paid(to: pa)"))}`,
    `  debts: "owed(${own})"`,
    `  fell: "due(${own})"`,
    `  times: ${x}.n`,
    `  first: date(${x}.b)`,
    ...Array.from(
      { length: choices.below(4) },
      (_, index) => `  s${index}: ${JSON.stringify(dated(choices, isMixed))}`,
    ),
    ...(choices.happens(1, 6) ? [`  late: ${JSON.stringify(among("paid(since: drawn_day)"))}`] : []),
    ...(choices.happens(1, 6) ? [`  worth: ${JSON.stringify(`npv(${among("paid(from: pc)")}, drawn_rate)`)}`] : []),
    ...(choices.happens(3, 5)
      ? ["expect:", ...expectations(choices, isMixed).map((one) => `  - ${one.replaceAll("X", x)}`)]
      : []),
  ].join("\n");
}

/** A sum of some days, of some postings, now and then converted or discounted. */
function dated(choices: Choices, isMixed: boolean): string {
  const what = choices.pick(["paid", "due", "net"]);
  const filters = what === "net" ? [choices.pick(["pa", "pb", "pc"])] : [];
  if (choices.happens(1, 2)) filters.push(`for: ${choices.pick(["rent", "fees", "fines"])}`);
  if (what !== "net" && choices.happens(1, 3)) filters.push(choices.pick(["from: pa", "to: pb", "from: pc"]));
  if (choices.happens(2, 3)) filters.push(choices.pick(DAYS));
  if (isMixed) filters.push(choices.pick(["in: USD", "in: USD", "currency: USD"]));
  const sum = `${what}(${filters.join(", ")})`;
  return choices.pick([sum, sum, `npv(${sum}, 5%)`, `npv(${sum}, share / 2)`, `${sum} / 3`]);
}

const DAYS = [
  "since: 2012-10-31",
  "until: 2013-02-28",
  "since: 2012-03-31, until: 2012-12-31",
  "year: 2012",
  "year: 2014",
  "year: year(today)",
  "on: 2012-12-31",
  "on: today",
  "since: today",
  "until: today",
  // On these nothing can be posted.
  "year: 2010",
  "on: 2011-06-30",
  "year: 2020",
  "since: 2013-01-31, until: 2012-04-30",
];
const RATES =
  "rates:\n  RUB/USD: {series: {2008-01-01: 24, 2011-01-01: 25, 2012-06-30: 30.13, 2013-02-28: 77}, judgement: a test}\n";

/** What is asked of each day, or at the end. */
function expectations(choices: Choices, isMixed: boolean): readonly string[] {
  return Array.from({ length: 1 + choices.below(2) }, (_, index) => {
    const some = choices.pick(EXPECT);
    const sum = dated(choices, isMixed);
    const of = choices.pick([
      ...DAILY,
      ...DAILY,
      `never: "${sum} > ${choices.pick(["5", "1000", "70_000_000"])} USD"`,
      `always: "${sum} <= yearly * 1 year"`,
      `never: "X.n > 2 and ${sum} > 0 USD"`,
      `at_end: "${sum} < 1000 USD"`,
      some,
      some,
    ]);
    return `{id: e${index}, ${isMixed ? of.replace("paid()", "paid(currency: USD)") : of}}`;
  });
}

const TIMELINE = [
  "{on: 2012-08-31, assume: {yearly: 120 million USD per year}}",
  "{on: 2012-03-31, assume: {fee: 7 USD}}",
  "{on: 2012-06-30, actor: X, event: poke}",
];
const EXPECT = [
  "always: paid() < 100 million USD",
  "never: today > 2013-01-01 and X.n > 3",
  "at_end: X.n < 5",
  "always: fee > 10 USD",
  "never: count(X.b) > 2",
];
/** Asked on each day with a step, whoever takes it. */
const DAILY = [
  "never: today > 2013-01-03 and fee > 2 USD",
  "always: today < 2012-11-05 or luck > 50 USD",
  // By inputs that follow the day.
  "never: X.seen > 2012 and luck > 50 USD",
  "always: X.seen < 20131",
];
const EARS = `  ears:
    variables: {n: {kind: number, initial: 0}}
    initial: a
    states: {a: {on: {x0.b: {actions: [{set: {n: n + 1}}, {pay: {from: pb, to: pc, amount: 1 USD * n, for: ears}}]}}}}`;

function lease(choices: Choices, index: number): string {
  const from = choices.pick(["2011-12-31", "2012-01-31", "2012-02-29", "2011-11-15"]);
  const until = choices.pick(["2013-12-31", "2013-06-30", "2013-02-28", "2014-02-27", "never"]);
  const every = choices.pick(["3 months", "1 month", "1 year"]);
  const rent = choices.pick(["yearly", "drawn", "drawn"]);
  // What machines pay from pa to pb may settle what a lease of pa owes: one of pc mostly stands alone.
  const tenant = choices.pick(["pa", "pc", "pc"]);
  return `  l${index}: {machine: lease, with: {landlord: pb, tenant: ${tenant}, rent: ${rent}, every: ${every}, from: ${from}, until: ${until}}}`;
}

/** What is squared goes beyond 3,000 digits in 13 times; what is multiplied does not in so short a period. */
const GROWING = [
  "{set: {grown: grown * grown}}",
  "{set: {grown: grown * grown * 0.1}}",
  "{set: {grown: 1000 * grown - n}}",
];

const STATES = ["a", "b", "c"] as const;

class Machine {
  readonly name: string;
  readonly text: string;
  readonly #choices: Choices;
  /** Whether debts are booked, under a category of its own. */
  readonly #owes: boolean;
  /** Whether numbers are set that grow beyond what the World takes. */
  readonly #grows: boolean;
  /** Whether timers are put down that nobody hears. */
  readonly #idles: boolean;
  /** Whether some of its payments are in another currency. */
  readonly #isMixed: boolean;
  #draws = 0;

  constructor(choices: Choices, index: number, isMixed: boolean) {
    this.#choices = choices;
    this.#isMixed = isMixed;
    this.name = `m${index}`;
    this.#owes = choices.happens(1, 3);
    this.#grows = choices.happens(1, 4);
    this.#idles = choices.happens(1, 4);
    const lines = [
      `  ${this.name}:`,
      '    inputs: {rate: {kind: money per year}, on: {kind: boolean, default: true}, seen: {kind: number, default: "year(today)"}}',
      "    variables:",
      "      n: {kind: number, initial: 0}",
      "      m: {kind: money, initial: 0.05 USD}",
      "      unset: {kind: number, initial: 4}",
      "      grown: {kind: number, initial: 3}",
      '      to: {kind: date, initial: "today - 1 day"}',
      "      s: {kind: share, initial: 12.5%}",
      "    events: {poke: {}, due: {}, too: {}, again: {}, idle: {}, late: {n: {kind: number, default: 2}, m: money}}",
      "    initial: a",
      "    states:",
      ...STATES.flatMap((state) => this.#state(state)),
    ];
    this.text = lines.join("\n");
  }

  #state(name: string): readonly string[] {
    const choices = this.#choices;
    if (name === "c" && choices.happens(1, 4)) return [`      c: {type: final, entry: [${this.#actions()}]}`];
    return [
      `      ${name}:`,
      ...(this.#idles && name !== "c"
        ? [`        entry: [${this.#idle()}]`]
        : choices.happens(1, 3)
          ? [`        entry: [${this.#actions()}${this.#raise()}]`]
          : []),
      ...(choices.happens(1, 5) ? [`        exit: [${this.#actions()}]`] : []),
      ...(choices.happens(2, 5) ? [`        invoke: ${this.#calendars()}`] : []),
      ...(!this.#idles && choices.happens(1, 6)
        ? [
            `        always: [{guard: "n > ${3 + choices.below(3)} and n < 7", target: ${this.#target()}, actions: {set: {n: n + 1}}}]`,
          ]
        : []),
      "        on:",
      `          due: ${this.#transitions(name, true)}`,
      `          late: ${this.#transitions(name, true)}`,
      "          too: {actions: {pay: {from: pb, to: pc, amount: fee, for: fees}}}",
      "          again: {actions: {pay: {from: pa, to: pb, amount: 2 * luck, for: rent}}}",
      `          poke: ${this.#transitions(name, false)}`,
      "        after:",
      ...[...new Set([this.#delay(name === "a"), ...(choices.happens(1, 3) ? [this.#delay(true)] : [])])].map(
        (delay) => `          ${JSON.stringify(delay)}: ${this.#transitions(name, false)}`,
      ),
    ];
  }

  #target(): string {
    return this.#choices.pick(["a", "b", "c"]);
  }

  #site(): string {
    this.#draws += 1;
    return `as: d${this.#draws}`;
  }

  #delay(never: boolean): string {
    const known = ["30 days", "1 month", "45 days", "2 months + 3 days", "1 year", "17 days"];
    const drawn = [`exponential(20 days, ${this.#site()})`, `uniform(0 days, 90 days, ${this.#site()})`];
    return this.#choices.pick([...known, ...drawn, ...drawn, ...(never ? ["20 years"] : [])]);
  }

  /** Now and then two on one grid. */
  #calendars(): string {
    const one = this.#calendar();
    if (this.#choices.happens(1, 2)) return one;
    const of = (event: string): string => one.replace("event: due", `event: ${event}`);
    return `[${this.#choices.pick([one, of("again")])}, ${of("too")}]`;
  }

  #calendar(): string {
    const every = this.#choices.pick(["1 month", "3 months", "1 year", "31 days", "10 days"]);
    const from = this.#choices.pick(["2011-12-31", "2012-02-29", "2011-10-30", "2011-11-15", "2012-01-31"]);
    const until = this.#choices.pick(["", ", until: 2013-02-28", ", until: 2012-12-31", ", until: 2013-03-30"]);
    return `{src: calendar, input: {every: ${every}, from: ${from}${until}, event: due}}`;
  }

  #transitions(state: string, stays: boolean): string {
    const one = (): string => {
      const target = stays && this.#choices.happens(2, 3) ? "" : `target: ${this.#target()}, `;
      const again = !stays && this.#choices.happens(1, 3) ? `target: ${state}, reenter: true, ` : target;
      return `{${again}actions: [${this.#actions()}]}`;
    };
    if (this.#choices.happens(1, 2)) return `[${one()}]`;
    return `[${one().replace("{", `{guard: ${JSON.stringify(this.#guard())}, `)}, ${one()}]`;
  }

  #guard(): string {
    return this.#choices.pick([
      "on",
      "n < 4",
      "unset > 3",
      "unset = 3 or on",
      `chance(40%, ${this.#site()})`,
      "today < 2012-06-30",
      "m > fee",
      "hard",
      "not hard",
    ]);
  }

  #actions(): string {
    return Array.from({ length: this.#choices.below(3) + 1 }, () => this.#action()).join(", ");
  }

  #action(): string {
    const choices = this.#choices;
    const category = choices.pick(["rent", "fees", "fines", ...(this.#owes ? [`of_${this.name}`] : [])]);
    const between = choices.pick(["from: pa, to: pb", "from: pb, to: pa", "from: pa, to: pc"]);
    const amount = choices.pick([
      "fee",
      "luck",
      "fee * share",
      "m",
      "0.5 * m",
      "rate * 3 months",
      "rate * 1 month",
      "1 USD * n",
      `triangular(1 USD, 2 USD, 9 USD, ${this.#site()})`,
      "prorata(rate, from: to + 1 day, to: today, every: 3 months, anchor: 2011-12-31)",
      "if(on, 3.33 USD, 0 USD)",
      "1 USD / (9 - n)",
      "fee - m",
    ]);
    switch (choices.below(6)) {
      case 0:
        return choices.pick([
          "{set: {n: n + 1}}",
          "{set: {m: m * 1.1 + 0.05 USD}}",
          "{set: {to: today}}",
          "{set: {n: n + 1, s: s / 2}}",
          "{set: {grown: grown + n}}",
          ...(this.#grows ? GROWING : []),
        ]);
      case 1:
        if (this.#owes) return `{owe: {${between}, amount: "${amount}", for: of_${this.name}}}`;
        return "{note: {text: nothing}}";
      case 2:
        if (this.#isMixed) return `{pay: {${between}, amount: "3.37 RUB * (n + 1)", for: ${category}}}`;
        return `{pay: {${between}, amount: "${amount}", for: ${category}}}`;
      default:
        return `{pay: {${between}, amount: "${amount}", for: ${category}}}, {set: {to: today}}`;
    }
  }

  /** What nobody hears. */
  #idle(): string {
    const delay = this.#choices.pick(["40 days", "0 days", "5 days", `"exponential(30 days, ${this.#site()})"`]);
    return `{raise: {event: idle, delay: ${delay}, id: idle}}`;
  }

  #raise(): string {
    if (this.#choices.happens(1, 2)) return "";
    if (this.#choices.happens(1, 4)) return `, ${this.#idle()}`;
    const raised = `, {raise: {event: late, delay: ${this.#choices.pick(["5 days", "40 days"])}, id: late, with: {m: fee}}}`;
    return this.#choices.happens(1, 4) ? `${raised}, {cancel: {id: late}}` : raised;
  }
}
