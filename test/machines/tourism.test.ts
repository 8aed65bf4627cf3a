import { describe, expect, it } from "vitest";
import { describeWalks, endOf, paymentsOf, textOf } from "./walking.ts";

const TOURISM = {
  machine: "tourism",
  scenario: (inputs: string, timeline: string) => `
steppe: 1
period: 2010-01-01 .. 2019-12-31
currency: USD
parties: [owner, visitors]
actors:
  tourism: {machine: tourism, with: {host: owner, guests: visitors, price: 5400 USD${inputs && `, ${inputs}`}}}
timeline:
${timeline || "  []"}
`,
};

const tell = (on: string, event: string, fields = "") =>
  `on: ${on}, actor: tourism, event: ${event}${fields && `, with: {${fields}}`}`;
const museum = (on: string) => tell(on, "pad_returned", "museum: true");

const START = "2010-01-01 closed";

describeWalks({
  ...TOURISM,
  walks: [
    {
      does: "opens by steps, and closes",
      timeline: [
        tell("2011-01-01", "invite"),
        tell("2012-01-01", "open"),
        tell("2013-01-01", "season", "launches: 2"),
        tell("2014-01-01", "close"),
      ],
      path: [START, "2011-01-01 by_invitation", "2012-01-01 launch_days", "2014-01-01 closed"],
    },
    {
      does: "opens at once, has a museum beside the launches, and closes",
      timeline: [
        tell("2011-01-01", "open"),
        museum("2012-01-01"),
        tell("2013-01-01", "season", "launches: 2"),
        tell("2014-01-01", "close"),
      ],
      path: [START, "2011-01-01 launch_days", "2012-01-01 museum_site", "2014-01-01 closed"],
    },
    {
      does: "is a museum when the lease says that a pad goes back for one, by whatever way it was open",
      timeline: [
        tell("2010-02-01", "season", "launches: 3"),
        tell("2010-06-01", "part_returned", "museum: true"),
        tell("2011-01-01", "part_returned", "pads: 1"),
        tell("2012-01-01", "part_returned", "pads: 1, museum: true"),
        tell("2013-01-01", "close"),
        tell("2013-02-01", "invite"),
        tell("2013-02-02", "season", "launches: 2"),
        tell("2013-03-01", "part_returned", "pads: 1, museum: true"),
        tell("2014-01-01", "close"),
        tell("2014-02-01", "open"),
        tell("2014-03-01", "part_returned", "pads: 1, museum: true"),
      ],
      path: [
        START,
        "2012-01-01 museum_site",
        "2013-01-01 closed",
        "2013-02-01 by_invitation",
        "2013-03-01 museum_site",
        "2014-01-01 closed",
        "2014-02-01 launch_days",
        "2014-03-01 museum_site",
      ],
    },
    {
      does: "is a museum where nobody came before",
      timeline: [museum("2012-01-01")],
      path: [START, "2012-01-01 museum_site"],
    },
    {
      does: "invites, and closes again; then a museum follows invitations",
      timeline: [
        tell("2011-01-01", "invite"),
        tell("2011-06-01", "close"),
        tell("2011-07-01", "invite"),
        museum("2012-01-01"),
      ],
      path: [
        START,
        "2011-01-01 by_invitation",
        "2011-06-01 closed",
        "2011-07-01 by_invitation",
        "2012-01-01 museum_site",
      ],
    },
    {
      does: "does not open launches where the tenant objects, nor makes a museum of a pad that is to work",
      timeline: [
        tell("2011-01-01", "open"),
        tell("2011-02-01", "invite"),
        tell("2011-03-01", "open"),
        tell("2011-04-01", "pad_returned"),
      ],
      with: ["tenant_objects: true"],
      path: [START, "2011-02-01 by_invitation"],
    },
  ],
});

describe("visitors", () => {
  const paid = (timeline: readonly string[], inputs: readonly string[] = []) =>
    paymentsOf(endOf(textOf(TOURISM, { timeline, with: inputs })));

  it("pay at the close of each year, and for the days of a broken one", () => {
    // 120 guests at 4 launches for 5,400 USD; the 184 days from 1 July are paid for, then 365, then 90.
    expect(paid([tell("2013-07-01", "open"), tell("2015-04-01", "close")])).toEqual([
      "2013-12-31 1306652.05 tourism",
      "2014-12-31 2592000.00 tourism",
      "2015-04-01 639123.29 tourism",
    ]);
  });

  it("pay at the old rate up to the day on which another season begins", () => {
    expect(paid([tell("2018-07-01", "open"), tell("2019-01-01", "season", "launches: 1")])).toEqual([
      "2018-12-31 1306652.05 tourism",
      "2019-12-31 648000.00 tourism",
    ]);
  });

  it("come to a museum for little, and to launches beside it where the tenant does not object", () => {
    expect(paid([museum("2019-01-01")])).toEqual(["2019-12-31 2862000.00 tourism"]);
    expect(paid([museum("2019-01-01")], ["tenant_objects: true"])).toEqual(["2019-12-31 270000.00 tourism"]);
  });

  it("who are invited pay nothing unless it is said", () => {
    expect(paid([tell("2019-01-01", "invite")])).toEqual([]);
    expect(paid([tell("2019-01-01", "invite")], ["invited: 10"])).toEqual(["2019-12-31 54000.00 tourism"]);
  });
});
