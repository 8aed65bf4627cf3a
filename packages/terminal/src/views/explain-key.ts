/** One key of a scenario, explained: what it is, what it comes to, who said so, who reads it. */
import {
  constantValue,
  dateText,
  type EpochDay,
  type ExpectationResult,
  type Expression,
  kindText,
  type Model,
  type World,
} from "@steppe/core";
import type { MeasureBreakdown } from "@steppe/core/measure/breakdown.ts";
import type { Drawn } from "@steppe/core/measure/drawn.ts";
import { formulaText } from "@steppe/core/measure/formula.ts";
import { shownKind } from "@steppe/core/measure/shares.ts";
import { type Explanation, settingsOf } from "@steppe/core/scenario/explain.ts";
import { historyLines } from "./explain-actor.ts";
import { breakdownLines } from "./explain-measure.ts";
import { machineSummary } from "./machine.ts";
import { documentText, footingText, placeText } from "./places.ts";
import { labelled, oneLine, type Page, section, wrap } from "./text.ts";
import { shown, shownRoughly } from "./values.ts";

const LABELS = 12;
const LISTED_MAX = 40;

/** What a run has to say of a key: only what belongs to it is there. */
export interface Found {
  /** " on path 7 of seed …", "" where every path is the same. */
  readonly where: string;
  readonly until: EpochDay;
  readonly world?: World;
  readonly drawn?: Drawn;
  readonly breakdown?: MeasureBreakdown;
  readonly expectation?: ExpectationResult;
}

export function keyLines(explanation: Explanation, found: Found, model: Model, page: Page): readonly string[] {
  const { path, also } = explanation;
  const line = (label: string, text: string | undefined): readonly string[] =>
    text === undefined || text === "" ? [] : labelled(page, label, text, LABELS);
  return [
    `${page.paint("strong", oneLine(path))}, ${whatText(explanation)}`,
    "",
    ...line("about", explanation.doc && oneLine(explanation.doc)),
    ...line("value", valueLine(explanation, found, model)),
    ...(found.drawn?.draws ?? []).flatMap(({ site, u }) => line("draw", `${oneLine(site)}: u = ${u}`)),
    ...settingLines(explanation, line),
    ...line("then", explanation.onward && oneLine(explanation.onward)),
    ...line("stands on", explanation.footing && footingText(explanation.footing, model)),
    ...knownLines(explanation, model, line),
    ...recordLines(explanation, line),
    ...correlationLines(explanation, line),
    ...entryLines(explanation, line),
    ...(explanation.source ? line("document", documentText(explanation.source)) : []),
    ...actorLines(explanation, model, line),
    ...expectationLines(explanation, found, line),
    ...(found.breakdown ? [] : line("reads", explanation.reads.map(oneLine).join(", "))),
    ...(explanation.machine
      ? machineSummary(explanation.machine, model).flatMap(([label, text]) => line(label, text))
      : []),
    ...section(
      page,
      "Later",
      explanation.later.flatMap(({ entry, value }) => laterLine(entry, value, line)),
    ),
    ...(found.breakdown && found.world ? breakdownLines(found.breakdown, found.world, page) : []),
    ...readerLines(explanation, page),
    ...toldLines(explanation, page),
    ...(explanation.what === "actor" && explanation.actor && found.world
      ? historyLines(explanation.actor.name, found.world, found.where, page)
      : []),
    ...section(page, "Cited by", citationLines(explanation, page)),
    ...(also.length === 0 ? [] : ["", `also of that name: ${also.map(oneLine).join(", ")}`]),
  ];
}

type Line = (label: string, text: string | undefined) => readonly string[];

function whatText({ what, kind, actor }: Explanation): string {
  const article = /^[aeiou]/.test(what) ? "an" : "a";
  const of =
    what === "input" && actor
      ? ` of \`${oneLine(actor.name)}\`, which runs the machine \`${oneLine(actor.machine)}\``
      : "";
  return `${article} ${what}${of}${kind ? `, ${kindText(kind)}` : ""}`;
}

function valueLine(
  { value, kind, uncertain, what, path }: Explanation,
  { where, until, drawn, breakdown }: Found,
  model: Model,
): string | undefined {
  const shownAs = kind && shownKind(model, kind, path.replace(/^assume\./, ""));
  if (breakdown) {
    const { result } = breakdown;
    const day = ` as of ${dateText(until)}`;
    return "value" in result
      ? `${shown(breakdown.kind, result.value)}${where === "" ? "" : `,${where}`},${day}`
      : `none: ${oneLine(result.problem.message)}`;
  }
  if (value !== undefined && shownAs) return shown(shownAs, value);
  if (!uncertain || (what !== "assumption" && what !== "input")) return undefined;
  if (!drawn || !shownAs) return "drawn anew on each path";
  return "value" in drawn.result
    ? `${shownRoughly(shownAs, drawn.result.value)}${where}; drawn anew on each path`
    : `none${where}: ${oneLine(drawn.result.problem.message)}`;
}

function expectationLines({ expectation }: Explanation, { where, expectation: result }: Found, line: Line) {
  if (!expectation) return [];
  const { when, text, place } = expectation;
  const at = result?.date === undefined ? "" : ` on ${dateText(result.date)}`;
  const step = result?.step === undefined ? "" : `, step ${result.step}`;
  return [
    ...line(when.replace("_", " "), oneLine(text)),
    ...line("", `in ${placeText(place)}`),
    ...line("holds", result && (result.holds ? `yes${where}` : `no${where}: failed${at}${step}`)),
  ];
}

/** Since when it is known, and what was held before. */
function knownLines({ known: since, earlier }: Explanation, model: Model, line: Line): readonly string[] {
  return [
    ...line("known since", since === undefined ? undefined : dateText(since)),
    ...[...earlier]
      .reverse()
      .flatMap((one) => [
        ...line("held before", `${oneLine(textOf(one))}, since ${dateText(one.known)}, ${placeText(one.place)}`),
        ...line("", one.doc && oneLine(one.doc)),
        ...line("", footingText(one, model)),
      ]),
  ];
}

const textOf = ({ written }: Explanation["earlier"][number]): string => settingsOf(written)[0]?.text ?? "";

function recordLines({ observed }: Explanation, line: Line): readonly string[] {
  if (!observed) return [];
  const { of, text, points } = observed;
  return [
    ...line("of", oneLine(text)),
    ...points.flatMap(({ date, value }) => line(dateText(date), shown(of.kind, value))),
  ];
}

function settingLines({ settings }: Explanation, line: Line): readonly string[] {
  return settings.flatMap(({ text, layer, place }, index) => {
    const where = layer === place.file ? placeText(place) : `${oneLine(layer)}, ${placeText(place)}`;
    return [...line(index === 0 ? "written" : "replaces", oneLine(text)), ...line("", `in ${where}`)];
  });
}

function correlationLines({ correlations }: Explanation, line: Line): readonly string[] {
  return correlations.flatMap(({ with: other, rank, place, source, judgement }) => {
    const footing =
      source !== undefined ? `source: ${oneLine(source)}` : judgement && `judgement: ${oneLine(judgement)}`;
    const text = `with ${oneLine(other)}, rank ${rank}, ${placeText(place)}${footing ? `; ${footing}` : ""}`;
    return line("correlated", text);
  });
}

/** A value that is known as a person reads it, any other as its formula. */
function known(expression: Expression): string {
  const constant = constantValue(expression);
  return constant && "value" in constant ? shown(expression.kind, constant.value) : oneLine(formulaText(expression));
}

function entryLines({ entry }: Explanation, line: Line): readonly string[] {
  if (!entry) return [];
  const given =
    entry.does === "send" ? entry.with : entry.changes.map(({ assumption, value }) => ({ name: assumption, value }));
  const values = given.map(({ name, value }) => `${oneLine(name)} ${known(value)}`).join(", ");
  return [
    ...line("on", oneLine(formulaText(entry.on))),
    ...(entry.does === "send" ? line("tells", `${oneLine(entry.actor)} ${oneLine(entry.event)}`) : []),
    ...line(entry.does === "send" ? "with" : "sets", values),
    ...line("stands in", placeText(entry.place)),
  ];
}

function actorLines({ what, actor }: Explanation, model: Model, line: Line): readonly string[] {
  if (what !== "actor" || !actor) return [];
  const outline = model.outlines.get(actor.machine);
  const given = [...actor.inputs].map(([name, value]) =>
    line("with", `${oneLine(name)}: ${oneLine(formulaText(value))}`),
  );
  const defaults = [...(outline?.inputs.keys() ?? [])].filter((name) => !actor.inputs.has(name));
  return [
    ...line("machine", `${oneLine(actor.machine)}${outline?.title === undefined ? "" : `: ${oneLine(outline.title)}`}`),
    ...given.flat(),
    ...line("left as is", defaults.map(oneLine).join(", ")),
  ];
}

function laterLine(entry: NonNullable<Explanation["entry"]>, value: Expression, line: Line): readonly string[] {
  const day = entry.on.node === "literal" ? dateText(entry.on.value as number) : oneLine(formulaText(entry.on));
  return line(day, `${known(value)}, ${placeText(entry.place)}`);
}

function readerLines({ readers, what }: Explanation, page: Page): readonly string[] {
  if (what !== "assumption" && what !== "input" && what !== "actor" && what !== "group") return [];
  const texts = readers.map(({ by, at, place }) => {
    const where = at === undefined ? "" : ` (${oneLine(at)})`;
    return `${oneLine(by)}${where}${readerPlace(by, placeText(place))}`;
  });
  // That nothing reads a figure is worth saying; an actor need not be asked for anything.
  const isFigure = what === "assumption" || what === "input";
  return section(page, "Read by", texts.length === 0 && isFigure ? ["  nothing"] : listed(texts, page));
}

const toldLines = ({ told }: Explanation, page: Page): readonly string[] => {
  const texts = told.map(
    (entry) =>
      `timeline.${oneLine(entry.id)}${entry.does === "send" ? `: ${oneLine(entry.event)}` : ""}, ${placeText(entry.place)}`,
  );
  return section(page, "Told by", listed(texts, page));
};

/** One entry a line, what does not fit further in; not more than one can look through. */
function listed(texts: readonly string[], page: Page): readonly string[] {
  const lines = texts
    .slice(0, LISTED_MAX)
    .flatMap((text) =>
      wrap(text, Math.max(20, page.width - 6)).map((line, index) => `${index === 0 ? "  " : "      "}${line}`),
    );
  return texts.length > LISTED_MAX ? [...lines, `  and ${texts.length - LISTED_MAX} more`] : lines;
}

function citationLines({ what, cited }: Explanation, page: Page): readonly string[] {
  if (what !== "source") return [];
  const texts = cited.map(({ path, place }) => `${oneLine(path)}, ${placeText(place)}`);
  return texts.length === 0 ? ["  nothing"] : listed(texts, page);
}

/** Of a machine that comes with steppe there is no place to go to. */
const readerPlace = (by: string, place: string): string =>
  place.startsWith("machine ") && by.startsWith("machines.") ? "" : `, ${place}`;
