/** `steppe explain` of a scenario as a whole, of keys as prose names them, and what it refuses. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call, folderWith } from "./calling.ts";
import { QUAY } from "./quay.ts";

let folder: ReturnType<typeof folderWith>;
beforeAll(() => {
  folder = folderWith({
    "quay.yaml": QUAY,
    "more.yaml": `extends: quay.yaml
title: A quay and more
doc: What more there is.
variants:
  cheap: {doc: "No title, but a doc.", assume: {rent: {value: 7 million EUR per year, judgement: "for the test"}}}
  cheaper: {extends: cheap, timeline: [{id: dearer, remove: true}]}
  early: {title: The carrier leaves earlier}
  broken: null
`,
  });
});
afterAll(() => folder.remove());

const explain = (...args: string[]) => call(["explain", ...args], { cwd: folder.path });

describe("explain FILE", () => {
  it("says of a file alone what it holds, and names its variants, its own first", async () => {
    const { code, stdout } = await explain("more.yaml");
    expect(code).toBe(0);
    expect(stdout).toBe(`A quay and more

  about         What more there is.
  made of       quay.yaml, then more.yaml
  period        2020-01-01 .. 2023-12-31
  assumptions   1
  actors        lease
  timeline      1 entry
  measures      rent_paid, over, ended, rate, share, term, tenth
  expected      modest, paid-up

Variants, 3
  early     The carrier leaves earlier
  cheap     No title, but a doc.
  cheaper   extends cheap

Variants of quay.yaml, 2
  dear      A dear quay
  unlikely  Luck

\`steppe run more.yaml@early\` runs the first of them
`);
    expect((await explain("more.yaml@unlikely")).stdout).toContain("  assumptions   2, 1 of them drawn\n");
  });

  it("says the same names when a variant is not there, wrapped", async () => {
    const { code, stderr } = await call(["explain", "more.yaml@chap"], { cwd: folder.path, columns: 40 });
    expect([code, stderr]).toEqual([
      2,
      `error[unknown-variant]: there is no
variant \`chap\`
  = help: did you mean \`cheap\`?
  = note: variants: early, cheap,
          cheaper, dear, unlikely

1 error
`,
    ]);
    const none = await explain("more.yaml@");
    expect(none.stderr).toContain(
      "there is no name after the `@`\n  = help: `@` stands before the name of a variant\n",
    );
  });
});

describe("a key in words", () => {
  it.each([
    ["assume rent", "assume.rent, an assumption, money per year (EUR)"],
    ["actor lease", "actors.lease, an actor"],
    ["machine lease", "machines.lease, a machine"],
    ["machine lease.in_force", "machines.lease, a machine"],
    ["measure rent_paid", "measures.rent_paid, a measure, money (EUR)"],
    ["expect paid-up", "expect.paid-up, an expectation"],
    ["timeline dearer", "timeline.dearer, a timeline entry"],
    ["variant early", "variants.early, a key"],
  ])("understands `%s`, as prose names it", async (key, first) => {
    const { code, stdout } = await explain("quay.yaml", key);
    expect([code, stdout.split("\n")[0]]).toEqual([0, first]);
  });

  it("refuses what prose names and the file has not", async () => {
    for (const key of ["timeline rent", "dearer timeline", "machine quay"]) {
      expect((await explain("quay.yaml", key)).stderr).toContain(`error: there is no \`${key}\` in \`quay.yaml\`\n`);
    }
  });
});

describe("a path by what it pays", () => {
  it("is refused, and it is said how to find its number", async () => {
    const { code, stderr } = await explain("quay.yaml@unlikely", "luck", "--path", "p95:rent_paid");
    expect([code, stderr]).toEqual([
      2,
      "error: option '--path <k>' argument 'p95:rent_paid' is invalid. Here a path is a number: " +
        "`steppe run SCENARIO --paths N --path p95:rent_paid` prints it.\n",
    ]);
    const found = await call(["run", "quay.yaml@unlikely", "--paths", "20", "--path", "p95:rent_paid"], {
      cwd: folder.path,
    });
    expect(found.stdout).toMatch(/ path +\d+ of seed "steppe", found as p95:rent_paid of 20 paths/);
  });
});
