/** What a user changes of a future. Each is something that a scenario file can say. */
import type { EpochDay } from "@steppe/core";

export type Change =
  /** An event told to an actor (or to each of a group), after so many steps of its date. Values are expressions, as in a file. */
  | {
      readonly does: "inject";
      readonly on: EpochDay;
      readonly after: number;
      readonly actor: string;
      readonly event: string;
      readonly with: Readonly<Record<string, string>>;
    }
  /** An assumption from here on. */
  | {
      readonly does: "assume";
      readonly on: EpochDay;
      readonly after: number;
      readonly assumption: string;
      readonly value: string;
    }
  /** An entry of the timeline, by its id, put on another date. */
  | { readonly does: "move"; readonly entry: string; readonly on: EpochDay }
  | { readonly does: "remove"; readonly entry: string }
  /** The n-th draw (from 0) at a site of an actor: `true`, `false` or a number between 0 and 1. */
  | {
      readonly does: "force";
      readonly actor: string;
      readonly site: string;
      readonly n: number;
      readonly value: string;
    };
