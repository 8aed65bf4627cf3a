/** Exact whole arithmetic in code. */
export { type Exact, exactIn, FAULTS } from "./exact.ts";
