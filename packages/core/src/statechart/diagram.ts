/** Pictures of a chart as text: Mermaid's state diagrams and Graphviz's dot. */
import type { Chart, StateNode, Transition } from "./chart.ts";

interface Edge {
  readonly source: string;
  readonly target: string;
  readonly label: string;
}

/**
 * A state diagram (v2) for Mermaid: states nested, each transition with `event [guard]`. Transitions of the machine
 * itself, which a picture of its states has no place for, start from every state of its top level; one that stays
 * where it is leads back.
 */
export function mermaid(chart: Chart): string {
  const edges = edgesOf(chart);
  // Mermaid has regions within a state only: a machine that is parallel itself is drawn as one state.
  const lines =
    chart.root.type === "parallel"
      ? [`  state "${mermaidText(chart.machine)}" as s_ {`, ...mermaidWithin(chart.root, edges, 2), "  }"]
      : mermaidWithin(chart.root, edges, 1);
  return `${["stateDiagram-v2", ...lines].join("\n")}\n`;
}

/** The inside of a state: its children, then the transitions that stay within it and within none of them. */
function mermaidWithin(node: StateNode, edges: readonly Edge[], depth: number): readonly string[] {
  const indent = "  ".repeat(depth);
  const regions = node.type === "parallel" ? node.children.filter(({ type }) => type !== "history") : [];
  const lines = node.children.flatMap((child) => {
    const declared = `${indent}state "${mermaidText(stateText(child))}" as ${mermaidId(child.path)}`;
    const inner = mermaidWithin(child, edges, depth + 1);
    const ends = child.type === "final" ? [`${indent}${mermaidId(child.path)} --> [*]`] : [];
    const nested = inner.length > 0 ? [`${declared} {`, ...inner, `${indent}}`] : [declared];
    // Regions stand side by side; what follows the last one needs no line before it.
    return [...nested, ...ends, ...(regions.includes(child) && child !== regions.at(-1) ? [`${indent}--`] : [])];
  });
  const begin =
    node.type === "compound" && node.initial !== undefined ? [`${indent}[*] --> ${mermaidId(node.initial)}`] : [];
  const own = edges.filter((edge) => scopeOf(edge) === node.path);
  const arrows = own.map((edge) => {
    return `${indent}${mermaidId(edge.source)} --> ${mermaidId(edge.target)}: ${mermaidText(edge.label)}`;
  });
  return [...begin, ...lines, ...arrows];
}

/** The innermost state that holds both ends of an edge and is neither. */
function scopeOf({ source, target }: Edge): string {
  const [a, b] = [source.split("."), target.split(".")];
  let common = 0;
  while (common < a.length - 1 && common < b.length - 1 && a[common] === b[common]) common++;
  return a.slice(0, common).join(".");
}

/** Prefixed, so that no state can be named like a word of Mermaid's; `_` doubled, so that no two become one. */
const mermaidId = (path: string): string => `s_${path.replaceAll("_", "__").replaceAll(".", "_")}`;

/** Text in a label: what Mermaid would read as syntax goes in as an entity. */
function mermaidText(text: string): string {
  return text.replace(/["#;:<>{}\\%\n]/g, (char) => (char === "\n" ? " " : `#${char.codePointAt(0)};`));
}

/** A graph for Graphviz's dot: compound states are clusters, regions of parallel ones dashed. */
export function dot(chart: Chart): string {
  const lines = [
    `digraph ${dotText(chart.machine)} {`,
    "  compound=true; rankdir=LR; node [shape=box, style=rounded];",
    ...dotWithin(chart.root, 1),
  ];
  for (const { source, target, label } of edgesOf(chart)) {
    const ends = [
      `label=${dotText(label)}`,
      ...(isCluster(chart, source) && !isWithin(target, source) ? [`ltail=${dotText(`cluster ${source}`)}`] : []),
      ...(isCluster(chart, target) && !isWithin(source, target) ? [`lhead=${dotText(`cluster ${target}`)}`] : []),
    ];
    lines.push(`  ${dotText(anchorOf(chart, source))} -> ${dotText(anchorOf(chart, target))} [${ends.join(", ")}];`);
  }
  return `${[...lines, "}"].join("\n")}\n`;
}

function dotWithin(node: StateNode, depth: number): readonly string[] {
  const indent = "  ".repeat(depth);
  const inner = node.children.flatMap((child) => {
    if (child.children.length === 0) {
      const shape = { history: ", shape=circle", final: ", peripheries=2" }[child.type as string] ?? "";
      return [`${indent}${dotText(child.path)} [label=${dotText(stateText(child))}${shape}];`];
    }
    const style = node.type === "parallel" ? "dashed" : "rounded";
    return [
      `${indent}subgraph ${dotText(`cluster ${child.path}`)} {`,
      `${indent}  label=${dotText(stateText(child))}; style=${style};`,
      ...dotWithin(child, depth + 1),
      `${indent}}`,
    ];
  });
  if (node.type !== "compound" || node.initial === undefined) return inner;
  const start = `start ${node.path}`;
  const first = anchorIn(node);
  return [...inner, `${indent}${dotText(start)} [shape=point];`, `${indent}${dotText(start)} -> ${dotText(first)};`];
}

const isCluster = (chart: Chart, path: string): boolean => (chart.states.get(path)?.children.length ?? 0) > 0;

const isWithin = (path: string, above: string): boolean => path === above || path.startsWith(`${above}.`);

/** Edges end at nodes, not at clusters: the first leaf that a state begins in stands for it. */
function anchorOf(chart: Chart, path: string): string {
  const state = chart.states.get(path);
  if (!state) throw new Error(`chart \`${chart.key}\` has no state \`${path}\``);
  return state.children.length === 0 ? path : anchorIn(state);
}

function anchorIn(state: StateNode): string {
  const child = state.children.find(({ path }) => path === state.initial) ?? state.children[0];
  return child ? anchorIn(child) : state.path;
}

function dotText(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", " ")}"`;
}

function stateText({ type, key, history }: StateNode): string {
  if (type !== "history") return key;
  return history === "deep" ? `${key} (H*)` : `${key} (H)`;
}

/** Every transition as edges, in document order: one for each source drawn and each target. */
function edgesOf(chart: Chart): readonly Edge[] {
  return [...chart.states.values()].flatMap((state) => {
    const edges = (transition: Transition, cause: string) => {
      const label = transition.guardText === undefined ? cause : `${cause} [${transition.guardText}]`;
      const sources =
        state.path === "" ? chart.root.children.filter(isDrawnFrom).map(({ path }) => path) : [state.path];
      return sources.flatMap((source) => {
        const targets = transition.targets.length > 0 ? transition.targets : [source];
        return targets.map((target): Edge => ({ source, target, label: label.trim() }));
      });
    };
    return [
      ...state.always.flatMap((transition) => edges(transition, "always")),
      ...state.on.flatMap(({ event, transitions }) => transitions.flatMap((one) => edges(one, event))),
      ...state.after.flatMap(({ written, transitions }) =>
        transitions.flatMap((one) => edges(one, `after ${written}`)),
      ),
    ];
  });
}

const isDrawnFrom = ({ type }: StateNode): boolean => type !== "history" && type !== "final";
