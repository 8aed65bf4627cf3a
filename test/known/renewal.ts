/** The formula of renewals at whole days: how many come within a horizon, exactly. */

/** P(time ≥ k days) for k = 0, 1, …, of an exponential time with a mean of `m` days, rounded to whole days. */
export const exponentialFrom =
  (m: number) =>
  (k: number): number =>
    k <= 0 ? 1 : Math.exp(-(k - 0.5) / m);

/** The same of a time uniform between whole days. */
export const uniformFrom =
  (low: number, high: number) =>
  (k: number): number =>
    Math.min(1, Math.max(0, (high - (k - 0.5)) / (high - low)));

/** P(time = k days). */
export const exactly =
  (from: (k: number) => number) =>
  (k: number): number =>
    from(k) - from(k + 1);

/**
 * Mean and variance of the number of renewals in days 0 to `horizon`, both included, where the first time begins on
 * day 0: E N = Σ P(S_n ≤ horizon), E N² = Σ (2 n − 1) P(S_n ≤ horizon), S_n the n-th renewal (Cox 1962, Renewal
 * Theory, 3). By the renewal equation: u_j, the expected number of renewals on day j, and E N² from the pairs of them.
 */
export function renewals(
  chance: (k: number) => number,
  horizon: number,
): { readonly mean: number; readonly variance: number } {
  const times = Array.from({ length: horizon + 1 }, (_, k) => chance(k));
  const none = 1 - (times[0] as number);
  // u_j = Σ_{k ≤ j} p_k (u_{j-k} + [j = k]); the term k = 0 is solved for.
  const on: number[] = [];
  for (let day = 0; day <= horizon; day += 1) {
    let sum = times[day] as number;
    for (let k = 1; k <= day; k += 1) sum += (times[k] as number) * (on[day - k] as number);
    on.push(sum / none);
  }
  const upTo: number[] = [];
  let mean = 0;
  for (const expected of on) {
    mean += expected;
    upTo.push(mean);
  }
  // Pairs of renewals, one after the other: Σ_j u_j E N(horizon − j).
  const pairs = on.reduce((sum, expected, day) => sum + expected * (upTo[horizon - day] as number), 0);
  return { mean, variance: mean + 2 * pairs - mean * mean };
}
