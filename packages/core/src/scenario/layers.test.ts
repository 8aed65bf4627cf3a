import { describe, expect, it } from "vitest";
import { utf8 } from "../source/read-testing.ts";
import { get, itemsOf, leafText, type Tree, toPlain } from "../source/tree.ts";
import { type FileRead, type LayersRequest, loadLayers } from "./layers.ts";

const WHOLE = `steppe: 1
period: 2004-01-01 .. 2005-12-31
currency: USD
assume: {rent: {value: 1 USD, source: s}, tax: 2%}
rates: {RUB/USD: {2004-01-01: 30}}
actors: {lease: {machine: lease, with: {rent: rent}}}
timeline: [{id: crash-1, on: 2004-02-01, actor: lease, event: crash, with: {claimed: 1 USD}}]
variants:
  low: {assume: {rent: 0.5 USD}}
  lower: {extends: low, assume: {tax: 1%}}
  round: {extends: trip}
  trip: {extends: round}
`;

type Files = Readonly<Record<string, string | FileRead>>;

function load(files: Files, request: Partial<LayersRequest> = {}) {
  const read = (path: string): FileRead => {
    const file = files[path];
    if (file === undefined) return { error: "missing" };
    return typeof file === "string" ? { bytes: utf8(file) } : file;
  };
  return loadLayers({ file: "a.yaml", variants: [], over: [], set: [], ...request }, read);
}

function loaded(files: Files, request: Partial<LayersRequest> = {}) {
  const result = load(files, request);
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 1));
  return result.value;
}

const problemOf = (files: Files, request: Partial<LayersRequest> = {}) => {
  const { ok, problems } = load(files, request);
  expect(ok).toBe(false);
  expect(problems).toHaveLength(1);
  const [problem] = problems;
  const { place } = problem ?? {};
  const at = place ? `${place.file}:${place.line}:${place.column}+${place.length}` : "nowhere";
  return [problem?.code, at, problem?.message, problem?.help?.[0], problem?.notes?.[0]];
};

describe("the order of layers", () => {
  const files = {
    "x/a.yaml": "extends: base/b.yaml\nassume: {rent: 2 USD}\n",
    "x/base/b.yaml": "extends: ../c.yaml\nassume: {rent: 3 USD}\n",
    "x/c.yaml": WHOLE,
    "o.yaml": "assume: {rent: 7 USD}\n",
  };
  it("is extended files, file, variants, --over, --set", () => {
    const request = { file: "x/a.yaml", variants: ["lower"], over: ["o.yaml"], set: ["rent=8 USD", "tax=3%"] };
    const { tree, layers } = loaded(files, request);
    const names = ["x/c.yaml", "x/base/b.yaml", "x/a.yaml", "x/c.yaml@low", "x/c.yaml@lower", "o.yaml", "--set"];
    expect(layers.map((layer) => layer.name)).toEqual(names);
    const values: unknown[] = [];
    for (let rent = get(tree, "assume", "rent", "value"); rent; rent = rent.replaced)
      values.push([leafText(rent), rent.layer]);
    expect(values).toEqual([
      ["8 USD", "--set"],
      ["7 USD", "o.yaml"],
      ["0.5 USD", "x/c.yaml@low"],
      ["2 USD", "x/a.yaml"],
      ["3 USD", "x/base/b.yaml"],
      ["1 USD", "x/c.yaml"],
    ]);
    expect(leafText(get(tree, "assume", "tax"))).toBe("3%");
    expect(get(tree, "extends")).toBeUndefined();
  });

  it("gives the text of every file, also when it fails", () => {
    const texts = load(files, { file: "x/a.yaml", over: ["o.yaml"], set: ["rnet=1", "tax=1%"] }).files;
    expect([...texts.keys()]).toEqual(["x/a.yaml", "x/base/b.yaml", "x/c.yaml", "o.yaml", "--set"]);
    expect(texts.get("--set")).toBe("rnet=1\ntax=1%");
  });
});

describe("a variant that an extending file declares again", () => {
  const base = WHOLE.replace(
    "  low: {assume: {rent: 0.5 USD}}",
    `  low:
    title: A low rent
    assume: {rent: {value: 0.5 USD, source: t}}
    timeline:
      - {id: crash-1, remove: true}
      - {id: crash-2, on: 2004-03-01, actor: lease, event: crash, with: {claimed: 2 USD}}`,
  );
  const derived = `extends: base.yaml
assume: {rent: 3 USD}
variants:
  low:
    assume: {tax: 1%, rent: {doc: Low.}}
    timeline: [{id: crash-2, on: 2004-04-01, actor: lease, event: crash}, {id: crash-3, on: 2004-05-01, actor: lease}]
`;
  const files = { "base.yaml": base, "a.yaml": derived };

  it("is laid over that of the extended file, which is laid over both files", () => {
    const { tree, layers } = loaded(files, { variants: ["low"] });
    expect(layers.map(({ name, kind }) => [name, kind])).toEqual([
      ["base.yaml", "file"],
      ["a.yaml", "file"],
      ["base.yaml@low", "variant"],
      ["a.yaml@low", "variant"],
    ]);
    expect(leafText(get(tree, "title"))).toBe("A low rent");
    expect(toPlain(get(tree, "assume") as Tree)).toEqual({
      rent: { value: "0.5 USD", source: "t", doc: "Low." },
      tax: "1%",
    });
    expect(
      itemsOf(get(tree, "timeline")).map((item) => [leafText(get(item, "id")), leafText(get(item, "on"))]),
    ).toEqual([
      ["crash-2", "2004-04-01"],
      ["crash-3", "2004-05-01"],
    ]);
  });

  it("keeps the place of every value, and what it replaced", () => {
    const { tree } = loaded(files, { variants: ["low"] });
    const rent = get(tree, "assume", "rent", "value");
    expect([rent?.layer, rent?.place.file, rent?.replaced?.layer]).toEqual(["base.yaml@low", "base.yaml", "a.yaml"]);
    const tax = get(tree, "assume", "tax");
    expect([tax?.layer, tax?.place.file, tax?.place.line]).toEqual(["a.yaml@low", "a.yaml", 5]);
    const crash = get(tree, "timeline", 0);
    expect([crash?.layer, crash?.replaced?.layer]).toEqual(["a.yaml@low", "base.yaml@low"]);
  });

  it("is laid whole under a variant that extends it, in whichever file", () => {
    const { layers } = loaded(files, { variants: ["lower"] });
    expect(layers.map((layer) => layer.name).slice(2)).toEqual(["base.yaml@low", "a.yaml@low", "base.yaml@lower"]);
    const elsewhere = { ...files, "a.yaml": "extends: base.yaml\nvariants: {lower: {extends: round}}\n" };
    expect(load(elsewhere, { variants: ["lower"] }).problems).toMatchObject([{ code: "extends-cycle" }]);
    const alone = { ...files, "a.yaml": "extends: base.yaml\nvariants: {lower: {extends: null}}\n" };
    expect(
      loaded(alone, { variants: ["lower"] })
        .layers.map((layer) => layer.name)
        .slice(2),
    ).toEqual(["base.yaml@lower", "a.yaml@lower"]);
  });

  it("is gone where it is null", () => {
    const gone = { ...files, "a.yaml": "extends: base.yaml\nvariants: {low: null}\n" };
    expect(problemOf(gone, { variants: ["low"] }).slice(0, 3)).toEqual([
      "unknown-variant",
      "nowhere",
      "there is no variant `low`",
    ]);
  });
});

describe("what it extends", () => {
  it.each([
    ["/etc/passwd"],
    ["../b.yaml"],
    ["x/../../b.yaml"],
    ["C:/b.yaml"],
    ["b\\c.yaml"],
    ["https://example.org/b.yaml"],
    ["~/b.yaml"],
  ])("refuses %s", (path) => {
    expect(problemOf({ "a.yaml": `extends: ${path}\n` }).slice(0, 3)).toEqual([
      "path-outside",
      `a.yaml:1:10+${path.length}`,
      `\`${path}\` is a path out of the scenario's folder`,
    ]);
  });

  it("refuses a circle, at the link that closes it", () => {
    expect(problemOf({ "a.yaml": "extends: b.yaml\n", "b.yaml": "doc: x\nextends: ./a.yaml\n" })).toEqual([
      "extends-cycle",
      "b.yaml:2:10+8",
      "`a.yaml` extends itself",
      "one of these files must extend nothing",
      "a.yaml extends b.yaml extends a.yaml",
    ]);
  });

  it.each([
    ["missing", "`b.yaml` is not there"],
    ["outside", "`b.yaml` lies outside the scenario's folder"],
    ["unreadable", "`b.yaml` cannot be read"],
    ["directory", "`b.yaml` is a folder, not a file"],
  ] as const)("says that the file is %s", (error, message) => {
    const found = problemOf({ "a.yaml": "extends: b.yaml\n", "b.yaml": { error } });
    expect(found.slice(0, 3)).toEqual([`file-${error}`, "a.yaml:1:10+6", message]);
  });

  it("has no place for the entry file itself", () => {
    expect(problemOf({}).slice(0, 3)).toEqual(["file-missing", "nowhere", "`a.yaml` is not there"]);
  });

  it("is refused in an overlay", () => {
    const found = problemOf({ "a.yaml": WHOLE, "o.yaml": "extends: a.yaml\n" }, { over: ["o.yaml"] });
    expect(found.slice(0, 3)).toEqual(["overlay-extends", "o.yaml:1:1+7", "an overlay extends nothing"]);
  });
});

describe("variants", () => {
  it("suggests the nearest", () => {
    expect(problemOf({ "a.yaml": WHOLE }, { variants: ["lo"] })).toEqual([
      "unknown-variant",
      "nowhere",
      "there is no variant `lo`",
      "did you mean `low`?",
      "variants: low, lower, round, trip",
    ]);
  });

  it("refuses a circle", () => {
    expect(problemOf({ "a.yaml": WHOLE }, { variants: ["round"] })).toEqual([
      "extends-cycle",
      "a.yaml:12:19+5",
      "the variant `round` extends itself",
      "one of these variants must extend nothing",
      "round extends trip extends round",
    ]);
  });
});

describe("--set", () => {
  const table: readonly (readonly [string, readonly string[], string])[] = [
    ["rent=3 USD", ["assume", "rent", "value"], "3 USD"],
    ["tax = 3%", ["assume", "tax"], "3%"],
    ["assume.tax=a=b", ["assume", "tax"], "a=b"],
    ["period=2004-01-01 .. 2004-12-31", ["period"], "2004-01-01 .. 2004-12-31"],
    ["actors.lease.with.deposit=4 USD", ["actors", "lease", "with", "deposit"], "4 USD"],
    ["lease.deposit=4 USD", ["actors", "lease", "with", "deposit"], "4 USD"],
    ["rates.RUB/USD.2005-01-01=31", ["rates", "RUB/USD", "2005-01-01"], "31"],
  ];
  it.each(table)("%s", (set, path, value) => {
    expect(leafText(get(loaded({ "a.yaml": WHOLE }, { set: [set] }).tree, ...path))).toBe(value);
  });

  it("reaches into the timeline by id, and leaves the rest", () => {
    const { tree } = loaded({ "a.yaml": WHOLE }, { set: ["timeline.crash-1.with.claimed=9 USD"] });
    expect(JSON.parse(JSON.stringify(toPlain(get(tree, "timeline") ?? tree)))).toEqual([
      { id: "crash-1", on: "2004-02-01", actor: "lease", event: "crash", with: { claimed: "9 USD" } },
    ]);
  });

  it("drops the source of the value it replaces", () => {
    expect(get(loaded({ "a.yaml": WHOLE }, { set: ["rent=3 USD"] }).tree, "assume", "rent", "source")).toBeUndefined();
  });

  it("places its value in the second --set", () => {
    const leaf = get(loaded({ "a.yaml": WHOLE }, { set: ["tax=1%", "rent= 3 USD"] }).tree, "assume", "rent", "value");
    if (leaf?.node !== "leaf") throw new Error("no leaf");
    expect(leaf.source.place({ start: 2, end: 5 })).toEqual({ file: "--set", line: 2, column: 9, length: 3 });
  });

  const bad: readonly (readonly [string, readonly unknown[]])[] = [
    [
      "rnet=1",
      ["unknown-name", "--set:1:1+4", "there is no `rnet` in `assume`", "did you mean `rent`?", "known: rent, tax"],
    ],
    [
      "actors.leese.with.x=1",
      ["unknown-name", "--set:1:8+5", "there is no `leese` in `actors`", "did you mean `lease`?", "known: lease"],
    ],
    [
      "timeline.crash-2.on=1",
      [
        "unknown-name",
        "--set:1:10+7",
        "there is no `crash-2` in `timeline`",
        "did you mean `crash-1`?",
        "known: crash-1",
      ],
    ],
    [
      "rent",
      ["bad-set", "--set:1:1+4", "`--set rent` has no `=`", "write `--set rent='120 million USD per year'`", undefined],
    ],
    [
      "rent=",
      [
        "bad-set",
        "--set:1:1+5",
        "`--set rent=` gives no value",
        "write `--set rent='120 million USD per year'`",
        undefined,
      ],
    ],
    [
      "a..b=1",
      [
        "bad-set",
        "--set:1:3+1",
        "the path `a..b` has an empty name",
        "write names with one dot between them",
        undefined,
      ],
    ],
    [
      "actors.lease=1",
      [
        "wrong-shape",
        "--set:1:14+1",
        "expected a mapping, found text",
        "it is written `lease: {machine: lease, with: {rent: 12 million USD per year}}`",
        undefined,
      ],
    ],
  ];
  it.each(bad)("refuses %s", (set, expected) => {
    expect(problemOf({ "a.yaml": WHOLE }, { set: [set] })).toEqual(expected);
  });
});

describe("problems", () => {
  it("come from all files at once, and what is missing only from the whole", () => {
    const both = load({ "a.yaml": "extends: b.yaml\ntitel: x\n", "b.yaml": "perod: x\n" });
    expect(both.problems.map(({ place, message }) => [place?.file, message])).toEqual([
      ["a.yaml", "unknown key `titel`"],
      ["b.yaml", "unknown key `perod`"],
      ["b.yaml", "`steppe` is missing"],
      ["b.yaml", "`currency` is missing"],
      ["b.yaml", "`actors` is missing"],
    ]);
    const whole = load({ "a.yaml": "steppe: 1\nactors: {a: {with: {x: 1}}}\n" });
    expect(whole.problems.map(({ message }) => message)).toEqual([
      "`period` is missing",
      "`currency` is missing",
      "`machine` is missing in `a`",
    ]);
  });
});
