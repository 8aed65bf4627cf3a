/** How to make a value of one kind of a value of another, where there is a usual way. */
import type { Kind } from "../quantity/index.ts";
import { dateHelp } from "./date-help.ts";
import type { Syntax } from "./tree.ts";

/** Help lines for `text`, which is written as `syntax`, of the kind `found` where `wanted` is. */
export function kindHelp(syntax: Syntax, text: string, found: Kind, wanted: Kind): readonly string[] {
  const atom = isOpen(syntax) ? `(${text})` : text;
  const [from, to] = [found.type, wanted.type];
  if ((found.type === "money" || found.type === "rate") && (wanted.type === "money" || wanted.type === "rate")) {
    if (from === to && found.currency !== null && wanted.currency !== null) {
      return [`convert with \`in ${wanted.currency}\`: \`${atom} in ${wanted.currency}\``];
    }
    if (to === "rate") return [`write \`${atom} per year\``];
    return [`a rate times a duration is money: \`${atom} * 1 year\``];
  }
  if (from === "number" || from === "share") return numberHelp(syntax, text, atom, wanted);
  if (from === "duration" && (to === "number" || to === "share")) {
    return [`\`days(${text})\` or \`years(${text})\` is a number`];
  }
  if (from === "boolean" && (to === "number" || to === "share")) return [`write \`if(${text}, 1, 0)\``];
  if (to === "text") return ["text stands in quotes"];
  if (to === "boolean") return [`a condition compares: \`${atom} = …\`, \`${atom} > …\``];
  if (from === "actor" && to === "party") return ["an actor is not a party: name who pays or receives"];
  if (from === "text" && (to === "party" || to === "actor") && syntax.node === "literal") {
    return [`a name stands without quotes of its own: \`${text.slice(1, -1)}\``];
  }
  return [];
}

/** A unit is written after the digits of a number, and nowhere else. */
function numberHelp(syntax: Syntax, text: string, atom: string, wanted: Kind): readonly string[] {
  const digits = syntax.node === "literal" && syntax.percent !== true;
  switch (wanted.type) {
    case "money":
      return digits
        ? [`write the currency: \`${text} ${wanted.currency}\``]
        : [`a number times money is money: \`${atom} * 1 ${wanted.currency}\``];
    case "rate": {
      if (wanted.currency === null) return [`write \`${atom} per year\``];
      const rate = digits ? `${text} ${wanted.currency}` : `${atom} * 1 ${wanted.currency}`;
      return [`write \`${rate} per year\``];
    }
    case "duration":
      return durationHelp(syntax, text, atom, digits);
    case "date": {
      const help = dateHelp(text);
      return help === undefined ? [] : [help];
    }
    case "boolean":
      return [`a condition compares: \`${atom} = …\`, \`${atom} > …\``];
    case "text":
      return ["text stands in quotes"];
    default:
      return [];
  }
}

function durationHelp(syntax: Syntax, text: string, atom: string, digits: boolean): readonly string[] {
  if (digits) return [`write the unit: \`${text} years\``];
  if (syntax.node === "name") {
    return [`give the unit where \`${text}\` is defined, as in \`6 years\` or \`exponential(6 years)\``];
  }
  const only = syntax.node === "call" && syntax.args.length === 1 ? syntax.args[0]?.value : undefined;
  if (syntax.node === "call" && only?.node === "literal") {
    const end = only.span.end - syntax.span.start;
    return [`give the unit to what it takes: \`${text.slice(0, end)} years${text.slice(end)}\``];
  }
  return [`a number times a duration is a duration: \`${atom} * 1 year\``];
}

/** Whether an operation stands without brackets of its own. */
function isOpen(syntax: Syntax): boolean {
  if (syntax.node === "binary") return syntax.span.start === syntax.left.span.start;
  return syntax.node === "unary" && syntax.span.end === syntax.operand.span.end;
}
