/** docs/machines.md is what the command prints; `vitest run test/docs/machines.test.ts -u` writes it anew. */
import { MACHINES } from "@steppe/core/machines/index.ts";
import { describe, expect, it } from "vitest";
import { call } from "../commands/calling.ts";
import { pathOf } from "./blocks.ts";

const PAGE = "docs/machines.md";

describe(PAGE, () => {
  it("is what `steppe machines --as markdown` prints", async () => {
    const { code, stdout } = await call(["machines", "--as", "markdown"]);
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot(pathOf(PAGE));
  });

  it("has a diagram of every machine that comes with steppe", async () => {
    const page = (await call(["machines", "--as", "markdown"])).stdout;
    for (const name of MACHINES.keys()) {
      const diagram = (await call(["machines", name, "--as", "mermaid"])).stdout;
      expect(page).toContain(`\n## ${name}\n`);
      expect(page).toContain(`\n\`\`\`mermaid\n${diagram}\`\`\`\n`);
    }
  });
});
