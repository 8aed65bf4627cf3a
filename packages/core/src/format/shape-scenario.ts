/** The shape of a scenario file: its keys, and what may stand under each. */
import * as z from "zod/mini";
import { machine } from "./shape-machine.ts";
import {
  currencyCode,
  currencyPair,
  dateKey,
  doc,
  exactlyOne,
  indexKey,
  judgement,
  mapping,
  names,
  noted,
  periodText,
  scalar,
  series,
  slug,
  snakeName,
  source,
  text,
  title,
  withValues,
} from "./shape-parts.ts";

const about = () => ({
  title: title(),
  source: source(),
  judgement: judgement(),
  doc: doc(),
  kind: text("What the value is, where the value does not say it.", "money per year"),
  known: text("The day since which the value has been known.", "2013-01-30"),
});

const heldBefore = () => ({
  known: scalar("The day since which this was held.", "2008-06-30"),
  source: source(),
  judgement: judgement(),
  doc: doc(),
});

/** What was held of an assumption before its present value was known. */
const earlier = () =>
  z.optional(
    noted(
      z.array(
        z.union([
          mapping({ value: scalar("What was held then: an expression.", "110 million USD per year"), ...heldBefore() }),
          mapping({ series: series(dateKey), ...heldBefore() }),
        ]),
      ),
      "What was held before, each with the day since which: `steppe backtest` takes it.",
      [{ known: "2008-06-30", value: "110 million USD per year", source: "astana-times" }],
    ),
  );

const sourceDocument = mapping({
  title: scalar("The title of the document."),
  outlet: text("Who published it.", "The Astana Times"),
  author: text("Who wrote it."),
  year: text("The year of publication.", 2013),
  date: text("The date of publication.", "2013-01-30"),
  url: text("Where it can be read."),
  note: text("What to know about it."),
});

const assumption = z.union([
  scalar("The value: an expression.", "115 million USD per year", "triangular(0%, 4%, 30%)"),
  mapping({
    value: scalar("The value: an expression.", "115 million USD per year"),
    ...about(),
    earlier: earlier(),
  }),
  mapping({ series: series(dateKey), ...about(), earlier: earlier() }),
  series(dateKey),
]);

const PAIR = "`between` names two assumptions\nwrite `between: [rent, fee]`";

const correlation = mapping({
  between: z.array(snakeName).check(z.minLength(2, { error: PAIR }), z.maxLength(2, { error: PAIR })),
  rank: scalar("Their rank correlation (Spearman's), between -1 and 1.", 0.6),
  source: source(),
  judgement: judgement(),
  doc: doc(),
});

const process = (name: string, parameters: z.core.$ZodLooseShape) =>
  mapping({
    process: noted(z.literal([name]), "How the values after the last known one come about.", name),
    ...parameters,
    volatility: scalar("The standard deviation of the logarithm over a year.", "20%"),
    every: scalar("The time from one value to the next, counted from the last known one.", "1 year"),
    source: source(),
    judgement: judgement(),
    doc: doc(),
  });

const processes = z.union([
  process("geometric-brownian", {
    drift: scalar("The yearly growth of the mean, compounded continuously.", "3% per year"),
  }),
  process("mean-reverting", {
    level: scalar("The value to which it returns: its median in the long run.", 60),
    reversion: scalar("How much of the way back it would go in a year at the speed it starts with.", "30% per year"),
  }),
]);

const datedNumbers = <K extends z.core.$ZodRecordKey>(key: K) =>
  z.union([
    mapping({
      series: series(key),
      // biome-ignore lint/suspicious/noThenProperty: a key of the format; nobody awaits a shape
      then: z.optional(noted(processes, "What is drawn after the last of them.")),
      ...about(),
    }),
    series(key),
  ]);

const actor = mapping({
  title: title(),
  machine: scalar("The machine it runs: one of `machines`, or a built-in one.", "lease"),
  with: withValues("The inputs of the machine."),
  doc: doc(),
  source: source(),
});

const forced = mapping({
  actor: scalar("The actor that draws."),
  site: scalar("The address or label of the draw."),
  n: text("Which evaluation of that site, from 0; the first unless given.", 0),
  value: scalar("`true` or `false` for a chance; else the u of the draw, between 0 and 1.", true),
});

const entry = mapping({
  id: noted(z.optional(slug), "A name by which an overlay can replace or remove the entry.", "crash-2007"),
  on: text("The date.", "2007-09-06"),
  after: text("After which step of that date.", 7),
  actor: text("Who receives the event."),
  event: text("The event."),
  with: withValues("The fields of the event."),
  assume: names(
    snakeName,
    z.union([
      scalar("The value from this date on."),
      mapping({ value: scalar("The value from this date on."), ...about() }),
    ]),
    "Assumptions that change on this date.",
    { rent: "175 million USD per year" },
  ),
  known: text("The day since which it was known that it would happen; its own date unless given.", "2007-01-15"),
  source: source(),
  judgement: judgement(),
  doc: doc(),
  remove: z.optional(noted(z.literal(["true", true]), "Takes the entry with this id out.")),
});

const measure = z.union([
  scalar("An expression over the whole run.", "paid(rent)"),
  mapping({ value: scalar("An expression over the whole run."), title: title(), doc: doc() }),
]);

const expectation = mapping({
  id: z.optional(slug),
  always: text("Must hold at the end of every date on which a step was taken."),
  never: text("Must not hold at the end of any date on which a step was taken."),
  at_end: text("Must hold at the end of the period."),
  doc: doc(),
}).check(exactlyOne(["always", "never", "at_end"]));

const observed = mapping({
  title: title(),
  doc: doc(),
  of: scalar("What it is the record of: an expression, asked at the end of each date.", "launches.flown"),
  series: noted(z.record(dateKey, scalar("What was observed at the end of this day.")), "The record, by date."),
  known: text("The day since which the record has been known."),
  source: source(),
  judgement: judgement(),
});

const backtest = mapping({
  origin: text(
    "The assumption of kind date from which on things are drawn: set to the day of the forecast.",
    "today_is",
  ),
  until: text("The last date compared; a backtest ends there.", "2025-12-31"),
});

const sections = {
  title: text("A name for people, as reports print it.", "Baikonur under the 2004 agreement"),
  doc: text("What the scenario shows, and what it leaves out."),
  period: noted(z.optional(periodText), "First and last day, both included.", "2004-01-01 .. 2050-12-31"),
  currency: noted(z.optional(currencyCode), "What sums are in unless they say otherwise.", "USD"),
  extends: text("A file this one changes, relative to it; in a variant: another variant.", "baikonur.yaml"),
  sources: names(slug, sourceDocument, "The documents that values come from, by id."),
  parties: z.optional(
    noted(
      z.union([z.array(snakeName), z.record(snakeName, mapping({ title: title(), doc: doc() }))]),
      "Who pays and receives.",
      ["kazakhstan", "russia"],
    ),
  ),
  assume: names(snakeName, assumption, "Assumptions by name.", { rent: { value: "115 million USD per year" } }),
  correlate: z.optional(
    noted(z.array(correlation), "Pairs of uncertain assumptions that are drawn together.", [
      { between: ["rent", "fee"], rank: 0.6 },
    ]),
  ),
  rates: names(currencyPair, datedNumbers(dateKey), "Exchange rates by date: `RUB/USD` is roubles for one dollar.", {
    "RUB/USD": { "2013-01-30": 30.13 },
  }),
  indices: names(snakeName, datedNumbers(indexKey), "Indices by date or year, for money of a year.", {
    cpi: { "2004": 100 },
  }),
  machines: names(slug, machine, "Machines of one's own."),
  actors: names(snakeName, actor, "Who acts, in the order of starting."),
  timeline: z.optional(noted(z.array(entry), "What happens on known dates.")),
  force: z.optional(noted(z.array(forced), "Draws whose outcome is fixed.")),
  measures: names(snakeName, measure, "What is asked of each run.", { lease_end: "date(lease.ended)" }),
  observed: names(snakeName, observed, "The record that forecasts are held against, by name.", {
    launches: { of: "launches.flown", series: { "2010-12-31": 24 } },
  }),
  backtest: z.optional(
    noted(backtest, "How the scenario is held against the record.", { origin: "today_is", until: "2025-12-31" }),
  ),
  expect: z.optional(noted(z.array(expectation), "What must hold: a run that breaks it fails.")),
};

const overlay = mapping(sections);

/** A whole scenario, an overlay, or a file that extends another: no key is required here. */
export const scenarioShape = mapping({
  steppe: z.optional(noted(z.literal(["1", 1]), "The version of the format.", 1)),
  ...sections,
  variants: names(slug, overlay, "What-ifs by name: each is an overlay on this file.", {
    early: { assume: { rent: "90 million USD per year" } },
  }),
});
