/** docs/model-of-baikonur.md names only what there is, and all that the record tells. */
import { existsSync, readFileSync } from "node:fs";
import { loadScenario, type Model } from "@steppe/core";
import type { MachineDefinition, StateDefinition } from "@steppe/core/machines/definition.ts";
import { MACHINES } from "@steppe/core/machines/index.ts";
import type { Tree } from "@steppe/core/source/tree.ts";
import { describe, expect, it } from "vitest";
import { pathOf } from "./blocks.ts";

const PAGE = "docs/model-of-baikonur.md";
const RECORD = "scenarios/record.yaml";
const RULES = "scenarios/rules.yaml";
const SECTIONS = {
  claims: "What the documents say",
  disagreements: "Where the documents disagree",
  rules: "The rules that they state",
  systems: "The systems and their machines",
  record: "What is on record",
} as const;
const FILES = [RECORD, "scenarios/disagreements.yaml", RULES].filter((path) => existsSync(pathOf(path)));

/** Of a table whose last column is `where`. */
interface Row {
  readonly line: number;
  readonly section: string;
  readonly where: string;
}

const lines = readFileSync(pathOf(PAGE), "utf8").split("\n");

const cellsOf = (line: string): readonly string[] =>
  line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());

function rowsOf(): readonly Row[] {
  const rows: Row[] = [];
  let section = "";
  let inTable = false;
  lines.forEach((text, index) => {
    if (text.startsWith("## ")) section = text.slice(3);
    const cells = text.startsWith("|") ? cellsOf(text) : [];
    if (cells.length === 0) inTable = false;
    else if (cells.at(-1) === "where") inTable = true;
    else if (inTable && !/^-+$/.test(cells[0] ?? ""))
      rows.push({ line: index + 1, section, where: cells.at(-1) ?? "" });
  });
  return rows;
}

function modelOf(scenario: string): Model {
  const loaded = loadScenario({ scenario }, (path) => ({ bytes: readFileSync(pathOf(path)) }), MACHINES);
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join("\n"));
  return loaded.model;
}

const models = FILES.map(modelOf);
const record = modelOf(RECORD);

const keysOf = (model: Model, key: string): readonly string[] =>
  model.tree.node === "map" ? [...entriesOf(model.tree.entries.get(key)).keys()] : [];

function entriesOf(tree: Tree | undefined): ReadonlyMap<string, Tree> {
  return tree?.node === "map" ? tree.entries : new Map();
}

/** States with their leaf names, inputs, variables and events of a machine. */
function membersOf(machine: MachineDefinition): ReadonlySet<string> {
  const states = (of: Readonly<Record<string, StateDefinition>>): readonly string[] =>
    Object.entries(of).flatMap(([name, { states: inner }]) => [name, ...(inner ? states(inner) : [])]);
  return new Set([
    ...states(machine.states),
    ...[machine.inputs, machine.variables, machine.events].flatMap((of) => Object.keys(of)),
  ]);
}

/** What a word of the page goes with: the names of all scenarios together. */
const NAMES: Readonly<Record<string, (model: Model) => readonly string[]>> = {
  actor: ({ actors }) => actors.map(({ name }) => name),
  assume: ({ assumptions }) => [...assumptions.keys()],
  timeline: ({ timeline }) => timeline.map(({ id }) => id),
  measure: ({ measures }) => measures.map(({ name }) => name),
  expect: ({ expectations }) => expectations.map(({ id }) => id),
  party: ({ parties }) => [...parties.keys()],
  "@": (model) => keysOf(model, "variants"),
};

/** `@name`, or a word and a name. Only names of the timeline may end in a star. */
function split(reference: string): readonly [string, string] {
  const [, variant] = /^@([\w-]+)$/.exec(reference) ?? [];
  if (variant) return ["@", variant];
  const [, word = "", name = ""] = /^(\w+) ([\w.-]+\*?)$/.exec(reference) ?? [];
  return [word, name];
}

/** The names that a reference stands for; none where there are none. */
function resolved(reference: string, among: readonly Model[]): readonly string[] {
  const [word, name] = split(reference);
  if (word === "machine") {
    const [machine = "", member, ...more] = name.split(".");
    const known = MACHINES.get(machine);
    return known && more.length === 0 && (member === undefined || membersOf(known).has(member)) ? [name] : [];
  }
  const names = new Set(among.flatMap((model) => NAMES[word]?.(model) ?? []));
  if (word === "timeline" && name.endsWith("*")) return [...names].filter((one) => one.startsWith(name.slice(0, -1)));
  return names.has(name) ? [name] : [];
}

const referencesOf = ({ where }: Row): readonly string[] =>
  [...where.matchAll(/`([^`]+)`/g)].map(([, one = ""]) => one);

const rows = rowsOf();

/** Rules that a document states are variants of a file of their own; until it is there, they cannot be looked up. */
const pending = (reference: string): boolean => !existsSync(pathOf(RULES)) && RULE_VARIANTS.has(reference);
const RULE_VARIANTS = new Set(rows.filter(({ section }) => section === SECTIONS.rules).flatMap(referencesOf));

describe(PAGE, () => {
  it("has the tables that it should have, none of them cut short", () => {
    const sizes = Object.values(SECTIONS).map((name) => [name, rows.filter(({ section }) => section === name).length]);
    expect(sizes).toEqual([
      [SECTIONS.claims, 92],
      [SECTIONS.disagreements, 17 + 5],
      [SECTIONS.rules, 15],
      [SECTIONS.systems, 13],
      [SECTIONS.record, 16],
    ]);
    expect(rows.length).toBe(92 + 17 + 5 + 15 + 13 + 16);
  });

  it("names only what there is", () => {
    const unknown = rows.flatMap((row) =>
      referencesOf(row)
        .filter((reference) => resolved(reference, models).length === 0 && !pending(reference))
        .map((reference) => `${PAGE}:${row.line} ${reference}`),
    );
    expect(unknown).toEqual([]);
  });

  it("says of every row where it is, or why it is left out", () => {
    const silent = rows.filter((row) => referencesOf(row).length === 0 && !/^Left out\b.*: \w.{20}/.test(row.where));
    expect(silent.map(({ line, where }) => `${PAGE}:${line} ${where}`)).toEqual([]);
  });

  it.each(["timeline", "assume", "actor"])("leaves nothing of the record out: %s", (word) => {
    const named = new Set(
      rows.flatMap(referencesOf).flatMap((reference) => {
        const [its] = split(reference);
        return its === word ? resolved(reference, models) : [];
      }),
    );
    expect(NAMES[word]?.(record).filter((name) => !named.has(name))).toEqual([]);
  });

  it("has every variant of the file on disagreements, and every machine", () => {
    const named = new Set(rows.flatMap(referencesOf));
    const own = keysOf(modelOf("scenarios/disagreements.yaml"), "variants");
    const inherited = new Set(keysOf(record, "variants"));
    const missing = own.filter((name) => !inherited.has(name) && !named.has(`@${name}`));
    expect([...missing, ...[...MACHINES.keys()].filter((name) => !named.has(`machine ${name}`))]).toEqual([]);
  });

  it("knows a wrong name when it sees one", () => {
    const wrong = [
      "machine leese",
      "machine lease.rentt",
      "assume nothing",
      "@nobody",
      "timeline zzz-*",
      "rent",
      "actor *",
    ];
    expect(wrong.filter((reference) => resolved(reference, models).length > 0)).toEqual([]);
    expect(resolved("timeline cap-*", models).length).toBe(4);
    expect(resolved("machine claim.contested", models)).toEqual(["claim.contested"]);
  });
});
