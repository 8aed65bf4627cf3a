/** What `steppe compare` says of futures that part where something is put down for later. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call, folderWith, sectionOf } from "./calling.ts";

const PIER = `steppe: 1
title: A pier
period: 2020-01-01 .. 2023-12-31
currency: EUR
assume:
  ready: {value: never, judgement: "for the test"}
  patience: {value: 3 years, judgement: "for the test"}
machines:
  pier:
    inputs: {ready: date, patience: duration}
    delays: {to_ready: "max(0 days, min(ready, 9999-12-30) - today)"}
    initial: building
    states:
      building:
        entry: {raise: {event: give_up, delay: patience, id: patience_ends}}
        after: {to_ready: open}
        on: {give_up: ruin}
      open: {}
      ruin: {}
    events: {give_up: {}}
actors:
  pier: {machine: pier, with: {ready: ready, patience: patience}}
measures:
  open: date(pier.open)
  ruined: date(pier.ruin)
  wait: patience
variants:
  built: {title: The pier is built, assume: {ready: {value: 2021-06-30, judgement: "for the test"}}}
`;

let folder: ReturnType<typeof folderWith>;
beforeAll(() => {
  folder = folderWith({ "pier.yaml": PIER });
});
afterAll(() => folder.remove());

describe("futures that part at a delay", () => {
  it("say for what each waits, and never where it has no end", async () => {
    const { stdout } = await call(["compare", "pier.yaml", "@built"], { cwd: folder.path, env: { COLUMNS: "140" } });
    expect(sectionOf(stdout, "Where they part from pier.yaml")).toEqual([
      "  @built     2020-01-01: pier → building; waits until 2023-01-01 (patience_ends); waits until 2021-06-30 (after to_ready)",
      "             in pier.yaml: pier → building; waits until 2023-01-01 (patience_ends); waits until never (after to_ready)",
    ]);
  });
});
