/** `steppe diff` as a user meets it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call, folderWith } from "./calling.ts";
import { QUAY } from "./quay.ts";

const OWN = `steppe: 1
title: Own
period: 2020-01-01 .. 2021-12-31
currency: USD
parties: [harbour, carrier]
machines:
  hire:
    inputs: {yearly: money per year}
    events: {stop: {}}
    initial: running
    states:
      running:
        on: {stop: stopped}
      stopped: {type: final}
actors:
  lease: {machine: hire, with: {yearly: 5 USD per year}}
  other: {machine: hire, with: {yearly: 5 USD per year}}
timeline:
  - {on: 2020-06-01, actor: lease, event: stop}
measures: {over: date(lease.stopped)}
expect:
  - never: count(lease.stopped) > 1
`;

const CHANGED = OWN.replace("2021-12-31", "2022-12-31")
  .replace("[harbour, carrier]", "[harbour, tug]")
  .replace(
    "        on: {stop: stopped}\n",
    "        on: {stop: {target: stopped, guard: yearly > 0 USD per year}}\n        after: {90 days: waiting}\n      waiting: {}\n",
  )
  .replace(
    "  lease: {machine: hire, with: {yearly: 5 USD per year}}\n  other: {machine: hire, with: {yearly: 5 USD per year}}\n",
    "  other: {machine: hire, with: {yearly: 6 USD per year}}\n  lease: {machine: hire, with: {yearly: 5 USD per year}}\n",
  )
  .replace("2020-06-01", "2020-07-01")
  .replace(
    "measures: {over: date(lease.stopped)}",
    "measures: {over: date(other.stopped), twice: count(lease.stopped)}",
  )
  .replace("> 1", "> 2");

const TOGETHER = `steppe: 1
period: 2020-01-01 .. 2022-12-31
currency: USD
assume:
  toll: {value: "uniform(4 USD, 9 USD)", judgement: "for the test"}
  fee: {value: "uniform(1 USD, 2 USD)", judgement: "for the test"}
correlate: [{between: [toll, fee], rank: 60%, judgement: both follow the price of land}]
measures: {asked: toll + fee}
actors: {}
variants:
  loose: {correlate: [{between: [fee, toll], rank: 20%, judgement: hardly}]}
`;

let folder: ReturnType<typeof folderWith>;
beforeAll(() => {
  folder = folderWith({ "quay.yaml": QUAY, "own.yaml": OWN, "changed.yaml": CHANGED, "together.yaml": TOGETHER });
});
afterAll(() => folder.remove());

const diff = (...args: string[]) => call(["diff", ...args], { cwd: folder.path });

describe("diff", () => {
  it("of one scenario says what is laid over it", async () => {
    expect(await diff("quay.yaml", "--set", "lease.until=2021-12-31", "--exit-code")).toEqual({
      code: 1,
      stdout: "quay.yaml → + lease.until=2021-12-31\n\nActors\n    lease.until  2022-12-31 → 2021-12-31\n",
      stderr: "",
    });
    expect(await diff("quay.yaml")).toEqual({
      code: 2,
      stdout: "",
      stderr: "error: a difference is between two scenarios: name a second, or lay something over the first\n",
    });
    expect((await diff("quay.yaml", "@early", "--set", "title=x")).stdout).toContain("quay.yaml → quay.yaml@early\n");
  });

  it("says which correlations differ, with their footing", async () => {
    expect(await diff("together.yaml", "@loose")).toEqual({
      code: 0,
      stdout: `together.yaml → together.yaml@loose

Rank correlations
    fee and toll  0.6 → 0.2
                  (judgement: both follow the price of land → judgement: hardly)
`,
      stderr: "",
    });
  });

  it("says what a variant changes, with its footing", async () => {
    expect(await diff("quay.yaml", "@unlikely")).toEqual({
      code: 0,
      stdout: `quay.yaml → quay.yaml@unlikely

Assumptions
    rent  8 million EUR per year → if(luck, 4 million EUR per year, 8 million EUR per year)
          (judgement: for the test)
  + luck  chance(30%)
          (judgement: for the test)
`,
      stderr: "",
    });
  });

  it("says what two files differ in, section by section", async () => {
    expect((await diff("own.yaml", "changed.yaml")).stdout).toBe(`own.yaml → changed.yaml

Head
    period  2020-01-01 .. 2021-12-31 → 2020-01-01 .. 2022-12-31

Parties
  - carrier
  + tug

Actors
    other.yearly       5 USD per year → 6 USD per year
    order of starting  lease, other → other, lease

Machines
    hire: state \`running\` on stop     to \`stopped\` → to \`stopped\`, when yearly > 0 USD per year
  + hire: state \`running\` after 90 days
      to \`waiting\`
  + hire: state \`waiting\`             plain

Timeline
    lease: stop  2020-06-01 → 2020-07-01

Measures
    over   date(lease.stopped) → date(other.stopped)
  + twice  count(lease.stopped)

Expectations
  - {never: count(lease.stopped) > 1}
  + {never: count(lease.stopped) > 2}
`);
  });

  it("is the same the other way round, with the signs turned", async () => {
    const [there, back] = [await diff("own.yaml", "changed.yaml"), await diff("changed.yaml", "own.yaml")];
    const signs = (text: string) =>
      text
        .split("\n")
        .slice(1)
        .map((line) => line.slice(0, 3))
        .sort()
        .join("\n");
    const turned = back.stdout.replace(/^( {2})([+-])/gm, (_, indent, sign) => `${indent}${sign === "+" ? "-" : "+"}`);
    expect(signs(turned)).toBe(signs(there.stdout));
  });

  it("finds no difference between a file and itself, and says so", async () => {
    expect(await diff("own.yaml", "own.yaml", "--exit-code")).toEqual({
      code: 0,
      stdout: "own.yaml → own.yaml\n\nno differences\n",
      stderr: "",
    });
  });

  it("exits with 1 for a difference only when asked to", async () => {
    expect((await diff("quay.yaml", "@dear", "--exit-code")).code).toBe(1);
    expect((await diff("quay.yaml", "@dear")).code).toBe(0);
  });

  it("prints JSON", async () => {
    expect(JSON.parse((await diff("quay.yaml", "@early", "--json")).stdout)).toEqual({
      schema: "steppe.diff/1",
      first: "quay.yaml",
      second: "quay.yaml@early",
      differences: [
        {
          section: "timeline",
          subject: "leaving",
          after: "2021-05-16 lease: end",
          afterFooting: { judgement: "for the test" },
        },
      ],
    });
  });

  it("shows the problems of a file that is wrong, and exits with 2", async () => {
    const { code, stdout, stderr } = await diff("quay.yaml", "@erly");
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("= help: did you mean `early`?");
  });
});
