/** What an account tells of what happened: payments outside calendars, and what nobody got. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call, folderWith, sectionOf } from "./calling.ts";
import { QUAY } from "./quay.ts";

/** Sums owed and paid by events, a delay and on leaving, with and without a change of state. */
const FINES = `steppe: 1
period: 2020-01-01 .. 2020-12-31
currency: USD
parties: [driver, town]
machines:
  police:
    events: {fine: {amount: money}, settle: {}, close: {}}
    initial: open
    states:
      open:
        entry: {type: pay, params: {from: town, to: driver, amount: 1 USD, for: welcome}}
        exit: {type: pay, params: {from: driver, to: town, amount: 7 USD, for: fines}}
        on:
          fine: {actions: {type: owe, params: {from: driver, to: town, amount: event.amount, for: fines}}}
          settle: {actions: {type: pay, params: {from: driver, to: town, amount: "owed(for: fines)", for: fines}}}
          close: closed
        after:
          6 months: {actions: {type: pay, params: {from: driver, to: town, amount: 5 USD, for: fines}}}
      closed: {type: final}
actors: {police: {machine: police}}
timeline:
  - {on: 2020-03-01, actor: police, event: fine, with: {amount: 50 USD}}
  - {on: 2020-05-01, actor: police, event: settle}
  - {on: 2020-09-01, actor: police, event: close}
`;

let folder: ReturnType<typeof folderWith>;
beforeAll(() => {
  folder = folderWith({ "quay.yaml": QUAY });
});
afterAll(() => folder.remove());

const at = (columns?: number) => ({ cwd: folder.path, ...(columns !== undefined && { columns }) });

describe("the account", () => {
  it("tells what is paid outside calendars, whether or not a state changes, and what is owed", async () => {
    writeFileSync(join(folder.path, "fines.yaml"), FINES);
    const { code, stdout } = await call(["run", "fines.yaml"], at(80));
    expect(code).toBe(0);
    expect(sectionOf(stdout, "What happened")).toEqual([
      "  2020-01-01  police open (town pays 1 USD)",
      "  2020-03-01  police  fine: amount 50 USD; driver owes 50 USD",
      "  2020-05-01  police  settle; driver pays 50 USD",
      "  2020-07-01  police  after 6 months; driver pays 5 USD",
      "  2020-09-01  police  close → closed; driver pays 7 USD",
    ]);
  });

  it("says of what nobody got that nobody got it, and names the entry", async () => {
    const text = QUAY.replace(
      "timeline:\n",
      "timeline:\n  - {id: lost, on: 2020-02-01, actor: prog/claim/y, event: agree, with: {amount: 5 EUR}, judgement: x}\n",
    ).replace(
      "actors:\n",
      "actors:\n  prog: {machine: launch-programme, with: {landlord: harbour, operator: carrier}}\n",
    );
    writeFileSync(join(folder.path, "lost.yaml"), text);
    const { code, stdout, stderr } = await call(["run", "lost.yaml"], at());
    expect(code).toBe(0);
    expect(sectionOf(stdout, "What happened").join(" ").replace(/\s+/g, " ")).toContain(
      "2020-02-01 prog/claim/y agree: amount 5 EUR (not heard: nobody of that name)",
    );
    expect(stderr).toBe(
      "lost.yaml:14:5: note: `agree` was told to nobody: there is no `prog/claim/y` on that date; this run opened no `prog/claim`\n",
    );
    const crash =
      "  - {id: crash, on: 2020-01-15, actor: prog, event: crash, with: {name: \"'x'\", claimed: 9 EUR}, judgement: x}\n";
    writeFileSync(join(folder.path, "other.yaml"), text.replace("timeline:\n", `timeline:\n${crash}`));
    expect((await call(["run", "other.yaml"], at())).stderr).toBe(
      "other.yaml:15:5: note: `agree` was told to nobody: there is no `prog/claim/y` on that date; this run opened x\n",
    );
    const { stdout: trace } = await call(["run", "lost.yaml", "--trace"], at(140));
    expect(trace).toContain("(not heard: nobody of that name)");
  });

  it("is as wide as its terminal, else as COLUMNS says, else 80", async () => {
    const widest = async (options: { columns?: number; env?: NodeJS.ProcessEnv }) => {
      const { stdout } = await call(["run", "quay.yaml@unlikely"], { cwd: folder.path, ...options });
      return Math.max(...stdout.split("\n").map((line) => line.length));
    };
    expect(await widest({ columns: 60, env: { COLUMNS: "120" } })).toBeLessThanOrEqual(60);
    const [none, wide, odd] = [
      await widest({ env: {} }),
      await widest({ env: { COLUMNS: "120" } }),
      await widest({ env: { COLUMNS: "many" } }),
    ];
    expect(none).toBeLessThanOrEqual(80);
    expect(wide).toBeGreaterThan(80);
    expect(odd).toBe(none);
  });

  it("counts an expectation that is the only one", async () => {
    const one = QUAY.replace(/ {2}- \{id: modest.*\n/, "");
    writeFileSync(join(folder.path, "one.yaml"), one);
    const { stdout } = await call(["run", "one.yaml"], at());
    expect(sectionOf(stdout, "Expected")).toEqual(["  the expectation held"]);
  });
});
