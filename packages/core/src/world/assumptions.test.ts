import { describe, expect, it } from "vitest";
import { centralUniforms, pathUniforms } from "../chance/index.ts";
import { exact, toEpochDay, valueText } from "../quantity/index.ts";
import { HEAD, modelOf } from "../scenario/load-testing.ts";
import { Assumptions, NOTHING_TO_READ } from "./assumptions.ts";
import { indexOn, rateOn } from "./dated-series.ts";

const MODEL = modelOf(`${HEAD}assume:
  rent: 100 USD per year / 3
  twice: 2 * rent
  level: "uniform(0, 1)"
  also: level
  part: {kind: share, value: 3 * level}
rates: {RUB/USD: {2010-02-01: 30, 2010-06-01: 40}}
indices: {cpi: {2009: 80, 2010-07-01: 100}}
machines: {m: {initial: on, states: {on: {}}}}
actors: {x: {machine: m}}
`);
const PATH = { model: MODEL, uniforms: centralUniforms };
const place = { file: "t.yaml", line: 1, column: 1, length: 1 };
const show = (assumptions: Assumptions, name: string) =>
  valueText(MODEL.assumptions.get(name)?.kind as never, assumptions.value(name));

describe("Assumptions", () => {
  it("are exact: giving an expression a name changes no cent of what is made of it", () => {
    const assumptions = new Assumptions(MODEL, centralUniforms);
    expect(show(assumptions, "rent")).toBe("33.33 USD per year");
    expect(show(assumptions, "twice")).toBe("66.67 USD per year");
  });

  it("are drawn once per path", () => {
    const assumptions = new Assumptions(MODEL, pathUniforms("seed", 3));
    expect(assumptions.value("level")).toBe(assumptions.value("level"));
    expect(show(assumptions, "also")).toBe(show(assumptions, "level"));
    expect(show(new Assumptions(MODEL, pathUniforms("seed", 4)), "level")).not.toBe(show(assumptions, "level"));
  });

  it("change in a new object, with all that is made of them", () => {
    const before = new Assumptions(MODEL, centralUniforms);
    before.value("twice");
    const after = before.with("rent", exact(7n));
    expect(show(after, "twice")).toBe("0.14 USD per year");
    expect(show(before, "twice")).toBe("66.67 USD per year");
  });

  it("refuse a share that is none", () => {
    expect(() => new Assumptions(MODEL, centralUniforms).value("part")).toThrow(
      "a share is from 0 % to 100 %, and this is 150 %",
    );
  });
});

describe("dated series", () => {
  const on = (month: number, day: number) => toEpochDay(2010, month, day);

  it("hold from their date until the next, either way round", () => {
    const rate = (from: string, to: string, date: number) => rateOn(PATH, from, to, date, place).toFraction();
    expect([on(2, 1), on(5, 31), on(6, 1)].map((date) => rate("RUB", "USD", date))).toEqual(["30", "30", "40"]);
    expect(rate("USD", "RUB", on(12, 1))).toBe("1/40");
    expect([on(6, 30), on(7, 1)].map((date) => indexOn(PATH, "cpi", date, place).toFraction())).toEqual(["80", "100"]);
  });

  it("are not known before their first date", () => {
    expect(() => rateOn(PATH, "RUB", "USD", on(1, 31), place)).toThrow("`RUB/USD` is not known that early");
  });
});

describe("NOTHING_TO_READ", () => {
  it("refuses everything, as load has", () => {
    expect(() => NOTHING_TO_READ.draw("x")).toThrow("a draw cannot be read here; load refuses it");
    expect(() => NOTHING_TO_READ.remote("a", "b")).toThrow("another actor cannot be read here");
  });
});
