/**
 * The small scenario in which the examples of the docs and the tests are evaluated.
 *
 * Not part of the engine: a scope and an environment of plain maps. Today is 2020-01-01; Russia
 * rents from Kazakhstan, has paid two quarters of 2004 and a subsidy in roubles, and owes one claim.
 */
import { ModelError } from "../problem.ts";
import {
  BOOLEAN,
  DATE,
  DURATION,
  exact,
  type Kind,
  money,
  moneyRate,
  NEVER,
  NUMBER,
  PARTY,
  parseDate,
  SHARE,
  TEXT,
  type Value,
} from "../quantity/index.ts";
import { checkText } from "./check.ts";
import { compile } from "./evaluate.ts";
import { sourceOf } from "./source.ts";
import type { Environment, Expression, Facility, LedgerQuery, Meaning, Scope } from "./tree.ts";

export function day(text: string): number {
  const parsed = parseDate(text);
  if ("reason" in parsed) throw new Error(parsed.reason);
  return parsed.day;
}

const MEANINGS: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ["rent", { is: "assumption", kind: moneyRate("USD") }],
  ["city_support", { is: "assumption", kind: moneyRate("RUB") }],
  ["settled_share", { is: "assumption", kind: SHARE }],
  ["fee", { is: "assumption", kind: money("USD") }],
  ["claims", { is: "variable", kind: NUMBER }],
  ["reserve", { is: "variable", kind: money("USD") }],
  ["since", { is: "variable", kind: DATE }],
  ["active", { is: "variable", kind: BOOLEAN }],
  ["every", { is: "input", kind: DURATION }],
  ["tenant", { is: "input", kind: PARTY }],
  ["kazakhstan", { is: "party" }],
  ["russia", { is: "party" }],
  ["lease", { is: "actor", name: "lease" }],
  ["claim", { is: "actor", name: "claim" }],
]);

const VALUES: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["rent", exact(11_500_000_000n)],
  ["city_support", exact(116_000_000_000n)],
  ["settled_share", exact(1, 25)],
  ["fee", exact(100_000_000n)],
  ["claims", exact(3)],
  ["reserve", exact(123_456n)],
  ["since", day("2010-05-31")],
  ["active", true],
  ["every", { months: 3, days: 0 }],
  ["tenant", "russia"],
]);

const FIELDS: ReadonlyMap<string, readonly [Kind, Value]> = new Map<string, readonly [Kind, Value]>([
  ["claimed", [money("USD"), exact(6_000_000_000n)]],
  ["inside", [BOOLEAN, false]],
  ["reason", [TEXT, "crash"]],
]);

const REMOTES: ReadonlyMap<string, readonly [Kind, Value]> = new Map<string, readonly [Kind, Value]>([
  ["lease.rent", [moneyRate("USD"), exact(11_500_000_000n)]],
  ["lease.until", [DATE, day("2050-12-31")]],
]);

const STATES: ReadonlyMap<string, { readonly in: boolean; readonly count: number; readonly first: number }> = new Map([
  ["lease.in_force", { in: true, count: 1, first: day("2004-01-01") }],
  ["lease.ended", { in: false, count: 0, first: NEVER }],
  ["claim.agreed", { in: false, count: 2, first: day("2008-03-01") }],
  ["claim.talks.open", { in: true, count: 3, first: day("2007-09-06") }],
]);

const CATEGORIES = ["rent", "compensation", "city"];

export interface FixtureOptions {
  /** What the place refuses, and why. */
  readonly refuse?: Partial<Record<Facility, string>>;
  readonly indices?: readonly string[];
}

export function fixtureScope({ refuse = {}, indices = ["cpi"] }: FixtureOptions = {}): Scope {
  const state = (actor: string, name: string) => {
    const known = [...STATES.keys()]
      .filter((key) => key.startsWith(`${actor}.`))
      .map((key) => key.slice(actor.length + 1));
    const found = known.find((path) => path === name || path.endsWith(`.${name}`));
    return found === undefined ? { reason: `\`${actor}\` has no state \`${name}\``, known } : { state: found };
  };
  return {
    lookup: (name) => MEANINGS.get(name),
    field: (name) => FIELDS.get(name)?.[0],
    fields: () => [...FIELDS.keys()],
    remote: (actor, name) => REMOTES.get(`${actor}.${name}`)?.[0],
    remotes: (actor) =>
      [...REMOTES.keys()].filter((key) => key.startsWith(`${actor}.`)).map((key) => key.slice(actor.length + 1)),
    state,
    ownState: (name) => state("lease", name),
    names: () => [...MEANINGS.keys(), ...REMOTES.keys()],
    refusal: (facility) => refuse[facility],
    categories: () => CATEGORIES,
    hasRate: (from, to) => [from, to].sort().join() === "RUB,USD",
    indices: () => indices,
    currency: "USD",
    site: "lease/in_force/due",
  };
}

interface Posting {
  readonly date: number;
  readonly from: string;
  readonly to: string;
  readonly currency: string;
  readonly minor: bigint;
  readonly category: string;
}

const posting = (date: string, category: string, minor: bigint, currency: string): Posting => ({
  date: day(date),
  from: "russia",
  to: "kazakhstan",
  currency,
  minor,
  category,
});

const PAID = [
  posting("2004-03-31", "rent", 2_875_000_000n, "USD"),
  posting("2004-06-30", "rent", 2_875_000_000n, "USD"),
  posting("2004-12-31", "city", 30_130_000_000n, "RUB"),
].map((p) => (p.category === "city" ? { ...p, to: "baikonur" } : p));
const OWED = [posting("2008-03-01", "compensation", 500_000_000n, "USD")];

function* flow(query: LedgerQuery): Generator<{ date: number; currency: string; minor: bigint }> {
  for (const p of query.quantity === "paid" || query.quantity === "net" ? PAID : OWED) {
    if (query.category !== undefined && p.category !== query.category) continue;
    if (query.from !== undefined && p.from !== query.from) continue;
    if (query.to !== undefined && p.to !== query.to) continue;
    if (query.since !== undefined && p.date < query.since) continue;
    if (query.until !== undefined && p.date > query.until) continue;
    if (query.currency !== undefined && p.currency !== query.currency) continue;
    if (query.party === undefined || query.party === p.to) yield p;
    else if (query.party === p.from) yield { ...p, minor: -p.minor };
  }
}

export interface EnvironmentOptions {
  /** The u of each draw, by its site; 1/2 for the others. */
  readonly u?: (site: string) => number;
  readonly central?: boolean;
  readonly today?: string;
  readonly values?: ReadonlyMap<string, Value>;
}

const required = <T>(value: T | undefined, name: string): T => {
  if (value === undefined) throw new Error(`not in the fixture: ${name}`);
  return value;
};

export function fixtureEnvironment({
  u,
  central = u === undefined,
  today,
  values,
}: EnvironmentOptions = {}): Environment {
  const value = (name: string) => required(values?.get(name) ?? VALUES.get(name), name);
  return {
    today: day(today ?? "2020-01-01"),
    start: day("2004-01-01"),
    central,
    variable: value,
    input: value,
    assumption: value,
    field: (name) => required(FIELDS.get(name), name)[1],
    sender: () => "claim/1",
    remote: (actor, name) => required(REMOTES.get(`${actor}.${name}`), name)[1],
    inState: (state) => required(STATES.get(`lease.${state}`), state).in,
    isIn: ({ actor, state }) => required(STATES.get(`${actor}.${state}`), state).in,
    count: ({ actor, state }) => required(STATES.get(`${actor}.${state}`), state).count,
    firstDate: ({ actor, state }) => required(STATES.get(`${actor}.${state}`), state).first,
    ledgerSum: (query) => [...flow(query)].reduce((sum, p) => sum + p.minor, 0n),
    ledgerFlow: (query) => flow(query),
    ledgerCurrencies: (query) => {
      const sums = new Map<string, bigint>();
      for (const { currency, minor } of flow(query)) sums.set(currency, (sums.get(currency) ?? 0n) + minor);
      return sums;
    },
    rate: (from, _to, date, place) => {
      if (date < day("2004-01-01")) {
        throw new ModelError({ code: "no-rate-yet", severity: "error", message: "no rate is known yet", place });
      }
      return from === "RUB" ? exact(3013, 100) : exact(100, 3013);
    },
    index: (_name, date) => (date < day("2010-01-01") ? exact(100) : exact(120)),
    draw: (site) => u?.(site) ?? 0.5,
  };
}

/** Checks a text in the fixture; throws its problems in one line each when it is refused. */
export function checked(text: string, wanted?: Kind, options?: FixtureOptions): Expression {
  const result = checkText(sourceOf(text), fixtureScope(options), wanted);
  if (result.ok) return result.value;
  throw new Error(result.problems.map((p) => `${p.code}: ${p.message}`).join("\n"));
}

export function evaluated(text: string, options?: EnvironmentOptions): { readonly kind: Kind; readonly value: Value } {
  const expression = checked(text);
  return { kind: expression.kind, value: compile(expression)(fixtureEnvironment(options)) };
}
