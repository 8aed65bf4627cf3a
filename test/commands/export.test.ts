/** `steppe export` as a user meets it; whether the tools take it is tested in test/ledger. */
import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call, folderWith } from "./calling.ts";
import { QUAY } from "./quay.ts";

let folder: ReturnType<typeof folderWith>;
beforeAll(() => {
  folder = folderWith({ "quay.yaml": QUAY });
});
afterAll(() => folder.remove());

const steppe = (...args: string[]) => call(["export", ...args], { cwd: folder.path });

describe("export", () => {
  it("prints the journal for hledger, with what led to each posting", async () => {
    const { code, stdout, stderr } = await steppe("quay.yaml@early", "--as", "hledger");
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("; The carrier leaves early\n; quay.yaml@early, central path, steppe ");
    expect(
      stdout.endsWith(`
2021-05-16 (6) rent | lease: end
    ; verb: pay, step: 7
    expenses:carrier:rent   1236263.74 EUR
    assets:carrier:cash    -1236263.74 EUR
    assets:harbour:cash     1236263.74 EUR
    revenues:harbour:rent  -1236263.74 EUR
`),
    ).toBe(true);
  });

  it("prints it for Beancount and as CSV", async () => {
    expect((await steppe("quay.yaml", "--as", "beancount")).stdout).toContain(
      '\n2020-03-31 * "rent" "lease: due"\n  posting: 1\n',
    );
    const rows = (await steppe("quay.yaml", "--as", "csv")).stdout.split("\r\n");
    expect(rows).toHaveLength(1 + 12 + 1);
    expect(rows[1]).toBe("1,2020-03-31,pay,carrier,harbour,rent,2000000.00,EUR,0.00,1,lease: due,,");
  });

  it("stops after a day, and takes layers and luck", async () => {
    const rows = (text: string) => text.trimEnd().split("\r\n").length - 1;
    expect(rows((await steppe("quay.yaml", "--as", "csv", "--until", "2020-12-31")).stdout)).toBe(4);
    expect((await steppe("quay.yaml", "--as", "csv", "--set", "rent=4 EUR per year")).stdout).toContain(",1.00,EUR,");
    const paths = await Promise.all(
      [0, 1, 2, 3, 4, 5, 6, 7].map((path) => steppe("quay.yaml@unlikely", "--as", "csv", "--path", String(path))),
    );
    expect(new Set(paths.map(({ stdout }) => stdout.split("\r\n")[1]))).toEqual(
      new Set(
        ["1000000.00", "2000000.00"].map(
          (sum) => `1,2020-03-31,pay,carrier,harbour,rent,${sum},EUR,0.00,1,lease: due,,`,
        ),
      ),
    );
    expect((await steppe("quay.yaml", "--as", "hledger", "--path", "3")).stdout).toContain('path 3 of seed "steppe"');
  });

  it("prints nothing of a run that went wrong", async () => {
    const { code, stdout, stderr } = await steppe("quay.yaml@broken", "--as", "csv");
    expect([code, stdout]).toEqual([3, ""]);
    expect(stderr).toContain("error[division-by-zero]");
  });

  it("asks for a form, and knows three", async () => {
    expect((await steppe("quay.yaml")).stderr).toContain("--as <form>");
    const { code, stderr } = await steppe("quay.yaml", "--as", "ledger");
    expect(code).toBe(2);
    expect(stderr).toContain("Allowed choices are hledger, beancount, csv");
  });

  it.skipIf(spawnSync("hledger", ["--version"]).status !== 0)(
    "of the lease of Baikonur is taken by hledger",
    async () => {
      const { stdout } = await call(["export", "scenarios/baikonur.yaml", "--as", "hledger"]);
      const checked = spawnSync("hledger", ["-f", "-", "check", "--strict", "ordereddates", "payees"], {
        input: stdout,
        encoding: "utf8",
      });
      expect([checked.status, checked.stderr]).toEqual([0, ""]);
      const balance = spawnSync("hledger", ["-f", "-", "balance", "--no-total", "expenses:russia:rent"], {
        input: stdout,
        encoding: "utf8",
      });
      expect(balance.stdout.trim()).toBe("5405000000.00 USD  expenses:russia:rent");
    },
  );
});
