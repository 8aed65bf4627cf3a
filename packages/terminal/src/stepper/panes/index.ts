/** The panes by name. */
import { actorsPane } from "./actors.ts";
import { branchesPane } from "./branches.ts";
import { inspectorPane } from "./inspector.ts";
import { ledgerPane } from "./ledger.ts";
import type { Content, PaneId, View } from "./pane.ts";
import { timelinePane } from "./timeline.ts";
import { whyPane } from "./why.ts";

export { actorsPane } from "./actors.ts";
export { branchesPane } from "./branches.ts";
export { type HeaderAbout, headerLine, measuresLine } from "./header.ts";
export { inspectorPane } from "./inspector.ts";
export { ledgerPane } from "./ledger.ts";
export { miniMapLines } from "./mini-map.ts";
export type * from "./pane.ts";
export { PANES } from "./pane.ts";
export { timelinePane } from "./timeline.ts";
export { type Why, whyLines } from "./why.ts";

const MADE: Readonly<Record<PaneId, (view: View) => Content>> = {
  actors: actorsPane,
  timeline: timelinePane,
  inspector: (view) => (view.subject?.of === "why" ? whyPane(view, view.subject.target) : inspectorPane(view)),
  branches: branchesPane,
  ledger: ledgerPane,
};

/** What stands in a pane. */
export const contentOf = (view: View, pane: PaneId): Content => MADE[pane](view);
