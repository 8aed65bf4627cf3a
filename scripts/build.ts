/**
 * Bundles the `steppe` command into dist/: a launcher and chunks that it loads when they are wanted.
 *
 * A build is written beside the others, named by its content, and `dist/current` is swapped to it in one rename: a
 * call that runs meanwhile keeps the chunks it began with, and no call ever sees half a build. `dist/.built` carries
 * the moment before the first source was read; scripts/fresh.sh compares sources with it.
 */
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { type BuildOptions, type BuildResult, build, type OutputFile, type Plugin } from "esbuild";

const root = dirname(import.meta.dirname);
const dist = join(root, "dist");
const builds = join(dist, "builds");

/**
 * The launcher is CommonJS, in a bundle of its own, since Node starts its loader of ES modules only when one is
 * asked for: 5 ms less for what the launcher answers alone. It imports the program by the name it has in the build.
 */
const LAUNCHER = { main: join(root, "packages/terminal/src/main.ts") };

/** What is imported by name; everything else is a chunk of these. */
const ENTRIES = {
  program: join(root, "packages/terminal/src/program.ts"),
  "paths-job": join(root, "packages/terminal/src/paths/job.ts"),
};

/**
 * What is started by name, in a bundle of its own: of chunks shared with the program it would load much that it does not
 * need. It imports what loads scenarios, which it seldom needs, by the name that has in the build.
 */
const WORKER = { "paths-worker": join(root, "packages/terminal/src/paths/worker.ts") };

/** What a build may be made from: exactly what scripts/fresh.sh watches, and what the lockfile decides. */
const SOURCES = /^(packages|node_modules)\//;

/** How many builds stay beside the current one, for the calls that are still running from them. */
const KEPT = 2;

/** seedrandom asks for node:crypto to seed itself when no seed is given, which never happens here: 6 ms saved. */
const withoutAutoseed: Plugin = {
  name: "seedrandom without autoseed",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^crypto$/ }, ({ importer }) =>
      importer.includes("/seedrandom/") ? { path: "crypto", namespace: "nothing" } : undefined,
    );
    onLoad({ filter: /.*/, namespace: "nothing" }, () => ({ contents: "module.exports = undefined", loader: "js" }));
  },
};

/** The package's ES modules: its "node" condition leads to CommonJS, which loads three times slower. */
function yamlModules(): string {
  const core = createRequire(join(root, "packages/core/package.json"));
  return join(dirname(core.resolve("yaml/package.json")), "browser/index.js");
}

/**
 * Of what the view library asks for, two things are others: its connection to a browser's tools, which would be pulled in
 * whole and fail on load, is nothing; and string-width, which costs 62 ms at the first text that is not ASCII, is the
 * quick one that the screen itself measures by.
 */
const viewLibrary: Plugin = {
  name: "view library",
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: /^react-devtools-core$/ }, () => ({ path: "devtools", namespace: "no-devtools" }));
    onLoad({ filter: /.*/, namespace: "no-devtools" }, () => ({ contents: "export default undefined", loader: "js" }));
    onResolve({ filter: /^string-width$/ }, ({ kind }) =>
      resolve("fast-string-width", { kind, resolveDir: join(root, "packages/terminal/src") }),
    );
  },
};

/** What is another file of the build. */
const apart = (source: RegExp, path: string): Plugin => ({
  name: `${path} apart`,
  setup({ onResolve }) {
    onResolve({ filter: source }, ({ kind }) => (kind === "dynamic-import" ? { path, external: true } : undefined));
  },
});

type Bundle = BuildResult<{ metafile: true; write: false }>;

async function bundle(): Promise<readonly Bundle[]> {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const common = {
    absWorkingDir: root,
    outdir: builds,
    write: false,
    metafile: true,
    bundle: true,
    minify: true,
    sourcemap: "linked",
    sourcesContent: false,
    platform: "node",
    target: "node26",
    // Nothing of the tree but the sources named above may change what is built.
    tsconfigRaw: {},
    legalComments: "none",
    logLevel: "warning",
  } as const;
  const define = { "process.env.NODE_ENV": '"production"', STEPPE_VERSION: JSON.stringify(version) };
  const modules = {
    ...common,
    format: "esm",
    splitting: true,
    chunkNames: "[name]-[hash]",
    mainFields: ["module", "main"],
    define: { ...define, "process.env.DEV": '"false"' },
    alias: { yaml: yamlModules() },
  } satisfies BuildOptions;
  return Promise.all([
    build({
      ...common,
      entryPoints: LAUNCHER,
      format: "cjs",
      outExtension: { ".js": ".cjs" },
      define: { ...define, "import.meta.dirname": "__dirname" },
      plugins: [apart(/^\.\/program\.ts$/, "./program.js")],
    }),
    build({ ...modules, entryPoints: ENTRIES, plugins: [withoutAutoseed, viewLibrary] }),
    build({
      ...modules,
      entryPoints: WORKER,
      plugins: [withoutAutoseed, apart(/^\.\/job\.ts$/, "./paths-job.js")],
    }),
  ]);
}

/** A CommonJS package that requires a Node module at run time needs a `require`; only the chunk that holds esbuild's shim gets one. */
function withRequire(file: OutputFile, files: readonly OutputFile[]): Uint8Array {
  const needs = (text: string): boolean => text.includes("Dynamic require of");
  const encoder = new TextEncoder();
  if (file.path.endsWith(".js") && needs(file.text)) {
    const line =
      'import{createRequire as steppeRequire}from"node:module";const require=steppeRequire(import.meta.url);\n';
    return encoder.encode(line + file.text);
  }
  const chunk = file.path.endsWith(".map") && files.find(({ path }) => `${path}.map` === file.path);
  if (chunk && needs(chunk.text)) {
    const map = JSON.parse(file.text) as { mappings: string };
    return encoder.encode(JSON.stringify({ ...map, mappings: `;${map.mappings}` }));
  }
  return file.contents;
}

/** Writes a build unless the same one is there; its name. */
function writeBuild(files: readonly OutputFile[]): string {
  const contents = files.map((file) => [basename(file.path), withRequire(file, files)] as const);
  const hash = createHash("sha256");
  for (const [name, bytes] of contents) hash.update(`${name}\0${bytes.length}\0`).update(bytes);
  const id = hash.digest("hex").slice(0, 16);
  const place = join(builds, id);
  if (existsSync(place)) {
    const now = new Date();
    utimesSync(place, now, now);
    return id;
  }
  const unfinished = join(builds, `.${id}.${process.pid}`);
  mkdirSync(unfinished, { recursive: true });
  for (const [name, bytes] of contents) writeFileSync(join(unfinished, name), bytes);
  writeFileSync(join(unfinished, "package.json"), '{ "type": "module" }\n');
  renameSync(unfinished, place);
  return id;
}

/** Points `dist/current` at a build, in one step. */
function swapCurrent(id: string): void {
  const link = join(dist, `.current.${process.pid}`);
  rmSync(link, { force: true });
  symlinkSync(join("builds", id), link);
  renameSync(link, join(dist, "current"));
}

function removeOld(current: string): void {
  const others = readdirSync(builds)
    .filter((name) => name !== current)
    .map((name) => ({
      path: join(builds, name),
      finished: !name.startsWith("."),
      at: statSync(join(builds, name)).mtimeMs,
    }))
    .sort((a, b) => b.at - a.at);
  const kept = others.filter(({ finished }) => finished).slice(0, KEPT);
  for (const other of others) if (!kept.includes(other)) rmSync(other.path, { recursive: true, force: true });
}

async function main(): Promise<void> {
  mkdirSync(builds, { recursive: true });
  const stamp = join(dist, `.began.${process.pid}`);
  writeFileSync(stamp, "");
  try {
    const bundles = await bundle();
    const inputs = bundles.flatMap(({ metafile }) => Object.keys(metafile.inputs));
    const strange = inputs.filter((path) => !SOURCES.test(path) && !path.includes(":"));
    if (strange.length > 0) {
      throw new Error(`built from files that scripts/fresh.sh does not watch: ${strange.join(", ")}`);
    }
    const id = writeBuild(bundles.flatMap(({ outputFiles }) => outputFiles));
    swapCurrent(id);
    renameSync(stamp, join(dist, ".built"));
    removeOld(id);
  } finally {
    rmSync(stamp, { force: true });
  }
}

try {
  await main();
} catch (error) {
  // esbuild has printed its own findings.
  const told = error instanceof Error && "errors" in error;
  if (!told) console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
