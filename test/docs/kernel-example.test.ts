/** The worked example of docs/kernel.md: its table and its code are those that are made. `STEPPE_UPDATE_DOCS=1` writes them anew. */
import { readFileSync, writeFileSync } from "node:fs";
import type { Decision, Item } from "@steppe/core/statechart/unfold.ts";
import { askedOf, planOf } from "@steppe/kernel";
import { toJs } from "@steppe/kernel/code/index.ts";
import { build } from "@steppe/kernel/engine/build.ts";
import { expect, it } from "vitest";
import { modelOf } from "../properties/load.ts";

const PAGE = `${import.meta.dirname}/../../docs/kernel.md`;

const MACHINE = `machines:
  pad:
    variables: {failures: {kind: number, initial: 0}}
    initial: working
    states:
      working:
        after:
          400 days:
            target: stopped
            actions:
              - {pay: {from: tenant, to: landlord, amount: 2 million USD, for: repair}}
              - {set: {failures: failures + 1}}
      stopped: {after: {60 days: working}}`;

const SCENARIO = `steppe: 1
title: A pad
period: 2020-01-01 .. 2029-12-31
currency: USD
parties: [landlord, tenant]
${MACHINE}
actors: {pad: {machine: pad}}
measures: {failures: pad.failures}
`;

function itemText(item: Item): string {
  if (item.is === "schedule") return "put down its timer";
  if (item.is === "unschedule") return "take back the timer of the state";
  const { effect } = item;
  return effect.do === "enter" ? `enter ${effect.state}` : effect.do;
}

function outcomeText(decision: Decision, states: readonly string[]): string {
  if (decision.is === "question") throw new Error("a machine without guards");
  return [...decision.items.map(itemText), `→ ${states[decision.to]}`].join(", ");
}

/** The function of the JavaScript back end whose name begins so, blank lines and the numbers of names as they are. */
function functionNamed(js: string, name: string): string {
  const lines = js.split("\n");
  const from = lines.findIndex((line) => line.startsWith(`function ${name}_`));
  const to = lines.findIndex((line, index) => index > from && line === "}");
  if (from < 0) throw new Error(`no function ${name}`);
  return lines.slice(from, to + 1).join("\n");
}

function example(): string {
  const model = modelOf(SCENARIO);
  const plan = planOf(model);
  if ("reason" in plan) throw new Error(plan.reason);
  const { program } = build(plan, askedOf(model, { measuresOnly: true }), undefined, { seedOnce: "s" });
  const { table } = plan.actors[0]?.layout ?? {};
  if (!table) throw new Error("an actor has a table");
  const names = table.configurations.map(({ states }) => states.filter((path) => path !== "").join("+"));
  const rows = table.configurations.flatMap(({ on }, index) =>
    [...on].map(([, decision]) => `| ${names[index]} | its timer | ${outcomeText(decision, names)} |`),
  );
  return `\`\`\`yaml
${MACHINE}
\`\`\`

| configuration | event | what is done, and the next configuration |
| --- | --- | --- |
| – | start | ${outcomeText(table.start, names)} |
${rows.join("\n")}

\`\`\`js
${functionNamed(toJs(program), "actor0In0On0")}
\`\`\``;
}

it("docs/kernel.md has the table and the code of its example as they are", () => {
  const page = readFileSync(PAGE, "utf8");
  const [head, rest = ""] = page.split("<!-- example:begin -->\n");
  const [shown, tail] = rest.split("\n<!-- example:end -->");
  if (process.env.STEPPE_UPDATE_DOCS === "1") {
    writeFileSync(PAGE, `${head}<!-- example:begin -->\n${example()}\n<!-- example:end -->${tail}`);
  } else {
    expect(shown).toBe(example());
  }
});
