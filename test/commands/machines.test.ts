/** `steppe machines` and `steppe schema` as a user meets them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { MACHINES } from "@steppe/core/machines/index.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMachine } from "xstate";
import { call, folderWith, ROOT } from "./calling.ts";

const OWN = `steppe: 1
title: Own
period: 2020-01-01 .. 2021-12-31
currency: JPY
parties: [harbour]
machines:
  hire:
    title: A hire
    doc: "A hire by the day. It is short."
    inputs: {yearly: {kind: money per year, default: 5 JPY per year, doc: What it costs.}}
    variables: {days: {kind: number, initial: 0}}
    events: {stop: {at: {kind: date, default: "2020-01-01"}}}
    initial: running
    states:
      running:
        on: {stop: {target: stopped, guard: days > 3, actions: {set: {days: days + 1}}, doc: Not before three days.}}
      stopped: {type: final, doc: Over.}
actors:
  lease: {machine: hire, with: {}}
`;

let folder: ReturnType<typeof folderWith>;
beforeAll(() => {
  folder = folderWith({ "own.yaml": OWN });
});
afterAll(() => folder.remove());

const machines = (...args: string[]) => call(["machines", ...args], { cwd: folder.path });

describe("machines", () => {
  it("lists those that come with steppe, with what each is for", async () => {
    const { code, stdout } = await machines();
    expect(code).toBe(0);
    expect(
      stdout
        .split("\n")
        // A line further in goes on with the one before.
        .flatMap((line) => /^ {2}(\S+)/.exec(line)?.[1] ?? []),
    ).toEqual([...MACHINES.keys()]);
    expect(stdout).toMatch(/^ {2}claim +A claim for damage\.$/m);
  });

  it("lists those of a file, too", async () => {
    expect((await machines("--in", "own.yaml")).stdout).toMatch(/^ {2}hire +A hire by the day\.$/m);
  });

  it("says since when a default is known", async () => {
    const { stdout } = await call(["machines", "claim"]);
    expect(stdout).toContain("settled_share: share, default 4%, known since 2016-02-02\n");
    expect((await call(["machines", "claim", "--as", "markdown"])).stdout).toMatch(
      /settled_share.* Known since 2016-02-02\. \|/,
    );
    expect((await call(["machines", "claim", "--as", "xstate"])).stdout).toContain('"known": "2016-02-02"');
  });

  it("documents a machine of a file", async () => {
    expect((await machines("hire", "--in", "own.yaml")).stdout).toBe(`hire: A hire

A hire by the day. It is short.

Inputs
  yearly: money per year, default 5 JPY per year
      What it costs.

Variables
  days: number, first 0

Events
  stop
    at: date, default 2020-01-01

States
  running (first)
      on stop, when days > 3 → stopped
        sets days to days + 1
          Not before three days.
  stopped (final)
      Over.
`);
  });

  it("says what a machine does on entry and exit, on a transition and by a calendar", async () => {
    const states = (text: string) => text.slice(text.indexOf("\nStates\n")).replace(/\s+/g, " ");
    const support = states((await machines("support")).stdout);
    expect(support).toContain(
      "on exit payer pays receiver prorata(yearly, from: charged_to + 1 day, to: today - 1 day, " +
        "every: every, anchor: from), for category",
    );
    expect(support).toContain("calendar: due, every every from from");
    expect(support).toContain("on due payer pays receiver prorata(");
    expect(support).toContain("sets charged_to to max(charged_to, today)");
    const claim = states((await machines("claim")).stdout);
    expect(claim).toContain("on entry respondent owes claimant agreed_sum, for category");
    expect(claim).toContain("on entry respondent pays claimant agreed_sum, for category");
    const launches = states((await machines("launch-programme")).stdout);
    expect(launches).toContain("on crash opens claim, named event.name, with claimant: landlord, ");
  });

  it.each([...MACHINES.keys()])("documents %s whole, in every form", async (name) => {
    const [text, xstate, mermaid, dot, markdown] = await Promise.all(
      ["text", "xstate", "mermaid", "dot", "markdown"].map((form) => machines(name, "--as", form)),
    );
    const definition = MACHINES.get(name);
    for (const input of Object.keys(definition?.inputs ?? {})) expect(text?.stdout).toContain(`\n  ${input}: `);
    for (const event of Object.keys(definition?.events ?? {})) expect(text?.stdout).toContain(`\n  ${event}\n`);
    for (const state of Object.keys(definition?.states ?? {}))
      expect(text?.stdout).toMatch(new RegExp(`^  ${state}( \\(|$)`, "m"));
    // XState takes what it prints for a machine with the same states.
    const config = JSON.parse(xstate?.stdout ?? "");
    expect(Object.keys(createMachine(config).states)).toEqual(Object.keys(definition?.states ?? {}));
    expect(mermaid?.stdout).toMatch(/^stateDiagram-v2\n/);
    expect(dot?.stdout).toMatch(/^digraph /);
    for (const input of Object.keys(definition?.inputs ?? {}))
      expect(markdown?.stdout).toContain(`\n| \`${input}\` | `);
    for (const event of Object.keys(definition?.events ?? {})) expect(markdown?.stdout).toContain(`| \`${event}\` | `);
    for (const state of Object.keys(definition?.states ?? {})) {
      expect(markdown?.stdout).toMatch(new RegExp(`^\\| \`${state}\`( \\(| \\|)`, "m"));
    }
  });

  it("prints a machine of a file as Markdown, with what Markdown would read taken from it", async () => {
    expect((await machines("hire", "--in", "own.yaml", "--as", "markdown")).stdout).toBe(`## hire

*A hire*

A hire by the day. It is short.

| input | kind | default | what it is |
| :--- | :--- | :--- | :--- |
| \`yearly\` | money per year | \`5 JPY per year\` | What it costs. |

| variable | kind | first | what it is |
| :--- | :--- | :--- | :--- |
| \`days\` | number | \`0\` |  |

| event | field | kind | default | what it is |
| :--- | :--- | :--- | :--- | :--- |
| \`stop\` | \`at\` | date | \`2020-01-01\` |  |

| state | when | goes to | does | what it is |
| :--- | :--- | :--- | :--- | :--- |
| \`running\` (first) |  |  |  |  |
|  | on \`stop\`, when \`days > 3\` | \`stopped\` | sets days to days + 1 | Not before three days. |
| \`stopped\` (final) |  |  |  | Over. |

\`\`\`mermaid
stateDiagram-v2
  [*] --> s_running
  state "running" as s_running
  state "stopped" as s_stopped
  s_stopped --> [*]
  s_running --> s_stopped: stop [days #62; 3]
\`\`\`
`);
    const page = (await machines("--in", "own.yaml", "--as", "markdown")).stdout;
    expect(page).toContain("\n- [hire](#hire): A hire by the day.\n");
    expect(page).toMatch(/\n## hire\n[\s\S]*```\n$/);
  });

  it("suggests the nearest, and asks for a name where one is needed", async () => {
    expect((await machines("leese")).stderr).toBe("error: there is no machine `leese`\n(did you mean `lease`?)\n");
    expect((await machines("hire")).code).toBe(2);
    expect((await machines("--as", "dot")).stderr).toBe("error: `--as dot` shows one machine: name it\n");
  });
});

describe("schema", () => {
  it("is the one in docs", async () => {
    const { code, stdout } = await call(["schema"]);
    expect(code).toBe(0);
    expect(stdout, "run `./steppe schema > docs/scenario.schema.json`").toBe(
      readFileSync(join(ROOT, "docs/scenario.schema.json"), "utf8"),
    );
  });
});
