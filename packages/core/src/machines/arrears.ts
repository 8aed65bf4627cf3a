/**
 * Payment in arrears, pro rata: what a lease, the support of a city and a partner's fees have in common.
 *
 * A machine that pays this way has a variable `charged_to`, the last day paid for, and a calendar
 * of due dates. On a due date it pays for the days since then, that day included. When it stops,
 * it pays for the days up to the day before: once, because leaving the state ends its calendar.
 */
import { pay, set } from "./definition.ts";

export interface Arrears {
  readonly from: string;
  readonly to: string;
  /** Money per year. It is read on the day of payment, for the whole of what is then paid for. */
  readonly rate: string;
  readonly every: string;
  /** A due date; the ends of all other periods are counted from it. */
  readonly anchor: string;
  readonly for: string;
}

/** The variable behind it; `initial` is the day before the first that is charged. */
export const chargedTo = (initial: string) =>
  ({ kind: "date", initial, doc: "The last day that has been paid for." }) as const;

/** What the days from the last one paid for up to a day come to. */
export const amountUpTo = ({ rate, every, anchor }: Arrears, day: string): string =>
  `prorata(${rate}, from: charged_to + 1 day, to: ${day}, every: ${every}, anchor: ${anchor})`;

function payUpTo(arrears: Arrears, day: string) {
  return pay({ from: arrears.from, to: arrears.to, amount: amountUpTo(arrears, day), for: arrears.for });
}

/** What a due date does. */
export const onDueDate = (arrears: Arrears) =>
  ({ actions: [payUpTo(arrears, "today"), set({ charged_to: "max(charged_to, today)" })] }) as const;

/** What is due for a broken period when it all ends today: today itself is not charged. */
export const onStopping = (arrears: Arrears) => payUpTo(arrears, "today - 1 day");
