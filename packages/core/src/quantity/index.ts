/** Quantities: exact numbers, money, dates, durations and the kinds that tell them apart. */
export * from "./calendar.ts";
export * from "./currency.ts";
export * from "./date.ts";
export * from "./duration.ts";
export * from "./exact.ts";
export * from "./kind.ts";
export * from "./money.ts";
export * from "./revive.ts";
export * from "./value.ts";
