/** docs/keys.md is written from the table that the screen itself reads; `vitest run test/docs/keys.test.ts -u` writes it anew. */
import { describe, expect, it } from "vitest";
import { NO_BINDINGS } from "../../packages/terminal/src/stepper/screen/bindings.ts";
import { type ScreenCommand, TASK_TITLES, TASKS } from "../../packages/terminal/src/stepper/screen/command.ts";
import { COMMANDS, keysOfCommand } from "../../packages/terminal/src/stepper/screen/commands.ts";
import { keyLabel, NAMED_KEYS } from "../../packages/terminal/src/stepper/screen/keys.ts";
import { readBindings } from "../../packages/terminal/src/stepper/screen/read-bindings.ts";
import { WORDS } from "../../packages/walk/src/index.ts";
import { pathOf } from "./blocks.ts";

const PAGE = "docs/keys.md";

const CONFIGURATION = `keys:
  step: [n, right]
  find-next: ctrl+n
  drop: []
`;

const cell = (text: string): string => text.replaceAll("|", "\\|");

function row(command: ScreenCommand): string {
  const keys = keysOfCommand(command, NO_BINDINGS).map((key) => `\`${cell(keyLabel(key))}\``);
  const shown = command.id === "pane" ? ["`1` … `5`"] : keys;
  return `| ${shown.join(" ")} | ${cell(command.help)} | \`${command.id}\` | ${command.words ? `\`${cell(command.words)}\`` : ""} |`;
}

function page(): string {
  const tables = TASKS.flatMap((task) => [
    "",
    `## ${TASK_TITLES[task]}`,
    "",
    "| keys | what they do | command | by words |",
    "| --- | --- | --- | --- |",
    ...COMMANDS.filter((command) => command.task === task).map(row),
  ]);
  return `# The keys of the stepper

\`steppe step FILE\` on a terminal. \`?\` shows what works where you are, is searched by typing, and does what you choose;
the bottom line shows as much of it as there is room for. What stands under *by words* does the same after \`:\` and in
line mode: see [stepping.md](stepping.md). A number of two digits before a key says how often: \`20→\`, \`05→\`.
${tables.join("\n")}

## Keys of your own

\`$XDG_CONFIG_HOME/steppe/config.yaml\`, or \`~/.config/steppe/config.yaml\`, may give commands other keys, by the names in
the third column:

\`\`\`yaml
${CONFIGURATION}\`\`\`

A key is one character that is no digit, \`ctrl+\` and a letter, or one of ${NAMED_KEYS.map((key) => `\`${key}\``).join(", ")}.
It is taken from the command that had it; a command with no keys is reached by \`?\` alone. Digits, Ctrl-C and Ctrl-Z keep
their meaning; Ctrl-H, Ctrl-I, Ctrl-J and Ctrl-M cannot be had, since a terminal sends them as other keys. A command or a
key that is not there is refused when the stepper starts, with its place and exit code 2.
`;
}

describe(PAGE, () => {
  it("is what the screen knows", async () => {
    await expect(page()).toMatchFileSnapshot(pathOf(PAGE));
  });

  it("shows a configuration that is accepted", () => {
    const { problems, bindings } = readBindings("config.yaml", new TextEncoder().encode(CONFIGURATION));
    expect(problems).toEqual([]);
    expect(bindings.size).toBe(3);
  });
});

describe("the commands of the screen", () => {
  it("have the words that line mode has", () => {
    const forms = WORDS.flatMap((command) => command.forms.map(({ text }) => text));
    const unknown = COMMANDS.flatMap(({ words }) => (words === undefined || forms.includes(words) ? [] : [words]));
    expect(unknown).toEqual([]);
    expect(COMMANDS.filter(({ words }) => words !== undefined).length).toBeGreaterThan(25);
  });

  it("have names of their own, and each key one meaning on the panes and one in the comparison", () => {
    const ids = COMMANDS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const compares of [true, false]) {
      const keys = COMMANDS.filter(({ task }) => (task === "compare") === compares).flatMap((one) => one.keys);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});
