/** Random scenarios for properties: actors that pay, wait, draw, tell and open others. All of them load. */
import fc from "fast-check";

export interface RandomActor {
  readonly machine: "hire" | "gambler" | "opener" | "watcher" | "freight" | "twins";
  readonly every: number;
  readonly amount: number;
  readonly chancePercent: number;
}

export interface RandomEntry {
  readonly dayOfPeriod: number;
  readonly actor: number;
  readonly rentPercent: number;
}

export interface RandomScenario {
  readonly actors: readonly RandomActor[];
  readonly entries: readonly RandomEntry[];
}

export const randomScenario: fc.Arbitrary<RandomScenario> = fc.record({
  actors: fc.array(
    fc.record({
      machine: fc.constantFrom("hire", "gambler", "opener", "watcher", "freight", "twins"),
      every: fc.integer({ min: 1, max: 7 }),
      amount: fc.integer({ min: 1, max: 1_000_000_007 }),
      chancePercent: fc.integer({ min: 1, max: 99 }),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  entries: fc.array(
    fc.record({
      dayOfPeriod: fc.integer({ min: 0, max: 440 }),
      actor: fc.integer({ min: 0, max: 4 }),
      rentPercent: fc.integer({ min: 50, max: 200 }),
    }),
    { maxLength: 4 },
  ),
});

/**
 * Machines that between them use every action, delays, calendars, draws and guards that read others.
 *
 * `freight` owes and pays in roubles. `twins` has what only a rule can put in order: two delays of one state that ring
 * on one day, and regions that both pay, draw and tell at one event. Their keys stand here against that order.
 */
const MACHINES = `
machines:
  hire:
    inputs: {every: duration, amount: money, odds: share}
    variables: {paid_so_far: {kind: money, like: amount, initial: 0 USD}}
    events: {due: {}, nudge: {}}
    initial: on
    states:
      on:
        invoke: {src: calendar, input: {every: every, from: 2010-01-31, event: due}}
        on:
          due:
            actions:
              - {pay: {from: a, to: b, amount: "amount * level + rent * 1 month", for: rent}}
              - {set: {paid_so_far: "paid_so_far + amount"}}
          nudge: {target: resting, actions: {announce: {event: nudge}}}
      resting: {after: {5 days: on}}
  gambler:
    inputs: {every: duration, amount: money, odds: share}
    variables: {stake: {kind: number, initial: 1}}
    events: {due: {}, nudge: {}}
    initial: playing
    states:
      playing:
        after:
          every:
            - {guard: "chance(odds)", target: won, actions: {pay: {from: b, to: a, amount: "amount * uniform(0, 1)", for: game}}}
            - {target: lost, actions: {owe: {from: a, to: b, amount: amount, for: game}}}
      won: {after: {1 day: playing}}
      lost:
        entry: {set: {stake: "stake + uniform(0, 3)"}}
        after: {2 days: {target: playing, actions: {pay: {from: a, to: b, amount: "amount / 3", for: game}}}}
  opener:
    inputs: {every: duration, amount: money, odds: share}
    variables: {seen: {kind: number, initial: 0}}
    events: {due: {}, nudge: {}, settled: {share: share}}
    initial: waiting
    states:
      waiting:
        after: {"every + 1 month": {target: waiting, reenter: true, actions: {open: {machine: case, with: {size: "amount * 2"}}}}}
        on:
          settled: {actions: {set: {seen: "seen + event.share"}}}
  case:
    inputs: {size: money}
    events: {nudge: {}}
    initial: open
    states:
      open:
        entry: {owe: {from: b, to: a, amount: size, for: case}}
        after:
          exponential(20 days):
            target: closed
            actions:
              - {pay: {from: b, to: a, amount: "size * triangular(0%, 10%, 100%)", for: case}}
              - {tell: {actor: opener, event: settled, with: {share: "uniform(0%, 100%)"}}}
      closed: {type: final}
  watcher:
    inputs: {every: duration, amount: money, odds: share}
    variables: {count: {kind: number, initial: 0}}
    events: {due: {}, nudge: {}}
    type: parallel
    states:
      eye:
        initial: shut
        states:
          shut: {always: {guard: "is(first, BUSY) and count < 50", target: wide, actions: {set: {count: count + 1}}}}
          wide: {after: {3 days: shut}}
      ear:
        initial: calm
        states:
          calm: {on: {nudge: startled}}
          startled: {after: {1 month: calm}}
  freight:
    inputs: {every: duration, amount: money in RUB, odds: share}
    events: {due: {}, nudge: {strength: {kind: number, default: 1}}}
    initial: open
    states:
      open:
        entry: {owe: {from: b, to: a, amount: "amount * 40%", for: freight}}
        invoke: {src: calendar, input: {every: every, from: 2010-02-28, event: due}}
        on:
          due:
            - {guard: "chance(odds)", actions: {owe: {from: a, to: b, amount: amount, for: freight}}}
            - {actions: {pay: {from: a, to: b, amount: "amount * triangular(1%, 150%, 200%)", for: freight}}}
          nudge: {target: shut, actions: {pay: {from: b, to: a, amount: "amount * event.strength", for: game}}}
      shut: {after: {"3 days": open}}
  twins:
    inputs: {every: duration, amount: money, odds: share}
    variables: {rung: {kind: number, initial: 0}}
    events: {due: {}, nudge: {}, other: {}}
    delays: {slow: every, quick: every}
    type: parallel
    states:
      yonder:
        initial: up
        states:
          up:
            entry: {pay: {from: a, to: b, amount: "amount * uniform(0.1, 1)", for: yonder}}
            invoke: {src: calendar, input: {every: every * 3, from: 2010-01-15, event: due}}
            on:
              due:
                target: up
                reenter: true
                actions: [{announce: {event: nudge}}, {raise: {event: other}}]
      hither:
        initial: even
        states:
          even:
            entry: {pay: {from: b, to: a, amount: "amount / 7", for: hither}}
            on:
              due: {actions: {pay: {from: b, to: a, amount: "amount * uniform(0.1, 1)", for: hither}}}
              other: {actions: {note: {text: heard}}}
            after:
              slow: {target: odd, actions: {pay: {from: a, to: b, amount: "amount * 2", for: hither}}}
              quick: {actions: [{set: {rung: rung + 1}}, {pay: {from: a, to: b, amount: "amount * 3", for: hither}}]}
          odd:
            after:
              "2 days": {target: even}
              "1 day + 1 day": {actions: {owe: {from: a, to: b, amount: "amount * uniform(1, 2)", for: hither}}}
`;

const BUSY: Readonly<Record<RandomActor["machine"], string>> = {
  hire: "resting",
  gambler: "won",
  opener: "waiting",
  watcher: "startled",
  freight: "shut",
  twins: "odd",
};

export interface TextOptions {
  /** Extra text for each section, to add something unrelated: before what is there, but for measures. */
  readonly machines?: string;
  readonly actors?: string;
  readonly timeline?: string;
  readonly measures?: string;
}

const amountText = ({ machine, amount }: RandomActor): string =>
  `${amount}.${String(amount % 100).padStart(2, "0")} ${machine === "freight" ? "RUB" : "USD"}`;

const dayText = (day: number): string => new Date(Date.UTC(2010, 0, 1) + day * 86_400_000).toISOString().slice(0, 10);

/** The scenario as YAML. */
export function scenarioText({ actors, entries }: RandomScenario, extra: TextOptions = {}): string {
  const name = (index: number) => (index === 0 ? "first" : `actor_${index}`);
  const first = actors[0] as RandomActor;
  return [
    "steppe: 1",
    "title: random",
    "period: 2010-01-01 .. 2011-03-31",
    "currency: USD",
    "parties: [a, b]",
    "assume:",
    "  rent: {value: 1000 USD per year, source: 'judgement: random'}",
    "  level: {value: 'uniform(0.5, 1.5)', source: 'judgement: random'}",
    "rates:",
    "  RUB/USD: {2010-01-01: 30.13, 2010-10-01: 28.4}",
    MACHINES.replace("BUSY", BUSY[first.machine]).replace("machines:\n", `machines:\n${extra.machines ?? ""}`),
    "actors:",
    extra.actors ?? "",
    ...actors.map(
      (one, index) =>
        `  ${name(index)}: {machine: ${one.machine}, with: {every: ${one.every} days, amount: ${amountText(one)}, odds: ${one.chancePercent}%}}`,
    ),
    "timeline:",
    extra.timeline ?? "",
    "  - {on: 2010-06-30, assume: {rent: 2000 USD per year}, source: 'judgement: random'}",
    ...entries.map((entry, index) => {
      const on = dayText(entry.dayOfPeriod);
      const rent = `"${entry.rentPercent}0 USD per year * uniform(0.5, 1)"`;
      const strength = actors[entry.actor]?.machine === "freight" ? ', with: {strength: "uniform(0, 2)"}' : "";
      return entry.actor < actors.length
        ? `  - {id: nudge-${index}, on: ${on}, actor: ${name(entry.actor)}, event: nudge${strength}}`
        : `  - {id: rent-${index}, on: ${on}, assume: {rent: ${rent}}, source: 'judgement: random'}`;
    }),
    "measures:",
    '  paid_by_a: "paid(from: a, in: USD)"',
    '  roubles_of_a: "paid(from: a, currency: RUB)"',
    '  owed_now: "owed(currency: USD)"',
    '  owed_in_roubles: "owed(in: RUB)"',
    '  net_of_b: "npv(net(b, in: USD), 5%)"',
    extra.measures ?? "",
    "",
  ].join("\n");
}
