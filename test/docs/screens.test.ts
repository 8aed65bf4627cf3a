/**
 * The screens that docs/stepping.md shows are what somebody sees who presses the keys above them, one after the other, on
 * a terminal of 110 by 26. `STEPPE_UPDATE_DOCS=1` writes them anew.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { groundOf, walked } from "../../packages/terminal/src/stepper/panes/panes-testing.ts";
import { keysOfText, NAMED_KEYS } from "../../packages/terminal/src/stepper/screen/keys.ts";
import { User } from "../../packages/terminal/src/stepper/screen/screen-testing.ts";
import { pathOf } from "./blocks.ts";

const PAGE = "docs/stepping.md";
const SIZE = { columns: 110, rows: 26 };
const SCENARIO = "scenarios/baikonur.yaml";
const SCREEN = /<!-- keys: (.*) -->\n\n```text\n([\s\S]*?)\n```/g;

const names: ReadonlySet<string> = new Set(NAMED_KEYS);

/** Keys by name or `ctrl+` and a letter; what is no name is typed, `_` for a space in it. */
const keysOf = (text: string): readonly string[] =>
  text
    .split(" ")
    .flatMap((one) => (names.has(one) || /^ctrl\+/.test(one) ? [one] : keysOfText(one.replaceAll("_", " "))));

let shown: readonly { readonly keys: string; readonly sees: string }[];
const page = readFileSync(pathOf(PAGE), "utf8");

beforeAll(() => {
  const user = new User(walked(groundOf(SCENARIO)), { size: SIZE, scenario: SCENARIO });
  shown = [...page.matchAll(SCREEN)].map(([, keys = ""]) => ({ keys, sees: user.presses(...keysOf(keys)).sees }));
  if (process.env.STEPPE_UPDATE_DOCS !== "1") return;
  let index = 0;
  const written = page.replace(SCREEN, () => {
    const { keys, sees } = shown[index++] as (typeof shown)[number];
    return `<!-- keys: ${keys} -->\n\n\`\`\`text\n${sees.trimEnd()}\n\`\`\``;
  });
  writeFileSync(pathOf(PAGE), written);
}, 60_000);

describe(PAGE, () => {
  const screens = [...page.matchAll(SCREEN)].map(([, keys = "", text = ""], index) => ({ index, keys, text }));

  it("shows screens", () => {
    expect(screens.length).toBeGreaterThanOrEqual(3);
  });

  it.each(screens)("shows what is seen after the keys: $keys", ({ index, text }) => {
    expect(text).toBe(shown[index]?.sees.trimEnd());
  });
});
