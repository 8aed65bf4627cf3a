/** Where somebody looks: the pane in focus, and what the inspector shows. */
import type { PaneId, Subject } from "../panes/pane.ts";
import type { ScreenState } from "./state.ts";

export function focusOn(state: ScreenState, pane: PaneId): ScreenState {
  return { ...state, focus: pane, side: pane === "timeline" ? state.side : pane };
}

/** The inspector on a subject, from its first line; without one on the step that was taken last. */
export function lookAt(state: ScreenState, subject: Subject | undefined): ScreenState {
  const { subject: _subject, ...rest } = state;
  const cursors = { ...state.cursors, inspector: { index: 0, top: 0 } };
  return focusOn({ ...rest, cursors, ...(subject && { subject }) }, "inspector");
}
