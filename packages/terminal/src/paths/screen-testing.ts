/** For tests: a stream that writes to a terminal whose screen can be read, with its size, as standard error has it. */
import { EventEmitter } from "node:events";

/** Of a terminal emulator (`@xterm/headless`, which the tests import), what is needed here. */
interface Emulator {
  readonly cols: number;
  readonly rows: number;
  write(text: string, done?: () => void): void;
  resize(columns: number, rows: number): void;
  readonly buffer: {
    readonly active: {
      readonly baseY: number;
      getLine(row: number): { translateToString(trim: boolean): string } | undefined;
    };
  };
}

export class Screen {
  readonly #terminal: Emulator;
  readonly stream: NodeJS.WriteStream;
  /** Every write, as it was made. */
  readonly writes: string[] = [];
  #hidden = false;

  constructor(terminal: Emulator) {
    this.#terminal = terminal;
    const write = (text: string): boolean => {
      this.writes.push(text);
      const [hidden, back] = [text.lastIndexOf("\x1b[?25l"), text.lastIndexOf("\x1b[?25h")];
      if (hidden !== back) this.#hidden = hidden > back;
      this.#terminal.write(text);
      return true;
    };
    const stream = Object.assign(new EventEmitter(), {
      isTTY: true,
      columns: terminal.cols,
      rows: terminal.rows,
      write,
    });
    this.stream = stream as unknown as NodeJS.WriteStream;
  }

  get isCursorHidden(): boolean {
    return this.#hidden;
  }

  /** The window gets another size, and the stream hears of it, as by SIGWINCH. */
  async resize(columns: number, rows: number): Promise<void> {
    await this.#settled();
    this.#terminal.resize(columns, rows);
    Object.assign(this.stream, { columns, rows });
    this.stream.emit("resize");
  }

  /** The lines that can be seen, without the blank ones at the end. */
  async lines(): Promise<readonly string[]> {
    await this.#settled();
    const { active } = this.#terminal.buffer;
    const lines = Array.from(
      { length: this.#terminal.rows },
      (_, row) => active.getLine(active.baseY + row)?.translateToString(true) ?? "",
    );
    return lines.slice(0, lines.findLastIndex((line) => line !== "") + 1);
  }

  #settled(): Promise<void> {
    return new Promise((resolve) => this.#terminal.write("", resolve));
  }
}
