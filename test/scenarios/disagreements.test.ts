import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import {
  centralUniforms,
  createWorld,
  dateText,
  type Expectation,
  loadScenario,
  type Model,
  type Outcome,
  outcomeOf,
  run,
  type Step,
} from "@steppe/core";
import { MACHINES } from "@steppe/core/machines/index.ts";
import { describe, expect, it, vi } from "vitest";
import { loadShipped, measureText, outcomeOfShipped, problemText } from "./running.ts";

// Fifty variants are loaded and run, some of them in one test.
vi.setConfig({ testTimeout: 120_000 });

const root = resolve(import.meta.dirname, "../..");
const FILE = "scenarios/disagreements.yaml";
const RECORD = "scenarios/record.yaml";

/** What the file tells beside the record. */
const OWN: readonly string[] = ["china-doubted", "china-hoped"];

/** Each matter on which the documents disagree, with a variant for every reading. */
const MATTERS: Readonly<Record<string, readonly string[]>> = {
  "when Vostochny works": ["vostochny-works-2020", "vostochny-works-2015", "vostochny-works-2018"],
  "where Vostochny is": ["vostochny-at-amur", "vostochny-in-siberia", "vostochny-in-far-east"],
  "what moves there": ["moves-civil", "moves-crewed"],
  "where military launches fly from": ["military-at-plesetsk", "military-at-baikonur"],
  "whether Russia leaves": ["russia-leaves", "russia-keeps"],
  "whether Russia consents to others": ["consents", "refuses-others", "consents-to-guests-only"],
  "Russia and China": ["china-hoped-for", "china-sceptical", "china-changing"],
  "how many notes": ["one-note", "two-notes"],
  "what the speech meant": ["speech-meant", "speech-misread"],
  "whether the commission is new": ["commission-new", "commission-revived"],
  "where the rocket of 2007 fell": ["fell-at-site", "fell-downrange"],
  "how large the claims were": ["claims-one-sum", "claims-moving"],
  "what Russia pays": ["rent-alone", "rent-and-city"],
  "where Baikonur is": ["baikonur-north", "baikonur-south-west"],
  "what the city counts as": ["city-federal-entity", "city-federal-status"],
  "the drones": ["drones-50", "drones-53"],
  "what the ministry is called": ["ministry-old-name", "ministry-new-name"],
  "what Kazakhstan wants": ["aim-cooperation", "aim-new-terms", "aim-two-voices"],
};

interface Account {
  readonly variant: string;
  /** The last day of which it keeps the record. */
  readonly until: string;
  /** What it tells otherwise than the record, or leaves out of it, up to that day; what it tells after it. */
  readonly otherwise?: readonly string[];
  readonly leavesOut?: readonly string[];
  readonly after?: readonly string[];
}

const ACCOUNTS: readonly Account[] = [
  {
    variant: "cable-2007",
    until: "2007-11-07",
    otherwise: ["crash-2007"],
    leavesOut: ["claim-2007-governor", "claim-2007-highest", "claim-2007-put"],
  },
  { variant: "debkafile-2009", until: "2009-04-07", after: ["israel-agreed", "israel-memorandum"] },
  { variant: "astana-times-2013", until: "2013-03-27", after: ["france-floated"] },
  {
    variant: "trend-2013",
    until: "2013-12-27",
    otherwise: ["note-asking"],
    leavesOut: ["claim-2013-bill", "note-threatening"],
  },
  { variant: "spacewatch-2019", until: "2019-11-13" },
];
const ACCOUNT_NAMES = ACCOUNTS.map(({ variant }) => variant);

const GROUPS: readonly (readonly string[])[] = [...Object.values(MATTERS), ACCOUNT_NAMES];
const ALL = GROUPS.flat();

type Asked = Pick<Expectation, "id" | "when" | "text">;

function modelOf(scenario: string): Model {
  const loaded = loadShipped(scenario);
  if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join("\n"));
  return loaded.model;
}

/** A scenario run with some expectations in the place of its own. */
function outcomeAsked(scenario: string, asked: readonly Asked[]): Outcome {
  const over = JSON.stringify({ steppe: 1, expect: asked.map(({ id, when, text }) => ({ id, [when]: text })) });
  const loaded = loadScenario(
    { scenario, over: ["scenarios/asked.yaml"] },
    (path) => ({
      bytes: path === "scenarios/asked.yaml" ? new TextEncoder().encode(over) : readFileSync(resolve(root, path)),
    }),
    MACHINES,
  );
  if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join("\n"));
  const world = run(createWorld(loaded.model, centralUniforms));
  if (world.problem) throw new Error(problemText(world.problem));
  return outcomeOf(world);
}

const expectedOf = (variant: string): readonly Asked[] => modelOf(`${FILE}@${variant}`).expectations;
const ALWAYS = modelOf("scenarios/baikonur.yaml").expectations;

const before = new Map<string, Outcome>();

/** A variant, run once and asked all: what it expects itself, what its like expect, and what every lease must keep. */
function outcomeOfVariant(variant: string): Outcome {
  const known = before.get(variant);
  if (known) return known;
  const like = GROUPS.find((group) => group.includes(variant)) ?? [];
  const outcome = outcomeAsked(`${FILE}@${variant}`, [...like.flatMap(expectedOf), ...ALWAYS]);
  before.set(variant, outcome);
  return outcome;
}

/** Which of some expectations a run did not meet; one that it was not asked is a mistake of the test. */
function failing({ expectations }: Outcome, asked: readonly Asked[]): readonly string[] {
  return asked.flatMap(({ id }) => {
    const found = expectations.find(({ expectation }) => expectation.id === id);
    if (!found) throw new Error(`${id} was not asked`);
    return found.holds ? [] : [id];
  });
}

/** What was told from the timeline, by the ids of its entries. */
const told = ({ world }: Outcome): ReadonlyMap<string, Step> =>
  new Map([...world.trace].flatMap((step) => (step.origin.from === "timeline" ? [[step.origin.entry, step]] : [])));

const toldAs = ({ date, actor, event, fields }: Step): string =>
  `${dateText(date)} ${actor} ${event} ${fields.map(({ name, value }) => `${name}=${value}`).join(" ")}`;

describe(FILE, () => {
  it("has a variant for every reading and every document, and no other of its own", () => {
    const variants = readFileSync(resolve(root, FILE), "utf8").split("\nvariants:\n")[1] ?? "";
    expect([...variants.matchAll(/^ {2}([\w-]+):$/gm)].map(([, name]) => name).sort()).toEqual([...ALL].sort());
    expect(Object.keys(MATTERS).length).toBe(17 + 1); // what moves, and where military launches fly from, are one row
  });

  it("is the record without a variant, step by step", () => {
    const recorded = [...told(outcomeOfShipped(RECORD))].map(([id, step]) => [id, toldAs(step)]);
    const here = outcomeOfShipped(FILE);
    const steps = [...told(here)].map(([id, step]) => [id, toldAs(step)]);
    expect(steps.filter(([id]) => !OWN.includes(id as string))).toEqual(recorded);
    expect(failing(here, modelOf(RECORD).expectations)).toEqual([]);
  });

  it("asks nothing twice under one name", () => {
    const ids = [...ALL.flatMap(expectedOf), ...ALWAYS].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ALWAYS.length).toBe(3);
  });

  describe.each(ALL)("@%s", (variant) => {
    it("loads without a word of complaint, and says what it asks", () => {
      expect(loadShipped(`${FILE}@${variant}`).problems.map(problemText)).toEqual([]);
      const { title, doc, expectations } = modelOf(`${FILE}@${variant}`);
      expect(title).not.toBe(modelOf(FILE).title);
      expect(doc).not.toBe(modelOf(FILE).doc);
      expect(expectations.length).toBeGreaterThan(0);
    });

    it("keeps what it expects of itself, and what every lease must keep", () => {
      expect(failing(outcomeOfVariant(variant), [...expectedOf(variant), ...ALWAYS])).toEqual([]);
    });
  });
});

const pairsOf = (names: readonly string[]): readonly (readonly [string, string])[] =>
  names.flatMap((one) => names.filter((other) => other !== one).map((other) => [one, other] as const));

describe.each(Object.entries(MATTERS))("readings of %s", (_matter, readings) => {
  it.each(pairsOf(readings))("what %s expects fails under %s", (one, other) => {
    expect(failing(outcomeOfVariant(other), expectedOf(one))).not.toEqual([]);
  });
});

describe("the documents side by side", () => {
  const record = told(outcomeOfShipped(RECORD));

  it.each(ACCOUNTS)("$variant has the record up to $until, and only its own word after it", (account) => {
    const { variant, until, otherwise = [], leavesOut = [], after = [] } = account;
    const here = told(outcomeOfVariant(variant));
    const day = Temporal.PlainDate.from("1970-01-01").until(until).days;
    expect([...here].flatMap(([id, { date }]) => (date > day ? [id] : [])).sort()).toEqual(after);
    const recorded = [...record].filter(([, { date }]) => date <= day);
    expect(recorded.length).toBeGreaterThan(10);
    expect(recorded.flatMap(([id]) => (here.has(id) ? [] : [id])).sort()).toEqual(leavesOut);
    const other = recorded.flatMap(([id, step]) => {
      const now = here.get(id);
      return now && toldAs(now) !== toldAs(step) ? [id] : [];
    });
    expect(other).toEqual(otherwise);
    const added = [...here].flatMap(([id, { date }]) => (date <= day && !record.has(id) ? [id] : []));
    expect(added.filter((id) => !OWN.includes(id))).toEqual([]);
  });

  it.each(pairsOf(ACCOUNT_NAMES))("what %s expects fails under %s", (one, other) => {
    expect(failing(outcomeOfVariant(other), expectedOf(one))).not.toEqual([]);
  });

  it("tell five stories", () => {
    const measures = ["vostochny_works", "crewed_moved", "lease_end", "compensation_paid"];
    const stories = ACCOUNT_NAMES.map((variant) => [
      variant,
      ...measures.map((name) => measureText(outcomeOfVariant(variant), name)),
    ]);
    expect(stories).toEqual([
      ["cable-2007", "2020-12-31", "2020-12-31", "never", "1,100,000.00 USD"],
      ["debkafile-2009", "2015-12-31", "2015-12-31", "2015-12-31", "3,530,000.00 USD"],
      ["astana-times-2013", "never", "2018-12-31", "never", "3,530,000.00 USD"],
      ["trend-2013", "2018-12-31", "2018-12-31", "never", "3,530,000.00 USD"],
      ["spacewatch-2019", "never", "2025-12-31", "never", "3,530,000.00 USD"],
    ]);
  });
});
