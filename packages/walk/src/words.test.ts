import { parseDate, QUESTION_FILE } from "@steppe/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Act } from "./act.ts";
import { decodeAct, encodeAct } from "./log.ts";
import { perform } from "./perform.ts";
import { LEASE, walkOf } from "./walk-testing.ts";
import { parseWords, placedInLine } from "./words.ts";
import { wordsOf } from "./words-of.ts";
import { WORDS } from "./words-table.ts";

const walk = walkOf(LEASE);

const day = (text: string): number => (parseDate(text) as { day: number }).day;

/** What a line asks. Asserts that it asks something. */
function commandOf(line: string): unknown {
  const parsed = parseWords(line, walk);
  if (!parsed?.ok) throw new Error(`${line}: ${parsed?.problems[0]?.message ?? "nothing"}`);
  return parsed.command;
}

/** Code, message, columns (from 1) and help of what is wrong with a line. */
function refusalOf(line: string) {
  const parsed = parseWords(line, walk);
  if (!parsed || parsed.ok) throw new Error(`${line} is not refused`);
  const [problem] = parsed.problems;
  const { place } = problem ?? {};
  return {
    said: `${problem?.code}: ${problem?.message}`,
    at: line.slice((place?.column ?? 1) - 1, (place?.column ?? 1) - 1 + (place?.length ?? 0)),
    help: problem?.help ?? [],
  };
}

describe("a line of words", () => {
  it.each<[string, Act]>([
    ["step", { do: "step", count: 1 }],
    ["  step   20 ", { do: "step", count: 20 }],
    ["back 3", { do: "step", count: -3 }],
    ["back to stop", { do: "run", back: true }],
    ["back to when is(site, open)", { do: "to-when", when: "is(site, open)", back: true }],
    ["micro back 2", { do: "microstep", count: -2 }],
    ["next site", { do: "actor", actor: "site", count: 1 }],
    ["prev launches/claim/2013 2", { do: "actor", actor: "launches/claim/2013", count: -2 }],
    ["year back", { do: "year", count: -1 }],
    ["to 2013-07-02", { do: "to-date", date: day("2013-07-02") }],
    ["to 57", { do: "to-step", step: 58 }],
    ["to start", { do: "to-step", step: 0 }],
    ["to when paid(rent) > 1 USD", { do: "to-when", when: "paid(rent) > 1 USD", back: false }],
    ["find back to the site", { do: "find", text: "to the site", back: true }],
    ["find don't", { do: "find", text: "don't", back: false }],
    ['find "back"', { do: "find", text: "back", back: false }],
    ["inject site.mend", { do: "inject", actor: "site", event: "mend", with: {} }],
    [
      `inject site.crash claimed="89 million USD" name="'x'" as worse`,
      { do: "inject", actor: "site", event: "crash", with: { claimed: "89 million USD", name: "'x'" }, as: "worse" },
    ],
    ['inject "a/b/No. 3.end"', { do: "inject", actor: "a/b/No. 3", event: "end", with: {} }],
    ["assume rent=130 USD per year", { do: "assume", assumption: "rent", value: "130 USD per year" }],
    [
      "assume rent = 130 USD per year as dear",
      { do: "assume", assumption: "rent", value: "130 USD per year", as: "dear" },
    ],
    ["assume who=if(1 = 1, 'a b', 'c')", { do: "assume", assumption: "who", value: "if(1 = 1, 'a b', 'c')" }],
    ['assume rent="1 USD" as x', { do: "assume", assumption: "rent", value: "1 USD", as: "x" }],
    ["move crash-2011 to 2012-01-01 as late", { do: "move", entry: "crash-2011", on: day("2012-01-01"), as: "late" }],
    ["remove crash-2011", { do: "remove", entry: "crash-2011" }],
    ["force a/b/1 accept = false", { do: "force", actor: "a/b/1", site: "accept", n: 0, value: "false" }],
    ["force a/b/1 accept 3 = 0.25 as x", { do: "force", actor: "a/b/1", site: "accept", n: 3, value: "0.25", as: "x" }],
    ["rename late", { do: "rename", branch: "base", as: "late" }],
    ["rename late later", { do: "rename", branch: "late", as: "later" }],
    ["stop at when paid(rent) > 1 USD", { do: "stop", at: "when paid(rent) > 1 USD" }],
    ["unstop 2", { do: "unstop", number: 2 }],
  ])("%s", (line, act) => {
    expect(commandOf(line)).toEqual({ kind: "act", act });
  });

  it("may ask what changes nothing", () => {
    expect(commandOf("why posting 3")).toEqual({
      kind: "ask",
      ask: { about: "why", of: { what: "posting", posting: 3 } },
    });
    expect(commandOf("why site.crashes")).toEqual({
      kind: "ask",
      ask: { about: "why", of: { what: "name", name: "site.crashes" } },
    });
    expect(commandOf("next")).toEqual({ kind: "ask", ask: { about: "coming", count: 10 } });
    expect(commandOf("compare base late")).toEqual({
      kind: "ask",
      ask: { about: "compare", branches: ["base", "late"] },
    });
    expect(commandOf('save "my file.yaml" late')).toEqual({
      kind: "save",
      file: "my file.yaml",
      branch: "late",
      force: false,
    });
    expect(commandOf("save! a.yaml")).toEqual({ kind: "save", file: "a.yaml", force: true });
    expect(commandOf("help step")).toEqual({ kind: "help", word: "step" });
    expect(commandOf("quit")).toEqual({ kind: "quit" });
  });

  it("may be cut short where it can be nothing else, be empty, or be a comment", () => {
    expect(commandOf("inj site.mend")).toEqual(commandOf("inject site.mend"));
    expect(commandOf("sav a.yaml")).toEqual(commandOf("save a.yaml"));
    for (const line of ["", "   ", "# step", "  # x"]) expect(parseWords(line, walk)).toBeUndefined();
  });

  it("is refused with the columns of what does not fit", () => {
    expect(refusalOf("stpe 3")).toEqual({
      said: "unknown-command: there is no command `stpe`",
      at: "stpe",
      help: ["did you mean `step`?"],
    });
    expect(refusalOf("st").said).toBe("ambiguous-command: `st` may be `step`, `stop`, `stops`");
    expect(refusalOf("step 0")).toMatchObject({ said: "command-form: `0` is not a whole number from 1", at: "0" });
    expect(refusalOf("step 2 x")).toMatchObject({ said: "command-form: `x` is one word too many", at: "x" });
    expect(refusalOf("to 2013-02-30")).toMatchObject({ said: "command-form: 2013-02 has 28 days", at: "2013-02-30" });
    expect(refusalOf("to nowhere")).toMatchObject({
      said: "command-form: `to` goes on otherwise",
      help: ["it is typed `to DATE`, or `to STEP`, or `to when EXPR`, or `to start`"],
    });
    expect(refusalOf("remove").said).toBe("command-form: the id of an entry of the timeline is missing");
    expect(refusalOf("move crash-2011 2012-01-01")).toMatchObject({
      said: "command-form: `to` is wanted here, not `2012-01-01`",
      at: "2012-01-01",
    });
    expect(refusalOf("inject site")).toMatchObject({ at: "site" });
    expect(refusalOf("inject site.crash claimed=8 USD")).toMatchObject({
      said: "command-form: `USD` is no field with a value: a value that holds spaces stands in quotes",
      at: "USD",
    });
    expect(refusalOf("inject site.crash a=1 a=2").said).toBe("command-form: the field `a` is given twice");
    expect(refusalOf("assume rent")).toMatchObject({ said: "command-form: `=` and a value are missing", at: "rent" });
    expect(refusalOf('mark "x')).toMatchObject({ said: "unclosed-quote: a quote is not closed", at: '"x' });
  });

  it("is where a refused act gets its place", () => {
    const placed = (line: string): string => {
      const parsed = parseWords(line, walk);
      if (!parsed?.ok || parsed.command.kind !== "act") throw new Error(line);
      const done = perform(walk, parsed.command.act);
      if (done.ok) throw new Error(`${line} is done`);
      const [problem] = placedInLine(done.problems, parsed.places, line, QUESTION_FILE);
      const { column = 0, length = 0 } = problem?.place ?? {};
      return `${problem?.code} at ${line.slice(column - 1, column - 1 + length)}`;
    };
    expect(placed("to when paid(rnt) > 1")).toBe("unknown-category at rnt");
    expect(placed("stop at when paid(rnt) > 1 USD")).toBe("unknown-category at rnt");
    expect(placed("stop at over 3 for rent")).toBe("kind-mismatch at 3");
    expect(placed("next sight")).toBe("no-such-actor at sight");
    expect(placed("remove crash")).toBe("no-such-entry at crash");
    expect(placed("go x")).toBe("no-such-mark at x");
    expect(placed("find nobody says this")).toBe("not-found at nobody says this");
  });
});

describe("the table of commands", () => {
  it("has examples that are parsed, and are of their command", () => {
    for (const { word, examples } of WORDS) {
      expect(examples.length, word).toBeGreaterThan(0);
      for (const example of examples) {
        expect(example.split(" ")[0]).toBe(word);
        expect(commandOf(example)).toBeDefined();
      }
    }
  });

  it("has a word once, and one line of help", () => {
    expect(new Set(WORDS.map(({ word }) => word)).size).toBe(WORDS.length);
    for (const { help } of WORDS) expect(help).toMatch(/^[a-z][^\n]*[^.]$/);
  });
});

const sign = fc.oneof(
  { arbitrary: fc.string({ unit: "binary", minLength: 1, maxLength: 1 }), weight: 1 },
  { arbitrary: fc.constantFrom(..."ab '\"\\=#\n\u001b\u009b"), weight: 1 },
);
const text = fc.array(sign, { minLength: 1, maxLength: 12 }).map((signs) => signs.join(""));
/** What stands to the end of a line: an expression is one line, without spaces around it. */
const expression = fc
  .stringMatching(/^[a-z(][a-z0-9 ()'"=>.]{0,12}[a-z0-9)]$/)
  .filter((one) => one === one.trim() && one !== "");
const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);
const count = fc.integer({ min: 1, max: 10_000 });
const signed = fc.tuple(count, fc.boolean()).map(([n, back]) => (back ? -n : n));
const date = fc.integer({ min: day("0001-01-01"), max: day("9999-12-31") });
const back = fc.boolean();
const as = fc.option(text, { nil: undefined });
const withAs = <T extends object>(one: T, named: string | undefined) =>
  named === undefined ? one : { ...one, as: named };

/** Any act that words can say. */
const anyAct: fc.Arbitrary<Act> = fc.oneof(
  signed.map((n): Act => ({ do: "step", count: n })),
  signed.map((n): Act => ({ do: "microstep", count: n })),
  signed.map((n): Act => ({ do: "year", count: n })),
  fc.tuple(text, signed).map(([actor, n]): Act => ({ do: "actor", actor, count: n })),
  fc.nat(100_000).map((step): Act => ({ do: "to-step", step })),
  date.map((one): Act => ({ do: "to-date", date: one })),
  fc.tuple(expression, back).map(([when, isBack]): Act => ({ do: "to-when", when, back: isBack })),
  back.map((isBack): Act => ({ do: "run", back: isBack })),
  fc.constantFrom<Act>({ do: "first" }, { do: "last" }, { do: "return" }, { do: "undo" }, { do: "redo" }),
  fc.tuple(text, back).map(([one, isBack]): Act => ({ do: "find", text: one, back: isBack })),
  text.map((mark): Act => ({ do: "go", mark })),
  text.map((mark): Act => ({ do: "mark", mark })),
  text.map((branch): Act => ({ do: "switch", branch })),
  text.map((branch): Act => ({ do: "drop", branch })),
  fc.tuple(text, text).map(([branch, to]): Act => ({ do: "rename", branch, as: to })),
  text.map((branch): Act => ({ do: "fork", as: branch })),
  text.map((at): Act => ({ do: "stop", at })),
  count.map((number): Act => ({ do: "unstop", number })),
  fc
    .tuple(text, name, fc.dictionary(name, fc.string({ maxLength: 12 }), { noNullPrototype: true }), as)
    .map(([actor, event, fields, named]) => withAs({ do: "inject", actor, event, with: fields }, named) as Act),
  fc
    .tuple(name, text, as)
    .map(([assumption, value, named]) => withAs({ do: "assume", assumption, value }, named) as Act),
  fc.tuple(text, date, as).map(([entry, on, named]) => withAs({ do: "move", entry, on }, named) as Act),
  fc.tuple(text, as).map(([entry, named]) => withAs({ do: "remove", entry }, named) as Act),
  fc
    .tuple(text, text, fc.nat(1000), text, as)
    .map(([actor, site, n, value, named]) => withAs({ do: "force", actor, site, n, value }, named) as Act),
);

describe("any act", () => {
  it("is the same when its words are parsed", () => {
    fc.assert(
      fc.property(anyAct, (act) => {
        expect(commandOf(wordsOf(act))).toEqual({ kind: "act", act });
      }),
      { numRuns: 2000 },
    );
  });

  it("is one line of words, without a sign that a terminal would obey", () => {
    fc.assert(
      fc.property(anyAct, (act) => {
        expect(wordsOf(act)).toMatch(/^\P{Cc}+$/u);
      }),
    );
  });

  it("is the same when its line of a log is read", () => {
    fc.assert(
      fc.property(anyAct, (act) => {
        expect(decodeAct(JSON.parse(JSON.stringify(encodeAct(act))))).toEqual(act);
      }),
    );
  });
});

describe("any line", () => {
  it("is taken, is nothing, or is refused with a place in it", () => {
    const words = fc.constantFrom(...WORDS.flatMap(({ word, examples }) => [word, ...examples]));
    const line = fc.oneof(
      text,
      fc.tuple(words, text).map(([word, rest]) => `${word} ${rest}`),
      fc.tuple(words, words).map((two) => two.join(" ")),
    );
    fc.assert(
      fc.property(line, (typed) => {
        const parsed = parseWords(typed, walk);
        if (!parsed || parsed.ok) return;
        const [problem] = parsed.problems;
        expect(problem?.code).toMatch(/^(unknown-command|ambiguous-command|command-form|unclosed-quote)$/);
        expect(problem?.place?.column).toBeGreaterThan(0);
        expect(problem?.place?.column).toBeLessThanOrEqual(typed.length + 1);
        expect(problem?.place?.length).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });
});
