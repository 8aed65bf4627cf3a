/** A real terminal that a test can type into and look at: a window of tmux with a shell in it. */
import { spawnSync } from "node:child_process";
import { setTimeout } from "node:timers/promises";

/** Looked at so often while something is waited for; the test's own time limit ends a wait in vain. */
const LOOK_MS = 50;

export interface TerminalOptions {
  readonly columns: number;
  readonly rows: number;
  /** Where the shell is, and where the terminal keeps its socket. */
  readonly cwd: string;
}

let opened = 0;

export class Terminal {
  readonly #env: NodeJS.ProcessEnv;
  /** Each has a server of its own: one that is just ending would take a new window with it. */
  readonly #socket = `terminal-${opened++}`;

  /** Has a prompt once it is made: `$ `. */
  static async open({ columns, rows, cwd }: TerminalOptions): Promise<Terminal> {
    const terminal = new Terminal(cwd);
    terminal.#tmux("new-session", "-d", "-x", String(columns), "-y", String(rows), "-c", cwd, "sh");
    await terminal.until((lines) => lines.at(-1) === "$");
    return terminal;
  }

  private constructor(folder: string) {
    const { PATH } = process.env;
    this.#env = {
      PATH,
      HOME: folder,
      TMUX_TMPDIR: folder,
      PS1: "$ ",
      LANG: "C.UTF-8",
      TERM: "xterm",
      SHELL: "/bin/sh",
    };
  }

  /** Types a line into the shell. */
  enter(line: string): void {
    this.#tmux("send-keys", "-l", line);
    this.#tmux("send-keys", "Enter");
  }

  /** Presses a key by its name in tmux: "C-c". */
  press(key: string): void {
    this.#tmux("send-keys", key);
  }

  resize(columns: number, rows: number): void {
    this.#tmux("resize-window", "-x", String(columns), "-y", String(rows));
  }

  /** What can be seen, without the blank lines at the end. */
  lines(): readonly string[] {
    return textLines(this.#tmux("capture-pane", "-p"));
  }

  /** The same with all that has been scrolled away. */
  history(): readonly string[] {
    return textLines(this.#tmux("capture-pane", "-p", "-S", "-"));
  }

  get isCursorHidden(): boolean {
    return this.#tmux("display", "-p", "#{cursor_flag}").trim() === "0";
  }

  /** Waits until what can be seen is as wanted, and answers with it. */
  async until(isWanted: (lines: readonly string[]) => boolean): Promise<readonly string[]> {
    for (;;) {
      const lines = this.lines();
      if (isWanted(lines)) return lines;
      await setTimeout(LOOK_MS);
    }
  }

  close(): void {
    this.#tmux("kill-server");
  }

  #tmux(...args: readonly string[]): string {
    const { status, stdout, stderr } = spawnSync("tmux", ["-u", "-L", this.#socket, "-f", "/dev/null", ...args], {
      env: this.#env,
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`tmux ${args.join(" ")}: ${stderr}`);
    return stdout;
  }
}

function textLines(text: string): readonly string[] {
  const lines = text.split("\n").map((line) => line.trimEnd());
  return lines.slice(0, lines.findLastIndex((line) => line !== "") + 1);
}
