/** The user's configuration: which keys commands have. Reads no file itself. */
import { didYouMean, type Place, type Problem } from "@steppe/core";
import { readScenario } from "@steppe/core/source/read.ts";
import { entriesOf, headPlace, leafText, type Tree, treeText } from "@steppe/core/source/tree.ts";
import type { Bindings } from "./bindings.ts";
import type { ScreenCommand } from "./command.ts";
import { COMMANDS } from "./commands.ts";
import { isKey, type Key, NAMED_KEYS } from "./keys.ts";

/** Commands that keep the keys they have: a program that cannot be left is worse than one without their keys. */
const FIXED: ReadonlySet<string> = new Set(["pane", "interrupt", "suspend"]);

/** Where the configuration is looked for; undefined where nothing tells of a home. */
export function configFile({ XDG_CONFIG_HOME: config, HOME: home }: NodeJS.ProcessEnv): string | undefined {
  // As the XDG rules have it: a path that is not absolute is none.
  const folder = config?.startsWith("/") ? config : home ? `${home}/.config` : undefined;
  return folder === undefined ? undefined : `${folder}/steppe/config.yaml`;
}

/** The keys that a configuration gives to commands, and all that is wrong with it. */
export function readBindings(file: string, bytes: Uint8Array): { bindings: Bindings; problems: readonly Problem[] } {
  const bindings = new Map<string, readonly Key[]>();
  if (
    new TextDecoder()
      .decode(bytes)
      .replace(/^\s*#.*$/gm, "")
      .trim() === ""
  )
    return { bindings, problems: [] };
  const read = readScenario(file, bytes);
  if (!read.ok) return { bindings, problems: read.problems };
  const problems: Problem[] = [];
  for (const [section, tree] of entriesOf(read.value)) {
    if (section === "keys") readKeys(tree, bindings, problems);
    else
      problems.push(
        wrong("unknown-key", headPlace(tree), `unknown key \`${section}\``, ["the configuration has `keys`"]),
      );
  }
  return { bindings, problems };
}

const wrong = (code: string, place: Place, message: string, help: readonly string[] = []): Problem => ({
  code,
  severity: "error",
  place,
  message,
  ...(help.length > 0 && { help }),
});

function readKeys(tree: Tree, bindings: Map<string, readonly Key[]>, problems: Problem[]): void {
  if (tree.node === "null") return;
  if (tree.node !== "map") {
    problems.push(
      wrong("wrong-shape", tree.place, `\`keys\` are a mapping of commands to keys, not ${treeText(tree)}`),
    );
    return;
  }
  const free = COMMANDS.filter(({ id }) => !FIXED.has(id));
  const taken = new Map<string, string>();
  for (const [id, given] of tree.entries) {
    const command = free.find((one) => one.id === id);
    if (!command) {
      const names = free.map((one) => one.id);
      const near = didYouMean(id, names);
      const message = FIXED.has(id) ? `the command \`${id}\` keeps its keys` : `there is no command \`${id}\``;
      problems.push(
        wrong("unknown-key", headPlace(given), message, near.length > 0 ? near : [`commands: ${names.join(", ")}`]),
      );
      continue;
    }
    bindings.set(id, keysIn(command, given, taken, problems));
  }
}

/** The keys of one command: a key, or a list of them. */
function keysIn(command: ScreenCommand, given: Tree, taken: Map<string, string>, problems: Problem[]): readonly Key[] {
  const items = given.node === "list" ? given.items : given.node === "null" ? [] : [given];
  return items.flatMap((item) => {
    const key = leafText(item);
    if (key === undefined || !isKey(key)) {
      const what = key === undefined ? treeText(item) : `\`${key}\``;
      const help = `a key is a character that is no digit, \`ctrl+\` and a letter, or one of ${NAMED_KEYS.join(", ")}`;
      problems.push(wrong("no-such-key", item.place, `${what} is no key that a command can have`, [help]));
      return [];
    }
    // The comparison has keys of its own: what is open decides.
    const scope = `${command.task === "compare"} ${key}`;
    const other = taken.get(scope);
    if (other !== undefined) {
      problems.push(wrong("key-taken", item.place, `\`${key}\` is given to \`${other}\` already`));
      return [];
    }
    taken.set(scope, command.id);
    return [key];
  });
}
