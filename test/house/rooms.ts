/**
 * Who may import whom: the one table. `imports.test.ts` holds the code to it, docs/architecture.md shows it.
 *
 * Rooms are the folders and top files of packages/core/src, from the first to the last: a room imports only from
 * rooms above it, and only from those it names. To change a rule, change it here, in the commit that needs it.
 */
export interface Room {
  readonly name: string;
  /** Rooms it may import from. */
  readonly rooms: readonly string[];
  /** Rooms of which it may import types only; such an import never counts as part of a cycle. */
  readonly types?: readonly string[];
  /** Packages it may import. */
  readonly libraries: readonly string[];
}

const BASE = ["problem", "problems", "nearest", "log", "quantity"] as const;

export const ROOMS: readonly Room[] = [
  { name: "problem", rooms: [], libraries: [] },
  { name: "problems", rooms: ["problem"], libraries: [] },
  { name: "codes", rooms: [], libraries: [] },
  { name: "nearest", rooms: [], libraries: ["fastest-levenshtein"] },
  { name: "log", rooms: [], libraries: [] },
  { name: "quantity", rooms: [], libraries: ["fraction.js", "decimal.js"] },
  { name: "chance", rooms: ["quantity"], types: ["expression"], libraries: ["seedrandom", "decimal.js"] },
  {
    name: "expression",
    rooms: [...BASE, "chance"],
    libraries: ["chevrotain", "decimal.js"],
  },
  { name: "ledger", rooms: [...BASE], libraries: ["immutable"] },
  { name: "source", rooms: ["problem", "problems", "nearest"], types: ["expression"], libraries: ["yaml"] },
  { name: "statechart", rooms: [...BASE, "expression", "source"], libraries: ["xstate"] },
  { name: "machines", rooms: ["quantity"], types: ["statechart"], libraries: [] },
  { name: "format", rooms: [...BASE, "source"], libraries: ["zod"] },
  {
    name: "scenario",
    rooms: [...BASE, "chance", "expression", "source", "statechart", "format"],
    libraries: ["yaml"],
  },
  {
    name: "world",
    rooms: [...BASE, "chance", "expression", "ledger", "statechart", "scenario"],
    libraries: ["immutable", "xstate"],
  },
  {
    name: "measure",
    rooms: [...BASE, "expression", "ledger", "statechart", "scenario", "world"],
    libraries: [],
  },
  {
    name: "index",
    rooms: [
      ...BASE,
      "chance",
      "expression",
      "ledger",
      "source",
      "statechart",
      "format",
      "scenario",
      "world",
      "measure",
    ],
    libraries: [],
  },
];

export interface Package {
  /** The folder under packages/. */
  readonly name: string;
  /** Packages of this repository it may import. */
  readonly packages: readonly string[];
  /** Whether it may import Node's modules: only the packages at the edge do. */
  readonly node: boolean;
  /** Whether of our packages it takes what their index gives and nothing from within. */
  readonly indexOnly?: true;
}

export const PACKAGES: readonly Package[] = [
  { name: "core", packages: [], node: false },
  { name: "kernel", packages: ["@steppe/core"], node: false },
  { name: "analysis", packages: ["@steppe/core", "@steppe/kernel"], node: false, indexOnly: true },
  { name: "walk", packages: ["@steppe/core"], node: false, indexOnly: true },
  { name: "terminal", packages: ["@steppe/core", "@steppe/kernel", "@steppe/analysis", "@steppe/walk"], node: true },
];
