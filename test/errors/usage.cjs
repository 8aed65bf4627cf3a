/** Loaded before the command: writes down, as it ends, what it took. Milliseconds of processor time, MB of memory. */
const { writeFileSync } = require("node:fs");

process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const usage = { cpu: Math.round((userCPUTime + systemCPUTime) / 1000), memory: Math.round(maxRSS / 1024) };
  writeFileSync(process.env.STEPPE_USAGE, JSON.stringify(usage));
});
