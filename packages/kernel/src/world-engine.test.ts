/** The World as an engine: its columns are what single runs come to, value by value. */
import { createWorld, dateText, type Exact, exact, NEVER, outcomeOf, pathUniforms, run, toDouble } from "@steppe/core";
import { describe, expect, it } from "vitest";
import { type AskedColumn, askedOf } from "./asked.ts";
import { assemble, type Column, type Columns, isPresent, NEVER_DAY, whole } from "./columns.ts";
import { BERTH, modelOf } from "./kernel-testing.ts";
import { worldEngine } from "./world-engine.ts";

const model = modelOf(BERTH);
const asked = askedOf(model);
const engine = worldEngine({ model, seed: "engine", asked });
const PATHS = 40;
const columns = engine.run(0, PATHS);

/** A value of a column as it would be shown; undefined where there is none. */
function at({ columns: all }: Columns, about: (column: AskedColumn) => boolean, index: number): unknown {
  const place = asked.columns.findIndex(about);
  const column = all[place] as Column;
  if (!isPresent(column, index)) return undefined;
  if (column.type === "text") return column.texts[column.codes[index] as number];
  if (column.type === "duration") return { months: column.months[index], days: column.days[index] };
  return column.values[index];
}

const measure =
  (name: string) =>
  ({ subject }: AskedColumn) =>
    subject.about === "measure" && subject.name === name;

/** What a single run of a path comes to. */
const outcome = (path: number) => outcomeOf(run(createWorld(model, pathUniforms("engine", path))));

describe("the columns of the World", () => {
  it("have each measure of each path as a run of that path has it", () => {
    for (let path = 0; path < PATHS; path += 1) {
      const single = outcome(path);
      for (const { measure: one, kind, result } of single.measures) {
        const value = at(columns, measure(one.name), path);
        if (single.problem || "problem" in result) expect(value).toBe(undefined);
        else if (kind.type === "money") expect(value).toBe(BigInt((result.value as Exact).toFraction()));
        else if (kind.type === "number") expect(value).toBeCloseTo(toDouble(result.value as Exact), 14);
        else if (kind.type === "date") expect(value).toBe(result.value === NEVER ? NEVER_DAY : result.value);
        else if (kind.type === "boolean") expect(value).toBe(result.value ? 1 : 0);
        else expect(value).toEqual(result.value);
      }
    }
  });

  it("have what was paid by year and in all, milestones, endings and broken expectations", () => {
    for (let path = 0; path < PATHS; path += 1) {
      const { world, totals, expectations, problem } = outcome(path);
      if (problem) continue;
      const paid =
        (year: number | null) =>
        ({ subject }: AskedColumn) =>
          subject.about === "paid" && subject.category === "rent" && subject.year === year;
      const postings = [...world.journal.postings].filter(({ category }) => category === "rent");
      for (const year of [2020, 2021, 2022, 2023]) {
        const inYear = postings.filter(({ date }) => dateText(date).startsWith(String(year)));
        expect(at(columns, paid(year), path)).toBe(inYear.reduce((sum, { minor }) => sum + minor, 0n));
      }
      expect(at(columns, paid(null), path)).toBe(totals.find(({ category }) => category === "rent")?.paid ?? 0n);
      const empty = ({ subject }: AskedColumn) => subject.about === "milestone" && subject.state === "berth.empty";
      expect(at(columns, empty, path)).toBe(world.milestones.get("berth.empty")?.first ?? NEVER_DAY);
      const ending = ({ subject }: AskedColumn) => subject.about === "ending" && subject.actor === "berth";
      expect(at(columns, ending, path)).toBe(world.milestones.has("berth.empty") ? "empty" : "let");
      const broken = at(columns, ({ subject }) => subject.about === "expectation", path) !== NEVER_DAY;
      expect(broken).toBe(!expectations[0]?.holds);
    }
  });

  it("name each path that went wrong with its problem, and leave it no value anywhere", () => {
    const failed = columns.troubles.filter(({ column }) => column < 0);
    const wrong = Array.from({ length: PATHS }, (_, path) => path).filter((path) => outcome(path).problem);
    expect(failed.map(({ path }) => path)).toEqual(wrong);
    expect(wrong.length).toBeGreaterThan(2);
    for (const { path, problem } of failed) {
      expect(problem).toEqual(outcome(path).problem);
      expect(columns.columns.some((column) => isPresent(column, path))).toBe(false);
    }
  });

  it("say why a measure has no value, and keep the others of the path", () => {
    const place = asked.columns.findIndex(measure("per_stay"));
    const missing = columns.troubles.filter(({ column }) => column >= 0);
    expect(missing.length).toBeGreaterThan(2);
    for (const { path, column, problem } of missing) {
      expect(column).toBe(place);
      expect(problem.code).toBe("division-by-zero");
      expect(at(columns, measure("paid"), path)).not.toBe(undefined);
    }
  });

  it("do not depend on the range that was asked for", () => {
    const parts = [engine.run(0, 1), engine.run(1, 7), engine.run(8, PATHS - 8)];
    expect(assemble(parts.map(whole))).toEqual(columns);
    expect(engine.run(8, 3)).toEqual(assemble([{ columns, from: 8, to: 11 }]));
  });
});

describe("what does not fit a column", () => {
  const of = (value: string): Columns => {
    const large = modelOf(BERTH.replace("  gone: gone", `  large: "${value}"\n  gone: gone`));
    return worldEngine({
      model: large,
      seed: "large",
      asked: askedOf(large, { measures: ["large"], measuresOnly: true }),
    }).run(0, 8);
  };
  const largest = (2n ** 63n - 1n).toString();
  const eur = `${largest.slice(0, -2)}.${largest.slice(-2)} EUR`;

  it("is a trouble of the path and never a wrap: money past 64 bits", () => {
    const fits = of(eur);
    expect(fits.troubles.filter(({ column }) => column >= 0)).toEqual([]);
    const [column] = fits.columns as [Column & { type: "whole" }];
    const present = Array.from({ length: 8 }, (_, index) => index).filter((index) => isPresent(column, index));
    expect(present.map((index) => column.values[index])).toEqual(present.map(() => 2n ** 63n - 1n));
    const over = of(`${eur} + 0.01 EUR`).troubles.filter(({ column: one }) => one === 0);
    expect(over).toHaveLength(present.length);
    expect(over[0]?.problem).toMatchObject({
      code: "value-too-large",
      message: "the measure `large` is too large for the results of many paths",
      place: { file: "test.yaml" },
    });
  });

  it("is a sum of payments, each of which would fit", () => {
    const dear = modelOf(
      BERTH.replace("10 EUR / if(stopped, 0, 1)", "50 trillion EUR * 1000").replace(
        "{entry: {pay: {from: carrier",
        "{after: {1 day: {target: looking, reenter: true}}, entry: {pay: {from: carrier",
      ),
    );
    const of = askedOf(dear);
    const found = worldEngine({ model: dear, seed: "large", asked: of }).run(0, 1).troubles;
    const messages = found
      .filter(({ problem }) => problem.code === "value-too-large")
      .map(({ problem }) => problem.message);
    expect(messages).toEqual(
      ["", " in 2022", " in 2023"].map(
        (when) => `what was paid for \`audit\`${when} is too large for the results of many paths`,
      ),
    );
  });

  it("is a number past the greatest double", () => {
    const trouble = of("10^400").troubles.find(({ column }) => column === 0);
    expect(trouble?.problem).toMatchObject({
      code: "value-too-large",
      notes: ["numbers are kept as doubles, up to 1.79e308"],
    });
  });

  it("is not a number with more digits than a column has: it keeps 15", () => {
    const {
      columns: [column],
    } = of("1 / 3") as Columns & { columns: [Column & { type: "number" }] };
    const index = [0, 1, 2, 3, 4, 5, 6, 7].find((one) => isPresent(column, one)) as number;
    expect(column.values[index]).toBe(0.333333333333333);
    expect(exact(1, 3).valueOf()).not.toBe(0.333333333333333);
  });
});
