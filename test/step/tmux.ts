/** A terminal of tmux's with the built command in it: somebody types, and sees what stands on it. */
import { spawnSync } from "node:child_process";
import { ROOT } from "../command.ts";

export const hasTmux = (): boolean => spawnSync("tmux", ["-V"]).status === 0;

/** A server for each terminal: one that ends with its last session would race with the next. */
function tmux(server: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync("tmux", ["-L", server, "-f", "/dev/null", ...args], {
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: "/nonexistent", LANG: "C.UTF-8", TERM: "xterm-256color" },
  });
  if (status !== 0) throw new Error(`tmux ${args[0]}: ${stderr}`);
  return stdout;
}

const PATIENCE = 20_000;

const open = new Set<Terminal>();
let made = 0;

/** Closes those that a test has left open. */
export function closeTerminals(): void {
  for (const terminal of open) terminal.closes();
}

export class Terminal {
  readonly #server: string;

  /**
   * A shell that says the terminal's settings, runs `steppe` with words of a shell, and says how it ended and the settings
   * again. `jobs`: a shell that takes the terminal back when the command is suspended, says its settings, and waits for
   * Enter before it lets it go on.
   */
  constructor(cwd: string, words: string, { columns = 100, rows = 30, env = "", jobs = false } = {}) {
    made += 1;
    this.#server = `steppe-test-${process.pid}-${made}`;
    const steppe = `'${process.execPath}' '${ROOT}dist/current/main.cjs'`;
    // The shell outlives an interrupt, to say how the command ended.
    const suspended = jobs ? 'echo "suspended with $?"; echo "then $(stty -g)"; read go; fg %1 >/dev/null; ' : "";
    const script = `${jobs ? "set -m" : "trap : INT"}; echo "before $(stty -g)"; ${env} ${steppe} ${words}; ${suspended}code=$?; echo "left with $code"; echo "after $(stty -g)"; exec sleep 1000`;
    tmux(this.#server, "new-session", "-d", "-x", String(columns), "-y", String(rows), "-c", cwd, "sh", "-c", script);
    open.add(this);
  }

  /** Presses keys by tmux's names of them. */
  presses(...keys: readonly string[]): void {
    tmux(this.#server, "send-keys", ...keys);
  }

  types(text: string): void {
    tmux(this.#server, "send-keys", "-l", text);
  }

  resizes(columns: number, rows: number): void {
    tmux(this.#server, "resize-window", "-x", String(columns), "-y", String(rows));
  }

  /** What stands on the screen, without the blanks at the end. */
  get screen(): string {
    return tmux(this.#server, "capture-pane", "-p").trimEnd();
  }

  /** What tmux knows of the terminal: "alternate_on", "cursor_flag", "pane_pid". */
  knows(what: string): string {
    return tmux(this.#server, "display-message", "-p", `#{${what}}`).trim();
  }

  /** Waits until the screen shows a text. */
  async sees(wanted: string | RegExp): Promise<string> {
    for (const end = Date.now() + PATIENCE; ; ) {
      const { screen } = this;
      if (typeof wanted === "string" ? screen.includes(wanted) : wanted.test(screen)) return screen;
      if (Date.now() > end) throw new Error(`the screen does not show ${wanted}:\n${screen}`);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  }

  /** Sends a signal to the command that runs in the shell. */
  signals(signal: string): void {
    const children = spawnSync("ps", ["-o", "pid=", "--ppid", this.knows("pane_pid")], { encoding: "utf8" }).stdout;
    const [pid] = children.trim().split(/\s+/);
    if (!pid) throw new Error("nothing runs in the terminal");
    process.kill(Number(pid), signal);
  }

  closes(): void {
    open.delete(this);
    tmux(this.#server, "kill-server");
  }
}
