/** Which payments are drawn as a fan: those that were asked for, or those that the first measure of money adds up. */
import { didYouMean, type Model, visit } from "@steppe/core";
import type { Asked } from "@steppe/kernel";
import { CommandError } from "../exit.ts";
import { type PaidByYear, paidByYear } from "./paid-by-year.ts";

/** Payments under a category, in each of its currencies; the end of the command where nothing is paid under it. */
export function paidUnder(category: string, { columns }: Asked): readonly PaidByYear[] {
  const all = paidByYear(columns);
  const found = all.filter((one) => one.category === category);
  if (found.length > 0) return found;
  const names = [...new Set(all.map((one) => one.category))];
  const [hint = `categories: ${names.join(", ") || "none"}`] = didYouMean(category, names);
  throw new CommandError(`\`--chart\` names \`${category}\`, and nothing is paid under it\n(${hint})`);
}

/** The payments that tell most of a model where nobody says which; undefined where nothing is paid. */
export function paidFirst(model: Model, { columns }: Asked): PaidByYear | undefined {
  const all = paidByYear(columns);
  for (const { expression } of model.measures) {
    const { kind } = expression;
    if (kind.type !== "money") continue;
    let found: PaidByYear | undefined;
    visit(expression, (part) => {
      if (part.node !== "sum" || part.sum.quantity !== "paid") return;
      const { category } = part.sum.filter;
      const under = all.filter((one) => one.category === category);
      found ??= under.find((one) => one.kind.type === "money" && one.kind.currency === kind.currency) ?? under[0];
    });
    if (found) return found;
  }
  return all[0];
}
