import { toEpochDay } from "@steppe/core";
import { describe, expect, it } from "vitest";
import { going, groundOf, textsOf, viewOf, walked } from "./panes-testing.ts";
import { whyLines } from "./why.ts";

const baikonur = walked(groundOf("baikonur.yaml"));
const crash = going(baikonur, { do: "to-date", date: toEpochDay(2013, 7, 2) });

function why(target: string, walk = crash): string {
  const found = whyLines(viewOf(walk), target);
  return found.ok ? textsOf(found.lines).join("\n") : `${found.problems[0]?.code}: ${found.problems[0]?.message}`;
}

describe("why", () => {
  it("an actor is in its state: the chain back to the timeline, with file, line and source", () => {
    expect(why("launches/claim/2013")).toMatchInlineSnapshot(`
      "launches/claim/2013 is unsettled.lodged, since 2013-07-02

      Because
        2013-07-02  launches/claim/2013: start, → unsettled.lodged
                    step 75, from step 74
        2013-07-02  launches: crash (claimed 89,000,000 USD, inside yes, name 2013)
                    step 74, from timeline crash-2013
                    scenarios/baikonur.yaml:226:5
                    source trend-2013: Kazakhstan and Russia: Complicated partnership
                    at Baikonur to be continued, Elena Kosolapova, Trend News Agency,
                    2013-12-27,
                    http://en.trend.az/regions/casia/kazakhstan/2225719.html"
    `);
  });

  it("a state was entered, or not", () => {
    expect(why("launches/claim/2007.paid").split("\n")[0]).toBe(
      "launches/claim/2007.paid was entered on 2008-03-16, and is so now",
    );
    expect(why("launches/claim/2007.agreed").split("\n")[0]).toBe(
      "launches/claim/2007.agreed was entered on 2008-01-16, and has been left since",
    );
    expect(why("lease.ended")).toBe("lease.ended has not been entered up to 2013-07-02");
  });

  it("a variable has its value", () => {
    expect(why("lease.charged_to")).toMatch(/^lease\.charged_to is 2013-06-30, set on 2013-06-30\n\nBecause\n/);
    expect(why("lease.arrears")).toBe("lease.arrears is 0.00 USD: its first value, nothing has set it yet");
  });

  it("an input was given", () => {
    expect(why("lease.rent")).toContain("scenarios/baikonur.yaml");
    expect(why("lease.rent")).toContain("115,000,000.00 USD per year");
    expect(why("lease.resists")).toMatch(/resists/);
    expect(why("launches/claim/2013.claimed")).toMatch(
      /^launches\/claim\/2013\.claimed is 89,000,000\.00 USD, given by launches\n\nBecause\n/,
    );
  });

  it("a posting or a step was made, by its number", () => {
    expect(why("posting 41")).toMatch(/^Posting 41 of 82\n/);
    expect(why("41")).toBe(why("posting 41"));
    expect(why("step 74")).toMatch(/^Step 74\/127\+\n2013-07-02 {2}launches: crash\n/);
    expect(why("")).toMatch(/^Step 75\/127\+\n/);
  });

  it("a measure or an assumption has its value", () => {
    expect(why("claims_paid")).toMatch(/^claims_paid: Claims paid\n {2}1, as of 2013-07-02\n/);
    expect(why("measure claims_paid")).toBe(why("claims_paid"));
    expect(why("rent")).toMatch(/^rent is 115,000,000\.00 USD per year on 2013-07-02\n\nWhere it stands\n/);
    const dear = going(crash, { do: "assume", assumption: "rent", value: "175 million USD per year", as: "dear" });
    expect(why("rent", dear)).toMatch(
      /^rent is 175,000,000\.00 USD per year on 2013-07-02\n\nBecause\n {2}2013-07-02 {2}the assumptions: assume\n/,
    );
  });

  it("is refused for what is not there, with what may be meant", () => {
    expect(why("lase")).toBe("no-such-name: there is no `lase` to ask about");
    const found = whyLines(viewOf(crash), "lase");
    expect(found.ok ? [] : found.problems[0]?.help?.[0]).toBe("did you mean `lease`?");
    expect(why("posting 900")).toBe("no-such-posting: there is no posting 900 yet");
    expect(why("step 900")).toBe("no-such-step: there is no step 900 yet");
    expect(why("lease.nothing")).toBe("no-such-name: there is no `lease.nothing` to ask about");
  });
});
