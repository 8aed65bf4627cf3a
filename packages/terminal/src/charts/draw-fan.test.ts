/** Pictures of fans, compared whole: what a user sees, in either set of characters. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { widthOf } from "../views/problem-frame-text.ts";
import { drawFan } from "./draw-fan.ts";
import { chartOf } from "./fan-testing.ts";
import { ASCII, glyphsFor, UNICODE } from "./glyphs.ts";

const picture = (lines: readonly string[]): string => `\n${lines.join("\n")}\n`;

describe("a fan", () => {
  it("is drawn in shades, its median in braille", () => {
    expect(picture(drawFan(chartOf(10), { width: 60, height: 13 }, UNICODE))).toMatchInlineSnapshot(`
      "
      rent, paid by the end of each year, million USD
         150 ┤
             │                                             ░░░░░░░
         100 ┤                                      ░░░░░░░▒▒▒▒▒⣀⣀
             │                               ░░░░▒⣀⣀⣀⡠⠤⠤⠤⠒⠒⠒⠊⠉⠉⠉▒▒
          50 ┤                      ⣀⣀⣀⡠⠤⠤⠤⠒⠒⠒⠊⠉⠉⠉▒▒░░░░░░░░░░░░░░
             │       ⢀⣀⣀⣀⠤⠤⠤⠔⠒⠒⠒⠉⠉⠉⠉
           0 ┤⠔⠒⠒⠒⠉⠉⠉⠁
             └┬──────────┬───────────┬──────────┬──────────┬──────
              2004      2006        2008       2010       2012
              ░ 5..95 %  ▒ 25..75 %  ⠒ median
      "
    `);
  });

  it("is drawn in ASCII where nothing else is to be had", () => {
    expect(picture(drawFan(chartOf(10), { width: 60, height: 13 }, ASCII))).toMatchInlineSnapshot(`
      "
      rent, paid by the end of each year, million USD
         150 +
             |                                             .......
         100 +                                      .......:::::##
             |                               ....:##############::
          50 +                      ##############::..............
             |        ##############
           0 +########
             ++----------+-----------+----------+----------+------
              2004      2006        2008       2010       2012
              . 5..95 %  : 25..75 %  # median
      "
    `);
  });

  it("has the median of another scenario beside its own, dotted", () => {
    expect(picture(drawFan(chartOf(10, true), { width: 50, height: 11 }, UNICODE))).toMatchInlineSnapshot(`
      "
      rent, paid by the end of each year, million USD
         150 ┤
             │                                     ░░░░░
         100 ┤                               ░░░░░▒▒▒▒⢀⣀
             │                         ░░░▒⣀⣀⣀⠤⠤⠔⠒⠒⠊⠉⠉⠁▒
          50 ┤                 ⢀⣀⣀⡠⠤⠤⠔⠒⠒⠉⠉⠉▒▒░░░⢀░⡀⢀░⡀⠠░
             │      ⣀⣀⣀⠤⠤⠤⡒⢒⠊⡉⢉⠁⠄⠠ ⠄⠠ ⠂⠐ ⠂⠐ ⠁⠈ ⠁
           0 ┤⠔⠒⠒⠊⠙⠉⠁⠈ ⠁⠈
             └┬────────┬────────┬────────┬────────┬─────
              2004    2006     2008     2010     2012
              ░ 5..95 %  ▒ 25..75 %  ⠒ median  ⠂ median…
      "
    `);
  });

  it("of certain money is its median alone", () => {
    const years = chartOf(10).years.map((one, index) => ({ ...one, values: Array(5).fill(index * 10) }));
    const lines = drawFan({ ...chartOf(10), years }, { width: 60, height: 13 }, UNICODE);
    expect(lines.slice(0, -1).join("")).not.toMatch(/[░▒]/);
    expect(lines.join("")).toMatch(/[\u2801-\u28ff]/);
  });

  it("of a single year is drawn across", () => {
    const lines = drawFan(chartOf(1), { width: 50, height: 9 }, ASCII);
    expect(lines.join("\n")).toMatch(/0 \+#{10,}$/m);
  });

  it("is left out where there is no room for it", () => {
    expect(drawFan(chartOf(10), { width: 60, height: 7 }, UNICODE)).toEqual([]);
    expect(drawFan(chartOf(10), { width: 30, height: 20 }, UNICODE)).toEqual([]);
  });

  it("never takes more room than it has, nor more than 120 columns", () => {
    const size = fc.record({ width: fc.integer({ min: 1, max: 200 }), height: fc.integer({ min: 1, max: 40 }) });
    fc.assert(
      fc.property(size, fc.integer({ min: 1, max: 60 }), fc.boolean(), fc.boolean(), (room, years, beside, ascii) => {
        const lines = drawFan(chartOf(years, beside), room, ascii ? ASCII : UNICODE);
        expect(lines.length).toBeLessThanOrEqual(room.height);
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(Math.min(120, room.width));
        if (ascii) expect(lines.join("")).toMatch(/^[\x20-\x7e]*$/);
      }),
    );
  });
});

describe("the characters of a chart", () => {
  it("are ASCII where that is asked for, or the locale has no UTF-8", () => {
    expect(glyphsFor({ LANG: "en_GB.UTF-8" })).toBe(UNICODE);
    expect(glyphsFor({ LANG: "C.utf8" })).toBe(UNICODE);
    expect(glyphsFor({})).toBe(UNICODE);
    expect(glyphsFor({ LANG: "en_GB.UTF-8" }, true)).toBe(ASCII);
    expect(glyphsFor({ LANG: "C" })).toBe(ASCII);
    expect(glyphsFor({ LC_ALL: "POSIX", LANG: "en_GB.UTF-8" })).toBe(ASCII);
    expect(glyphsFor({ LC_ALL: "", LC_CTYPE: "ru_RU.KOI8-R", LANG: "en_GB.UTF-8" })).toBe(ASCII);
  });
});
