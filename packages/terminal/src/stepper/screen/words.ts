/** The command line: the words of line mode, with what they ask shown in panes; and short forms for going somewhere. */
import { answerOn, dateText, parseDate, toEpochDay, valueText } from "@steppe/core";
import { type Act, branchOf, type Command, parseWords, type Question, type WhyOf, worldAt } from "@steppe/walk";
import type { PaneId, Subject } from "../panes/pane.ts";
import { nowStep, stepNumber } from "../panes/standing.ts";
import { whyLines } from "../panes/why.ts";
import { doAct, problemText } from "./acting.ts";
import { commandById } from "./commands.ts";
import { openCompare } from "./compare.ts";
import { focusOn, lookAt } from "./looking.ts";
import { type ScreenState, say, viewOf, withEffect } from "./state.ts";

/** Carries a line out. A number goes to after that step, as `to` does; `+5` and `-5` by so many; a month or a day to its end. */
export function doWords(state: ScreenState, line: string): ScreenState {
  const text = line.trim();
  if (text === "") return state;
  if (text === "q") return byKey(state, "quit");
  const short = shortAct(text);
  if (short) return doAct(state, short);
  const parsed = parseWords(text, state.walk);
  if (!parsed) return state;
  return parsed.ok ? command(state, parsed.command) : say(state, problemText(parsed.problems), "bad");
}

function shortAct(text: string): Act | undefined {
  if (/^\d{1,9}$/.test(text)) return { do: "to-step", step: Number(text) + 1 };
  if (/^[+-]\d{1,9}$/.test(text) && Number(text) !== 0) return { do: "step", count: Number(text) };
  const month = /^(\d{4})-(\d{2})$/.exec(text);
  const [year, number] = [Number(month?.[1]), Number(month?.[2])];
  if (month && number >= 1 && number <= 12) {
    const next = number === 12 ? toEpochDay(year + 1, 1, 1) : toEpochDay(year, number + 1, 1);
    return { do: "to-date", date: next - 1 };
  }
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(text) ? parseDate(text) : undefined;
  return parsed && "day" in parsed ? { do: "to-date", date: parsed.day } : undefined;
}

const byKey = (state: ScreenState, id: string): ScreenState => commandById(id).run(state, 1);

function command(state: ScreenState, asked: Command): ScreenState {
  switch (asked.kind) {
    case "act":
      return doAct(state, asked.act);
    case "ask":
      return question(state, asked.ask);
    case "save": {
      const { file, force, branch = state.walk.at.branch } = asked;
      return withEffect(state, { do: "save", file, branch, force });
    }
    case "help":
      return byKey(state, "help");
    case "quit":
      return byKey({ ...state, zoom: false }, "quit");
  }
}

const look = (state: ScreenState, pane: PaneId): ScreenState => focusOn(state, pane);

function question(state: ScreenState, asked: Question): ScreenState {
  const { walk } = state;
  switch (asked.about) {
    case "where":
      return say(
        state,
        `${walk.at.branch}, ${nowStep(walk) < 0 ? "" : "step "}${stepNumber(walk)}, ${dateText(worldAt(walk).today)}`,
      );
    case "why":
      return why(state, asked.of);
    case "coming":
      return look(state, "timeline");
    case "actors":
      return look(state, "actors");
    case "actor":
      return lookAt(state, { of: "actor", actor: asked.actor });
    case "ledger":
      return look(state, "ledger");
    case "measures":
      return byKey(state, "measures");
    case "branches":
      return look(state, "branches");
    case "accepts":
      return byKey(state, "inject");
    case "stops":
      return byKey(state, "stops");
    case "marks":
      return byKey(state, "go");
    case "draws":
      return byKey(state, "force");
    case "step":
      return lookAt(state, undefined);
    case "shell":
      return byKey(state, "copy-command");
    case "value":
      return value(state, asked.of);
    case "compare": {
      if (!asked.branches) return walk.branches.size > 1 ? byKey(state, "compare") : say(state, ONLY_ONE, "dim");
      const missing = asked.branches.find((name) => !walk.branches.has(name));
      if (missing !== undefined) return say(state, `there is no branch \`${missing}\``, "bad");
      return openCompare(state, ...asked.branches);
    }
  }
}

const ONLY_ONE = "there is one future only: a change or a fork makes another";

/** What line mode answers, in the inspector; what it refuses, in one line. */
function why(state: ScreenState, of: WhyOf): ScreenState {
  const target = targetOf(of);
  const found = whyLines(viewOf(state), target);
  if (!found.ok) return say(state, problemText(found.problems), "bad");
  return lookAt(state, subjectOf(state, of, target));
}

function targetOf(of: WhyOf): string {
  switch (of.what) {
    case "here":
      return "";
    case "step":
      return `step ${of.step}`;
    case "posting":
      return `posting ${of.posting}`;
    case "assumption":
      return `assumption ${of.assumption}`;
    case "name":
      return of.name;
  }
}

/** A step, a posting and a measure are looked at as they are from a pane. */
function subjectOf({ walk }: ScreenState, of: WhyOf, target: string): Subject | undefined {
  if (of.what === "here") return undefined;
  if (of.what === "step") return { of: "step", step: of.step };
  if (of.what === "posting") return { of: "posting", posting: of.posting - 1 };
  const isMeasure = of.what === "name" && branchOf(walk).model.measures.some(({ name }) => name === of.name);
  return isMeasure ? { of: "measure", measure: of.name } : { of: "why", target };
}

/** What an expression comes to here. */
function value(state: ScreenState, text: string): ScreenState {
  const { walk } = state;
  const asked = walk.ground.ask(branchOf(walk).model, text);
  if (!asked.ok) return say(state, problemText(asked.problems), "bad");
  const world = worldAt(walk);
  const answer = answerOn(world, asked.value, world.today);
  if (!("value" in answer)) return say(state, problemText([answer.problem]), "bad");
  return say(state, `${text}: ${valueText(asked.value.kind, answer.value)}`);
}
