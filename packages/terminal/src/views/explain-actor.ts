/** An actor as it went through one run: step by step, what it was told, where it went, what it paid. */
import type { Actor, World } from "@steppe/core";
import type { MachineOutline } from "@steppe/core/statechart/outline.ts";
import { foldRuns } from "./fold.ts";
import { causeText, eventText, fieldsText, newStates, paidText } from "./steps.ts";
import { labelled, oneLine, type Page, section, wrap } from "./text.ts";
import { dayText, shown } from "./values.ts";

const LABELS = 12;
const DATE = "2004-01-01".length;

/** An actor that another one opened: the machine, its inputs as they were given, and what happened to it. */
export function openedLines(
  actor: Actor,
  outline: MachineOutline | undefined,
  world: World,
  where: string,
  page: Page,
): readonly string[] {
  const { opened, chart, name } = actor;
  const inputs = [...(opened?.inputs ?? [])].flatMap(([input, value]) => {
    const kind = chart.inputs.get(input)?.kind;
    return kind ? labelled(page, "with", `${oneLine(input)}: ${shown(kind, value)}`, LABELS) : [];
  });
  return [
    `${page.paint("strong", oneLine(name))}, an actor that \`${oneLine(opened?.opener ?? "")}\` opened`,
    "",
    ...labelled(
      page,
      "machine",
      `${oneLine(chart.machine)}${outline?.title === undefined ? "" : `: ${oneLine(outline.title)}`}`,
      LABELS,
    ),
    ...inputs,
    ...historyLines(name, world, where, page),
  ];
}

/** Every step of an actor, from its start. */
export function historyLines(actor: string, world: World, where: string, page: Page): readonly string[] {
  const rows = [...world.trace]
    .filter((step) => step.actor === actor)
    .map((step) => {
      const fields = fieldsText(step);
      const event = `${eventText(step.event)}${fields === "" ? "" : `: ${fields}`}`;
      const change = step.before === step.after ? "" : `→ ${newStates(step)}`;
      const told = [event, change, step.heard ? "" : "(not heard)"].filter((text) => text !== "").join(" ");
      const deeds = [
        paidText(step, world),
        ...step.effects.flatMap((one) => (one.did === "noted" ? [oneLine(one.text)] : [])),
      ];
      return { step, text: [told, ...deeds].filter((text) => text !== "").join("; ") };
    });
  const folded = foldRuns(
    rows,
    ({ text }) => ({ of: actor, key: text }),
    ({ step }) => step.date,
  );
  const lines = folded.flatMap(({ row: { step, text }, often }) =>
    wrap(`${text}${often} (step ${step.n}, from ${causeText(step)})`, Math.max(20, page.width - DATE - 4)).map(
      (line, index) => `  ${index === 0 ? dayText(step.date) : " ".repeat(DATE)}  ${line}`,
    ),
  );
  return section(page, `What happened to it${where}`, lines.length === 0 ? ["  nothing: it never started"] : lines);
}
