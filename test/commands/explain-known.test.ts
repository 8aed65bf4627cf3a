/** What `steppe explain` says of what was known when, and of what was observed. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call, folderWith } from "./calling.ts";

/** A figure with what was held before it was known, and a record. */
const KNOWN = `steppe: 1
period: 2020-01-01 .. 2022-12-31
currency: USD
sources: {plan: {title: The plan, year: 2017}}
assume:
  ships:
    value: 9
    known: 2019-05-01
    judgement: counted
    earlier:
      - {known: 2015-01-01, value: 4, judgement: a guess}
      - {known: 2017-03-01, series: {2018-01-01: 6, 2021-01-01: 7}, source: plan, doc: For the whole harbour.}
observed:
  ships: {title: Ships seen, of: ships, series: {2021-12-31: 9, 2020-12-31: 8}, known: 2022-01-05, judgement: the log}
actors: {}
`;

let folder: ReturnType<typeof folderWith>;
beforeAll(() => {
  folder = folderWith({ "known.yaml": KNOWN });
});
afterAll(() => folder.remove());

const explain = (...args: string[]) => call(["explain", ...args], { cwd: folder.path });

describe("explain FILE KEY", () => {
  it("says since when a figure is known, and what was held before, the last first", async () => {
    expect((await explain("known.yaml", "ships")).stdout).toBe(`assume.ships, an assumption, number

  value         9
  written       9
                in known.yaml:7:12
  stands on     judgement: counted
  known since   2019-05-01
  held before   {2018-01-01: 6, 2021-01-01: 7}, since 2017-03-01, known.yaml:12:9
                For the whole harbour.
                source plan: The plan, 2017
  held before   4, since 2015-01-01, known.yaml:11:9
                judgement: a guess

Read by
  observed.ships, known.yaml:14:3

also of that name: observed.ships
`);
  });

  it("says what a record is of, and what was observed when", async () => {
    expect((await explain("known.yaml", "observed.ships")).stdout).toBe(`observed.ships, a record, number

  stands on     judgement: the log
  known since   2022-01-05
  of            ships
  2020-12-31    8
  2021-12-31    9
  reads         ships
`);
  });
});
