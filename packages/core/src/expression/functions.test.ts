import { describe, expect, it } from "vitest";
import { valueText } from "../quantity/index.ts";
import { evaluated } from "./fixture.ts";
import { FUNCTION_BY_NAME, FUNCTIONS } from "./functions.ts";
import { parseExpression } from "./parser.ts";
import { sourceOf } from "./source.ts";

describe("the table of functions", () => {
  for (const { name, examples } of FUNCTIONS) {
    it.each(examples)(`${name}: $text`, ({ text, result }) => {
      const { kind, value } = evaluated(text);
      expect(valueText(kind, value)).toBe(result);
    });
  }

  it("names each function once, with examples that call it", () => {
    expect(FUNCTION_BY_NAME.size).toBe(FUNCTIONS.length);
    for (const entry of FUNCTIONS) {
      expect(entry.examples.length, entry.name).toBeGreaterThan(0);
      expect(entry.signature.startsWith(`${entry.name}(`), entry.name).toBe(true);
      expect(entry.doc.endsWith("."), entry.name).toBe(true);
      for (const { text } of entry.examples) {
        expect(text, entry.name).toContain(`${entry.name}(`);
        expect(parseExpression(sourceOf(text)).ok).toBe(true);
      }
    }
  });
});
