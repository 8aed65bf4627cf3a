import { describe, expect, it } from "vitest";
import { differencesBetween } from "./difference.ts";
import { explainKey } from "./explain.ts";
import { HEAD, loadText, modelOf, problemsOf } from "./load-testing.ts";

const text = (correlate: string, more = ""): string => `${HEAD}assume:
  covered: {value: "triangular(40%, 70%, 100%)", kind: share, judgement: x}
  damage: {value: "truncate(normal(9 USD, 2 USD), 5 USD, 20 USD)", judgement: x}
  days: {value: "uniform(1 day, 99 days, as: width)", judgement: x}
  seen: {value: "empirical(1, 2, 5)", judgement: x}
  fixed: {value: 5 USD, judgement: x}
  made: {value: 2 * damage, judgement: x}
  twice: {value: "2 * uniform(0, 1)", judgement: x}
  either: {value: "choice(1, 2, 3, 4)", judgement: x}
  nested: {value: "normal(10 USD, damage / 10)", judgement: x}
correlate: [${correlate}]
${more}
actors: {}
`;
const pair = (a: string, b: string, rank: string) => `{between: [${a}, ${b}], rank: ${rank}, judgement: x}`;
const correlationProblems = (correlate: string) =>
  problemsOf(text(correlate)).filter((line) => !line.includes("unused-assumption"));

describe("correlations", () => {
  it("are kept as they are written, and make groups of draws in order of their names", () => {
    const { correlations, correlated } = modelOf(
      text([pair("days", "covered", "60%"), pair("covered", "seen", "-0.25")].join(", ")),
    );
    expect(correlations.map(({ between, rank, judgement }) => ({ between, rank, judgement }))).toEqual([
      { between: ["days", "covered"], rank: 0.6, judgement: "x" },
      { between: ["covered", "seen"], rank: -0.25, judgement: "x" },
    ]);
    expect(correlated).toHaveLength(1);
    expect(correlated[0]).toMatchObject({ actor: "assume", sites: ["covered/1", "width", "seen/1"] });
    const [, second = []] = correlated[0]?.factor ?? [];
    expect(second[0]).toBeCloseTo(2 * Math.sin(Math.PI / 10), 14);
  });

  it("that have nothing to do with each other make groups of their own", () => {
    const { correlated } = modelOf(text([pair("damage", "seen", "0.9"), pair("covered", "days", "0.1")].join(", ")));
    expect(correlated.map(({ sites }) => sites)).toEqual([
      ["damage/1", "seen/1"],
      ["covered/1", "width"],
    ]);
  });

  it.each([
    ["fixed", "it is not drawn"],
    ["made", "it is worked out from what is drawn"],
    ["twice", "it is worked out from what is drawn"],
    ["either", "what it is drawn from has no order"],
    ["nested", "its distribution is drawn as well"],
  ])("are refused of `%s`: %s", (name, why) => {
    expect(correlationProblems(pair("covered", name, "0.5"))).toEqual([
      `15:33 not-correlatable \`${name}\` cannot be correlated: ${why}`,
    ]);
  });

  it.each(["1", "-1", "60", "2 - 1"])("are refused with a rank of %s", (rank) => {
    expect(correlationProblems(pair("covered", "days", rank))).toEqual([
      "15:46 bad-rank a rank correlation is a number between −1 and 1",
    ]);
  });

  it("are refused twice for one pair, of one assumption alone, and of what there is not", () => {
    const both = [pair("covered", "days", "0.5"), pair("days", "covered", "0.5")].join(", ");
    expect(correlationProblems(both)).toEqual(["15:66 correlated-twice `days` and `covered` are correlated twice"]);
    expect(correlationProblems(pair("days", "days", "0.5"))).toEqual([
      "15:13 correlated-twice `days` is correlated with itself",
    ]);
    expect(correlationProblems(pair("days", "coverd", "0.5"))).toEqual([
      "15:30 unknown-assumption there is no assumption `coverd`",
    ]);
    expect(correlationProblems("{between: [days], rank: 0.5}")).toEqual([
      "15:23 bad-value `between` names two assumptions",
    ]);
  });

  it("ask who says so", () => {
    expect(correlationProblems("{between: [covered, days], rank: 0.5}")).toEqual([
      "15:13 ?uncited-correlation the correlation of `covered` and `days` has neither a source nor a judgement",
    ]);
  });

  it("that cannot all hold are refused with the nearest that can, which then load", () => {
    const loaded = loadText(text([pair("covered", "days", "0.9"), pair("days", "seen", "0.9")].join(", ")));
    const [problem] = loaded.problems.filter(({ code }) => code === "impossible-correlations");
    expect(problem?.message).toBe("the correlations of `covered`, `days`, `seen` cannot all hold");
    expect(problem?.help).toEqual([
      "the nearest that can:",
      "`{between: [covered, days], rank: 0.728}`, not 0.9",
      "`{between: [covered, seen], rank: 0.105}`, not 0",
      "`{between: [days, seen], rank: 0.728}`, not 0.9",
    ]);
    const mended = [pair("covered", "days", "0.728"), pair("covered", "seen", "0.105"), pair("days", "seen", "0.728")];
    expect(correlationProblems(mended.join(", "))).toEqual([]);
  });

  it("are replaced whole by an overlay, removed by null, and part of what two scenarios mean", () => {
    const base = text(pair("covered", "days", "0.5"));
    const model = modelOf(base);
    const over = modelOf(base, [`correlate: [${pair("covered", "damage", "0.4")}]`]);
    expect(over.correlations.map(({ between }) => between)).toEqual([["covered", "damage"]]);
    expect(over.canonical).not.toBe(model.canonical);
    expect(modelOf(base, ["correlate: null"]).correlated).toEqual([]);
    const changes = differencesBetween(model, over).map(({ section, subject, before, after }) => ({
      section,
      subject,
      before,
      after,
    }));
    expect(changes).toEqual([
      { section: "correlations", subject: "covered and days", before: "0.5", after: undefined },
      { section: "correlations", subject: "covered and damage", before: undefined, after: "0.4" },
    ]);
  });

  it("are told of an assumption that is explained, and of their source", () => {
    const model = modelOf(text("{between: [covered, days], rank: 0.5, source: s}", "sources: {s: {title: S}}"));
    const explained = explainKey(model, "days");
    expect(explained.ok && explained.value.correlations).toMatchObject([{ with: "covered", rank: 0.5, source: "s" }]);
    const source = explainKey(model, "sources.s");
    expect(source.ok && source.value.cited.map(({ path }) => path)).toEqual(["correlate.covered-days"]);
  });
});
