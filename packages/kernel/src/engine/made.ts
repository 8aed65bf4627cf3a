/** What there is to know of code once it is made: where it keeps what, and what it asks for by number. Plain data. */
import type { Outcomes } from "../machine/outcome.ts";
import type { Plan } from "../plan/plan.ts";
import type { RanAlongData } from "./ran-along.ts";
import type { Numbered } from "./tools.ts";

export interface Made extends Numbered {
  readonly plan: Plan;
  /** Bytes that never change. */
  readonly constants: { readonly address: number; readonly bytes: Uint8Array };
  /** Where the state before anything has happened lies. */
  readonly template: number;
  readonly memoryBytes: number;
  readonly outcomes: Pick<Outcomes, "columns" | "sums"> | undefined;
  readonly ranAlong: RanAlongData;
}
