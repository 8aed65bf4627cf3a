/** The signs of the panes, and what stands for them where a terminal has no more than ASCII. */
export interface Glyphs {
  readonly now: string;
  readonly within: string;
  readonly future: string;
  readonly scheduled: string;
  readonly changed: string;
  readonly up: string;
  readonly down: string;
  readonly failure: string;
  readonly posting: string;
  readonly note: string;
  readonly told: string;
  readonly fork: string;
  readonly stop: string;
  readonly mark: string;
  readonly unheard: string;
  readonly arrow: string;
  readonly rule: string;
  readonly bar: string;
  readonly sum: string;
  readonly branch: string;
  readonly lastBranch: string;
  readonly pipe: string;
  readonly into: string;
  readonly edge: readonly [string, string];
  /** From little to much. */
  readonly levels: readonly string[];
}

const UNICODE: Glyphs = {
  now: "▸",
  within: "▹",
  future: "·",
  scheduled: "◇",
  changed: "*",
  up: "▲",
  down: "▼",
  failure: "✗",
  posting: "$",
  note: "✎",
  told: "+",
  fork: "⑂",
  stop: "●",
  mark: "■",
  unheard: "?",
  arrow: "→",
  rule: "─",
  bar: "│",
  sum: "Σ",
  branch: "├ ",
  lastBranch: "└ ",
  pipe: "│ ",
  into: "▸",
  edge: ["▏", "▕"],
  levels: [..."▁▂▃▄▅▆▇█"],
};

const ASCII: Glyphs = {
  now: ">",
  within: "~",
  future: ".",
  scheduled: "o",
  changed: "*",
  up: "^",
  down: "v",
  failure: "X",
  posting: "$",
  note: '"',
  told: "+",
  fork: "Y",
  stop: "@",
  mark: "#",
  unheard: "?",
  arrow: "->",
  rule: "-",
  bar: "|",
  sum: "sum",
  branch: "|-",
  lastBranch: "`-",
  pipe: "| ",
  into: ">",
  edge: ["[", "]"],
  // None of these is a sign above: a bar of the map is not to be taken for a mark.
  levels: [..."_.:-=o8%"],
};

export const glyphsOf = ({ unicode }: { readonly unicode: boolean }): Glyphs => (unicode ? UNICODE : ASCII);

/** A count as a bar of one column: nothing is blank, little is never nothing, the most is full. */
export function levelOf(count: number, most: number, { levels }: Glyphs): string {
  if (count <= 0 || most <= 0) return " ";
  const place = Math.ceil((Math.min(count, most) / most) * levels.length);
  return levels[Math.max(1, place) - 1] as string;
}
