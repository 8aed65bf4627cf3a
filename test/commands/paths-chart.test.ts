/** `--chart`: a fan of what is paid by the end of each year, with its numbers. */
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { SOUND } from "./berth.ts";
import { call, folderWith, sectionOf } from "./calling.ts";

vi.setConfig({ testTimeout: 60_000 });

let folder: ReturnType<typeof folderWith>;
beforeAll(() => {
  folder = folderWith({ "sound.yaml": SOUND });
});
afterAll(() => folder.remove());

const HEADING = "rent, paid by the end of each year, EUR";

/** What `run sound.yaml --paths 40` prints with more options, in an environment. */
const run = (args: readonly string[], env: NodeJS.ProcessEnv = { COLUMNS: "70" }) =>
  call(["run", "sound.yaml", "--paths", "40", ...args], { cwd: folder.path, env });

describe("--chart", () => {
  it("draws the fan of a category, and tells its numbers", async () => {
    const { code, stdout, stderr } = await run(["--chart", "rent"]);
    // An expectation of the scenario is broken on some path.
    expect([code, stderr]).toEqual([1, ""]);
    expect(`\n${stdout.slice(stdout.indexOf(HEADING), stdout.indexOf("Milestones"))}`).toMatchInlineSnapshot(`
      "
      rent, paid by the end of each year, EUR
        8,000,000 ┤
                  │                                                      ░░░
                  │                                               ░░░░░░░░░░
        6,000,000 ┤                                         ░░░░░░░░░░░▒▒▒▒▒
                  │                                  ░░░░░░░░░░▒▒▒▒▒⣀⣀⠤⠤⠔⠒⠊⠉
                  │                            ░░░░░░░░▒▒▒▒⣀⣀⠤⠤⠔⠒⠊⠉⠉▒▒▒▒▒▒▒▒
        4,000,000 ┤                     ░░░░░░░░▒▒⣀⣀⡠⠤⠔⠒⠒⠉⠉▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
                  │              ░░░░░░░▒⣀⣀⡠⠤⠔⠒⠒⠉⠉▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
                  │        ░░░░░⣀⣀⡠⠤⠔⠒⠒⠉⠉▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒░░░░░░░░░░░░░░░░░░░░
        2,000,000 ┤ ░░░⣀⣀⡠⠤⠔⠒⠒⠉⠉▒▒▒░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
                  │⠒⠒⠉⠉░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
                  │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
                0 ┤░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
                  └┬──────────────────┬─────────────────┬──────────────────┬
                   2020              2021              2022             2023
                   ░ 5..95 %  ▒ 25..75 %  ⠒ median

               5 %          25 %          50 %          75 %          95 %
        2020  0.00  1,270,437.87  1,395,386.42  1,599,125.33  1,907,399.35
        2021  0.00  2,146,879.78  2,781,079.96  3,198,250.66  3,814,798.70
        2022  0.00  2,699,903.34  4,171,619.94  4,797,375.99  5,722,198.05
        2023  0.00  2,699,903.34  5,562,159.92  6,396,501.32  7,629,597.40

      "
    `);
  });

  it("draws in ASCII where that is asked for, or the locale knows nothing else", async () => {
    const asked = sectionOf((await run(["--chart", "rent", "--ascii"])).stdout, HEADING).join("\n");
    expect(asked).toMatch(/^[\x20-\x7e\n]*$/);
    expect(asked).toMatch(/\.\.\.+:::+/);
    const located = await run(["--chart", "rent"], { COLUMNS: "70", LC_ALL: "C" });
    expect(sectionOf(located.stdout, HEADING).join("\n")).toBe(asked);
  });

  it("is all its numbers, and no picture, for a screen reader and where a picture has no room", async () => {
    for (const env of [{ COLUMNS: "70", ACCESSIBLE: "1" }, { COLUMNS: "30" }]) {
      const lines = sectionOf(
        (await run(["--chart", "rent"], env)).stdout,
        HEADING.slice(0, 29) + (env.COLUMNS === "30" ? "…" : HEADING.slice(29)),
      );
      expect(lines.map((line) => line.trim().split(" ")[0])).toEqual(["5", "2020", "2021", "2022", "2023"]);
    }
  });

  it("is not drawn unasked where nobody looks: the account is as it was", async () => {
    const [plain, charted] = [await run([]), await run(["--chart", "rent"])];
    expect(plain.stdout).not.toContain("by the end of each year");
    const section = charted.stdout.slice(charted.stdout.indexOf(HEADING), charted.stdout.indexOf("Milestones"));
    expect(charted.stdout.replace(section, "")).toBe(plain.stdout);
  });

  it("refuses what it cannot draw", async () => {
    const said = async (...args: string[]) => {
      const { code, stderr } = await call(["run", ...args], { cwd: folder.path });
      return `${code} ${stderr}`;
    };
    expect(await said("sound.yaml", "--paths", "5", "--chart", "rant")).toBe(
      "2 error: `--chart` names `rant`, and nothing is paid under it\n(did you mean `rent`?)\n",
    );
    expect(await said("sound.yaml", "--chart", "rent")).toBe("2 error: `--chart` goes with `--paths`\n");
    expect(await said("sound.yaml", "--ascii")).toBe("2 error: `--ascii` goes with `--paths`\n");
    expect(await said("sound.yaml", "--paths", "5", "--path", "p50:paid", "--chart", "rent")).toBe(
      "2 error: `--chart` does not go with `--path p50:paid`, which is one path\n",
    );
    expect(await said("sound.yaml", "--paths", "5", "--chart", "rent", "--json")).toMatch(
      /^2 error: option '--chart <category>' cannot be used with option '--json'/,
    );
  });
});
