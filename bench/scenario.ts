/** The scenario that benchmarks step through: calendars that pay and timers that go back and forth. */
import { loadScenario, type Model } from "@steppe/core";
import { MACHINES } from "@steppe/core/machines/index.ts";

const TEXT = `
steppe: 1
period: 2004-01-01 .. 2050-12-31
currency: USD
parties: [landlord, tenant]
assume:
  rent: {value: 115 million USD per year, judgement: bench}
machines:
  payer:
    inputs: {yearly: money per year, from: date}
    variables: {total: {kind: money, like: yearly, initial: 0 USD}}
    events: {due: {}}
    initial: running
    states:
      running:
        invoke: {src: calendar, input: {every: 1 day, from: from, event: due}}
        on:
          due:
            actions:
              - {pay: {from: tenant, to: landlord, amount: yearly * 1 month, for: rent}}
              - {set: {total: total + yearly * 1 month}}
  pendulum:
    variables: {swings: {kind: number, initial: 0}}
    initial: left
    states:
      left: {after: {2 days: {target: right, guard: swings < 1000000, actions: {set: {swings: swings + 1}}}}}
      right: {after: {1 day: left}}
actors:
  first: {machine: payer, with: {yearly: rent, from: 2004-03-31}}
  second: {machine: payer, with: {yearly: rent, from: 2004-03-31}}
  one: {machine: pendulum}
  two: {machine: pendulum}
  three: {machine: pendulum}
  four: {machine: pendulum}
  five: {machine: pendulum}
  six: {machine: pendulum}
`;

/** The scenario as a file, ended earlier: about 2,200 steps a year from 2004 on. */
export const benchText = (end: string): string => TEXT.replace("2050-12-31", end);

/** About 103,000 steps to the end of its period. */
export function benchModel(): Model {
  const loaded = loadScenario({ scenario: "bench.yaml" }, () => ({ bytes: new TextEncoder().encode(TEXT) }), MACHINES);
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join("; "));
  return loaded.model;
}
