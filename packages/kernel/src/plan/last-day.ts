/** The last day that is run. */
import type { EpochDay, Model } from "@steppe/core";

/** The end of the period, or a day before. */
export const lastDayOf = ({ period }: Model, until: EpochDay | null): EpochDay =>
  until === null ? period.end : Math.min(until, period.end);
