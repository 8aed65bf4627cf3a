import { toEpochDay } from "@steppe/core";
import { describe, expect, it } from "vitest";
import { contentOf } from "./index.ts";
import { ledgerPane } from "./ledger.ts";
import { going, groundOf, paneTexts, viewOf, walked } from "./panes-testing.ts";

const crash = walked(groundOf("baikonur.yaml"), { do: "to-date", date: toEpochDay(2013, 12, 31) });

describe("the ledger of Baikonur", () => {
  it("has totals with their years, what is owed, balances, and the newest posting first", () => {
    const pane = ledgerPane(viewOf(crash));
    expect(pane.title).toBe("Ledger: 52 postings");
    expect(pane.row(pane.now ?? 0)).toMatchObject({ key: "posting:51", subject: { of: "posting", posting: 51 } });
    expect(paneTexts(pane, 110, 0, 14).join("\n")).toMatchInlineSnapshot(`
      "Paid so far, by category and year
      Σ city              11,600,000,000.00 RUB  ██████████
      Σ compensation           2,430,000.00 USD      █
      Σ rent               1,150,000,000.00 USD  ██████████
      Owed and not yet paid
      Σ compensation                   0.00 USD
      Received less paid
      Σ baikonur_city     11,600,000,000.00 RUB
      Σ kazakhstan         1,152,430,000.00 USD
      Σ russia           -11,600,000,000.00 RUB
      Σ russia            -1,152,430,000.00 USD
      Postings, the newest first
       52 2013-12-31 russia        →    baikonur_city city           1,160,000,000.00 RUB Σ    11,600,000,000.00 RUB
       51 2013-12-31 russia        →    kazakhstan    rent              28,750,000.00 USD Σ     1,150,000,000.00 USD"
    `);
  });

  it("keeps amounts whole in a narrow pane", () => {
    expect(paneTexts(ledgerPane(viewOf(crash, { unicode: false })), 33, 0, 14).join("\n")).toMatchInlineSnapshot(`
      "Paid so far, by category and year
      sum city    11,600,000,000.00 RUB
      sum comp..       2,430,000.00 USD
      sum rent     1,150,000,000.00 USD
      Owed and not yet paid
      sum comp..               0.00 USD
      Received less paid
      sum baik..  11,600,000,000.00 RUB
      sum kaza..   1,152,430,000.00 USD
      sum russia -11,600,000,000.00 RUB
      sum russia  -1,152,430,000.00 USD
      Postings, the newest first
      2013-12-31   1,160,000,000.00 RUB
      2013-12-31 rent 28,750,000.00 USD"
    `);
  });

  it("cuts no amount, and has the points of one currency below each other, in any pane that has room for them", () => {
    const pane = ledgerPane(viewOf(crash));
    for (let columns = 28; columns <= 140; columns++) {
      const rows = paneTexts(pane, columns).filter((text) => /\d/.test(text));
      for (const text of rows) expect(text, `at ${columns}`).toMatch(/\d{1,3}(,\d{3})*\.\d\d (USD|RUB)\b/);
      const points = (start: RegExp) =>
        new Set(rows.filter((text) => start.test(text)).map((text) => text.indexOf(".00 ")));
      expect(points(/^Σ/).size, `sums at ${columns}`).toBe(1);
      expect(points(/^(?!Σ)/).size, `postings at ${columns}`).toBe(1);
    }
  });

  it("shows what is owed apart, from when it is agreed until it is paid", () => {
    const owed = (year: number, month: number, day: number): string | undefined => {
      const walk = going(crash, { do: "to-date", date: toEpochDay(year, month, day) });
      const texts = paneTexts(ledgerPane(viewOf(walk)), 60);
      return texts[texts.indexOf("Owed and not yet paid") + 1];
    };
    expect(owed(2008, 1, 15)).toMatch(/compensation +0\.00 USD/);
    expect(owed(2008, 1, 16)).toMatch(/compensation +2,430,000\.00 USD/);
    expect(owed(2008, 3, 16)).toMatch(/compensation +0\.00 USD/);
  });

  it("draws a bar for each year up to now, and none for a year in which nothing was paid yet", () => {
    const bars = (year: number, month: number, day: number): string => {
      const walk = going(crash, { do: "to-date", date: toEpochDay(year, month, day) });
      const row = paneTexts(ledgerPane(viewOf(walk)), 120).find((text) => text.startsWith("Σ rent"));
      return row?.split("USD  ")[1] ?? "";
    };
    expect(bars(2007, 12, 31)).toBe("████");
    // On New Year's Day steps are taken, and nothing is paid.
    expect(bars(2008, 1, 1)).toBe("████");
    expect(bars(2008, 3, 31)).toBe("████▂");
    expect(bars(2008, 9, 30)).toBe("████▆");
  });

  it("leads from every sum to the postings that it is the sum of", () => {
    const pane = ledgerPane(viewOf(crash));
    const rows = paneTexts(pane, 110, 0, 11);
    const why = (row: number): string => {
      const { subject } = pane.row(row);
      if (subject?.of !== "total") throw new Error(`no sum: ${rows[row]}`);
      return paneTexts(contentOf(viewOf(crash, { subject }), "inspector"), 80).join("\n");
    };
    const sums = rows.flatMap((text, row) => (text.startsWith("Σ") ? [row] : []));
    expect(sums).toHaveLength(8);
    for (const row of sums) {
      const amount = /-?[\d,]+\.\d\d (USD|RUB)/.exec(rows[row] as string)?.[0] as string;
      const text = why(row);
      expect(text.split("\n")[0]?.endsWith(`: ${amount}`), text).toBe(true);
      const added = [...text.matchAll(/^ {2}\d{4}-\d\d-\d\d {2} *(-?[\d,]+)\.\d\d /gm)];
      const sum = added.reduce((so, [, figure = ""]) => so + BigInt(figure.replaceAll(",", "")), 0n);
      expect(sum).toBe(BigInt(amount.replaceAll(",", "").split(".")[0] as string));
    }
    expect(why(2)).toMatch(
      /^compensation: 2,430,000\.00 USD\n {2}paid so far, as of 2013-12-31\n\nThe sum of 1 posting/,
    );
    expect(why(5)).toContain("The sum of 2 postings");
  });

  it("says that nothing was paid yet", () => {
    const pane = ledgerPane(viewOf(walked(groundOf("baikonur.yaml"))));
    expect(pane.now).toBeUndefined();
    expect(paneTexts(pane, 60)).toEqual(["nothing was paid yet"]);
  });

  it("has its rows in the same places after a step", () => {
    const walk = going(crash, { do: "last" }, { do: "to-step", step: 20 });
    const heads = [20, 60, 200].map((step) => ledgerPane(viewOf(going(walk, { do: "to-step", step }))).now);
    expect(new Set(heads).size).toBe(1);
  });
});
