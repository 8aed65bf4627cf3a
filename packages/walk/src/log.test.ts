import { describe, expect, it } from "vitest";
import { decodeAct, decodeLog, encodeHeader, encodeLine, type LogHeader } from "./log.ts";

const HEADER: LogHeader = {
  scenario: "a.yaml@late",
  variants: ["dear"],
  over: ["b.yaml"],
  set: ["rent=1 USD"],
  seed: "steppe",
  path: 7,
  sampling: "lhs",
  paths: 100,
  input: "abc",
  steppe: "0.1.0",
};

/** The code, line and message of what a log is refused for. */
function refusalOf(text: string): string {
  const read = decodeLog(text, "walk.jsonl");
  if (read.ok) throw new Error("it is read");
  const [problem] = read.problems;
  return `${problem?.code}:${problem?.place?.file}:${problem?.place?.line}: ${problem?.message}`;
}

describe("a log", () => {
  it("is read as it was written, with the numbers of its lines", () => {
    const lines = [
      encodeHeader(HEADER),
      encodeLine({ act: { do: "to-date", date: 0 } }),
      encodeLine({ view: { focus: "ledger" } }),
      "",
      encodeLine({ act: { do: "inject", actor: "a", event: "b", with: { c: "1 USD" }, as: "d" } }),
    ];
    expect(lines[1]).toBe('{"do":"to-date","date":"1970-01-01"}');
    expect(decodeLog(`${lines.join("\n")}\n`, "walk.jsonl")).toEqual({
      ok: true,
      problems: [],
      value: {
        header: HEADER,
        lines: [
          { act: { do: "to-date", date: 0 }, line: 2 },
          { view: { focus: "ledger" }, line: 3 },
          { act: { do: "inject", actor: "a", event: "b", with: { c: "1 USD" }, as: "d" }, line: 5 },
        ],
      },
    });
  });

  it("that breaks off in its last line is read without it; a line that is no act is refused elsewhere", () => {
    const whole = `${encodeHeader(HEADER)}\n{"do":"first"}\n`;
    const read = decodeLog(`${whole}{"do":"st`, "walk.jsonl");
    expect(read.ok && read.value).toMatchObject({ lines: [{ act: { do: "first" } }], torn: '{"do":"st' });
    expect(decodeLog(whole, "walk.jsonl")).not.toHaveProperty("value.torn");
    expect(refusalOf(`${whole}{"do":"st\n`)).toBe("bad-log-line:walk.jsonl:3: this line says no act: it is not JSON");
    expect(refusalOf(`${whole}{"do":"stop"}`)).toMatch(/^bad-log-line:walk\.jsonl:3: /);
  });

  it("of the central path names none", () => {
    const { path: _path, sampling: _sampling, paths: _paths, ...central } = HEADER;
    const read = decodeLog(encodeHeader(central), "walk.jsonl");
    expect(read.ok && read.value).toEqual({ header: central, lines: [] });
  });

  it("is refused where its first line is of no log, or of another form", () => {
    expect(refusalOf("")).toBe(
      "not-a-log:walk.jsonl:1: this is no log of a walk: its first line is not a JSON document",
    );
    expect(refusalOf('{"a":1}')).toMatch(/its first line has no `schema`, and `steppe\.walk\/1` is wanted$/);
    expect(refusalOf('{"schema":"steppe.walk/2"}')).toMatch(
      /it is `steppe\.walk\/2`, and `steppe\.walk\/1` is wanted$/,
    );
    expect(refusalOf('{"schema":"steppe.walk/1","seed":"x"}')).toMatch(/does not say the scenario, /);
    expect(refusalOf(encodeHeader(HEADER).replace('"path":7', '"path":-1'))).toMatch(/^not-a-log:/);
  });

  it.each([
    ["{", "it is not JSON"],
    ["[1]", "it is no mapping"],
    ['{"to":3}', "it has no `do`"],
    ['{"do":"jump"}', 'there is no act "jump"'],
    ['{"do":"toString"}', 'there is no act "toString"'],
    ['{"do":"step"}', "`step` wants `count`, a whole number other than 0"],
    ['{"do":"step","count":0}', "`count` of `step` is a whole number other than 0"],
    ['{"do":"step","count":1.5}', "`count` of `step` is a whole number other than 0"],
    ['{"do":"step","count":1,"to":2}', "`step` has no `to`"],
    ['{"do":"to-step","step":-1}', "`step` of `to-step` is a whole number from 0"],
    ['{"do":"to-date","date":"2010-02-30"}', "`date` of `to-date` is a date, YYYY-MM-DD"],
    ['{"do":"unstop","number":0}', "`number` of `unstop` is a whole number from 1"],
    ['{"do":"run","back":1}', "`back` of `run` is true or false"],
    ['{"do":"inject","actor":"a","event":"b","with":{"c":1}}', "`with` of `inject` is texts by name"],
    ['{"view":1,"do":"last"}', "`last` has no `view`"],
  ])("is refused where a line says no act: %s", (line, wrong) => {
    expect(refusalOf(`${encodeHeader(HEADER)}\n{"do":"last"}\n${line}\n`)).toBe(
      `bad-log-line:walk.jsonl:3: this line says no act: ${wrong}`,
    );
  });

  it("may leave out the name of a branch", () => {
    expect(decodeAct({ do: "remove", entry: "a" })).toEqual({ do: "remove", entry: "a" });
    expect(decodeAct({ do: "remove", entry: "a", as: 3 })).toEqual({ wrong: "`as` of `remove` is a text" });
  });
});
