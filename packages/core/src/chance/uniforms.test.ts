import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawUniform, streamKey } from "./generator.ts";
import { centralUniforms, forcedUniforms, pathUniforms } from "./uniforms.ts";

describe("a path", () => {
  test("draws from the stream of seed, actor and site, at its number and n", () => {
    const path = pathUniforms("42", 7);
    expect(path.u("claim", "open", 3)).toBe(drawUniform(streamKey("42", "claim", "open"), 7, 3));
    expect(path.central).toBe(false);
  });

  // Golden: every result of every run rests on these.
  test("known draws", () => {
    const path = pathUniforms("42", 0);
    expect([path.u("lease", "x", 0), path.u("lease", "x", 1), pathUniforms("42", 1).u("lease", "x", 0)]).toEqual([
      0.5527617929331586, 0.5956858720547117, 0.7905554700489824,
    ]);
  });

  test("in any order, each draw is the same, whatever else was drawn in between", () => {
    const draw = fc.record({
      seed: fc.constantFrom("1", "2", "3", "4", "5", "6", "7", "8", "9", "10"),
      path: fc.nat({ max: 3 }),
      actor: fc.constantFrom("a", "b"),
      site: fc.constantFrom("x", "y"),
      n: fc.nat({ max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(draw, { maxLength: 60 }), (draws) => {
        const there = draws.map((d) => pathUniforms(d.seed, d.path).u(d.actor, d.site, d.n));
        const back = [...draws].reverse().map((d) => pathUniforms(d.seed, d.path).u(d.actor, d.site, d.n));
        expect(back.reverse()).toEqual(there);
      }),
    );
  });

  test("seed, path, actor, site and n each change the draw", () => {
    const base = pathUniforms("42", 7).u("claim", "open", 3);
    const others = [
      pathUniforms("43", 7).u("claim", "open", 3),
      pathUniforms("42", 8).u("claim", "open", 3),
      pathUniforms("42", 7).u("claims", "open", 3),
      pathUniforms("42", 7).u("claim", "opened", 3),
      pathUniforms("42", 7).u("claim", "open", 4),
    ];
    expect(new Set([base, ...others]).size).toBe(6);
  });

  test("more streams than are kept: the draws stay what they were", () => {
    const path = pathUniforms("many", 1);
    const first = path.u("claim/0", "open", 0);
    for (let i = 1; i <= 66_000; i += 1) path.u(`claim/${i}`, "open", 0);
    expect(path.u("claim/0", "open", 0)).toBe(first);
  });

  test.each([-1, 1.5, 2 ** 32])("number %d is refused", (path) => {
    expect(() => pathUniforms("42", path)).toThrow(`path must be a whole number from 0 to 2^32 − 1: ${path}`);
  });
});

test("the central path is ½ throughout", () => {
  expect(centralUniforms.central).toBe(true);
  expect(centralUniforms.u("claim", "open", 0)).toBe(0.5);
});

describe("forced draws", () => {
  const base = pathUniforms("42", 7);

  test("hold for their draw alone", () => {
    const forced = forcedUniforms(base, [{ actor: "claim", site: "open", n: 1, u: 0.9 }]);
    expect(forced.u("claim", "open", 1)).toBe(0.9);
    expect(forced.u("claim", "open", 0)).toBe(base.u("claim", "open", 0));
    expect(forced.u("claim", "close", 1)).toBe(base.u("claim", "close", 1));
    expect(forced.u("lease", "open", 1)).toBe(base.u("lease", "open", 1));
    expect(forced.central).toBe(false);
  });

  test("stay on the central path, which is still central elsewhere", () => {
    const forced = forcedUniforms(centralUniforms, [{ actor: "claim", site: "open", n: 0, u: 0.9 }]);
    expect([forced.central, forced.u("claim", "open", 0), forced.u("claim", "open", 1)]).toEqual([true, 0.9, 0.5]);
  });

  test("the later of two holds", () => {
    const twice = [0.2, 0.3].map((u) => ({ actor: "claim", site: "open", n: 0, u }));
    expect(forcedUniforms(base, twice).u("claim", "open", 0)).toBe(0.3);
  });

  test("none leave the base as it is", () => {
    expect(forcedUniforms(base, [])).toBe(base);
  });

  test.each([0, 1, -0.5, Number.NaN])("u of %d is refused", (u) => {
    expect(() => forcedUniforms(base, [{ actor: "claim", site: "open", n: 0, u }])).toThrow(
      `a forced u must lie between 0 and 1, both excluded: ${u}`,
    );
  });
});
