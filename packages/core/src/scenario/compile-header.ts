/** The head of a scenario: period, currency, parties, sources, dated rates and indices. */
import { checkText, constantValue } from "../expression/index.ts";
import type { Scope } from "../expression/tree.ts";
import { didYouMean } from "../nearest.ts";
import type { Place } from "../problem.ts";
import type { Problems } from "../problems.ts";
import { CURRENCIES, type EpochDay, type Exact, isCurrency, NUMBER, parseDate, toEpochDay } from "../quantity/index.ts";
import { entriesOf, get, headPlace, itemsOf, leafText, type Tree } from "../source/tree.ts";
import type { Surroundings } from "../statechart/surroundings.ts";
import { compileKnown } from "./compile-known.ts";
import { compileProcess } from "./compile-process.ts";
import type { Series, Source } from "./model.ts";

export function compilePeriod(tree: Tree, problems: Problems): { start: EpochDay; end: EpochDay } | undefined {
  const period = get(tree, "period");
  const text = leafText(period);
  const parts = text === undefined ? undefined : /^\s*(\S+?)\s*\.\.\s*(\S+)\s*$/.exec(text);
  if (!period || text === undefined || !parts) return undefined;
  const ends = [parts[1] as string, parts[2] as string].map((part) => {
    const parsed = parseDate(part);
    if ("day" in parsed) return parsed.day;
    const column = period.place.column + text.indexOf(part) + (period.node === "leaf" && period.quoted ? 1 : 0);
    problems.error(
      "bad-date",
      { ...period.place, column, length: part.length },
      `\`${part}\` is not a date: ${parsed.reason}`,
      {
        label: "no such day",
      },
    );
    return undefined;
  });
  const [start, end] = ends;
  if (start === undefined || end === undefined) return undefined;
  if (end < start) {
    problems.error("period-backwards", period.place, "the period ends before it begins", {
      label: "last day before the first",
      help: [`write \`${parts[2]} .. ${parts[1]}\``],
    });
    return undefined;
  }
  return { start, end };
}

export function checkCurrency(code: string, place: Place, problems: Problems): boolean {
  if (isCurrency(code)) return true;
  problems.error("unknown-currency", place, `\`${code}\` is not a currency of ISO 4217`, {
    label: "no such currency",
    help: didYouMean(code, CURRENCIES),
  });
  return false;
}

export function compileParties(tree: Tree): ReadonlyMap<string, { readonly title?: string }> {
  const parties = get(tree, "parties");
  const listed = itemsOf(parties).flatMap((item) => leafText(item) ?? []);
  const mapped = [...entriesOf(parties)].map(([name, about]) => {
    const title = leafText(get(about, "title"));
    return [name, title === undefined ? {} : { title }] as const;
  });
  return new Map([...listed.map((name) => [name, {}] as const), ...mapped]);
}

export function compileSources(tree: Tree): ReadonlyMap<string, Source> {
  const keys = ["outlet", "author", "year", "date", "url", "note"] as const;
  return new Map(
    [...entriesOf(get(tree, "sources"))].map(([id, about]) => {
      const rest = keys.flatMap((key) => {
        const text = leafText(get(about, key));
        return text === undefined ? [] : [[key, text] as const];
      });
      return [id, { id, title: leafText(get(about, "title")) ?? id, ...Object.fromEntries(rest) }];
    }),
  );
}

/** Rates or indices: dated numbers, each holding until the next; after the last of them, what a process draws. */
export function compileSeries(
  tree: Tree | undefined,
  scope: Scope,
  around: Surroundings,
  problems: Problems,
): ReadonlyMap<string, Series> {
  return new Map(
    [...entriesOf(tree)].map(([name, about]) => {
      const source = leafText(get(about, "source"));
      const known = compileKnown(about, problems);
      const points = [...entriesOf(get(about, "series") ?? about)].flatMap(([key, value]) => {
        const date = pointDate(key, value, problems);
        const number = positiveNumber(value, scope, problems);
        return date === undefined || number === undefined ? [] : [{ date, value: number }];
      });
      points.sort((a, b) => a.date - b.date);
      const then = get(about, "then");
      const onward = then && compileProcess(then, name, scope, around, problems);
      if (then && entriesOf(get(about, "series")).size === 0) {
        problems.error("bad-process", headPlace(then), `\`${name}\` has no value to go on from`, {
          label: "begins nowhere",
          help: ["give its last known value under `series`"],
        });
      }
      return [
        name,
        {
          name,
          points,
          ...(onward && { onward }),
          ...(source !== undefined && { source }),
          ...known,
          place: headPlace(about),
        },
      ];
    }),
  );
}

function pointDate(key: string, value: Tree, problems: Problems): EpochDay | undefined {
  if (/^\d{4}$/.test(key)) return toEpochDay(Number(key), 1, 1);
  const parsed = parseDate(key);
  if ("day" in parsed) return parsed.day;
  problems.error("bad-date", headPlace(value), `\`${key}\` is not a date: ${parsed.reason}`, { label: "no such day" });
  return undefined;
}

function positiveNumber(tree: Tree, scope: Scope, problems: Problems): Exact | undefined {
  if (tree.node !== "leaf") return undefined;
  const expression = problems.take(checkText(tree.source, scope, NUMBER));
  const constant = expression && constantValue(expression);
  if (!constant) return undefined;
  if ("problem" in constant) {
    problems.add([constant.problem]);
    return undefined;
  }
  const number = constant.value as Exact;
  if (number.s > 0n && number.n > 0n) return number;
  problems.error("not-positive", tree.place, "a rate or an index is greater than zero", { label: "not above zero" });
  return undefined;
}
