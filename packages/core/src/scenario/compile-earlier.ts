/** What was held of an assumption before its present value was known. */
import type { Expression } from "../expression/tree.ts";
import type { Problems } from "../problems.ts";
import { dateText, type EpochDay } from "../quantity/index.ts";
import { entriesOf, get, headPlace, itemsOf, leafText, type Tree } from "../source/tree.ts";
import type { Surroundings } from "../statechart/surroundings.ts";
import { compileFooting } from "./compile-footing.ts";
import { compileDay } from "./compile-known.ts";
import type { Assumption, EarlierValue } from "./model.ts";

interface EarlierContext {
  readonly around: Surroundings;
  readonly problems: Problems;
  /** The value of an item, all its dated values checked; undefined (and a problem) when it is wrong. */
  readonly valueOf: (item: Tree) => Expression | undefined;
}

/**
 * The earlier values of an assumption, in order of date: each has its own day, before the one since
 * which the present value is known, and is of the same kind.
 */
export function compileEarlier(assumption: Assumption, context: EarlierContext): readonly EarlierValue[] {
  const { problems, around } = context;
  const list = get(assumption.written, "earlier");
  const items = itemsOf(list).filter((item) => item.node === "map");
  if (list && items.length > 0 && !entriesOf(assumption.written).has("known")) {
    problems.error(
      "earlier-without-known",
      headPlace(list),
      `\`${assumption.name}\` has earlier values, and does not say since when the present one is known`,
      { label: "before when?", help: ["add `known: YYYY-MM-DD` beside `earlier`"] },
    );
  }
  const found = items.flatMap((item): readonly EarlierValue[] => {
    const known = compileDay(get(item, "known"), problems);
    const value = context.valueOf(item);
    const footing = compileFooting(item, around, problems);
    if (!footing.source && !footing.judgement) warnUncited(assumption.name, item, problems);
    if (known === undefined || !value) return [];
    const doc = leafText(get(item, "doc"));
    return [{ known, value, ...footing, ...(doc !== undefined && { doc }), place: item.place, written: item }];
  });
  checkOrder(assumption, found, problems);
  return found.sort((a, b) => a.known - b.known);
}

function warnUncited(name: string, item: Tree, problems: Problems): void {
  problems.warning(
    "uncited-assumption",
    item.place,
    `an earlier value of \`${name}\` has neither a source nor a judgement`,
    { label: "says who?", help: ["add `source: …` naming an entry of `sources`, or `judgement: why`"] },
  );
}

function checkOrder({ name, known }: Assumption, earlier: readonly EarlierValue[], problems: Problems): void {
  const seen = new Map<EpochDay, EarlierValue>();
  for (const one of earlier) {
    const place = get(one.written, "known")?.place ?? one.place;
    const first = seen.get(one.known);
    if (first) {
      problems.error("earlier-order", place, `\`${name}\` has two earlier values known since ${dateText(one.known)}`, {
        label: "again",
        related: [{ place: get(first.written, "known")?.place ?? first.place, label: "first here" }],
        help: ["give one of them another day, or take it out"],
      });
    } else if (known !== undefined && one.known >= known) {
      problems.error(
        "earlier-order",
        place,
        `this earlier value of \`${name}\` is known since ${dateText(one.known)}, ` +
          `and the present one since ${dateText(known)}`,
        { label: "not earlier", help: [`write a day before ${dateText(known)}`] },
      );
    }
    seen.set(one.known, one);
  }
}
