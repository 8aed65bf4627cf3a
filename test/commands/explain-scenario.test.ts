/** `steppe explain` of a scenario as a whole. */
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
