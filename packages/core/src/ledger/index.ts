/** The ledger: the journal of postings, what it sums to, and the forms it is exported in. */
export * from "./journal.ts";
export * from "./sums.ts";
