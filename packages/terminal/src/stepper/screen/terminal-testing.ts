/** The screen on a terminal that is none: what a user would see there, cell by cell. */
import { PassThrough, Writable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import type { Act, Walk } from "@steppe/walk";
import xterm from "@xterm/headless";
import { NO_BINDINGS } from "./bindings.ts";
import { type Opened, type Running, startScreen } from "./index.ts";
import { ABOUT } from "./screen-testing.ts";
import type { Size } from "./state.ts";

/** What a terminal sends for a key. */
export const BYTES: Readonly<Record<string, string>> = {
  up: "\u001b[A",
  down: "\u001b[B",
  right: "\u001b[C",
  left: "\u001b[D",
  home: "\u001b[H",
  end: "\u001b[F",
  pageup: "\u001b[5~",
  pagedown: "\u001b[6~",
  delete: "\u001b[3~",
  enter: "\r",
  tab: "\t",
  "shift+tab": "\u001b[Z",
  backspace: "\u007f",
  space: " ",
  // As terminals with the newer protocol send it: a bare one is told from the beginning of another by waiting only.
  escape: "\u001b[27u",
  "ctrl+c": "\u0003",
  "ctrl+r": "\u0012",
  "ctrl+u": "\u0015",
  "ctrl+d": "\u0004",
};

/** A terminal of a size, and somebody who types into it. */
export class FakeTerminal {
  readonly #terminal: InstanceType<typeof xterm.Terminal>;
  readonly stdin: PassThrough;
  readonly stdout: NodeJS.WriteStream;
  /** All that was written. */
  written = "";
  isRaw = false;
  running: Running | undefined;

  constructor({ columns, rows }: Size) {
    this.#terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true });
    const stdin = new PassThrough();
    this.stdin = Object.assign(stdin, {
      isTTY: true,
      setRawMode: (raw: boolean) => {
        this.isRaw = raw;
        return stdin;
      },
      ref: () => stdin,
      unref: () => stdin,
    });
    const write = (text: string): void => {
      this.written += text;
      this.#terminal.write(text);
    };
    const stdout = new Writable({
      write(chunk, _encoding, done) {
        write(String(chunk));
        done();
      },
    });
    this.stdout = Object.assign(stdout, { isTTY: true, columns, rows }) as unknown as NodeJS.WriteStream;
  }

  /** Opens the screen on a walk, and waits for the first frame. */
  async opens(walk: Walk, more: Partial<Opened> = {}): Promise<this> {
    const { stdin, stdout } = this;
    const io = { stdin, stdout, stderr: stdout, env: { NO_COLOR: "1" }, cwd: "." } as unknown as Parameters<
      typeof startScreen
    >[0];
    const opened: Opened = {
      walk,
      about: ABOUT,
      logged: true,
      took: (_act: Act) => {},
      looked: () => {},
      save: () => ({ text: "saved", saved: true }),
      command: () => "steppe step a.yaml",
      reload: () => ({ message: { text: "read again" } }),
      ...more,
    };
    this.running = await startScreen(io, opened, NO_BINDINGS);
    await this.idle();
    return this;
  }

  /** Waits until nothing is under way and all that was drawn is on the screen. */
  async idle(): Promise<void> {
    while (this.stdin.readableLength > 0) await setImmediate();
    for (let quiet = 0; quiet < 2; quiet++) {
      await setImmediate();
      while (this.running && !this.running.stage.isIdle) {
        quiet = 0;
        await setImmediate();
      }
    }
    await this.running?.shown.flushed();
    await new Promise<void>((done) => this.#terminal.write("", done));
  }

  /** Keys by name, or characters; all of them at once, as a fast hand or a slow line sends them. */
  async presses(...keys: readonly string[]): Promise<this> {
    this.stdin.write(keys.map((key) => BYTES[key] ?? key).join(""));
    await this.idle();
    return this;
  }

  async resizes(columns: number, rows: number): Promise<this> {
    this.#terminal.resize(columns, rows);
    Object.assign(this.stdout, { columns, rows });
    this.stdout.emit("resize");
    await this.idle();
    return this;
  }

  /** The rows of the screen, without the blanks at their ends. */
  get lines(): readonly string[] {
    const { active } = this.#terminal.buffer;
    return Array.from({ length: this.#terminal.rows }, (_, row) =>
      (active.getLine(active.baseY + row)?.translateToString(true) ?? "").trimEnd(),
    );
  }

  get sees(): string {
    return this.lines.join("\n");
  }

  /** Whether the second screen is shown, as it is while the stepper runs. */
  get isOnSecondScreen(): boolean {
    return this.#terminal.buffer.active.type === "alternate";
  }

  get modes() {
    return this.#terminal.modes;
  }
}
