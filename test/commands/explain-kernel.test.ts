/** `--explain-kernel`: what was found before code was made, and what was asked of exact arithmetic. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { ROOT } from "../command.ts";
import { call, folderWith } from "./calling.ts";

const SCENARIO = `steppe: 1
title: Two sites and what they cost
period: 2020-01-01 .. 2023-12-31
currency: USD
parties: [owner, builder]
assume:
  rent: {value: 12 million USD per year, judgement: for the test}
  drawn: {value: "uniform(1 million USD, 2 million USD) per year", judgement: for the test}
machines:
  site:
    variables: {failures: {kind: number, initial: 0}}
    initial: working
    states:
      working:
        after:
          "exponential(90 days, as: wait)":
            target: stopped
            actions: [{pay: {from: owner, to: builder, amount: 2 USD, for: repair}}, {set: {failures: failures + 1}}]
      stopped: {after: {"exponential(9 days, as: repair)": working}}
  ears:
    initial: on
    states: {on: {on: {heard.stopped: {actions: {pay: {from: owner, to: builder, amount: 1 USD, for: news}}}}}}
actors:
  lease: {machine: lease, with: {landlord: builder, tenant: owner, rent: rent, every: 3 months, from: 2020-03-31, until: never}}
  other: {machine: lease, with: {landlord: owner, tenant: builder, rent: drawn, every: 1 month, from: 2020-01-31, until: never}}
  quiet: {machine: site}
  still: {machine: site}
  heard: {machine: site}
  ears: {machine: ears}
measures: {all: paid(), failures: quiet.failures, root: sqrt(quiet.failures)}
`;

let folder: ReturnType<typeof folderWith>;
beforeAll(() => {
  folder = folderWith({ "sites.yaml": SCENARIO });
});
afterAll(() => folder.remove());

const explained = (...args: string[]) =>
  call(["run", "sites.yaml", "--paths", "40", "--explain-kernel", ...args], { cwd: folder.path });

it("says of each pass what it did to whom, and why not to others, with its place", async () => {
  const { code, stdout, stderr } = await explained();
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatchInlineSnapshot(`
    "sites.yaml: what was found before code was made

    postings: postings go into sums

    alone: 4 of 6 actors run by themselves
      lease, other, quiet, still: run alone
      heard: others hear \`heard.stopped\` (sites.yaml:19:7)
      ears: it hears \`heard.stopped\` (sites.yaml:19:7)

    once: 1 of 6 actors run once for all paths
      lease: the same on every path
      other: it reads \`drawn\`, which differs from path to path (sites.yaml:25:74)
      quiet, still: it draws (sites.yaml:16:11)

    unasked: something of 1 of 6 actors is left out
      still: nobody reads \`failures\`

    calendars: calendars of 1 of 6 actors pay one amount many times
      other: each pays the same until something happens

    guards: guards of 0 of 6 actors that run with others are not asked

    timers: timers of 0 of 6 actors are not put down

    Exact arithmetic
      asked 40 times on 40 paths
      40 times  at sites.yaml:30:57

    Left to the World
      0 of 40 paths
    "
  `);
});

it("says the same as JSON", async () => {
  const { stdout } = await explained("--json");
  const described = z.fromJSONSchema(JSON.parse(readFileSync(join(ROOT, "docs/kernel.schema.json"), "utf8")));
  const { schema, runs } = described.parse(JSON.parse(stdout)) as ReturnType<typeof JSON.parse>;
  expect(described.safeParse({ schema, runs: [{ ...runs[0], asked: undefined }] }).success).toBe(false);
  expect(runs[0].asked).toEqual([{ times: 40, place: { file: "sites.yaml", line: 30, column: 57 } }]);
  expect(schema).toBe("steppe.kernel/1");
  expect(runs[0].passes.map(({ pass }: { pass: string }) => pass)).toEqual([
    "postings",
    "alone",
    "once",
    "unasked",
    "calendars",
    "guards",
    "timers",
  ]);
  expect(runs[0].passes[1].lines[1]).toEqual({
    actors: ["heard"],
    text: "others hear `heard.stopped`",
    place: { file: "sites.yaml", line: 19, column: 7 },
  });
  expect(runs[0]).toMatchObject({ scenario: "sites.yaml", paths: 40, left_to_world: 0 });
});

it.each([
  [["--engine", "world"], "`--explain-kernel` is of code, and the World has none"],
  [["--workers", "2"], "`--workers` does not go with `--explain-kernel`, which prints no results"],
  [["--columns", "x"], "`--columns` does not go with `--explain-kernel`, which prints no results"],
])("refuses %j", async (args, message) => {
  const { code, stderr } = await explained(...args);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});

it("needs many paths", async () => {
  const { code, stderr } = await call(["run", "sites.yaml", "--explain-kernel"], { cwd: folder.path });
  expect(code).toBe(2);
  expect(stderr).toContain("`--explain-kernel` goes with `--paths`");
});
