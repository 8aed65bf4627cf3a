/** What can be said of many results at once. */
export * from "./summary/index.ts";
