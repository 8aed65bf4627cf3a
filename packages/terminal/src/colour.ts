/**
 * Colour, decided once, before any stream is asked: `--color` beats FORCE_COLOR, which beats NO_COLOR, which beats
 * TERM=dumb, which beats whether the stream is a terminal. From FORCE_COLOR on, Node's `styleText` and the view
 * library follow that order by themselves, each stream for itself; what is left to do is done to the environment.
 */

/** The last `--color=…` (or `--no-color`, or `--color`) before `--`; undefined when there is none. */
function colourFlag(args: readonly string[]): string | undefined {
  const end = args.indexOf("--");
  const flag = (end < 0 ? args : args.slice(0, end)).findLast((arg) => /^--(no-color|color(=.*)?)$/.test(arg));
  if (flag === undefined) return undefined;
  if (flag === "--no-color") return "never";
  return flag === "--color" ? "always" : flag.slice("--color=".length);
}

/** Makes `env` say what the arguments ask. A value that is not always or never changes nothing: the command refuses it. */
export function settleColour(args: readonly string[], env: Record<string, string | undefined>): void {
  const asked = colourFlag(args);
  if (asked === "always") env.FORCE_COLOR = "1";
  if (asked === "never") {
    delete env.FORCE_COLOR;
    env.NO_COLOR = "1";
  }
  // Node warns on standard error when both are set, and takes an empty NO_COLOR for a wish.
  if (env.FORCE_COLOR !== undefined || env.NO_COLOR === "") delete env.NO_COLOR;
}
