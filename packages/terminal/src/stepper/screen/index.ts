/** The stepper's screen: opened on a walk, until the user leaves. */
import type { Act, Walk } from "@steppe/walk";
import { EXIT, type ExitCode } from "../../exit.ts";
import type { Io } from "../../io.ts";
import { contentOf, type HeaderAbout, headerLine, measuresLine, miniMapLines } from "../panes/index.ts";
import type { Shown } from "./app.ts";
import type { Bindings } from "./bindings.ts";
import { loadApp } from "./load.ts";
import { type Looked, withLooked } from "./looked.ts";
import { hasColour, painterFor } from "./paint.ts";
import { Stage } from "./stage.ts";
import { changesKey, type Effect, type Message, type ScreenState, type Setting, type Size } from "./state.ts";
import { copySequence, isUnicode, sizeOf, tidied } from "./terminal.ts";
import { withWindows } from "./window.ts";
import { doWords } from "./words.ts";

/** A walk as the screen needs it. Files and logs are its own business. */
export interface Opened {
  readonly walk: Walk;
  /** What the header says of it. */
  readonly about: Omit<HeaderAbout, "playing">;
  /** Whether what is done is kept in a log. */
  readonly logged: boolean;
  /** An act was done: it is kept, and the walk is now this one. */
  readonly took: (act: Act, walk: Walk) => void;
  /** Something else is looked at: it is kept. */
  readonly looked: (looked: Looked) => void;
  /** What was looked at last, as the log that was played says. */
  readonly look?: unknown;
  readonly save: (wish: Omit<Effect & { do: "save" }, "do">) => Message & { readonly saved: boolean };
  /** The shell command that comes to where the walk stands. */
  readonly command: () => string;
  /** The same acts over the files as they are now; or why not. */
  readonly reload: () => { readonly walk: Walk; readonly message: Message } | { readonly message: Message };
}

/** The panes as they are, under the keys of the user. */
export function settingOf(
  about: Opened["about"],
  logged: boolean,
  bindings: Bindings,
  { unicode, colour }: Pick<Setting, "unicode" | "colour">,
): Setting {
  return {
    content: (pane, view) => contentOf(view, pane),
    header: (view, columns, playing) => headerLine(view, columns, { ...about, playing }),
    measures: measuresLine,
    map: miniMapLines,
    words: doWords,
    bindings,
    unicode,
    colour,
    logged,
  };
}

/** The screen as it is when it opens. */
export function beginScreen(walk: Walk, setting: Setting, size: Size): ScreenState {
  return withWindows({
    setting,
    walk,
    size,
    focus: "timeline",
    side: "inspector",
    zoom: false,
    cursors: {},
    filter: "",
    playing: false,
    speed: 2,
    search: "",
    // What it opens with comes from a log, or from commands that can be given again.
    saved: new Set([...walk.branches.values()].map(changesKey)),
    lines: [],
    effects: [],
  });
}

/** A screen that is open. */
export interface Running {
  readonly stage: Stage;
  readonly shown: Shown;
  /** Settles when the user has left and the terminal is as it was; rejects with what broke the screen. */
  readonly left: Promise<ExitCode>;
}

/** Shows a walk on the terminal. Asserts that there is a terminal. */
export async function startScreen(io: Io, opened: Opened, bindings: Bindings): Promise<Running> {
  const { stdin, stdout, stderr, env } = io;
  const app = await loadApp(env);
  const setting = settingOf(opened.about, opened.logged, bindings, {
    unicode: isUnicode(env),
    colour: hasColour(stdout),
  });
  let shown: Shown | undefined;
  let code: ExitCode = EXIT.done;
  const begun = beginScreen(opened.walk, setting, sizeOf(stdout));
  const stage = new Stage(withWindows(withLooked(begun, opened.look)), {
    took: opened.took,
    looked: opened.looked,
    copy: (text) => void stdout.write(copySequence(text)),
    command: opened.command,
    save: opened.save,
    reload: opened.reload,
    suspend: () => void shown?.suspend(() => process.kill(process.pid, "SIGTSTP")).then(resized),
    quit: (asked) => {
      code = asked === 130 ? EXIT.interrupted : EXIT.done;
      shown?.unmount();
    },
  });
  const resized = (): void => stage.send({ on: "resize", size: sizeOf(stdout) });
  // Whoever ends the process after a fault says so on the first screen.
  const leave = (): void => shown?.unmount();
  process.prependListener("uncaughtException", leave);
  stdout.on("resize", resized);
  shown = app.show(stage, painterFor(stdout), { stdin, stdout: tidied(stdout), stderr });
  stage.begin();
  const left = shown.gone
    .then(() => code)
    .finally(() => {
      stage.end();
      stdout.off("resize", resized);
      process.off("uncaughtException", leave);
    });
  return { stage, shown, left };
}

/**
 * Shows a walk on the terminal until the user leaves: 0, or 130 for Ctrl-C. The terminal is given back as it was,
 * whatever ends the screen; what breaks it is thrown, when that is done. Asserts that there is a terminal.
 */
export async function openScreen(io: Io, opened: Opened, bindings: Bindings): Promise<ExitCode> {
  const { left } = await startScreen(io, opened, bindings);
  return left;
}
