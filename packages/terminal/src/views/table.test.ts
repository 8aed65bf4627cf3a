/** Tables: alignment, and what gives way when the terminal is narrow. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { widthOf } from "./problem-frame-text.ts";
import { alignNumbers, roomBeside, tableFits, tableLines } from "./table.ts";
import { plain } from "./text.ts";

const page = (width: number) => ({ width, paint: plain });

describe("numbers", () => {
  it("that are money align on their point, currencies after them; all else ends at the right", () => {
    expect(alignNumbers(["1,234.50 USD", "-7 JPY", "12", "0.125", "2018-12-31", "never", "30 %", ""])).toEqual([
      "1,234.50 USD",
      "   -7    JPY",
      "          12",
      "       0.125",
      "  2018-12-31",
      "       never",
      "        30 %",
      "",
    ]);
  });

  it("align on their point where nothing but bare numbers stands", () => {
    expect(alignNumbers(["12", "0.125", "", "-1,000.5"])).toEqual(["    12    ", "     0.125", "", "-1,000.5  "]);
  });

  it("keep a rate's unit", () => {
    expect(alignNumbers(["10.00 USD per year", "9.00 USD"])).toEqual(["10.00 USD per year", "          9.00 USD"]);
  });
});

describe("a table", () => {
  const rows = [
    ["a rather long label", "1,000.00 USD"],
    ["short", "5.00 USD"],
  ];

  it("takes the room its cells need", () => {
    expect(tableLines(rows, [{}, { align: "number" }], page(80))).toEqual([
      "  a rather long label  1,000.00 USD",
      "  short                    5.00 USD",
    ]);
  });

  it("says how wide one more column may be before any of it is cut", () => {
    const columns = [{}, { align: "number" as const }];
    const room = roomBeside(rows, columns, page(60));
    const beside = (width: number) =>
      tableLines(
        rows.map((row) => [...row, "x".repeat(width)]),
        [...columns, {}],
        page(60),
      ).join();
    expect(beside(room)).not.toContain("…");
    expect(beside(room + 1)).toContain("…");
    expect(roomBeside(rows, columns, page(20))).toBeLessThan(0);
    const width = Math.max(...tableLines(rows, columns, page(80)).map(widthOf));
    expect(tableFits(rows, columns, page(width))).toBe(true);
    expect(tableFits(rows, columns, page(width - 1))).toBe(false);
  });

  it("cuts texts before numbers", () => {
    expect(tableLines(rows, [{ shrinkTo: 4 }, { align: "number" }], page(24))).toEqual([
      "  a rathe…  1,000.00 USD",
      "  short         5.00 USD",
    ]);
  });

  it("leaves out a column in which nothing stands, and blanks at the end", () => {
    expect(
      tableLines(
        [
          ["a", "", "b"],
          ["cc", "", ""],
        ],
        [{}, {}, {}],
        page(80),
      ),
    ).toEqual(["  a   b", "  cc"]);
  });

  it("paints what is printed, not the blanks around it", () => {
    const painted = { width: 80, paint: (style: string, text: string) => `<${style}:${text}>` };
    const cells = [
      ["a", { text: "1", style: "bad" as const }],
      ["bb", "100"],
    ];
    expect(tableLines(cells, [{ style: "dim" }, { align: "right" }], painted)).toEqual([
      "  <dim:a>     <bad:1>",
      "  <dim:bb>  100",
    ]);
  });

  it("is never wider than the page, whatever stands in it", () => {
    const cell = fc.oneof(
      fc.stringMatching(/^[a-z ]{0,30}$/),
      fc.stringMatching(/^[日本语]{0,12}$/),
      fc.bigInt(0n, 10n ** 15n).map((n) => `${n}.00 USD`),
    );
    const columns = [{ shrinkTo: 3 }, { align: "number" as const }, { align: "right" as const, shrinkTo: 2 }, {}];
    const anyRows = fc.array(fc.tuple(cell, cell, cell, cell), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(anyRows, fc.integer({ min: 8, max: 120 }), (cells, width) => {
        for (const line of tableLines(cells, columns, page(width))) expect(widthOf(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
