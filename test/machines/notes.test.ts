import { dateText } from "@steppe/core";
import { describe, expect, it } from "vitest";
import { describeWalks, endOf, pathOf, pathsOf, textOf } from "./walking.ts";

const NOTES = {
  machine: "notes",
  scenario: (inputs: string, timeline: string) => `
steppe: 1
period: 2012-12-01 .. 2014-12-31
currency: USD
parties: [owner, holder]
actors:
  notes: {machine: notes, with: {sender: holder, receiver: owner${inputs && `, ${inputs}`}}}
  agency: {machine: voice, with: {side: owner}}
  own_agency: {machine: voice, with: {side: holder}}
timeline:
${timeline || "  []"}
`,
};

const tell = (on: string, event: string, actor = "notes") => `on: ${on}, actor: ${actor}, event: ${event}`;
const refuse = (on: string, launches = 5) => `${tell(on, "launch_refused")}, with: {launches: ${launches}}`;
const AT_ONCE = "threatens_after: 0 days";

const SPEECH = tell("2012-12-10", "threaten", "agency");
const DENIED = (on: string) => `on: ${on}, actor: notes, event: threat_denied, with: {by: owner}`;
const START = "2012-12-01 quiet";
const OFFENDED = [START, "2012-12-10 offended"] as const;
const ASKED = [...OFFENDED, "2013-01-09 explanation_asked"] as const;
const STOPPED = [START, "2013-01-18 threat_standing", "2013-03-28 projects_stopped"] as const;

describeWalks({
  ...NOTES,
  walks: [
    {
      does: "asks for an explanation thirty days after a threat, and the ministers meet",
      timeline: [SPEECH],
      path: [...ASKED, "2013-01-16 quiet"],
    },
    {
      does: "does not ask where the threat is denied before",
      timeline: [SPEECH, DENIED("2012-12-20")],
      path: [...OFFENDED, "2012-12-20 quiet"],
    },
    {
      does: "is answered by a denial",
      timeline: [SPEECH, DENIED("2013-01-10")],
      path: [...ASKED, "2013-01-10 quiet"],
    },
    {
      does: "asks sooner where it is told to; the matter is settled",
      timeline: [SPEECH, tell("2012-12-11", "ask"), tell("2012-12-12", "settle")],
      path: [...OFFENDED, "2012-12-11 explanation_asked", "2012-12-12 quiet"],
    },
    {
      does: "threatens when a launch is refused while a threat is still unanswered",
      timeline: [SPEECH, refuse("2012-12-28"), tell("2013-01-01", "settle")],
      with: [AT_ONCE],
      path: [...OFFENDED, "2012-12-28 threat_standing", "2013-01-01 quiet"],
    },
    {
      does: "threatens while a threat is still unanswered, where it is told to",
      timeline: [SPEECH, tell("2012-12-28", "threaten_stop"), tell("2013-01-01", "launches_allowed")],
      path: [...OFFENDED, "2012-12-28 threat_standing", "2013-01-01 quiet"],
    },
    {
      does: "sends the two notes of January 2013, the second with the threat, and both are leaked",
      timeline: [SPEECH, tell("2013-01-12", "leak"), refuse("2013-01-14"), tell("2013-01-24", "leak")],
      with: [AT_ONCE],
      path: [...ASKED, "2013-01-14 threat_standing", "2013-03-24 quiet"],
    },
    {
      does: "threatens three weeks after launches were refused, whatever else is asked meanwhile",
      timeline: [SPEECH, refuse("2012-12-28")],
      path: [...ASKED, "2013-01-16 quiet", "2013-01-18 threat_standing", "2013-03-28 quiet"],
    },
    {
      does: "bears that one launch is refused, and more that are allowed before the note is written",
      timeline: [
        refuse("2012-12-01", 1),
        refuse("2012-12-02"),
        tell("2012-12-09", "launches_allowed"),
        SPEECH,
        tell("2012-12-11", "launches_allowed"),
        tell("2013-01-09", "ask"),
        refuse("2013-01-10"),
        tell("2013-01-11", "launches_allowed"),
      ],
      path: [...ASKED, "2013-01-16 quiet"],
    },
    {
      does: "adds a threat to a request where it is told to",
      timeline: [tell("2013-01-10", "ask"), tell("2013-01-14", "threaten_stop")],
      path: [START, "2013-01-10 explanation_asked", "2013-01-14 threat_standing", "2013-03-24 quiet"],
    },
    {
      does: "threatens from a clear sky",
      timeline: [tell("2013-01-18", "threaten_stop")],
      path: [START, "2013-01-18 threat_standing", "2013-03-28 quiet"],
    },
    {
      does: "stops all joint projects where the threat is carried out, for half a year",
      timeline: [refuse("2012-12-28")],
      with: ["stops: 100%"],
      path: [...STOPPED, "2013-09-28 quiet"],
    },
    {
      does: "goes on when the launches are allowed",
      timeline: [refuse("2012-12-28"), tell("2013-04-01", "launches_allowed")],
      with: ["stops: 100%"],
      path: [...STOPPED, "2013-04-01 quiet"],
    },
    {
      does: "goes on when the matter is settled",
      timeline: [refuse("2012-12-28"), tell("2013-04-01", "settle")],
      with: ["stops: 100%"],
      path: [...STOPPED, "2013-04-01 quiet"],
    },
  ],
});

describe("notes", () => {
  const world = (timeline: readonly string[]) => endOf(textOf(NOTES, { timeline, with: [AT_ONCE] }));
  const values = (timeline: readonly string[]) => {
    const context = world(timeline).actors.find(({ name }) => name === "notes")?.snapshot?.context;
    return [context?.sent, context?.leaks].map(String);
  };

  it("are counted, and so are leaks", () => {
    expect(values([SPEECH, tell("2013-01-12", "leak"), refuse("2013-01-14")])).toEqual(["2", "1"]);
  });

  it("are followed by a meeting of the ministers, a week after the last one", () => {
    const met = [...world([tell("2013-01-14", "ask"), tell("2013-01-18", "threaten_stop")]).trace]
      .filter(({ event, heard }) => event === "meet" && heard)
      .map(({ date }) => dateText(date));
    expect(met).toEqual(["2013-01-25"]);
  });

  it("are not written about a threat of the sender's own side", () => {
    expect(pathOf(world([tell("2012-12-10", "threaten", "own_agency")]), "notes")).toEqual([START]);
  });

  it("stop the joint projects as often as they are said to", () => {
    const text = textOf(NOTES, { timeline: [refuse("2012-12-28")], with: ["stops: 30%"] });
    const stopped = pathsOf(text, "notes", 200).filter((one) =>
      pathOf(one, "notes").includes("2013-03-28 projects_stopped"),
    ).length;
    // 60 of 200 expected, with a standard deviation of 6.5.
    expect(stopped).toBeGreaterThan(34);
    expect(stopped).toBeLessThan(86);
  });
});
