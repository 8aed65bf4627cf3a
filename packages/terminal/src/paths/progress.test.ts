/** The line of progress: on a terminal only, not too often, and gone at the end. */
import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { Progress, progressText } from "./progress.ts";

function streamOf(terminal: { columns: number } | undefined): { stream: NodeJS.WriteStream; text: () => string } {
  const stream = new PassThrough();
  let text = "";
  stream.on("data", (chunk) => {
    text += String(chunk);
  });
  if (terminal) Object.assign(stream, terminal, { isTTY: true });
  return { stream: stream as unknown as NodeJS.WriteStream, text: () => text };
}

describe("the line of progress", () => {
  it("is told at most ten times a second, and taken away", () => {
    const { stream, text } = streamOf({ columns: 80 });
    let now = 0;
    const progress = new Progress(stream, () => now);
    const at = (ms: number, done: number): void => {
      now = ms;
      progress.tell(() => ({ done, paths: 2000 }));
    };
    at(50, 10);
    at(1000, 100);
    at(1050, 110);
    at(2000, 300);
    progress.end();
    expect(text().split("\r\x1b[K")).toEqual([
      "",
      "100 of 2,000 paths",
      "300 of 2,000 paths · 200 a second · 9 s left",
      "",
    ]);
  });

  it("is cut to the width of the terminal, with room for what it shows of Ctrl-C", () => {
    const { stream, text } = streamOf({ columns: 12 });
    let now = 0;
    const progress = new Progress(stream, () => now);
    now = 1000;
    progress.tell(() => ({ done: 100, paths: 2000 }));
    expect(text()).toBe("\r\x1b[K100 of 2…");
  });

  it("is nothing where nobody looks, and where all was over before it was told", () => {
    const piped = streamOf(undefined);
    const asked: boolean[] = [];
    let now = 0;
    const progress = new Progress(piped.stream, () => now);
    now = 1000;
    progress.tell(() => {
      asked.push(true);
      return { done: 1, paths: 2 };
    });
    progress.end();
    const quick = streamOf({ columns: 80 });
    const short = new Progress(quick.stream, () => 0);
    short.tell(() => ({ done: 1, paths: 2 }));
    short.end();
    expect([piped.text(), quick.text(), asked]).toEqual(["", "", []]);
  });

  it("tells minutes and hours, slow rates, and the interval", () => {
    expect(progressText({ done: 3, paths: 400, interval: "Rent ± 1.2 %" }, 1.5)).toBe(
      "3 of 400 paths · 1.5 a second · 4 min 25 s left · Rent ± 1.2 %",
    );
    expect(progressText({ done: 100, paths: 1_000_000 }, 10)).toBe(
      "100 of 1,000,000 paths · 10 a second · 27 h 46 min left",
    );
    expect(progressText({ done: 0, paths: 5000 })).toBe("5,000 paths: starting");
    expect(progressText({ done: 7, paths: 5000 })).toBe("7 of 5,000 paths");
  });
});
