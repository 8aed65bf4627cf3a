/** `steppe run` as a user meets it: the account, its exit codes, the JSON document. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { call, folderWith, ROOT, sectionOf } from "./calling.ts";
import { QUAY } from "./quay.ts";

let folder: ReturnType<typeof folderWith>;
beforeAll(() => {
  folder = folderWith({
    "quay.yaml": QUAY,
    "cheap.yaml": "assume: {rent: {value: 4 million EUR per year, judgement: for the test}}\n",
    "wrong.yaml": QUAY.replace("until: 2022-12-31", "untill: 2022-12-31"),
    "escape.yaml": QUAY.replace("title: A quay for four years", 'title: "A \\e[31mred\\a quay"'),
  });
});
afterAll(() => folder.remove());

const at = (columns?: number) => ({ cwd: folder.path, ...(columns !== undefined && { columns }) });

interface Document {
  readonly schema: string;
  readonly seed: string;
  readonly path: number | null;
  readonly runs: readonly {
    readonly scenario: string;
    readonly input: string;
    readonly until: string;
    readonly complete: boolean;
    readonly uncertain: boolean;
    readonly drawn: readonly { readonly name: string; readonly value: unknown }[];
    readonly measures: readonly { readonly name: string; readonly value: unknown; readonly currency?: string }[];
    readonly postings: readonly { readonly category: string; readonly amount: string; readonly currency: string }[];
    readonly expectations: readonly { readonly id: string; readonly holds: boolean | null }[];
    readonly problem: { readonly code: string } | null;
    readonly trace?: readonly {
      readonly cause: number | null;
      readonly effects: readonly { readonly did: string }[];
    }[];
  }[];
}

async function documentOf(args: readonly string[], cwd = folder.path): Promise<Document> {
  const { stdout } = await call(["run", ...args, "--json"], { cwd });
  return JSON.parse(stdout) as Document;
}

const measureOf = (document: Document, name: string) => document.runs[0]?.measures.find((one) => one.name === name);

describe("the account", () => {
  it("says what was run, what happened, who paid whom, the measures and what was expected", async () => {
    const { code, stdout, stderr } = await call(["run", "quay.yaml"], at());
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(stdout).toBe(`A quay for four years

  scenario  quay.yaml
  period    2020-01-01 .. 2023-12-31
  path      central; nothing in it is drawn, every path is the same (seed "steppe")

What happened
  2020-01-01  lease in_force.term
  2021-01-01  assumptions  assumes rent = 10,000,000.00 EUR per year  [judgement]
  2023-01-01  lease        → expired

Paid
  rent  carrier → harbour  28,000,000.00 EUR  12 payments

Received less paid
  carrier  -28,000,000.00 EUR
  harbour   28,000,000.00 EUR

Measures
  Rent            28,000,000.00 EUR  rent_paid
  over                   2023-01-01
  ended                       never
  rate   10,000,000.00 EUR per year
  share                         5 %
  term                      4 years
  tenth                         0.1

Expected
  all 2 expectations held

${stdout.split("\n").at(-2)}
`);
    expect(stdout.split("\n").at(-2)).toMatch(/^\d+ steps, 12 postings · steppe unbuilt · input [0-9a-f]{12}$/);
  });

  it("gives one account for each scenario, a leading @ being of the file before it", async () => {
    const { stdout } = await call(["run", "quay.yaml@dear", "@early"], at());
    expect(stdout.match(/^ {2}scenario {2}.*/gm)).toEqual([
      "  scenario  quay.yaml@dear",
      "  scenario  quay.yaml@early",
    ]);
  });

  it("lays variants, files and single values over the scenario, and says so", async () => {
    const { stdout } = await call(["run", "quay.yaml", "--over", "cheap.yaml"], at());
    expect(stdout).toContain("  with      --over cheap.yaml\n");
    expect(sectionOf(stdout, "Paid")).toEqual(["  rent  carrier → harbour  24,000,000.00 EUR  12 payments"]);
    const set = await call(["run", "quay.yaml", "--variant", "early", "--set", "rent=4 million EUR per year"], at());
    expect(set.stdout).toContain("  with      --variant early\n  with      --set rent=4 million EUR per year\n");
    // A year at 4 million; at 10 million a quarter, and 45 of the 91 days of the next: 15 May is the last one charged.
    expect(sectionOf(set.stdout, "Paid")).toEqual(["  rent  carrier → harbour  7,736,263.74 EUR  6 payments"]);
    expect(set.stderr).toBe(
      "--set:1:6: warning[uncited-assumption]: assumption `rent` has neither a source nor a judgement\n",
    );
  });

  it("stops after `--until` and leaves open what is asked at the end", async () => {
    const { code, stdout } = await call(["run", "quay.yaml", "--until", "2020-12-31"], at());
    expect(code).toBe(0);
    expect(stdout).toContain("  period    2020-01-01 .. 2023-12-31, run until 2020-12-31\n");
    expect(sectionOf(stdout, "Paid")).toEqual(["  rent  carrier → harbour  8,000,000.00 EUR  4 payments"]);
    expect(sectionOf(stdout, "Expected")).toEqual([
      "  not asked, since the period is not over: paid-up",
      "  1 expectation held",
    ]);
  });

  it("says on an uncertain path what was drawn, and what never happens on the central one", async () => {
    const { stdout } = await call(["run", "quay.yaml@unlikely"], at());
    expect(stdout.replaceAll(/\n {12}/g, " ")).toContain(
      "  path      central: every draw at its median, so that what is unlikely each time never happens; not the mean. " +
        '`--path 7` draws path 7 of seed "steppe"\n',
    );
    expect(sectionOf(stdout, "Drawn on this path")).toEqual(["  luck  no"]);
    expect(sectionOf(stdout, "Never on this path")).toEqual([
      "  lease  in_force.reopening_demanded, in_force.renegotiating, in_force.shrinking, ended, denounced",
    ]);
  });

  it("draws another future for another path, and the same for the same", async () => {
    const seen = new Set<string>();
    for (let path = 0; path < 8; path++) {
      const args = ["run", "quay.yaml@unlikely", "--path", String(path), "--seed", "x"];
      const { stdout } = await call(args, at());
      expect(stdout).toContain(`  path      ${path} of seed "x"\n`);
      expect((await call(args, at())).stdout).toBe(stdout);
      seen.add(sectionOf(stdout, "Drawn on this path").join());
    }
    expect([...seen].sort()).toEqual(["  luck  no", "  luck  yes"]);
  });

  it("draws a path of a design alone", { timeout: 60_000 }, async () => {
    const args = ["run", "quay.yaml@unlikely", "--path", "3", "--sampling", "lhs", "--paths", "10"];
    const { stdout } = await call(args, at());
    expect(stdout.replaceAll(/\n {12}/g, " ")).toContain(
      '  path      3 of seed "steppe" in a Latin hypercube of 10 paths\n',
    );
    // A chance of 30 % comes true in three strata of ten.
    const lucks = Array.from({ length: 10 }, async (_, path) => {
      const one = await call(args.with(3, String(path)), at());
      return sectionOf(one.stdout, "Drawn on this path").join();
    });
    expect((await Promise.all(lucks)).filter((luck) => luck === "  luck  yes")).toHaveLength(3);
  });

  it("shows payments by year when asked", async () => {
    const { stdout } = await call(["run", "quay.yaml", "--by", "year"], at());
    expect(sectionOf(stdout, "Paid by year")).toEqual([
      "  2020  rent  EUR   8,000,000.00",
      "  2021  rent  EUR  10,000,000.00",
      "  2022  rent  EUR  10,000,000.00",
    ]);
  });

  it("shows every step with its effects and its cause when asked", async () => {
    const { stdout } = await call(["run", "quay.yaml@early", "--trace", "--until", "2020-03-31"], at());
    expect(sectionOf(stdout, "Trace, 2 steps")).toEqual([
      "  step  date        actor  event  change           cause",
      "     0  2020-01-01  lease  start  → in_force.term  start",
      "        waits until 2023-01-01",
      "     1  2020-03-31  lease  due                     step 0, calendar",
      "        carrier pays harbour 2,000,000.00 EUR for rent (posting 1)",
      "        sets charged_to to 2020-03-31",
    ]);
  });

  it("shows in the trace each draw by the address that `force` names", async () => {
    const { stdout } = await call(["run", "scenarios/baikonur.yaml@uncertain", "--path", "5", "--trace"]);
    expect(stdout).toMatch(/^ {8}draws paper, n 0: u = 0\.\d+$/m);
  });

  it("is never wider than the terminal", async () => {
    for (const columns of [40, 60, 80, 120]) {
      for (const scenario of ["@uncertain", "@ended-2018"]) {
        const args = ["run", `scenarios/baikonur.yaml${scenario}`, "--trace", "--by", "year"];
        for (const shown of [args.filter((arg) => arg !== "--trace"), args]) {
          const { stdout } = await call(shown, { columns });
          expect(stdout.split("\n").filter((line) => [...line].length > columns)).toEqual([]);
        }
      }
    }
  });

  it("keeps amounts whole in a narrow terminal, and what happened legible", async () => {
    const { stdout } = await call(["run", "scenarios/baikonur.yaml"], { columns: 44 });
    expect(stdout).toContain("5,405,000,000.00 USD");
    expect(sectionOf(stdout, "What happened").join("\n")).not.toContain("…");
  });

  it("shows control characters, never obeys them", async () => {
    const { stdout } = await call(["run", "escape.yaml"], at());
    expect(stdout).toMatch(/^A \\x1b\[31mred\\x07 quay\n/);
  });
});

describe("the exit code", () => {
  it("is 1 when an expectation failed, with when and where", async () => {
    const { code, stdout } = await call(["run", "quay.yaml@dear"], at());
    expect(code).toBe(1);
    const line = QUAY.split("\n").findIndex((text) => text.includes("modest")) + 1;
    expect(sectionOf(stdout, "Expected")).toEqual([
      "  FAILED modest on 2022-12-31, step 13",
      "    always: paid(for: rent) <= 30 million EUR",
      `    quay.yaml:${line}:18`,
      "  1 expectation held",
    ]);
  });

  it("is 2 for a wrong file, with every problem once and nothing run", async () => {
    const { code, stdout, stderr } = await call(["run", "wrong.yaml", "@early"], at());
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("untill");
    expect(stderr.match(/untill: 2022/g)).toHaveLength(1);
  });

  it("is 3 where the model goes wrong, and the account stands until then", async () => {
    const { code, stdout, stderr } = await call(["run", "quay.yaml@broken"], at());
    expect(code).toBe(3);
    expect(stdout).toContain("period    2020-01-01 .. 2023-12-31, run until 2021-03-31, where it went wrong\n");
    expect(sectionOf(stdout, "Paid")).toEqual(["  rent  carrier → harbour  8,000,000.00 EUR  4 payments"]);
    expect(stdout).toContain(
      "Partial: on 2021-03-31 the model went wrong (division-by-zero); what is above stands until then.\n",
    );
    expect(stderr).toMatch(/^error\[division-by-zero\]: the divisor is zero\n/);
  });

  it.each([
    [["run"], "error: missing required argument 'scenario'\n"],
    [["rnu"], "error: unknown command 'rnu'\n(Did you mean run?)\n"],
    [["run", "quay.yaml", "--sead", "1"], "error: unknown option '--sead'\n(Did you mean --seed?)\n"],
    [["run", "@early"], "error: `@early` is a variant of the file before it, and there is none before it\n"],
    [
      ["run", "quay.yaml", "--path", "-1"],
      "error: option '--path <k>' argument '-1' is invalid. A path is a whole number from 0 to 4294967295.\n",
    ],
    [
      ["run", "quay.yaml", "--path", "4294967296"],
      "error: option '--path <k>' argument '4294967296' is invalid. A path is a whole number from 0 to 4294967295.\n",
    ],
    [
      ["run", "quay.yaml", "--until", "2021-02-30"],
      "error: option '--until <date>' argument '2021-02-30' is invalid. Here, 2021-02 has 28 days.\n",
    ],
    [
      ["run", "quay.yaml", "--until", "2024-01-01"],
      "error: `--until 2024-01-01` lies outside the period of `quay.yaml`, 2020-01-01 .. 2023-12-31\n",
    ],
    [["run", "quay.yaml", "--color=pink"], "error: `--color` takes always, never or auto, not `pink`\n"],
  ])("is 2 for %j", async (args, stderr) => {
    expect(await call(args, at())).toEqual({ code: 2, stdout: "", stderr });
  });
});

describe("--json", () => {
  const schema = z.fromJSONSchema(JSON.parse(readFileSync(join(ROOT, "docs/run.schema.json"), "utf8")));

  it("is as docs/run.schema.json says, for every kind of run", async () => {
    const calls = [
      ["quay.yaml"],
      ["quay.yaml@unlikely", "--path", "3", "--trace"],
      ["quay.yaml@unlikely", "--path", "3", "--sampling", "lhs", "--paths", "10"],
      ["quay.yaml@broken", "@dear"],
    ];
    for (const args of calls) expect(schema.safeParse(await documentOf(args)).error).toBe(undefined);
    const shipped = await documentOf(["scenarios/baikonur.yaml", "@uncertain", "@claims-in-full", "--trace"], ROOT);
    expect(schema.safeParse(shipped).error).toBe(undefined);
  });

  it("is refused by that schema when a part is missing or of another type", async () => {
    const document = await documentOf(["quay.yaml"]);
    const [one] = document.runs;
    expect(schema.safeParse({ ...document, schema: "steppe.run/2" }).success).toBe(false);
    expect(schema.safeParse({ ...document, runs: [{ ...one, postings: undefined }] }).success).toBe(false);
    expect(schema.safeParse({ ...document, runs: [{ ...one, until: "soon" }] }).success).toBe(false);
  });

  it("has the rent of Baikonur, to the cent and posting by posting", async () => {
    const document = await documentOf(["scenarios/baikonur.yaml"], ROOT);
    const { schema: name, seed, path, runs } = document;
    expect({ name, seed, path, count: runs.length }).toEqual({
      name: "steppe.run/1",
      seed: "steppe",
      path: null,
      count: 1,
    });
    expect(measureOf(document, "rent_paid")).toEqual({
      name: "rent_paid",
      title: "Rent",
      kind: "money",
      value: "5405000000.00",
      currency: "USD",
    });
    const rent = runs[0]?.postings.filter(({ category }) => category === "rent") ?? [];
    expect(rent).toHaveLength(188);
    const cents = rent.reduce((sum, { amount }) => sum + BigInt(amount.replace(".", "")), 0n);
    // 47 years at 115 million.
    expect(cents).toBe(47n * 115_000_000_00n);
    expect(runs[0]?.measures.find((one) => one.name === "city_paid")?.value).toBe("54520000000.00");
  });

  it("writes values by their kinds", async () => {
    const document = await documentOf(["quay.yaml"]);
    const values = Object.fromEntries(document.runs[0]?.measures.map(({ name, value }) => [name, value]) ?? []);
    expect(values).toEqual({
      rent_paid: "28000000.00",
      over: "2023-01-01",
      ended: null,
      rate: "10000000.00",
      share: "0.05",
      term: { months: 48, days: 0 },
      tenth: "0.1",
    });
  });

  it("has a hash that titles do not change and values do", async () => {
    const [plain, titled, dear] = await Promise.all([
      documentOf(["quay.yaml"]),
      documentOf(["quay.yaml", "--set", "title=Another"]),
      documentOf(["quay.yaml@dear"]),
    ]);
    expect(plain.runs[0]?.input).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(titled.runs[0]?.input).toBe(plain.runs[0]?.input);
    expect(dear.runs[0]?.input).not.toBe(plain.runs[0]?.input);
  });

  it("is there, and says so, when an expectation fails, is not asked, or the model goes wrong", async () => {
    const dear = (await documentOf(["quay.yaml@dear"])).runs[0];
    expect(dear?.expectations.map(({ id, holds }) => [id, holds])).toEqual([
      ["modest", false],
      ["paid-up", true],
    ]);
    const broken = (await documentOf(["quay.yaml@broken"])).runs[0];
    expect(broken?.problem?.code).toBe("division-by-zero");
    expect([broken?.complete, broken?.until]).toEqual([false, "2021-03-31"]);
    expect(broken?.expectations.map(({ id, holds }) => [id, holds])).toEqual([
      ["modest", true],
      ["paid-up", null],
    ]);
  });

  it("has the trace only when asked", async () => {
    expect((await documentOf(["quay.yaml"])).runs[0]?.trace).toBe(undefined);
    const trace = (await documentOf(["quay.yaml", "--trace"])).runs[0]?.trace;
    expect(trace?.filter(({ effects }) => effects.some(({ did }) => did === "posting"))).toHaveLength(12);
    expect(trace?.[1]?.cause).toBe(0);
  });

  it("is the same bytes in every time zone and language", { timeout: 30_000 }, () => {
    const program = join(ROOT, "packages/terminal/src/program.ts");
    const source =
      `const { run } = await import(${JSON.stringify(program)});` +
      "const { stdin, stdout, stderr, env } = process;" +
      'process.exitCode = await run(["run", "scenarios/baikonur.yaml@uncertain", "--path", "5", "--trace", "--json"],' +
      `{ stdin, stdout, stderr, env, cwd: ${JSON.stringify(ROOT)} });`;
    const hashes = [
      { TZ: "UTC", LANG: "C" },
      { TZ: "Pacific/Kiritimati", LANG: "tr_TR.UTF-8" },
      { TZ: "America/St_Johns", LANG: "kk_KZ.UTF-8", LC_ALL: "kk_KZ.UTF-8" },
    ].map((env) => {
      const { status, stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", source], {
        env: { PATH: process.env.PATH, ...env },
        maxBuffer: 1 << 26,
      });
      expect(status).toBe(0);
      expect(stdout.length).toBeGreaterThan(10_000);
      return createHash("sha256").update(stdout).digest("hex");
    });
    expect(new Set(hashes).size).toBe(1);
  });
});
