import { describe, expect, it } from "vitest";
import type { Place } from "./problem.ts";
import { Problems } from "./problems.ts";

const at = (line: number, column = 1, file = "a.yaml"): Place => ({ file, line, column, length: 1 });

describe("Problems", () => {
  it("sorts by file, line and column; what has no place comes last; equals keep their order", () => {
    const problems = new Problems();
    problems.error("no-place", undefined, "none");
    problems.error("c", at(2, 3), "c");
    problems.warning("b", at(2, 1), "b");
    problems.error("other", at(1, 1, "b.yaml"), "other");
    problems.error("a", at(1), "a");
    problems.error("a-too", at(1), "a too");
    expect(problems.sorted().map(({ code }) => code)).toEqual(["a", "a-too", "b", "c", "other", "no-place"]);
  });

  it("says the same thing at the same place once, at two places twice", () => {
    const problems = new Problems();
    for (const place of [at(1), at(1), at(2)]) problems.error("a", place, "the same", { help: ["mend it"] });
    expect(problems.sorted().map(({ place }) => place?.line)).toEqual([1, 2]);
  });

  it("tells errors from warnings, and takes over those of a result", () => {
    const problems = new Problems();
    problems.warning("w", undefined, "w");
    expect(problems.hasErrors).toBe(false);
    expect(problems.take({ ok: true, value: 5, problems: [] })).toBe(5);
    const error = { code: "e", severity: "error", message: "e" } as const;
    expect(problems.take({ ok: false, problems: [error] })).toBe(undefined);
    expect(problems.hasErrors).toBe(true);
    expect(problems.sorted()).toHaveLength(2);
  });

  it("takes in more problems than a call has room for arguments", () => {
    const problems = new Problems();
    const one = { code: "e", severity: "error", message: "e" } as const;
    problems.add(Array.from({ length: 300_000 }, () => one));
    expect(problems.sorted()).toHaveLength(1);
  });
});
