/** The terminal at its edges: what it can show, copying into its clipboard, leaving without a trace. */

/** Copies a text where the terminal does so when asked (OSC 52), over a connection and within tmux too. */
export const copySequence = (text: string): string =>
  `\u001b]52;c;${Buffer.from(text, "utf8").toString("base64")}\u0007`;

const LEAVE = "\u001b[?1049l";
const CLEAR = "\u001b[H\u001b[2J";

/**
 * A terminal for the view library to draw on, with two things made good that it leaves behind. When the size has changed,
 * what is drawn next begins on an empty screen: the old frame does not stand where the library takes it to be. And the
 * second screen is cleared before it is left: tmux would keep rows of it on the first one if its window has grown.
 */
export function tidied(stdout: NodeJS.WriteStream): NodeJS.WriteStream {
  let drawn = sizeOf(stdout);
  const write = (...given: Parameters<NodeJS.WriteStream["write"]>): boolean => {
    const [chunk, ...rest] = given;
    return (stdout.write as (...all: unknown[]) => boolean)(typeof chunk === "string" ? tidy(chunk) : chunk, ...rest);
  };
  const tidy = (text: string): string => {
    const size = sizeOf(stdout);
    const isOther = size.columns !== drawn.columns || size.rows !== drawn.rows;
    if (text === "" || text.includes(LEAVE)) return text.replace(LEAVE, CLEAR + LEAVE);
    drawn = size;
    return isOther ? CLEAR + text : text;
  };
  return new Proxy(stdout, {
    get(target, key) {
      if (key === "write") return write;
      const value = Reflect.get(target, key, target) as unknown;
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

/** Whether the terminal shows more than ASCII, as its locale tells; where it tells nothing, it does. */
export function isUnicode({ LC_ALL, LC_CTYPE, LANG, TERM }: NodeJS.ProcessEnv): boolean {
  if (TERM === "linux") return false;
  const locale = LC_ALL || LC_CTYPE || LANG;
  return !locale || /utf-?8/i.test(locale);
}

/** The size of a terminal, as usual where it does not tell. */
export function sizeOf({ columns, rows }: NodeJS.WriteStream): { readonly columns: number; readonly rows: number } {
  return { columns: columns || 80, rows: rows || 24 };
}
