/** `steppe explain` as a user meets it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call, folderWith } from "./calling.ts";
import { QUAY } from "./quay.ts";

let folder: ReturnType<typeof folderWith>;
beforeAll(() => {
  folder = folderWith({
    "quay.yaml": QUAY,
    "rise.yaml": "assume:\n  rent: 9 million EUR per year\n",
    "unread.yaml": "actors: {lease: {with: {rent: 1 EUR per year}}}\n",
    "cited.yaml": QUAY.replace("assume:\n", "sources:\n  treaty: {title: The treaty, year: 1994}\nassume:\n").replace(
      'year, judgement: "for the test"}\nactors',
      "year, source: treaty}\nactors",
    ),
    "wrong.yaml": QUAY.replace("rent / parts", "rent / 0"),
  });
});
afterAll(() => folder.remove());

const explain = (...args: string[]) => call(["explain", ...args], { cwd: folder.path });

describe("explain FILE KEY", () => {
  it("says what an assumption is, who set it over what, on what footing, and who reads it", async () => {
    expect(await explain("quay.yaml@dear", "rent")).toEqual({
      code: 0,
      stdout: `assume.rent, an assumption, money per year (EUR)

  value         12,000,000.00 EUR per year
  written       12 million EUR per year
                in quay.yaml@dear, quay.yaml:31:28
  replaces      8 million EUR per year
                in quay.yaml:7:17
  stands on     judgement: for the test

Later
  2021-01-01    10,000,000.00 EUR per year, quay.yaml:13:5

Read by
  actors.lease.with.rent, quay.yaml:11:54
  measures.rate, quay.yaml:18:3
`,
      stderr: "",
    });
  });

  it("follows layers from the command line", async () => {
    const { stdout } = await explain("quay.yaml", "rent", "--over", "rise.yaml", "--set", "rent=7 EUR per year");
    expect(stdout).toContain(`  value         7.00 EUR per year
  written       7 EUR per year
                in --set:1:6
  replaces      9 million EUR per year
                in rise.yaml:2:9
  replaces      8 million EUR per year
                in quay.yaml:7:17
`);
  });

  it.each(["lease.rent", "actors.lease.with.rent"])("takes %s for an input", async (key) => {
    const { stdout } = await explain("quay.yaml", key);
    expect(stdout).toMatch(
      /^actors\.lease\.with\.rent, an input of `lease`, which runs the machine `lease`, money per year \(EUR\)\n/,
    );
    expect(stdout).toContain("  value         8,000,000.00 EUR per year\n");
    expect(stdout).toContain("  reads         rent\n");
    expect(stdout).toContain("\nRead by\n  machines.lease (variable");
    expect(stdout).toContain("\n  machines.lease (in_force on due 2)\n");
  });

  it("shows the default of an input that is not given", async () => {
    const { stdout } = await explain("quay.yaml", "lease.category");
    expect(stdout).toContain("  value         rent\n");
    expect(stdout).not.toContain("written");
  });

  it("says of what is drawn that it is drawn", async () => {
    const { stdout } = await explain("quay.yaml@unlikely", "rent");
    expect(stdout).toContain("  value         drawn anew on each path\n");
    expect(stdout).toContain("  reads         luck\n");
  });

  it.each([
    ["lease", /^actors\.lease, an actor\n[\s\S]*machine {7}lease: Lease\n[\s\S]*also of that name: machines\.lease\n$/],
    ["rent_paid", /^measures\.rent_paid, a measure, money \(EUR\)\n[\s\S]*computed as {3}paid\(for: rent\)\n/],
    [
      "dearer",
      /^timeline\.dearer, a timeline entry\n[\s\S]*on {12}2021-01-01\n {2}sets {10}rent 10,000,000\.00 EUR per year\n/,
    ],
    ["claim", /^machines\.claim, a machine\n[\s\S]*run by {8}nobody here\n/],
    ["period", /^period, a key\n\n {2}written {7}2020-01-01 \.\. 2023-12-31\n {16}in quay\.yaml:3:9\n$/],
    ["timeline.dearer", /^timeline\.dearer, a timeline entry\n/],
  ])("knows what %s is", async (key, expected) => {
    const { code, stdout } = await explain("quay.yaml", key);
    expect(code).toBe(0);
    expect(stdout).toMatch(expected);
  });

  it("lists who tells an actor something, and says of a figure that nothing reads it", async () => {
    const { stdout } = await explain("quay.yaml@early", "actors.lease");
    expect(stdout).toMatch(/\nTold by\n {2}timeline\.leaving: end, quay\.yaml:28:16\n$/);
    expect((await explain("quay.yaml", "lease.category")).stdout).toMatch(/\nRead by\n {2}\S/);
    const unread = await explain("quay.yaml@dear", "rent", "--over", "unread.yaml");
    expect(unread.stdout).toMatch(/\nRead by\n {2}measures\.rate, [^\n]*\n$/);
  });

  it("lists what cites a source", async () => {
    expect((await explain("cited.yaml", "treaty")).stdout).toMatch(
      /document {6}The treaty, 1994\n\nCited by\n {2}assume\.rent, cited\.yaml:9:3\n$/,
    );
  });

  it("suggests the nearest of what there is", async () => {
    expect(await explain("quay.yaml", "rnt")).toEqual({
      code: 2,
      stdout: "",
      stderr: "error: there is no `rnt` in `quay.yaml`\n(did you mean `rent`?)\n",
    });
    expect((await explain("quay.yaml", "__proto__")).code).toBe(2);
  });
});

describe("explain SCENARIO --posting", () => {
  it("shows the arithmetic and the chain of causes", async () => {
    expect(await explain("quay.yaml@early", "--posting", "6")).toEqual({
      code: 0,
      stdout: `Posting 6 of 6
  2021-05-16  carrier pays harbour 1,236,263.74 EUR for rent

Amount
  if(withholding, 0 * arrears, prorata(if(rent_agreed, agreed_rent, rent) * rent_kept, from:
  charged_to + 1 day, to: today - 1 day, every: every, anchor: from))
  in machine lease

  withholding = no
  arrears     = 0.00 EUR
  rent_agreed = no
  agreed_rent = 8,000,000.00 EUR per year
  rent        = 10,000,000.00 EUR per year
                assume.rent, changed on 2021-01-01 by timeline dearer, in step 5
  rent_kept   = 1
  charged_to  = 2021-03-31
                set on 2021-03-31, in step 6
  today       = 2021-05-16
  every       = 3 months
                actors.lease.with.every, quay.yaml:11:67
  from        = 2020-03-31
                actors.lease.with.from, quay.yaml:11:83

Because
  2021-05-16  lease: end, in_force.term → ended
              step 7, from timeline leaving
              quay.yaml:28:16
              judgement: for the test
`,
      stderr: "",
    });
  });

  it("counts postings as the export does", async () => {
    const rows = (await call(["export", "quay.yaml", "--as", "csv"], { cwd: folder.path })).stdout.split("\r\n");
    for (const n of [1, 5, 12]) {
      const [number, date] = (rows[n] as string).split(",");
      expect(number).toBe(String(n));
      expect((await explain("quay.yaml", "--posting", String(n))).stdout).toMatch(
        new RegExp(`^Posting ${n} of 12\n {2}${date} `),
      );
    }
  });

  it("goes back to the start of the actor, through its calendar", async () => {
    const { stdout } = await explain("quay.yaml", "--posting", "1");
    expect(stdout).toContain(`Because
  2020-03-31  lease: due
              step 1, from step 0, calendar
  2020-01-01  lease: start, → in_force.term
              step 0, from start
              quay.yaml:9:3
`);
  });

  it("refuses a posting that is not there", async () => {
    expect(await explain("quay.yaml", "--posting", "13")).toEqual({
      code: 2,
      stdout: "",
      stderr: "error: there is no posting 13: `quay.yaml` has 12 postings here\n",
    });
    expect((await explain("quay.yaml", "--posting", "0")).stderr).toContain("Postings are numbered from 1.");
    expect((await explain("quay.yaml", "rent", "--posting", "1")).stderr).toBe(
      "error: give a key or `--posting`, not both\n",
    );
  });

  it("explains what was posted before a model went wrong, and says that it did", async () => {
    const { code, stdout, stderr } = await explain("quay.yaml@broken", "--posting", "1");
    expect(code).toBe(3);
    expect(stdout).toContain("Posting 1 of 4\n");
    expect(stderr).toContain("error[division-by-zero]");
  });
});

describe("explain CODE", () => {
  it("says what the code of an error means, in any of the forms it is seen in", async () => {
    const { code, stdout } = await explain("kind-mismatch");
    expect(code).toBe(0);
    expect(stdout).toBe(`kind-mismatch: a value has another kind than is wanted

Every value has a kind, known before anything runs. Money and time do not add, and nothing converts
unasked.

Runs into it:
    rent + 5 years

Mended:
    rent * 5
`);
    expect((await explain("error[kind-mismatch]")).stdout).toBe(stdout);
  });

  it("suggests the nearest", async () => {
    expect((await explain("kind-mismatc")).stderr).toBe(
      "error: there is no code `kind-mismatc`\n(did you mean `kind-mismatch`?)\n",
    );
  });

  it("asks what of a file is to be explained", async () => {
    expect((await explain("quay.yaml")).stderr).toBe(
      "error: what of `quay.yaml` is to be explained? Name a key, or `--posting N`\n",
    );
  });
});
