import { describe, expect, it } from "vitest";
import { describeWalks, endOf, pathOf, textOf } from "./walking.ts";

const VOICE = {
  machine: "voice",
  scenario: (inputs: string, timeline: string) => `
steppe: 1
period: 2012-12-01 .. 2014-12-31
currency: USD
parties: [owner, holder]
actors:
  agency: {machine: voice, with: {side: owner${inputs && `, ${inputs}`}}}
  notes: {machine: notes, with: {sender: holder, receiver: owner, asks_after: 41 days}}
timeline:
${timeline || "  []"}
`,
};

/** The same with a foreign ministry on each side; paths are then those of all voices. */
const MINISTRIES = {
  ...VOICE,
  scenario: (inputs: string, timeline: string) =>
    VOICE.scenario(inputs, timeline).replace(
      "  notes:",
      "  ministry: {machine: voice, with: {side: owner, denies: true}}\n" +
        "  other_ministry: {machine: voice, with: {side: holder, denies: true}}\n  notes:",
    ),
};

const tell = (on: string, event: string, actor = "agency") => `on: ${on}, actor: ${actor}, event: ${event}`;

const SPEECH = tell("2012-12-10", "threaten");
const ALONE = ["2012-12-01 official_line", "2012-12-10 dissonant"] as const;
const STARTS = Array.from({ length: 3 }, () => "2012-12-01 official_line");

describeWalks({
  ...MINISTRIES,
  walks: [
    {
      does: "is denied by the foreign ministry of its own side a month later",
      timeline: [SPEECH],
      path: [
        ...STARTS,
        "2012-12-10 dissonant",
        "2012-12-10 disowning",
        "2013-01-10 official_line",
        "2013-01-10 official_line",
      ],
    },
    {
      does: "is denied at once where the ministry is told to",
      timeline: [SPEECH, tell("2012-12-12", "deny", "ministry")],
      path: [
        ...STARTS,
        "2012-12-10 dissonant",
        "2012-12-10 disowning",
        "2012-12-12 official_line",
        "2012-12-12 official_line",
      ],
    },
    {
      does: "is explained by its own ministry when the ministers meet, if they meet first",
      timeline: [SPEECH, tell("2012-12-12", "ask", "notes")],
      path: [
        ...STARTS,
        "2012-12-10 dissonant",
        "2012-12-10 disowning",
        "2012-12-19 official_line",
        "2012-12-19 official_line",
      ],
    },
    {
      does: "takes its words back, and speaks again",
      timeline: [
        SPEECH,
        tell("2012-12-12", "threaten"),
        tell("2012-12-20", "recant"),
        tell("2013-06-01", "threaten", "other_ministry"),
      ],
      path: [
        ...STARTS,
        "2012-12-10 dissonant",
        "2012-12-10 disowning",
        "2012-12-20 official_line",
        "2013-01-10 official_line",
        "2013-06-01 dissonant",
        "2014-05-01 official_line",
      ],
    },
    {
      does: "is explained away by the ministers when they meet",
      timeline: [tell("2013-06-01", "threaten", "ministry"), tell("2013-06-05", "ask", "notes")],
      path: [...STARTS, "2013-06-01 dissonant", "2013-06-12 official_line"],
    },
    {
      does: "calls a leaked note of its side routine the next day, or when told to",
      timeline: [
        tell("2013-01-18", "threaten_stop", "notes"),
        tell("2013-01-24", "leak", "notes"),
        tell("2013-02-01", "leak", "notes"),
        tell("2013-02-01", "deny", "other_ministry"),
      ],
      path: [
        ...STARTS,
        "2013-01-24 playing_down",
        "2013-01-25 official_line",
        "2013-02-01 playing_down",
        "2013-02-01 official_line",
      ],
    },
  ],
});

describe("a voice that nobody answers for", () => {
  const path = (timeline: readonly string[], inputs: readonly string[] = []) =>
    pathOf(endOf(textOf(VOICE, { timeline, with: inputs })), "voice");

  it("stays out of tune until the ministers meet over the note that asks what it meant", () => {
    expect(path([SPEECH])).toEqual([...ALONE, "2013-01-27 official_line"]);
  });

  it("stays out of tune for eleven months where no note is written", () => {
    expect(path([SPEECH, tell("2012-12-11", "threaten_stop", "notes"), tell("2012-12-12", "settle", "notes")])).toEqual(
      [...ALONE, "2013-11-10 official_line"],
    );
  });

  it("does not deny itself, though it speaks for the whole", () => {
    expect(path([SPEECH], ["denies: true"])[1]).toBe("2012-12-10 dissonant");
  });
});
