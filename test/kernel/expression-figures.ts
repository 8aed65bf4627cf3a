/** The figures that random expressions are made of: round ones, or such as fall on ties and just beside them. */

/** Where amounts come from: round figures, or figures that fall on ties and just beside them. */
export interface Pools {
  readonly numbers: readonly string[];
  readonly factors: readonly string[];
  readonly money: readonly string[];
  readonly rates: readonly string[];
  /** Amounts and factors whose product lies on half a cent. */
  readonly tied: readonly (readonly [amount: string, factor: string])[];
  /** Factors that take it off there, by no more than a number of 15 digits can say. */
  readonly beside: readonly string[];
}

export const PLAIN: Pools = {
  numbers: ["1", "2", "3", "0.5", "7", "10", "0.1", "0.3", "1/3", "-3", "0", "12.5", "365.25", "99.995", "1e-6"],
  factors: ["2", "0.5", "1/3", "0.1", "30%", "1.07", "7", "0.99"],
  money: ["100", "0.01", "33.33", "0.05", "7", "1_000.10", "250_000", "99.99", "0"],
  rates: ["1200", "365", "100.01", "12_345.67"],
  tied: [],
  beside: [],
};

/**
 * Halves at 50 %, tenths at 10 %, eighths and thirds whose products are half a cent; the nearest figures of 15 digits on
 * either side of them; days of a period; and figures of 15 digits, which leave nothing to round by.
 */
export const TIES: Pools = {
  numbers: [
    ...["0.5", "1.5", "2.5", "0.05", "0.15", "0.125", "1/3", "0.1", "0.3", "10"],
    ...["0.500000000000001", "0.499999999999999", "123456789012345", "99999999999999.5", "1e-14"],
  ],
  factors: [
    ...["0.5", "50%", "10%", "0.05", "1.5", "0.25", "1/2", "1/20", "5%", "2.5", "0.005", "1/8", "12.5%", "1/3", "2/3"],
    ...["0.500000000000001", "0.499999999999999", "0.0999999999999999", "0.250000000000001"],
  ],
  money: [
    ...["0.01", "0.03", "0.05", "0.15", "12.25", "99.99", "0.25", "0.07", "0.02", "0.04", "0.12", "33.36"],
    ...["1_000_000_000.05", "12_345_678_901.23"],
  ],
  rates: ["3.65", "3.66", "0.06", "36.60", "7.30", "1_000.01", "0.12"],
  tied: [
    ...([
      ["0.01", "50%"],
      ["0.03", "0.5"],
      ["99.99", "1/2"],
      ["0.07", "2.5"],
      ["0.05", "150%"],
    ] as const),
    ...([
      ["0.05", "10%"],
      ["12.25", "0.1"],
      ["0.15", "10%"],
      ["0.10", "5%"],
      ["0.30", "1/20"],
    ] as const),
    ...([
      ["0.02", "25%"],
      ["0.06", "0.25"],
      ["10.02", "75%"],
      ["0.04", "1/8"],
      ["0.12", "12.5%"],
    ] as const),
    ...([
      ["0.03", "50% / 3"],
      ["33.33", "1/6"],
      ["0.09", "1/3 * 50%"],
      ["100.05", "1/3 / 2"],
      ["0.21", "1/14"],
    ] as const),
    ...([
      ["1_000_000_000.05", "50%"],
      ["12_345_678_901.25", "10%"],
      ["4_000_000_000.04", "1/8"],
    ] as const),
  ],
  beside: ["1.00000000000001", "0.999999999999999", "(1 + 1e-15)", "(1 - 1e-15)", "(1 + 1e-14 / 3)"],
};
