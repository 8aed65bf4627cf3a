/** A fork that was saved is a scenario like any other: it runs, is checked and compared, and gives the fork's ledger. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call, folderWith, ROOT } from "./calling.ts";
import { PIER } from "./pier.ts";

let folder: ReturnType<typeof folderWith>;
beforeAll(() => {
  const text = readFileSync(join(ROOT, "scenarios/baikonur.yaml"), "utf8");
  folder = folderWith({ "pier.yaml": PIER, "baikonur.yaml": text });
  mkdirSync(join(folder.path, "below"));
  writeFileSync(join(folder.path, "below/dock.yaml"), PIER);
});
afterAll(() => folder.remove());

const steppe = (args: readonly string[], stdin = "") => call(args, { cwd: folder.path, stdin });

/** Walks, and answers with what it says. Asserts that nothing is refused. */
async function walk(args: readonly string[], lines: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await steppe(["step", ...args], lines.map((line) => `${line}\n`).join(""));
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

async function runOf(words: readonly string[]): Promise<{ readonly postings: readonly object[] }> {
  const { code, stdout } = await steppe([...words, "--json"]);
  expect(code).toBe(0);
  return JSON.parse(stdout).runs[0];
}

/** "ledger" and "measures" as line mode prints them at the end of a branch. */
const ACCOUNT = ["last", "ledger 10000", "measures"];

/** What the account says, without the moves that led there. */
const accountOf = (stdout: string): string => stdout.slice(stdout.lastIndexOf("  posting 1, "));

interface Fork {
  readonly name: string;
  /** What the walk begins with. */
  readonly of: readonly string[];
  readonly lines: readonly string[];
  /** How the saved file is run, after `steppe run`. */
  readonly run: readonly string[];
}

const FORKS: readonly Fork[] = [
  {
    name: "told",
    of: ["baikonur.yaml"],
    lines: [
      "to 2013-06-30",
      `inject launches.crash claimed="20 million USD" inside=true name="'x'"`,
      "assume rent=130 million USD per year",
    ],
    run: ["told.yaml"],
  },
  {
    name: "moved",
    of: ["baikonur.yaml"],
    lines: ["to 2013-06-30", "move crash-2013 to 2014-02-03"],
    run: ["moved.yaml"],
  },
  { name: "removed", of: ["baikonur.yaml"], lines: ["to 2007-09-06", "remove crash-2007"], run: ["removed.yaml"] },
  {
    name: "gone-in-a-variant",
    of: ["baikonur.yaml"],
    lines: ["to 2018-01-01", "remove turkey-gone"],
    run: ["gone-in-a-variant.yaml"],
  },
  {
    name: "forced",
    of: ["baikonur.yaml@uncertain", "--path", "7"],
    lines: [
      "to 2019-01-01",
      "force israel_bid paper = 0.9",
      "to 2020-06-30",
      "inject launches.crash claimed='50 million USD'",
      "remove turkey-gone",
    ],
    run: ["baikonur.yaml@uncertain", "--over", "forced.yaml", "--path", "7"],
  },
  {
    name: "laid",
    of: ["baikonur.yaml", "--variant", "uncertain", "--variant", "stays-2050", "--path", "3", "--seed", "mine"],
    lines: ["to 2019-01-01", "inject lease.end"],
    run: [
      "baikonur.yaml",
      "--variant",
      "uncertain",
      "--variant",
      "stays-2050",
      "--over",
      "laid.yaml",
      "--path",
      "3",
      "--seed",
      "mine",
    ],
  },
];

describe.each(FORKS)("a fork that was $name", ({ name, of, lines, run }) => {
  it("gives the same ledger and measures when its file is run, and when it is walked through", async () => {
    const saved = await walk(of, [...lines, `save ${name}.yaml`]);
    expect(saved).toMatch(
      new RegExp(`\\n\\S+ is saved in ${name}\\.yaml; run it by\\n {2}steppe run ${run.join(" ")}\\n$`),
    );
    const fork = accountOf(await walk(of, [...lines, ...ACCOUNT]));
    expect(accountOf(await walk(run, ACCOUNT))).toBe(fork);
    const { postings } = await runOf(["run", ...run]);
    expect(postings.length).toBe([...fork.matchAll(/^ {2}posting /gm)].length);
  });

  it("is without a problem, and may be compared", async () => {
    const [scenario = "", ...layers] = run.filter(
      (word, index) => !/^--(path|seed)$/.test(run[index - 1] ?? "") && !/^--(path|seed)$/.test(word),
    );
    expect(await steppe(["check", scenario, ...layers])).toMatchObject({ code: 0, stderr: "" });
    const { code, stdout } = await steppe(["compare", of[0] ?? "", run[0] ?? "", "--differing", ...run.slice(1)]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/\nMeasures\n/);
  });
});

describe("save", () => {
  it("extends the scenario where it lies beside the file or below; else the file is laid over it", async () => {
    const lines = ["to 4", 'inject pier.crash claimed="3 USD"'];
    await walk(["below/dock.yaml"], [...lines, "save above.yaml"]);
    expect(readFileSync(join(folder.path, "above.yaml"), "utf8")).toBe(
      [
        "# A fork of below/dock.yaml, made while stepping through it:",
        `#   steppe step below/dock.yaml --do 'to 4' --do 'inject pier.crash claimed="3 USD"'`,
        "# Run by",
        "#   steppe run above.yaml",
        "",
        "steppe: 1",
        "extends: below/dock.yaml",
        'title: "A pier: fork-1"',
        "timeline:",
        '  - {id: what-if-1, on: 2010-09-30, after: 1, actor: pier, event: crash, with: {claimed: 3 USD}, judgement: "a what-if, told while stepping"}',
        "",
      ].join("\n"),
    );
    expect((await steppe(["run", "above.yaml"])).code).toBe(0);
    expect(await walk(["pier.yaml"], [...lines, "save below/beside.yaml"])).toMatch(
      /\n {2}steppe run pier\.yaml --over below\/beside\.yaml\n$/,
    );
    expect((await steppe(["run", "pier.yaml", "--over", "below/beside.yaml"])).code).toBe(0);
  });

  it("writes over nothing else, unless it is `save!`; the same again is fine", async () => {
    const lines = ["remove crash-2011", "save own.yaml"];
    await walk(["pier.yaml"], lines);
    await walk(["pier.yaml"], [...lines, "save own.yaml"]);
    const other = ["remove crash-2012", "save own.yaml"];
    const refused = await steppe(["step", "pier.yaml"], other.join("\n"));
    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^error\[file-there\]: `own\.yaml` is there already/),
    });
    expect(readFileSync(join(folder.path, "own.yaml"), "utf8")).toMatch(/crash-2011, remove: true/);
    await walk(["pier.yaml"], ["remove crash-2012", "save! own.yaml"]);
    expect(readFileSync(join(folder.path, "own.yaml"), "utf8")).toMatch(/crash-2012, remove: true/);
    expect((await steppe(["step", "pier.yaml"], "remove crash-2012\nsave pier.yaml")).code).toBe(1);
  });

  it("saves a branch that is named, wherever the walk stands", async () => {
    expect(await walk(["pier.yaml"], ["remove crash-2011 as none", "switch base", "save named.yaml none"])).toMatch(
      /\nnone is saved in named\.yaml; run it by\n {2}steppe run named\.yaml\n$/,
    );
  });
});
