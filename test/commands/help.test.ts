/** Help, wherever it is asked for. */
import { describe, expect, it } from "vitest";
import { call } from "./calling.ts";

describe("help", () => {
  it("of a command goes to stdout with its examples first", async () => {
    for (const args of [
      ["run", "--help"],
      ["run", "-h"],
      ["help", "run"],
    ]) {
      const { code, stdout, stderr } = await call(args);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toMatch(/^Examples:\n {2}steppe run scenarios\/baikonur\.yaml\n/);
      expect(stdout).toMatch(/\n\nUsage: steppe run \[options\] <scenario\.\.\.>\n/);
    }
  });

  it("of the program lists every command; a bare call prints it in short on stderr", async () => {
    const whole = await call(["--help"]);
    expect(whole).toMatchObject({ code: 0, stderr: "" });
    expect(whole.stdout).toMatch(/^Examples:\n/);
    expect(whole.stdout).toMatch(/\n {2}run {2,}run scenarios and account for what each pays\n/);
    const bare = await call([]);
    expect(bare).toMatchObject({ code: 2, stdout: "" });
    expect(bare.stderr).toMatch(/^Usage: steppe \[options\] \[command\]\n/);
    expect(await call(["help"])).toEqual(whole);
  });

  it("fits a terminal of 80 columns", async () => {
    const { stdout } = await call(["--help"], { columns: 80 });
    const names = [...stdout.matchAll(/^ {2}([a-z]+) {2,}\S/gm)].map(([, name]) => name as string);
    expect(names).toContain("explain");
    const helps = await Promise.all(names.map(async (name) => (await call(["help", name], { columns: 80 })).stdout));
    expect(
      [stdout, ...helps]
        .join("\n")
        .split("\n")
        .filter((line) => line.length > 80),
    ).toEqual([]);
  });

  it("explains the exit codes, and offers the nearest topic", async () => {
    const { code, stdout } = await call(["help", "exit-codes"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Exit codes:\n {2}0 +done\n/);
    expect(await call(["help", "exit-code"])).toEqual({
      code: 2,
      stdout: "",
      stderr: "error: there is no help on `exit-code`\n(did you mean `exit-codes`?)\n",
    });
  });

  it("is not needed for the version", async () => {
    expect(await call(["-V"])).toEqual({ code: 0, stdout: "steppe unbuilt\n", stderr: "" });
  });
});

describe("a call that is wrong", () => {
  it("is shown without the control characters in it", async () => {
    expect(await call(["run", "--\u001b[31m"])).toEqual({
      code: 2,
      stdout: "",
      stderr: "error: unknown option '--\\x1b[31m'\n",
    });
    expect((await call(["run", "@\u0007"])).stderr).toBe(
      "error: `@\\x07` is a variant of the file before it, and there is none before it\n",
    );
  });
});
