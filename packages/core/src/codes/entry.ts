/** What `steppe explain CODE` says about a code. */
export interface CodeEntry {
  /** One line: what went wrong. */
  readonly title: string;
  /** Why it is refused, and what to do. */
  readonly text: string;
  /** A line or two that run into it, and the same mended. */
  readonly wrong?: string;
  readonly right?: string;
}

export type CodeTable = Readonly<Record<string, CodeEntry>>;

export const entry = (title: string, text: string, wrong?: string, right?: string): CodeEntry => ({
  title,
  text,
  ...(wrong !== undefined && { wrong }),
  ...(right !== undefined && { right }),
});
