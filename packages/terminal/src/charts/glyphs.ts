/** The characters a chart is drawn with: shades and braille, or ASCII where the terminal is not known to have them. */

export interface Glyphs {
  readonly outer: string;
  readonly inner: string;
  /** What stands for the median in the legend. */
  readonly median: string;
  readonly beside: string;
  /** Whether lines are drawn in dots of braille, eight a character, or by the characters above. */
  readonly braille: boolean;
  readonly axis: {
    readonly tick: string;
    readonly side: string;
    readonly corner: string;
    readonly bottom: string;
    readonly year: string;
  };
}

export const UNICODE: Glyphs = {
  outer: "░",
  inner: "▒",
  median: "⠒",
  beside: "⠂",
  braille: true,
  axis: { tick: "┤", side: "│", corner: "└", bottom: "─", year: "┬" },
};

export const ASCII: Glyphs = {
  outer: ".",
  inner: ":",
  median: "#",
  beside: "o",
  braille: false,
  axis: { tick: "+", side: "|", corner: "+", bottom: "-", year: "+" },
};

/**
 * ASCII where it is asked for, and where the locale names another character set: the first of LC_ALL, LC_CTYPE and LANG
 * that is set decides, as it does in the C library. Where none is, UTF-8 is taken for granted, as by all other output.
 */
export function glyphsFor(env: NodeJS.ProcessEnv, ascii = false): Glyphs {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  return ascii || (locale !== undefined && locale !== "" && !/utf-?8/i.test(locale)) ? ASCII : UNICODE;
}
