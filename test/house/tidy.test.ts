/** Tidiness: length, leftovers, and nothing in the repository that speaks of the machine it was written on. */
import { describe, expect, it } from "vitest";
import {
  isTest,
  isTypeScript,
  lineOf,
  type Node,
  parseSource,
  projectFiles,
  type Source,
  textOf,
  walk,
} from "./source.ts";

const FILE_LINES_MAX = 400;
const FUNCTION_LINES_MAX = 60;

/**
 * What is longer for now, by its present number of lines: it may shrink, never grow, and leaves the list when it
 * fits. Keys: a file's path, or "path name" of a function.
 */
const RATCHET: Readonly<Record<string, number>> = {
  "test/kernel/random-expressions.ts": 506,
  "test/kernel/random-machines.ts": 462,
  "test/kernel/random-models.ts tree": 83,
  "test/machines/partner-bid.test.ts": 407,
};

const files = projectFiles();
const typescript = files.filter(isTypeScript);
const isText = (path: string): boolean => !/\.(png|jpg|gif|ico|wasm|pdf|gz|zip|woff2?)$/.test(path);

/**
 * Tests that are left out where what they need cannot be had: programs that judge our journal, a terminal in a program,
 * a device that is always full. The last line of a CI run counts them (scripts/count.ts), and CI installs the programs (.ci/run).
 */
const LEFT_OUT: readonly string[] = [
  'packages/terminal/src/main.test.ts it.skipIf(!existsSync("/dev/full"))',
  'test/commands/export.test.ts it.skipIf(spawnSync("hledger", ["--version"]).status !== 0)',
  "test/ledger/hledger.test.ts describe.skipIf(!HAS.hledger)",
  "test/ledger/hledger.test.ts describe.skipIf(!HAS.beancount)",
  "test/step/terminal.test.ts describe.skipIf(!hasTmux())",
  "test/step/terminal.test.ts describe.skipIf(!hasTmux())",
];

type Function = Node & { readonly id?: { readonly name: string } | null };
type Parent = Node & { readonly id?: { readonly name?: string }; readonly key?: { readonly name?: string } };

/** Functions of a file with their lengths; one without a name goes by its line. */
function functionLengths(path: string, text?: string): readonly { readonly name: string; readonly lines: number }[] {
  const source = parseSource(path, text);
  const found: { name: string; lines: number }[] = [];
  walk(source.program, (node, parent) => {
    if (!/^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type)) return;
    const first = lineOf(source.text, node.start);
    const { id, key } = (parent ?? {}) as Parent;
    const name = (node as Function).id?.name ?? id?.name ?? key?.name ?? `line ${first}`;
    found.push({ name, lines: lineOf(source.text, node.end) - first + 1 });
  });
  return found;
}

function overlong(): readonly { readonly key: string; readonly lines: number }[] {
  return typescript.flatMap((path) => {
    const lines = textOf(path).split("\n").length - 1;
    const functions = isTest(path) ? [] : functionLengths(path);
    return [
      ...(lines > FILE_LINES_MAX ? [{ key: path, lines }] : []),
      ...functions
        .filter((one) => one.lines > FUNCTION_LINES_MAX)
        .map((one) => ({ key: `${path} ${one.name}`, lines: one.lines })),
    ];
  });
}

/** "path:line text" of every line that matches. */
function matches(paths: readonly string[], pattern: RegExp): readonly string[] {
  return paths.flatMap((path) =>
    textOf(path)
      .split("\n")
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim().slice(0, 100)}`] : [])),
  );
}

const TEST = "(it|test|suite|describe|bench)(\\.\\w+)*";
const LEAVING = "(only|skip|todo|fails)";

type Call = Node & { readonly callee: Node; readonly arguments: readonly Node[] };
type Literal = Node & { readonly properties: readonly (Node & { readonly key?: Node })[] };
type Callback = Node & { readonly params: readonly Node[] };

/** Whatever leaves a test out or leaves out the others, as it is written. */
function leftOut({ text, program }: Source): readonly string[] {
  const found: string[] = [];
  const written = ({ start, end }: Node) => text.slice(start, end);
  const names = (node: Node | undefined, pattern: string) =>
    node !== undefined && new RegExp(`^${pattern}$`).test(written(node));
  walk(program, (node) => {
    if (node.type === "MemberExpression" && names(node, `(${TEST}|context|ctx)\\.${LEAVING}`))
      found.push(written(node));
    if (node.type !== "CallExpression") return;
    const call = node as Call;
    if (names(call.callee, `${TEST}\\.(skipIf|runIf)`)) found.push(written(node));
    if (!names(call.callee, TEST)) return;
    for (const argument of call.arguments) {
      if (argument.type === "ObjectExpression") {
        const { properties } = argument as Literal;
        found.push(...properties.filter(({ key }) => names(key, LEAVING)).map(written));
      }
      const [context] = (argument as Partial<Callback>).params ?? [];
      if (context?.type === "ObjectPattern" && /\bskip\b/.test(written(context))) found.push(written(context));
    }
  });
  return found;
}

describe("lengths", () => {
  it(`of files are at most ${FILE_LINES_MAX} lines, of functions ${FUNCTION_LINES_MAX}`, () => {
    const grown = overlong().filter(({ key, lines }) => lines > (RATCHET[key] ?? 0));
    expect(grown.map(({ key, lines }) => `${key}: ${lines} lines`)).toEqual([]);
  });

  it("on the ratchet are as long as it says", () => {
    const present = new Map(overlong().map(({ key, lines }) => [key, lines]));
    const slack = Object.entries(RATCHET).filter(([key, lines]) => (present.get(key) ?? 0) < lines);
    expect(slack.map(([key]) => `${key}: is ${present.get(key) ?? "short enough"}, lower it in RATCHET`)).toEqual([]);
  });

  it("are counted with the first and the last line", () => {
    const text = "const a = () => {\n  b();\n};\nclass C {\n  d(): void {\n  }\n}\nfunction e() {}\n";
    const named = functionLengths("x.ts", text).map(({ name, lines }) => `${name} ${lines}`);
    expect(named).toEqual(["a 3", "d 2", "e 1"]);
  });
});

describe("leftovers", () => {
  // Put together here, so that this file does not find itself.
  const marks = new RegExp(`\\b(${["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"].join("|")})\\b`);

  it("such as notes to oneself are none", () => {
    expect(matches(files.filter(isText), marks)).toEqual([]);
  });

  it("such as tests that stand alone or are left out are none, but where a program or a device is missing", () => {
    const found = typescript.filter(isTest).flatMap((path) => {
      const source = parseSource(path);
      return leftOut(source).map((what) => `${path} ${what}`);
    });
    expect(found.sort()).toEqual([...LEFT_OUT].sort());
  });

  it("are found in whatever way a test is left out", () => {
    const text = [
      'it.only("a", b);',
      'describe.concurrent.skip("a", b);',
      'it.skipIf(1 > 2)("a", b);',
      'describe.runIf(c)("a", b);',
      'it("a", { todo: true }, b);',
      'it("a", (context) => context.skip());',
      'it("a", () => d({ skip: 1 }));',
      'it("a", ({ skip }) => skip());',
    ];
    expect(text.map((line) => leftOut(parseSource("x.ts", line)))).toEqual([
      ["it.only"],
      ["describe.concurrent.skip"],
      ["it.skipIf(1 > 2)"],
      ["describe.runIf(c)"],
      ["todo: true"],
      ["context.skip"],
      [],
      ["{ skip }"],
    ]);
  });
});

describe("the repository", () => {
  it("names no folder of the machine it was written on", () => {
    const folders = ["work", "root", "tmp", "home", "Users"].map((name) => `/${name}/`).join("|");
    expect(matches(files.filter(isText), new RegExp(`(^|[\\s"'\`(=:])(${folders})`))).toEqual([]);
  });

  it("names no registry or its archives, the lockfile included", () => {
    const hosts = ["registry\\.", "npm" + "js\\.", "npm" + "mirror", "art" + "ifactory", "\\btar" + "ball: "].join("|");
    expect(
      matches(
        files.filter((path) => isText(path)),
        new RegExp(hosts),
      ),
    ).toEqual([]);
    expect(matches(["pnpm-lock.yaml"], /https?:/)).toEqual([]);
  });

  it("has lines that end in a line feed alone, the last one too", () => {
    const wrong = files.filter(isText).filter((path) => {
      const text = textOf(path);
      return text.includes("\r") || (text !== "" && !text.endsWith("\n"));
    });
    expect(wrong).toEqual([]);
  });
});
