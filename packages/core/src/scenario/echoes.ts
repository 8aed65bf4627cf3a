/** Problems that only repeat another: a name is unknown because its own definition is wrong. */
import type { Problem } from "../problem.ts";

/** Codes that say of a name that nothing is called so. */
const UNKNOWN: ReadonlySet<string> = new Set(["unknown-name", "unknown-actor", "unknown-event", "unknown-assumption"]);

/** The problems without those that find `wrong` names missing: names that are there, with a problem of their own. */
export function withoutEchoes(problems: readonly Problem[], wrong: ReadonlySet<string>): readonly Problem[] {
  if (wrong.size === 0) return problems;
  const isEcho = ({ code, message }: Problem): boolean => {
    const name = /^(?:unknown name|unknown actor|there is no (?:actor or group|assumption)) `([^`]*)`$/.exec(
      message,
    )?.[1];
    return UNKNOWN.has(code) && name !== undefined && wrong.has(name);
  };
  return problems.filter((problem) => !isEcho(problem));
}
