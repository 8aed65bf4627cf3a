/** Random scenarios as YAML text, decoded from a row of choices: machines, actors, chance, a timeline, questions. */
import { Choices } from "../conformance/machines.ts";
import { PLAIN, TIES } from "./expression-figures.ts";
import type { Scope } from "./expression-parts.ts";
import { Actions, type Around, FIELDS, type Yaml } from "./random-actions.ts";
import { type Draft, draft, statesOf } from "./random-charts.ts";
import { CLOCK, randomClock } from "./random-clock.ts";
import { Expressions } from "./random-expressions.ts";
import { Dresser } from "./random-machines.ts";

type Map_ = { [key: string]: Yaml };

const PERIOD = "2011-11-15 .. 2012-07-31";

const ASSUMPTIONS = ["n", "u", "s", "m", "w", "r", "d", "t", "b"];

interface Group {
  readonly group: string;
  readonly machine: string;
}

/** Who is in a scenario: machines of actors of the file, machines of opened actors, and which actor has which. */
interface Cast {
  readonly drafts: readonly Draft[];
  readonly children: readonly Draft[];
  readonly machineOf: readonly number[];
  readonly groups: readonly Group[];
}

interface Dressed {
  readonly machines: Map_;
  /** Of each machine the labels of its draws, with whether the draw is a chance. */
  readonly labels: ReadonlyMap<string, ReadonlyMap<string, boolean>>;
}

/** The scenario of a row; `ties` takes figures that fall on ties. */
export const randomScenario = (row: readonly number[], ties: boolean): Yaml =>
  new Scenario(new Choices(row), ties).tree();

/** A scenario as the text of a file. */
export const scenarioText = (tree: Yaml): string => `${write(tree, 0)}\n`;

/** As block YAML; scalars are quoted where they could be misread. */
function write(node: Yaml, indent: number): string {
  const pad = " ".repeat(indent);
  if (typeof node === "string") return /^[a-z][a-z0-9_]*$/.test(node) ? node : JSON.stringify(node);
  if (Array.isArray(node)) {
    if (node.length === 0) return "[]";
    return node.map((item: Yaml) => `${pad}- ${write(item, indent + 2).trimStart()}`).join("\n");
  }
  const entries = Object.entries(node as Map_);
  if (entries.length === 0) return "{}";
  return entries
    .map(([key, value]) => {
      const name = /^[a-z][\w.]*$/.test(key) ? key : JSON.stringify(key);
      const isFlat = typeof value === "string" || Object.keys(value).length === 0;
      return `${pad}${name}:${isFlat ? ` ${write(value, 0)}` : `\n${write(value, indent + 2)}`}`;
    })
    .join("\n");
}

class Scenario {
  readonly #choices: Choices;
  readonly #second: string;
  readonly #pools: typeof PLAIN;

  constructor(choices: Choices, ties: boolean) {
    this.#choices = choices;
    this.#pools = ties ? TIES : PLAIN;
    this.#second = choices.pick(["RUB", "JPY"]);
  }

  tree(): Yaml {
    const choices = this.#choices;
    const cast = this.#cast();
    const { machineOf, groups } = cast;
    const assume = this.#assume();
    const actors = new Map([
      ...machineOf.map((machine, index) => [`x${index}`, statesOf(cast.drafts[machine] as Draft)] as const),
      ...cast.children.map((child, index) => [`g${index}`, statesOf(child)] as const),
    ]);
    const { machines, labels } = this.#machines(cast, actors);
    this.#opening(machines, groups, machineOf[0] ?? 0);
    const scope: Scope = {
      own: false,
      variables: false,
      draws: false,
      ledger: true,
      today: true,
      others: true,
      assumptions: ASSUMPTIONS,
      fields: [],
      states: [],
      actors,
    };
    return {
      steppe: "1",
      title: "random",
      period: PERIOD,
      currency: "USD",
      parties: ["pa", "pb", "pc"],
      assume,
      ...(choices.happens(1, 3) && {
        correlate: [{ between: ["a_u", "a_w"], rank: choices.pick(["50%", "-0.8"]), judgement: "a test" }],
      }),
      rates: { [`${this.#second}/USD`]: this.#series(["30.13", "28.4", "1/3"].slice(0, 2)) },
      indices: { cpi: this.#series(["100", "107.3"]) },
      machines,
      actors: this.#actors(machineOf, scope),
      timeline: this.#timeline(actors, groups, scope),
      ...this.#force(machineOf, labels),
      measures: this.#measures(scope),
      expect: this.#expect(scope),
    };
  }

  #cast(): Cast {
    const choices = this.#choices;
    const count = 1 + choices.below(3);
    const drafts = Array.from({ length: count }, () => draft(choices, "", "", 0, 2 + choices.below(10)));
    const children = Array.from({ length: choices.pick([0, 0, 1, 2]) }, () =>
      draft(choices, "", "", 0, 2 + choices.below(3)),
    );
    const actorCount = 1 + choices.below(3);
    return {
      drafts,
      children,
      machineOf: Array.from({ length: actorCount }, () => choices.below(count)),
      groups: children.map((_, index) => ({ group: `g${index}`, machine: `c${index}` })),
    };
  }

  /** Every machine that somebody uses, and of each the labels of its draws. */
  #machines({ drafts, children, machineOf, groups }: Cast, actors: ReadonlyMap<string, readonly string[]>): Dressed {
    const choices = this.#choices;
    const expressions = () => new Expressions(choices, this.#pools, this.#second);
    const surroundings: Around = {
      actors,
      groups: groups.map(({ group }) => group),
      assumptions: ASSUMPTIONS,
      second: this.#second,
      opens: [],
      isChild: false,
      hears: [],
    };
    const machines: Map_ = {};
    const labels = new Map<string, ReadonlyMap<string, boolean>>();
    const dress = (name: string, root: Draft, around: Partial<Around>): void => {
      const own = expressions();
      machines[name] = new Dresser(choices, own, { ...surroundings, ...around }, root).machine(root);
      labels.set(name, own.labels);
    };
    for (const [index, root] of drafts.entries()) {
      const users = machineOf.flatMap((machine, actor) => (machine === index ? [actor] : []));
      const hears = [...actors].flatMap(([name, states]) =>
        name.startsWith("g") || Number(name.slice(1)) < Math.min(...users)
          ? states.map((state) => `${name}.${state}`)
          : [],
      );
      if (users.length > 0) dress(`m${index}`, root, { opens: groups, hears });
    }
    for (const [index, root] of children.entries()) {
      dress(`c${index}`, root, { opens: groups.slice(index + 1), isChild: true });
    }
    const alone = draft(choices, "", "", 9, 0);
    machines[CLOCK] = randomClock(choices, new Actions(choices, expressions(), surroundings, alone));
    return { machines, labels };
  }

  #series(values: readonly string[]): Yaml {
    const series = { "2010-01-01": values[0] ?? "1", "2012-02-01": values[1] ?? "1" };
    if (!this.#choices.happens(1, 3)) return { series };
    return {
      series,
      // biome-ignore lint/suspicious/noThenProperty: the word of the format
      then: this.#choices.pick([
        {
          process: "geometric-brownian",
          drift: "3% per year",
          volatility: "20%",
          every: "1 month",
          judgement: "a test",
        },
        {
          process: "mean-reverting",
          level: "29",
          reversion: "20% per year",
          volatility: "10%",
          every: "2 months",
          judgement: "a test",
        },
      ]),
    };
  }

  /** Groups and categories exist where somebody opens or posts to them: the first actor does, as it starts. */
  #opening(machines: Map_, groups: readonly Group[], first: number): void {
    const machine = machines[`m${first}`] as Map_;
    const entry = (machine.entry ?? []) as readonly Yaml[];
    const owe = (category: string, currency: string): Yaml => ({
      owe: { from: "pa", to: "pb", amount: `1 ${currency}`, for: category },
    });
    machine.entry = [
      ...entry,
      ...["rent", "game", "fee"].map((category) => owe(category, "USD")),
      owe("fx", this.#second),
      ...groups.map(({ group, machine: of }) => ({ open: { machine: of, as: group } })),
    ];
  }

  #assume(): Yaml {
    const choices = this.#choices;
    const of = (value: string, kind?: string): Yaml => ({ value, ...(kind && { kind }), judgement: "a test" });
    const any = new Expressions(choices, this.#pools, this.#second);
    const scope: Scope = {
      own: false,
      variables: false,
      draws: true,
      ledger: false,
      today: false,
      others: false,
      assumptions: [],
      fields: [],
      states: [],
      actors: new Map(),
    };
    return {
      a_n: of(any.number(scope, choices.below(3))),
      a_u: of(choices.pick(["uniform(0, 1)", "normal(10, 3)", "triangular(0, 1, 5)", "lognormal(1, 0.4)"])),
      a_s: of(choices.pick(["30%", "50%", "1/3", "uniform(0%, 100%)", "beta(2, 3)"]), "share"),
      a_m: of(any.amount({ ...scope, assumptions: ["n"] }, choices.below(3)), "money"),
      a_w: of(choices.pick(["uniform(1 USD, 9 USD)", "lognormal(100 USD, 0.5)", "exponential(40 USD)"])),
      a_r: of(choices.pick(["1200 USD per year", "365.25 USD per year", "uniform(10 USD per year, 20 USD per year)"])),
      a_d: of(choices.pick(["15 days", "1 month", "exponential(20 days)", "uniform(3 days, 40 days)"])),
      a_t: of(choices.pick(["2012-01-31", "2012-02-29", "uniform(2011-12-01, 2012-06-30)"])),
      a_b: of(choices.pick(["true", "false", "chance(40%)"])),
    };
  }

  #actors(machineOf: readonly number[], scope: Scope): Yaml {
    const choices = this.#choices;
    const of = new Expressions(choices, this.#pools, this.#second);
    // An input may not read what changes with the date where an `always` reads it.
    const fixed: Scope = { ...scope, ledger: false, today: false, others: false };
    const found: Map_ = {};
    for (const [index, machine] of machineOf.entries()) {
      const given: Map_ = {};
      if (choices.happens(1, 2)) given.i_n = of.number(fixed, 2);
      if (choices.happens(1, 2)) given.i_m = of.money(fixed, 2);
      if (choices.happens(1, 3)) given.i_s = choices.pick(["a_s", "25%", "a_s * 50%"]);
      if (choices.happens(1, 3)) given.i_d = of.span(fixed, 1);
      if (choices.happens(1, 3)) given.i_p = choices.pick(["pb", "pc"]);
      if (choices.happens(1, 3)) given.i_b = of.truth(fixed, 1);
      if (choices.happens(1, 4)) given.i_r = choices.pick(["a_r * index(cpi) / 100", "a_r / 7"]);
      if (choices.happens(1, 4)) given.i_t = choices.pick(["a_t", "today", "a_t + 1 month"]);
      found[`x${index}`] = { machine: `m${machine}`, ...(Object.keys(given).length > 0 && { with: given }) };
    }
    return { ...found, clock: { machine: CLOCK } };
  }

  #timeline(
    actors: ReadonlyMap<string, readonly string[]>,
    groups: readonly { readonly group: string }[],
    scope: Scope,
  ): Yaml {
    const choices = this.#choices;
    const of = new Expressions(choices, this.#pools, this.#second);
    const drawn: Scope = { ...scope, draws: true };
    const dates = [
      "2011-11-15",
      "2011-12-31",
      "2012-01-10",
      "2012-02-29",
      "2012-06-30",
      "a_t",
      "2012-01-10",
      "a_t + 1 month",
    ];
    const receivers = [
      ...actors.keys(),
      ...groups.map(({ group }) => `x0/${group}/1`),
      ...groups.map(({ group }) => `x0/${group}/2`),
      ...groups.map(({ group }) => `x0/${group}/one`),
    ];
    return Array.from({ length: choices.below(5) }, (_, index): Yaml => {
      const head = { id: `t${index}`, on: choices.pick(dates), judgement: "a test" };
      if (choices.happens(1, 3)) {
        const [name, value] = choices.pick<readonly [string, () => string]>([
          ["a_n", () => of.number(drawn, 1)],
          ["a_m", () => of.money({ ...drawn, assumptions: ["n"] }, 1)],
          ["a_s", () => choices.pick(["10%", "uniform(0%, 100%)"])],
          ["a_d", () => choices.pick(["9 days", "exponential(15 days)"])],
          ["a_u", () => "3"],
          ["a_b", () => choices.pick(["true", "chance(50%)"])],
        ]);
        return { ...head, assume: { [name]: value() } };
      }
      const event = choices.pick(Object.keys(FIELDS));
      const given: Map_ = {};
      if (event === "e1") given.n = of.number(drawn, 1);
      if (event === "e1" && choices.happens(1, 2)) given.m = of.money(drawn, 1);
      if (event === "e2" && choices.happens(1, 2)) given.d = of.span(drawn, 1);
      return {
        ...head,
        actor: choices.pick(receivers),
        event,
        ...(Object.keys(given).length > 0 && { with: given }),
      };
    });
  }

  #force(machineOf: readonly number[], labels: ReadonlyMap<string, ReadonlyMap<string, boolean>>): Map_ {
    const choices = this.#choices;
    const all = machineOf.flatMap((machine, index) =>
      [...(labels.get(`m${machine}`) ?? [])].map(([site, isChance]) => ({ actor: `x${index}`, site, isChance })),
    );
    if (all.length === 0 || !choices.happens(1, 3)) return {};
    const { actor, site, isChance } = choices.pick(all);
    const value = isChance ? choices.pick(["true", "false"]) : choices.pick(["0.25", "0.999"]);
    return { force: [{ actor, site, n: String(choices.below(3)), value }] };
  }

  #measures(scope: Scope): Yaml {
    const of = new Expressions(this.#choices, this.#pools, this.#second);
    const depth = 1 + this.#choices.below(3);
    return {
      number: of.number(scope, depth),
      money: of.money(scope, depth),
      rate: of.rate(scope, depth),
      span: of.span(scope, depth),
      date: of.date(scope, depth),
      truth: of.truth(scope, depth),
      paid: "paid(in: USD)",
      owed: "owed(for: rent)",
      share: of.share(scope, depth),
      party: of.party(scope, depth),
      worth: "npv(net(pb, in: USD), 5%)",
      fallen: this.#choices.pick(["npv(due(for: game), a_s)", "npv(paid(for: rent, since: 2012-02-01), a_n / 100)"]),
      late: this.#choices.pick([
        "paid(for: fee, until: a_t)",
        "due(for: rent, since: a_t, to: pb)",
        "net(pc, for: game)",
      ]),
    };
  }

  #expect(scope: Scope): Yaml {
    const of = new Expressions(this.#choices, this.#pools, this.#second);
    return ["always", "never", "at_end"].map((when, index) => ({ id: `p${index}`, [when]: of.truth(scope, 2) }));
  }
}
