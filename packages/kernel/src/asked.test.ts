/** What is asked of a model: known before anything runs, and no more than is wanted. */
import { describe, expect, it } from "vitest";
import { askedOf, milestonesNamed, milestonesOf, type Subject } from "./asked.ts";
import { BERTH, modelOf } from "./kernel-testing.ts";

const model = modelOf(BERTH);

function subjects(about: Subject["about"], wanted = {}): readonly string[] {
  return askedOf(model, wanted).columns.flatMap(({ subject }) => {
    if (subject.about !== about) return [];
    if (subject.about === "measure") return [subject.name];
    if (subject.about === "milestone") return [subject.state];
    if (subject.about === "paid") return [`${subject.category} ${subject.year ?? "all"}`];
    return [subject.about === "expectation" ? subject.id : subject.actor];
  });
}

describe("what is asked", () => {
  it("is every measure, expectation and actor's end, and money by category and year", () => {
    expect(subjects("measure")).toEqual(["paid", "ended", "gone", "share", "length", "word", "per_stay"]);
    expect(subjects("expectation")).toEqual(["pays"]);
    expect(subjects("ending")).toEqual(["berth", "auditor"]);
    const years = ["all", "2020", "2021", "2022", "2023"];
    expect(subjects("paid")).toEqual([...years.map((year) => `audit ${year}`), ...years.map((year) => `rent ${year}`)]);
  });

  it("is of milestones those that something reads, the final states of the file's actors, and those named", () => {
    expect(subjects("milestone")).toEqual(["berth.empty"]);
    expect(subjects("milestone", { milestones: ["claim.closed"] })).toEqual(["berth.empty", "claim.closed"]);
    expect(subjects("milestone", { milestones: ["all"] })).toEqual([...milestonesOf(model).keys()]);
    expect([...milestonesOf(model).keys()]).toEqual([
      "berth.let",
      "berth.empty",
      "auditor.waiting",
      "auditor.looking",
      "claim.open",
      "claim.closed",
    ]);
    expect(() => askedOf(model, { milestones: ["berth.gone"] })).toThrow("`berth.gone` is no state of the model");
  });

  it("is no more than some measures where only they are wanted", () => {
    expect(askedOf(model, { measures: ["gone"], measuresOnly: true }).columns.map(({ subject }) => subject)).toEqual([
      { about: "measure", name: "gone", place: expect.objectContaining({ file: "test.yaml" }) },
    ]);
  });

  it("has years only until the last day", () => {
    const until = model.period.start + 400;
    expect(subjects("paid", { until })).toEqual([
      "audit all",
      "audit 2020",
      "audit 2021",
      "rent all",
      "rent 2020",
      "rent 2021",
    ]);
  });
});

describe("a milestone", () => {
  it("is named by its state's own name where that is the only one", () => {
    const nested = modelOf(BERTH.replace("closed: {type: final}", "closed: {initial: done, states: {done: {}}}"));
    expect(milestonesNamed(nested, "claim.done")).toEqual(["claim.closed.done"]);
    expect(milestonesNamed(nested, "claim.closed")).toEqual(["claim.closed"]);
    expect(milestonesNamed(nested, "claim.gone")).toEqual([]);
    expect(milestonesNamed(nested, "claim")).toEqual([]);
  });
});
