/**
 * The account of one run, for a person: what was run, what happened when, who paid whom how much,
 * the measures, what was expected, and what never happened.
 */
import { type Outcome, type Problem, paidByYear } from "@steppe/core";
import { milestoneLines } from "./account-milestones.ts";
import { moneyLines, netLines, yearLines } from "./account-money.ts";
import { isUncertain, type Luck, luckText } from "./chance.ts";
import { type Cell, type Column, firstColumnRoom, tableLines, textOf } from "./table.ts";
import { clip, counted, labelled, oneLine, type Page, section, wrap } from "./text.ts";
import { traceLines } from "./trace.ts";
import { dayText, periodText, shown, shownRoughly } from "./values.ts";

export interface AccountOptions extends Luck {
  /** What was laid over the scenario: "--set rent=…". */
  readonly layers: readonly string[];
  readonly trace: boolean;
  readonly byYear: boolean;
  /** Of the engine and the input: what it takes to get the same again. */
  readonly version: string;
  readonly input: string;
}

export function renderAccount(outcome: Outcome, options: AccountOptions, page: Page): string {
  const { world, problem } = outcome;
  const uncertain = isUncertain(outcome.model);
  const lines = [
    ...headLines(outcome, options, page),
    ...section(page, "Drawn on this path", drawnLines(outcome, page)),
    ...(options.trace
      ? section(page, `Trace, ${counted(world.trace.length, "step")}`, traceLines(outcome, page))
      : section(page, "What happened", milestoneLines(outcome, page))),
    ...section(page, "Paid", moneyLines(outcome, page)),
    ...section(page, "Received less paid", netLines(outcome, page)),
    ...(options.byYear ? section(page, "Paid by year", yearLines(paidByYear([outcome]), [0], [""], page)) : []),
    ...section(page, "Measures", measureLines(outcome, page)),
    ...section(page, "Expected", expectationLines(outcome, page)),
    ...(uncertain ? section(page, "Never on this path", neverLines(outcome, page)) : []),
    ...(problem ? ["", page.paint("bad", clip(partialText(outcome, problem), page.width))] : []),
    "",
    ...footLines(outcome, options, page),
  ];
  return lines.join("\n");
}

function headLines(outcome: Outcome, options: AccountOptions, page: Page): readonly string[] {
  const { model, until } = outcome;
  const { start, end } = model.period;
  const short = outcome.problem ? ", where it went wrong" : "";
  const rows: readonly (readonly [string, string])[] = [
    ["scenario", oneLine(model.name)],
    ...options.layers.map((text) => ["with", oneLine(text)] as const),
    ["period", periodText(start, end) + (until < end ? `, run until ${dayText(until)}${short}` : "")],
    ["path", luckText(outcome, options)],
  ];
  return [
    ...wrap(oneLine(model.title), page.width).map((line) => page.paint("strong", line)),
    "",
    ...rows.flatMap(([label, text]) => labelled(page, label, text, 8)),
  ];
}

function drawnLines({ drawn }: Outcome, page: Page): readonly string[] {
  const rows = drawn.map(({ name, kind, result }) => {
    return [oneLine(name), "value" in result ? shownRoughly(kind, result.value) : none(result.problem)];
  });
  return tableLines(rows, [{ shrinkTo: 10 }, { align: "number" }], page);
}

/** In the place of a value that there is none of. */
const none = ({ message }: Problem) => ({ text: `none: ${oneLine(message)}`, style: "bad" }) as const;

function measureLines(outcome: Outcome, page: Page): readonly string[] {
  const rows = outcome.measures.map(({ measure, kind, result }): readonly Cell[] => {
    const value = "value" in result ? shown(kind, result.value) : none(result.problem);
    return [oneLine(measure.title ?? measure.name), value, measure.title ? oneLine(measure.name) : ""];
  });
  const columns: readonly Column[] = [{ shrinkTo: 16 }, { align: "number" }, { style: "dim", shrinkTo: 8 }];
  const room = firstColumnRoom(rows, columns, page, 24);
  const wrapped = rows.flatMap(([label, ...cells]) =>
    wrap(textOf(label), room).map((line, index): readonly Cell[] => [line, ...(index === 0 ? cells : [])]),
  );
  return tableLines(wrapped, columns, page);
}

/** Failures first, each with when and where; what held is one line. */
function expectationLines({ expectations, world }: Outcome, page: Page): readonly string[] {
  const failed = expectations.filter(({ holds }) => !holds);
  const open = expectations.filter(({ expectation, holds }) => holds && expectation.when === "at_end" && !world.ended);
  const held = expectations.length - failed.length - open.length;
  const indent = (text: string, by: number) => wrap(text, page.width - by).map((line) => " ".repeat(by) + line);
  return [
    ...failed.flatMap(({ expectation, date, step }) => {
      const { id, when, text, doc, place } = expectation;
      const at = date === undefined ? "" : ` on ${dayText(date)}${step === undefined ? "" : `, step ${step}`}`;
      return [
        page.paint("bad", clip(`  FAILED ${oneLine(id)}${at}`, page.width)),
        ...indent(`${when.replace("_", " ")}: ${oneLine(text)}`, 4),
        ...(doc === undefined ? [] : indent(oneLine(doc), 4)),
        page.paint("dim", clip(`    ${oneLine(place.file)}:${place.line}:${place.column}`, page.width)),
      ];
    }),
    ...(open.length === 0 ? [] : indent(`not asked, since the period is not over: ${names(open)}`, 2)),
    ...(held === 0 ? [] : indent(heldText(held, expectations.length), 2)),
  ];
}

function heldText(held: number, all: number): string {
  if (held < all) return `${counted(held, "expectation")} held`;
  return held === 1 ? "the expectation held" : `all ${counted(held, "expectation")} held`;
}

const names = (results: Outcome["expectations"]): string =>
  results.map(({ expectation }) => oneLine(expectation.id)).join(", ");

/** For each actor the states that it never was in; a state whose parts are all missing is named alone. */
function neverLines({ neverEntered }: Outcome, page: Page): readonly string[] {
  const rows = neverEntered.map(({ actor, states }) => {
    const outer = states.filter((state) => !states.some((other) => state.startsWith(`${other}.`)));
    return [oneLine(actor), outer.map(oneLine).join(", ")] as const;
  });
  const width = Math.max(0, ...rows.map(([actor]) => actor.length));
  return rows.flatMap(([actor, states]) => labelled(page, clip(actor, 24), states, Math.min(24, width)));
}

function partialText({ until }: Outcome, problem: Problem): string {
  return `Partial: on ${dayText(until)} the model went wrong (${problem.code}); what is above stands until then.`;
}

function footLines({ world }: Outcome, { version, input }: AccountOptions, page: Page): readonly string[] {
  const counts = `${counted(world.trace.length, "step")}, ${counted(world.journal.postings.length, "posting")}`;
  return [page.paint("dim", clip(`${counts} · steppe ${version} · input ${input.slice(0, 12)}`, page.width))];
}
