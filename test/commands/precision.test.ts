/** `--precision`: how many paths are run until a figure is sure enough, and what is said where they do not do. */
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { SOUND } from "./berth.ts";
import { call, folderWith } from "./calling.ts";

vi.setConfig({ testTimeout: 60_000 });

let folder: ReturnType<typeof folderWith>;
beforeAll(() => {
  folder = folderWith({
    "sound.yaml": SOUND,
    // Its expectation holds on every path.
    "calm.yaml": SOUND.replace("paid(rent) > 2 million EUR", "paid(rent) >= 0 EUR"),
  });
});
afterAll(() => folder.remove());

const steppe = (...args: string[]) => call(args, { cwd: folder.path, columns: 80 });
const documentOf = async (...args: string[]) => JSON.parse((await steppe("run", ...args, "--json")).stdout);

describe("--precision", () => {
  it("stops at a count of the schedule, the same with any number of workers", async () => {
    const args = ["run", "sound.yaml", "--precision", "share:10%", "--precision", "ended:200 days"];
    const one = await steppe(...args, "--workers", "1");
    expect(one.stdout).toContain(
      '  paths     200 of seed "steppe", 0 to 199\n  precise   share:10%, ended:200 days: reached\n',
    );
    expect(await steppe(...args, "--workers", "2")).toEqual(one);
  });

  it("that is not reached is told, with what was reached and how many paths would do, and makes exit code 1", async () => {
    const rules = ["paid:1%", "share:10%", "length:1 day", "gone:0.05", "ended:40 days"];
    const asked = rules.flatMap((rule) => ["--precision", rule]);
    const { code, stdout } = await steppe("run", "calm.yaml", "--paths", "250", ...asked);
    expect(code).toBe(1);
    expect(stdout.slice(stdout.indexOf("  precise"), stdout.indexOf("\n\nMeasures"))).toMatchInlineSnapshot(`
      "  precise   paid:1%: not reached with 250 paths: ± 6.88 %; about 12,000 paths
                  would do
        precise   share:10%: reached
        precise   length:1 day: not reached with 250 paths: ± 17.5 days; about 77,000
                  paths would do
        precise   gone:0.05: not reached with 250 paths: ± 0.0606; about 370 paths
                  would do
        precise   ended:40 days: not reached with 250 paths: ± 81 days; about 1,100
                  paths would do"
    `);
    const { runs } = await documentOf("calm.yaml", "--paths", "250", ...asked);
    expect(runs[0].precision).toEqual(rules);
    expect(runs[0].precisions).toMatchInlineSnapshot(`
      [
        {
          "asked": "paid:1%",
          "half_width": "311246.99",
          "measure": "paid",
          "paths_wanted": 11837,
          "reached": false,
          "wanted": "45234.21",
        },
        {
          "asked": "share:10%",
          "half_width": "0.0169031301893346",
          "measure": "share",
          "paths_wanted": 68,
          "reached": true,
          "wanted": "0.032551230459",
        },
        {
          "asked": "length:1 day",
          "half_width": "17.4675373465043",
          "measure": "length",
          "paths_wanted": 76279,
          "reached": false,
          "wanted": "1",
        },
        {
          "asked": "gone:0.05",
          "half_width": "0.0606478380062704",
          "measure": "gone",
          "paths_wanted": 368,
          "reached": false,
          "wanted": "0.05",
        },
        {
          "asked": "ended:40 days",
          "half_width": "80.6616742111197",
          "measure": "ended",
          "paths_wanted": 1017,
          "reached": false,
          "wanted": "40",
        },
      ]
    `);
    const { half_width } = runs[0].measures.find(({ name }: { name: string }) => name === "paid");
    expect(runs[0].precisions[0].half_width).toBe(half_width);
  });

  it("is reached as well where the last path brings it, at a count that is not of the schedule", async () => {
    const half = async (paths: number, ...precision: string[]) => {
      const { runs } = await documentOf("calm.yaml", "--paths", String(paths), ...precision);
      return { ...runs[0].precisions[0], ended: runs[0].ended, paths: runs[0].paths };
    };
    const { half_width: at350 } = await half(350, "--precision", "share:1%");
    const { half_width: at300 } = await half(300, "--precision", "share:1%");
    expect(Number(at350)).toBeLessThan(Number(at300));
    const between = ["--precision", `share:${((Number(at350) + Number(at300)) / 2).toFixed(6)}`];
    expect(await half(350, ...between)).toMatchObject({ reached: true, ended: "complete", paths: 350 });
    const { code, stdout } = await steppe("run", "calm.yaml", "--paths", "350", ...between);
    expect(stdout).toMatch(/^ {2}precise {3}share:0\.\d+: reached$/m);
    expect(code).toBe(0);
    expect((await steppe("run", "calm.yaml", "--paths", "299", ...between)).code).toBe(1);
  });

  it.each([
    ["paid", "error: `--precision` takes MEASURE:HALFWIDTH, such as rent:1%, not `paid`\n"],
    [
      "paid:30 days",
      "error: `--precision paid:30 days`: of money (EUR), half a width is an amount in its currency or a share of the " +
        "mean, above zero: 5 million USD, 1%\n",
    ],
    [
      "ended:0 days",
      "error: `--precision ended:0 days`: of date, half a width is a number of days, above zero: 30 days\n",
    ],
    ["ended:1%", "error: `--precision ended:1%`: of date, half a width is a number of days, above zero: 30 days\n"],
    ["word:1%", "error: `--precision word:1%`: of text, half a width is none\n"],
  ])("is refused as %s", async (text, stderr) => {
    expect(await steppe("run", "sound.yaml", "--paths", "5", "--precision", text)).toEqual({
      code: 2,
      stdout: "",
      stderr,
    });
  });
});
