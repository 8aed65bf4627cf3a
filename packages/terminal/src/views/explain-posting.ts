/** One posting, explained: its arithmetic, and the chain of causes back to what it began with. */
import type { Cause, Posting, World } from "@steppe/core";
import { dateText, shownNumber } from "@steppe/core";
import type { Amount, ReadValue } from "@steppe/core/measure/amount.ts";
import { type DrawnCause, luckBehind } from "@steppe/core/measure/luck.ts";
import { shownKind } from "@steppe/core/measure/shares.ts";
import { documentText, footingText, placeText } from "./places.ts";
import { widthOf } from "./problem-frame-text.ts";
import { causeText, changeText, eventText, fieldsText, postingText } from "./steps.ts";
import { oneLine, type Page, padEnd, section, wrap } from "./text.ts";
import { shown } from "./values.ts";

export interface ExplainedPosting {
  readonly posting: Posting;
  readonly causes: readonly Cause[];
  /** How many postings the run has. */
  readonly all: number;
  readonly amount?: Amount;
}

export function postingLines(
  { posting, causes, all, amount }: ExplainedPosting,
  world: World,
  page: Page,
): readonly string[] {
  const note = posting.note === undefined ? "" : ` (${oneLine(posting.note)})`;
  return [
    page.paint("strong", `Posting ${shownNumber(posting)} of ${all}`),
    ...wrap(`${dateText(posting.date)}  ${postingText(posting)}${note}`, page.width - 2).map((line) => `  ${line}`),
    ...section(
      page,
      "Amount",
      amount
        ? amountLines(amount, world, page)
        : ["  its parts changed in the same step and cannot be shown one by one"],
    ),
    ...section(
      page,
      "Because",
      causes.flatMap((cause) => causeLines(cause, world, page)),
    ),
    ...luckLines(luckBehind(world, causes), world, page),
  ];
}

/** What was drawn for the path and had a part in it. */
export function luckLines(drawn: readonly DrawnCause[], world: World, page: Page): readonly string[] {
  if (drawn.length === 0) return [];
  const width = Math.max(...drawn.map(({ assumption }) => widthOf(assumption.name)));
  const lines = drawn.flatMap(({ assumption, value, draws }) => {
    const { name, kind, place } = assumption;
    const footing = footingText(assumption, world.model);
    const luck = draws.map(({ site, u }) => `u = ${u} at ${oneLine(site)}`).join(", ");
    const text = `${luck === "" ? "" : `${luck}; `}assume.${name}, ${placeText(place)}${footing === "" ? "" : `; ${footing}`}`;
    return [
      `  ${padEnd(name, width)} = ${shown(shownKind(world.model, kind, name), value)}`,
      ...indented(text, width + 5, page),
    ];
  });
  return section(page, "Drawn for this path", lines);
}

function amountLines({ formula, reads, place }: Amount, world: World, page: Page): readonly string[] {
  const width = Math.max(0, ...reads.map(({ name }) => widthOf(oneLine(name))));
  return [
    ...wrap(oneLine(formula), page.width - 2).map((line) => `  ${line}`),
    `  ${page.paint("dim", `in ${placeText(place)}`)}`,
    "",
    ...reads.flatMap((read) => readLines(read, width, world, page)),
  ];
}

function readLines(
  { name, kind, value, from, setBy }: ReadValue,
  width: number,
  world: World,
  page: Page,
): readonly string[] {
  const assumption = from?.path.startsWith("assume.") ? from.path.slice("assume.".length) : "";
  const head = `  ${padEnd(oneLine(name), width)} = ${shown(shownKind(world.model, kind, assumption), value)}`;
  if (setBy) {
    const by = setBy.origin.from === "timeline" ? ` by timeline ${oneLine(setBy.origin.entry)}` : "";
    const what = from ? `${oneLine(from.path)}, changed` : "set";
    return [head, ...indented(`${what} on ${dateText(setBy.date)}${by}, in step ${setBy.n}`, width + 5, page)];
  }
  if (!from) return [head];
  const footing = footingText(from, world.model);
  const text = `${oneLine(from.path)}, ${placeText(from.place)}${footing === "" ? "" : `; ${footing}`}`;
  return [head, ...indented(text, width + 5, page)];
}

const indented = (text: string, by: number, page: Page): readonly string[] =>
  wrap(text, Math.max(20, page.width - by)).map((line) => `${" ".repeat(by)}${page.paint("dim", line)}`);

const DATE_WIDTH = 12;

/** A step of the chain: its day, who took it on what, what changed; below it what it came from. */
export function causeLines({ step, entry }: Cause, world: World, page: Page): readonly string[] {
  const fields = fieldsText(step);
  const what = [
    step.actor === "" ? "the assumptions" : oneLine(step.actor),
    `${eventText(step.event)}${fields === "" ? "" : ` (${fields})`}`,
  ].join(": ");
  const change = changeText(step);
  const head = `${what}${change === "" ? "" : `, ${oneLine(change)}`}`;
  const by = DATE_WIDTH + 2;
  return [
    ...wrap(head, Math.max(20, page.width - by)).map((line, index) =>
      index === 0 ? `  ${padEnd(dateText(step.date), DATE_WIDTH)}${line}` : `${" ".repeat(by)}${line}`,
    ),
    ...indented(`step ${step.n}, from ${causeText(step)}`, by, page),
    ...originLines({ step, ...(entry && { entry }) }, world).flatMap((line) => indented(line, by, page)),
    ...step.draws.flatMap(({ site, n, u }) => indented(`drew ${oneLine(site)}, number ${n + 1}: u = ${u}`, by, page)),
  ];
}

function originLines({ step, entry }: Cause, world: World): readonly string[] {
  const { model } = world;
  if (entry) {
    const document = entry.source === undefined ? undefined : model.sources.get(entry.source);
    const footing = document
      ? `source ${oneLine(entry.source as string)}: ${documentText(document)}`
      : footingText(entry, model);
    return [placeText(entry.place), ...(footing === "" ? [] : [footing])];
  }
  if (step.origin.from !== "start") return [];
  const actor = model.actors.find(({ name }) => name === step.actor);
  if (!actor) return [];
  const footing = footingText(actor, model);
  return [placeText(actor.place), ...(footing === "" ? [] : [footing])];
}
