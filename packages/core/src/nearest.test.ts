import { describe, expect, it } from "vitest";
import { didYouMean, nearest } from "./nearest.ts";

describe("nearest", () => {
  it.each([
    ["endde", "ended"],
    ["Rent", "rent"],
    ["kazakstan", "kazakhstan"],
    ["x", "y"],
  ])("of %s is %s", (name, wanted) => {
    expect(nearest(name, ["rent", "ended", "kazakhstan", "y"])).toBe(wanted);
  });

  it("is none when all are further than a third of the name", () => {
    expect(nearest("lease", ["claim", "bids", "vostochny"])).toBe(undefined);
    expect(nearest("abcdef", ["abcxyz"])).toBe(undefined);
    expect(nearest("anything", [])).toBe(undefined);
  });

  it("counts two letters in the wrong order as one mistake", () => {
    expect(nearest("UDS", ["UZS", "USD", "UYU"])).toBe("USD");
    expect(nearest("trem", ["term", "tram"])).toBe("term");
  });

  it("is none for a name that is there", () => {
    expect(nearest("rent", ["rents", "rent"])).toBe(undefined);
  });

  it("takes the first in code-unit order on a tie, whatever order they come in", () => {
    expect(nearest("cat", ["hat", "bat"])).toBe("bat");
    expect(nearest("cat", ["bat", "hat"])).toBe("bat");
  });

  it("is quick with a name of a million letters", () => {
    expect(
      nearest(
        "a".repeat(1_000_000),
        Array.from({ length: 500 }, (_one, k) => `name_${k}`),
      ),
    ).toBe(undefined);
  }, 500);
});

describe("didYouMean", () => {
  it("is a line of help, or none", () => {
    expect(didYouMean("rnet", ["rent"])).toEqual(["did you mean `rent`?"]);
    expect(didYouMean("rnet", ["vostochny"])).toEqual([]);
  });
});
