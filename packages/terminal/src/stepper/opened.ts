/** A walk as the screen is given it. */
import type { Problem } from "@steppe/core";
import { CommandError, EXIT } from "../exit.ts";
import { readScenarioFile, type Session } from "../session.ts";
import { placeText } from "../views/places.ts";
import { oneLine } from "../views/text.ts";
import { saveBranch } from "./save.ts";
import { type Bindings, NO_BINDINGS } from "./screen/bindings.ts";
import type { Opened } from "./screen/index.ts";
import { configFile, readBindings } from "./screen/read-bindings.ts";
import type { Stepping } from "./session.ts";
import { shellCommand } from "./shell.ts";

/** What the screen does outside itself, it does through a walk that keeps it. */
export function openedOf(session: Session, stepping: Stepping): Opened {
  const { chance, request, walk } = stepping;
  return {
    walk,
    about: {
      scenario: request.scenario,
      seed: chance.seed,
      path: chance.path === undefined ? "central" : String(chance.path),
    },
    logged: stepping.isKept,
    took: (act, next) => stepping.took(act, next),
    looked: (looked) => stepping.keep({ view: looked }),
    look: stepping.look,
    save: (wish) => {
      const saved = saveBranch(session, stepping, wish);
      if (!saved.ok) return { saved: false, text: messageOf(saved.problem), style: "bad" };
      return { saved: true, text: `${oneLine(saved.branch)} is saved; run it by: ${saved.run}`, style: "good" };
    },
    command: () => shellCommand(stepping),
    reload: () => {
      const reloaded = stepping.reload(session);
      if (!reloaded.ok) return { message: { text: messageOf(reloaded.problem), style: "bad" } };
      return { walk: reloaded.walk, message: { text: "the files were read again", style: "good" } };
    },
  };
}

function messageOf({ message, place, help = [] }: Problem): string {
  const where = place ? ` (${placeText(place)})` : "";
  return [`${message}${where}`, ...help.slice(0, 1)].join("; ");
}

/** The user's own keys; or what is wrong with the configuration on stderr, and the end of the command. */
export function bindingsOf(session: Session): Bindings {
  const { env, cwd } = session.io;
  const file = configFile(env);
  const read = file === undefined ? undefined : readScenarioFile(cwd, file);
  if (file === undefined || !read || ("error" in read && read.error === "missing")) return NO_BINDINGS;
  if (!("bytes" in read)) throw new CommandError(`the configuration \`${oneLine(file)}\` cannot be read`);
  const { bindings, problems } = readBindings(file, read.bytes);
  if (problems.length === 0) return bindings;
  session.problems(problems, new Map([[file, new TextDecoder().decode(read.bytes)]]));
  throw new CommandError("", EXIT.wrong);
}

export { openScreen } from "./screen/index.ts";
