import { describe, expect, it } from "vitest";
import { problemsOf } from "./load-testing.ts";

const text = (delay: string, amount: string): string => `
steppe: 1
period: 2010-01-01 .. 2019-12-31
currency: USD
parties: [a, b]
assume: {wait: 2 years, twice: 2 * wait, rent: 5 USD}
machines:
  payer:
    inputs: {delay: duration, sum: money}
    initial: idle
    states:
      idle: {after: {delay: {target: done, actions: {pay: {from: a, to: b, amount: sum, for: rent}}}}}
      done: {type: final}
actors: {one: {machine: payer, with: {delay: ${delay}, sum: ${amount}}}}
timeline:
  - {on: 2011-01-01, assume: {wait: 3 years}}
  - {on: 2011-01-01, assume: {rent: 6 USD}}
`;
const brief = (delay: string, amount = "rent") =>
  problemsOf(text(delay, amount)).map((one) => one.replace(/^\S+ /, ""));

describe("change-not-felt", () => {
  it("warns of a change that a pending delay does not feel, through inputs and other assumptions", () => {
    const message =
      "?change-not-felt the delay `delay` of `one` reads `wait` once, and does not move when it changes here";
    expect(brief("wait")).toEqual([message]);
    expect(brief("twice")).toEqual([message]);
  });

  it("is silent where what changes is read anew each time", () => {
    expect(brief("1 year")).toEqual([]);
  });
});
