/** Random expressions of numbers and shares, as text. */
import { ExpressionParts, type Scope } from "./expression-parts.ts";

export abstract class Numbers extends ExpressionParts {
  number(scope: Scope, depth: number): string {
    const [a, b] = [() => this.number(scope, depth - 1), () => this.number(scope, depth - 1)];
    const choices = this.choices;
    const factor = () => choices.pick(this.pools.factors);
    const money = () => this.money(scope, depth - 1);
    const actor = () => this.actorState(scope);
    return this.any(
      depth,
      [
        choices.pick(this.pools.numbers),
        scope.variables && "v_n",
        scope.variables && "v_n2",
        scope.variables && "v_s",
        scope.own && "i_n",
        scope.own && "i_s",
        this.has(scope, "n"),
        this.has(scope, "u"),
        this.has(scope, "s"),
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
        () => `max(${a()}, ${b()}, ${choices.pick(this.pools.numbers)})`,
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
        scope.others && (() => `${this.otherActor(scope)}.${choices.pick(["v_n", "v_s", "i_n", "v_n2"])}`),
        scope.draws && (() => this.#drawNumber(scope, depth)),
        scope.draws && (() => this.#drawNumber(scope, depth)),
      ],
    );
  }

  #yearly(scope: Scope): string {
    return this.choices.pick(["5% per year", ...(scope.variables ? ["v_y"] : []), "1.2 per month"]);
  }

  #drawNumber(scope: Scope, depth: number): string {
    const choices = this.choices;
    const some = (text: string) =>
      choices.happens(1, 3) ? `(abs(${this.number({ ...scope, draws: false }, depth - 1)}) + ${text})` : text;
    const scale = () => some(choices.pick(["1", "10", "0.5"]));
    return this.drawn(
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

  share(scope: Scope, depth: number): string {
    const choices = this.choices;
    const number = () => this.number(scope, depth - 1);
    return this.any(
      depth,
      [
        choices.pick(["50%", "10%", "0%", "100%", "30%", "1/3", "5%"]),
        scope.variables && "v_s",
        scope.own && "i_s",
        this.has(scope, "s"),
        scope.fields.includes("s") && "event.s",
      ],
      [
        () => `min(max(${number()}, 0), 1)`,
        () => `abs(${number()}) / (abs(${number()}) + 1000000)`,
        () => `(${this.share(scope, depth - 1)} * ${this.share(scope, depth - 1)})`,
        () => `(1 - ${this.share(scope, depth - 1)})`,
        () => `if(${this.truth(scope, depth - 1)}, ${this.share(scope, depth - 1)}, 20%)`,
        scope.draws && (() => this.drawn("uniform(0%, 100%)")),
        scope.draws && (() => this.drawn("beta(2, 5)")),
      ],
    );
  }
}
