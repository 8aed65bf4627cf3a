/** How the parts of a scenario are written, each in one line: help where one has the wrong shape. */

/**
 * By the keys that lead to a part, the last of them first to be looked at; `*` is a name of the
 * author's own or the place in a list. A test loads every example.
 */
export const SHAPE_EXAMPLES: readonly (readonly [path: string, example: string])[] = [
  ["parties/*", "un: {title: UN}"],
  ["parties", "parties: [town, shipper]"],
  ["sources/*", "lease-2010: {title: Lease of the old harbour, year: 2010}"],
  ["sources", "sources: {lease-2010: {title: Lease of the old harbour}}"],
  ["assume/*", "rent: {value: 12 million USD per year, source: lease-2010}"],
  ["earlier/*", "- {known: 2008-06-30, value: 11 million USD per year}"],
  ["earlier", "earlier: [{known: 2008-06-30, value: 11 million USD per year}]"],
  ["correlate/*", "- {between: [rent, fee], rank: 0.6}"],
  ["correlate", "correlate: [{between: [rent, fee], rank: 0.6}]"],
  ["timeline/*/assume", "assume: {rent: 14 million USD per year}"],
  ["assume", "assume: {rent: 12 million USD per year}"],
  ["then", "then: {process: geometric-brownian, drift: 3% per year, volatility: 20%, every: 1 year}"],
  ["rates/*", "RUB/USD: {2013-01-30: 30.13}"],
  ["rates", "rates: {RUB/USD: {2013-01-30: 30.13}}"],
  ["indices/*", "prices: {2010: 100, 2020: 117.4}"],
  ["indices", "indices: {prices: {2010: 100, 2020: 117.4}}"],
  ["series", "series: {2010-01-01: 100, 2020-01-01: 117.4}"],
  ["machines/*/inputs", "inputs: {payer: party, yearly: money per year}"],
  ["machines/*/variables/*", "seen: {kind: number, initial: 0}"],
  ["machines/*/variables", "variables: {seen: {kind: number, initial: 0}}"],
  ["machines/*/events/*", "crash: {claimed: money}"],
  ["machines/*/events", "events: {crash: {claimed: money}, stop: {}}"],
  ["machines/*/delays", "delays: {grace: 90 days}"],
  ["machines/*", "storms: {initial: calm, states: {calm: {}}}"],
  ["machines", "machines: {storms: {initial: calm, states: {calm: {}}}}"],
  ["states/*", "calm: {on: {storm: closed}}"],
  ["states", "states: {calm: {on: {storm: closed}}, closed: {}}"],
  ["on/*", "storm: {target: closed}"],
  ["after/*", "90 days: {target: closed}"],
  ["always", "always: {guard: seen > 3, target: closed}"],
  ["after", "after: {90 days: closed}"],
  ["entry", "entry: [{set: {seen: seen + 1}}]"],
  ["exit", "exit: [{set: {seen: seen + 1}}]"],
  ["actions", "actions: [{set: {seen: seen + 1}}]"],
  ["invoke", "invoke: {src: calendar, input: {every: 3 months, from: 2010-03-31, event: due}}"],
  ["set", "set: {seen: seen + 1}"],
  ["pay", "pay: {from: tenant, to: landlord, amount: 5 USD, for: rent}"],
  ["owe", "owe: {from: tenant, to: landlord, amount: 5 USD, for: rent}"],
  ["tell", "tell: {actor: lease, event: end}"],
  ["announce", "announce: {event: crash}"],
  ["open", "open: {machine: claim, with: {claimed: 5 USD}}"],
  ["raise", "raise: {event: late, delay: 90 days}"],
  ["cancel", "cancel: {id: reminder}"],
  ["note", "note: {text: The quay is closed.}"],
  ["on", "on: {storm: closed}"],
  ["with", "with: {rent: 12 million USD per year}"],
  ["actors/*", "lease: {machine: lease, with: {rent: 12 million USD per year}}"],
  ["actors", "actors: {lease: {machine: lease}}"],
  ["timeline/*", "- {on: 2018-11-15, actor: lease, event: end}"],
  ["timeline", "timeline: [{on: 2018-11-15, actor: lease, event: end}]"],
  ["force/*", "- {actor: claim, site: accept, value: true}"],
  ["force", "force: [{actor: claim, site: accept, value: true}]"],
  ["measures/*", "rent_paid: paid(rent)"],
  ["measures", "measures: {rent_paid: paid(rent)}"],
  ["observed/*", "ships: {of: quay.ships, series: {2010-12-31: 24}}"],
  ["observed", "observed: {ships: {of: quay.ships, series: {2010-12-31: 24}}}"],
  ["backtest", "backtest: {origin: start_of_draws, until: 2020-12-31}"],
  ["expect/*", "- {never: paid(rent) > 5 USD}"],
  ["expect", "expect: [{never: paid(rent) > 5 USD}]"],
  ["variants/*", "early: {assume: {rent: 9 million USD per year}}"],
  ["variants", "variants: {early: {assume: {rent: 9 million USD per year}}}"],
];

/** A tiny example of the part that a path leads to; undefined where none is known. */
export function shapeExample(path: readonly PropertyKey[]): string | undefined {
  const keys = path.map(String);
  // A variant has the keys of a scenario.
  const inner = keys[0] === "variants" && keys.length > 2 ? keys.slice(2) : keys;
  // There `on` is a date and `after` a count.
  if (inner[0] === "timeline" && inner.length === 3 && inner[2] !== "assume" && inner[2] !== "with") return undefined;
  return SHAPE_EXAMPLES.find(([pattern]) => endsWith(inner, pattern))?.[1];
}

function endsWith(keys: readonly string[], pattern: string): boolean {
  const wanted = pattern.split("/");
  const tail = keys.slice(-wanted.length);
  return tail.length === wanted.length && wanted.every((key, index) => key === "*" || key === tail[index]);
}
