/** Same file, same seed: the same bytes, whatever the time zone, the language or the date of the machine. */
import { beforeAll, describe, expect, it } from "vitest";
import { ensureBuilt, ROOT, steppe } from "../command.ts";

const PRELOAD = new URL("shifted-date.cjs", import.meta.url).pathname;

const MACHINES: readonly (readonly [string, NodeJS.ProcessEnv])[] = [
  ["in Almaty", { TZ: "Asia/Almaty", LANG: "kk_KZ.UTF-8" }],
  ["in New York, where clocks change", { TZ: "America/New_York", LANG: "en_US.UTF-8" }],
  ["on Kiritimati, in Turkish", { TZ: "Pacific/Kiritimati", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" }],
  ["in 1999", { NODE_OPTIONS: `--require ${PRELOAD}`, STEPPE_TEST_SHIFT_DAYS: "-9800" }],
  [
    "in 2093, with a German ICU",
    { NODE_OPTIONS: `--require ${PRELOAD}`, STEPPE_TEST_SHIFT_DAYS: "24000", LC_ALL: "de_DE.UTF-8" },
  ],
];

const COMMANDS: readonly (readonly string[])[] = [
  ["run", "scenarios/baikonur.yaml", "--json"],
  ["run", "scenarios/baikonur.yaml@uncertain", "--path", "7", "--seed", "machines", "--trace"],
  ["run", "scenarios/baikonur.yaml@uncertain", "--paths", "20", "--workers", "2", "--by", "year"],
  ["compare", "scenarios/baikonur.yaml", "@ended-2018", "@uncertain", "--path", "3", "--by", "year"],
  ["export", "scenarios/baikonur.yaml@uncertain", "--path", "7", "--as", "hledger"],
];

function printed(args: readonly string[], env: NodeJS.ProcessEnv): string {
  const ran = steppe(args, ROOT, env);
  expect(ran.stderr).toBe("");
  expect(ran.status).toBe(0);
  return ran.stdout;
}

beforeAll(ensureBuilt);

describe.each(COMMANDS.map((args) => [args.join(" "), args] as const))("steppe %s", (_name, args) => {
  it.each(MACHINES)("prints the same %s", { timeout: 30_000 }, (_where, env) => {
    const here = printed(args, { TZ: "UTC", LANG: "C" });
    expect(here.length).toBeGreaterThan(1000);
    expect(printed(args, env)).toBe(here);
  });
});
