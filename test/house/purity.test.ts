/**
 * Core, kernel and analysis are functions of their arguments: no clock, no chance of the host's, no locale, no output, and no
 * arithmetic that two machines may do differently (ECMAScript leaves the last digits of `Math.exp` and its like open).
 */
import { describe, expect, it } from "vitest";
import { PACKAGES } from "./rooms.ts";
import { isTest, isTypeScript, lineOf, type Node, parseSource, projectFiles, walk } from "./source.ts";

interface Allowance {
  readonly file: string;
  readonly use: string;
  readonly reason: string;
}

/** Each with a reason that a reader can check; one that is no longer used fails. */
const ALLOWED: readonly Allowance[] = [];

/** Of `Math`, what IEEE 754 or the specification fixes to the last bit. */
const EXACT_MATH = /^(abs|ceil|clz32|floor|fround|imul|max|min|round|sign|sqrt|trunc|[A-Z0-9_]+)$/;
const HOST = new Set(["process", "console", "Intl", "performance", "globalThis", "navigator", "crypto", "Deno", "Bun"]);
const HOST_CALLS = new Set([
  "Date",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "queueMicrotask",
  "fetch",
  "require",
  "eval",
  "Function",
]);
const LOCAL_METHODS = /^(toLocale\w*|localeCompare)$/;

type Named = Node & { readonly name?: string };
type Member = Node & { readonly object: Named; readonly property: Named; readonly computed: boolean };
type Call = Node & { readonly callee: Named };

/** The impure use that a node is: "Math.random", "new Date"; undefined when it is none. */
function impureUse(node: Node): string | undefined {
  if (node.type === "MemberExpression") {
    const { object, property, computed } = node as Member;
    const use = `${object.name}.${computed ? "[…]" : property.name}`;
    if (object.type === "Identifier" && HOST.has(object.name as string)) return use;
    if (object.name === "Math" && (computed || !EXACT_MATH.test(property.name as string))) return use;
    if (object.name === "Date" || (object.name === "Temporal" && property.name === "Now")) return use;
    if (!computed && LOCAL_METHODS.test(property.name ?? "")) return `.${property.name}`;
  }
  if (node.type === "CallExpression" || node.type === "NewExpression") {
    const { callee } = node as Call;
    if (callee.type === "Identifier" && HOST_CALLS.has(callee.name as string)) {
      return node.type === "NewExpression" ? `new ${callee.name}` : `${callee.name}()`;
    }
  }
  return undefined;
}

function impureUses(path: string, text?: string): readonly { readonly use: string; readonly line: number }[] {
  const source = parseSource(path, text);
  const found: { use: string; line: number }[] = [];
  walk(source.program, (node) => {
    const use = impureUse(node);
    if (use !== undefined) found.push({ use, line: lineOf(source.text, node.start) });
  });
  return found;
}

const PURE = PACKAGES.filter(({ node }) => !node).map(({ name }) => `packages/${name}/src/`);

const sources = projectFiles().filter(
  (path) => PURE.some((folder) => path.startsWith(folder)) && isTypeScript(path) && !isTest(path),
);

describe("a package that is not at the edge", () => {
  it("is pure", () => {
    expect(sources.length).toBeGreaterThan(10);
    const uses = sources.flatMap((file) => impureUses(file).map((found) => ({ file, ...found })));
    const isAllowed = (file: string, use: string) => ALLOWED.some((one) => one.file === file && one.use === use);
    expect(
      uses.filter(({ file, use }) => !isAllowed(file, use)).map((one) => `${one.file}:${one.line} ${one.use}`),
    ).toEqual([]);
    const unused = ALLOWED.filter((one) => !uses.some(({ file, use }) => one.file === file && one.use === use));
    expect(unused, "allowances that nothing needs").toEqual([]);
  });

  it.each([
    ["Date.now()", "Date.now"],
    ["new Date(0)", "new Date"],
    ["Date()", "Date()"],
    ["Temporal.Now.instant()", "Temporal.Now"],
    ["Math.random()", "Math.random"],
    ["Math.log(2)", "Math.log"],
    ["Math.pow(2, 3)", "Math.pow"],
    ["const f = Math.sin", "Math.sin"],
    ['Math["exp"](1)', "Math.[…]"],
    ["process.env.HOME", "process.env"],
    ["console.log(1)", "console.log"],
    ["(1).toLocaleString()", ".toLocaleString"],
    ['"a".localeCompare("b")', ".localeCompare"],
    ['new Intl.Collator("en")', "Intl.Collator"],
    ["performance.now()", "performance.now"],
    ["globalThis.fetch", "globalThis.fetch"],
    ["setTimeout(f, 1)", "setTimeout()"],
    ['eval("1")', "eval()"],
  ])("would be caught at `%s`", (text, use) => {
    expect(impureUses("x.ts", text)).toEqual([{ use, line: 1 }]);
  });

  it("may do what every machine does alike", () => {
    const text =
      "Math.floor(x) + Math.sqrt(2) + Math.max(1, 2) + Math.PI; const y = { process: 1 }; y.process; a.Date;";
    expect(impureUses("x.ts", text)).toEqual([]);
  });
});
