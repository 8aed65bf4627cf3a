/** Help on the commands by words, from their table. */
import { didYouMean } from "@steppe/core";
import { ARGUMENTS, type ArgumentName, GROUPS, type Group, type Piece, WORDS, type WordCommand } from "@steppe/walk";
import { type Answered, answered, refusal } from "./answered.ts";

const TITLES: Readonly<Record<Group, string>> = {
  move: "Moves",
  change: "Changes: each makes a branch, and nothing is overwritten",
  note: "Marks and stops",
  ask: "Questions",
  session: "The session",
};

/** All commands, a line or two each; or one, with its forms and examples. */
export function helpLines(word: string | undefined): Answered {
  if (word === undefined) return answered(GROUPS.flatMap((group) => [`${TITLES[group]}:`, ...groupLines(group)]));
  const command = WORDS.find((one) => one.word === word);
  if (command) return answered(commandLines(command));
  const near = didYouMean(
    word,
    WORDS.map((one) => one.word),
  );
  return refusal("unknown-command", `there is no command \`${word}\``, { help: near });
}

const groupLines = (group: Group): readonly string[] =>
  WORDS.filter((one) => one.group === group).flatMap(({ forms, help }) => [
    `  ${forms.map(({ text }) => text).join(", ")}`,
    `      ${help}`,
  ]);

function commandLines({ forms, help, examples }: WordCommand): readonly string[] {
  const names = new Set(forms.flatMap(({ pieces }) => argumentsIn(pieces)));
  return [
    help,
    ...forms.map(({ text }) => `  ${text}`),
    ...[...names].map((name) => `  ${name}: ${ARGUMENTS[name]}`),
    ...examples.map((text) => `  for example: ${text}`),
  ];
}

const argumentsIn = (pieces: readonly Piece[]): readonly ArgumentName[] =>
  pieces.flatMap((piece) => {
    if (piece.is === "optional") return argumentsIn(piece.pieces);
    return piece.is === "argument" ? [piece.name] : [];
  });
