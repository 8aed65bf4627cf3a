import { describe, expect, it } from "vitest";
import { modelOf, problemsOf } from "./load-testing.ts";

const text = (force: string): string => `
steppe: 1
period: 2010-01-01 .. 2011-12-31
currency: USD
parties: [a, b]
assume: {n: {value: "uniform(0, 1, as: size)", judgement: x}}
machines:
  coin:
    initial: idle
    states:
      idle: {after: {"exponential(20 days, as: gap)": [{guard: "chance(30%, as: luck)", target: won}, {target: lost}]}}
      won: {type: final}
      lost: {type: final}
actors: {one: {machine: coin}}
force: [${force}]
`;

describe("fixed draws", () => {
  it("take a yes or no for a chance, else their u", () => {
    const { forced } = modelOf(
      text(
        "{actor: one, site: luck, value: true}, {actor: one, site: gap, n: 2, value: 25%}, {actor: assume, site: size, value: 0.5}",
      ),
    );
    expect(forced).toMatchObject([
      { actor: "one", site: "luck", n: 0, u: 2 ** -54 },
      { actor: "one", site: "gap", n: 2, u: 0.25 },
      { actor: "assume", site: "size", n: 0, u: 0.5 },
    ]);
  });

  it("are refused where there is no such draw, or no chance", () => {
    expect(problemsOf(text("{actor: one, site: lukc, value: true}"))).toEqual([
      "15:9 unknown-site `one` has no draw at `lukc`",
    ]);
    expect(problemsOf(text("{actor: timeline, site: luck, value: true}"))).toEqual([
      "15:9 unknown-site `timeline` has no draw at `luck`",
    ]);
    expect(problemsOf(text("{actor: one, site: gap, value: true}"))).toEqual([
      "15:9 bad-u `gap` is no chance: `true` and `false` say nothing of a draw from `exponential`",
    ]);
  });
});
