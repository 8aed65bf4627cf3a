/** What a command module gives to the program: how it is called, and what it does. */
import type { Command } from "commander";
import type { ExitCode, Session } from "./session.ts";

/** Adds one command to the program. Its action answers through `finish`, once. */
export type Register = (program: Command, session: Session, finish: (code: ExitCode) => void) => void;
