/** Dependencies: what is declared is used, what is used is declared where it is used, and every version is exact. */
import { isBuiltin } from "node:module";
import { posix } from "node:path";
import { describe, expect, it } from "vitest";
import { importsOf, isTest, isTypeScript, packageOf, parseSource, projectFiles, textOf } from "./source.ts";

/** Used by name from scripts or settings, never imported. */
const TOOLS: Readonly<Record<string, string>> = {
  node: "the Node that everything runs on, started by `steppe` and scripts/test.sh",
  typescript: "checks the types in scripts/test.sh",
  "@biomejs/biome": "lints and formats in scripts/test.sh",
};

interface Manifest {
  readonly folder: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const files = projectFiles();

function readManifest(path: string): Manifest {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(textOf(path)) as Partial<Manifest>;
  return { folder: posix.dirname(path), dependencies, devDependencies };
}

const manifests = files.filter((path) => posix.basename(path) === "package.json").map(readManifest);
const root = manifests.find(({ folder }) => folder === ".") as Manifest;

/** The manifest that speaks for a file: the nearest above it. */
function manifestOf(path: string): Manifest {
  const above = manifests.filter(({ folder }) => folder !== "." && path.startsWith(`${folder}/`));
  return above.sort((a, b) => b.folder.length - a.folder.length)[0] ?? root;
}

interface Use {
  readonly file: string;
  readonly name: string;
  readonly manifest: Manifest;
}

const uses: readonly Use[] = files.filter(isTypeScript).flatMap((file) =>
  importsOf(parseSource(file))
    .filter(({ specifier }) => specifier !== "" && !specifier.startsWith(".") && !isBuiltin(specifier))
    .map(({ specifier }) => ({ file, name: packageOf(specifier), manifest: manifestOf(file) })),
);

const isUsed = (name: string, among: readonly Use[]): boolean => {
  if (name in TOOLS) return true;
  // Types are used with the package they are the types of; Node's with any file that has an import of Node's.
  const subject = name.startsWith("@types/") ? name.slice("@types/".length) : name;
  return subject === "node" || among.some((use) => use.name === subject);
};

/** A test, or what tests lean on. */
const isOfTests = (file: string): boolean => isTest(file) || file.endsWith("-testing.ts");

describe("dependencies", () => {
  it("that are imported are declared by the package that imports them", () => {
    const undeclared = uses.filter(({ file, name, manifest }) => {
      const atRoot = isOfTests(file) || !file.startsWith("packages/") ? root.devDependencies : {};
      const own = isOfTests(file) ? { ...manifest.dependencies, ...manifest.devDependencies } : manifest.dependencies;
      return !(name in own || name in atRoot);
    });
    expect(undeclared.map(({ file, name }) => `${file} imports \`${name}\``)).toEqual([]);
  });

  it("that are declared are imported", () => {
    const idle = manifests.flatMap((manifest) => {
      const own = manifest === root ? uses : uses.filter((use) => use.manifest === manifest);
      const shipped = manifest.folder.startsWith("packages/") ? own.filter(({ file }) => !isTest(file)) : own;
      return [
        ...Object.keys(manifest.dependencies).filter((name) => !isUsed(name, shipped)),
        ...Object.keys(manifest.devDependencies).filter((name) => !isUsed(name, own)),
      ].map((name) => `${manifest.folder}/package.json declares \`${name}\``);
    });
    expect(idle).toEqual([]);
  });

  it("have one exact version each", () => {
    const loose = manifests.flatMap(({ folder, dependencies, devDependencies }) =>
      Object.entries({ ...dependencies, ...devDependencies })
        .filter(([, version]) => !/^(\d+\.\d+\.\d+|workspace:\*)$/.test(version))
        .map(([name, version]) => `${folder}/package.json: \`${name}\` ${version}`),
    );
    expect(loose).toEqual([]);
  });
});
