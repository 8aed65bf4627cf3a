/**
 * Random expressions of every kind, written as text. Each is decoded from a row of choices, 0 the simplest, so that a
 * failure shrinks to an expression that can be read.
 *
 * Names follow the kinds: `a_*` are assumptions, `i_*` inputs, `v_*` variables, which all machines share.
 */
import type { Choices } from "../conformance/machines.ts";

/** What an expression may read where it stands. */
export interface Scope {
  /** Inputs and variables of the actor at hand. */
  readonly own: boolean;
  readonly variables: boolean;
  readonly draws: boolean;
  readonly ledger: boolean;
  readonly today: boolean;
  /** Other actors, and the history. */
  readonly others: boolean;
  /** Assumptions, by the letters of their names. */
  readonly assumptions: readonly string[];
  readonly fields: readonly string[];
  /** Own states. */
  readonly states: readonly string[];
  /** "x0" → its states. */
  readonly actors: ReadonlyMap<string, readonly string[]>;
}

/** Where amounts come from: round figures, or figures that fall on ties and just beside them. */
export interface Pools {
  readonly numbers: readonly string[];
  readonly factors: readonly string[];
  readonly money: readonly string[];
  readonly rates: readonly string[];
}

export const PLAIN: Pools = {
  numbers: ["1", "2", "3", "0.5", "7", "10", "0.1", "0.3", "1/3", "-3", "0", "12.5", "365.25", "99.995", "1e-6"],
  factors: ["2", "0.5", "1/3", "0.1", "30%", "1.07", "7", "0.99"],
  money: ["100", "0.01", "33.33", "0.05", "7", "1_000.10", "250_000", "99.99", "0"],
  rates: ["1200", "365", "100.01", "12_345.67"],
};

/** Halves at 50 %, tenths at 10 %, days of a period, and 15 digits that leave nothing to round by. */
export const TIES: Pools = {
  numbers: ["0.5", "1.5", "2.5", "0.05", "0.15", "123456789012345", "99999999999999.5", "0.1", "1e-14", "0.3", "10"],
  factors: ["0.5", "50%", "10%", "0.05", "1.5", "0.25", "1/2", "1/20", "5%", "2.5", "0.005"],
  money: ["0.01", "0.03", "0.05", "0.15", "12.25", "99.99", "0.25", "1_000_000_000.05", "12_345_678_901.23", "0.07"],
  rates: ["3.65", "3.66", "0.06", "36.60", "7.30", "1_000.01", "0.12"],
};

export class Expressions {
  readonly #choices: Choices;
  readonly #pools: Pools;
  readonly #second: string;
  /** Labels of draws of the machine at hand, with whether the draw is a chance. */
  readonly labels = new Map<string, boolean>();

  constructor(choices: Choices, pools: Pools, second: string) {
    this.#choices = choices;
    this.#pools = pools;
    this.#second = second;
  }

  #any(depth: number, leaves: readonly (string | false)[], inner: readonly ((() => string) | false)[]): string {
    const choices = this.#choices;
    const plain = leaves.filter((one) => one !== false);
    const built = inner.filter((one) => one !== false);
    if (depth <= 0 || built.length === 0 || choices.below(4) < 2) return choices.pick(plain);
    return choices.pick(built)();
  }

  #drawn(text: string, isChance = false): string {
    if (!this.#choices.happens(1, 4)) return text;
    const label = `l${this.labels.size}`;
    this.labels.set(label, isChance);
    return `${text.slice(0, -1)}, as: ${label})`;
  }

  #has(scope: Scope, letter: string): string | false {
    return scope.assumptions.includes(letter) && `a_${letter}`;
  }

  number(scope: Scope, depth: number): string {
    const [a, b] = [() => this.number(scope, depth - 1), () => this.number(scope, depth - 1)];
    const choices = this.#choices;
    const factor = () => choices.pick(this.#pools.factors);
    const money = () => this.money(scope, depth - 1);
    const actor = () => this.#actorState(scope);
    return this.#any(
      depth,
      [
        choices.pick(this.#pools.numbers),
        scope.variables && "v_n",
        scope.variables && "v_n2",
        scope.variables && "v_s",
        scope.own && "i_n",
        scope.own && "i_s",
        this.#has(scope, "n"),
        this.#has(scope, "u"),
        this.#has(scope, "s"),
        scope.fields.includes("n") && "event.n",
        scope.fields.includes("s") && "event.s",
      ],
      [
        () => `(${a()} + ${b()})`,
        () => `(${a()} - ${b()})`,
        () => `(${a()} * ${factor()})`,
        () => `(${a()} * ${b()}) / 1000`,
        () => `(${a()} / ${choices.pick(["3", "7", "0.3", "100", "2"])})`,
        () => `(${a()} / (abs(${b()}) + 1))`,
        () => `round(${a()})`,
        () => `round(${a()}, ${choices.pick(["2", "1", "4", "-1"])})`,
        () => `floor(${a()})`,
        () => `ceil(${a()})`,
        () => `abs(${a()})`,
        () => `-(${a()})`,
        () => `min(${a()}, ${b()})`,
        () => `max(${a()}, ${b()}, ${choices.pick(this.#pools.numbers)})`,
        () => `if(${this.truth(scope, depth - 1)}, ${a()}, ${b()})`,
        () => `(${money()} / (abs(${money()}) + 1 USD))`,
        () => `days(${this.span(scope, depth - 1)})`,
        () => `years(${this.span(scope, depth - 1)})`,
        () => `(${this.#yearly(scope)} * ${choices.pick(["6 months", "1 year", "P1Y1M", "0 days"])})`,
        () => `(${choices.pick(["0.3", "12", "1.5"])} * ${a()} / 10) ^ 2`,
        () => `(abs(${a()}) + 1) ^ ${choices.pick(["3", "-2", "0.5", "-1", "12"])}`,
        () => `1.05 ^ ${choices.pick(["(v_q0 - 2)", "2", "i_n"].slice(scope.variables ? 0 : 1, scope.own ? 3 : 2))}`,
        () => `sqrt(abs(${a()}))`,
        () => `ln(abs(${a()}) + 1)`,
        () => `exp(min(${a()}, 2))`,
        () => `${choices.pick(["year", "month", "day"])}(min(${this.date(scope, depth - 1)}, 2031-01-31))`,
        scope.today && (() => `index(cpi) / index(cpi, 2011-11-15)`),
        scope.others && (() => `count(${actor()})`),
        scope.others && (() => `${this.#actor(scope)}.${choices.pick(["v_n", "v_s", "i_n", "v_n2"])}`),
        scope.draws && (() => this.#drawNumber(scope, depth)),
        scope.draws && (() => this.#drawNumber(scope, depth)),
      ],
    );
  }

  #yearly(scope: Scope): string {
    return this.#choices.pick(["5% per year", ...(scope.variables ? ["v_y"] : []), "1.2 per month"]);
  }

  #drawNumber(scope: Scope, depth: number): string {
    const choices = this.#choices;
    const some = (text: string) =>
      choices.happens(1, 3) ? `(abs(${this.number({ ...scope, draws: false }, depth - 1)}) + ${text})` : text;
    const scale = () => some(choices.pick(["1", "10", "0.5"]));
    return this.#drawn(
      choices.pick([
        () => `uniform(0, ${scale()})`,
        () => `normal(${scale()}, ${choices.pick(["1", "0.1"])})`,
        () => `triangular(0, ${choices.pick(["1", "0.5"])}, ${choices.pick(["2", "10"])})`,
        () => `pert(0, 1, 4)`,
        () => `lognormal(${scale()}, ${choices.pick(["0.5", "0.1"])})`,
        () => `beta(2, ${choices.pick(["2", "0.7"])})`,
        () => `gamma(${choices.pick(["2", "0.5"])}, ${scale()})`,
        () => `weibull(1.5, ${scale()})`,
        () => `exponential(${scale()})`,
        () => `poisson(${choices.pick(["3", "0.2", "40"])})`,
        () => `bernoulli(${this.share(scope, 0)})`,
        () => `choice(1, 3, 2, 1, 0.5, 1)`,
        () => `empirical(5, 1, 9, 2.5)`,
        () => `truncate(normal(0, 1), -1, ${choices.pick(["1", "3"])})`,
      ])(),
    );
  }

  /** Between 0 and 1, but for a few. */
  share(scope: Scope, depth: number): string {
    const choices = this.#choices;
    const number = () => this.number(scope, depth - 1);
    return this.#any(
      depth,
      [
        choices.pick(["50%", "10%", "0%", "100%", "30%", "1/3", "5%"]),
        scope.variables && "v_s",
        scope.own && "i_s",
        this.#has(scope, "s"),
        scope.fields.includes("s") && "event.s",
      ],
      [
        () => `min(max(${number()}, 0), 1)`,
        () => `abs(${number()}) / (abs(${number()}) + 1000000)`,
        () => `(${this.share(scope, depth - 1)} * ${this.share(scope, depth - 1)})`,
        () => `(1 - ${this.share(scope, depth - 1)})`,
        () => `if(${this.truth(scope, depth - 1)}, ${this.share(scope, depth - 1)}, 20%)`,
        scope.draws && (() => this.#drawn("uniform(0%, 100%)")),
        scope.draws && (() => this.#drawn("beta(2, 5)")),
      ],
    );
  }

  money(scope: Scope, depth: number, currency = "USD"): string {
    const choices = this.#choices;
    const own = currency === "USD";
    const a = () => this.money(scope, depth - 1, currency);
    const factor = () => choices.pick(this.#pools.factors);
    return this.#any(
      depth,
      [
        `${choices.pick(this.#pools.money)} ${currency}`,
        own && scope.variables && "v_m",
        own && scope.variables && "v_m2",
        own && scope.own && "i_m",
        own && this.#has(scope, "m"),
        own && this.#has(scope, "w"),
        own && scope.fields.includes("m") && "event.m",
        !own && scope.variables && "v_k",
      ],
      [
        () => `(${a()} + ${a()})`,
        () => `(${a()} - ${a()})`,
        () => `(${a()} * ${factor()})`,
        () => `(${a()} * ${this.number(scope, depth - 1)}) / 10`,
        () => `(${a()} * ${this.share(scope, depth - 1)})`,
        () => `(${a()} / ${choices.pick(["3", "7", "12", "2", "0.3"])})`,
        () => `abs(${a()})`,
        () => `round(${a()}${choices.pick(["", ", 2", ", 1", ", -2"])})`,
        () => `floor(${a()})`,
        () => `ceil(${a()})`,
        () => `min(${a()}, ${a()})`,
        () => `max(${a()}, ${a()})`,
        () => `if(${this.truth(scope, depth - 1)}, ${a()}, ${a()})`,
        () => `(${this.rate(scope, depth - 1, currency)} * ${choices.pick(["1 month", "3 months", "1 year"])})`,
        scope.today && (() => this.#prorata(scope, depth, currency)),
        scope.ledger && (() => this.#sum(currency)),
        scope.today && own && (() => `(${this.money(scope, depth - 1, this.#second)} in USD)`),
        scope.today && own && (() => `real(${a()}, 2012)`),
        scope.others && own && (() => `${this.#actor(scope)}.${choices.pick(["v_m", "i_m"])}`),
        scope.draws && (() => this.#drawMoney(scope, depth, currency)),
        scope.draws && (() => this.#drawMoney(scope, depth, currency)),
      ],
    );
  }

  /** Money that is rarely below zero. */
  amount(scope: Scope, depth: number, currency = "USD"): string {
    const text = this.money(scope, depth, currency);
    return this.#choices.below(40) === 39 ? text : /^[\w.]+( [A-Z]{3})?$/.test(text) ? text : `abs(${text})`;
  }

  #drawMoney(scope: Scope, depth: number, currency: string): string {
    const choices = this.#choices;
    const scale = () =>
      choices.happens(1, 3)
        ? `(abs(${this.money({ ...scope, draws: false }, depth - 1, currency)}) + 1 ${currency})`
        : `${choices.pick(["10", "0.02", "5_000.01"])} ${currency}`;
    return this.#drawn(
      choices.pick([
        () => `uniform(0 ${currency}, ${scale()})`,
        () => `triangular(0 ${currency}, 0.5 ${currency}, ${choices.pick(["1", "9.99"])} ${currency})`,
        () => `normal(${scale()}, 1 ${currency})`,
        () => `lognormal(${scale()}, 0.8)`,
        () => `exponential(${scale()})`,
        () => `gamma(2, ${scale()})`,
        () => `empirical(5 ${currency}, 1.01 ${currency}, 9 ${currency})`,
      ])(),
    );
  }

  #prorata(scope: Scope, depth: number, currency: string): string {
    const choices = this.#choices;
    const until = choices.pick(["today", "today + 10 days", "2012-03-31"]);
    return (
      `prorata(${this.rate(scope, depth - 1, currency)}, from: ${choices.pick(["2012-01-05", "today - 40 days"])}, ` +
      `to: ${until}, every: ${choices.pick(["1 month", "3 months", "1 year"])}, anchor: ${choices.pick(["2011-12-31", "2011-11-30"])})`
    );
  }

  #sum(currency: string): string {
    const choices = this.#choices;
    const own = currency === "USD";
    const filters = own ? [`for: ${choices.pick(["rent", "game", "fee"])}`] : ["for: fx", `currency: ${currency}`];
    if (own && choices.happens(1, 3)) filters.splice(0, 1, choices.pick(["in: USD", "currency: USD"]));
    const what = choices.pick(["paid", "due", "owed", "net"]);
    if (what === "net") filters.unshift(choices.pick(["pa", "pb"]));
    else if (choices.happens(1, 3)) filters.push(choices.pick(["from: pa", "to: pb", "from: pb"]));
    const dates = ["on: today", "since: today - 30 days", "until: 2012-02-29", "year: 2012"];
    if (what !== "owed" && choices.happens(1, 3)) filters.push(choices.pick(dates));
    return `${what}(${filters.join(", ")})`;
  }

  rate(scope: Scope, depth: number, currency = "USD"): string {
    const choices = this.#choices;
    const own = currency === "USD";
    const a = () => this.rate(scope, depth - 1, currency);
    return this.#any(
      depth,
      [
        `${choices.pick(this.#pools.rates)} ${currency} per year`,
        `${choices.pick(this.#pools.rates)} ${currency} per ${choices.pick(["month", "quarter"])}`,
        own && scope.variables && "v_r",
        own && scope.own && scope.today && "i_r",
        own && this.#has(scope, "r"),
      ],
      [
        () => `(${a()} + ${a()})`,
        () => `(${a()} * ${choices.pick(this.#pools.factors)})`,
        () => `(${a()} / ${choices.pick(["3", "7"])})`,
        () => `((${this.money(scope, depth - 1, currency)}) per year)`,
        () => `if(${this.truth(scope, depth - 1)}, ${a()}, ${a()})`,
        () => `max(${a()}, ${a()})`,
        scope.draws && own && (() => this.#drawn(`uniform(10 USD per year, 20 USD per year)`)),
      ],
    );
  }

  /** A duration that is hardly ever below zero. */
  span(scope: Scope, depth: number): string {
    const choices = this.#choices;
    const a = () => this.span(scope, depth - 1);
    return this.#any(
      depth,
      [
        choices.pick([
          "20 days",
          "1 month",
          "3 days",
          "45 days",
          "2 months",
          "1 week",
          "P1M10D",
          "1 quarter",
          "11 days",
        ]),
        scope.variables && "v_d",
        scope.own && "i_d",
        this.#has(scope, "d"),
        scope.fields.includes("d") && "event.d",
      ],
      [
        () => `(${a()} + ${choices.pick(["1 day", "1 month", "10 days"])})`,
        () => `(${a()} * ${choices.pick(["2", "0.5", "1/3", "1.1", "3"])})`,
        () => `(${a()} / ${choices.pick(["2", "3", "0.7"])})`,
        () => `(0.25 * ${a()} + 2 days)`,
        () => `if(${this.truth(scope, depth - 1)}, ${a()}, ${a()})`,
        () => `min(${choices.pick(["5 days", "40 days"])}, ${choices.pick(["9 days", "30 days"])})`,
        () => `max(1 month, ${choices.pick(["2 months", "1 quarter"])})`,
        () => `((abs(${this.number(scope, depth - 1)}) / (abs(${this.number(scope, depth - 1)}) + 1)) * 30 days)`,
        scope.today && (() => `max(1 day, ${this.date(scope, depth - 1)} - today)`),
        scope.others && (() => `${this.#actor(scope)}.v_d`),
        scope.draws && (() => this.#drawSpan()),
        scope.draws && (() => this.#drawSpan()),
      ],
    );
  }

  #drawSpan(): string {
    return this.#drawn(
      this.#choices.pick([
        "exponential(20 days)",
        "uniform(1 day, 30 days)",
        "triangular(1 day, 10 days, 2 months)",
        "pert(1 day, 1 month, 3 months)",
        "lognormal(10 days, 0.5)",
        "weibull(1.5, 1 month)",
        "gamma(2, 8 days)",
        "choice(1 month, 3, 10 days, 1)",
        "empirical(5 days, 40 days, 12 days)",
        "truncate(exponential(1 month), 5 days, 50 days)",
      ]),
    );
  }

  date(scope: Scope, depth: number): string {
    const choices = this.#choices;
    const a = () => this.date(scope, depth - 1);
    return this.#any(
      depth,
      [
        choices.pick(["2012-02-29", "2011-12-31", "2012-01-31", "2012-05-15"]),
        scope.today && "today",
        scope.variables && "v_t",
        scope.own && scope.today && "i_t",
        this.#has(scope, "t"),
        scope.fields.includes("t") && "event.t",
        choices.happens(1, 6) && "never",
      ],
      [
        () => `(${a()} + ${this.span(scope, depth - 1)})`,
        () => `(${a()} - ${this.span(scope, depth - 1)})`,
        () => `min(${a()}, ${a()})`,
        () => `max(${a()}, ${a()})`,
        () => `if(${this.truth(scope, depth - 1)}, ${a()}, ${a()})`,
        () => `due_before(min(${a()}, 2031-12-31), 2011-11-30, ${choices.pick(["1 month", "3 months", "10 days"])})`,
        () => `day_of(2012, ${choices.pick(["2", "12"])}, ${choices.pick(["29", "1"])})`,
        scope.others && (() => `date(${this.#actorState(scope)})`),
        scope.others && (() => `${this.#actor(scope)}.v_t`),
        scope.draws && (() => this.#drawn("uniform(2012-01-01, 2012-03-31)")),
        scope.draws && (() => this.#drawn("triangular(2012-01-01, 2012-02-01, 2012-03-31)")),
      ],
    );
  }

  truth(scope: Scope, depth: number): string {
    const choices = this.#choices;
    const [a, b] = [() => this.truth(scope, depth - 1), () => this.truth(scope, depth - 1)];
    const how = () => choices.pick(["<", "<=", ">", ">=", "=", "!="]);
    const number = () => this.number(scope, depth - 1);
    const money = () => this.money(scope, depth - 1);
    return this.#any(
      depth,
      [
        choices.pick(["true", "false"]),
        scope.variables && "v_b",
        scope.own && "i_b",
        this.#has(scope, "b"),
        scope.fields.includes("b") && "event.b",
        scope.states.length > 0 && `in(${choices.pick(scope.states)})`,
        scope.others && `is(${this.#actorAndState(scope)})`,
      ],
      [
        () => `(${number()} ${how()} ${number()})`,
        () => `(${money()} ${how()} ${money()})`,
        () => this.#near(scope, depth),
        () => this.#near(scope, depth),
        () => `(${this.date(scope, depth - 1)} ${how()} ${this.date(scope, depth - 1)})`,
        () => `(${this.party(scope, depth - 1)} ${choices.pick(["=", "!="])} ${this.party(scope, depth - 1)})`,
        () => `(${this.text(scope, depth - 1)} ${choices.pick(["=", "!="])} ${this.text(scope, depth - 1)})`,
        () => `(days(${this.span(scope, depth - 1)}) ${how()} ${choices.pick(["20", "30.436875", "45"])})`,
        () => `(${this.rate(scope, depth - 1)} ${how()} ${this.rate(scope, depth - 1)})`,
        () => `(${a()} and ${b()})`,
        () => `(${a()} or ${b()})`,
        () => `not ${a()}`,
        () => `if(${a()}, ${b()}, ${a()})`,
        scope.others && (() => `${this.#actor(scope)}.v_b`),
        scope.variables && scope.others && (() => `(v_a ${choices.pick(["=", "!="])} ${this.actor(scope, false)})`),
        scope.draws && (() => this.#drawn(`chance(${this.share({ ...scope, draws: false }, depth - 1)})`, true)),
        scope.draws && (() => this.#drawn(`chance(${this.share({ ...scope, draws: false }, depth - 1)})`, true)),
      ],
    );
  }

  /** Two ways to reckon what is the same, or nearly. */
  #near(scope: Scope, depth: number): string {
    const choices = this.#choices;
    const how = choices.pick(["=", "<", "<=", "!=", ">="]);
    const x = this.number(scope, Math.min(depth - 1, 1));
    const m = this.money(scope, Math.min(depth - 1, 1));
    return choices.pick([
      `(${x} ${how} ${x} * 3 / 3)`,
      `(${x} + 0.1 + 0.2 ${how} ${x} + 0.3)`,
      `(${m} / 3 * 3 ${how} ${m})`,
      `(${m} * 10% ${how} ${m} / 10)`,
      `(round(${m}, 2) ${how} ${m})`,
      `(floor(${x} * 10) ${how} ${x} * 10)`,
      `(${x} / 7 ${how} ${x} * (1/7))`,
      `(${x} - 0.000000000000001 ${how} ${x})`,
    ]);
  }

  party(scope: Scope, depth: number): string {
    const choices = this.#choices;
    return this.#any(
      depth,
      [
        choices.pick(["pa", "pb", "pc"]),
        scope.variables && "v_p",
        scope.own && "i_p",
        scope.fields.includes("p") && "event.p",
      ],
      [
        () => `if(${this.truth(scope, depth - 1)}, ${choices.pick(["pa", "pb"])}, ${this.party(scope, depth - 1)})`,
        scope.draws && (() => this.#drawn("choice(pa, 1, pb, 2, pc, 3)")),
      ],
    );
  }

  text(scope: Scope, depth: number): string {
    const choices = this.#choices;
    return this.#any(
      depth,
      [
        choices.pick(["'one'", "'two'", "'3'"]),
        scope.variables && "v_w",
        scope.own && "i_w",
        scope.fields.includes("w") && "event.w",
      ],
      [
        () => `if(${this.truth(scope, depth - 1)}, 'one', ${this.text(scope, depth - 1)})`,
        scope.draws && (() => this.#drawn("choice('one', 1, 'two', 1, 'four', 1)")),
      ],
    );
  }

  actor(scope: Scope, isChild: boolean): string {
    const named = [...scope.actors.keys()];
    const sender = scope.fields.length > 0 ? ["event.actor", "event.actor"] : [];
    return this.#choices.pick([...named, ...sender, ...(isChild ? ["opener"] : []), "v_a"]);
  }

  #actor(scope: Scope): string {
    return this.#choices.pick([...scope.actors.keys()].filter((name) => name.startsWith("x")));
  }

  #actorState(scope: Scope): string {
    const name = this.#choices.pick([...scope.actors.keys()]);
    return `${name}.${this.#choices.pick(scope.actors.get(name) ?? [])}`;
  }

  #actorAndState(scope: Scope): string {
    const name = this.#choices.pick([...scope.actors.keys()]);
    return `${name}, ${this.#choices.pick(scope.actors.get(name) ?? [])}`;
  }
}
