/** Questions answered in lines: they change nothing. */
import {
  actorsNamed,
  answerOn,
  type ComparedMeasure,
  type Comparison,
  dateText,
  didYouMean,
  NEVER,
  outcomeOf,
  shownNumber,
  type World,
} from "@steppe/core";
import { shownKindOf } from "@steppe/core/measure/shares.ts";
import { acceptedIn, branchOf, type Question, type Sides, sidesOf, stepAt, type Walk, worldAt } from "@steppe/walk";
import { moneyLines, netLines } from "../../views/account-money.ts";
import { isDiffering } from "../../views/comparison.ts";
import { partingLines } from "../../views/comparison-partings.ts";
import { postingText } from "../../views/steps.ts";
import { tableLines } from "../../views/table.ts";
import { counted, oneLine, type Page } from "../../views/text.ts";
import { differenceText, shown } from "../../views/values.ts";
import { actorLines, actorsLines, comingLines } from "./actors.ts";
import { type Answered, answered, refusal } from "./answered.ts";
import { branchesLines, changesOf } from "./branches.ts";
import { aheadLines, hereLines, placeLine } from "./tell-step.ts";
import { why } from "./why.ts";

/** What a question comes to where a walk stands. Refuses names that are not there. */
export function answer(walk: Walk, question: Exclude<Question, { about: "shell" }>, page: Page): Answered {
  const world = worldAt(walk);
  switch (question.about) {
    case "where":
      return answered(whereLines(walk));
    case "step":
      return answered(hereLines(walk));
    case "why":
      return why(walk, question.of, page);
    case "actors":
      return answered(actorsLines(world));
    case "actor":
      return oneActor(world, question.actor);
    case "coming":
      return answered(comingLines(world, question.count));
    case "accepts":
      return accepts(world, question.actor);
    case "ledger":
      return answered(ledgerLines(world, question.count, page));
    case "measures":
      return answered(measureLines(world, page));
    case "branches":
      return answered(branchesLines(walk));
    case "marks":
      return answered(marksLines(walk));
    case "stops":
      return answered(stopsLines(walk));
    case "compare":
      return compare(walk, question.branches, page);
    case "value":
      return value(walk, question.of);
    case "draws":
      return answered(drawsLines(walk));
  }
}

function whereLines(walk: Walk): readonly string[] {
  const { history } = branchOf(walk);
  const known = history.isWhole ? `, of ${history.known} in all` : "";
  const paid = worldAt(walk).journal.postings.length;
  return [
    `${placeLine(walk)}: ${counted(walk.at.step, "step")} taken${known}, ${counted(paid, "posting")}`,
    ...changesOf(branchOf(walk)).map((text) => `  ${text}`),
    ...aheadLines(walk),
  ];
}

/** The names that a question may ask after. */
const actorNames = (world: World): readonly string[] => [
  ...world.model.actorIndex.keys(),
  ...world.model.groups.keys(),
  ...world.opened.keys(),
];

function noSuchActor(world: World, name: string): Answered {
  const isGroup = world.model.groups.has(name);
  const message = isGroup
    ? `no actor of the group \`${name}\` has been opened yet`
    : `there is no actor \`${name}\` here`;
  return refusal("no-such-actor", message, { help: isGroup ? [] : didYouMean(name, actorNames(world)) });
}

function oneActor(world: World, name: string): Answered {
  const found = actorsNamed(world, name);
  if (found.length === 0) return noSuchActor(world, name);
  return answered(found.flatMap((actor) => actorLines(actor, world)));
}

function accepts(world: World, name: string | undefined): Answered {
  const found = name === undefined ? undefined : actorsNamed(world, name).map((one) => one.name);
  if (name !== undefined && found?.length === 0) return noSuchActor(world, name);
  const accepted = acceptedIn(world).filter(({ actor }) => found === undefined || found.includes(actor));
  if (accepted.length === 0)
    return answered([name === undefined ? "no actor would take anything" : "it would take nothing"]);
  return answered(
    accepted.map(({ actor, event, fields, guarded, recurs }) => {
      const given = fields.map(
        (field) => `${oneLine(field.name)}=${field.kind.type}${field.required ? "" : " (may be left out)"}`,
      );
      const may = `${recurs ? "; its calendar sends it, too" : ""}${guarded ? "; it may be turned down" : ""}`;
      return `  ${oneLine(actor)}.${oneLine(event)}${given.length === 0 ? "" : ` ${given.join(", ")}`}${may}`;
    }),
  );
}

function ledgerLines(world: World, count: number | undefined, page: Page): readonly string[] {
  const outcome = outcomeOf(world, world.today);
  const { postings } = world.journal;
  const last = count === undefined ? [] : postings.slice(postings.length - count);
  return [
    ...last.map((posting) => `  posting ${shownNumber(posting)}, ${dateText(posting.date)}: ${postingText(posting)}`),
    "paid so far:",
    ...moneyLines(outcome, page),
    ...(outcome.totals.length === 0 ? [] : ["received less paid:", ...netLines(outcome, page)]),
  ];
}

function measureLines(world: World, page: Page): readonly string[] {
  const { measures } = outcomeOf(world, world.today);
  if (measures.length === 0) return ["the scenario has no measures"];
  const rows = measures.map(({ measure, kind, result }) => [
    oneLine(measure.name),
    "value" in result ? shown(kind, result.value) : `has no value: ${oneLine(result.problem.message)}`,
  ]);
  return tableLines(rows, [{}, { align: "number" }], page);
}

const marksLines = ({ marks }: Walk): readonly string[] =>
  marks.size === 0
    ? ["no marks are set"]
    : [...marks].map(
        ([name, { branch, step }]) => `  ${oneLine(name)}: after ${counted(step, "step")} of ${oneLine(branch)}`,
      );

const stopsLines = ({ stops }: Walk): readonly string[] =>
  stops.length === 0 ? ["no stops are set"] : stops.map(({ text }, index) => `  ${index + 1}: ${oneLine(text)}`);

function compare(walk: Walk, named: readonly [string, string] | undefined, page: Page): Answered {
  const here = branchOf(walk);
  const pair = named ?? (here.parent && ([here.parent.branch, here.name] as const));
  if (!pair) return answered([`\`${here.name}\` is what the walk began with: name two branches`]);
  const missing = pair.find((name) => !walk.branches.has(name));
  if (missing !== undefined) {
    return refusal("no-such-branch", `there is no branch \`${missing}\``, {
      help: didYouMean(missing, walk.branches.keys()),
    });
  }
  const day = worldAt(walk).today;
  const sides = sidesOf(walk, pair[0], pair[1], day);
  const { comparison } = sides;
  const names = pair.map(oneLine);
  const differing = comparison.measures.filter(isDiffering);
  const same = comparison.measures.length - differing.length;
  return answered([
    "where they part:",
    ...partingLines(parting(sides), names, page),
    `on ${dateText(day)}:`,
    ...differing.map((one) => `  ${differenceLine(one, names)}`),
    `  the same in both: ${counted(same, "measure")}`,
  ]);
}

/** "claims_paid: 1 in base, 2 in half, +1". */
function differenceLine({ name, cells }: ComparedMeasure, names: readonly string[]): string {
  const values = cells.map((cell, index) => `${cell ? shown(cell.kind, cell.value) : "no value"} in ${names[index]}`);
  const difference = cells[1] ? differenceText(cells[1]) : "";
  return [`${oneLine(name)}: ${values.join(", ")}`, ...(difference === "" ? [] : [difference])].join(", ");
}

/** Where two branches part, whenever that is; what is compared ends on the day somebody stands in. */
function parting({ branches, comparison, parts }: Sides): Comparison {
  const worlds = branches.map(({ history }) => history.newest);
  const outcomes = comparison.outcomes.map((one, index) => ({ ...one, world: worlds[index] ?? one.world }));
  const [base, other] = parts === undefined ? [] : worlds.map(({ trace }) => trace.at(parts));
  const date = Math.min(base?.date ?? NEVER, other?.date ?? NEVER);
  const found = date < NEVER ? { date, ...(base && { base }), ...(other && { other }) } : undefined;
  return { ...comparison, outcomes, partings: [found] };
}

function value(walk: Walk, text: string): Answered {
  const world = worldAt(walk);
  const asked = walk.ground.ask(branchOf(walk).model, text);
  if (!asked.ok) return asked;
  const found = answerOn(world, asked.value, world.today);
  if ("problem" in found) return { ok: false, problems: [found.problem] };
  return answered([shown(shownKindOf(world.model, asked.value, text), found.value)]);
}

function drawsLines(walk: Walk): readonly string[] {
  const step = stepAt(walk);
  if (!step || step.draws.length === 0) return ["the last step drew nothing"];
  return step.draws.map(({ site, n, u }) => `  ${oneLine(step.actor)} ${oneLine(site)} ${n}: u = ${u}`);
}
