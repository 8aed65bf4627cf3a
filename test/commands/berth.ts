/** The scenario of the kernel's tests, and the same without what goes wrong in it. */
import { BERTH } from "@steppe/kernel/kernel-testing.ts";

export { BERTH };

export const SOUND = BERTH.replace("if(stopped, 0, 1)", "1").replace(
  'per_stay: "100 / count(berth.empty)"',
  "tenth: 10%",
);
