/** The project's own files, and its TypeScript as trees: what the tests of the house look at. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { type ESTree, parseSync } from "vite";

export const ROOT: string = dirname(dirname(import.meta.dirname));

/** Every file that is in the repository or would be added to it, by its path from the root, sorted. */
export function projectFiles(): readonly string[] {
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"];
  const listed = execFileSync("git", args, { cwd: ROOT, encoding: "utf8", maxBuffer: 1 << 26 });
  return listed
    .split("\0")
    .filter((path) => path !== "" && existsSync(join(ROOT, path)))
    .sort();
}

export function textOf(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

export const isTypeScript = (path: string): boolean => /\.tsx?$/.test(path) && !path.endsWith(".d.ts");
export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);

export type Node = { readonly type: string; readonly start: number; readonly end: number };

export interface Source {
  readonly path: string;
  readonly text: string;
  readonly program: ESTree.Program;
}

/** Parses a file; throws where it is not TypeScript. */
export function parseSource(path: string, text = textOf(path)): Source {
  const parsed = parseSync(path, text, { lang: path.endsWith("x") ? "tsx" : "ts", sourceType: "module" });
  const [error] = parsed.errors;
  if (error) throw new SyntaxError(`${path}: ${error.message}`);
  return { path, text, program: parsed.program };
}

export function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";

/** Calls `visit` for a node and all beneath it, parents first. */
export function walk(node: unknown, visit: (node: Node, parent: Node | undefined) => void, parent?: Node): void {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, visit, parent);
  } else if (isNode(node)) {
    visit(node, parent);
    for (const value of Object.values(node)) if (typeof value === "object" && value !== null) walk(value, visit, node);
  }
}

export interface Import {
  /** As written. */
  readonly specifier: string;
  readonly line: number;
  /** Whether it is gone when types are. */
  readonly typeOnly: boolean;
}

interface Specifier {
  readonly importKind?: string;
  readonly exportKind?: string;
}

/** What one node of a tree imports, if anything: statements, re-exports, `import()` and `import("…")` types. */
function importOf(node: Node): { specifier: unknown; typeOnly: boolean } | undefined {
  const parts = node as Node & {
    source?: { value?: unknown } | null;
    importKind?: string;
    exportKind?: string;
    specifiers?: readonly Specifier[];
    argument?: { value?: unknown; literal?: { value?: unknown } };
  };
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportNamedDeclaration":
    case "ExportAllDeclaration": {
      if (!parts.source) return undefined;
      const specifiers = parts.specifiers ?? [];
      const eachType = (one: Specifier): boolean => one.importKind === "type" || one.exportKind === "type";
      const typeOnly =
        parts.importKind === "type" ||
        parts.exportKind === "type" ||
        (specifiers.length > 0 && specifiers.every(eachType));
      return { specifier: parts.source.value, typeOnly };
    }
    case "ImportExpression":
      return { specifier: parts.source?.value, typeOnly: false };
    case "TSImportType":
      return {
        specifier: parts.source?.value ?? parts.argument?.value ?? parts.argument?.literal?.value,
        typeOnly: true,
      };
    default:
      return undefined;
  }
}

/** Every import of a file, in the order of its text. An `import()` of what is not a literal has specifier "". */
export function importsOf(source: Source): readonly Import[] {
  const found: Import[] = [];
  walk(source.program, (node) => {
    const taken = importOf(node);
    if (!taken) return;
    const specifier = typeof taken.specifier === "string" ? taken.specifier : "";
    found.push({ specifier, line: lineOf(source.text, node.start), typeOnly: taken.typeOnly });
  });
  return found;
}

/** The path from the root that a relative import of `from` leads to. */
export function resolveRelative(from: string, specifier: string): string {
  return posix.join(posix.dirname(from), specifier);
}

/** The package a bare import names: `zod` of `zod/mini`, `@steppe/core` of `@steppe/core/quantity/date.ts`. */
export function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
