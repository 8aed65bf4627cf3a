/** Which steps a filter of the timeline lets through. */
import type { Step } from "@steppe/core";
import type { History } from "@steppe/walk";
import { addYearRow, allRows, newYearRows, stepTexts, type YearRows } from "./grown.ts";

/** Filters of a history whose rows are kept: what is typed leaves one behind with every key. */
const KEPT = 12;

const kept = new WeakMap<History, Map<string, { readonly index: YearRows; upTo: number }>>();

/**
 * The rows of a timeline with a filter. Every word is to be found in a step's text; `rent|city` is either; `actor:lease`
 * and `is:posting` (`is:note`, `is:change`, `is:draw`, `is:timeline`, `is:timer`, `is:calendar`) ask for just that.
 */
export function rowsOf(history: History, filter: string): readonly number[] {
  const wanted = filter.trim().toLowerCase();
  if (wanted === "") return allRows(history).rows;
  let filters = kept.get(history);
  if (!filters) {
    filters = new Map();
    kept.set(history, filters);
  }
  let own = filters.get(wanted);
  if (!own) {
    own = { index: newYearRows(), upTo: 0 };
    filters.set(wanted, own);
    const oldest = filters.keys().next().value;
    if (filters.size > KEPT && oldest !== undefined) filters.delete(oldest);
  }
  const { trace } = history.newest;
  if (own.upTo < trace.length) {
    const texts = stepTexts(history);
    const lets = matcher(wanted);
    for (; own.upTo < trace.length; own.upTo++) {
      const step = trace.at(own.upTo) as Step;
      if (lets(texts[own.upTo] as string, step)) addYearRow(own.index, step);
    }
  }
  return own.index.rows;
}

/** Whether a filter lets something through that is no step yet: what is asked of steps alone, it does not. */
export function letsText(filter: string, text: string): boolean {
  const wanted = filter.trim().toLowerCase();
  return wanted === "" || matcher(wanted)(text.toLowerCase(), undefined);
}

type Lets = (text: string, step: Step | undefined) => boolean;

function matcher(wanted: string): Lets {
  const tests = wanted.split(/\s+/).map(wordTest);
  return (text, step) => tests.every((test) => test(text, step));
}

const KINDS: Readonly<Record<string, (step: Step) => boolean>> = {
  posting: ({ effects }) => effects.some(({ did }) => did === "posting"),
  note: ({ effects }) => effects.some(({ did }) => did === "noted"),
  change: ({ before, after, actor }) => before !== after || actor === "",
  draw: ({ draws }) => draws.length > 0,
  timeline: ({ origin }) => origin.from === "timeline",
  timer: ({ origin }) => origin.from === "timer",
  calendar: ({ origin }) => origin.from === "calendar",
  reaction: ({ origin }) => origin.from === "reaction",
};

function wordTest(word: string): Lets {
  const [, key, value = ""] = /^(actor|is):(.+)$/.exec(word) ?? [];
  const kind = KINDS[value];
  if (key === "is" && kind) return (_text, step) => step !== undefined && kind(step);
  if (key === "actor") return (text, step) => (step ? isOf(step.actor.toLowerCase(), value) : text.includes(value));
  const parts = word.split("|").filter((part) => part !== "");
  return (text) => parts.length === 0 || parts.some((part) => text.includes(part));
}

const isOf = (actor: string, name: string): boolean => actor === name || actor.split("/").includes(name);
