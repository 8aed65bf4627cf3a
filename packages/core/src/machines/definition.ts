/**
 * The written form of a machine, as TypeScript data: the same that a scenario file says in YAML.
 *
 * Every value that is not a name is the text of an expression, checked when a scenario is loaded.
 * The built-in machines use the form that XState has for actions and guards (`type` and `params`);
 * `pay`, `set` and their like below write it shorter and make nothing but plain objects.
 */

/** A kind as machines declare it; `money` takes its currency from the value given, from `like` or from the scenario. */
export type DeclaredKindText =
  | "money"
  | "money per year"
  | "number"
  | "number per year"
  | "share"
  | "duration"
  | "date"
  | "party"
  | "boolean"
  | "text"
  | "actor";

interface Declaration {
  readonly kind: DeclaredKindText;
  /** The input whose currency it shares. */
  readonly like?: string;
  /** What it is, in which unit, where its default comes from. */
  readonly doc: string;
}

/** A field of an event. Without a default it must be given. */
export interface FieldDefinition extends Declaration {
  readonly default?: string;
}

/** What an actor is given. Without a default it must be. */
export interface InputDefinition extends FieldDefinition {
  /**
   * The day since which the default is known: that of the last thing its `doc` leans on, the last day of a month or
   * year where no more is told. A default that leans on nothing that happened (no delay, no chance) has none.
   */
  readonly known?: `${number}-${number}-${number}`;
}

/** What an actor remembers. */
export interface VariableDefinition extends Declaration {
  readonly initial: string;
}

type Values = Readonly<Record<string, string>>;

export interface Posting {
  readonly from: string;
  readonly to: string;
  readonly amount: string;
  /** A category, or the name of a text input that says it. */
  readonly for: string;
}

export type ActionDefinition =
  | { readonly type: "owe" | "pay"; readonly params: Posting }
  | { readonly type: "set"; readonly params: Values }
  | {
      readonly type: "tell";
      readonly params: { readonly actor: string; readonly event: string; readonly with?: Values };
    }
  | { readonly type: "announce"; readonly params: { readonly event: string; readonly with?: Values } }
  | {
      readonly type: "open";
      readonly params: {
        readonly machine: string;
        readonly as?: string;
        readonly name?: string;
        readonly with?: Values;
      };
    }
  | { readonly type: "note"; readonly params: { readonly text: string; readonly source?: string } }
  | {
      readonly type: "raise";
      readonly params: {
        readonly event: string;
        readonly with?: Values;
        readonly delay?: string;
        readonly id?: string;
      };
    }
  | { readonly type: "cancel"; readonly params: { readonly id: string } };

export interface GuardDefinition {
  readonly type: "when";
  readonly params: { readonly is: string };
}

export interface TransitionDefinition {
  /** A sibling, `.child`, a path from the root, or a leaf name that is unique. Absent: actions only. */
  readonly target?: string;
  readonly guard?: GuardDefinition;
  readonly actions?: ActionDefinition | readonly ActionDefinition[];
  readonly reenter?: true;
  readonly doc?: string;
}

/** One transition, several (the first whose guard holds is taken), or only a target. */
export type TransitionsDefinition = string | TransitionDefinition | readonly (string | TransitionDefinition)[];

export interface CalendarDefinition {
  readonly src: "calendar";
  readonly input: { readonly every: string; readonly from: string; readonly until?: string; readonly event: string };
}

export interface StateDefinition {
  readonly doc: string;
  readonly type?: "final";
  readonly initial?: string;
  readonly states?: Readonly<Record<string, StateDefinition>>;
  readonly entry?: ActionDefinition | readonly ActionDefinition[];
  readonly exit?: ActionDefinition | readonly ActionDefinition[];
  readonly on?: Readonly<Record<string, TransitionsDefinition>>;
  readonly always?: TransitionsDefinition;
  readonly after?: Readonly<Record<string, TransitionsDefinition>>;
  readonly invoke?: CalendarDefinition;
}

/** A machine in the vocabulary: what it is given, what it remembers, what it hears, how it moves. */
export interface MachineDefinition {
  readonly title: string;
  /** What it models, and what it leaves out. */
  readonly doc: string;
  readonly source?: string;
  readonly inputs: Readonly<Record<string, InputDefinition>>;
  readonly variables: Readonly<Record<string, VariableDefinition>>;
  /** Events by name, each with its fields; a field without a default must be given. */
  readonly events: Readonly<Record<string, Readonly<Record<string, FieldDefinition>>>>;
  readonly delays?: Readonly<Record<string, string>>;
  readonly invoke?: CalendarDefinition;
  /** What is heard in every state. */
  readonly on?: Readonly<Record<string, TransitionsDefinition>>;
  readonly initial: string;
  readonly states: Readonly<Record<string, StateDefinition>>;
}

export const when = <const T extends string>(is: T) => ({ type: "when", params: { is } }) as const;

export const owe = <const T extends Posting>(params: T) => ({ type: "owe", params }) as const;

export const pay = <const T extends Posting>(params: T) => ({ type: "pay", params }) as const;

export const set = <const T extends Values>(params: T) => ({ type: "set", params }) as const;

export const tell = <const T extends { readonly actor: string; readonly event: string }>(params: T) =>
  ({ type: "tell", params }) as const;

export const announce = <const T extends { readonly event: string; readonly with?: Values }>(params: T) =>
  ({ type: "announce", params }) as const;

export const raise = <
  const T extends { readonly event: string; readonly with?: Values; readonly delay?: string; readonly id?: string },
>(
  params: T,
) => ({ type: "raise", params }) as const;

export const cancel = <const T extends string>(id: T) => ({ type: "cancel", params: { id } }) as const;

export const note = <const T extends string>(text: T) => ({ type: "note", params: { text } }) as const;
