/** The exported journal, judged by the tools it is for: they accept it, and their balances are ours. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { balances, centralUniforms, createWorld, loadScenario, moneyText, run, type World } from "@steppe/core";
import { beancountText } from "@steppe/core/ledger/beancount.ts";
import type { JournalExport } from "@steppe/core/ledger/export.ts";
import { hledgerText } from "@steppe/core/ledger/hledger.ts";
import { MACHINES } from "@steppe/core/machines/index.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const HAS = {
  hledger: spawnSync("hledger", ["--version"]).status === 0,
  beancount: spawnSync("bean-check", ["--version"]).status === 0,
};
for (const [tool, found] of Object.entries(HAS)) {
  if (!found) console.warn(`${tool} is not installed: what it says of our journals is NOT tested here`);
}

/** Owes, pays, settles in part, in three currencies with 2, 0 and 3 decimals. */
const SCENARIO = `steppe: 1
title: A lease and its claims
period: 2004-01-01 .. 2010-12-31
currency: USD
parties: [kazakhstan, russia, city_of_baikonur]
machines:
  dues:
    inputs: {payer: party, receiver: party, sum: money, part: share, for: text}
    events: {due: {}}
    initial: running
    states:
      running:
        invoke: {src: calendar, input: {every: 7 months, from: 2004-01-31, event: due}}
        on:
          due:
            actions:
              - {owe: {from: payer, to: receiver, amount: sum, for: for, note: "due; see | treaty"}}
              - {pay: {from: payer, to: receiver, amount: sum * part, for: for}}
actors:
  lease:
    machine: lease
    with: {landlord: kazakhstan, tenant: russia, rent: 115 million USD per year, from: 2004-03-31, until: 2009-05-13}
  late: {machine: dues, with: {payer: russia, receiver: kazakhstan, sum: 1000.01 USD, part: 33.3%, for: "'late fee'"}}
  yen: {machine: dues, with: {payer: russia, receiver: city_of_baikonur, sum: 12345 JPY, part: 100%, for: "'late_fee'"}}
  dinar: {machine: dues, with: {payer: kazakhstan, receiver: russia, sum: 7.001 KWD, part: 50%, for: "'late fee'"}}
`;

function worldOf(text: string): World {
  const loaded = loadScenario({ scenario: "a.yaml" }, () => ({ bytes: new TextEncoder().encode(text) }), MACHINES);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 2));
  return run(createWorld(loaded.model, centralUniforms));
}

function journalOf(world: World): JournalExport {
  const postings = [...world.journal.postings].map((posting) => ({
    posting,
    cause: "lease: due",
    source: 'Cable "7", 2007',
  }));
  return { title: world.model.title, head: ["a.yaml"], start: world.model.period.start, postings };
}

let world: World;
let folder: string;

beforeAll(() => {
  world = worldOf(SCENARIO);
  folder = mkdtempSync(join(tmpdir(), "journal-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function call(tool: string, args: readonly string[], input = "") {
  const { status, stdout, stderr } = spawnSync(tool, args, {
    input,
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C.UTF-8" },
  });
  return { status, stdout, stderr };
}

/** Balances that are not zero, "account amount currency". */
const ours = () =>
  balances(world.journal)
    .filter(({ minor }) => minor !== 0n)
    .map(({ account, minor, currency }) => `${account} ${moneyText(minor, currency)} ${currency}`)
    .sort();

/** The rows of hledger's `"account","1 USD, 2 JPY"`. */
const rowsOf = (csv: string): readonly string[] =>
  csv
    .trim()
    .split("\n")
    .slice(1)
    .flatMap((line) => {
      const [, account = "", amounts = ""] = /^"(.*)","(.*)"$/.exec(line) ?? [];
      return amounts.split(", ").map((amount) => `${account} ${amount}`);
    })
    .sort();

describe("the journal that is judged", () => {
  it("has debts, payments and three currencies", () => {
    const postings = [...world.journal.postings];
    expect(new Set(postings.map(({ verb }) => verb))).toEqual(new Set(["owe", "pay"]));
    expect(new Set(postings.map(({ currency }) => currency))).toEqual(new Set(["USD", "JPY", "KWD"]));
    expect(postings.some(({ settled, minor }) => settled > 0n && settled < minor)).toBe(false);
    expect(ours().length).toBeGreaterThan(10);
  });
});

describe.skipIf(!HAS.hledger)("hledger", () => {
  it("accepts it, accounts, commodities and payees being declared", () => {
    const text = hledgerText(journalOf(world));
    expect(call("hledger", ["-f", "-", "check", "--strict", "ordereddates", "payees"], text)).toEqual({
      status: 0,
      stdout: "",
      stderr: "",
    });
  });

  it("has our balances", () => {
    const { status, stdout, stderr } = call(
      "hledger",
      ["-f", "-", "balance", "--flat", "--no-total", "-O", "csv"],
      hledgerText(journalOf(world)),
    );
    expect([status, stderr]).toEqual([0, ""]);
    expect(rowsOf(stdout)).toEqual(ours());
  });

  it("refuses it when a cent is missing", () => {
    const text = hledgerText(journalOf(world)).replace("28750000.00 USD", "28749999.99 USD");
    expect(call("hledger", ["-f", "-", "check", "--strict"], text).status).not.toBe(0);
  });
});

describe.skipIf(!HAS.beancount)("bean-check", () => {
  const check = (text: string) => {
    const file = join(folder, "a.beancount");
    writeFileSync(file, text);
    expect(readFileSync(file, "utf8")).toBe(text);
    return call("bean-check", [file]);
  };

  it("accepts it, with our balances as its assertions", () => {
    const text = beancountText(journalOf(world));
    expect(text.match(/^\d{4}-\d\d-\d\d balance /gm)?.length).toBe(balances(world.journal).length);
    expect(check(text)).toEqual({ status: 0, stdout: "", stderr: "" });
  });

  it("refuses it when a balance is off by a cent", () => {
    const text = beancountText(journalOf(world)).replace(/(balance Assets:Russia:Cash {2}-\d+\.\d)\d USD/, "$19 USD");
    expect(check(text).status).not.toBe(0);
  });
});
