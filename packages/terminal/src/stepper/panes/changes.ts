/** What the user changed, in words. */
import { dateText } from "@steppe/core";
import type { Change } from "@steppe/walk";
import { oneLine } from "../../views/text.ts";

/** "2013-07-02: tells launches crash (claimed 89 million USD)". */
export function changeWords(change: Change): string {
  switch (change.does) {
    case "inject": {
      const fields = Object.entries(change.with).map(([name, value]) => `${oneLine(name)} ${oneLine(value)}`);
      const given = fields.length === 0 ? "" : ` (${fields.join(", ")})`;
      return `${placeOf(change)}: tells ${oneLine(change.actor)} ${oneLine(change.event)}${given}`;
    }
    case "assume":
      return `${placeOf(change)}: assumes ${oneLine(change.assumption)} = ${oneLine(change.value)} from here on`;
    case "move":
      return `moves ${oneLine(change.entry)} of the timeline to ${dateText(change.on)}`;
    case "remove":
      return `takes ${oneLine(change.entry)} out of the timeline`;
    case "force":
      return `makes draw ${change.n + 1} of ${oneLine(change.actor)} at ${oneLine(change.site)} come out as ${oneLine(change.value)}`;
  }
}

const placeOf = ({ on, after }: { readonly on: number; readonly after: number }): string =>
  after === 0 ? dateText(on) : `${dateText(on)}, after ${after} of its steps`;
