/**
 * Random expressions of every kind, written as text. Each is decoded from a row of choices, 0 the simplest, so that a
 * failure shrinks to an expression that can be read. Here are durations, dates, truth, parties and texts.
 */
import type { Scope } from "./expression-parts.ts";
import { Money } from "./random-money.ts";

export class Expressions extends Money {
  span(scope: Scope, depth: number): string {
    const choices = this.choices;
    const a = () => this.span(scope, depth - 1);
    return this.any(
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
        this.has(scope, "d"),
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
        scope.others && (() => `${this.otherActor(scope)}.v_d`),
        scope.draws && (() => this.#drawSpan()),
        scope.draws && (() => this.#drawSpan()),
      ],
    );
  }

  #drawSpan(): string {
    return this.drawn(
      this.choices.pick([
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
    const choices = this.choices;
    const a = () => this.date(scope, depth - 1);
    return this.any(
      depth,
      [
        choices.pick(["2012-02-29", "2011-12-31", "2012-01-31", "2012-05-15"]),
        scope.today && "today",
        scope.variables && "v_t",
        scope.own && scope.today && "i_t",
        this.has(scope, "t"),
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
        scope.others && (() => `date(${this.actorState(scope)})`),
        scope.others && (() => `${this.otherActor(scope)}.v_t`),
        scope.draws && (() => this.drawn("uniform(2012-01-01, 2012-03-31)")),
        scope.draws && (() => this.drawn("triangular(2012-01-01, 2012-02-01, 2012-03-31)")),
      ],
    );
  }

  truth(scope: Scope, depth: number): string {
    const choices = this.choices;
    const [a, b] = [() => this.truth(scope, depth - 1), () => this.truth(scope, depth - 1)];
    const how = () => choices.pick(["<", "<=", ">", ">=", "=", "!="]);
    const number = () => this.number(scope, depth - 1);
    const money = () => this.money(scope, depth - 1);
    return this.any(
      depth,
      [
        choices.pick(["true", "false"]),
        scope.variables && "v_b",
        scope.own && "i_b",
        this.has(scope, "b"),
        scope.fields.includes("b") && "event.b",
        scope.states.length > 0 && `in(${choices.pick(scope.states)})`,
        scope.others && `is(${this.actorAndState(scope)})`,
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
        scope.others && (() => `${this.otherActor(scope)}.v_b`),
        scope.variables && scope.others && (() => `(v_a ${choices.pick(["=", "!="])} ${this.actor(scope, false)})`),
        scope.draws && (() => this.drawn(`chance(${this.share({ ...scope, draws: false }, depth - 1)})`, true)),
        scope.draws && (() => this.drawn(`chance(${this.share({ ...scope, draws: false }, depth - 1)})`, true)),
      ],
    );
  }

  /** Two ways to reckon what is the same, or nearly. */
  #near(scope: Scope, depth: number): string {
    const choices = this.choices;
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
    const choices = this.choices;
    return this.any(
      depth,
      [
        choices.pick(["pa", "pb", "pc"]),
        scope.variables && "v_p",
        scope.own && "i_p",
        scope.fields.includes("p") && "event.p",
      ],
      [
        () => `if(${this.truth(scope, depth - 1)}, ${choices.pick(["pa", "pb"])}, ${this.party(scope, depth - 1)})`,
        scope.draws && (() => this.drawn("choice(pa, 1, pb, 2, pc, 3)")),
      ],
    );
  }

  text(scope: Scope, depth: number): string {
    const choices = this.choices;
    return this.any(
      depth,
      [
        choices.pick(["'one'", "'two'", "'3'"]),
        scope.variables && "v_w",
        scope.own && "i_w",
        scope.fields.includes("w") && "event.w",
      ],
      [
        () => `if(${this.truth(scope, depth - 1)}, 'one', ${this.text(scope, depth - 1)})`,
        scope.draws && (() => this.drawn("choice('one', 1, 'two', 1, 'four', 1)")),
      ],
    );
  }
}
