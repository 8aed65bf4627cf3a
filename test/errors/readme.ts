/** README.md of the catalogue: made from its folders. */
import { CODES } from "../../packages/core/src/codes/index.ts";
import { codesIn, commandOf, outputOf } from "./catalogue.ts";

const HEAD = `# What steppe says to bad input

One folder for each mistake: the smallest file that shows it, and \`output.txt\`, what a person sees. A test runs every
folder and compares to the letter. This page is made from the folders by

    STEPPE_UPDATE_ERRORS=1 npx vitest run test/errors

\`command\` in a folder is what is called, \`check scenario.yaml\` where there is none. \`NAME.in\` is a file NAME that could
not stand here as it is (\`catalogue.ts\` says how it is written), \`NAME.link\` a symbolic link. \`steppe explain CODE\` says
more about a code.
`;

/** Lines of an answer that are shown here: enough for the first problem. */
const SHOWN = 14;

export function readmeOf(names: readonly string[]): string {
  const sections = names.map(sectionOf);
  const codes = new Set(names.flatMap((name) => codesIn(outputOf(name)))).size;
  return `${HEAD}\n${names.length} mistakes, ${codes} codes.\n\n${sections.join("\n")}`;
}

function sectionOf(name: string): string {
  const output = outputOf(name);
  const title = CODES.get(codesIn(output)[0] ?? "")?.title;
  return [
    `## ${name}`,
    "",
    ...(title === undefined ? [] : [`${title.charAt(0).toUpperCase()}${title.slice(1)}.`, ""]),
    "```text",
    `$ steppe ${commandOf(name)}`.trimEnd(),
    ...excerptOf(output),
    "```",
    "",
  ].join("\n");
}

/** The first problem with its help, or the beginning where there is none; and how it ended. */
function excerptOf(output: string): readonly string[] {
  const lines = output.trimEnd().split("\n");
  const problem = lines.findIndex((line) => /^(error|warning)\[/.test(line));
  const [start, end] = problem < 0 ? [0, lines.length - 1] : [problem, lines.indexOf("", problem)];
  const shown = lines.slice(start, Math.min(end, start + SHOWN));
  return [...(start > 0 ? ["…"] : []), ...shown, ...(end > start + SHOWN ? ["…"] : []), lines.at(-1) ?? ""];
}
