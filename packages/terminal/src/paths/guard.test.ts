/** Endings of a process that guards its terminal: each gives it back once, and is what it would have been. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";

const GUARD = JSON.stringify(new URL("./guard.ts", import.meta.url).href);

const HEAD = `
import { guardTerminal } from ${GUARD};
let shown = true;
const release = guardTerminal(() => {
  if (shown) process.stdout.write("restored ");
  shown = false;
});
process.on("uncaughtException", ({ message }) => {
  process.stdout.write(message);
  process.exit(70);
});
`;

/** What a process prints and how it ends that guards its terminal, does more, and gets signals once it says so. */
async function ending(code: string, signals: readonly NodeJS.Signals[] = []) {
  const child = spawn(process.execPath, ["--input-type=module", "-e", HEAD + code], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  let asked = 0;
  child.stdout.on("data", (chunk) => {
    printed += String(chunk);
    // One signal for each "ready": two that come at once are one.
    const wanted = printed.split("ready ").length - 1;
    for (; asked < Math.min(wanted, signals.length); asked += 1) child.kill(signals[asked]);
  });
  const [status, signal] = await once(child, "close");
  return { printed: printed.replaceAll("ready ", ""), end: signal ?? status };
}

const WAIT = 'setInterval(() => {}, 1000); process.stdout.write("ready ");';

describe("a terminal that is guarded", () => {
  it.each(["SIGTERM", "SIGHUP"] as const)("is given back on %s, of which the process dies", async (signal) => {
    expect(await ending(WAIT, [signal])).toEqual({ printed: "restored ", end: signal });
  });

  it("is given back on the second Ctrl-C; the first is left to others", async () => {
    const code = `${WAIT} process.once("SIGINT", () => process.stdout.write("first ready "));`;
    expect(await ending(code, ["SIGINT", "SIGINT"])).toEqual({ printed: "first restored ", end: "SIGINT" });
  });

  it("is given back before a fault is told of", async () => {
    expect(await ending('setTimeout(() => { throw new Error("a fault"); });')).toEqual({
      printed: "restored a fault",
      end: 70,
    });
  });

  it("is given back where the process simply ends", async () => {
    expect(await ending("process.exit(3)")).toEqual({ printed: "restored ", end: 3 });
    expect(await ending("")).toEqual({ printed: "restored ", end: 0 });
  });

  it("is left alone once the guard has ended", async () => {
    expect(await ending(`release(); ${WAIT}`, ["SIGTERM"])).toEqual({ printed: "", end: "SIGTERM" });
  });

  it("is given back before a pause, and the process goes on after it", async () => {
    const code = `${HEAD}${WAIT} process.on("SIGCONT", () => process.exit(5));`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "ignore"] });
    const [ready] = await once(child.stdout, "data");
    child.kill("SIGTSTP");
    const [restored] = await once(child.stdout, "data");
    // It stops right after that; until it has, to be sent on means nothing.
    const sending = setInterval(() => child.kill("SIGCONT"), 20);
    const [status] = await once(child, "close");
    clearInterval(sending);
    expect([String(ready), String(restored), status]).toEqual(["ready ", "restored ", 5]);
  });
});
