/** Codes of a scenario: its layers, header, assumptions, actors, timeline, and what `steppe check` finds in it. */
import { type CodeTable, entry } from "./entry.ts";

export const SCENARIO_CODES: CodeTable = {
  "extends-cycle": entry(
    "files or variants extend each other in a circle",
    "The notes show the circle. One of them must extend nothing.",
  ),
  "path-outside": entry(
    "a path leads out of the scenario's folder",
    "`extends` names files of the scenario's own folder and below, with `/`.",
    "extends: ../base.yaml",
    "extends: base.yaml",
  ),
  "overlay-extends": entry(
    "an overlay extends a file",
    "What `--over` lays over a scenario extends nothing itself: run it as the scenario instead.",
  ),
  "unknown-variant": entry(
    "there is no such variant",
    "After `@` stands the name of an entry of `variants`.",
    "steppe run lease.yaml@erly",
    "steppe run lease.yaml@early",
  ),
  "bad-set": entry(
    "`--set` is not of the form key=value",
    "The key is the name of an assumption or a path with dots.",
    "--set rent",
    "--set rent='120 million USD per year'",
  ),
  "unknown-name": entry(
    "there is nothing of that name",
    "In an expression: not an assumption, party, actor, input or variable that may be used there. In a path: no such key.",
    "dear_rent: rent * facter",
    "dear_rent: rent * factor",
  ),
  "nothing-to-remove": entry(
    "an overlay removes what is not there",
    "A null removes a key of the layer below; `remove: true` takes out a timeline entry by its `id`.",
    "timeline:\n  - {id: crsh, remove: true}",
    "timeline:\n  - {id: crash, remove: true}",
  ),
  "duplicate-id": entry("two timeline entries have one id", "An id names one entry: overlays replace it by that name."),
  "bad-date": entry(
    "a text is not a date",
    "Dates are written YYYY-MM-DD and must exist.",
    "period: 2004-02-30 .. 2050-12-31",
    "period: 2004-02-29 .. 2050-12-31",
  ),
  "period-backwards": entry(
    "the period ends before it begins",
    "Both ends are included, the first comes first.",
    "period: 2050-01-01 .. 2004-01-01",
    "period: 2004-01-01 .. 2050-01-01",
  ),
  "unknown-currency": entry(
    "a currency is not one of ISO 4217",
    "Codes have three capitals: USD, KZT, RUB.",
    "currency: TNG",
    "currency: KZT",
  ),
  "not-positive": entry(
    "a rate or an index is not above zero",
    "Sums are multiplied and divided by it.",
    "rates: {RUB/USD: {2013-01-30: 0}}",
    "rates: {RUB/USD: {2013-01-30: 30.13}}",
  ),
  "name-taken": entry(
    "one name means two things",
    "Parties, assumptions, actors and groups share their names in expressions, so each has its own.",
    "parties: [lease]\nactors: {lease: {machine: lease}}",
    "parties: [lessor]\nactors: {lease: {machine: lease}}",
  ),
  "reserved-name": entry(
    "a name is a word of expressions",
    "`today`, `never`, `event`, `true`, `false`, `and`, `or`, `not`, `if`, `in`, `per` and `opener` have a meaning of their own: nothing else of that name could ever be read.",
    "assume: {never: 1 USD}",
    "assume: {no_rent: 1 USD}",
  ),
  "unknown-source": entry(
    "a source is cited that is not listed",
    "`source` names an entry of `sources`. What nobody has written is a judgement: say why.",
    "rent: {value: 1 USD, source: astana}",
    'rent: {value: 1 USD, source: "judgement: a round figure"}',
  ),
  "uncited-assumption": entry(
    "an assumption has neither a source nor a judgement",
    "A figure of unknown origin is worth little. A new value in an overlay does not keep the source of the old one. An error under `check --strict`.",
    "rent: 115 million USD per year",
    "rent: {value: 115 million USD per year, source: astana-times}",
  ),
  "uncited-correlation": entry(
    "a correlation has neither a source nor a judgement",
    "That two figures move together is a claim like any other. An error under `check --strict`.",
    'assume: {rent: "uniform(4, 9)", fee: "uniform(1, 2)"}\ncorrelate: [{between: [rent, fee], rank: 0.6}]',
    'assume: {rent: "uniform(4, 9)", fee: "uniform(1, 2)"}\ncorrelate: [{between: [rent, fee], rank: 0.6, judgement: both follow the price of land}]',
  ),
  "bad-rank": entry(
    "a rank correlation is not between −1 and 1",
    "0 is no correlation. What follows wholly from another assumption is computed from it, not correlated with it.",
    "correlate: [{between: [rent, fee], rank: 60}]",
    "correlate: [{between: [rent, fee], rank: 60%}]",
  ),
  "correlated-twice": entry(
    "two assumptions are correlated twice, or one with itself",
    "A pair has one rank correlation, whichever of the two is named first.",
  ),
  "not-correlatable": entry(
    "an assumption cannot be correlated",
    "Its value must be one draw, of a number, a sum, a duration or a date, from parameters that are the same on each path. What is worked out from a draw follows that draw: name the draw, and correlate it.",
    'assume: {rent: "2 * uniform(4, 9)", fee: "uniform(1, 2)"}\ncorrelate: [{between: [rent, fee], rank: 0.6}]',
    'assume: {half: "uniform(4, 9)", rent: 2 * half, fee: "uniform(1, 2)"}\ncorrelate: [{between: [half, fee], rank: 0.6}]',
  ),
  "impossible-correlations": entry(
    "rank correlations cannot all hold at once",
    "If a goes with b and b with c, then a goes with c to some degree. The help names the pairs to change: the nearest correlations that can hold (Higham 2002), given for up to 25 assumptions.",
  ),
  "bad-process": entry(
    "a series cannot go on by chance as it is said to",
    "A process begins from a known value; its step leads forward, a level is above zero, and the others are within what a series of prices could do.",
    "rates: {RUB/USD: {series: {2013-01-30: 30.13}, then: {process: geometric-brownian, drift: 3% per year, volatility: 20%, every: 0 days}}}",
    "rates: {RUB/USD: {series: {2013-01-30: 30.13}, then: {process: geometric-brownian, drift: 3% per year, volatility: 20%, every: 1 year}}}",
  ),
  "uncited-series": entry(
    "a dated series, or how it goes on by chance, has no source",
    "Rates are facts that somebody has published, and how they go on by chance is a claim. An error under `check --strict`.",
    "rates: {RUB/USD: {2013-01-30: 30.13}}",
    "rates: {RUB/USD: {source: central-bank, series: {2013-01-30: 30.13}}}",
  ),
  "assumption-chain": entry(
    "too many assumptions read each other in a row",
    "One that reads another that reads another, a hundred times over, was most likely made by a program.",
  ),
  "assumption-cycle": entry(
    "an assumption depends on itself",
    "The notes show the circle.",
    "a: b * 2\nb: a / 2",
    "a: 10 USD\nb: a / 2",
  ),
  "before-first-date": entry(
    "a dated series has no value yet on the day that is asked for",
    "A value holds from its date on; before the first there is none. Add an earlier one.",
    "rent: {2010-01-01: 115 million USD per year}",
    "rent: {2004-01-01: 115 million USD per year}",
  ),
  "earlier-without-known": entry(
    "what was held earlier has nothing to be earlier than",
    "`earlier` lists what was held of an assumption before the day that its `known` names.",
    "rent: {value: 115 million USD per year, earlier: [{known: 1994-12-10, value: 110 million USD per year}]}",
    "rent: {value: 115 million USD per year, known: 2004-01-09, earlier: [{known: 1994-12-10, value: 110 million USD per year}]}",
  ),
  "earlier-order": entry(
    "an earlier value is not earlier",
    "Each earlier value was known since a day of its own, before the day since which the present one is known.",
  ),
  "observed-kind": entry(
    "a record of what cannot be held against a forecast",
    "Numbers, shares, money, rates, durations and dates have an order; yes and no have a chance. Parties and texts have neither.",
    "observed: {user: {of: russia, series: {2010-12-31: russia}}}",
    'observed: {closed: {of: "is(quay, ended)", series: {2010-12-31: true}}}',
  ),
  "observed-not-fixed": entry(
    "what was observed is not a value",
    "A record is what was seen, whatever is assumed: it names no assumption and nothing of a run.",
    "observed: {rent: {of: paid(), series: {2010-12-31: paid()}}}",
    "observed: {rent: {of: paid(), series: {2010-12-31: 805 million USD}}}",
  ),
  "known-later": entry(
    "a forecast would lean on what was not known yet",
    "`steppe backtest --from DATE` takes of each assumption the last value known by then, its own or one under `earlier`.",
  ),
  "known-when": entry(
    "an assumption does not say since when it is known",
    "Without `known`, a forecast from an earlier day cannot tell what was known from what came to be known.",
  ),
  "default-known-later": entry(
    "a forecast would lean on a machine's default that was not known yet",
    "`steppe machines NAME` says since when its defaults are known. Give the input what was held then.",
  ),
  "backtest-until": entry(
    "a backtest would end outside the period",
    "`until` is the last date compared: a day of the period.",
  ),
  "unknown-kind": entry(
    "there is no such kind",
    "Kinds are money, money per year, number, number per year, share, duration, date, party, boolean, text and actor.",
    "inputs: {rent: cash}",
    "inputs: {rent: money}",
  ),
  "unknown-machine": entry(
    "there is no such machine",
    "`steppe machines` lists those that come with steppe; others stand under `machines` in the file.",
    "actors: {lease: {machine: leese}}",
    "actors: {lease: {machine: lease}}",
  ),
  "machine-replaced": entry(
    "a machine of the file has the name of one that comes with steppe",
    "A reader would take the one for the other. Choose another name.",
  ),
  "unknown-input": entry("a machine has no such input", "`steppe machines NAME` lists the inputs of a machine."),
  "missing-input": entry("an input that has no default is not given", "Give it under `with`."),
  "actor-not-fixed": entry(
    "which actor an input names is not known at load",
    "An input of kind actor is the name of an actor or group, not an expression.",
  ),
  "unknown-actor": entry(
    "there is no such actor",
    "Actors stand under `actors`; an opened one is `opener/group/number` or `opener/group/name`.",
  ),
  "group-of-two-machines": entry(
    "a group is opened with two machines",
    "All actors of a group run one machine, so that its states and events are known. Rename one group with `as`.",
  ),
  "empty-entry": entry(
    "a timeline entry does nothing",
    "It gives an actor an event, or changes assumptions.",
    "- {on: 2018-11-15}",
    "- {on: 2018-11-15, actor: lease, event: end}",
  ),
  "two-in-one-entry": entry(
    "a timeline entry does two things",
    "One entry sends one event or changes assumptions. Write two of the same date.",
  ),
  "missing-date": entry(
    "a timeline entry has no date",
    "`on` says when: a date, or an expression over assumptions.",
    "- {actor: lease, event: end}",
    "- {on: 2018-11-15, actor: lease, event: end}",
  ),
  "missing-event": entry("a timeline entry names an actor and no event", "`event` says what it is told."),
  "before-period": entry(
    "a timeline entry lies before the period",
    "What happened before the first day is no event of this scenario: begin the period earlier or put it into the assumptions.",
  ),
  "after-period": entry(
    "a timeline entry lies after the period",
    "It never happens. Most likely the period or the date is wrong.",
  ),
  "unknown-assumption": entry(
    "there is no such assumption",
    "The timeline changes assumptions that stand under `assume`.",
  ),
  "unknown-event": entry(
    "nobody knows the event",
    "The receiver does not declare it, or the state that a listener names does not exist.",
    "- {on: 2018-11-15, actor: lease, event: finish}",
    "- {on: 2018-11-15, actor: lease, event: end}",
  ),
  "unknown-field": entry("an event has no such field", "Its fields stand under `events` of the machine."),
  "missing-field": entry(
    "an event is sent without a field it needs",
    "A field without a default must be given under `with`.",
  ),
  "bad-u": entry(
    "a forced draw is not between 0 and 1",
    "`force` takes `true`, `false` or the share of outcomes below: 0.5 is the median.",
  ),
  "category-not-fixed": entry(
    "which category an input names is not known at load",
    "The name of a category is a text in quotes, or an input that was given one.",
    "category: some_text",
    "category: \"'rent'\"",
  ),
  "input-cycle": entry(
    "the default of an input depends on itself",
    "A default may read other inputs, but not itself by way of them.",
  ),
  "event-twice": entry(
    "one state hears one event under two names",
    "A state of another actor may be named by its leaf or by its path: the two are one event. Write its transitions in one list.",
  ),
  "bad-count": entry(
    "a count is not a whole number",
    "`after` counts the steps of a date, `n` the draws of a site, both from 0.",
    "after: soon",
    "after: 7",
  ),
  "event-never-sent": entry(
    "an event of a machine that nobody sends",
    "No timeline entry, `tell`, `announce`, `raise` or calendar of the file or of its variants sends it. Send it, or remove it from `events`.",
  ),
  "event-never-heard": entry(
    "an event of a machine that none of its states acts on",
    "It is declared, and no `on` names it. Whoever sends it is not heard.",
  ),
  "announcement-unheard": entry(
    "an announcement that nobody hears",
    "No actor has an `on` for it. Add one, or remove the `announce`.",
  ),
  "unused-machine": entry(
    "a machine that no actor runs",
    "Neither the file nor any of its variants uses it, so its expressions were not checked.",
  ),
  "month-end-anchor": entry(
    "dates are counted from the end of a short month",
    "From 30 June come 30 September and 30 December: for the ends of months, count from a month of 31 days.",
  ),
  "change-not-felt": entry(
    "a change of assumptions comes too late for what is already put down",
    "Delays, calendars, first values and dates of the timeline are worked out when they are put down. What should move them is an event: `extend`, `slip`.",
  ),
  "draw-without-id": entry(
    "a timeline entry draws and has no id",
    "Its luck belongs to its id: without one, an entry put before it would give it another's.",
    '- {on: 2010-01-01, assume: {rent: "uniform(5 USD, 9 USD)"}}',
    '- {id: new-rent, on: 2010-01-01, assume: {rent: "uniform(5 USD, 9 USD)"}}',
  ),
  "unknown-site": entry(
    "a fixed draw names a site that there is not",
    "The site is the label of the draw (`as: accept`), or its address as the trace shows it.",
  ),
  "mixed-currencies": entry(
    "a sum takes in two currencies",
    "Nothing is converted unasked: without `in` or `currency`, all that a sum takes in must be in the scenario's currency.",
    'city_paid: "paid(city)"',
    'city_paid: "paid(city, in: USD)"',
  ),
  "unused-assumption": entry(
    "an assumption that nothing reads",
    "Changing it changes nothing. Most likely a name is misspelt where it was to be read.",
  ),
};
