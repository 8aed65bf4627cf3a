/** What a step says, as text to search in. */
import { dateText, type Step, valueText, type World } from "@steppe/core";

/** Lower case: date, actor, event, states, fields, values set, notes, and the postings it made. */
export function stepText(step: Step, { journal }: World): string {
  const parts = [
    dateText(step.date),
    step.actor,
    step.event,
    step.before,
    step.after,
    step.origin.from === "timeline" ? step.origin.entry : step.origin.from,
    ...step.fields.map(({ name, kind, value }) => `${name} ${valueText(kind, value)}`),
  ];
  for (const effect of step.effects) {
    switch (effect.did) {
      case "posting": {
        const posting = journal.postings.at(effect.posting);
        if (posting) parts.push(posting.verb, posting.from, posting.to, posting.category, posting.note ?? "");
        break;
      }
      case "set":
      case "assumed":
        parts.push(`${effect.name} ${valueText(effect.kind, effect.value)}`);
        break;
      case "noted":
        parts.push(effect.text);
        break;
      case "told":
        parts.push(effect.actor, effect.event);
        break;
      case "announced":
      case "raised":
        parts.push(effect.event);
        break;
      case "opened":
        parts.push(effect.actor);
        break;
      default:
        break;
    }
  }
  return parts.join(" ").toLowerCase();
}
