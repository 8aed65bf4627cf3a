/** Where problems stand that have no line of their own in the user's file. */
import { describe, expect, it } from "vitest";
import { centralUniforms } from "../chance/index.ts";
import { MACHINES } from "../machines/index.ts";
import { outcomeOf } from "../measure/outcome.ts";
import { utf8 } from "../source/read-testing.ts";
import { createWorld, run } from "../world/create.ts";
import { loadScenario } from "./load.ts";
import { HEAD, loadText, modelOf, problemLine } from "./load-testing.ts";

const RENT = `${HEAD}assume:\n  rent: {value: 1 USD, judgement: a round figure}\nactors: {}\n`;

describe("an assumption without a footing", () => {
  it("is shown at its name", () => {
    const { problems } = loadText(`${HEAD}assume:\n  rent: {value: 1 USD}\nactors: {}\n`);
    expect(problems.map(problemLine)).toEqual([
      "6:3 ?uncited-assumption assumption `rent` has neither a source nor a judgement",
    ]);
  });

  it("is shown at the value that a later layer gave it", () => {
    const over = loadText(RENT, ["assume: {rent: {value: 2 USD}}\n"]);
    expect(over.problems.map(({ place }) => [place?.file, place?.line, place?.column])).toEqual([
      ["over-0.yaml", 1, 24],
    ]);
    const set = loadScenario({ scenario: "t.yaml", set: ["rent=2 USD"] }, () => ({ bytes: utf8(RENT) }), new Map());
    expect(set.problems.map(({ place }) => [place?.file, place?.line, place?.column])).toEqual([["--set", 1, 6]]);
  });

  it("does not keep its source from being looked up, though its value is wrong", () => {
    const { problems } = loadText(`${HEAD}assume:\n  rent: {value: rnt, source: nowhere}\nactors: {}\n`);
    expect(problems.map(({ code }) => code)).toEqual(["unknown-name", "unknown-source"]);
  });
});

describe("a machine that comes with steppe, used wrongly", () => {
  it("is told of where it is used", () => {
    const text = `${HEAD}actors:\n  lease: {machine: relocation, with: {ready: 2010-05-01}}\n`;
    const { problems } = loadScenario({ scenario: "t.yaml" }, () => ({ bytes: utf8(text) }), MACHINES);
    expect(problems).toMatchObject([
      {
        code: "unknown-event",
        place: { file: "t.yaml", line: 6, column: 3 },
        label: "used here",
        notes: [
          "events of `lease`: slip, leave, year_passed, substitute_site, programme_moved",
          "found in the machine `relocation`, as it is used here",
        ],
      },
    ]);
  });
});

describe("a draw that does not fit its kind", () => {
  it("is a value that there is none of, in what was drawn and in what reads it", () => {
    const text = `${HEAD}assume:\n  part: {value: "uniform(120%, 140%)", kind: share, judgement: a guess}\nactors: {}\nmeasures: {asked: part}\n`;
    const { drawn, measures } = outcomeOf(run(createWorld(modelOf(text), centralUniforms)));
    const problem = { code: "share-out-of-range", message: "a share is from 0 % to 100 %, and this is 130 %" };
    expect(drawn).toMatchObject([{ name: "part", result: { problem } }]);
    expect(measures).toMatchObject([{ result: { problem } }]);
  });
});

describe("a rate", () => {
  it.each(["0", "-1"])("of %s is refused", (rate) => {
    const { problems } = loadText(`${HEAD}rates:\n  RUB/USD: {2010-01-01: ${rate}}\nactors: {}\n`);
    expect(problems.map(({ code }) => code)).toEqual(["not-positive"]);
  });
});
