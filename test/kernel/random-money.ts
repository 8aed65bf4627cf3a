/** Random expressions of money and of money in a year, as text. */
import type { Scope } from "./expression-parts.ts";
import { Numbers } from "./random-numbers.ts";

export abstract class Money extends Numbers {
  money(scope: Scope, depth: number, currency = "USD"): string {
    const choices = this.choices;
    const own = currency === "USD";
    const a = () => this.money(scope, depth - 1, currency);
    const factor = () => choices.pick(this.pools.factors);
    return this.any(
      depth,
      [
        `${choices.pick(this.pools.money)} ${currency}`,
        own && scope.variables && "v_m",
        own && scope.variables && "v_m2",
        own && scope.own && "i_m",
        own && this.has(scope, "m"),
        own && this.has(scope, "w"),
        own && scope.fields.includes("m") && "event.m",
        !own && scope.variables && "v_k",
      ],
      [
        () => `(${a()} + ${a()})`,
        () => `(${a()} - ${a()})`,
        () => `(${a()} * ${factor()})`,
        () => `(${a()} * ${this.#regained(scope, choices.pick(this.pools.factors))})`,
        ...Array.from({ length: 4 }, () => this.pools.tied.length > 0 && (() => this.#tied(scope, currency))),
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
        scope.today && own && (() => `(${this.money(scope, depth - 1, this.second)} in USD)`),
        scope.today && own && (() => `real(${a()}, 2012)`),
        scope.others && own && (() => `${this.otherActor(scope)}.${choices.pick(["v_m", "i_m"])}`),
        scope.draws && (() => this.#drawMoney(scope, depth, currency)),
        scope.draws && (() => this.#drawMoney(scope, depth, currency)),
      ],
    );
  }

  /** A factor that comes out as it was by way of a number that may be drawn: code has a bound for it, and must ask. */
  #regained(scope: Scope, factor: string): string {
    const number = this.number({ ...scope, draws: false }, 0);
    return this.choices.pick([
      `(${factor} + ${number} - ${number})`,
      `(${factor} * (abs(${number}) + 1) / (abs(${number}) + 1))`,
    ]);
  }

  /** Money on half a cent, or as near beside it as can be said. */
  #tied(scope: Scope, currency: string): string {
    const choices = this.choices;
    const [amount, factor] = choices.pick(this.pools.tied);
    const exactly = `${amount} ${currency} * (${factor})`;
    return choices.pick([
      () => `(${exactly})`,
      () => `(${amount} ${currency} * ${this.#regained(scope, `(${factor})`)})`,
      () => `(${exactly} * ${choices.pick(this.pools.beside)})`,
      () => `(${choices.pick(this.pools.money)} ${currency} + ${exactly})`,
    ])();
  }

  /** Money that is rarely below zero. */
  amount(scope: Scope, depth: number, currency = "USD"): string {
    if (this.pools.tied.length > 0 && this.choices.happens(1, 2)) return this.#tied(scope, currency);
    const text = this.money(scope, depth, currency);
    return this.choices.below(40) === 39 ? text : /^[\w.]+( [A-Z]{3})?$/.test(text) ? text : `abs(${text})`;
  }

  #drawMoney(scope: Scope, depth: number, currency: string): string {
    const choices = this.choices;
    const scale = () =>
      choices.happens(1, 3)
        ? `(abs(${this.money({ ...scope, draws: false }, depth - 1, currency)}) + 1 ${currency})`
        : `${choices.pick(["10", "0.02", "5_000.01"])} ${currency}`;
    return this.drawn(
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
    const choices = this.choices;
    const from = choices.pick(["2012-01-05", "2012-01-01", "today", "today - 40 days", "today + 1 day"]);
    const until = choices.pick(["today", "today + 10 days", "2012-03-31"]);
    const every = choices.pick(["1 month", "3 months", "5 months", "1 year", "24 months"]);
    const anchor = choices.pick(["2011-12-31", "2011-11-30", "2012-02-29", "2030-08-30", "today"]);
    const rate = this.rate(scope, depth - 1, currency);
    return `prorata(${rate}, from: ${from}, to: ${until}, every: ${every}, anchor: ${anchor})`;
  }

  #sum(currency: string): string {
    const choices = this.choices;
    const own = currency === "USD";
    const filters = own ? [`for: ${choices.pick(["rent", "game", "fee"])}`] : ["for: fx", `currency: ${currency}`];
    if (own && choices.happens(1, 3)) filters.splice(0, 1, choices.pick(["in: USD", "currency: USD"]));
    const what = choices.pick(["paid", "due", "owed", "net"]);
    if (what === "net") filters.unshift(choices.pick(["pa", "pb"]));
    else if (choices.happens(1, 3)) filters.push(choices.pick(["from: pa", "to: pb", "from: pb"]));
    const dates = [
      "on: today",
      "since: today - 30 days",
      "until: 2012-02-29",
      "year: 2012",
      "year: year(today)",
      "since: 2012-01-10, until: today",
    ];
    if (what !== "owed" && choices.happens(1, 3)) filters.push(choices.pick(dates));
    return `${what}(${filters.join(", ")})`;
  }

  rate(scope: Scope, depth: number, currency = "USD"): string {
    const choices = this.choices;
    const own = currency === "USD";
    const a = () => this.rate(scope, depth - 1, currency);
    return this.any(
      depth,
      [
        `${choices.pick(this.pools.rates)} ${currency} per year`,
        `${choices.pick(this.pools.rates)} ${currency} per ${choices.pick(["month", "quarter"])}`,
        own && scope.variables && "v_r",
        own && scope.own && scope.today && "i_r",
        own && this.has(scope, "r"),
      ],
      [
        () => `(${a()} + ${a()})`,
        () => `(${a()} * ${choices.pick(this.pools.factors)})`,
        () => `(${a()} / ${choices.pick(["3", "7"])})`,
        () => `((${this.money(scope, depth - 1, currency)}) per year)`,
        () => `if(${this.truth(scope, depth - 1)}, ${a()}, ${a()})`,
        () => `max(${a()}, ${a()})`,
        scope.draws && own && (() => this.drawn(`uniform(10 USD per year, 20 USD per year)`)),
      ],
    );
  }
}
