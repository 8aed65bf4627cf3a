/** Why a pass did not do something, or what it did: text, with the place in a file that it speaks of. */
import type { Place } from "@steppe/core";

export interface Note {
  readonly text: string;
  readonly place?: Place;
}
