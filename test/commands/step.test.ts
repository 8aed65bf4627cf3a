/** `steppe step` in line mode: what it says, what it refuses, what it keeps. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, call, folderWith } from "./calling.ts";
import { PIER } from "./pier.ts";

let folder: ReturnType<typeof folderWith>;
beforeAll(() => {
  folder = folderWith({ "pier.yaml": PIER });
});
afterAll(() => folder.remove());

/** Commands typed into a walk through the pier, and what came of them. */
const walk = (lines: readonly string[], ...args: readonly string[]): Promise<Answer> =>
  call(
    ["step", ...(args.some((arg) => !arg.startsWith("--") && arg.endsWith(".yaml")) ? [] : ["pier.yaml"]), ...args],
    {
      cwd: folder.path,
      stdin: lines.map((line) => `${line}\n`).join(""),
    },
  );

/** What a walk prints that is refused nothing. */
async function told(...lines: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await walk(lines);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

describe("a move", () => {
  it("tells the step it led to: number, date, actor, event, change, postings, where it comes from", async () => {
    expect(await told("to 2011-06-01")).toBe(
      [
        "step 7, 2011-06-01: pier: crash (claimed 7 USD)",
        "  open to mending",
        "  raises mend",
        "  sets crashes to 1",
        "  tenant pays landlord 7.00 USD for claim (posting 6)",
        "  waits until 2011-07-01 (after 30 days)",
        "  from timeline crash-2011, pier.yaml:29:5",
        "",
      ].join("\n"),
    );
  });

  it("goes forward and back, by steps, microsteps, actors, years, texts", async () => {
    const at = async (...lines: readonly string[]) =>
      (await told(...lines)).split("\n").findLast((line) => line.startsWith("step ") || line.startsWith("before "));
    expect(await at("step")).toMatch(/^step 0, 2010-01-01: lease: start$/);
    expect(await at("step 5", "back 2")).toMatch(/^step 2, 2010-03-31: lease: due$/);
    expect(await at("next pier 2")).toMatch(/^step 7, 2011-06-01: pier: crash/);
    expect(await at("next pier 2", "prev lease")).toMatch(/^step 6, 2011-03-31: lease: due$/);
    expect(await at("year")).toMatch(/^step 5, 2010-12-31: lease: due$/);
    expect(await at("year 2", "year back")).toMatch(/^step 5, 2010-12-31/);
    expect(await at("find crash")).toMatch(/^step 7, 2011-06-01/);
    expect(await at("to when paid(claim) > 7 USD")).toMatch(/^step 13, 2012-06-01/);
    expect(await at("last", "back to when paid(claim) < 8 USD")).toMatch(/^step 12, 2012-03-31/);
    expect(await at("to 7", "mark crash", "last", "go crash")).toMatch(/^step 7, /);
    expect(await at("to 7", "last", "return")).toMatch(/^step 7, /);
    expect(await at("step 3", "first")).toBe("before the first step, 2010-01-01");
  });

  it("to a date on which nothing happens stands on it, and a change takes hold there", async () => {
    const stdout = await told("to 2011-05-01", "where", 'inject pier.crash claimed="3 USD" as late', "where");
    expect(stdout).toMatch(
      /^2011-05-01, after step 6, 2011-03-31: nothing happens\n2011-05-01, after step 6, 2011-03-31: 7 steps taken, /,
    );
    expect(stdout).toMatch(/\nbranch late: .* on 2011-05-01\nstep 7 of late, 2011-05-01: pier: crash /);
    const shell = await told("to 2011-05-01", "shell");
    expect(shell).toMatch(/--do 'to 2011-05-01'\n$/);
    expect(await told("to 2011-05-01", 'assume rent="2 USD per year"', "where")).toMatch(
      /\nstep 7 of fork-1, 2011-05-01/,
    );
  });

  it("to where an expression on measures holds, and a stop at one", async () => {
    expect(await told("to when claims_paid > 7 USD")).toMatch(/^step 13, 2012-06-01: /);
    expect(await told("stop at when claims_paid > 6 USD", "run")).toMatch(/\nstep 7, 2011-06-01: /);
    expect(await told("to 7", "print rent_paid + claims_paid")).toMatch(/\n132\.00 USD\n$/);
    const { stderr } = await walk(["to when rnt_paid > 1 USD"]);
    expect(stderr).toMatch(/^error\[unknown-name\]: .*\n --> \(input\):1:9\n/);
    expect(stderr).toMatch(/help: did you mean `rent_paid`\?\n/);
  });

  it("within a step tells what has been done of it", async () => {
    expect(await told("to 6", "micro")).toMatch(
      /\nstep 7, 2011-06-01: pier: crash \(claimed 7 USD\)\n {2}after microstep 1 of 2\n {2}open to closed\n/,
    );
  });

  it("says why it ended where it did", async () => {
    expect(await told("back")).toBe("nothing comes before\nbefore the first step, 2010-01-01\n");
    expect(await told("last", "step")).toMatch(/\nnothing more happens up to 2012-12-31\nstep \d+, 2012-12-31/);
    expect(await told("stop at pier.crash", "run", "run", "run")).toMatch(
      /^stop 1: pier\.crash\nstopped at pier\.crash\nstep 7, .*\nstopped at pier\.crash\nstep 13, .*\nnothing more happens/s,
    );
    expect(await told("stop at over 8 USD for claim", "run")).toMatch(/\nstopped at over 8 USD for claim\nstep 13, /);
  });
});

describe("a scenario", () => {
  const calling = (text: string, ...lines: readonly string[]) => {
    writeFileSync(join(folder.path, "other.yaml"), text);
    return walk(lines, "other.yaml");
  };

  it("that expects something is told where it does not hold", async () => {
    const expecting = `${PIER}expect: [{id: no-claims, never: "paid(claim) > 0 USD"}]\n`;
    const { code, stdout } = await calling(expecting, "to 6", "step", "back", "step");
    expect(code).toBe(0);
    expect(stdout.match(/\n {2}the expectation no-claims does not hold after this\n/g)).toHaveLength(2);
  });

  it("whose model goes wrong is walked as far as it goes, and the mistake is shown there", async () => {
    const wrong = PIER.replace("amount: event.claimed", "amount: event.claimed / (2 - crashes)");
    const { code, stdout, stderr } = await calling(wrong, "to 2012-03-31", "step", "where", "branches");
    expect(code).toBe(3);
    expect(stdout).toMatch(/\nthe model goes wrong in the step that would come next\nstep 12, 2012-03-31: /);
    expect(stdout).toMatch(
      /\n {2}the model goes wrong in the step that would come next: the divisor is zero, other\.yaml:21:\d+\n {2}base, here, 13 steps, then the model goes wrong\n$/,
    );
    const last = await calling(wrong, "last");
    expect(last.code).toBe(3);
    expect(last.stdout).toMatch(/^the model goes wrong in the step that would come next\nstep 12, /);
    expect(last.stderr).toMatch(/^error\[division-by-zero\]: /);
    expect(stderr).toMatch(/^error\[division-by-zero\]: .*\n +--> other\.yaml:21:/);
  });

  it("with problems is not walked through", async () => {
    const { code, stdout, stderr } = await calling(PIER.replace("machine: lease,", "machine: leese,"), "step");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^error\[unknown-machine\]: .*did you mean `lease`/s);
  });
});

describe("a question", () => {
  it("changes nothing", async () => {
    const questions = [
      ["why", "why lease", "why pier.crashes", "why claims_paid", "why rent", "why posting 6", "why step 3", "actors"],
      [
        "actor pier",
        "next",
        "accepts",
        "ledger 2",
        "measures",
        "branches",
        "print paid(rent)",
        "draws",
        "marks",
        "stops",
      ],
      ["shell", "help", "help inject", "show step"],
    ].flat();
    for (const question of questions) {
      const stdout = await told("to 7", question, "where");
      expect(stdout, question).toMatch(/\nstep 7, 2011-06-01: 8 steps taken, 6 postings\n$/);
    }
  });

  it("is answered as of where the walk stands", async () => {
    expect(await told("to 7", "print paid(claim)")).toMatch(/\n7\.00 USD\n$/);
    expect(await told("to 6", "print paid(claim)")).toMatch(/\n0\.00 USD\n$/);
    expect(await told("to 7", "actors")).toMatch(/\n {2}lease: in_force\.term\n {2}pier: mending\n$/);
    expect(await told("to 7", "next")).toMatch(
      /\n {2}2011-06-30: lease: due, from calendar\n {2}2011-07-01: pier: after 30 days, from timer\n/,
    );
    expect(await told("to 1", "accepts pier")).toMatch(/\n {2}pier\.crash claimed=money\n$/);
  });

  it("why leads to the entry of the file and its footing", async () => {
    expect(await told("to 7", "why posting 6")).toMatch(
      /\n {2}2011-06-01 {2}pier: crash \(claimed 7 USD\), open to mending\n {14}step 7, from timeline crash-2011\n {14}pier\.yaml:29:5\n {14}judgement: test\n/,
    );
    expect(await told("to 8", "why pier")).toMatch(/ pier: crash /);
  });
});

describe("why", () => {
  it("says what the screen says, in words: what the user told as it was typed", async () => {
    const stdout = await told(
      "to 6",
      'inject pier.crash claimed="3 USD" as small',
      "why",
      "why pier.crashes",
      "why pier",
    );
    expect(stdout).toMatch(/\n {2}from timeline what-if-1, told by you\n/);
    expect(stdout).toMatch(/\nBecause\n {2}2011-03-31 {2}pier: crash \(claimed 3 USD\), open to mending\n/);
    expect(stdout).toMatch(/\n {14}told by you: inject pier\.crash claimed="3 USD"\n/);
    expect(stdout).toMatch(/\npier\.crashes is 1, set on 2011-03-31\n/);
    expect(stdout).not.toMatch(/→|\(changes\)/);
    expect(stdout.split("\n").every((line) => line.length <= 80 || line.startsWith("branch "))).toBe(true);
  });

  it("reaches what was drawn for the path", async () => {
    writeFileSync(
      join(folder.path, "drawn.yaml"),
      PIER.replace("{value: 100 USD per year, ", '{value: "uniform(90 USD per year, 110 USD per year)", '),
    );
    const { stdout } = await walk(["to 2", "why"], "drawn.yaml", "--path", "3");
    expect(stdout).toMatch(/\nDrawn for this path\n {2}rent = \d+\.\d+ USD per year\n/);
  });
});

describe("a change", () => {
  it("makes a branch, and says it", async () => {
    const stdout = await told("to 6", 'inject pier.crash claimed="3 USD" as small', "branches", "compare");
    expect(stdout).toMatch(
      /\nbranch small: pier told crash \(claimed 3 USD\) on 2011-03-31\nstep 7 of small, 2011-03-31: pier: crash/,
    );
    expect(stdout).toMatch(/\n {2}base\n {4}small, here, forked from base after 7 steps: pier told crash/);
    expect(stdout).toMatch(/\nwhere they part:\n {2}small {2}2011-03-31: pier crash: claimed 3 USD/);
    expect(stdout).toMatch(
      /\non 2011-03-31:\n {2}claims_paid: 0\.00 USD in base, 3\.00 USD in small, \+3\.00 USD\n {2}the same in both: 1 measure\n$/,
    );
  });

  it("is undone and done again; branches are renamed, dropped, switched between", async () => {
    const stdout = await told(
      "to 6",
      "remove crash-2011",
      "undo",
      "redo",
      "rename gone",
      "switch base",
      "drop gone",
      "branches",
    );
    expect(stdout).toMatch(/\ntaken back\nstep 6, .*\ndone again\nstep 6 of fork-1, /s);
    expect(stdout).toMatch(/\nfork-1 is now gone\nstep 6, /);
    expect(stdout).toMatch(/\ngone is dropped\nstep 6, 2011-03-31: lease: due\n.*\n {2}base, here\n$/s);
  });
});

/** A yard that opens a file for each accident. */
const YARD = `steppe: 1
title: A yard
period: 2010-01-01 .. 2012-12-31
currency: USD
parties: [landlord, tenant]
machines:
  yard:
    events: {crash: {name: {kind: text}}}
    initial: open
    states: {open: {on: {crash: {actions: {open: {machine: file, as: file, name: event.name}}}}}}
  file:
    events: {agree: {}, lapse: {}}
    initial: fresh
    states: {fresh: {on: {lapse: gone}}, gone: {}}
actors: {yard: {machine: yard}}
timeline: [{id: first, on: 2011-06-01, actor: yard, event: crash, with: {name: "'a'"}, judgement: test}]
measures: {files: count(file.fresh)}
`;

describe("an actor that is opened on the way", () => {
  const yard = async (...lines: readonly string[]): Promise<Answer> => {
    writeFileSync(join(folder.path, "yard.yaml"), YARD);
    return walk(lines, "yard.yaml");
  };

  it("may be stopped at before it is there", async () => {
    expect(
      await yard("stop at yard/file/a.gone", "to 2011-06-01", "inject yard/file/a.lapse", "back 1", "run"),
    ).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(
        /\nstopped at yard\/file\/a\.gone\nstep \d of fork-1, 2011-06-01: yard\/file\/a: lapse\n/,
      ),
    });
  });

  it("is named with what it would take where its group would not", async () => {
    const { stderr } = await yard("last", "inject file.agree");
    expect(stderr).toMatch(/^error\[not-accepted\]: `file` would not take `agree` on 2012-12-31\n/);
    expect(stderr).toMatch(/note: `yard\/file\/a` would take: lapse\n/);
  });
});

describe("a line that is refused", () => {
  it("says what is missing of a comparison", async () => {
    expect((await walk(["compare late"])).stderr).toMatch(/^error\[command-form\]: the other branch is missing\n/);
  });

  it("ends a script with 1, its problem and its line on stderr; what came before stands", async () => {
    const { code, stdout, stderr } = await walk(["# a script", "step", "to 2011-13-01", "last"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^step 0, /);
    expect(stdout).not.toMatch(/2012/);
    expect(stderr).toBe(
      [
        "error[command-form]: there is no month 13",
        " --> (input):3:4",
        "  |",
        "2 | step",
        "3 | to 2011-13-01",
        "  |    ^^^^^^^^^^",
        "  |",
        "  = help: it is typed `to DATE`, or `to STEP`, or `to when EXPR`, or `to start`",
        "",
        "1 error in (input)",
        "",
      ].join("\n"),
    );
  });

  it("with --keep-going is passed over; the end is 1 all the same", async () => {
    const { code, stdout } = await walk(["stpe", "step"], "--keep-going");
    expect(code).toBe(1);
    expect(stdout).toMatch(/^step 0, /);
  });

  it("points into an expression, and into the changes of a fork", async () => {
    expect((await walk(["to when paid(rnt) > 1 USD"])).stderr).toMatch(
      / --> \(input\):1:14\n.*\n.*\n {2}\| {14}\^\^\^ /,
    );
    expect((await walk(["assume rnt=1 USD"])).stderr).toMatch(
      /^error\[unknown-assumption\]: there is no assumption `rnt`\n --> \(input\):1:8\n.*\n.*\n {2}\| {8}\^\^\^/,
    );
    expect((await walk(['assume rent="1 USD per yaer"'])).stderr).toMatch(/ --> \(input\):1:\d+\n1? ?/);
  });

  it("points at the value that was typed, and into it", async () => {
    const at = async (line: string): Promise<string> => {
      const { stderr } = await walk(["to 6", line]);
      const column = Number(/ --> \(input\):2:(\d+)\n/.exec(stderr)?.[1]);
      return `${/error\[(.*?)\]/.exec(stderr)?.[1]} ${line.slice(column - 1)}`;
    };
    expect(await at('inject pier.crash claimed="3 USD + rnt"')).toBe('unknown-name rnt"');
    expect(await at("inject pier.crash claimed=3")).toBe("kind-mismatch 3");
    expect(await at("inject pier.crash claimed='3 USD' depth=4")).toBe("unknown-field depth=4");
    expect(await at("assume rent = 1 EUR per year as x")).toBe("kind-mismatch 1 EUR per year as x");
    expect(await at("force pier x = 3")).toBe("unknown-site x = 3");
    expect(await at("force peer x = 0.5")).toBe("unknown-actor peer x = 0.5");
  });
});

describe("--path of a measure", () => {
  it("says that every path is the same where nothing is drawn", async () => {
    const { stderr } = await walk(["step"], "--path", "p95:rent_paid", "--paths", "5");
    expect(stderr).toMatch(/^path \d is p95:rent_paid of 5 paths; nothing in it is drawn, every path is the same\n$/);
  });
});

describe("--do", () => {
  it("is done before the input, and `quit` ends it all", async () => {
    expect((await walk(["where"], "--do", "to 7", "--do", "back")).stdout).toMatch(
      /^step 7, .*\nstep 6, .*\nstep 6, /s,
    );
    expect((await walk(["where"], "--do", "quit")).stdout).toBe("");
  });

  it("of `shell` leads to the same point", async () => {
    const lines = ["to 6", "step", "back", `inject pier.crash claimed="1 USD + 1 USD" as it's`, "step 3"];
    const fine = lines.map((line) => line.replace(" as it's", " as two"));
    const stdout = await told(...fine, "mark x", "switch base", "stop at when paid(claim) > 3 USD", "micro", "shell");
    const command = stdout.trimEnd().split("\n").at(-1) ?? "";
    expect(command).toMatch(
      /^steppe step pier\.yaml --do 'to 6' --do 'inject pier\.crash claimed="1 USD \+ 1 USD" as two'/,
    );
    const words = [...command.matchAll(/--do ('(?:[^']|'\\'')*'|\S+)/g)].map(([, word = ""]) =>
      word.startsWith("'") ? word.slice(1, -1).replaceAll("'\\''", "'") : word,
    );
    const again = await told(...words, "where", "branches", "marks", "stops");
    const first = await told(
      ...fine,
      "mark x",
      "switch base",
      "stop at when paid(claim) > 3 USD",
      "micro",
      "where",
      "branches",
      "marks",
      "stops",
    );
    const tail = (text: string) => text.slice(text.lastIndexOf("steps taken"));
    expect(tail(again)).toBe(tail(first));
  });
});
