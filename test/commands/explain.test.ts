/** `steppe explain` as a user meets it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call, folderWith } from "./calling.ts";
import { QUAY } from "./quay.ts";

/** Two yearly sums in another currency, at two rates. */
const MONEY = `steppe: 1
period: 2020-01-01 .. 2022-12-31
currency: USD
parties: [a, b]
assume:
  discount: {value: 5%, judgement: "for the test"}
rates:
  EUR/USD: {series: {2020-01-01: 2, 2021-01-01: 1.6}, source: "judgement: for the test"}
machines:
  charge:
    inputs: {payer: party, payee: party}
    events: {due: {}}
    initial: on
    states:
      on:
        invoke: {src: calendar, input: {every: 6 months, from: 2020-06-30, event: due}}
        on:
          due:
            actions:
              type: pay
              params: {from: payer, to: payee, amount: 1000 EUR, for: charge}
actors:
  charge: {machine: charge, with: {payer: b, payee: a}}
measures:
  worth: {value: "npv(paid(in: USD), discount)"}
`;

let folder: ReturnType<typeof folderWith>;
beforeAll(() => {
  folder = folderWith({
    "quay.yaml": QUAY,
    "rise.yaml": "assume:\n  rent: 9 million EUR per year\n",
    "money.yaml": MONEY,
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
    expect(stdout).toContain(
      "  value         8,000,000.00 EUR per year on the central path; drawn anew on each path\n" +
        "  draw          luck/1: u = 0.5\n",
    );
    expect(stdout).toContain("  reads         luck\n");
  });

  it("shows what is drawn as it is on a path, with its draw", async () => {
    const lines = async (...args: string[]) => (await explain("quay.yaml@unlikely", ...args)).stdout.split("\n");
    const drawn = await lines("luck", "--path", "7");
    expect(drawn[2]).toMatch(/^ {2}value {9}(yes|no) on path 7 of seed "steppe"; drawn anew on each path$/);
    const u = Number(/^ {2}draw {10}luck\/1: u = (0\.\d+)$/.exec(drawn[3] as string)?.[1]);
    expect(drawn[2]).toContain(u > 0.7 ? " yes on " : " no on ");
    expect((await lines("lease.rent", "--path", "7")).join("\n")).toContain(
      u > 0.7 ? " 4,000,000.00 EUR" : " 8,000,000.00 EUR",
    );
    expect(await lines("luck", "--path", "8")).not.toEqual(drawn);
    expect(await lines("luck", "--path", "7", "--seed", "other")).not.toEqual(drawn);
  });

  it.each([
    [
      "lease",
      /^actors\.lease, an actor\n[\s\S]*machine {7}lease: Lease\n[\s\S]*What happened to it\n[\s\S]*also of that name: machines\.lease\n$/,
    ],
    ["paid-up", /^expect\.paid-up, an expectation\n\n {2}at end {8}owed\(for: rent\) = 0 EUR\n.*\n {2}holds {9}yes\n/],
    ["rent_paid", /^measures\.rent_paid, a measure, money \(EUR\)\n[\s\S]*written {7}paid\(for: rent\)\n/],
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
    expect(stdout).toMatch(/\nTold by\n {2}timeline\.leaving: end, quay\.yaml:28:16\n\nWhat happened/);
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

describe("explain FILE MEASURE", () => {
  it("shows the figure, its postings by category and party, and the first and last of them", async () => {
    expect((await explain("quay.yaml", "rent_paid")).stdout).toBe(`measures.rent_paid, a measure, money (EUR)

  value         28,000,000.00 EUR, as of 2023-12-31
  written       paid(for: rent)
                in quay.yaml:15:22

paid(for: rent) = 28,000,000.00 EUR
  rent  carrier → harbour  12 ×  28,000,000.00 EUR

      date        for                amount
   1  2020-03-31  rent     2,000,000.00 EUR
   2  2020-06-30  rent     2,000,000.00 EUR
   3  2020-09-30  rent     2,000,000.00 EUR
   4  2020-12-31  rent     2,000,000.00 EUR
      …           5 more  12,500,000.00 EUR
  10  2022-06-30  rent     2,500,000.00 EUR
  11  2022-09-30  rent     2,500,000.00 EUR
  12  2022-12-31  rent     2,500,000.00 EUR
`);
  });

  it("shows rates, factors and what each posting comes to, in lines that fit", async () => {
    const { stdout } = await call(["explain", "money.yaml", "worth"], { cwd: folder.path, columns: 80 });
    expect(stdout).toBe(`measures.worth, a measure, money (USD)

  value         3,205.59 USD, as of 2022-12-31
  written       npv(paid(in: USD), discount)
                in money.yaml:25:18

Reads
  discount = 5 %, money.yaml:6:3, judgement: for the test

npv(paid(in: USD), discount) = 3,205.59 USD
  for                       posted       USD
  charge  b → a  6 ×  6,000.00 EUR  3,205.59

  discounted at 5 % a year, each by (1 + 5 %) ^ -(days since 2020-01-01 /
    365): from 0.976096 to 0.863953

  converted at 2 EUR for 1 USD, 2020-06-30 .. 2020-12-30, 2 postings
  converted at 1.6 EUR for 1 USD, 2021-06-30 .. 2022-12-30, 4 postings

     date        for           amount  rate  factor       USD
  1  2020-06-30  charge  1,000.00 EUR     2  0.976096  488.05
  2  2020-12-30  charge  1,000.00 EUR     2  0.952508  476.25
  3  2021-06-30  charge  1,000.00 EUR   1.6  0.929615  581.01
  4  2021-12-30  charge  1,000.00 EUR   1.6  0.907151  566.97
  5  2022-06-30  charge  1,000.00 EUR   1.6  0.885348  553.34
  6  2022-12-30  charge  1,000.00 EUR   1.6  0.863953  539.97
`);
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it("is of the path and the day that are asked for", async () => {
    expect((await explain("quay.yaml", "rent_paid", "--until", "2020-12-31")).stdout).toContain(
      "  value         8,000,000.00 EUR, as of 2020-12-31\n",
    );
    expect((await explain("quay.yaml@unlikely", "rent_paid", "--path", "3")).stdout).toMatch(
      / {2}value {9}[\d,.]+ EUR, on path 3 of seed "steppe", as of 2023-12-31\n/,
    );
    expect((await explain("quay.yaml", "rent_paid", "--until", "2030-12-31")).code).toBe(2);
  });

  it("tells the steps behind a date, with their causes", async () => {
    expect((await explain("quay.yaml@early", "ended")).stdout).toContain(`
date(lease.ended) = 2021-05-16
  2021-05-16  lease: end, in_force.term → ended
              step 7, from timeline leaving
`);
    expect((await explain("quay.yaml", "ended")).stdout).toContain(
      "\ndate(lease.ended) = never\n  no step entered it\n",
    );
  });

  it("stands until a model went wrong", async () => {
    const { code, stdout, stderr } = await explain("quay.yaml@broken", "rent_paid");
    expect(code).toBe(3);
    expect(stdout).toContain(", as of 2021-03-31\n");
    expect(stderr).toContain("error[division-by-zero]");
  });
});

describe("explain FILE ACTOR", () => {
  it("tells what happened to it, what came often told once", async () => {
    const { stdout } = await explain("quay.yaml@early", "lease");
    expect(stdout).toContain(`
What happened to it
  2020-01-01  start → in_force.term (step 0, from start)
  2020-03-31  due; carrier pays 2,000,000 EUR (step 1, from step 0, calendar)
`);
    expect(stdout).toContain(
      "  2021-05-16  end → ended; carrier pays 1,236,263.74 EUR (step 7, from timeline leaving)\n",
    );
    expect((await explain("quay.yaml", "lease")).stdout).toContain(
      "  2021-03-31  due; carrier pays 2,500,000 EUR, 8 times until 2022-12-31 (step 6, from step 0,\n",
    );
  });

  it("knows an actor that another one opened", async () => {
    const { code, stdout } = await call(["explain", "scenarios/baikonur.yaml", "launches/claim/2007"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^launches\/claim\/2007, an actor that `launches` opened\n\n {2}machine {7}claim: Claim\n/);
    expect(stdout).toContain("  with          claimed: 60,000,000.00 USD\n");
    expect(stdout).toMatch(/\n {2}2008-03-16 {2}after payment_time → paid; russia pays 2,430,000 USD \(step \d+, /);
    const unknown = await call(["explain", "scenarios/baikonur.yaml", "launches/claim/2006"]);
    expect(unknown).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "error: there is no `launches/claim/2006` in `scenarios/baikonur.yaml`\n" +
        "(did you mean `launches/claim/2007`?)\n",
    });
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
});
