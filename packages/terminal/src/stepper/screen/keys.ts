/**
 * Keys by name: `right`, `ctrl+r`, `shift+tab`, or the character itself. A terminal tells no more of them: Ctrl-H is
 * `backspace`, Ctrl-I `tab`, Ctrl-M and Ctrl-J `enter`, and there are no function keys.
 */
import { charactersOf } from "./lines.ts";

export type Key = string;

/** Keys that are no character, as a configuration names them. */
export const NAMED_KEYS = [
  "up",
  "down",
  "left",
  "right",
  "pageup",
  "pagedown",
  "home",
  "end",
  "enter",
  "escape",
  "tab",
  "shift+tab",
  "backspace",
  "delete",
  "space",
] as const;

/** What the view library tells of a key. */
export interface Pressed {
  readonly upArrow: boolean;
  readonly downArrow: boolean;
  readonly leftArrow: boolean;
  readonly rightArrow: boolean;
  readonly pageUp: boolean;
  readonly pageDown: boolean;
  readonly home: boolean;
  readonly end: boolean;
  readonly return: boolean;
  readonly escape: boolean;
  readonly tab: boolean;
  readonly shift: boolean;
  readonly backspace: boolean;
  readonly delete: boolean;
  readonly ctrl: boolean;
  readonly meta: boolean;
}

/** The keys of one read: several, where they were pressed faster than they were read. */
export function keysOf(input: string, pressed: Pressed): readonly Key[] {
  if (pressed.tab) return [pressed.shift ? "shift+tab" : "tab"];
  if (pressed.upArrow) return ["up"];
  if (pressed.downArrow) return ["down"];
  if (pressed.leftArrow) return ["left"];
  if (pressed.rightArrow) return ["right"];
  if (pressed.pageUp) return ["pageup"];
  if (pressed.pageDown) return ["pagedown"];
  if (pressed.home) return ["home"];
  if (pressed.end) return ["end"];
  if (pressed.return) return ["enter"];
  if (pressed.escape) return ["escape"];
  if (pressed.backspace) return ["backspace"];
  if (pressed.delete) return ["delete"];
  if (pressed.ctrl) return /^[a-z]$/.test(input) ? [`ctrl+${input}`] : [];
  // Alt with a key means nothing here, and must not be taken for the key.
  if (pressed.meta) return [];
  return [...charactersOf(input)].flatMap((character) => controlOf(character) ?? keysOfText(character));
}

/** The key of a control character: they stand among others in a read that holds several keys. */
function controlOf(character: string): Key | undefined {
  if (character === "\u007f" || character === "\b") return "backspace";
  if (/^[\r\n\t]/.test(character)) return undefined;
  const code = character.charCodeAt(0);
  return code >= 1 && code <= 26 ? `ctrl+${String.fromCharCode(code + 96)}` : undefined;
}

/** The keys that type a text; its control characters press none. */
export function keysOfText(text: string): readonly Key[] {
  const keys: Key[] = [];
  for (const character of charactersOf(text)) {
    if (character === " ") keys.push("space");
    else if (character === "\n" || character === "\r" || character === "\r\n") keys.push("enter");
    else if (character === "\t") keys.push("tab");
    else if (character >= " " && character !== "\u007f") keys.push(character);
  }
  return keys;
}

/** The character that a key types; undefined for one that types none. */
export function characterOf(key: Key): string | undefined {
  if (key === "space") return " ";
  return isNamed(key) || /^ctrl\+/.test(key) ? undefined : key;
}

const names: ReadonlySet<string> = new Set(NAMED_KEYS);
const isNamed = (key: string): boolean => names.has(key);

/** Whether a configuration may name a key so. */
export function isKey(text: string): boolean {
  if (isNamed(text)) return true;
  if (text.startsWith("ctrl+")) return /^ctrl\+[a-z]$/.test(text) && !/[chijmz]$/.test(text);
  return [...charactersOf(text)].length === 1 && text > " " && !/^[0-9]$/.test(text);
}

const GLYPHS: Readonly<Record<string, string>> = { left: "←", right: "→", up: "↑", down: "↓" };
const WORDS: Readonly<Record<string, string>> = {
  pageup: "PgUp",
  pagedown: "PgDn",
  home: "Home",
  end: "End",
  enter: "Enter",
  escape: "Esc",
  tab: "Tab",
  "shift+tab": "Shift-Tab",
  backspace: "Backspace",
  delete: "Del",
  left: "Left",
  right: "Right",
  up: "Up",
  down: "Down",
};

/** A key as it is shown. */
export function keyLabel(key: Key, unicode = true): string {
  if (unicode && GLYPHS[key] !== undefined) return GLYPHS[key];
  if (key.startsWith("ctrl+")) return `Ctrl-${key.slice(5).toUpperCase()}`;
  return WORDS[key] ?? key;
}
