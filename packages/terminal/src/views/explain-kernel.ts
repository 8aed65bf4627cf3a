/** What was found in a scenario before code was made of it, for a person and as JSON. */
import type { Place } from "@steppe/core";
import type { AskedOften, Line, PassReport } from "@steppe/kernel";
import { jsonText } from "./json-values.ts";
import { placeText } from "./places.ts";
import { counted, labelled, oneLine, type Page, section, wrap } from "./text.ts";

export interface KernelExplained {
  readonly scenario: string;
  readonly passes: readonly PassReport[];
  /** How many paths were run, and how many of them the World had to run. */
  readonly paths: number;
  readonly left: number;
  readonly asked: readonly AskedOften[];
  readonly interrupted: boolean;
}

/** So many places that ask are named. */
const MOST_PLACES = 10;
/** So many actors of one line are named. */
const MOST_NAMES = 8;

export function renderKernel({ scenario, passes, paths, left, asked }: KernelExplained, page: Page): string {
  const often = asked.reduce((sum, { times }) => sum + times, 0);
  const places = asked.slice(0, MOST_PLACES).map(({ place, times }) => ({ label: counted(times, "time"), place }));
  const width = Math.max(0, ...places.map(({ label }) => label.length));
  return [
    ...wrap(`${oneLine(scenario)}: what was found before code was made`, page.width).map((line) =>
      page.paint("strong", line),
    ),
    ...passes.flatMap(({ pass, did, lines }) => [
      "",
      ...wrap(`${pass}: ${did}`, page.width).map((line) => page.paint("strong", line)),
      ...lines.flatMap((line) => lineOf(line, page)),
    ]),
    ...section(page, "Exact arithmetic", [
      `  asked ${counted(often, "time")} on ${counted(paths, "path")}`,
      ...places.flatMap(({ label, place }) => labelled(page, label, `at ${placeText(place)}`, width)),
      ...(asked.length > MOST_PLACES ? [`  and at ${counted(asked.length - MOST_PLACES, "other place")}`] : []),
    ]),
    ...section(page, "Left to the World", [`  ${left} of ${counted(paths, "path")}`]),
  ].join("\n");
}

function lineOf({ actors, text, place }: Line, page: Page): readonly string[] {
  const named = actors.slice(0, MOST_NAMES).map(oneLine).join(", ");
  const more = actors.length > MOST_NAMES ? ` and ${actors.length - MOST_NAMES} more` : "";
  const who = actors.length === 0 ? "" : `${named}${more}: `;
  const where = place ? ` (${placeText(place)})` : "";
  return wrap(`${who}${oneLine(text)}${where}`, Math.max(10, page.width - 4)).map(
    (line, index) => `${index === 0 ? "  " : "    "}${line}`,
  );
}

export function renderKernelJson(explained: readonly KernelExplained[]): string {
  return jsonText({
    schema: "steppe.kernel/1",
    runs: explained.map(({ scenario, passes, paths, left, asked }) => ({
      scenario,
      passes: passes.map(({ pass, did, lines }) => ({
        pass,
        did,
        lines: lines.map(({ actors, text, place }) => ({ actors, text, ...(place && { place: jsonPlace(place) }) })),
      })),
      paths,
      left_to_world: left,
      asked: asked.map(({ place, times }) => ({ times, place: jsonPlace(place) })),
    })),
  });
}

const jsonPlace = ({ file, line, column }: Place): object => ({ file, line, column });
