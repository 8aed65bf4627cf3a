/** The form of an act: its fields, their kinds checked as each is left, and all of them before it is done. */
import { fits, type Kind, kindText, type Problem } from "@steppe/core";
import { branchOf, perform } from "@steppe/walk";
import { doAct, problemText } from "./acting.ts";
import type { FormDialog, FormField } from "./dialog.ts";
import { typed } from "./dialog-keys.ts";
import type { Key } from "./keys.ts";
import { type ScreenState, without } from "./state.ts";

export function formKey(state: ScreenState, dialog: FormDialog, key: Key): ScreenState {
  switch (key) {
    case "tab":
    case "down":
      return toField(state, dialog, dialog.index + 1);
    case "shift+tab":
    case "up":
      return toField(state, dialog, dialog.index - 1);
    case "enter":
      return dialog.index < dialog.fields.length - 1 ? toField(state, dialog, dialog.index + 1) : submit(state, dialog);
    case "ctrl+s":
      return submit(state, dialog);
    default: {
      const field = dialog.fields[dialog.index];
      const next = field && typed({ text: field.text, at: dialog.at }, key);
      if (!field || !next) return state;
      const { problem: _problem, ...rest } = field;
      const kept = next.text === field.text ? field : { ...rest, text: next.text };
      const fields = dialog.fields.map((one) => (one === field ? kept : one));
      return { ...state, dialog: { ...dialog, fields, at: next.at } };
    }
  }
}

function toField(state: ScreenState, dialog: FormDialog, index: number): ScreenState {
  const left = dialog.fields.map((field, i) =>
    i === dialog.index && field.text !== "" ? checked(state, field) : field,
  );
  const to = Math.max(0, Math.min(left.length - 1, index));
  return { ...state, dialog: { ...dialog, fields: left, index: to, at: left[to]?.text.length ?? 0 } };
}

function submit(state: ScreenState, dialog: FormDialog): ScreenState {
  const fields = dialog.fields.map((field) => checked(state, field));
  const wrong = fields.findIndex(({ problem }) => problem !== undefined);
  if (wrong !== -1) {
    return { ...state, dialog: { ...dialog, fields, index: wrong, at: fields[wrong]?.text.length ?? 0 } };
  }
  const given = fields
    .filter(({ text }) => text.trim() !== "")
    .map((field) => [field.name, givenText(state, field)] as const);
  return doAct(without(state, "dialog"), dialog.act(Object.fromEntries(given)), { ...dialog, fields });
}

/** What is handed on for a field. Plain words in a field of text are that text: it need not be quoted. */
function givenText({ walk }: ScreenState, { text, kind }: FormField): string {
  const own = text.trim();
  if (kind?.type !== "text") return own;
  return walk.ground.ask(branchOf(walk).model, own, "text").ok ? own : JSON.stringify(own);
}

/** A form that was refused, open at the field that the refusal is about, which says so. */
export function refusedForm(dialog: FormDialog, [problem]: readonly Problem[], message: string): FormDialog {
  const { fields } = dialog;
  const told = [problem?.message, problem?.label, ...(problem?.help ?? [])].join(" ");
  const says = (text: string): boolean => text !== "" && told.includes(`\`${text}\``);
  const named = fields.findIndex(({ name }) => says(name));
  const held = fields.findIndex(({ text }) => says(text.trim()) || says(text.trim().replace(/^(["'])(.*)\1$/, "$2")));
  const index = named !== -1 ? named : held !== -1 ? held : dialog.index;
  const at = fields[index]?.text.length ?? 0;
  return { ...dialog, index, at, fields: fields.map((one, i) => (i === index ? { ...one, problem: message } : one)) };
}

/** A field with what is wrong with it. */
function checked(state: ScreenState, field: FormField): FormField {
  const { problem: _problem, ...rest } = field;
  const problem = problemOf(state, field);
  return problem === undefined ? rest : { ...rest, problem };
}

function problemOf(state: ScreenState, { text, kind, required, isBranch }: FormField): string | undefined {
  if (text.trim() === "") return required ? "this has to be given" : undefined;
  const { walk } = state;
  if (isBranch) {
    const forked = perform(walk, { do: "fork", as: text.trim() });
    return forked.ok ? undefined : problemText(forked.problems);
  }
  // Any words are a text: they are quoted when the act is done.
  if (!kind || kind.type === "text") return undefined;
  const asked = walk.ground.ask(branchOf(walk).model, text.trim());
  // What may stand in a file but not in a question, such as a draw, is judged when the act is done.
  if (!asked.ok) return isOnlyAskedOtherwise(kind) ? undefined : problemText(asked.problems);
  return fits(asked.value.kind, kind)
    ? undefined
    : `this is ${kindText(asked.value.kind)}, and ${kindText(kind)} is wanted`;
}

const isOnlyAskedOtherwise = ({ type }: Kind): boolean => type === "actor" || type === "party";
