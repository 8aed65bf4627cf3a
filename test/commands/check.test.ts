/** `steppe check` as a user meets it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call, folderWith } from "./calling.ts";
import { QUAY } from "./quay.ts";

/** Right in the eyes of load; with a remark for every kind of remark. */
const IDLE = `steppe: 1
title: Idle
period: 2020-01-01 .. 2021-12-31
currency: USD
parties: [harbour, carrier]
assume:
  rent: {value: 8 million USD per year, source: "judgement: for the test"}
  spare: {value: 5 years, source: "judgement: for the test"}
  later: {value: 1 USD, source: "judgement: for the test"}
rates:
  EUR/USD: {2020-01-01: 0.9}
machines:
  hire:
    inputs: {yearly: money per year}
    events: {due: {}, stop: {}, deaf: {}, done: {}}
    initial: running
    states:
      running:
        invoke: {src: calendar, input: {every: 1 year, from: 2020-12-31, event: due}}
        on:
          due: {actions: [{pay: {from: carrier, to: harbour, amount: yearly * 1 year, for: rent}}, {announce: {event: done}}]}
          stop: stopped
      stopped: {type: final}
      lost: {}
  idle: {initial: a, states: {a: {}}}
actors:
  lease: {machine: hire, with: {yearly: rent}}
timeline:
  - {id: late, on: 2022-01-01, assume: {rent: 9 million USD per year}, source: "judgement: for the test"}
measures:
  rent_paid: "paid(for: rent)"
`;

let folder: ReturnType<typeof folderWith>;
beforeAll(() => {
  folder = folderWith({
    "quay.yaml": QUAY,
    "idle.yaml": IDLE,
    "used.yaml": `${IDLE}variants:\n  stopping:\n    timeline: [{id: stop, on: 2020-06-01, actor: lease, event: stop}]\n    measures: {spared: spare}\n`,
    "same.yaml": `${QUAY}  told: {title: Told again, doc: Told.}
  behind: {extends: told}
  agreed: {assume: {rent: {value: 8 million EUR per year, judgement: "for the test"}}}
  neighbour: {parties: {harbour: {title: A}, carrier: {title: B}, other: {title: C}}}
`,
    "again.yaml": "extends: quay.yaml\nvariants: {early: {title: Gone early}}\n",
    "wrong.yaml": QUAY.replace("until: 2022-12-31", "untill: 2022-12-31").replace("12 million EUR", "12 millon EUR"),
    "uncited.yaml": QUAY.replace(', judgement: "for the test"}\nactors', "}\nactors"),
  });
});
afterAll(() => folder.remove());

const check = (...args: string[]) => call(["check", ...args], { cwd: folder.path });

describe("check", () => {
  it("says that it found nothing, and in how many variants it looked", async () => {
    expect(await check("quay.yaml")).toEqual({
      code: 0,
      stdout: "quay.yaml: no problems, nor in its 4 variants\n",
      stderr: "",
    });
    expect((await check("quay.yaml@dear")).stdout).toBe("quay.yaml@dear: no problems\n");
  });

  it("remarks on what nobody sends, hears, reads or runs, without failing", async () => {
    const { code, stdout, stderr } = await check("idle.yaml", "--format", "short");
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout.split("\n")).toEqual([
      "idle.yaml:8:3: warning[unused-assumption]: nothing reads the assumption `spare`",
      "idle.yaml:9:3: warning[unused-assumption]: nothing reads the assumption `later`",
      "idle.yaml:11:3: warning[uncited-series]: `EUR/USD` has no source",
      "idle.yaml:15:23: warning[event-never-sent]: nobody sends `stop` to `hire`",
      "idle.yaml:15:33: warning[event-never-heard]: no state of `hire` acts on `deaf`",
      "idle.yaml:21:101: warning[announcement-unheard]: nobody hears `done`",
      "idle.yaml:24:7: warning[unreachable-state]: nothing leads to state `lost`",
      "idle.yaml:25:3: warning[unused-machine]: no actor runs the machine `idle`",
      "idle.yaml:29:20: warning[after-period]: 2022-01-01 lies after the period, which ends on 2021-12-31: this never happens",
      "",
    ]);
  });

  it("takes back a remark for which one of the variants is the reason", async () => {
    const { stdout } = await check("used.yaml", "--format", "short");
    expect(stdout).not.toContain("event-never-sent");
    expect(stdout).not.toContain("`spare`");
    expect(stdout).toContain("`later`");
  });

  it("shows the problems of the file and of every variant, each once, and fails", async () => {
    const { code, stdout, stderr } = await check("wrong.yaml");
    expect([code, stderr]).toEqual([1, ""]);
    expect(stdout.match(/^error\[unknown-input\]/gm)).toHaveLength(1);
    expect(stdout).toContain("machine `lease` has no input `untill`");
    expect(stdout).toContain("= help: did you mean `until`?");
    expect(stdout).toMatch(/unknown unit `millon`[\s\S]*= note: in the variant `dear`/);
    expect(stdout.trimEnd().split("\n").at(-1)).toMatch(/^\d+ errors in wrong\.yaml$/);
  });

  it("counts figures without a source as errors when strict", async () => {
    const plain = await check("uncited.yaml", "--format", "short");
    expect(plain).toEqual({
      code: 0,
      stdout: "uncited.yaml:7:3: warning[uncited-assumption]: assumption `rent` has neither a source nor a judgement\n",
      stderr: "",
    });
    const strict = await check("uncited.yaml", "--format", "short", "--strict");
    expect([strict.code, strict.stdout]).toEqual([1, plain.stdout.replace("warning", "error")]);
    expect((await check("idle.yaml", "--strict")).code).toBe(1);
  });

  it("warns of variants that change nothing, and refuses them when strict", async () => {
    const { code, stdout } = await check("same.yaml", "--format", "short");
    expect(code).toBe(0);
    expect(stdout.trimEnd().split("\n")).toEqual([
      "same.yaml:42:3: warning[variant-changes-nothing]: the variant `told` changes nothing",
      "same.yaml:43:3: warning[variant-changes-nothing]: the variant `behind` changes nothing",
    ]);
    expect((await check("same.yaml", "--strict", "--format", "short")).code).toBe(1);
    // One declared again with a title alone is still what the extended file says it is.
    expect((await check("again.yaml", "--strict")).stdout).toBe("again.yaml: no problems, nor in its 4 variants\n");
  });

  it("shows at most as many as asked for, and says how to see the rest", async () => {
    const { stdout } = await check("idle.yaml", "--max-errors", "2", "--format", "short");
    expect(stdout.trimEnd().split("\n")).toHaveLength(3);
    expect(stdout).toMatch(/and 7 more problems; `--max-errors 9` shows all\n$/);
  });

  it("prints JSON, of nothing as well", async () => {
    expect(JSON.parse((await check("quay.yaml", "--format", "json")).stdout)).toEqual([]);
    const [first] = JSON.parse((await check("uncited.yaml", "--format", "json")).stdout);
    expect(first).toMatchObject({
      code: "uncited-assumption",
      severity: "warning",
      place: { file: "uncited.yaml", line: 7, column: 3 },
    });
  });

  it("checks several files at once, and says 2 when one of them is not there", async () => {
    const { code, stdout } = await check("quay.yaml", "nowhere.yaml");
    expect(code).toBe(2);
    expect(stdout).toMatch(
      /^quay\.yaml: no problems, nor in its 4 variants\n\nerror\[file-missing\]: `nowhere\.yaml` is not there\n/,
    );
  });

  it("refuses counts and formats that are none", async () => {
    expect(await check("quay.yaml", "--max-errors", "0")).toMatchObject({ code: 2, stdout: "" });
    expect((await check("quay.yaml", "--format", "xml")).stderr).toContain("Allowed choices are full, short, json");
  });
});
