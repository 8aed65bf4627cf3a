/** The rules of rooms.ts, held: each import of each source file is looked up in the table. */
import { describe, expect, it } from "vitest";
import { PACKAGES, type Package, ROOMS, type Room } from "./rooms.ts";
import {
  type Import,
  importsOf,
  isTest,
  isTypeScript,
  packageOf,
  parseSource,
  projectFiles,
  resolveRelative,
} from "./source.ts";

const CORE = "packages/core/src/";

/** The room of a file of core: its folder, or its own name when it stands at the top. */
function roomOf(path: string): string | undefined {
  return path.startsWith(CORE) ? (path.slice(CORE.length).split("/")[0] as string).replace(/\.ts$/, "") : undefined;
}

const isNodeModule = (specifier: string): boolean => specifier.startsWith("node:");
const isRelative = (specifier: string): boolean => specifier.startsWith(".");

/** Why a room may not have an import, or undefined when it may. */
function roomRefusal(path: string, room: Room, { specifier, typeOnly }: Import): string | undefined {
  if (!isRelative(specifier)) {
    if (room.libraries.includes(packageOf(specifier))) return undefined;
    return `\`${room.name}\` may import the packages: ${room.libraries.join(", ") || "none"}`;
  }
  const target = roomOf(resolveRelative(path, specifier));
  if (target === undefined) return "an import stays inside its package";
  if (target === room.name || room.rooms.includes(target)) return undefined;
  if (room.types?.includes(target)) return typeOnly ? undefined : `of \`${target}\` it may import types only`;
  const types = room.types ? `; types only: ${room.types.join(", ")}` : "";
  return `\`${room.name}\` may import from: ${room.rooms.join(", ") || "no other room"}${types}`;
}

/** What only tests import may look within a package. */
const isTestCode = (path: string): boolean => /(-testing|\.test)\.ts$/.test(path);

/** Why a package may not have an import, or undefined when it may. */
function packageRefusal(path: string, own: Package, { specifier }: Import): string | undefined {
  if (specifier === "") return "an `import()` names its module in plain text";
  if (isRelative(specifier)) {
    const target = resolveRelative(path, specifier);
    return target.startsWith(`packages/${own.name}/`) ? undefined : "an import stays inside its package";
  }
  if (isNodeModule(specifier)) return own.node ? undefined : `\`${own.name}\` is pure: no modules of Node`;
  if (!specifier.startsWith("@steppe/")) return undefined;
  if (own.packages.includes(packageOf(specifier))) {
    const isIndex = specifier === packageOf(specifier);
    return own.indexOnly && !isIndex && !isTestCode(path)
      ? `\`${own.name}\` takes what the index of a package gives`
      : undefined;
  }
  return `\`${own.name}\` may import of our packages: ${own.packages.join(", ") || "none"}`;
}

/** Every refused import of a file: "file:line imports `x`: why". */
function refusals(path: string, text?: string): readonly string[] {
  const own = PACKAGES.find(({ name }) => path.startsWith(`packages/${name}/`));
  if (!own) return [`${path}: its package is not in rooms.ts`];
  const roomName = roomOf(path);
  const room = ROOMS.find(({ name }) => name === roomName);
  if (roomName !== undefined && !room) return [`${path}: its room \`${roomName}\` is not in rooms.ts`];
  return importsOf(parseSource(path, text)).flatMap((one) => {
    const reason = packageRefusal(path, own, one) ?? (room && roomRefusal(path, room, one));
    return reason === undefined ? [] : [`${path}:${one.line} imports \`${one.specifier}\`: ${reason}`];
  });
}

const sources = projectFiles().filter(
  (path) => path.startsWith("packages/") && path.includes("/src/") && isTypeScript(path) && !isTest(path),
);

describe("the rules of import", () => {
  it("hold in every source file", () => {
    expect(sources.length).toBeGreaterThan(10);
    expect(sources.flatMap((path) => refusals(path))).toEqual([]);
  });

  it("let a room import only from rooms above it in the table", () => {
    for (const [index, room] of ROOMS.entries()) {
      const above = ROOMS.slice(0, index).map(({ name }) => name);
      expect(
        room.rooms.filter((name) => !above.includes(name)),
        `\`${room.name}\` looks down`,
      ).toEqual([]);
    }
  });

  it("name only rooms that the table has", () => {
    const names = ROOMS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(ROOMS.flatMap(({ types = [] }) => types).filter((name) => !names.includes(name))).toEqual([]);
  });
});

describe("what the rules refuse", () => {
  const quantity = `${CORE}quantity/date.ts`;
  it.each([
    [quantity, 'import { x } from "../world/index.ts";', "`quantity` may import from: no other room"],
    [quantity, 'import type { X } from "../problem.ts";', "`quantity` may import from: no other room"],
    [quantity, 'import { z } from "zod";', "`quantity` may import the packages: fraction.js, decimal.js"],
    [quantity, 'import { readFileSync } from "node:fs";', "`core` is pure: no modules of Node"],
    [quantity, 'import { run } from "../../../terminal/src/program.ts";', "an import stays inside its package"],
    [quantity, 'import { run } from "@steppe/terminal";', "`core` may import of our packages: none"],
    [quantity, 'export * from "../ledger/index.ts";', "`quantity` may import from: no other room"],
    [quantity, 'type X = import("../ledger/index.ts").X;', "`quantity` may import from: no other room"],
    [quantity, 'const x = await import("../ledger/index.ts");', "`quantity` may import from: no other room"],
    [quantity, "const x = await import(name);", "an `import()` names its module in plain text"],
    [`${CORE}chance/draw.ts`, 'import { x } from "../expression/tree.ts";', "of `expression` it may import types only"],
    [
      "packages/analysis/src/x.ts",
      'import { x } from "@steppe/core/world/step.ts";',
      "takes what the index of a package",
    ],
    ["packages/analysis/src/x.ts", 'import { x } from "@steppe/terminal";', "`analysis` may import of our packages"],
    ["packages/analysis/src/x.ts", 'import { readFileSync } from "node:fs";', "`analysis` is pure: no modules of Node"],
    [
      "packages/terminal/src/x.ts",
      'import { x } from "../../core/src/problem.ts";',
      "an import stays inside its package",
    ],
  ])("%s: %s", (path, text, reason) => {
    expect(refusals(path, text)).toEqual([expect.stringContaining(reason)]);
  });

  it("is not a type of a room listed for types, nor a file of the own room", () => {
    const text =
      'import type { Draw } from "../expression/tree.ts"; import { type A, type B } from "../expression/x.ts";';
    expect(
      refusals(`${CORE}chance/draw.ts`, `${text} import { y } from "./y.ts"; import D from "decimal.js";`),
    ).toEqual([]);
  });

  it("is a room or a package that the table does not know", () => {
    expect(refusals(`${CORE}cellar/x.ts`, "")).toEqual([`${CORE}cellar/x.ts: its room \`cellar\` is not in rooms.ts`]);
    expect(refusals("packages/attic/src/x.ts", "")).toEqual([
      "packages/attic/src/x.ts: its package is not in rooms.ts",
    ]);
  });
});
